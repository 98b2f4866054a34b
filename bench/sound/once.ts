import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { encode } from '../../src/encoding/encode.js';
import { assembleMaster } from '../../src/mastering/assemble-master.js';
import type { Narration } from '../../src/model/narration.js';
import { findFfmpeg } from '../../src/run-tool.js';
import { contextIn, TAGS } from './material.js';

// A process of its own, so that it can be kept to some cores: see run.ts.
const [file = '', folder = '', gain] = process.argv.slice(2);
const before = { wallMs: performance.now(), cpuS: cpuSeconds() };
const narration = JSON.parse(await readFile(file, 'utf8')) as Narration;
const ffmpeg = await findFfmpeg({ searchPath: process.env['PATH'] ?? '' });
const context = contextIn(folder, ffmpeg);
const gainDb = gain === undefined ? {} : { gainDb: Number(gain) };
const { master } = await assembleMaster(narration, { ...context, ...gainDb });
const [audio] = await encode({ master, chapters: [], tags: TAGS, slug: path.basename(file, '.json') }, context);
// The start of node and of the compiler that reads this file is no part of it.
const cost = { wallS: (performance.now() - before.wallMs) / 1000, cpuS: cpuSeconds() - before.cpuS };
process.stdout.write(JSON.stringify({ audio, cost }));

/** Our own, and that of children that have ended: cutime and cstime of proc(5), in hundredths of a second. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  const stat = readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (user + system) / 1e6 + (Number(fields[13] ?? 0) + Number(fields[14] ?? 0)) / 100;
}

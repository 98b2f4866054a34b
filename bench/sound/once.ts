import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { encode } from '../../src/encoding/encode.js';
import { assembleMaster } from '../../src/mastering/assemble-master.js';
import type { Narration } from '../../src/model/narration.js';
import { findFfmpeg } from '../../src/run-tool.js';
import { contextIn, TAGS } from './material.js';

// A process of its own, so that it can be kept to some cores: see run.ts.
const [file = '', folder = '', gain] = process.argv.slice(2);
const narration = JSON.parse(await readFile(file, 'utf8')) as Narration;
const ffmpeg = await findFfmpeg({ searchPath: process.env['PATH'] ?? '' });
const context = contextIn(folder, ffmpeg);
const gainDb = gain === undefined ? {} : { gainDb: Number(gain) };
const { master } = await assembleMaster(narration, { ...context, ...gainDb });
const [audio] = await encode({ master, chapters: [], tags: TAGS, slug: path.basename(file, '.json') }, context);
process.stdout.write(JSON.stringify(audio));

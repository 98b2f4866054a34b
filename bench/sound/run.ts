import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { retag } from '../../src/encoding/encode.js';
import { assembleMaster } from '../../src/mastering/assemble-master.js';
import type { AudioFile } from '../../src/model/audio-file.js';
import { formatClock } from '../../src/model/time.js';
import { encodeAudio, findFfmpeg, id3TagBytes, parseMp3Header } from '../../src/run-tool.js';
import { playMaster } from '../../src/sound.js';
import { correctLong } from './correct-long.js';
import { correctOften } from './correct-often.js';
import { contextIn, makeNarration, RATE_HZ, TAGS } from './material.js';

/**
 * `npm run bench:sound [-- MINUTES]`: cached clips to a finished MP3 beside what else makes one of the same samples, and
 * corrections of it; `npm run bench:sound -- corrections [COUNT]`: many random corrections, each listened to, which takes long.
 */
const section = process.argv[2] === 'corrections' ? 'corrections' : undefined;
const minutes = Number(section === undefined ? (process.argv[2] ?? 47) : 47);
const CORRECTED_MINUTES = 40;
const CORRECTIONS = 200;
const ROUNDS = 3;
const ONCE = path.join(import.meta.dirname, 'once.ts');
const LOADER = path.resolve(import.meta.dirname, '../../scripts/typescript-loader.mjs');

type Made = { readonly audio: AudioFile; readonly cost: Cost };
type Cost = { readonly wallS: number; readonly cpuS: number };

const folder = await mkdtemp(path.join(os.tmpdir(), 'lector-bench-sound-'));
try {
  if (section === 'corrections') {
    await correctOften({ minutes: CORRECTED_MINUTES, corrections: Number(process.argv[3] ?? CORRECTIONS) });
  } else {
    await compare();
    await correctLong(minutes);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function compare(): Promise<void> {
  const ffmpeg = await findFfmpeg({ searchPath: process.env['PATH'] ?? '' });
  const narration = await makeNarration(path.join(folder, 'clips'), minutes);
  const context = contextIn(folder, ffmpeg);
  const { master, timeline } = await assembleMaster(narration, { ...context, gainDb: 0 });
  const format = { sampleRateHz: RATE_HZ, channelCount: 1 } as const;
  const wav = path.join(folder, 'same.wav');
  const segments = master.stretches.flatMap((stretch) => stretch.segments);
  const pcm = playMaster({ ...format, segments }, { ffmpeg });
  await encodeAudio({ ffmpeg, pcm, input: format, output: { ...format, path: wav, format: 'wav', bitrateKbps: 0 } });
  const given = path.join(folder, 'narration.json');
  await writeFile(given, JSON.stringify(narration));

  const mp3 = ['-c:a', 'libmp3lame', '-b:a', '96k', '-ar', '44100', '-ac', '1', path.join(folder, 'other.mp3')];
  const run = (args: readonly string[]): string => spawn(ffmpeg.path, ['-nostdin', '-y', '-i', wav, ...args]);
  const bare = (): unknown => run(mp3);
  const measure = ['-af', 'loudnorm=I=-16:TP=-1:print_format=json', '-f', 'null', '-'];
  const twoPasses = (rest: string): void => {
    const found = JSON.parse(/\{[^{}]*\}\s*$/u.exec(run(measure))?.[0] ?? '{}') as Readonly<Record<string, string>>;
    const { input_i, input_tp, input_lra, input_thresh, target_offset } = found;
    const known = `measured_I=${input_i}:measured_TP=${input_tp}:measured_LRA=${input_lra}:measured_thresh=${input_thresh}`;
    run(['-af', `loudnorm=I=-16:TP=-1:${known}:offset=${target_offset}${rest}`, ...mp3]);
  };
  let kept = 0;
  let inside: Cost | undefined;
  const lector = (cores: string): void => {
    inside = once(given, path.join(folder, `run-${(kept += 1)}`), { cores }).cost;
  };
  const rivals: readonly (readonly [string, string, () => unknown])[] = [
    ['ffmpeg alone, same samples', '0', bare],
    ['Lector, one core', '0', () => lector('0')],
    ['Lector, two cores', '0,1', () => lector('0,1')],
    ['shell pipeline: loudnorm in one pass', '0', () => run(['-af', 'loudnorm=I=-16:TP=-1', ...mp3])],
    ['loudnorm in two passes', '0', () => twoPasses('')],
    ['ffmpeg-normalize (two passes, linear, LRA kept)', '0', () => twoPasses(':LRA=11:linear=true')],
  ];
  const costs = new Map<string, Cost>();
  for (const [name, , work] of rivals) {
    inside = undefined;
    const isOurs = /Lector|alone/u.test(name);
    const rounds = Array.from({ length: isOurs ? ROUNDS : 1 }, () => {
      const outside = cost(work);
      return inside ?? outside;
    });
    costs.set(name, rounds.reduce(least));
  }
  const reference = costs.get('ffmpeg alone, same samples') ?? { wallS: NaN, cpuS: NaN };
  console.log(`episode of ${formatClock(timeline.durationMs)}, ffmpeg ${ffmpeg.version} (${ffmpeg.origin})`);
  console.log('ratios: wall and CPU to the bare encode; least of three rounds, without the start of node\n');
  for (const [name, { wallS, cpuS }] of costs) {
    const ratios = `${(wallS / reference.wallS).toFixed(2)} × wall   ${(cpuS / reference.cpuS).toFixed(2)} × CPU`;
    console.log(`  ${name.padEnd(48)} ${wallS.toFixed(2)} s   CPU ${cpuS.toFixed(2)} s   ${ratios}`);
  }
  await correct(given, context);
}

/** One sentence of the same episode changed, and its tags alone. */
async function correct(given: string, context: ReturnType<typeof contextIn>): Promise<void> {
  const place = path.join(folder, 'run-1');
  const { audio: before } = once(given, place, { cores: '0,1' });
  const frames = framesOf(before.path);
  const count = Math.floor(frames.length / 2 / 170);
  const changed = path.join(folder, 'changed.json');
  await writeFile(changed, JSON.stringify(await makeNarration(path.join(folder, 'clips'), minutes, count)));
  const { audio: after, cost: corrected } = once(changed, place, { cores: '0,1', gainDb: before.gainDb });
  const left = new Map<string, number>();
  for (const frame of frames) left.set(frame, (left.get(frame) ?? 0) + 1);
  const now = framesOf(after.path);
  const keptCount = now.filter((frame) => {
    const rest = left.get(frame) ?? 0;
    left.set(frame, rest - 1);
    return rest > 0;
  }).length;
  console.log(`\n  one sentence changed: clips → MP3 in ${corrected.wallS.toFixed(2)} s`);
  console.log(`  frames that stay: ${((keptCount / now.length) * 100).toFixed(1)} % (goal ≥ 95 %)`);
  const startedMs = performance.now();
  await mkdir(path.join(folder, 'tagged'), { recursive: true });
  await retag({ finished: [before], chapters: [], tags: { ...TAGS, title: 'Another' }, slug: 'bench' }, context);
  console.log(`  tags alone: ${((performance.now() - startedMs) / 1000).toFixed(2)} s (goal ≤ 0.5 s)`);
}

function once(
  file: string,
  place: string,
  options: { readonly cores: string; readonly gainDb?: number | undefined },
): Made {
  const { cores, gainDb } = options;
  const node = [
    process.execPath,
    '--import',
    LOADER,
    ONCE,
    file,
    place,
    ...(gainDb === undefined ? [] : [String(gainDb)]),
  ];
  spawnSync('mkdir', ['-p', place]);
  const { status, stdout, stderr } = spawnSync('taskset', ['-c', cores, ...node], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout.slice(stdout.indexOf('{'))) as Made;
}

function spawn(program: string, args: readonly string[]): string {
  const { status, stderr } = spawnSync('taskset', ['-c', '0', program, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stderr;
}

function framesOf(file: string): readonly string[] {
  const bytes = readFileSync(file);
  const frames: string[] = [];
  let at = id3TagBytes(bytes.subarray(0, 10));
  for (let header = parseMp3Header(bytes, at); header; header = parseMp3Header(bytes, at)) {
    frames.push(bytes.toString('latin1', at, at + header.frameBytes));
    at += header.frameBytes;
  }
  return frames;
}

/** Of children that were waited for. */
function cost(work: () => unknown): Cost {
  const before = { wallMs: performance.now(), cpuS: childSeconds() };
  work();
  return { wallS: (performance.now() - before.wallMs) / 1000, cpuS: childSeconds() - before.cpuS };
}

/** cutime and cstime of proc(5), in hundredths of a second. */
function childSeconds(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13] ?? 0) + Number(fields[14] ?? 0)) / 100;
}

function least(one: Cost, other: Cost): Cost {
  return { wallS: Math.min(one.wallS, other.wallS), cpuS: Math.min(one.cpuS, other.cpuS) };
}

import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { encode, type EncodingContext } from '../src/encoding/encode.js';
import { assembleMaster, type MasteringContext } from '../src/mastering/assemble-master.js';
import { formatClock } from '../src/model/time.js';
import type { Clip, Narration } from '../src/model/narration.js';
import type { RecordedMaster } from '../src/model/timeline.js';
import { encodeAudio, findFfmpeg, runProgram, type Ffmpeg } from '../src/run-tool.js';
import { measureSound, playMaster, shapeSound } from '../src/sound.js';

const SENTENCE_MS = 4000;
const PAUSE_MS = 350;
const EPISODE_MS = 47 * 60_000;
const RATE_HZ = 24_000;
const FORMAT = { sampleRateHz: RATE_HZ, channelCount: 1 } as const;

type Cost = { readonly wallS: number; readonly cpuS: number };
type Played = Pick<RecordedMaster, 'segments' | 'sampleRateHz' | 'channelCount'>;
type Bench = { readonly folder: string; readonly ffmpeg: Ffmpeg; readonly narration: Narration };

/** Cached clips of a 47-minute episode to a finished MP3, against ffmpeg encoding the same samples and nothing else. */
export async function benchAudio(): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lector-bench-audio-'));
  try {
    const ffmpeg = await findFfmpeg({ searchPath: process.env['PATH'] ?? '' });
    const narration = await makeNarration(folder, ffmpeg);
    await compare({ folder, ffmpeg, narration });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function compare({ folder, ffmpeg, narration }: Bench): Promise<void> {
  const signal = new AbortController().signal;
  const warn = (): void => undefined;
  const level = { targetLufs: -16, maxTruePeakDbtp: -1 };
  const shape = { bitrateKbps: 96, sampleRateHz: 44_100, channelCount: 1 as const };
  const mastering: MasteringContext = { ffmpeg, ...level, stings: {}, temporaryFolder: folder, signal, warn };
  const encoding: EncodingContext = {
    ffmpeg,
    ...level,
    ...shape,
    folder: path.join(folder, 'kept'),
    temporaryFolder: folder,
    signal,
    warn,
  };
  const tags = { title: 'Bench', album: 'Bench', publishedAt: '2025-01-01', language: 'en', genre: 'Podcast' } as const;

  const { master } = await assembleMaster(narration, mastering);
  const durationS = master.sampleCount / master.sampleRateHz;
  const played = { ...FORMAT, segments: master.stretches.flatMap(({ segments }) => segments) };
  const input = { master, chapters: [], tags, slug: 'bench' };
  const bareBefore = await cost(() => encodeBare(played, { folder, ffmpeg }));
  const memory = watchMemory();
  const idleBytes = process.memoryUsage.rss();
  const whole = await cost(async () => {
    const made = await assembleMaster(narration, mastering);
    await encode({ ...input, master: made.master }, encoding);
  });
  const peakBytes = memory.stop();
  const bare = least(bareBefore, await cost(() => encodeBare(played, { folder, ffmpeg })));
  const meter = await cost(() => measureSound(playMaster(played, { ffmpeg }), FORMAT));
  const limiter = await cost(() =>
    drain(shapeSound(playMaster(played, { ffmpeg }), { format: FORMAT, gainDb: master.gainDb, ceilingDbtp: -1.7 })),
  );
  const reused = await cost(() => encode(input, encoding));

  const row = (name: string, { wallS, cpuS }: Cost): void => {
    const ratios = `${(wallS / bare.wallS).toFixed(2)} ×   ${(cpuS / bare.cpuS).toFixed(2)} ×`;
    const pace = `${(durationS / wallS).toFixed(0)} × real time`;
    console.log(`  ${name.padEnd(34)} ${wallS.toFixed(2)} s   CPU ${cpuS.toFixed(2)} s   ${ratios}   ${pace}`);
  };
  console.log(
    `episode of ${formatClock(durationS * 1000)}, ffmpeg ${ffmpeg.version} (${ffmpeg.origin}); ratios: wall and CPU to the bare encode`,
  );
  row('ffmpeg alone, same samples', bare);
  row('clips → measured, tagged MP3', whole);
  row('  of it: meter', meter);
  row('  of it: gain and limiter', limiter);
  row('the same again (reused)', reused);
  console.log(
    `  memory while mastering and encoding: at most ${(peakBytes / 2 ** 20).toFixed(0)} MiB, of which ${((peakBytes - idleBytes) / 2 ** 20).toFixed(0)} more than before`,
  );
}

async function encodeBare(played: Played, { folder, ffmpeg }: Pick<Bench, 'folder' | 'ffmpeg'>): Promise<void> {
  const source = path.join(folder, 'same.wav');
  if (
    !(await readFile(source).then(
      () => true,
      () => false,
    ))
  ) {
    const output = { ...FORMAT, path: source, format: 'wav', bitrateKbps: 0 } as const;
    await encodeAudio({ ffmpeg, pcm: playMaster(played, { ffmpeg }), input: FORMAT, output });
    await encodeBare(played, { folder, ffmpeg });
  }
  const codec = ['-c:a', 'libmp3lame', '-b:a', '96k', '-ar', '44100', '-ac', '1'];
  const args = ['-nostdin', '-v', 'error', '-y', '-i', source, ...codec, path.join(folder, 'bare.mp3')];
  const { exitCode, stderr } = await runProgram({ program: ffmpeg.path, args, timeoutMs: 600_000 });
  if (exitCode !== 0) throw new Error(stderr);
}

async function drain(pcm: AsyncIterable<Float32Array>): Promise<void> {
  for await (const samples of pcm) if (samples.length === 0) return;
}

/** CPU of children counts once they have ended; where the system does not tell, only our own is counted. */
async function cost(work: () => Promise<unknown>): Promise<Cost> {
  const before = { wallMs: performance.now(), cpuS: await cpuSeconds() };
  await work();
  return { wallS: (performance.now() - before.wallMs) / 1000, cpuS: (await cpuSeconds()) - before.cpuS };
}

async function cpuSeconds(): Promise<number> {
  const { user, system } = process.cpuUsage();
  const own = (user + system) / 1e6;
  const stat = await readFile('/proc/self/stat', 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // cutime and cstime of proc(5), in hundredths of a second.
  return own + (Number(fields[13] ?? 0) + Number(fields[14] ?? 0)) / 100;
}

function least(one: Cost, other: Cost): Cost {
  return { wallS: Math.min(one.wallS, other.wallS), cpuS: Math.min(one.cpuS, other.cpuS) };
}

function watchMemory() {
  let peakBytes = process.memoryUsage.rss();
  const timer = setInterval(() => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  }, 50);
  return {
    stop(): number {
      clearInterval(timer);
      return peakBytes;
    },
  };
}

/** Eight different clips of noise in syllables, spoken again and again. */
async function makeNarration(folder: string, ffmpeg: Ffmpeg): Promise<Narration> {
  const clips: Clip[] = [];
  for (let index = 0; index < 8; index += 1) clips.push(await makeClip(folder, ffmpeg, index));
  const count = Math.ceil(EPISODE_MS / (SENTENCE_MS + PAUSE_MS));
  const shape = {
    blockId: 'b1',
    blockKind: 'paragraph',
    role: 'narrator',
    display: 'x',
    spoken: 'x',
    lang: 'en',
    changes: [],
    links: [],
  } as const;
  const numbers = Array.from({ length: count }, (_, index) => index);
  const utterances = numbers.map((index) => ({ ...shape, id: `u-${index}`, pauseAfterMs: PAUSE_MS }));
  const spoken = numbers.flatMap((index) => clips[index % clips.length] ?? []);
  const script = { slug: 'bench', title: 'Bench', language: 'en', utterances, sections: [], ledger: [] };
  const usage = { utteranceCount: count, synthesisedCount: 0, synthesisedCharacters: 0, costUsd: 0 };
  return { script, clips: spoken, engine: 'noise', voices: [], speakers: [], usage };
}

async function makeClip(folder: string, ffmpeg: Ffmpeg, seed: number): Promise<Clip> {
  const frames = (SENTENCE_MS * RATE_HZ) / 1000;
  let state = seed + 1;
  let smooth = 0;
  let smoother = 0;
  const samples = new Float32Array(frames).map((_, at) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    smooth += 0.3 * (state / 2 ** 31 - 1 - smooth);
    smoother += 0.3 * (smooth - smoother);
    // Bounded: peaks 12 dB above the loudness, so that the limiter rests as it does with most voices.
    return 0.2 * Math.tanh(6 * smoother) * Math.max(0, Math.sin((2 * Math.PI * (3 + 0.1 * seed) * at) / RATE_HZ));
  });
  const file = path.join(folder, `clip-${seed}.wav`);
  const pcm = (async function* () {
    yield samples;
    await Promise.resolve();
  })();
  await encodeAudio({ ffmpeg, pcm, input: FORMAT, output: { ...FORMAT, path: file, format: 'wav', bitrateKbps: 0 } });
  const sha256 = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  const length = { sampleRateHz: RATE_HZ, sampleCount: frames, firstSample: 0, endSample: frames };
  return { key: `clip-${seed}`, path: file, sha256, words: [], ...length };
}

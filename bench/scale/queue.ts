import { spawn, type ChildProcess } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { startFaultyServer } from '../../test/narration/engines/faulty-speech-server.js';
import { startRedis } from '../../test/queue/redis-server.js';
import { LECTOR } from './large-show.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** About what a speech service takes for a sentence. */
const LATENCY_MS = 300;
const SAMPLE_MS = 250;
const KEYS = { OPENAI_API_KEY: 'sk-bench-0123456789abcdef' };

type Run = { readonly perMinute: number; readonly wallS: number; readonly rssMb: readonly number[] };

/**
 * `npm run bench:scale -- queue [COUNT]`: what one worker and two make of a show of short articles, with an engine that
 * costs nothing but encoding and with a service that takes its time; and how much memory the build takes meanwhile.
 */
export async function benchQueue(count: number): Promise<void> {
  const speech = await startFaultyServer({ latencyMs: LATENCY_MS });
  const service = `{engine: openai, settings: {baseUrl: "${speech.url('ok')}", pricePerMillionCharactersUsd: 0}}`;
  for (const [name, tts] of [
    ['a service, 300 ms a sentence', service],
    ['no engine but encoding', '{engine: silence}'],
  ] as const) {
    console.log(`${count} articles, ${name}`);
    const runs: Run[] = [];
    for (const workerCount of [1, 2]) {
      const run = await measure({ count, tts, workerCount });
      runs.push(run);
      const [first = 0, middle = 0, last = 0] = [0.25, 0.5, 1].map(
        (at) => run.rssMb[Math.ceil(run.rssMb.length * at) - 1],
      );
      const memory = `build ${first.toFixed(0)}, ${middle.toFixed(0)}, ${last.toFixed(0)} MB at a quarter, half and end`;
      console.log(
        `  ${workerCount} worker${workerCount > 1 ? 's' : ' '}  ${run.perMinute.toFixed(0).padStart(5)} a minute   ${run.wallS.toFixed(0)} s   ${memory}`,
      );
    }
    const [one, two] = runs;
    if (one && two) console.log(`  ratio ${(two.perMinute / one.perMinute).toFixed(2)}`);
  }
  speech.close();
}

async function measure(options: {
  readonly count: number;
  readonly tts: string;
  readonly workerCount: number;
}): Promise<Run> {
  const { count, tts, workerCount } = options;
  const root = await mkdtemp(path.join(os.tmpdir(), 'lector-queue-'));
  const redis = await startRedis();
  const workers: ChildProcess[] = [];
  try {
    await makeShow(root, { count, tts });
    for (let nth = 0; nth < workerCount; nth += 1) workers.push(await startWorker(root, redis.url));
    const build = start(root, ['build', '--queue', redis.url, '--json', '--no-budget']);
    const rssMb: number[] = [];
    const sampling = setInterval(() => void rssOf(build).then((mb) => mb > 0 && rssMb.push(mb)), SAMPLE_MS);
    const times: number[] = [];
    for await (const line of createInterface({ input: build.stdout as NodeJS.ReadableStream })) {
      if (line.includes('"type":"episode"')) times.push(performance.now());
      if (line.includes('"type":"publishing"')) clearInterval(sampling);
    }
    clearInterval(sampling);
    const wallS = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000;
    return { perMinute: ((times.length - 1) * 60) / wallS, wallS, rssMb };
  } finally {
    for (const worker of workers) worker.kill('SIGKILL');
    await redis.kill();
    await rm(root, { recursive: true, force: true });
  }
}

async function makeShow(root: string, { count, tts }: { readonly count: number; readonly tts: string }): Promise<void> {
  await mkdir(path.join(root, 'articles'), { recursive: true });
  await copyFile(path.join(ROOT, 'test/fixtures/published-by-0.1.0/cover.jpg'), path.join(root, 'cover.jpg'));
  const config = `title: A show of many\ndescription: To be measured.\nbaseUrl: https://pod.example.org/show/\nauthor: The Tester\nimage: cover.jpg\nconcurrency: 1\ntts: ${tts}\naudio: {sampleRateHz: 22050, bitrateKbps: 32}\n`;
  await writeFile(path.join(root, 'lector.yaml'), config);
  for (let nth = 1; nth <= count; nth += 1) {
    const date = new Date(Date.UTC(2001, 0, 1) + nth * 43_200_000).toISOString();
    const text = `The council spoke of matter ${nth} until ten. Nobody left the hall of house ${nth} before the end of it.`;
    await writeFile(
      path.join(root, 'articles', `a${nth}.md`),
      `---\ntitle: Matter ${nth}\ndate: ${date}\n---\n\n${text}\n`,
    );
  }
}

async function startWorker(root: string, queue: string): Promise<ChildProcess> {
  const worker = start(root, ['worker', '--queue', queue]);
  await new Promise<void>((resolve) => worker.stdout?.once('data', () => resolve()));
  worker.stdout?.resume();
  return worker;
}

function start(cwd: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [LECTOR, ...args], {
    cwd,
    env: { ...process.env, ...KEYS },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

async function rssOf({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid ?? 0}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1] ?? 0) / 1024;
}

import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Running } from '../../test/e2e/project.js';
import { KEYS, openNewsroom, type Newsroom } from '../../test/queue/newsroom.js';
import { startRedis } from '../../test/queue/redis-server.js';

const MOST_LIFE_MS = 2_500;
const MOST_CALM_MS = 1_500;
const START_MS = 1_200;

/**
 * `npm run bench:scale -- kills [WORKERS] [REDIS]`: kills workers, then Redis with all it knows, at random moments of
 * builds, until so many are dead, and compares bytes and bills with a build alone.
 */
export async function benchKills({
  workers,
  redis: redisKills,
}: {
  readonly workers: number;
  readonly redis: number;
}): Promise<void> {
  const room = await openNewsroom({ count: 6, latencyMs: 150, config: 'concurrency: 1\n' });
  await room.build();
  const clean = JSON.stringify(await room.project.hashes('output'));
  const sentences = new Set(room.takeBills());
  const say = (what: string, outcome: Outcome): void =>
    console.log(
      `${what}: ${outcome.kills} kills in ${outcome.builds} builds, bytes ${outcome.isSame ? 'the same' : 'DIFFERENT'}, ${outcome.paidTwice} of ${outcome.builds * sentences.size} sentences paid twice, ${outcome.setAside} jobs set aside`,
    );
  say('workers', await killWorkers(room, { clean, wanted: workers }));
  say('Redis', await killRedis(room, { clean, wanted: redisKills }));
  room.speech.close();
}

type Trial = { readonly clean: string; readonly wanted: number };
type Outcome = { kills: number; builds: number; paidTwice: number; setAside: number; isSame: boolean };

const NOTHING: Outcome = { kills: 0, builds: 0, paidTwice: 0, setAside: 0, isSame: true };

async function killWorkers(room: Newsroom, { clean, wanted }: Trial): Promise<Outcome> {
  const outcome = { ...NOTHING };
  const server = await startRedis();
  while (outcome.kills < wanted) {
    await forget(room);
    let isOver = false;
    const employ = async (): Promise<void> => {
      while (!isOver) {
        const worker = hireProcess(room, server.url);
        const isLast = outcome.kills >= wanted;
        if (!isLast) await pause(START_MS + Math.random() * MOST_LIFE_MS);
        else while (!isOver) await pause(50);
        if (!isOver) outcome.kills += 1;
        worker.kill('SIGKILL');
        await worker.ended;
      }
    };
    const employed = [employ(), employ()];
    await settle(room, { outcome, clean, queue: server.url });
    isOver = true;
    await Promise.all(employed);
  }
  await server.kill();
  return outcome;
}

async function killRedis(room: Newsroom, { clean, wanted }: Trial): Promise<Outcome> {
  const outcome = { ...NOTHING };
  const server = await startRedis();
  while (outcome.kills < wanted) {
    await forget(room);
    const workers = [hireProcess(room, server.url), hireProcess(room, server.url)];
    await pause(START_MS);
    let isOver = false;
    for (const { ended } of workers)
      void ended.then(
        ({ exitCode, stderr }) => isOver || console.log(`a worker ended with ${String(exitCode)}: ${stderr}`),
      );
    const harm = async (): Promise<void> => {
      while (!isOver && outcome.kills < wanted) {
        await pause(Math.random() * MOST_CALM_MS);
        if (isOver) return;
        await server.kill();
        outcome.kills += 1;
        await pause(Math.random() * 500);
        await server.start();
      }
    };
    const harming = harm();
    await settle(room, { outcome, clean, queue: server.url });
    isOver = true;
    await harming;
    for (const worker of workers) worker.kill('SIGKILL');
    await Promise.all(workers.map((worker) => worker.ended));
  }
  await server.kill();
  return outcome;
}

/** Builds until it is whole, as somebody would who is told that a job was set aside. */
async function settle(
  room: Newsroom,
  { outcome, clean, queue }: { readonly outcome: Outcome; readonly clean: string; readonly queue: string },
): Promise<void> {
  const { retrySetAside } = await import('../../src/queue/set-aside.js');
  for (;;) {
    const { findings } = await room.build({ queue });
    if (findings.length === 0) break;
    for (const { code, message } of findings) if (code !== 'E_JOB') console.log(`${code} ${message}`);
    outcome.setAside += await retrySetAside({ url: queue, environment: {} });
  }
  outcome.builds += 1;
  const bills = room.takeBills();
  outcome.paidTwice += bills.length - new Set(bills).size;
  outcome.isSame &&= JSON.stringify(await room.project.hashes('output')) === clean;
}

function hireProcess({ project }: Newsroom, queue: string): Running {
  const env = Object.fromEntries(Object.entries(KEYS).map(([name, value]) => [name, value ?? '']));
  return project.start(['worker', '--queue', queue, '--lease', '2'], env);
}

async function forget({ project, takeBills }: Newsroom): Promise<void> {
  for (const folder of ['output', '.lector'])
    await rm(path.join(project.root, folder), { recursive: true, force: true });
  takeBills();
}

function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}

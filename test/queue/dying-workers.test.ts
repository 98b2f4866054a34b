import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queueStatus, retrySetAside } from '../../src/queue/set-aside.js';
import { openStore } from '../../src/store/open-store.js';
import type { Running } from '../e2e/project.js';
import { articleOf, hire, KEYS, openNewsroom, type Newsroom } from './newsroom.js';
import { startRedis, type RedisServer } from './redis-server.js';

/** The bench `kills` of `npm run bench:scale` tries fifty. */
const KILLS = 3;

let redis: RedisServer;
let room: Newsroom;
let clean: Record<string, string>;
let sentences: readonly string[];

beforeAll(async () => {
  [redis, room] = await Promise.all([
    startRedis(),
    openNewsroom({ count: 2, latencyMs: 120, config: 'concurrency: 1\n' }),
  ]);
  await room.build();
  clean = await room.project.hashes('output');
  sentences = room.takeBills();
});
afterAll(async () => {
  await redis.kill();
  room.speech.close();
});

async function forgetEverything(): Promise<void> {
  for (const folder of ['output', '.lector'])
    await rm(path.join(room.project.root, folder), { recursive: true, force: true });
  room.takeBills();
}

/** The program as it is started on a machine. */
function startWorker(): Running {
  const env = Object.fromEntries(Object.entries(KEYS).map(([name, value]) => [name, value ?? '']));
  return room.project.start(['worker', '--queue', redis.url, '--lease', '2'], env);
}

/** Until somebody has begun to speak `count` more sentences. */
async function spoken(count: number): Promise<void> {
  const wanted = room.speech.requestCount() + count;
  while (room.speech.requestCount() < wanted) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** What was billed more than once. */
function paidTwice(bills: readonly string[]): readonly string[] {
  return bills.filter((text, index) => bills.indexOf(text) !== index);
}

describe('workers that die', () => {
  it('lose nothing: the bytes are those of a build alone, and one sentence a kill is paid twice at most', async () => {
    await forgetEverything();
    const building = room.build({ queue: redis.url });
    for (let nth = 0; nth < KILLS; nth += 1) {
      const worker = startWorker();
      await spoken(2);
      worker.kill('SIGKILL');
      await worker.ended;
    }
    const last = startWorker();
    expect((await building).findings).toEqual([]);
    last.kill('SIGTERM');
    expect(await last.ended).toMatchObject({ exitCode: 0 });
    expect(await room.project.hashes('output')).toEqual(clean);
    const bills = room.takeBills();
    expect(new Set(bills)).toEqual(new Set(sentences));
    expect(paidTwice(bills).length).toBeLessThanOrEqual(KILLS);
  });

  it('and come back to life do no harm: what is late is not taken', async () => {
    await forgetEverything();
    const building = room.build({ queue: redis.url });
    const zombie = startWorker();
    await spoken(2);
    zombie.kill('SIGSTOP');
    const other = hire(room, { queue: redis.url });
    await spoken(sentences.length - 1);
    zombie.kill('SIGCONT');
    expect((await building).findings).toEqual([]);
    await other.end();
    zombie.kill('SIGTERM');
    await zombie.ended;
    expect(await room.project.hashes('output')).toEqual(clean);
    expect(paidTwice(room.takeBills()).length).toBeLessThanOrEqual(1);
    expect(await room.build()).toMatchObject({ findings: [], receipt: { written: [] } });
  });

  it('of one article have it set aside after two deaths; the others are published, and retry takes it again', async () => {
    const poisoned = await openNewsroom({ count: 1 });
    const { project } = poisoned;
    const config = await project.read('lector.yaml');
    await project.write('lector.yaml', config.replace(/^tts: .*$/mu, 'tts: {engine: silence}'));
    await project.write('articles/Poison.md', articleOf('Poison'));
    const folder = path.join(project.root, '.lector');
    let deaths = 0;
    let isOver = false;
    const employ = (): void => {
      const child = spawn(process.execPath, [path.join(import.meta.dirname, 'poisoned-worker.mjs'), redis.url, folder]);
      children.add(child);
      child.on('exit', () => {
        children.delete(child);
        if (isOver) return;
        deaths += 1;
        employ();
      });
    };
    const children = new Set<ReturnType<typeof spawn>>();
    employ();
    const report = await poisoned.build({ queue: redis.url });
    isOver = true;
    for (const child of children) child.kill('SIGKILL');
    expect(report.findings).toMatchObject([{ code: 'E_JOB', place: { file: 'articles/Poison.md' } }]);
    expect(report.rows.map(({ outcome }) => outcome).toSorted()).toEqual(['built', 'failed']);
    expect(deaths).toBe(2);
    const store = await openStore(folder, { root: '/', environment: {} });
    const options = { url: redis.url, environment: {} };
    expect((await queueStatus(options, store)).setAside).toMatchObject([
      { slug: 'poison', reason: 'it ended its workers' },
    ]);
    expect(await poisoned.build({ queue: redis.url })).toMatchObject({ findings: [{ code: 'E_JOB' }] });
    expect(await retrySetAside(options)).toBe(1);
    const worker = hire(poisoned, { queue: redis.url });
    expect((await poisoned.build({ queue: redis.url })).findings).toEqual([]);
    await worker.end();
    poisoned.speech.close();
  });
});

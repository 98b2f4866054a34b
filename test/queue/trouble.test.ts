import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Redis } from 'ioredis';
import { Queue } from 'bullmq';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clearQueue, queueStatus } from '../../src/queue/set-aside.js';
import { openEngineTurns } from '../../src/queue/engine-turns.js';
import { openRedis } from '../../src/queue/open-redis.js';
import { JOB_VERSION } from '../../src/queue/sound-job.js';
import { PREFIX, QUEUE, type JobReference } from '../../src/queue/sound-queue.js';
import { openStore } from '../../src/store/open-store.js';
import { articleOf, hire, openNewsroom, type Newsroom } from './newsroom.js';
import { freePort, startRedis, type RedisServer } from './redis-server.js';

let redis: RedisServer;
let room: Newsroom;
let clean: Record<string, string>;
let sentences: readonly string[];

beforeAll(async () => {
  [redis, room] = await Promise.all([
    startRedis(),
    openNewsroom({ count: 2, latencyMs: 20, config: 'concurrency: 1\n' }),
  ]);
  await room.build();
  clean = await room.project.hashes('output');
  sentences = room.takeBills();
});
afterAll(async () => {
  await redis.kill();
  room.speech.close();
});
beforeEach(async () => {
  for (const folder of ['output', '.lector'])
    await rm(path.join(room.project.root, folder), { recursive: true, force: true });
  room.takeBills();
});

/** What Redis holds of a queue, as text. */
async function everythingInRedis(): Promise<readonly string[]> {
  const client = new Redis(redis.url);
  const dumps: string[] = [];
  for (const key of await client.keys('*')) dumps.push(`${key} ${(await client.dumpBuffer(key)).toString('latin1')}`);
  client.disconnect();
  return dumps;
}

async function withQueue(work: (queue: Queue<JobReference>) => Promise<void>): Promise<void> {
  const connection = new Redis(redis.url, { maxRetriesPerRequest: null });
  const queue = new Queue<JobReference>(QUEUE, { connection, prefix: PREFIX });
  await work(queue);
  await queue.close();
  connection.disconnect();
}

describe('a queue in trouble', () => {
  it('tells within five seconds that it is not there, without its password', async () => {
    const queue = `redis://user:s3cret@127.0.0.1:${await freePort()}`;
    const startedMs = performance.now();
    const opening = openRedis({ url: queue, environment: {} }).catch((caught: unknown) => caught);
    const [error, alone] = await Promise.all([room.build({ queue }).catch((caught: unknown) => caught), opening]);
    expect(performance.now() - startedMs).toBeLessThan(8000);
    for (const told of [error, alone]) expect(told).toMatchObject({ code: 'E_QUEUE', exitCode: 7 });
    expect(String(error)).not.toContain('s3cret');
    expect(room.takeBills()).toEqual([]);
  });

  it('is refused where it would forget jobs, by the name of the setting', async () => {
    const forgetful = await startRedis('--maxmemory', '100mb', '--maxmemory-policy', 'allkeys-lru');
    await expect(room.build({ queue: forgetful.url })).rejects.toMatchObject({
      code: 'E_QUEUE',
      message: expect.stringContaining('maxmemory-policy allkeys-lru') as string,
    });
    await forgetful.kill();
  });

  it('is given up when it stays away, and not before', async () => {
    const passing = await startRedis();
    const open = await openRedis({ url: passing.url, environment: {}, awayMs: 300 });
    await passing.kill();
    await passing.start();
    await new Promise<void>((resolve) => open.client.once('ready', () => resolve()));
    expect(await Promise.race([open.lost, open.client.ping()])).toBe('PONG');
    await passing.kill();
    expect(await open.lost).toMatchObject({ code: 'E_QUEUE', exitCode: 7 });
    await open.close();
  });

  it('may die at any moment with all it knows: nothing is lost, nothing paid twice but what was under way', async () => {
    const worker = hire(room, { queue: redis.url });
    const building = room.build({ queue: redis.url });
    for (const pauseMs of [400, 300]) {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      await redis.kill();
      await redis.start();
    }
    expect((await building).findings).toEqual([]);
    expect(await room.project.hashes('output')).toEqual(clean);
    expect(room.takeBills().toSorted()).toEqual(sentences.toSorted());
    await worker.end();
  });

  it('delivers a job twice and one of a newer version: each sentence is paid once, and the other is left', async () => {
    const building = room.build({ queue: redis.url });
    await withQueue(async (queue) => {
      for (;;) {
        const jobs = await queue.getJobs(['waiting']);
        for (const { data } of jobs) await queue.add('again', data, { jobId: `again-${data.job}` });
        if (jobs.length >= 2) break;
      }
    });
    const newer = { version: JOB_VERSION + 1, job: 'f'.repeat(64) };
    await withQueue(async (queue) => void (await queue.add('sound', newer, { jobId: newer.job, lifo: true })));
    const workers = [hire(room, { queue: redis.url }), hire(room, { queue: redis.url })];
    expect((await building).findings).toEqual([]);
    await Promise.all(workers.map((worker) => worker.end()));
    expect(await room.project.hashes('output')).toEqual(clean);
    expect(room.takeBills().toSorted()).toEqual(sentences.toSorted());
    const left = workers.flatMap(({ events }) => events).filter(({ type }) => type === 'left');
    expect(left).toContainEqual({ type: 'left', job: newer.job });
    const store = await openStore(path.join(room.project.root, '.lector'), { root: '/', environment: {} });
    const status = await queueStatus({ url: redis.url, environment: {} }, store);
    expect([status.setAside, status.waiting + status.delayed]).toEqual([[], 1]);
    expect(await clearQueue({ url: redis.url, environment: {} })).toBeGreaterThan(0);
  });

  it('holds references alone, and publishes what an article says now, whatever is still queued of it', async () => {
    const stopped = new AbortController();
    const first = room.build({ queue: redis.url, signal: stopped.signal });
    await withQueue(async (queue) => {
      while ((await queue.getWaitingCount()) < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    });
    const dumps = await everythingInRedis();
    expect(Math.max(...dumps.map((dump) => dump.length))).toBeLessThan(64 * 1024);
    expect(dumps.filter((dump) => /council|ellery|sk-test|openai/iu.test(dump))).toEqual([]);
    stopped.abort();
    expect((await first).findings.map(({ code }) => code)).toContain('E_INTERRUPTED');
    await room.project.write('articles/Ellery.md', articleOf('Ellery').replace('hall', 'barn'));
    const worker = hire(room, { queue: redis.url });
    expect((await room.build({ queue: redis.url })).findings).toEqual([]);
    await worker.end();
    const slug = (await room.project.manifest()).episodes.find(({ title }) => title === 'Ellery')?.slug ?? '';
    expect(await room.project.read(`output/episodes/${slug}/index.html`)).toContain('barn');
    await room.project.write('articles/Ellery.md', articleOf('Ellery'));
  });

  it('hands back what a worker that is told to end has not begun, and keeps what it has', async () => {
    const first = hire(room, { queue: redis.url });
    const building = room.build({ queue: redis.url });
    while (room.speech.bills.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await first.end();
    const second = hire(room, { queue: redis.url });
    expect((await building).findings).toEqual([]);
    await second.end();
    expect(await room.project.hashes('output')).toEqual(clean);
    expect(room.takeBills().toSorted()).toEqual(sentences.toSorted());
  });

  it('lets all workers ask a service at one pace, and wait together when it asks one of them to', async () => {
    const clients = [new Redis(redis.url), new Redis(redis.url)];
    const rows = clients.map((client) => openEngineTurns(client, 'openai', 1200));
    const { signal } = new AbortController();
    const startedMs = performance.now();
    await Promise.all([...rows, ...rows, ...rows].map((turns) => turns.take(signal)));
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(5 * 50 - 5);
    await rows[0]?.rest(300);
    const restedMs = performance.now();
    await rows[1]?.take(signal);
    expect(performance.now() - restedMs).toBeGreaterThanOrEqual(290);
    for (const client of clients) client.disconnect();
  });

  it('keeps the budget of the show over its workers', async () => {
    const worker = [hire(room, { queue: redis.url }), hire(room, { queue: redis.url })];
    const report = await room.build({ queue: redis.url, maxUsd: 0.003 });
    expect(report.findings.map(({ code }) => code)).toContain('E_BUDGET');
    const paidUsd = (room.takeBills().join('').length * 15) / 1_000_000;
    expect(paidUsd).toBeLessThanOrEqual(0.003);
    await Promise.all(worker.map((one) => one.end()));
  });
});

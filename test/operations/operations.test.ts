import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.js';
import { openOperations, type Operations } from '../../src/operations/open-operations.js';
import type { WatchEvent } from '../../src/watch/run-watch.js';

let root: string;
let operations: Operations;
let nowMs = Date.parse('2026-03-01T12:00:00Z');

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'lector-ops-'));
  await writeFile(path.join(root, 'lector.yaml'), 'title: A show\nbudget: {maxUsdPerMonth: 40}\n');
  const { config } = await loadConfig({ cwd: root });
  operations = await openOperations({ address: '0', config, folder: root, now: () => new Date(nowMs) });
});
afterEach(async () => {
  await operations.close();
  await rm(root, { recursive: true });
});

async function ask(page: string): Promise<{ readonly status: number; readonly body: string }> {
  const response = await fetch(operations.url + page);
  return { status: response.status, body: await response.text() };
}

function round(findings: Extract<WatchEvent, { type: 'round' }>['findings']): WatchEvent {
  const rows = [
    {
      slug: 'secret-story',
      title: 'Secret story',
      outcome: 'built',
      elapsedMs: 1,
      costUsd: 0.25,
      synthesisedCharacters: 1200,
    },
    { slug: 'b', title: 'B', outcome: 'failed', elapsedMs: 1 },
  ] as const;
  const built = { rows, findings, feedUrl: 'https://a.example/feed.xml', elapsedMs: 2000 };
  return { type: 'round', built, findings, engine: 'espeak', elapsedMs: 2000 };
}

const refused = { severity: 'error', code: 'E_INPUT', message: 'articles/secret-story.md is empty.' } as const;
const down = { severity: 'error', code: 'E_ENGINE', message: 'the engine does not answer.' } as const;

describe('what an operator sees', () => {
  it('is that it lives, and that it is ready once a round went well for all but a text', async () => {
    expect((await ask('health')).status).toBe(200);
    expect((await ask('ready')).status).toBe(503);
    operations.watch(round([refused]));
    expect(await ask('ready')).toEqual({ status: 200, body: '{"status":"ready","reasons":[]}\n' });
    operations.watch(round([refused, down]));
    expect(await ask('ready')).toMatchObject({ status: 503, body: expect.stringContaining('E_ENGINE') as string });
    operations.watch(round([]));
    expect((await ask('metrics')).body).toContain(`lector_last_success_timestamp_seconds ${nowMs / 1000}\n`);
    operations.watch({ type: 'ended' });
    expect((await ask('ready')).status).toBe(503);
  });

  it('counts what was made, refused, narrated and paid, and names no text', async () => {
    operations.watch({
      type: 'progress',
      event: { type: 'stage', slug: 'secret-story', title: 'Secret story', stage: 'script' },
    });
    nowMs += 700;
    operations.watch({
      type: 'progress',
      event: { type: 'stage', slug: 'secret-story', title: 'Secret story', stage: 'narration' },
    });
    for (const [done, cached] of [
      [2, 1],
      [5, 3],
    ] as const)
      operations.watch({
        type: 'progress',
        event: { type: 'narration', slug: 'secret-story', done, cached, total: 5, audioMs: 1, costUsd: 0 },
      });
    operations.watch(round([refused]));
    const { body } = await ask('metrics');
    expect(body.split('\n')).toEqual(
      expect.arrayContaining([
        'lector_episodes_total{outcome="built"} 1',
        'lector_episodes_total{outcome="failed"} 1',
        'lector_findings_total{code="E_INPUT",severity="error"} 1',
        'lector_narrated_characters_total{engine="espeak"} 1200',
        'lector_cost_usd_total{engine="espeak"} 0.25',
        'lector_sentences_total{cached="yes"} 3',
        'lector_sentences_total{cached="no"} 2',
        'lector_stage_seconds_sum{stage="script"} 0.7',
        'lector_budget_left_usd 40',
      ]),
    );
    expect(body).toMatch(/^lector_disk_free_bytes [1-9]/mu);
    expect(body).not.toMatch(/secret|lector_last_success|lector_feed_age/iu);
  });

  it('counts jobs of a worker and how long they waited', async () => {
    operations.worker({ type: 'ready', queue: 'redis://h', store: 's' });
    operations.worker({ type: 'begun', job: 'a', waitedMs: 4000 });
    operations.worker({ type: 'made', job: 'a' });
    operations.worker({ type: 'failed', job: 'b', code: 'E_ENGINE', message: 'no' });
    const { body } = await ask('metrics');
    expect(body).toContain('lector_queue_wait_seconds_sum 4\n');
    expect(body).toContain('lector_jobs_total{result="made"} 1\n');
    expect(body).toContain('lector_jobs_total{result="failed"} 1\n');
    expect((await ask('ready')).status).toBe(200);
  });

  it('is on this machine alone unless a host is named, and an address that is none or taken is refused', async () => {
    expect(operations.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/u);
    const settings = { folder: root, now: () => new Date(nowMs) };
    await expect(openOperations({ ...settings, address: 'here' })).rejects.toMatchObject({ code: 'E_FLAG' });
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as AddressInfo;
    await expect(openOperations({ ...settings, address: `${port}` })).rejects.toMatchObject({ code: 'E_PORT' });
    taken.close();
    expect((await ask('nothing')).status).toBe(404);
  });
});

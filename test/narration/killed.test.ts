import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFaultyServer, type FaultyServer } from './engines/faulty-speech-server.js';
import { makeScript } from './make-script.js';

const KILLS = 12;
const CONCURRENCY = 4;
const SENTENCES = Array.from({ length: 40 }, (_, index) => `This is sentence number ${index} of forty in all.`);

describe('a narration that is killed', () => {
  let server: FaultyServer;
  let root: string;
  beforeEach(async () => {
    server = await startFaultyServer({ latencyMs: 15 });
    root = await mkdtemp(path.join(os.tmpdir(), 'lector-killed-'));
    await writeFile(path.join(root, 'script.json'), JSON.stringify(makeScript(SENTENCES)));
  });
  afterEach(async () => {
    server.close();
    await rm(root, { recursive: true, force: true });
  });

  const start = (budgetUsd = 5) => {
    const program = path.resolve(import.meta.dirname, 'narrate-in-child.mjs');
    const args = [program, root, server.url('ok'), path.join(root, 'script.json'), String(budgetUsd)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let complaint = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, output, complaint }));
    return { child, ended };
  };

  it('pays twice for nothing but what was under way, and ends with the same bytes', async () => {
    const requestsAtKill: number[] = [];
    for (let nth = 0; nth < KILLS; nth += 1) {
      const { child, ended } = start();
      const until = server.bills.length + 1 + ((nth * 5) % 7);
      const timer = setInterval(() => {
        if (server.bills.length >= until) child.kill('SIGKILL');
      }, 1);
      await ended;
      clearInterval(timer);
      requestsAtKill.push(server.bills.length);
    }
    const { code, output, complaint } = await start().ended;
    expect([code, complaint]).toEqual([0, '']);
    const delivered = server.bills.filter(({ isDelivered }) => isDelivered);
    expect(new Set(delivered.map(({ text }) => text)).size).toBe(SENTENCES.length);
    expect(server.bills.length).toBeLessThanOrEqual(SENTENCES.length + KILLS * CONCURRENCY);
    expect(requestsAtKill.at(-1)).toBeGreaterThan(0);
    const resumed = output;
    await rm(path.join(root, '.lector'), { recursive: true });
    expect((await start().ended).output).toBe(resumed);
    expect(await readdir(path.join(root, '.lector'))).not.toContain('lock.json');
  });

  it('does not start its budget anew', async () => {
    const budgetUsd = (25 * 46 * 15) / 1e6;
    const spent = (): number => server.bills.reduce((sum, { text }) => sum + (text.length * 15) / 1e6, 0);
    for (let nth = 0; nth < 4; nth += 1) {
      const { child, ended } = start(budgetUsd);
      const until = server.bills.length + 3;
      const timer = setInterval(() => {
        if (server.bills.length >= until) child.kill('SIGKILL');
      }, 1);
      await ended;
      clearInterval(timer);
      expect(spent()).toBeLessThanOrEqual(budgetUsd);
    }
    const { code, complaint } = await start(budgetUsd).ended;
    expect(code).toBe(6);
    expect(complaint).toContain('E_BUDGET');
    expect(spent()).toBeLessThanOrEqual(budgetUsd);
  });
});

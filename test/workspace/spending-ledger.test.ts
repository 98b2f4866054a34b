import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.js';
import { openSpendingLedger, type SpendingLedger } from '../../src/workspace.js';

describe('the spending ledger', () => {
  let folder: string;
  let findings: Finding[];
  let today: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'lector-spending-'));
    findings = [];
    today = '2026-05-20T12:00:00Z';
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const open = (): SpendingLedger =>
    openSpendingLedger({
      file: path.join(folder, 'spending.json'),
      now: () => new Date(today),
      warn: (finding) => void findings.push(finding),
    });

  it('counts a reservation as spent until it is settled', async () => {
    const ledger = open();
    const reservation = await ledger.reserve(0.5, {});
    expect(await ledger.spent()).toEqual({ runUsd: 0.5, monthUsd: 0.5 });
    await reservation.settle(0.2);
    await reservation.settle(0);
    expect(await ledger.spent()).toEqual({ runUsd: 0.2, monthUsd: 0.2 });
  });

  it('never passes a ceiling, however many ask at once', async () => {
    const ledger = open();
    const asked = await Promise.allSettled(Array.from({ length: 50 }, () => ledger.reserve(0.1, { perRunUsd: 1 })));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    await expect(ledger.reserve(0.1, { perRunUsd: 1 })).rejects.toMatchObject({
      code: 'E_BUDGET',
      exitCode: 6,
      message: 'the budget of this run is 1.00 USD; 1.00 USD is spent, the next request needs 0.10 USD.',
      hint: expect.stringContaining('budget.maxUsd') as string,
    });
  });

  it('remembers what a killed run spent, and starts anew after one that ended', async () => {
    await open().reserve(0.4, {});
    const next = open();
    expect(await next.spent()).toEqual({ runUsd: 0.4, monthUsd: 0.4 });
    await next.reserve(0.1, {});
    await next.close();
    expect(await open().spent()).toEqual({ runUsd: 0, monthUsd: 0.5 });
  });

  it('counts the last thirty days together', async () => {
    for (const day of ['2026-04-20', '2026-04-21', '2026-05-20']) {
      today = `${day}T12:00:00Z`;
      const ledger = open();
      await ledger.reserve(1, {});
      await ledger.close();
    }
    expect(await open().spent()).toEqual({ runUsd: 0, monthUsd: 2 });
    await expect(open().reserve(1, { perMonthUsd: 2.5 })).rejects.toMatchObject({
      message: expect.stringContaining('the last 30 days') as string,
    });
  });

  it('takes no figure that is not an amount for an unlimited budget', async () => {
    for (const figure of [Number.NaN, Number.POSITIVE_INFINITY, -1]) {
      await expect(open().reserve(figure, {})).rejects.toMatchObject({ code: 'E_BUDGET' });
      await expect(open().reserve(1, { perRunUsd: figure })).rejects.toMatchObject({ code: 'E_BUDGET' });
    }
    await expect(open().reserve(0.01, { perRunUsd: 0 })).rejects.toMatchObject({ code: 'E_BUDGET' });
  });

  describe('of which the file is damaged', () => {
    const file = (): string => path.join(folder, 'spending.json');
    const spend = async (usd: number): Promise<void> => {
      const ledger = open();
      await ledger.reserve(usd, {});
      await ledger.close();
    };
    const DAMAGES: readonly (readonly [string, (text: string) => string, number])[] = [
      ['a figure was changed', (text) => text.replace('3000000', '1000000'), 3],
      ['a figure is none', (text) => text.replace('3000000', '"many"'), 3],
      ['half of it is there', (text) => text.slice(0, 20), 3],
      ['it is empty', () => '', 3],
      ['it is something else', () => '[]', 3],
      ['a figure was raised', (text) => text.replace('3000000', '4000000'), 4],
    ];

    it.each(DAMAGES)('keeps the ceiling of the month: %s', async (_, damage, monthUsd) => {
      await spend(3);
      await writeFile(file(), damage(await readFile(file(), 'utf8')));
      expect(await open().spent()).toEqual({ runUsd: 0, monthUsd });
      expect(await open().spent()).toEqual({ runUsd: 0, monthUsd });
      await expect(open().reserve(1, { perMonthUsd: 3.5 })).rejects.toMatchObject({ code: 'E_BUDGET' });
      expect(findings.map(({ code }) => code)).toEqual(['W_STATE_REBUILT']);
      expect((await readdir(folder)).some((name) => name.startsWith('spending.json.corrupt-'))).toBe(true);
    });

    it('pays for nothing under a monthly ceiling when neither file nor copy can be read, until the file is deleted', async () => {
      await spend(3);
      await writeFile(file(), 'x');
      await writeFile(path.join(folder, 'spending.last.json'), 'x');
      for (let run = 0; run < 2; run += 1) {
        const ledger = open();
        await expect(ledger.reserve(0.01, { perMonthUsd: 100 })).rejects.toMatchObject({
          code: 'E_BUDGET',
          hint: expect.stringContaining('spending.json') as string,
        });
        await (await ledger.reserve(0.01, { perRunUsd: 1 })).settle(0);
        await ledger.close();
      }
      await rm(file());
      await open().reserve(0.01, { perMonthUsd: 100 });
    });
  });

  it('writes no file when nothing was ever spent', async () => {
    const ledger = open();
    await (await ledger.reserve(0, { perRunUsd: 0 })).settle(0);
    await ledger.close();
    expect(await readdir(folder)).toEqual([]);
  });
});

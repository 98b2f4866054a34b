import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Expense } from '../../src/narration/billing.js';
import { openNarrationSession, type NarrationSessionOptions } from '../../src/narration/narration-session.js';
import { failAttempt, type FailedAttempt, type SpeechEngine } from '../../src/narration/speech-engine.js';
import { openClipCache, openSpendingLedger, type SpendingLedger } from '../../src/workspace.js';
import { fakeEngine } from './fake-engine.js';

const PRICED = { capabilities: { pricePerMillionCharactersUsd: 15 } };
const TEXT = 'Ten letters and more.';
const PRICE = (TEXT.length * 15) / 1e6;

describe('a session', () => {
  let folder: string;
  let spending: SpendingLedger;
  let expense: Expense;
  const ledgerFile = (): string => path.join(folder, 'spending.json');

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'lector-session-'));
    spending = openSpendingLedger({ file: ledgerFile(), now: () => new Date(), warn: () => undefined });
    expense = { characters: 0, usd: 0 };
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const open = (engine: SpeechEngine, changes: Partial<NarrationSessionOptions> = {}) =>
    openNarrationSession({
      engine,
      clips: openClipCache(path.join(folder, 'clips'), () => undefined),
      temporaryFolder: path.join(folder, 'tmp'),
      spending,
      patience: { backoffMs: 1 },
      ...changes,
    });
  const speak = (session: ReturnType<typeof open>, signal = new AbortController().signal) =>
    session.speak({ text: TEXT, voice: 'anna', rate: 1, lang: 'en', signal }, expense);
  const failing = (attempt: FailedAttempt) => () => Promise.reject(failAttempt(new Error('the line is busy'), attempt));

  it('has the price on disk before an engine that knows nothing of money is asked', async () => {
    const books: string[] = [];
    const engine = fakeEngine({
      ...PRICED,
      speak: async () => {
        books.push(await readFile(ledgerFile(), 'utf8'));
        return undefined;
      },
    });
    const { words, wav } = await speak(open(engine));
    expect(books.map((text) => (JSON.parse(text) as { run: number }).run)).toEqual([Math.round(PRICE * 1e6)]);
    expect([words, wav.toString('latin1', 0, 4)]).toEqual([[], 'RIFF']);
    expect(Object.keys(engine.requests[0] ?? {}).sort()).toEqual(['lang', 'path', 'rate', 'signal', 'text', 'voice']);
    expect(await readdir(path.join(folder, 'tmp'))).toEqual([]);
  });

  it('is left at once when it is stopped, also by an engine that never answers', async () => {
    const stopper = new AbortController();
    const engine = fakeEngine({
      speak: () => {
        stopper.abort(new Error('enough'));
        return new Promise(() => undefined);
      },
    });
    await expect(speak(open(engine), stopper.signal)).rejects.toThrow('enough');
  });

  it.each([
    ['a service that was busy and made nothing', { isRetryable: true, isUnbilled: true }, 4, 0],
    ['a service that failed inside', { isRetryable: true }, 4, 4],
    ['a text that is not taken', { isUnbilled: true }, 1, 0],
    ['an error that says nothing', {}, 1, 1],
    ['a key that is refused', { isRefused: true, isUnbilled: true }, 1, 0],
  ])('counts every attempt of %s', async (_name, attempt, attempts, paid) => {
    const engine = fakeEngine({ ...PRICED, speak: failing(attempt) });
    await expect(speak(open(engine))).rejects.toMatchObject({ code: 'E_ENGINE' });
    expect(engine.requests).toHaveLength(attempts);
    expect((await spending.spent()).runUsd).toBeCloseTo(paid * PRICE, 6);
    expect(expense.characters).toBe(paid * TEXT.length);
    expect(expense.usd).toBeCloseTo(paid * PRICE, 9);
  });

  it('asks nothing more of an engine whose key is refused, whoever made its error', async () => {
    const engine = fakeEngine({ speak: failing({ isRefused: true }) });
    const session = open(engine);
    await expect(speak(session)).rejects.toThrow('the line is busy');
    await expect(speak(session)).rejects.toThrow('the line is busy');
    expect(engine.requests).toHaveLength(1);
  });

  it('names the engine in what a caller’s own engine throws, and keeps the cause', async () => {
    const cause = new TypeError('samples is not iterable.');
    const engine = fakeEngine({ speak: () => Promise.reject(cause) });
    await expect(speak(open(engine))).rejects.toMatchObject({
      code: 'E_ENGINE',
      message: 'fake: samples is not iterable.',
      cause,
    });
  });

  it('takes the price back when the run is stopped before anything is sent', async () => {
    const stop = new AbortController();
    const engine = fakeEngine(PRICED);
    const stopping: SpendingLedger = {
      ...spending,
      async reserve(usd, limits) {
        const reservation = await spending.reserve(usd, limits);
        stop.abort(new Error('stopped'));
        return reservation;
      },
    };
    await expect(speak(open(engine, { spending: stopping }), stop.signal)).rejects.toThrow('stopped');
    expect([engine.requests.length, (await spending.spent()).runUsd, expense]).toEqual([
      0,
      0,
      { characters: 0, usd: 0 },
    ]);
  });

  it('sends nothing that a budget does not hold, and books nothing for an engine that is free', async () => {
    const engine = fakeEngine(PRICED);
    await expect(speak(open(engine, { budgetUsd: PRICE / 2 }))).rejects.toMatchObject({ code: 'E_BUDGET' });
    expect(engine.requests).toEqual([]);
    await speak(open(fakeEngine(), { budgetUsd: 0 }));
    expect(expense).toEqual({ characters: TEXT.length, usd: 0 });
    await expect(readFile(ledgerFile())).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('asks for the voices once, and not at all where that takes the network', async () => {
    let count = 0;
    const counting = (listsVoicesOnline: boolean): SpeechEngine => {
      const engine = fakeEngine({ capabilities: { listsVoicesOnline } });
      return { ...engine, voices: () => ((count += 1), engine.voices()) };
    };
    const session = open(counting(false));
    expect(await session.voices()).toEqual(await session.voices());
    expect(await open(counting(true)).voices()).toEqual([]);
    expect(count).toBe(1);
  });

  it('shares nothing with another session', async () => {
    const [engine, said] = [fakeEngine({ speak: failing({ isRefused: true }) }), [] as string[]];
    const [one, other] = [open(engine), open(engine)];
    for (const session of [one, other]) await speak(session).catch(() => undefined);
    expect(engine.requests).toHaveLength(2);
    const finding = { severity: 'warning', code: 'W_ENGINE', message: 'slow.' } as const;
    for (const session of [one, one, other]) session.warnOnce(finding, ({ message }) => void said.push(message));
    expect(said).toEqual(['slow.', 'slow.']);
  });

  it('closes its engine', async () => {
    let isClosed = false;
    const session = open({ ...fakeEngine(), close: () => Promise.resolve(void (isClosed = true)) });
    await session.close();
    expect(isClosed).toBe(true);
  });
});

import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isLectorError, type LectorError } from '../../../src/errors.js';
import type { Finding } from '../../../src/model/finding.js';
import type { Narration } from '../../../src/model/narration.js';
import type { Patience } from '../../../src/narration/attempts.js';
import { narrate, planNarration, type NarrationContext } from '../../../src/narration/narrate.js';
import { openai } from '../../../src/narration/engines/openai.js';
import type { HttpLimits } from '../../../src/narration/engines/http/limits.js';
import { openSpendingLedger, type SpendingLedger } from '../../../src/workspace.js';
import { makeContext, type ContextChanges } from '../make-context.js';
import { makeScript } from '../make-script.js';
import { ECHOED_KEY, startFaultyServer, type FaultyServer } from './faulty-speech-server.js';

const PRICE = 15;
const TEXT = 'Eight words are quite enough for this test.';
const SENTENCES = Array.from({ length: 50 }, (_, index) => `This is sentence number ${index} of fifty.`);
/** As patient as a test can be. */
const QUICK: Partial<HttpLimits> = {
  connectMs: 500,
  headersMs: 500,
  idleMs: 500,
  wholeMs: 1500,
  maxBytes: 2_000_000,
};
const PATIENCE: Partial<Patience> = { backoffMs: 1 };

describe('narrating with a service that fails', () => {
  let server: FaultyServer;
  let folder: string;
  let findings: Finding[];
  let spending: SpendingLedger;

  beforeEach(async () => {
    server = await startFaultyServer();
    folder = await mkdtemp(path.join(os.tmpdir(), 'lector-faults-'));
    findings = [];
    spending = openSpendingLedger({ now: () => new Date(), warn: () => undefined });
  });
  afterEach(async () => {
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  const contextOf = (mode: string, changes: ContextChanges = {}): NarrationContext => {
    const settings = { baseUrl: server.url(mode), pricePerMillionCharactersUsd: PRICE };
    const engine = openai({ environment: { OPENAI_API_KEY: 'sk-test-0123456789abcdef' }, settings }, QUICK);
    const warn = (finding: Finding): void => void findings.push(finding);
    return makeContext(engine, folder, { spending, patience: PATIENCE, warn, ...changes });
  };
  const run = (mode: string, texts: readonly string[] = [TEXT], changes?: ContextChanges): Promise<Narration> =>
    narrate(makeScript(texts), contextOf(mode, changes));
  const fail = async (mode: string, texts?: readonly string[], changes?: ContextChanges): Promise<LectorError> => {
    const error: unknown = await run(mode, texts, changes).catch((thrown: unknown) => thrown);
    if (!isLectorError(error)) throw new Error(`not refused: ${String(error)}`);
    return error;
  };
  const billedUsd = (): number => server.bills.reduce((sum, { text }) => sum + (text.length * PRICE) / 1e6, 0);

  it('pays for each sentence once when nothing fails', async () => {
    const plan = await planNarration(makeScript(SENTENCES), contextOf('ok'));
    expect(server.requestCount()).toBe(0);
    const { usage } = await run('ok', SENTENCES);
    expect(server.bills).toHaveLength(50);
    expect(usage.costUsd).toBeCloseTo(billedUsd(), 6);
    expect(plan).toMatchObject({ charactersToSend: usage.synthesisedCharacters, costUsd: usage.costUsd });
    expect(server.maxUnderWay()).toBeLessThanOrEqual(2);
    await run('ok', SENTENCES);
    expect(server.bills).toHaveLength(50);
  });

  it.each(['seq:500,429-none,ok', 'seq:502,503,504,ok', 'seq:reset,ok', 'seq:429-garbage,429-negative,ok'])(
    'gets through %s',
    async (mode) => {
      const { clips } = await run(mode);
      expect(clips).toHaveLength(1);
      expect(server.requestCount()).toBe(mode.split(',').length);
    },
  );

  it.each([
    ['seq:429,ok', 950, 3000],
    ['seq:429-date,ok', 1500, 5000],
  ])('waits as long as %s asks for', async (mode, atLeastMs, atMostMs) => {
    const startedMs = performance.now();
    await run(mode);
    const elapsedMs = performance.now() - startedMs;
    expect(elapsedMs).toBeGreaterThan(atLeastMs);
    expect(elapsedMs).toBeLessThan(atMostMs);
  });

  it('does not wait a day, but says when to come back', async () => {
    const error = await fail('429-huge');
    expect(error).toMatchObject({ code: 'E_ENGINE', exitCode: 5 });
    expect(error.message).toContain('asks to wait 86400 s');
    expect(error.hint).toContain(new Date(Date.now() + 86_400_000).toISOString().slice(0, 10));
    expect(server.requestCount()).toBe(1);
  });

  it.each(['500', '502', '503', '504', '429-none', 'reset'])('gives up after four attempts of %s', async (mode) => {
    const error = await fail(mode);
    expect(error).toMatchObject({ code: 'E_ENGINE', exitCode: 5 });
    expect(error.message).toContain('Tried 4 times');
    expect(error.message).toContain(TEXT);
    expect(server.requestCount()).toBe(4);
  });

  it.each(['401', '402', '403', '200-json'])('stops the whole run at %s', async (mode) => {
    const context = contextOf(mode, { concurrency: 8 });
    const error: unknown = await narrate(makeScript(SENTENCES), context).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'E_ENGINE_REFUSED', exitCode: 5 });
    const sent = server.requestCount();
    expect(sent).toBeLessThanOrEqual(8);
    await expect(narrate(makeScript(['Another article altogether.']), context)).rejects.toMatchObject({
      code: 'E_ENGINE_REFUSED',
    });
    expect(server.requestCount()).toBe(sent);
  });

  it.each(['400', '404', '413'])('does not repeat what %s refuses, and lets other articles go on', async (mode) => {
    const context = contextOf(`seq:${mode}`);
    await expect(narrate(makeScript([TEXT]), context)).rejects.toMatchObject({ code: 'E_ENGINE' });
    await expect(narrate(makeScript(['Another article.']), context)).rejects.toMatchObject({ code: 'E_ENGINE' });
    expect(server.requestCount()).toBe(2);
    expect((await spending.spent()).runUsd).toBe(0);
  });

  it.each([
    ['empty', 'E_TTS_EMPTY', '0 bytes'],
    ['204', 'E_TTS_EMPTY', '0 bytes'],
    ['header-only', 'E_AUDIO_TRUNCATED', 'it is cut'],
    ['200-html', 'E_TTS_NOT_AUDIO', 'got an HTML page'],
    ['truncated-length', 'E_CLIP', 'broke off'],
    ['truncated-clean', 'E_AUDIO_TRUNCATED', 'it is cut'],
    ['truncated-valid', 'E_AUDIO_SHORT', 'too short'],
    ['truncated-noframing', 'E_AUDIO_TRUNCATED', 'it is cut'],
    ['chunked-cut', 'E_CLIP', 'broke off'],
    ['silence', 'E_TTS_SILENT', 'silent'],
    ['wrong-format', 'E_TTS_FORMAT', 'got MP3'],
    ['other-text', 'E_CLIP', 'too long'],
    ['gzip-bomb', 'E_CLIP', 'compressed'],
    ['never', 'E_CLIP', 'no answer within 0.5 s'],
    ['slow-headers', 'E_CLIP', 'no answer within 0.5 s'],
    ['drip', 'E_CLIP', 'no whole answer within 1.5 s'],
    ['stall', 'E_CLIP', 'nothing more came for 0.5 s'],
    ['endless', 'E_CLIP', 'larger than 2000000 bytes'],
  ])('never keeps what comes of %s, and pays for one more attempt at most', async (mode, code, why) => {
    const startedMs = performance.now();
    const error = await fail(mode);
    expect(error).toMatchObject({ code, exitCode: 5 });
    expect(error.message).toContain(why);
    expect(error.message).toContain(TEXT);
    expect(server.bills).toHaveLength(2);
    expect(await readdir(folder)).not.toContain('clips');
    expect((await spending.spent()).runUsd).toBeCloseTo(billedUsd(), 6);
    expect(performance.now() - startedMs).toBeLessThan(2 * 1500 + 2000);
  });

  it.each(['seq:silence,ok', 'seq:truncated-valid,ok', 'seq:200-html,ok', 'seq:chunked-cut,ok'])(
    'gets through %s with one more',
    async (mode) => {
      await run(mode);
      expect(server.bills).toHaveLength(2);
      expect(findings.map(({ code }) => code)).toEqual(['W_CLIP_RETRIED']);
    },
  );

  it.each([
    ['size-lie', 22_050],
    ['wrong-rate', 8000],
    ['wrong-type', 22_050],
  ])('puts %s right and pays once', async (mode, sampleRateHz) => {
    const { clips } = await run(mode);
    expect(clips[0]).toMatchObject({ sampleRateHz, sampleCount: Math.round(sampleRateHz * 8 * 0.35) });
    expect(server.bills).toHaveLength(1);
  });

  it('sends no key after a redirect, and nothing but the key to anyone', async () => {
    const error = await fail('redirect');
    expect(error.message).toContain('answered 307');
    expect(server.leaks).toEqual([]);
    expect(server.requestCount()).toBe(1);
  });

  it('shows no key, whoever says it', async () => {
    const error = await fail('401');
    const shown = JSON.stringify([error.message, error.hint, error.cause, error.stack, findings]);
    for (const secret of [ECHOED_KEY, 'sk-test-0123456789abcdef', 'sk-test-', 'SECRETSECRET'])
      expect(shown).not.toContain(secret);
    expect(error.message).toContain('[key]');
  });

  it('does not multiply the bill when everything fails', async () => {
    const texts = Array.from({ length: 500 }, (_, index) => `Sentence ${index} will fail as well.`);
    const context = contextOf('500', { concurrency: 8 });
    for (const text of texts) await narrate(makeScript([text]), context).catch(() => undefined);
    expect(server.requestCount()).toBeLessThanOrEqual(20);
  });

  it('sends again after a pause when a service was down', async () => {
    const context = contextOf('seq:500,500,500,500,ok', { patience: { ...PATIENCE, breakMs: 200 } });
    for (let nth = 0; nth < 5; nth += 1)
      await narrate(makeScript([`Down ${nth} for now.`]), context).catch(() => undefined);
    const sent = server.requestCount();
    await expect(narrate(makeScript(['Still down now.']), context)).rejects.toThrow('keeps failing');
    expect(server.requestCount()).toBe(sent);
    await new Promise((resolve) => setTimeout(resolve, 250));
    await narrate(makeScript(['Down 0 for now.']), context);
    expect(server.requestCount()).toBe(sent + 1);
  });

  it('keeps within the budget at every moment, failures and second attempts included', async () => {
    const budgetUsd = (20 * 39 * PRICE) / 1e6;
    for (const mode of ['ok', 'seq:500,silence,ok', 'seq:reset,ok']) {
      spending = openSpendingLedger({ now: () => new Date(), warn: () => undefined });
      const before = billedUsd();
      const texts = SENTENCES.map((text) => `${text} ${mode.length}`);
      await expect(run(mode, texts, { concurrency: 8, budgetUsd })).rejects.toMatchObject({
        code: 'E_BUDGET',
        exitCode: 6,
      });
      expect(billedUsd() - before).toBeLessThanOrEqual(budgetUsd);
      expect(billedUsd() - before).toBeGreaterThan(0);
    }
  });

  it('uses the same idempotency key for the same request in every attempt and every run', async () => {
    await run('seq:reset,ok');
    await rm(path.join(folder, 'clips'), { recursive: true });
    await run('seq:reset,ok');
    const keys = server.bills.map(({ idempotencyKey }) => idempotencyKey);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f]{64}-0-0$/u);
  });

  it('is billed once by a service that knows idempotency keys, though the first answer was lost', async () => {
    const { clips } = await run('idempotent', SENTENCES.slice(0, 5));
    expect(clips).toHaveLength(5);
    expect(server.requestCount()).toBe(10);
    expect(server.bills).toHaveLength(5);
  });

  it('goes on where it stopped when the service comes back', async () => {
    await run('ok', SENTENCES.slice(0, 20));
    await fail('500', SENTENCES);
    await run('ok', SENTENCES);
    expect(server.bills).toHaveLength(50);
    expect(server.bills.every(({ isDelivered }) => isDelivered)).toBe(true);
  });

  it('stops at once when told to, in the middle of a request', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('stopped')), 100);
    const startedMs = performance.now();
    await expect(run('never', [TEXT], { signal: stop.signal })).rejects.toThrow('stopped');
    expect(performance.now() - startedMs).toBeLessThan(400);
  });
});

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { judgeClip } from '../narration/judge-clip.js';
import { prepareText, type SpeechEngine, type SpeechRequest, type SpeechResult } from '../narration/speech-engine.js';
import { parseWav } from '../sound.js';
import type { TestRunner } from './test-runner.js';

/** What an engine is tried with. */
export type SpeechEngineSample = {
  /** BCP 47; `en` unless set. */
  readonly language?: string;
  /** A sentence of ten words or so in that language, without anything that is said otherwise than it is written. */
  readonly sentence?: string;
};

type Heard = SpeechResult & {
  readonly samples: Int16Array;
  readonly sampleRateHz: number;
  readonly durationMs: number;
};

const SENTENCE = 'The harbour opened again on Tuesday, after three weeks of repairs.';
/** A long text is tried up to here; what an engine takes at most may be hours of audio. */
const MAX_LONG_TEXT_BYTES = 2_000;
/** Longest a request may go on once it is given up. */
const STOP_MS = 5_000;
/** Heard for a text without anything to say. */
const MAX_NOTHING_MS = 2_000;
const HOSTILE = ['-f /etc/passwd is an option', 'a < b & "c" $(touch pwned) `id` > d', "it's 100% 'quoted' [[h@loU]]"];

/**
 * What every speech engine owes, whatever makes the sound and whether or not it makes the same sound twice: one call in a
 * test of the engine's own. Engines that cost money are best tried against a server of the test's own.
 *
 * @param name The engine's `name`.
 * @param make Opens the engine; called once.
 */
export function describeSpeechEngine(
  name: string,
  make: () => SpeechEngine | Promise<SpeechEngine>,
  runner: TestRunner,
  { language = 'en', sentence = SENTENCE }: SpeechEngineSample = {},
): void {
  const { describe, it, afterAll } = runner;

  describe(`the ${name} engine keeps the contract of speech engines`, () => {
    let opened: Promise<{ readonly engine: SpeechEngine; readonly folder: string }> | undefined;
    let fileCount = 0;
    const open = () =>
      (opened ??= Promise.all([make(), mkdtemp(path.join(os.tmpdir(), 'lector-engine-'))]).then(([engine, folder]) => ({
        engine,
        folder,
      })));

    afterAll(async () => {
      const { engine, folder } = await open();
      await engine.close();
      await rm(folder, { recursive: true, force: true });
    });

    async function request(changes: Partial<SpeechRequest> = {}): Promise<SpeechRequest> {
      const { engine, folder } = await open();
      fileCount += 1;
      return {
        text: sentence,
        voice: engine.defaultVoice(language) ?? '',
        rate: 1,
        lang: language,
        path: path.join(folder, `${fileCount}.wav`),
        signal: new AbortController().signal,
        ...changes,
      };
    }

    async function speak(changes: Partial<SpeechRequest> = {}): Promise<Heard> {
      const { engine } = await open();
      const asked = await request(changes);
      const result = await engine.speak(asked);
      const { samples, sampleRateHz } = parseWav(result.wav ? Buffer.from(result.wav) : await readFile(asked.path));
      return { ...result, samples, sampleRateHz, durationMs: (samples.length * 1000) / sampleRateHz };
    }

    /** As the narrator judges: neither silent where it is heard, nor too short, too long, clipped, or said twice. */
    async function judge({ samples, sampleRateHz }: Heard, text: string): Promise<void> {
      const { capabilities } = (await open()).engine;
      const isSilenceAllowed = capabilities.isSilent === true;
      assert.equal(judgeClip({ samples, sampleRateHz, text, rate: 1, isSilenceAllowed })?.message, undefined);
    }

    it('says who it is and what it can do', async () => {
      const { engine } = await open();
      assert.equal(engine.specificationVersion, 1);
      assert.equal(engine.name, name);
      assert.notEqual(engine.version, '');
      const { maxBytes, concurrency, pricePerMillionCharactersUsd, languages } = engine.capabilities;
      assert.ok(maxBytes >= 200, 'takes at least 200 bytes');
      assert.ok(concurrency >= 1, 'takes at least one request');
      assert.ok(pricePerMillionCharactersUsd >= 0, 'has a price');
      assert.ok(languages === 'any' || languages.every((tag) => /^[a-z]{2,3}$/u.test(tag)), 'names primary tags');
    });

    it('lists voices with ids of their own, and its default among them', async () => {
      const { engine } = await open();
      const ids = (await engine.voices()).map(({ id }) => id);
      assert.deepEqual([...new Set(ids)], ids);
      const voice = engine.defaultVoice(language);
      assert.equal(typeof voice, 'string');
      if (ids.length > 0) assert.ok(ids.includes(voice ?? ''), `${voice} is among ${ids.join(', ')}`);
    });

    it('gives a WAV file as long as the words take, and no other rate the next time', async () => {
      const [first, second] = [await speak(), await speak()];
      for (const heard of [first, second]) await judge(heard, sentence);
      assert.equal(second.sampleRateHz, first.sampleRateHz);
    });

    it('gives the same bytes for the same request, or about the same length', async () => {
      const { engine } = await open();
      const [first, second] = [await speak(), await speak()];
      if (engine.capabilities.isDeterministic) assert.deepEqual(second.samples, first.samples);
      const ratio = second.durationMs / first.durationMs;
      assert.ok(ratio > 0.6 && ratio < 1.7, `${first.durationMs} ms, then ${second.durationMs} ms`);
    });

    it('times every word in order and inside the clip, or none', async () => {
      const { engine } = await open();
      const { words, durationMs } = await speak();
      const texts = words.map(({ text }) => text);
      assert.deepEqual(texts, engine.capabilities.timings === 'none' ? [] : sentence.split(' '));
      let earliestMs = 0;
      for (const { text, startMs, endMs } of words) {
        assert.ok(startMs >= earliestMs && endMs >= startMs, `${text}: ${startMs} to ${endMs} ms after ${earliestMs}`);
        earliestMs = endMs;
      }
      assert.ok(earliestMs <= Math.ceil(durationMs), `${earliestMs} of ${durationMs} ms`);
    });

    it('serves several requests at once, each with its own text', async () => {
      const { engine } = await open();
      const words = sentence.split(' ');
      const texts = [sentence, words.slice(0, 3).join(' '), sentence, words.slice(0, 5).join(' ')];
      const together = await Promise.all(texts.map((text) => speak({ text })));
      for (const [index, heard] of together.entries()) {
        const text = texts[index] ?? '';
        await judge(heard, text);
        if (engine.capabilities.isDeterministic) assert.deepEqual(heard.samples, (await speak({ text })).samples);
      }
      const [whole = 0, three = 0, , five = 0] = together.map(({ durationMs }) => durationMs);
      assert.ok(three < whole && five < whole, `${three} and ${five} ms are parts of ${whole} ms`);
    });

    it('speaks a long text to its end', async () => {
      const { engine } = await open();
      const limit = Math.min(engine.capabilities.maxBytes, MAX_LONG_TEXT_BYTES);
      const text = `${sentence} `.repeat(Math.floor(limit / (Buffer.byteLength(sentence) + 1))).trim();
      assert.ok(text.length > 0);
      await judge(await speak({ text }), text);
    });

    it('is silent about a text without anything to say, or refuses it', async () => {
      for (const text of ['', ' \n ', '…']) {
        const heard = await speak({ text }).catch((error: unknown) => error);
        if (heard instanceof Error) assert.notEqual(heard.message, '');
        else assert.ok((heard as Heard).durationMs <= MAX_NOTHING_MS, `${JSON.stringify(text)} is heard`);
      }
    });

    it('keeps text that looks like markup, options or commands as text', async () => {
      for (const text of HOSTILE) await judge(await speak({ text }), text);
    });

    it('refuses a voice it does not have, by its name', async () => {
      const { engine } = await open();
      const voices = await engine.voices();
      // One that cannot know its voices, or has a single one, may take any name for it.
      if (voices.length < 2) return assert.equal(typeof engine.defaultVoice(language), 'string');
      await assert.rejects(speak({ voice: 'no-such-voice' }), /no-such-voice/u);
    });

    it('does nothing for a request that was given up before it began', async () => {
      const { engine } = await open();
      const reason = new TypeError('given up');
      const asked = await request({ signal: AbortSignal.abort(reason) });
      await assert.rejects(engine.speak(asked), reason);
      await assert.rejects(stat(asked.path), { code: 'ENOENT' });
    });

    it('lets go of a request that is given up, and goes on with the next', async () => {
      const stop = new AbortController();
      const reason = new TypeError('given up');
      const text = `${sentence} `.repeat(12).trim();
      const speaking = speak({ text, signal: stop.signal }).catch((error: unknown) => error);
      const startedMs = performance.now();
      setTimeout(() => stop.abort(reason), 5);
      const outcome = await speaking;
      // It may have been quicker; then it is whole.
      if (outcome instanceof Error) assert.equal(outcome, reason);
      else await judge(outcome as Heard, text);
      assert.ok(performance.now() - startedMs < STOP_MS, 'it went on');
      await judge(await speak(), sentence);
    });

    it('prepares a text once and for all, and always alike', async () => {
      const { engine } = await open();
      for (const text of [sentence, ...HOSTILE, 'the C I A of the U S A, and "A" alone', '']) {
        const prepared = prepareText(engine, text, language);
        assert.equal(prepareText(engine, text, language), prepared);
        assert.equal(prepareText(engine, prepared, language), prepared);
      }
    });

    it('speaks again after it was closed', async () => {
      const { engine } = await open();
      await engine.close();
      await judge(await speak(), sentence);
    });
  });
}

import { mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isLectorError } from '../../src/errors.js';
import { judgeClip } from '../../src/narration/judge-clip.js';
import type { SpeechEngine, SpeechRequest } from '../../src/narration/speech-engine.js';
import { hear } from '../narration/hear.js';

const SENTENCE = 'The harbour opened again on Tuesday, after three weeks of repairs.';

/** What every engine owes, whatever makes the sound: one call per engine in its own test. */
export function describeSpeechEngine(name: string, make: () => SpeechEngine | Promise<SpeechEngine>): void {
  describe(`the ${name} engine keeps the contract of speech engines`, () => {
    let engine: SpeechEngine;
    let folder: string;
    let fileCount = 0;

    beforeAll(async () => {
      engine = await make();
      folder = await mkdtemp(path.join(os.tmpdir(), 'lector-engine-'));
    });
    afterAll(async () => {
      await engine.close();
      await rm(folder, { recursive: true, force: true });
    });

    function request(changes: Partial<SpeechRequest> = {}): SpeechRequest {
      fileCount += 1;
      const voice = engine.defaultVoice('en') ?? '';
      const signal = new AbortController().signal;
      return {
        text: SENTENCE,
        voice,
        rate: 1,
        lang: 'en',
        path: path.join(folder, `${fileCount}.wav`),
        signal,
        ...changes,
      };
    }

    it('says what it can do', async () => {
      expect(engine.name).toBe(name);
      expect(engine.version).not.toBe('');
      const { maxBytes, concurrency, pricePerMillionCharactersUsd } = engine.capabilities;
      expect(maxBytes).toBeGreaterThanOrEqual(200);
      expect(concurrency).toBeGreaterThanOrEqual(1);
      expect(pricePerMillionCharactersUsd).toBeGreaterThanOrEqual(0);
      const ids = (await engine.voices()).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      if (ids.length > 0) expect(ids).toContain(engine.defaultVoice('en'));
    });

    it('writes a WAV file as long as the words take', async () => {
      const asked = request();
      const { samples, sampleRateHz } = await hear(engine, asked);
      const isSilenceAllowed = engine.capabilities.isSilent === true;
      expect(judgeClip({ samples, sampleRateHz, text: SENTENCE, rate: 1, isSilenceAllowed })).toBeUndefined();
    });

    it('times words in order and inside the clip, or gives none', async () => {
      const asked = request();
      const { words, sampleCount, sampleRateHz } = await hear(engine, asked);
      if (engine.capabilities.timings === 'none') {
        expect(words).toEqual([]);
        return;
      }
      expect(words.map(({ text }) => text)).toEqual(SENTENCE.split(' '));
      const times = words.flatMap(({ startMs, endMs }) => [startMs, endMs]);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times.at(-1)).toBeLessThanOrEqual(Math.ceil((sampleCount * 1000) / sampleRateHz));
    });

    it('gives the same bytes for the same request, if it says so', async () => {
      const [first, second] = [request(), request()];
      const heard = [await hear(engine, first), await hear(engine, second)];
      if (engine.capabilities.isDeterministic) expect(heard[0]?.samples).toEqual(heard[1]?.samples);
    });

    it('serves several requests at once, each with its own text', async () => {
      const texts = [
        'One short line.',
        SENTENCE,
        'A third line, somewhat longer than the first.',
        'The last line of all.',
      ];
      const asked = texts.map((text) => request({ text }));
      const together = await Promise.all(asked.map((one) => hear(engine, one)));
      for (const [index, one] of asked.entries()) {
        const alone = await hear(engine, request({ text: one.text }));
        if (engine.capabilities.isDeterministic) expect(together[index]?.samples).toEqual(alone.samples);
      }
    });

    it('keeps text that looks like markup, options or commands as text', async () => {
      for (const text of ['-f /etc/passwd is an option', 'a < b & "c" $(touch pwned) `id` > d', "it's 100% 'quoted'"]) {
        const asked = request({ text });
        expect((await hear(engine, asked)).sampleCount).toBeGreaterThan(0);
      }
    });

    it('does nothing for a request that was given up before it began', async () => {
      const asked = request({ signal: AbortSignal.abort(new Error('given up')) });
      await expect(engine.speak(asked)).rejects.toThrow('given up');
      await expect(stat(asked.path)).rejects.toThrow();
    });

    it('refuses a voice it does not have, naming those it has', async () => {
      if ((await engine.voices()).length < 2) return;
      const error: unknown = await engine.speak(request({ voice: 'no-such-voice' })).catch((thrown: unknown) => thrown);
      expect(isLectorError(error) && error.code).toBe('E_VOICE_UNKNOWN');
    });
  });
}

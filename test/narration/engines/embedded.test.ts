import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embedded } from '../../../src/narration/engines/embedded.js';
import type { SpeechEngine, SpeechRequest } from '../../../src/narration/speech-engine.js';
import { describeSpeechEngine } from '../../contracts/describe-speech-engine.js';
import { hear } from '../hear.js';

describeSpeechEngine('embedded', () => embedded({ environment: {}, settings: {}, concurrency: 2 }));

describe('embedded', () => {
  let engine: SpeechEngine;
  let folder: string;

  beforeAll(async () => {
    engine = embedded({ environment: {}, settings: {}, concurrency: 1 });
    folder = await mkdtemp(path.join(os.tmpdir(), 'lector-embedded-'));
  });
  afterAll(async () => {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  });

  const speak = async (changes: Partial<SpeechRequest>) => {
    const file = path.join(folder, 'clip.wav');
    const heard = await hear(engine, { text: 'x', voice: 'kal16', path: file, ...changes });
    return { ...heard, seconds: heard.sampleCount / heard.sampleRateHz };
  };

  it('speaks with each of its five voices', async () => {
    for (const { id } of await engine.voices()) {
      const { seconds } = await speak({ text: 'The ferry leaves at noon.', voice: id });
      expect(seconds).toBeGreaterThan(0.8);
      expect(seconds).toBeLessThan(4);
    }
  });

  it('speaks English and says so', () => {
    expect(['en', 'en-GB', 'fr', 'eo'].map((language) => engine.defaultVoice(language))).toEqual([
      'slt',
      'slt',
      undefined,
      undefined,
    ]);
  });

  it('reads accents, dashes and curly quotes instead of dropping them', async () => {
    const plain = await speak({ text: 'The cafe was "closed", he said, for good.' });
    const fancy = await speak({ text: 'The café was “closed” — he said — for good.' });
    expect(fancy.seconds).toBe(plain.seconds);
    expect(fancy.words.map(({ text }) => text)).toEqual([
      'The',
      'café',
      'was',
      '“closed”',
      'he',
      'said',
      'for',
      'good.',
    ]);
  });

  it('is slower at a lower rate, in proportion', async () => {
    const text = 'Nobody in the village remembered a winter as long as this one.';
    const [normal, slow] = [await speak({ text }), await speak({ text, rate: 0.8 })];
    expect(slow.seconds / normal.seconds).toBeGreaterThan(1.2);
    expect(slow.seconds / normal.seconds).toBeLessThan(1.3);
  });

  it('refuses what it would be silent about', async () => {
    await expect(speak({ text: 'Добро пожаловать' })).rejects.toMatchObject({ code: 'E_VOICE_LANGUAGE' });
    await expect(speak({ text: '欢迎光临' })).rejects.toMatchObject({ code: 'E_VOICE_LANGUAGE' });
    for (const text of ['', '   ', '🎉🎉', '***', '\u0000']) {
      await expect(speak({ text })).rejects.toMatchObject({ code: 'E_CLIP' });
    }
  });

  it('says what it leaves out of a sentence', async () => {
    const { warnings } = await speak({ text: 'The word Перестройка became famous.' });
    expect(warnings).toEqual(['the embedded voice cannot read "Перестройка" and leaves it out']);
  });

  it('reads on after a NUL character', async () => {
    const { seconds } = await speak({ text: 'The first half of it\u0000 and then the second half of it.' });
    expect(seconds).toBeGreaterThan(2);
  });

  it('is not held up by one endless word or one endless sentence', async () => {
    const startedMs = performance.now();
    await speak({ text: 'a'.repeat(3000) });
    await speak({ text: 'and so it went '.repeat(200) });
    expect(performance.now() - startedMs).toBeLessThan(20_000);
  });

  it('can be stopped in the middle of a call and used again', async () => {
    const stop = new AbortController();
    const long = speak({ text: 'and so it went on, and on, '.repeat(100), voice: 'slt', signal: stop.signal });
    setTimeout(() => stop.abort(new Error('stopped')), 50);
    await expect(long).rejects.toThrow('stopped');
    expect((await speak({ text: 'Once more.' })).seconds).toBeGreaterThan(0.3);
  });
});

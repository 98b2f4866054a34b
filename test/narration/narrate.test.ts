import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.js';
import { narrate, planNarration, type NarrationContext, type NarrationProgress } from '../../src/narration/narrate.js';
import type { SpeechEngine } from '../../src/narration/speech-engine.js';
import { buildWav } from '../../src/sound.js';
import { openSpendingLedger } from '../../src/workspace.js';
import { fakeEngine, hum } from './fake-engine.js';
import { makeContext, type ContextChanges } from './make-context.js';
import { makeScript } from './make-script.js';

const SENTENCES = [
  'The council met on Monday.',
  'It agreed on a budget for the coming year.',
  'Nobody voted against it.',
  'The meeting ended before noon.',
];

describe('narrate', () => {
  let folder: string;
  let findings: Finding[];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'lector-narrate-'));
    findings = [];
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const contextOf = (engine: SpeechEngine, changes: ContextChanges = {}): NarrationContext =>
    makeContext(engine, folder, { warn: (finding) => void findings.push(finding), ...changes });

  it('gives each utterance a clip, in order, and says what it cost', async () => {
    const engine = fakeEngine();
    const narration = await narrate(makeScript(SENTENCES), contextOf(engine));
    expect(narration.clips.map(({ sampleCount }) => sampleCount)).toEqual(
      SENTENCES.map((text) => text.split(' ').length * 5600),
    );
    expect(narration).toMatchObject({ engine: 'fake', voices: ['anna'] });
    expect(narration.usage).toEqual({
      utteranceCount: 4,
      synthesisedCount: 4,
      synthesisedCharacters: SENTENCES.join('').length,
      costUsd: 0,
    });
  });

  it('asks for nothing the cache holds', async () => {
    await narrate(makeScript(SENTENCES), contextOf(fakeEngine()));
    const engine = fakeEngine();
    const again = await narrate(makeScript([...SENTENCES].reverse()), contextOf(engine));
    expect(engine.requests).toEqual([]);
    expect(again.usage).toMatchObject({ synthesisedCount: 0, synthesisedCharacters: 0 });
  });

  it('asks for one clip when one sentence changes', async () => {
    await narrate(makeScript(SENTENCES), contextOf(fakeEngine()));
    const engine = fakeEngine();
    await narrate(makeScript(SENTENCES.with(2, 'Two members voted against it.')), contextOf(engine));
    expect(engine.requests.map(({ text }) => text)).toEqual(['Two members voted against it.']);
  });

  it('makes every clip anew when engine, version, voice, pace or take differ, and none for other reasons', async () => {
    const script = makeScript(SENTENCES.slice(0, 1));
    await narrate(script, contextOf(fakeEngine()));
    const counts: number[] = [];
    const takes = new Map([[script.utterances[0]?.id ?? '', 1]]);
    const paused = {
      ...script,
      title: 'Other',
      utterances: script.utterances.map((one) => ({ ...one, pauseAfterMs: 9 })),
    };
    const runs: [SpeechEngine & { requests: unknown[] }, ContextChanges, typeof script][] = [
      [fakeEngine({ version: '2' }), {}, script],
      [fakeEngine(), { voice: 'bert' }, script],
      [fakeEngine(), { rate: 1.2 }, script],
      [fakeEngine(), { takes }, script],
      [fakeEngine(), {}, paused],
    ];
    for (const [engine, changes, what] of runs) {
      await narrate(what, contextOf(engine, changes));
      counts.push(engine.requests.length);
    }
    expect(counts).toEqual([1, 1, 1, 1, 0]);
  });

  it('speaks the same words once, also for two narrations at the same time', async () => {
    const engine = fakeEngine();
    const context = contextOf(engine);
    const twice = makeScript(['Again.', 'Something else entirely.', 'Again.']);
    const [first, second] = await Promise.all([narrate(twice, context), narrate(twice, context)]);
    expect(engine.requests).toHaveLength(2);
    expect(first.clips[0]).toEqual(first.clips[2]);
    expect(second.clips).toEqual(first.clips);
    expect(first.usage.synthesisedCount + second.usage.synthesisedCount).toBe(2);
  });

  it('gives roles, speakers and other languages their own voice', async () => {
    const engine = fakeEngine();
    const script = makeScript(SENTENCES.slice(0, 3));
    const [one, two, three] = script.utterances;
    if (!one || !two || !three) throw new Error('three utterances');
    const utterances = [one, { ...two, voice: 'bert' }, { ...three, lang: 'fr-FR' }];
    const { voices } = await narrate({ ...script, utterances }, contextOf(engine));
    expect(voices).toEqual(['anna', 'bert', 'chloe']);
  });

  it('names the voices to choose from when the voice is unknown, before anything is asked for', async () => {
    const engine = fakeEngine();
    await expect(narrate(makeScript(SENTENCES), contextOf(engine, { voice: 'anne' }))).rejects.toMatchObject({
      code: 'E_VOICE_UNKNOWN',
      hint: 'did you mean anna? It has: anna, bert, chloe.',
    });
    expect(engine.requests).toEqual([]);
  });

  it('refuses a language the voice or the engine does not speak, naming what does', async () => {
    const german = { ...makeScript(SENTENCES, { lang: 'de' }), language: 'de' };
    await expect(narrate(german, contextOf(fakeEngine()))).rejects.toMatchObject({ code: 'E_VOICE_LANGUAGE' });
    const french = { ...makeScript(SENTENCES, { lang: 'fr' }), language: 'fr' };
    await expect(narrate(french, contextOf(fakeEngine(), { voice: 'anna' }))).rejects.toMatchObject({
      code: 'E_VOICE_LANGUAGE',
      hint: 'set tts.voice to one of: chloe.',
    });
  });

  it('cuts text the engine cannot take at once, and joins what comes back', async () => {
    const engine = fakeEngine({ capabilities: { maxBytes: 40 } });
    const { clips } = await narrate(
      makeScript(['The first part of it, then the second part; then the end.']),
      contextOf(engine),
    );
    expect(engine.requests.map(({ text }) => text)).toEqual([
      'The first part of it,',
      'then the second part; then the end.',
    ]);
    expect(clips[0]?.sampleCount).toBe(12 * 5600);
  });

  it('measures the part of a clip that is heard', async () => {
    const padded = (text: string): Buffer => {
      const spoken = hum(text);
      const samples = new Int16Array(spoken.buffer, spoken.byteOffset + 44, (spoken.length - 44) / 2);
      const all = new Int16Array(samples.length + 16_000);
      all.set(samples, 8_000);
      return buildWav({ samples: all, sampleRateHz: 16_000 });
    };
    const engine = fakeEngine({ speak: ({ text }) => padded(text) });
    const { clips } = await narrate(makeScript(['Five words are spoken here.']), contextOf(engine));
    const [clip] = clips;
    expect(clip?.sampleCount).toBe(5 * 5600 + 16_000);
    expect(clip?.firstSample).toBeGreaterThan(7_600);
    expect(clip?.firstSample).toBeLessThan(8_400);
    expect(clip?.endSample).toBeGreaterThan(8_000 + 5 * 5600 - 800);
    expect(clip?.endSample).toBeLessThan(8_000 + 5 * 5600 + 800);
  });

  describe('keeps bad audio out', () => {
    const text = 'Eight words are quite enough for this test.';
    const bad: Record<string, () => Buffer> = {
      'it is silent': () => hum(text, { amplitude: 0 }),
      'it is too short': () => hum('one'),
      'it is too long': () => hum('word '.repeat(90)),
      'it is clipped': () => hum(text, { amplitude: 90_000 }),
      'it says the same thing twice': () => {
        const once = hum(text).subarray(44);
        const twice = Buffer.concat([once, once]);
        return buildWav({ samples: new Int16Array(twice.buffer, twice.byteOffset, once.length), sampleRateHz: 16_000 });
      },
      'asked for WAV, got MP3': () => Buffer.from('ID3 and so on'),
      'asked for WAV, got JSON': () => Buffer.from('{"error":"quota exceeded"}'),
      'asked for WAV, got an HTML page': () => Buffer.from('<!doctype html><title>502</title>'),
      '0 bytes': () => Buffer.alloc(0),
      'it is cut': () => hum(text).subarray(0, 400),
    };
    it.each(Object.entries(bad))('%s', async (why, make) => {
      const engine = fakeEngine({ speak: make });
      const context = contextOf(engine);
      await expect(narrate(makeScript([text]), context)).rejects.toMatchObject({
        code: expect.stringMatching(/^E_(?:CLIP|TTS_|AUDIO_)/u) as string,
        exitCode: 5,
        message: expect.stringContaining(why) as string,
      });
      await expect(narrate(makeScript([text]), context)).rejects.toThrow(text);
      expect(engine.requests).toHaveLength(4);
      expect(await readdir(path.join(folder, 'tmp'))).toEqual([]);
      expect(await readdir(folder)).not.toContain('clips');
    });

    it('but tries once more, another way, and says so', async () => {
      const engine = fakeEngine({ speak: (_, nth) => (nth === 1 ? hum(text, { amplitude: 0 }) : undefined) });
      const { clips, usage } = await narrate(makeScript([text]), contextOf(engine));
      expect(clips).toHaveLength(1);
      expect(engine.requests.map(({ attempt }) => attempt)).toEqual([0, 1]);
      expect(usage.synthesisedCharacters).toBe(2 * text.length);
      expect(findings.map(({ code }) => code)).toEqual(['W_CLIP_RETRIED']);
    });

    it('and gives an engine that always answers the same other pieces of the text', async () => {
      const engine = fakeEngine({
        capabilities: { isDeterministic: true },
        speak: (request) => (request.text === text ? hum(text, { amplitude: 0 }) : undefined),
      });
      await narrate(makeScript([text]), contextOf(engine));
      expect(engine.requests.map((request) => request.text)).toEqual([
        text,
        'Eight words are quite',
        'enough for this test.',
      ]);
    });
  });

  it('repairs a length field that no file can have', async () => {
    const engine = fakeEngine({
      speak: ({ text }) => {
        const bytes = hum(text);
        bytes.writeUInt32LE(0xffff_ffff, 40);
        return bytes;
      },
    });
    const { clips } = await narrate(makeScript(['Four words of text.']), contextOf(engine));
    expect(clips[0]?.sampleCount).toBe(4 * 5600);
    expect(findings.map(({ code }) => code)).toEqual(['W_WAV_STREAMED']);
  });

  it('keeps what was made before a failure, and names the text that failed', async () => {
    const engine = fakeEngine({ speak: ({ text }) => (text === SENTENCES[2] ? Buffer.alloc(0) : undefined) });
    await expect(narrate(makeScript(SENTENCES), contextOf(engine, { concurrency: 1 }))).rejects.toMatchObject({
      code: 'E_TTS_EMPTY',
      message: expect.stringContaining(`sentence 3 of 4, "${SENTENCES[2]}": `) as string,
      hint: expect.stringContaining('run the same command again') as string,
    });
    const next = fakeEngine();
    await narrate(makeScript(SENTENCES), contextOf(next));
    expect(next.requests.map(({ text }) => text)).toEqual(SENTENCES.slice(2));
  });

  it('says that the disk is full when an engine cannot write', async () => {
    const engine = fakeEngine({
      speak: () => Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' })),
    });
    await expect(narrate(makeScript(SENTENCES), contextOf(engine))).rejects.toMatchObject({
      code: 'E_DISK',
      exitCode: 7,
    });
  });

  it('stops when told to, and goes on where it stopped', async () => {
    const stop = new AbortController();
    const engine = fakeEngine({
      speak: (_, nth) => {
        if (nth === 2) stop.abort(new Error('stopped by hand'));
        return undefined;
      },
    });
    const context = contextOf(engine, { concurrency: 1, signal: stop.signal });
    await expect(narrate(makeScript(SENTENCES), context)).rejects.toThrow('stopped by hand');
    const next = fakeEngine();
    await narrate(makeScript(SENTENCES), contextOf(next));
    expect(next.requests.length).toBeGreaterThanOrEqual(2);
    expect(next.requests.length).toBeLessThanOrEqual(3);
  });

  it('has no more requests under way than it was told, two narrations together', async () => {
    let now = 0;
    let most = 0;
    const engine = fakeEngine({
      async speak() {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setTimeout(resolve, 5));
        now -= 1;
        return undefined;
      },
    });
    const context = contextOf(engine, { concurrency: 3 });
    const texts = Array.from({ length: 20 }, (_, index) => `Sentence number ${index}.`);
    await Promise.all([
      narrate(makeScript(texts.slice(0, 10)), context),
      narrate(makeScript(texts.slice(10)), context),
    ]);
    expect(most).toBe(3);
  });

  it('reports progress to the end', async () => {
    const seen: NarrationProgress[] = [];
    const script = makeScript([...SENTENCES, SENTENCES[0] ?? '']);
    await narrate(makeScript(SENTENCES.slice(0, 1)), contextOf(fakeEngine()));
    await narrate(
      script,
      contextOf(fakeEngine(), { concurrency: 1, onProgress: (progress) => void seen.push(progress) }),
    );
    expect(seen.map(({ done, total, cached }) => [done, total, cached])).toEqual([
      [2, 5, 2],
      [3, 5, 2],
      [4, 5, 2],
      [5, 5, 2],
    ]);
    expect(seen.at(-1)?.audioMs).toBeGreaterThan(28 * 300);
  });

  it('uses a recording instead of the voice where there is one', async () => {
    const file = path.join(folder, 'mine.wav');
    const { writeFile } = await import('node:fs/promises');
    await writeFile(file, hum('a recording of my own', { rateHz: 22_050 }));
    const script = makeScript(SENTENCES.slice(0, 2));
    const recordings = new Map([[script.utterances[1]?.id ?? '', file]]);
    const engine = fakeEngine();
    const { clips } = await narrate(script, contextOf(engine, { recordings }));
    expect(engine.requests.map(({ text }) => text)).toEqual([SENTENCES[0]]);
    expect(clips.map(({ sampleRateHz }) => sampleRateHz)).toEqual([16_000, 22_050]);
  });

  describe('money', () => {
    const paid = { pricePerMillionCharactersUsd: 15 };

    it('is what the plan said, to the character', async () => {
      const script = makeScript([...SENTENCES, SENTENCES[1] ?? '']);
      const engine = fakeEngine({ capabilities: paid });
      await narrate(makeScript(SENTENCES.slice(0, 1)), contextOf(fakeEngine({ capabilities: paid })));
      const plan = await planNarration(script, contextOf(engine));
      expect(engine.requests).toEqual([]);
      const { usage } = await narrate(script, contextOf(engine));
      const sent = engine.requests.reduce((sum, { text }) => sum + Array.from(text).length, 0);
      expect(plan).toMatchObject({ utteranceCount: 5, cachedCount: 2, charactersToSend: sent });
      expect(usage).toMatchObject({ synthesisedCharacters: sent, costUsd: plan.costUsd });
    });

    it('is planned once for a sentence that several scripts share', async () => {
      const scripts = [makeScript(SENTENCES), makeScript([...SENTENCES.slice(1), 'And that was all.'])];
      const engine = fakeEngine({ capabilities: paid });
      const context = contextOf(engine);
      const planned = new Set<string>();
      let charactersToSend = 0;
      for (const script of scripts)
        charactersToSend += (await planNarration(script, { ...context, planned })).charactersToSend;
      for (const script of scripts) await narrate(script, context);
      expect(engine.requests.reduce((sum, { text }) => sum + text.length, 0)).toBe(charactersToSend);
    });

    it('is never spent beyond the budget, whatever runs at once, and the rest is resumable', async () => {
      const spending = openSpendingLedger({ now: () => new Date(), warn: () => undefined });
      const engine = fakeEngine({ capabilities: paid });
      const budgetUsd = ((SENTENCES[0]?.length ?? 0) + (SENTENCES[1]?.length ?? 0) + 3) * 15e-6;
      const context = contextOf(engine, { concurrency: 8, spending, budgetUsd });
      await expect(narrate(makeScript(SENTENCES), context)).rejects.toMatchObject({ code: 'E_BUDGET', exitCode: 6 });
      const { runUsd } = await spending.spent();
      expect(runUsd).toBeLessThanOrEqual(budgetUsd);
      expect(runUsd).toBeGreaterThan(0);
    });

    it('counts the second attempt too', async () => {
      const engine = fakeEngine({ capabilities: paid, speak: (_, nth) => (nth === 1 ? Buffer.alloc(0) : undefined) });
      const spending = openSpendingLedger({ now: () => new Date(), warn: () => undefined });
      const script = makeScript(SENTENCES.slice(0, 1));
      const { usage } = await narrate(script, contextOf(engine, { spending }));
      expect((await spending.spent()).runUsd).toBeCloseTo(2 * 26 * 15e-6, 6);
      expect(usage.synthesisedCharacters).toBe(52);
    });
  });
});

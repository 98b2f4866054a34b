import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assembleMaster, type MasteringContext } from '../../src/mastering/assemble-master.js';
import type { Timeline } from '../../src/model/timeline.js';
import { encodeAudio, findFfmpeg, type Ffmpeg, type PcmFormat } from '../../src/run-tool.js';
import { measureSound, playMaster, shapeSound } from '../../src/sound.js';
import { collect, inPieces, makeSine, makeSpeechLike } from '../sound/make-sound.js';
import { makeNarration } from './make-narration.js';

let folder: string;
let ffmpeg: Ffmpeg;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lector-master-'));
  ffmpeg = await findFfmpeg({ searchPath: process.env['PATH'] ?? '' });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function contextWith(overrides: Partial<MasteringContext> = {}): MasteringContext {
  const signal = new AbortController().signal;
  const warn = (finding: unknown) => expect(finding).toBeUndefined();
  const level = { targetLufs: -16, maxTruePeakDbtp: -1 };
  return { ffmpeg, ...level, stings: {}, temporaryFolder: folder, signal, warn, ...overrides };
}

/** Kind, start and end of each item. */
function shapeOf({ items }: Timeline) {
  return items.map(({ kind, startMs, endMs }) => [kind, startMs, endMs]);
}

describe('assembleMaster', () => {
  it('joins what is heard with the pauses of the script, counted in samples', async () => {
    const narration = await makeNarration(
      [
        { heardMs: 1000, pauseAfterMs: 300, section: 'One' },
        { heardMs: 700, pauseAfterMs: 0 },
        { heardMs: 500, pauseAfterMs: 900 },
      ],
      { ffmpeg, folder },
    );
    const { master, timeline } = await assembleMaster(narration, contextWith());
    expect(shapeOf(timeline)).toEqual([
      ['pause', 0, 200],
      ['speech', 200, 1200],
      ['pause', 1200, 1500],
      ['speech', 1500, 2200],
      ['speech', 2200, 2700],
      ['pause', 2700, 3200],
    ]);
    expect(timeline).toMatchObject({ durationMs: 3200, sampleCount: 51_200, sampleRateHz: 16_000 });
    expect(timeline.items.map(({ utteranceId }) => utteranceId).filter(Boolean)).toEqual(['u-0', 'u-1', 'u-2']);
    const samples = await collect(playMaster(master, { ffmpeg }));
    expect(samples.length).toBe(master.sampleCount);
    // Nothing but silence is heard in a pause, its faded edges excepted.
    const pause = samples.slice((1200 + 25) * 16, (1500 - 15) * 16);
    expect(Math.max(...pause.map(Math.abs))).toBe(0);
    expect(master.segments.every((segment) => segment.kind !== 'wav' || segment.contentKey !== undefined)).toBe(true);
  });

  it('starts each section 200 ms after a whole second that lies in silence', async () => {
    const narration = await makeNarration(
      [
        { heardMs: 1330, pauseAfterMs: 400, section: 'One' },
        { heardMs: 2120, pauseAfterMs: 1000 },
        { heardMs: 800, pauseAfterMs: 900, section: 'Two' },
        { heardMs: 820, pauseAfterMs: 0 },
        { heardMs: 400, pauseAfterMs: 0, section: 'Three' },
      ],
      { ffmpeg, folder },
    );
    const { timeline } = await assembleMaster(narration, contextWith());
    const speech = timeline.items.filter(({ kind }) => kind === 'speech');
    for (const index of [0, 2, 4]) {
      const startMs = speech[index]?.startMs ?? NaN;
      expect(startMs % 1000).toBe(200);
      expect(startMs - 200).toBeGreaterThanOrEqual(speech[index - 1]?.endMs ?? 0);
    }
    const gaps = speech.slice(1).map(({ startMs }, index) => startMs - (speech[index]?.endMs ?? 0));
    // The pause asked for, give or take; never dead air.
    expect(gaps[1]).toBeGreaterThanOrEqual(600);
    expect(gaps[1]).toBeLessThan(1600);
    expect(gaps[3]).toBeGreaterThanOrEqual(250);
  });

  it('moves the times of words with their utterance', async () => {
    const words = [
      { text: 'First', startMs: 50, endMs: 450 },
      { text: 'last', startMs: 450, endMs: 1100 },
    ];
    const narration = await makeNarration(
      [
        { heardMs: 1000, pauseAfterMs: 100, section: 'One' },
        { heardMs: 1000, pauseAfterMs: 100, words },
      ],
      { ffmpeg, folder },
    );
    const { timeline } = await assembleMaster(narration, contextWith());
    expect(timeline.items.find(({ utteranceId }) => utteranceId === 'u-1')?.words).toEqual([
      { text: 'First', startMs: 1300, endMs: 1700 },
      { text: 'last', startMs: 1700, endMs: 2300 },
    ]);
  });

  it('plans the gain that brings the whole to the target', async () => {
    const narration = await makeNarration([{ heardMs: 9000, pauseAfterMs: 0, level: 0.05 }], { ffmpeg, folder });
    const { master } = await assembleMaster(narration, contextWith());
    expect(master.gainDb).toBeCloseTo(-16 - (master.loudnessLufs ?? NaN), 1);
  });

  it('makes up for what the limiter takes away from spiky speech', async () => {
    const format: PcmFormat = { sampleRateHz: 16_000, channelCount: 1 };
    const narration = await makeNarration([{ heardMs: 9000, pauseAfterMs: 0, level: 0.3 }], { ffmpeg, folder });
    const { master } = await assembleMaster(narration, contextWith({ targetLufs: -14 }));
    const shaped = shapeSound(playMaster(master, { ffmpeg }), { format, gainDb: master.gainDb, ceilingDbtp: -1.7 });
    const { loudnessLufs = NaN } = await measureSound(shaped, format);
    expect(master.gainDb).toBeGreaterThan(-14 - (master.loudnessLufs ?? NaN) + 0.2);
    expect(Math.abs(loudnessLufs + 14)).toBeLessThanOrEqual(0.3);
  });

  it('brings clips of another rate to the highest, each at its place', async () => {
    const narration = await makeNarration(
      [
        { heardMs: 1000, pauseAfterMs: 300, sampleRateHz: 22_050, section: 'One' },
        { heardMs: 1000, pauseAfterMs: 300, sampleRateHz: 24_000 },
        { heardMs: 1000, pauseAfterMs: 300, sampleRateHz: 22_050 },
      ],
      { ffmpeg, folder },
    );
    const { master, timeline } = await assembleMaster(narration, contextWith());
    expect(master.sampleRateHz).toBe(24_000);
    expect(shapeOf(timeline)).toEqual([
      ['pause', 0, 200],
      ['speech', 200, 1200],
      ['pause', 1200, 1500],
      ['speech', 1500, 2500],
      ['pause', 2500, 2800],
      ['speech', 2800, 3800],
      ['pause', 3800, 4300],
    ]);
    const samples = await collect(playMaster(master, { ffmpeg }));
    const format: PcmFormat = { sampleRateHz: 24_000, channelCount: 1 };
    for (const [index, startMs] of [200, 2800].entries()) {
      // The same noise made at the higher rate differs, its envelope does not: syllables are where they should be.
      const stretch = samples.slice(startMs * 24, (startMs + 1000) * 24);
      const loudest = await measureSound(inPieces(stretch), format);
      expect(loudest.truePeakDbtp, `clip ${index}`).toBeGreaterThan(-25);
    }
    expect(Math.max(...samples.slice(1230 * 24, 1480 * 24).map(Math.abs))).toBe(0);
  });

  it('matches stings to the speech and keeps them apart from it', async () => {
    const format: PcmFormat = { sampleRateHz: 44_100, channelCount: 2 };
    const intro = path.join(folder, 'intro.mp3');
    const sine = makeSine({ format, durationMs: 2000, frequencyHz: 440, level: 0.9 });
    const output = { ...format, path: intro, format: 'mp3', bitrateKbps: 128 } as const;
    await encodeAudio({ ffmpeg, pcm: inPieces(sine, 2), input: format, output });
    const narration = await makeNarration(
      [
        { heardMs: 4000, pauseAfterMs: 300, section: 'One' },
        { heardMs: 4000, pauseAfterMs: 300 },
      ],
      { ffmpeg, folder },
    );
    const { master, timeline } = await assembleMaster(narration, contextWith({ stings: { intro, outro: intro } }));
    expect(master.sampleRateHz).toBe(44_100);
    expect(timeline.items.map(({ kind }) => kind)).toEqual([
      ...['sting', 'pause', 'speech', 'pause', 'speech', 'pause', 'sting', 'pause'],
    ]);
    expect(timeline.items[2]?.startMs).toBe((timeline.items[0]?.endMs ?? NaN) + 500);
    expect(timeline.sampleCount).toBe(master.sampleCount);
    const mono: PcmFormat = { sampleRateHz: 44_100, channelCount: 1 };
    const samples = await collect(playMaster(master, { ffmpeg }));
    const between = (fromMs: number, toMs: number) => samples.slice(Math.round(fromMs * 44.1), Math.round(toMs * 44.1));
    const sting = await measureSound(inPieces(between(0, 2000)), mono);
    const { startMs = 0, endMs = 0 } = {
      startMs: timeline.items[2]?.startMs ?? 0,
      endMs: timeline.items[4]?.endMs ?? 0,
    };
    const speech = await measureSound(inPieces(between(startMs, endMs)), mono);
    expect(Math.abs((sting.loudnessLufs ?? NaN) - (speech.loudnessLufs ?? NaN))).toBeLessThanOrEqual(1);
  });

  it('begins chapters in the silence after a whole second, and moves nothing where there are no chapters', async () => {
    const startsWith = async (sections: readonly (string | undefined)[]) => {
      const lines = sections.map((section) => ({ heardMs: 1100, pauseAfterMs: 450, ...(section && { section }) }));
      const { timeline } = await assembleMaster(await makeNarration(lines, { ffmpeg, folder }), contextWith({}));
      return timeline.items.filter(({ kind }) => kind === 'speech').map(({ startMs }) => startMs);
    };
    expect(await startsWith(['One', 'Two', 'Three'])).toEqual([200, 2200, 4200]);
    expect(await startsWith(['One', 'Two', undefined])).toEqual([200, 1750, 3300]);
  });

  it('ends where every reader rounds to the same second', async () => {
    // 200 + 1770 + 500 = 2470 ms would be 2 s for us and 3 s for readers that count padding.
    const narration = await makeNarration([{ heardMs: 1770, pauseAfterMs: 0 }], { ffmpeg, folder });
    const { timeline } = await assembleMaster(narration, contextWith());
    expect(timeline.durationMs).toBe(2500);
  });

  it('refuses a sting that is no audio', async () => {
    const narration = await makeNarration([{ heardMs: 500, pauseAfterMs: 0 }], { ffmpeg, folder });
    const context = contextWith({ stings: { intro: path.join(folder, 'missing.mp3') } });
    await expect(assembleMaster(narration, context)).rejects.toMatchObject({ code: 'E_AUDIO' });
  });

  it('makes the same noise the same way twice', async () => {
    const format: PcmFormat = { sampleRateHz: 16_000, channelCount: 1 };
    const options = { format, durationMs: 200, level: 0.5 };
    expect(makeSpeechLike(options)).toEqual(makeSpeechLike(options));
  });
});

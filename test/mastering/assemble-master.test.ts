import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assembleMaster, type MasteringContext } from '../../src/mastering/assemble-master.js';
import type { NarratedMaster, Timeline } from '../../src/model/timeline.js';
import { encodeAudio, findFfmpeg, type Ffmpeg, type PcmFormat } from '../../src/run-tool.js';
import { measureSound, playMaster, shapeSound } from '../../src/sound.js';
import { collect, inPieces, makeSine, makeSpeechLike } from '../sound/make-sound.js';
import { makeNarration } from './make-narration.js';

const FORMAT: PcmFormat = { sampleRateHz: 16_000, channelCount: 1 };

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
  return { ffmpeg, ...level, sampleRateHz: 16_000, stings: {}, temporaryFolder: folder, signal, warn, ...overrides };
}

/** A whole narration whose stretches have the rate of the file. */
async function collectAll({ stretches }: NarratedMaster): Promise<Float32Array> {
  const parts: Float32Array[] = [];
  for (const stretch of stretches) {
    const samples = await collect(playMaster({ ...stretch, channelCount: 1 }, { ffmpeg }));
    expect(samples.length).toBe(stretch.sampleCount);
    parts.push(samples, new Float32Array(stretch.frameCount * 576 - samples.length));
  }
  return collect(inPieces(Float32Array.from(parts.flatMap((part) => [...part]))));
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
      // To the end of a frame.
      ['pause', 2700, 3204],
    ]);
    expect(timeline).toMatchObject({ durationMs: 3204, sampleCount: 51_264, sampleRateHz: 16_000 });
    expect(timeline.items.map(({ utteranceId }) => utteranceId).filter(Boolean)).toEqual(['u-0', 'u-1', 'u-2']);
    const samples = await collectAll(master);
    expect(samples.length).toBe(master.sampleCount);
    // Nothing but silence is heard in a pause, its faded edges excepted.
    const pause = samples.slice((1200 + 25) * 16, (1500 - 15) * 16);
    expect(Math.max(...pause.map(Math.abs))).toBe(0);
    const segments = master.stretches.flatMap((stretch) => stretch.segments);
    expect(segments.every((segment) => segment.kind !== 'wav' || segment.contentKey !== undefined)).toBe(true);
  });

  it('starts each section after a pause in which a whole second lies', async () => {
    const narration = await makeNarration(
      [
        { heardMs: 1330, pauseAfterMs: 400, section: 'One' },
        { heardMs: 2120, pauseAfterMs: 1000 },
        { heardMs: 800, pauseAfterMs: 1500, section: 'Two' },
        { heardMs: 820, pauseAfterMs: 0 },
        { heardMs: 400, pauseAfterMs: 0, section: 'Three' },
      ],
      { ffmpeg, folder },
    );
    const { master, timeline } = await assembleMaster(narration, contextWith());
    const speech = timeline.items.filter(({ kind }) => kind === 'speech');
    const gaps = speech.slice(1).map(({ startMs }, index) => startMs - (speech[index]?.endMs ?? 0));
    // The pause asked for where it is long enough, up to the next frame; never dead air.
    const [, second = NaN, third = NaN, fourth = NaN] = gaps;
    expect([second >= 1020, second <= 1056, third, fourth >= 1020, fourth <= 1056]).toEqual([
      true,
      true,
      1500,
      true,
      true,
    ]);
    for (const index of [2, 4]) {
      const { startMs = NaN } = speech[index] ?? {};
      expect(Math.floor(startMs / 1000) * 1000).toBeGreaterThanOrEqual(speech[index - 1]?.endMs ?? NaN);
    }
    // Each begins with the same silence, whatever came before.
    expect(master.stretches.slice(1, 3).map(({ segments: [first] }) => first)).toEqual([
      { kind: 'silence', sampleCount: 110 * 16 },
      { kind: 'silence', sampleCount: 110 * 16 },
    ]);
  });

  it('cuts in pauses that outrank those near them, paragraphs first, and what follows a change stays as it is', async () => {
    const lines = [3000, 3000, 3000, 9000, 9000, 4000, 2000].map((heardMs, index) => ({
      heardMs,
      pauseAfterMs: index === 1 || index === 2 ? 650 : 300,
    }));
    const cut = async (spoken: typeof lines) =>
      (await assembleMaster(await makeNarration(spoken, { ffmpeg, folder }), contextWith({ gainDb: 0 }))).master
        .stretches;
    const before = await cut(lines);
    expect(before.map(({ segments }) => segments.filter(({ kind }) => kind === 'wav').length)).toEqual([3, 1, 1, 2, 0]);
    const after = await cut(lines.map((line, index) => (index === 1 ? { ...line, heardMs: 3333 } : line)));
    expect(after.slice(1)).toEqual(before.slice(1));
    expect(after[0]).not.toEqual(before[0]);
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
    const { loudnessLufs = NaN } = await measureSound(inPieces(await collectAll(master)), FORMAT);
    expect(Math.abs(master.gainDb + 16 + loudnessLufs)).toBeLessThanOrEqual(0.15);
    expect(master.gainDb * 4).toBe(Math.round(master.gainDb * 4));
    const kept = await assembleMaster(narration, contextWith({ gainDb: 1.5 }));
    expect(kept.master.gainDb).toBe(1.5);
  });

  it('makes up for what the limiter takes away from spiky speech', async () => {
    const narration = await makeNarration([{ heardMs: 9000, pauseAfterMs: 0, level: 0.3 }], { ffmpeg, folder });
    const { master } = await assembleMaster(narration, contextWith({ targetLufs: -14 }));
    const whole = await collectAll(master);
    const { loudnessLufs: before = NaN } = await measureSound(inPieces(whole), FORMAT);
    const shaped = shapeSound(inPieces(whole), { format: FORMAT, gainDb: master.gainDb, ceilingDbtp: -1.7 });
    const { loudnessLufs = NaN } = await measureSound(shaped, FORMAT);
    expect(master.gainDb).toBeGreaterThan(-14 - before + 0.1);
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
    const { master, timeline } = await assembleMaster(narration, contextWith({ sampleRateHz: 24_000 }));
    expect(master.stretches.every(({ sampleRateHz }) => sampleRateHz === 24_000)).toBe(true);
    expect(shapeOf(timeline)).toEqual([
      ['pause', 0, 200],
      ['speech', 200, 1200],
      ['pause', 1200, 1500],
      ['speech', 1500, 2500],
      ['pause', 2500, 2800],
      ['speech', 2800, 3800],
      // To the end of a frame.
      ['pause', 3800, 4320],
    ]);
    const samples = await collectAll(master);
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
    expect(timeline.items.map(({ kind }) => kind)).toEqual([
      ...['sting', 'pause', 'speech', 'pause', 'speech', 'pause', 'sting', 'pause'],
    ]);
    const gapMs = (timeline.items[2]?.startMs ?? NaN) - (timeline.items[0]?.endMs ?? NaN);
    expect([gapMs >= 500, gapMs <= 536]).toEqual([true, true]);
    expect(timeline.sampleCount).toBe(master.sampleCount);
    // Speech keeps its own rate.
    expect(master.stretches.map(({ sampleRateHz }) => sampleRateHz)).toEqual([44_100, 16_000, 44_100, 16_000]);
    const [sting] = master.stretches;
    const mono = { sampleRateHz: 44_100, channelCount: 1 } as const;
    const segments = sting?.segments.filter(({ kind }) => kind === 'wav') ?? [];
    const played = playMaster({ segments, ...mono }, { ffmpeg });
    const { loudnessLufs = NaN } = await measureSound(played, mono);
    // What speech measures after its gain and the limiter.
    expect(Math.abs(loudnessLufs + master.gainDb + 16)).toBeLessThanOrEqual(0.2);
  });

  it('begins chapters in the silence after a whole second, and moves nothing where there are no chapters', async () => {
    const startsWith = async (sections: readonly (string | undefined)[]) => {
      const lines = sections.map((section) => ({ heardMs: 1100, pauseAfterMs: 450, ...(section && { section }) }));
      const { timeline } = await assembleMaster(await makeNarration(lines, { ffmpeg, folder }), contextWith({}));
      return timeline.items.filter(({ kind }) => kind === 'speech').map(({ startMs }) => startMs);
    };
    // 1,100 ms of speech and 1,020 of silence, up to the next frame.
    expect(await startsWith(['One', 'Two', 'Three'])).toEqual([200, 2352, 4476]);
    expect(await startsWith(['One', 'Two', undefined])).toEqual([200, 1750, 3300]);
  });

  it('ends where every reader rounds to the same second', async () => {
    // 200 + 1770 + 500 = 2484 ms to the end of a frame would be 2 s for us and 3 s for readers that count padding.
    const narration = await makeNarration([{ heardMs: 1770, pauseAfterMs: 0 }], { ffmpeg, folder });
    const { timeline } = await assembleMaster(narration, contextWith());
    expect(timeline.durationMs).toBe(2520);
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

import { describe, expect, it } from 'vitest';
import { layOut, type Line } from '../../src/mastering/lay-out.js';
import { samplesToMs } from '../../src/model/time.js';
import { chooseSeed, makeRandom } from '../e2e/random.js';

const RATE_HZ = 24_000;
const FILE = { sampleRateHz: 44_100, frameSamples: 1152 } as const;
const PAUSES_MS = [0, 150, 350, 350, 350, 650, 650, 800, 1200];

describe('the layout of a narration', () => {
  it('keeps what nobody changed through 200 runs of random corrections, and counts its times from its frames', () => {
    const random = makeRandom(chooseSeed());
    const whole = (limit: number) => Math.floor(random() * limit);
    const newLine = (): Line =>
      line({
        heard: 6000 + whole(200_000),
        pauseAfterMs: PAUSES_MS[whole(PAUSES_MS.length)] ?? 0,
        isSectionStart: random() < 0.05,
      });
    const shares: number[] = [];
    for (let run = 0; run < 200; run += 1) {
      let lines = Array.from({ length: 120 }, newLine);
      let before = checked(lines);
      for (let correction = 0; correction < 3; correction += 1) {
        const at = whole(lines.length);
        const removedCount = whole(2);
        lines = lines.toSpliced(at, removedCount, ...(removedCount === 0 || random() < 0.8 ? [newLine()] : []));
        const after = checked(lines);
        const known = new Set(before.map(({ content }) => content));
        const keptCount = after.reduce((sum, { content, frames }) => sum + (known.has(content) ? frames : 0), 0);
        shares.push(keptCount / after.reduce((sum, { frames }) => sum + frames, 0));
        before = after;
      }
    }
    // Ten minutes each: of forty, four times as much stays.
    expect(shares.toSorted((a, b) => a - b)[Math.floor(shares.length / 2)]).toBeGreaterThan(0.93);
  });

  it.each([
    ['short paragraphs without a heading', { seconds: [2, 4], pausesMs: [650] }],
    ['one paragraph', { seconds: [3, 9], pausesMs: [350] }],
    ['a list of words', { seconds: [0.4, 1.2], pausesMs: [500] }],
    ['questions and answers', { seconds: [1, 12], pausesMs: [350, 800] }],
    ['sentences all as long', { seconds: [4, 4], pausesMs: [450] }],
  ])('moves no cut beyond those next to a correction: %s', (_, { seconds: [least = 0, most = 0], pausesMs }) => {
    const random = makeRandom(chooseSeed());
    const any = (): Line =>
      line({
        heard: Math.round((least + random() * (most - least)) * RATE_HZ),
        pauseAfterMs: pausesMs[Math.floor(random() * pausesMs.length)] ?? 0,
        isSectionStart: false,
      });
    const lines = Array.from({ length: Math.ceil(1200 / (least + most)) }, any);
    const before = new Set(checked(lines).map(({ content }) => content));
    for (const corrected of [lines.toSpliced(1, 0, any()), lines.toSpliced(1, 1), lines.toSpliced(0, 1, any())]) {
      const fresh = checked(corrected).filter(({ content }) => !before.has(content));
      // The first four stretches at most, and the last where the end of the whole is settled on a second.
      expect(fresh.length).toBeLessThanOrEqual(5);
      expect(fresh.reduce((sum, { frames }) => sum + frames, 0)).toBeLessThan(0.2 * 600 * (44_100 / 1152));
    }
  });
});

let made = 0;

/** A line unlike all others. */
function line({ heard, ...rest }: { readonly heard: number } & Pick<Line, 'pauseAfterMs' | 'isSectionStart'>): Line {
  made += 1;
  const piece = { path: '', contentKey: `${made}`, firstUsable: 0, endUsable: heard + 900, firstSample: 400 };
  const words = [{ text: 'w', startMs: 10, endMs: 200 }];
  return { utteranceId: `u-${made}`, piece: { ...piece, endSample: heard }, words, heardFromMs: 0, ...rest };
}

/** The stretches of some lines, after everything that is true of every layout was looked at. */
function checked(lines: readonly Line[]) {
  const { stretches, timeline, sampleCount } = layOut({ lines, sampleRateHz: RATE_HZ, file: FILE });
  const frameCount = stretches.reduce((sum, own) => sum + own.frameCount, 0);
  expect([frameCount * 1152, timeline.sampleCount]).toEqual([sampleCount, sampleCount]);
  expect(timeline.durationMs).toBe(samplesToMs(sampleCount, 44_100));
  const contradictions = timeline.items.flatMap(({ startMs, endMs }, index) => {
    const isNext = startMs === (timeline.items[index - 1]?.endMs ?? 0);
    return isNext && endMs >= startMs ? [] : [`${index}: ${startMs} to ${endMs}`];
  });
  expect(contradictions).toEqual([]);
  const heard = timeline.items.flatMap(({ utteranceId }) => utteranceId ?? []);
  expect(heard).toEqual(lines.map(({ utteranceId }) => utteranceId));
  const starts = new Map(
    timeline.items.flatMap(({ utteranceId, startMs }) => (utteranceId ? [[utteranceId, startMs]] : [])),
  );
  let origin = 0;
  const faults = stretches.flatMap(({ segments, sampleCount: own, frameCount: frames }) => {
    const [first, last] = [segments[0], segments.at(-1)];
    const filled = segments.reduce((sum, segment) => sum + segment.sampleCount, 0);
    const room = (frames * 1152 * RATE_HZ) / 44_100;
    const isSilent = (segment: typeof first) => segment?.kind === 'silence' && segment.sampleCount >= RATE_HZ * 0.0784;
    let at = 0;
    // Where a clip begins in the file is where the timeline says that it is heard.
    const isPlaced = segments.every((segment) => {
      const place = at;
      at += segment.sampleCount;
      if (segment.kind !== 'wav') return true;
      const startMs = ((origin * 1152) / 44_100 + (place + 400 - segment.firstSample) / RATE_HZ) * 1000;
      return Math.abs(startMs - (starts.get(`u-${segment.contentKey ?? ''}`) ?? NaN)) <= 0.51;
    });
    origin += frames;
    return filled === own && own <= room && isSilent(first) && isSilent(last) && isPlaced ? [] : [segments];
  });
  expect(faults).toEqual([]);
  return stretches.map(({ frameCount: frames, ...stretch }) => ({
    frames,
    content: JSON.stringify({ ...stretch, frames }),
  }));
}

import { describe, expect, it } from 'vitest';
import { chainSpans, sharedSpans, type SharedSpan } from '../../../src/model/publication/time-map.js';
import { mapTime } from '../../../src/site/player/time-map.js';
import { chooseSeed, makeRandom } from '../../e2e/random.js';

const EDITIONS = 20;
const FRAME_MS = (1152 * 1000) / 44_100;

type Sentence = { readonly name: string; readonly samples: number };
type Edition = { readonly startsMs: ReadonlyMap<string, number>; readonly timed: Parameters<typeof sharedSpans>[0] };
type Correct = (text: readonly Sentence[], make: () => Sentence, below: (end: number) => number) => Sentence[];

const change: Correct = (text, make, below) => text.toSpliced(below(text.length), 1, make());
const move: Correct = (text, _, below) => {
  const from = below(text.length);
  return text.toSpliced(from, 1).toSpliced(below(text.length), 0, ...text.slice(from, from + 1));
};
/** The same word said a little longer: what follows in its stretch moves by less than two milliseconds. */
const nudge: Correct = (text, make, below) => {
  const at = below(text.length);
  return text.toSpliced(at, 1, { ...make(), samples: (text[at]?.samples ?? 0) + 1 + below(30) });
};

/** Sentences of whole samples, in stretches of five that begin with a frame; what is published tells milliseconds. */
function lay(text: readonly Sentence[], rateHz: number, isExact: boolean): Edition {
  const startsMs = new Map<string, number>();
  let [frames, samples] = [0, 4000];
  const cues = text.map(({ name, samples: length }, index) => {
    if (index % 5 === 0 && index > 0)
      [frames, samples] = [frames + Math.ceil((samples * 1000) / rateHz / FRAME_MS), 3000];
    const startMs = frames * FRAME_MS + (samples * 1000) / rateHz;
    const endMs = Math.round(startMs + (length * 1000) / rateHz);
    startsMs.set(name, startMs);
    samples += length + 5000;
    const exact = isExact && { exactStartMs: Math.round(startMs * 1000) / 1000 };
    return { startMs: Math.round(startMs), ...exact, endMs, text: name, utteranceId: name, words: [] };
  });
  return { startsMs, timed: { durationMs: Math.ceil(frames * FRAME_MS + (samples * 1000) / rateHz), cues } };
}

/** By how much the sentences of the first edition that were never away are missed in the last, at most. */
function drift(rateHz: number, corrections: readonly Correct[], isExactFrom = 0): number {
  const random = makeRandom(chooseSeed());
  const below = (end: number): number => Math.floor(random() * end);
  let made = 0;
  const make = (): Sentence => ({ name: `s${(made += 1)}`, samples: 15_000 + below(90_000) });
  let text = Array.from({ length: 60 }, make);
  const first = lay(text, rateHz, isExactFrom === 0);
  let [before, spans]: [Edition, readonly SharedSpan[]] = [first, []];
  for (let count = 1; count <= EDITIONS; count += 1) {
    text = corrections[below(corrections.length)]?.(text, make, below) ?? text;
    const now = lay(text, rateHz, count >= isExactFrom);
    const step = sharedSpans(before.timed, now.timed);
    spans = count === 1 ? step : chainSpans(spans, step);
    before = now;
  }
  const missed = [...first.startsMs].flatMap(([name, startMs]) => {
    const nowMs = before.startsMs.get(name);
    return nowMs === undefined ? [] : [Math.abs(mapTime(spans, startMs / 1000) * 1000 - nowMs)];
  });
  expect(missed.length).toBeGreaterThan(20);
  return Math.max(...missed);
}

describe('the map over twenty editions', () => {
  it.each<[string, number, number, () => number]>([
    ['sentences changed', 24_000, 0.5, () => drift(24_000, [change])],
    ['sentences moved', 22_050, 0.5, () => drift(22_050, [move])],
    ['what follows moved by less than 2 ms', 16_000, 0.5, () => drift(16_000, [nudge])],
    ['all of them at another rate', 44_100, 0.5, () => drift(44_100, [change, move, nudge])],
    ['the first two published in whole milliseconds', 24_000, 2, () => drift(24_000, [change], 2)],
  ])('is led to what was heard: %s', (_, __, mostMs, measure) => {
    expect(measure()).toBeLessThanOrEqual(mostMs);
  });
});

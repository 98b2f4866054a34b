import { describe, expect, it } from 'vitest';
import { chainSpans, sharedSpans } from '../../../src/model/publication/time-map.js';
import { mapTime } from '../../../src/site/player/time-map.js';

/** Cues of a second and a half each, half a second apart, after half a second: `a b c`, `B` lasts a second more. */
function edition(text: string) {
  let startMs = 500;
  const cues = text.split(' ').map((name) => {
    const endMs = startMs + (name === name.toUpperCase() ? 2500 : 1500);
    const cue = { startMs, endMs, text: name, utteranceId: name, words: [] };
    startMs = endMs + 500;
    return cue as never;
  });
  return { durationMs: startMs, cues };
}

describe('the map between two editions', () => {
  it.each([
    ['a b c', 'a b c', [[0, 0, 6500]]],
    // One sentence is replaced by a longer one, then by a shorter one.
    [
      'a b c',
      'a X c',
      [
        [0, 0, 2000],
        [4500, 5500, 2000],
      ],
    ],
    [
      'a X c',
      'a b c',
      [
        [0, 0, 2000],
        [5500, 4500, 2000],
      ],
    ],
    [
      'a b c',
      'a c',
      [
        [0, 0, 2000],
        [4500, 2500, 2000],
      ],
    ],
    [
      'a c',
      'a b c',
      [
        [0, 0, 2000],
        [2500, 4500, 2000],
      ],
    ],
    ['a b c', 'X b c', [[2500, 3500, 4000]]],
    ['a b c', 'a b X', [[0, 0, 4000]]],
    // Of two that changed places one is found again.
    [
      'a b c',
      'b a c',
      [
        [2500, 500, 1500],
        [4500, 4500, 2000],
      ],
    ],
    ['a b', 'x y', []],
  ])('from "%s" to "%s"', (before, after, spans) => {
    expect(sharedSpans(edition(before), edition(after))).toEqual(spans);
  });

  it('leads a listener to what was heard, and where that is gone to what took its place', () => {
    const spans = sharedSpans(edition('a b c'), edition('a X c'));
    // In a; in what was b; in c; behind the end.
    expect([1.25, 3, 5, 99].map((seconds) => mapTime(spans, seconds))).toEqual([1.25, 2, 6, 7.5]);
    expect(mapTime(sharedSpans(edition('a b c'), edition('b c')), 1)).toBe(0);
  });

  it('leads over an edition between', () => {
    const chained = chainSpans(
      sharedSpans(edition('a b c'), edition('a X c')),
      sharedSpans(edition('a X c'), edition('c')),
    );
    expect(mapTime(chained, 4.75)).toBe(0.75);
    expect(mapTime(chained, 2)).toBe(0);
  });
});

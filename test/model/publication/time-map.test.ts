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
  it.each<[string, string, string]>([
    ['a b c', 'a b c', '0>0+6500'],
    // One sentence is replaced by a longer one, then by a shorter one; a tenth of a second before one is its own.
    ['a b c', 'a X c', '0>0+2000 4400>5400+2100'],
    ['a X c', 'a b c', '0>0+2000 5400>4400+2100'],
    ['a b c', 'a c', '0>0+2000 4400>2400+2100'],
    ['a c', 'a b c', '0>0+2000 2400>4400+2100'],
    ['a b c', 'X b c', '2400>3400+4100'],
    ['a b c', 'a b X', '0>0+4000'],
    // What was moved is found where it stands now, and of what is said twice what stayed.
    ['a b c', 'b a c', '400>2400+1600 2400>400+1600 4400>4400+2100'],
    ['a b c d', 'c d a b', '400>4400+3600 4400>400+3600'],
    ['a b c a', 'a c b a', '2400>4400+1600 4400>2400+1600 6400>6400+2100'],
    ['a a b', 'b a a', '4400>400+1600'],
    ['a b', 'x y', ''],
  ])('from "%s" to "%s"', (before, after, spans) => {
    const shared = sharedSpans(edition(before), edition(after));
    expect(shared.map(([from, to, length]) => `${from}>${to}+${length}`).join(' ')).toBe(spans);
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

import { describe, expect, it } from 'vitest';
import { contrastOf, inkOn, MIN_TEXT_CONTRAST, PAPERS, readableOn } from '../../../src/model/publication/theme.js';

describe('colours of a theme', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#777777', '#ffffff', 4.48],
    ['#767676', '#ffffff', 4.54],
    ['#ff0000', '#ffffff', 4],
  ])('differ as WCAG counts: %s on %s', (first, second, ratio) => {
    expect(contrastOf(first, second)).toBeCloseTo(ratio, 2);
    expect(contrastOf(second, first)).toBeCloseTo(ratio, 2);
  });

  it('stay as they are where they can be read, and are moved no further than it takes', () => {
    expect(readableOn('#97300f', PAPERS.light)).toBe('#97300f');
    for (const color of ['#ffcc00', '#00ff00', '#ffffff', '#888888', '#0000ff', '#123456']) {
      for (const papers of [PAPERS.light, PAPERS.dark]) {
        const readable = readableOn(color, papers);
        const least = Math.min(...papers.map((paper) => contrastOf(readable, paper)));
        expect([color, least >= MIN_TEXT_CONTRAST]).toEqual([color, true]);
        if (readable !== color) expect([color, least < 5]).toEqual([color, true]);
      }
      expect(contrastOf(inkOn(color), color)).toBeGreaterThanOrEqual(MIN_TEXT_CONTRAST);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { cutToWidth, textWidth } from '../../../src/cli/terminal/text-width.js';

describe('textWidth', () => {
  it.each([
    ['', 0],
    ['Tide clock', 10],
    ['“Tide” – clock…', 15],
    ['Café', 4],
    ['Cafe\u0301', 4],
    ['潮時計', 6],
    ['Tide 🌊', 7],
    ['Tide ❤️', 7],
    ['Прилив', 6],
  ])('of %j is %i columns', (text, columns) => {
    expect(textWidth(text)).toBe(columns);
  });

  it('is one column for each letter of Latin 1, dash and quote, beside any other', () => {
    const marked = (code: number): string => `${String.fromCodePoint(code)}я`;
    const ranges = [
      [0x20, 0x7e],
      [0xa0, 0xff],
      [0x2010, 0x2027],
    ] as const;
    const codes = ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index));
    const own = codes.filter((code) => textWidth(String.fromCodePoint(code)) !== 1);
    const beside = codes.filter((code) => textWidth(marked(code)) !== 2);
    expect([own, beside]).toEqual([[], []]);
  });
});

describe('cutToWidth', () => {
  it.each([
    ['Tide clock', 10, 'Tide clock'],
    ['Tide clock', 9, 'Tide clo…'],
    ['Tide clock', 6, 'Tide…'],
    ['潮時計の町', 6, '潮時…'],
    ['Прилив и часы', 8, 'Прилив…'],
  ])('cuts %j to %i columns', (text, columns, cut) => {
    expect(cutToWidth(text, columns)).toBe(cut);
  });
});

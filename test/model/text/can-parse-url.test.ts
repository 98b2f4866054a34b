import { describe, expect, it } from 'vitest';
import { canParseUrl } from '../../../src/model/text/can-parse-url.js';

describe('an address', () => {
  it.each([
    ['http://müller.example/', undefined, true],
    ['http://exa\u00ADmple.com/', undefined, true],
    ['https://example.org/café', undefined, true],
    ['a/b', 'https://example.org/', true],
    ['a/b', undefined, false],
    ['http://', undefined, false],
    ['', undefined, false],
  ])('is told from what is none, however often it is asked: %s', (text, base, is) => {
    for (let times = 0; times < 20_000; times += 1)
      if (canParseUrl(text, base) !== is) expect([text, times]).toEqual([]);
    expect(canParseUrl(text, base)).toBe(is);
  });
});

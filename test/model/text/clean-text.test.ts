import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '../../../src/model/text/clean-text.js';

describe('cleanText', () => {
  it.each([
    ['a\u0001b\u0008c', 'abc'],
    ['one\u000Btwo\u000Cthree\u0085four', 'one two three four'],
    ['a\r\nb\rc\n', 'a\nb\nc\n'],
    ['\u001B[31mred\u001B[0m and \u001B]0;title\u0007plain', 'red and plain'],
    ['lone \uD800 high and \uDC00 low', 'lone  high and  low'],
    ['pass\u200Bword\u2060\uFEFF', 'password'],
    ['\u202Egnp.exe', 'gnp.exe'],
    ['soft\u00ADhyphen', 'softhyphen'],
    ['Cafe\u0301', 'Café'],
    ['می‌خواهم', 'می‌خواهم'],
    ['👨‍👩‍👧 family', '👨‍👩‍👧 family'],
    ['flag \u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}!', 'flag 🏴󠁧󠁢󠁥󠁮󠁧󠁿!'],
    ['hidden\u{E0049}\u{E0047}', 'hidden'],
  ])('makes %j read %j', (source, text) => {
    expect(cleanText(source).text).toBe(text);
  });

  it('counts what it takes out and says where it began', () => {
    expect(cleanText('a\u0000b\u0007c\u200Bd\u200Be\u{E0041}')).toEqual({
      text: 'abcde',
      controlCount: 2,
      firstControl: 1,
      invisibleCount: 3,
      invisibleNames: ['U+200B', 'U+E0000 block'],
      cutStackCount: 0,
    });
  });

  it('cuts stacks of marks that hide the letter', () => {
    const cleaned = cleanText(`Z${'\u0336'.repeat(30)}algo`);
    expect(cleaned.text).toBe(`Z${'\u0336'.repeat(8)}algo`);
    expect(cleaned.cutStackCount).toBe(1);
  });

  it('leaves nothing an XML parser refuses and changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (source) => {
        const { text } = cleanText(source);
        expect(text).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF]/u);
        expect(text).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/);
        expect(cleanText(text).text).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });
});

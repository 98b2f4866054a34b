import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitDescription } from '../../src/feed/fit-description.js';

describe('fitDescription', () => {
  it.each([
    [
      'keeps what PSP-1 allows',
      '<p>a <b>b</b> <i>c</i> <strong>d</strong> <em>e</em></p><ol><li>f</li></ol>',
      '<p>a <b>b</b> <i>c</i> <strong>d</strong> <em>e</em></p><ol><li>f</li></ol>',
    ],
    [
      'takes other tags out and leaves their text',
      '<h2>Notes</h2><div class="x"><p>a<br>b<img src="c"></p></div>',
      'Notes<p>ab</p>',
    ],
    [
      'leaves no attribute but a web address',
      '<p class="x" onclick="y"><a href="https://example.org/?a=1&amp;b" target="_blank">a</a> <a href="javascript:alert(1)">b</a></p>',
      '<p><a href="https://example.org/?a=1&amp;b">a</a> <a>b</a></p>',
    ],
    ['closes what is open', '<p>a <b>b', '<p>a <b>b</b></p>'],
    ['ignores ends without a beginning', 'a</p></b>', 'a'],
    ['escapes a bare angle bracket', '<p>3 < 4 > 2</p>', '<p>3 &lt; 4 &gt; 2</p>'],
  ])('%s', (_name, html, expected) => {
    expect(fitDescription(html)).toBe(expected);
  });

  it('cuts after the last list item that fits, and closes the list', () => {
    const html = '<p>Links</p><ul><li>eins</li><li>zwei</li><li>drei</li></ul>';
    expect(fitDescription(html, 50)).toBe('<p>Links</p><ul><li>eins</li><li>zwei</li></ul>');
  });

  it('cuts a first block that is too long at a word', () => {
    expect(fitDescription(`<p>${'wörter & mehr '.repeat(20)}</p>`, 60)).toBe(
      '<p>wörter &amp; mehr wörter &amp; mehr wörter…</p>',
    );
  });

  it('never exceeds the limit, and closes every tag it opens', () => {
    const piece = fc.constantFrom(
      '<p>',
      '</p>',
      '<ul>',
      '<li>',
      '</li>',
      '</ul>',
      '<b>',
      '</b>',
      'wort ',
      'ä&amp;',
      '<x>',
      '<',
      '"',
      '&',
      '漢字',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 80 }), fc.integer({ min: 20, max: 200 }), (pieces, limit) => {
        const html = fitDescription(pieces.join(''), limit);
        expect(Buffer.byteLength(html)).toBeLessThanOrEqual(limit);
        const open: string[] = [];
        for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z]+)>/gu)) {
          if (slash === '') open.push(name);
          else expect(open.pop()).toBe(name);
        }
        expect(open).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

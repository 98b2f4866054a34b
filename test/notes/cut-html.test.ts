import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutHtml } from '../../src/notes/cut-html.js';
import { sanitiseHtml } from '../../src/templates/html/sanitise-html.js';

describe('cutHtml', () => {
  it('keeps whole blocks, and whole items of a list', () => {
    const html = '<p>one</p><ul><li>two</li><li>three</li><li>four</li></ul><p>five</p>';
    expect(cutHtml(html, 1000)).toBe(html);
    expect(cutHtml(html, 60)).toBe('<p>one</p><ul><li>two</li><li>three</li><li>four</li></ul>');
    expect(cutHtml(html, 50)).toBe('<p>one</p><ul><li>two</li><li>three</li></ul>');
    expect(cutHtml(html, 20)).toBe('<p>one</p>');
  });

  it('cuts words when the first block alone is too long', () => {
    expect(cutHtml('<p>one two <b>three</b> four five six</p>', 30)).toBe('<p>one two three four…</p>');
  });

  it('never exceeds the limit and always leaves whole markup', () => {
    const block = fc.oneof(
      fc.string({ maxLength: 80 }).map((text) => `<p>${text.replaceAll('<', '')}</p>`),
      fc
        .array(fc.string({ maxLength: 20 }), { maxLength: 8 })
        .map((items) => `<ul>${items.map((item) => `<li>${item.replaceAll('<', '')}</li>`).join('')}</ul>`),
    );
    fc.assert(
      fc.property(
        fc.array(block, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 20, max: 400 }),
        (blocks, limit) => {
          const html = sanitiseHtml(blocks.join(''), 'description');
          const cut = cutHtml(html, limit);
          expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(limit);
          expect(sanitiseHtml(cut, 'description')).toBe(cut);
        },
      ),
      { numRuns: 300 },
    );
  });
});

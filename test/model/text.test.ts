import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toSlug, toUniqueSlug } from '../../src/model/text/slug.js';
import { suggestWord } from '../../src/model/text/suggest.js';
import { byteLength, escapeXml, toLegalText, truncateToBytes } from '../../src/model/text.js';
import { episodeGuid, showGuid } from '../../src/model/publication/guid.js';

describe('toSlug', () => {
  it.each([
    ['Night ferry returns', 'night-ferry-returns'],
    ['Café Zürich — Straße', 'cafe-zurich-strasse'],
    ["Magician's Guild", 'magicians-guild'],
    ['新聞', 'episode'],
    ['CON', 'con-episode'],
  ])('writes %s as %s', (title, slug) => {
    expect(toSlug(title)).toBe(slug);
  });

  it('gives an address that every host takes, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (title) => {
        expect(toSlug(title)).toMatch(/^[a-z0-9](?:-?[a-z0-9]){0,79}$/u);
      }),
      { numRuns: 2000 },
    );
  });

  it('numbers what is taken', () => {
    expect(toUniqueSlug('news', new Set(['news', 'news-2']))).toBe('news-3');
    expect(toUniqueSlug('a'.repeat(80), new Set(['a'.repeat(80)]))).toHaveLength(80);
  });
});

describe('text', () => {
  it('cuts to bytes without breaking a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 4, max: 60 }), (text, maxBytes) => {
        const cut = truncateToBytes(text, maxBytes);
        expect(byteLength(cut)).toBeLessThanOrEqual(Math.max(maxBytes, 3));
        expect(cut).not.toContain('\uFFFD');
      }),
    );
  });

  it('leaves nothing that XML 1.0 forbids', () => {
    expect(toLegalText('a\u0000b\u0008c\uFFFEd\uD800e\tf')).toBe('abcd\uFFFDe\tf');
    expect(escapeXml('<a href="x">Tom & \'Jerry\'</a>')).toBe(
      '&lt;a href=&quot;x&quot;&gt;Tom &amp; &#39;Jerry&#39;&lt;/a&gt;',
    );
  });

  it('suggests the nearest word and nothing far away', () => {
    expect(suggestWord('bulid', ['build', 'plan'])).toBe('build');
    expect(suggestWord('--concurency', ['--config', '--concurrency'])).toBe('--concurrency');
    expect(suggestWord('xyzzy', ['build', 'plan'])).toBeUndefined();
  });
});

describe('guids', () => {
  // Vectors of the Podcasting 2.0 specification, tag podcast:guid.
  it.each([
    ['https://podnews.net/rss', '9b024349-ccf0-5f69-a609-6b82873eab3c'],
    ['https://mp3s.nashownotes.com/pc20rss.xml/', '917393e3-1b1e-5cef-ace4-edaa54e1f810'],
  ])('are made of the address without scheme and trailing slash: %s', (url, guid) => {
    expect(showGuid(url)).toBe(guid);
  });

  it('differ between episodes of one show', () => {
    const guid = showGuid('https://podnews.net/rss');
    expect(episodeGuid({ showGuid: guid, identity: 'a' })).not.toBe(episodeGuid({ showGuid: guid, identity: 'b' }));
  });
});

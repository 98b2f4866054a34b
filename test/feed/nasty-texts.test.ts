import fc from 'fast-check';
import { parseRssFeed } from 'feedsmith';
import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { chapterFiles } from '../../src/chapters/chapter-files.js';
import { writeFeed } from '../../src/feed/write-feed.js';
import type { Episode } from '../../src/model/episode.js';
import { toLegalText, toOneLine } from '../../src/model/text.js';
import { parseCues } from '../../src/transcript/formats/timed-text.js';
import { transcriptFiles } from '../../src/transcript/transcript-files.js';
import { SHOW, sampleEpisode } from './sample-show.js';
import { TRANSCRIPT_FORMATS } from '../../src/transcript/formats/index.js';

const NASTY = [
  'plain',
  'Fish & chips',
  '&amp; already escaped &lt;b&gt;',
  '<b>bold</b>',
  '<script>alert(1)</script>',
  ']]>',
  'a ]]> b ]]]]><![CDATA[> c',
  '<![CDATA[x]]>',
  '<!-- comment -->',
  '<?xml version="1.0"?>',
  '<!DOCTYPE x>',
  '"double" and \'single\'',
  'bell \u0007 and backspace \u0008 and null \u0000',
  'C1 \u0080\u0085\u009f end',
  'non-characters \uFFFE\uFFFF end',
  'lone high \uD83D end',
  'lone low \uDE00 end',
  'emoji 👩‍👩‍👧 and flag 🇩🇪',
  'astral 𝒳 𠮷',
  'combining e\u0301 and o\u0308',
  'rtl \u202Eevil\u202C and שלום',
  'zero\u200Bwidth\uFEFFspace',
  'tabs\tand\nline\r\nends\rhere',
  '\u2028line separator\u2029paragraph',
  '00:00:01.000 --> 00:00:02.000',
  '--> -->',
  'WEBVTT',
  'NOTE this',
  '1',
  '漢字とかなが混ざった長い題名でも折り返される必要があります。漢字とかなが混ざった',
  'averyveryverylongwordthatnobodywouldeverwritebutacomputermightproduceanyway',
  'https://example.org/?a=1&b=2#c<d>',
  '{{handlebars}} ${template} %s %d',
  "'; DROP TABLE episodes; --",
  '../../etc/passwd',
  '=cmd|calc',
  'undefined null NaN',
  '__proto__',
  '  spaces   around  ',
  '<lastBuildDate>x</lastBuildDate>',
];

type Field = { readonly name: string; readonly set: (text: string) => Partial<Episode>; readonly xpath: string };

const CHAPTERS = sampleEpisode().chapters;
const FIELDS: readonly Field[] = [
  { name: 'title', set: (text) => ({ title: text }), xpath: '//item/title' },
  { name: 'summary', set: (text) => ({ summary: text }), xpath: '//item/description' },
  { name: 'author', set: (text) => ({ authors: [text] }), xpath: '//item/itunes:author' },
  { name: 'tag', set: (text) => ({ tags: [text] }), xpath: '//item/category' },
  { name: 'guid', set: (text) => ({ guid: `g ${text}` }), xpath: '//item/guid' },
  { name: 'site name', set: (text) => ({ siteName: text }), xpath: '//item/podcast:contentLink' },
  {
    name: 'chapter',
    set: (text) => ({
      chapters: CHAPTERS.map((chapter, index) => (index === 1 ? { ...chapter, title: text } : chapter)),
    }),
    xpath: '//item/psc:chapters/psc:chapter[2]/@title',
  },
  {
    name: 'sentence',
    set: (text) => ({ transcript: { language: 'en', cues: [{ startMs: 0, endMs: 900, text, words: [] }] } }),
    xpath: '//item/guid',
  },
];

const NAMESPACES = {
  itunes: 'http://www.itunes.com/dtds/podcast-1.0.dtd',
  podcast: 'https://podcastindex.org/namespace/1.0',
  psc: 'http://podlove.org/simple-chapters',
};

describe('every text', () => {
  it.each(FIELDS)(
    'in the $name comes out of the feed as it went in, but for what XML cannot hold',
    ({ name, set, xpath }) => {
      for (const text of NASTY) {
        const xml = writeFeed({
          show: SHOW,
          episodes: [sampleEpisode(set(text))],
          notes: new Map(),
          transcripts: TRANSCRIPT_FORMATS,
        });
        const document = XmlDocument.fromString(xml);
        const [found] = document.find(xpath, NAMESPACES).map((node) => node.content);
        document.dispose();
        expect(found).toBe(expectedIn(name, text));
        expect(parseRssFeed(xml).items).toHaveLength(1);
      }
    },
  );

  it('gives valid JSON chapters, WebVTT and SubRip', () => {
    for (const text of NASTY) {
      const episode = sampleEpisode({ ...FIELDS[6]?.set(text), ...FIELDS[7]?.set(toOneLine(text)) });
      const files = [...chapterFiles({ episode, show: SHOW }), ...transcriptFiles({ episode })];
      const contents = Object.fromEntries(
        files.map((file) => [
          /[^/]+$/u.exec(file.path)?.[0].replace(/-[0-9a-f]{8}/u, ''),
          'content' in file ? String(file.content) : '',
        ]),
      );
      expect(JSON.parse(contents['chapters.json'] ?? '').chapters[1].title).toBe(toOneLine(text));
      expect(parseCues(contents['transcript.vtt'] ?? '', 'vtt')).toMatchObject({
        faults: [],
        cues: [{ startMs: 0, endMs: 900 }],
      });
      expect(parseCues(contents['transcript.srt'] ?? '', 'srt').faults).toEqual([]);
      expect(JSON.parse(contents['transcript.json'] ?? '').segments).toMatchObject([{ body: toOneLine(text) }]);
    }
  });

  it('drawn at random, in all fields at once, gives a feed that two strict readers take', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom(...NASTY));
    fc.assert(
      fc.property(text, text, text, text, (title, summary, author, description) => {
        const xml = writeFeed({
          show: { ...SHOW, title, description, copyright: summary },
          episodes: [sampleEpisode({ title, summary, authors: [author], tags: [summary], siteName: author })],
          notes: new Map([
            ['the-tide-table', { descriptionHtml: `<p>${description}</p>`, contentHtml: summary, text: '' }],
          ]),
          transcripts: TRANSCRIPT_FORMATS,
        });
        XmlDocument.fromString(xml).dispose();
        expect(parseRssFeed(xml).items).toHaveLength(1);
      }),
      { numRuns: 150 },
    );
  });
});

function expectedIn(field: string, text: string): string | undefined {
  const line = toOneLine(text);
  switch (field) {
    case 'summary': {
      const escaped = toLegalText(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      // XML 1.0 §2.11: parsers turn every line end into one line feed.
      return `<p>${escaped.replace(/\r\n?/gu, '\n')}</p>`;
    }
    case 'guid':
      // A guid is never normalised: only what XML cannot hold goes, lone surrogates included.

      return `g ${text}`
        .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\p{Surrogate}]/gu, '')
        .replace(/\r\n?/gu, '\n')
        .trim();
    case 'sentence':
      return sampleEpisode().guid;
    default:
      return line;
  }
}

import { describe, expect, it } from 'vitest';
import { checkFeed } from '../../src/feed/check-feed.js';
import { writeFeed } from '../../src/feed/write-feed.js';
import { SHOW, sampleEpisode, sampleNotes } from './sample-show.js';
import { TRANSCRIPT_FORMATS } from '../../src/transcript/formats/index.js';

const GOOD = writeFeed({
  show: SHOW,
  episodes: [sampleEpisode()],
  notes: sampleNotes(),
  transcripts: TRANSCRIPT_FORMATS,
});
const GOOD_SERIAL = writeFeed({
  show: { ...SHOW, type: 'serial' },
  episodes: [sampleEpisode(), sampleEpisode({ slug: 'second', title: 'Second', publishedAt: '2026-03-01T00:00:00Z' })],
  notes: new Map(),
  transcripts: TRANSCRIPT_FORMATS,
});

/** The good feed with one thing changed; fails when there was nothing to change. */
function spoil(from: string | RegExp, to: string, xml = GOOD): string {
  const spoilt = xml.replace(from, to);
  expect(spoilt).not.toBe(xml);
  return spoilt;
}

function codes(xml: string): string[] {
  return checkFeed(xml, { now: new Date('2026-06-01T00:00:00Z') }).map(({ code }) => code);
}

describe('checkFeed', () => {
  it('finds nothing in what we write', () => {
    expect(codes(GOOD)).toEqual([]);
    expect(codes(GOOD_SERIAL)).toEqual([]);
  });

  it.each<[string, string | RegExp, string, string]>([
    ['no title', '<title><![CDATA[The Harbour Reader]]></title>', '', 'E_FEED_TITLE'],
    ['no description', /<description>.*<\/description>/u, '', 'E_FEED_DESCRIPTION'],
    ['a description too long', 'Articles of the', 'ä'.repeat(2000), 'E_FIELD_LONG'],
    ['no link', /<link>.*<\/link>/u, '', 'E_FEED_LINK'],
    ['a language that is none', '[en-gb]', '[english]', 'E_FEED_LANGUAGE'],
    ['an unknown language', '[en-gb]', '[xq]', 'E_FEED_LANGUAGE'],
    ['no language', /<language>.*<\/language>/u, '', 'E_FEED_LANGUAGE'],
    ['an unknown category', 'text="Technology"', 'text="technology"', 'E_FEED_CATEGORY'],
    ['a subcategory of another category', 'text="Daily News"', 'text="Physics"', 'E_FEED_CATEGORY'],
    ['no cover', /<itunes:image[^>]*>/u, '', 'E_FEED_IMAGE'],
    [
      'a cover of unknown type',
      'href="https://audio.example.org/harbour/cover-1a2b3c4d.jpg"',
      'href="https://audio.example.org/cover.webp"',
      'W_FEED_IMAGE_TYPE',
    ],
    ['no self link', /<atom:link[^>]*>/u, '', 'E_FEED_SELF'],
    ['a self link without type', ' type="application/rss+xml"', '', 'E_FEED_SELF'],
    ['explicit in old words', '<itunes:explicit>false', '<itunes:explicit>clean', 'E_FEED_EXPLICIT'],
    ['an unknown type', '<itunes:type>episodic', '<itunes:type>weekly', 'E_FEED_TYPE'],
    ['a title that was escaped twice', 'The Harbour Reader', 'The Harbour&#8217;s Reader', 'W_REFERENCE'],
    ['no author', /<itunes:author>.*<\/itunes:author>/u, '', 'W_FEED_AUTHOR'],
    ['an owner without e-mail', '<itunes:email>audio@example.org', '<itunes:email>', 'W_FEED_OWNER'],
    ['a copyright with sign', '<copyright><![CDATA[', '<copyright><![CDATA[© 2026 ', 'W_FEED_COPYRIGHT'],
    [
      'a move',
      '<podcast:guid>',
      '<itunes:new-feed-url>https://new.example.org/</itunes:new-feed-url><podcast:guid>',
      'W_FEED_MOVED',
    ],
    ['a flag that says no', '<podcast:guid>', '<itunes:complete>no</itunes:complete><podcast:guid>', 'W_FEED_FLAG'],
    ['no lock', /<podcast:locked.*<\/podcast:locked>/u, '', 'W_FEED_LOCKED'],
    ['a lock that is no answer', '>yes</podcast:locked>', '>true</podcast:locked>', 'E_FEED_LOCKED'],
    ['no guid of the show', /<podcast:guid>.*<\/podcast:guid>/u, '', 'W_FEED_GUID'],
    ['a guid of the show that is no UUID', SHOW.guid, 'my-show', 'E_FEED_GUID'],
    ['an unknown medium', '<podcast:medium>newsletter', '<podcast:medium>radio', 'E_FEED_MEDIUM'],
    ['two titles', '<title>', '<title>One</title><title>', 'E_FEED_REPEATED'],
    ['an element RSS does not know', '<generator>', '<editor>me</editor><generator>', 'W_FEED_UNKNOWN'],
    ['an element in another place', '<generator>', '<author>me</author><generator>', 'E_ELEMENT_PLACE'],
    ['white space around a value', '<podcast:medium>', '<podcast:medium> ', 'W_FEED_SPACE'],
    ['another version of RSS', 'version="2.0"', 'version="0.92"', 'E_FEED_FORMAT'],
    ['no title of an item', '<title><![CDATA[The tide table, explained]]></title>', '', 'E_ITEM_TITLE'],
    ['a title too long', 'The tide table, explained', 'x'.repeat(256), 'E_FIELD_LONG'],
    ['a number in a title', '[The tide table', '[S02E05: The tide table', 'W_ITEM_TITLE_NUMBER'],
    ['no guid', /<guid.*<\/guid>/u, '', 'E_ITEM_NO_ID'],
    ['a guid that claims to be an address', ' isPermaLink="false"', '', 'W_GUID_PERMALINK'],
    ['no date', /<pubDate>(?=.*<\/pubDate>\n\s*<enclosure)[^<]*<\/pubDate>/u, '', 'W_DATE'],
    ['a date in other words', /(<pubDate>)[^<]*(<\/pubDate>\s*<enclosure)/u, '$12026-03-02T06:30:00Z$2', 'W_DATE'],
    [
      'a date to come',
      /(<pubDate>)[^<]*(<\/pubDate>\s*<enclosure)/u,
      '$1Mon, 01 Mar 2027 06:30:00 GMT$2',
      'W_DATE_FUTURE',
    ],
    ['no enclosure', /<enclosure[^>]*>/u, '', 'E_ITEM_ENCLOSURE'],
    [
      'two enclosures',
      '<enclosure',
      '<enclosure url="https://example.org/x.mp3" length="1" type="audio/mpeg"/><enclosure',
      'W_ITEM_ENCLOSURES',
    ],
    ['a length in words', 'length="2250000"', 'length="2 MB"', 'W_ENCLOSURE'],
    ['a type of another file', 'type="audio/mpeg"', 'type="audio/ogg"', 'E_ENCLOSURE_TYPE'],
    ['a file Apple does not list', '0f1e2d3c.mp3"', '0f1e2d3c.opus"', 'E_ENCLOSURE_TYPE'],
    [
      'an enclosure that is a local file',
      'url="https://audio.example.org/harbour/episodes/the-tide-table/the-tide-table-0f1e2d3c.mp3"',
      'url="file:///a.mp3"',
      'E_URL_SCHEME',
    ],
    [
      'an address that is none',
      'url="https://audio.example.org/harbour/episodes/the-tide-table/the-tide-table-0f1e2d3c.mp3"',
      'url="a.mp3"',
      'E_URL',
    ],
    ['an address of this machine', 'url="https://audio.example.org/', 'url="http://192.168.1.4/', 'W_URL_PRIVATE'],
    [
      'an address that is not encrypted',
      '<link>https://www.example.org/',
      '<link>http://www.example.org/',
      'W_URL_HTTP',
    ],
    ['an address with letters beyond ASCII', 'the-tide-table/</link>', 'ebbe-ünd-flut/</link>', 'W_URL_ASCII'],
    ['no duration', /<itunes:duration>.*<\/itunes:duration>/u, '', 'W_ITEM_DURATION'],
    ['a duration as a clock', '<itunes:duration>187', '<itunes:duration>3:07', 'W_ITEM_DURATION'],
    [
      'an episode number 0',
      '<itunes:duration>',
      '<itunes:episode>0</itunes:episode><itunes:duration>',
      'E_ITEM_NUMBER',
    ],
    ['an unknown type of episode', '<itunes:episodeType>full', '<itunes:episodeType>teaser', 'E_ITEM_TYPE'],
    [
      'explicit of an item in old words',
      /(<itunes:explicit>)false(<\/itunes:explicit>\s*<itunes:duration>)/u,
      '$1no$2',
      'E_ITEM_EXPLICIT',
    ],
    ['a tag that descriptions cannot hold', '<em>50 minutes</em>', '<img src=x>', 'W_ITEM_DESCRIPTION_TAGS'],
    ['no transcript', /<podcast:transcript[^>]*>/gu, '', 'W_ITEM_TRANSCRIPT'],
    ['a transcript of unknown type', 'type="text/vtt"', 'type="text/x-vtt"', 'E_ITEM_TRANSCRIPT'],
    [
      'captions without times',
      'type="text/html" language="en-GB"',
      'type="text/html" rel="captions"',
      'W_ITEM_CAPTIONS',
    ],
    ['chapters of unknown type', 'application/json+chapters', 'application/json', 'E_ITEM_CHAPTERS'],
    [
      'chapters of the old type',
      'application/json+chapters',
      'application/audio-chapters+json',
      'W_ITEM_CHAPTERS_TYPE',
    ],
    ['a person without a name', '>Ada Marsh</podcast:person>', '></podcast:person>', 'E_FEED_PERSON'],
    ['an AI statement that is no answer', 'purpose="ai-content">true', 'purpose="ai-content">yes', 'E_FEED_TXT'],
    ['a chapter without a start', 'start="00:01:01.000"', 'start=""', 'E_CHAPTER_TIME'],
    ['chapters out of order', 'start="00:01:01.000"', 'start="00:09:01"', 'E_CHAPTER_TIME'],
    ['a chapter without a title', 'title="Spring tides"', 'title=" "', 'E_FIELD_EMPTY'],
    ['a language of the feed in the file that is not UTF-8', 'encoding="UTF-8"', 'encoding="ISO-8859-1"', 'E_ENCODING'],
    ['a DOCTYPE', '?><rss', '?><!DOCTYPE rss [<!ENTITY x "y">]><rss', 'E_XML_DOCTYPE'],
    ['a bare ampersand', '<podcast:medium>', '<podcast:medium>Q & A', 'E_XML'],
    ['a prefix that is not declared', '<podcast:medium>newsletter</podcast:medium>', '<media:x/>', 'E_XML'],
    ['a tag that is never closed', '</itunes:owner>', '', 'E_XML'],
    ['a second root', '</rss>', '</rss><rss/>', 'E_XML'],
    ['no root but another format', /<rss[\s\S]*<\/rss>/u, '<opml version="2.0"/>', 'E_FEED_FORMAT'],
    [
      'depth without end',
      '<generator>Lector</generator>',
      `<generator>${'<a>'.repeat(70)}${'</a>'.repeat(70)}</generator>`,
      'E_TOO_DEEP',
    ],
  ])('reports %s', (_name, from, to, code) => {
    const found = codes(spoil(from, to));
    expect(found).toContain(code);
    expect(found.filter((other) => other !== code).length).toBeLessThanOrEqual(3);
  });

  it.each([
    ['an episode of a serial show without a number', /<itunes:episode>1<\/itunes:episode>/u, '', 'E_ITEM_NUMBER'],
    ['one guid for two items', 'guid-of-second', 'guid-of-the-tide-table', 'E_GUID_DUPLICATE'],
    [
      'one file for two items',
      /episodes\/second\/second-0f1e2d3c/u,
      'episodes/the-tide-table/the-tide-table-0f1e2d3c',
      'E_ENCLOSURE_DUPLICATE',
    ],
    ['one file name for two items', /second-0f1e2d3c/u, 'the-tide-table-0f1e2d3c', 'W_ENCLOSURE_NAME'],
    ['chapters outside an item', '<item>', '<psc:chapters version="1.2"/><item>', 'E_PSC_PLACE'],
    ['a feed cut in the middle', /<\/item>[\s\S]*$/u, '</item><item><title>Tw', 'E_XML_TRUNCATED'],
  ])('reports %s', (_name, from, to, code) => {
    expect(codes(spoil(from, to, GOOD_SERIAL))).toContain(code);
  });

  it.each([
    ['code in show notes', '<script>x()</script>', '<script>'],
    ['a handler', '<p onclick="go()">x</p><svg onload=x()></svg>', '<p onclick>, <svg onload>'],
    ['a link that runs', '<a href=" java\tscript:x()">x</a>', '<a href="javascript:…">'],
    ['a foreign page and a form', '<iframe src="https://x.example/"></iframe><form></form>', '<iframe>, <form>'],
  ])('names %s, as text and as elements of the feed', (_name, html, says) => {
    const named = (field: string) =>
      checkFeed(
        spoil('</item>', `${field}</item>`, GOOD.replace(/<content:encoded>[\s\S]*?<\/content:encoded>/gu, '')),
      );
    const found = [{ code: 'W_FEED_ACTIVE', message: expect.stringContaining(`holds ${says};`) as string }];
    expect(named(`<content:encoded><![CDATA[${html}]]></content:encoded>`)).toMatchObject(found);
    expect(named('<content:encoded><script>y()</script></content:encoded>')).toMatchObject([
      { code: 'E_ELEMENT_PLACE', ruling: { path: 'rss/channel/item[1]/content:encoded/script' } },
    ]);
    expect(
      named(`<content:encoded><![CDATA[<code>${html.replaceAll('<', '&lt;')}</code>]]></content:encoded>`),
    ).toEqual([]);
  });

  it.each([
    ['after the channel', '</channel>', '</channel><item><title>Out</title></item>', ['E_ITEM_PLACE']],
    ['before the channel', '<channel>', '<item><title>Out</title></item><channel>', ['E_ITEM_PLACE']],
    ['in another item', '</item>', '<item><title>In</title></item></item>', ['E_ITEM_PLACE']],
    ['in a second channel', '</channel>', '</channel><channel><item/></channel>', ['E_FEED_REPEATED']],
  ])('names an item %s', (_name, from, to, found) => {
    expect(codes(spoil(from, to))).toEqual(found);
  });

  it('names what stands outside the channel', () => {
    expect(codes(spoil('</channel>', '</channel><itunes:author>Ada</itunes:author>'))).toEqual(['E_ELEMENT_PLACE']);
  });

  it('reports a namespace in other letters once, whatever it hides', () => {
    const found = codes(
      spoil('http://www.itunes.com/dtds/podcast-1.0.dtd', 'http://www.itunes.com/DTDs/Podcast-1.0.dtd'),
    );
    expect(found.filter((code) => code === 'E_FEED_NAMESPACE')).toHaveLength(1);
    expect(found).toContain('E_FEED_IMAGE');
  });

  it('names file, line and what to do, in the order of the file', () => {
    const xml = spoil('<itunes:duration>187', '<itunes:duration>3:07', spoil('[en-gb]', '[xq]'));
    const lineOf = (text: string) => xml.slice(0, xml.indexOf(text)).split('\n').length;
    expect(checkFeed(xml, { fileName: 'show/rss.xml' })).toEqual([
      {
        severity: 'error',
        code: 'E_FEED_LANGUAGE',
        message: 'channel language "xq" is not a language tag of BCP 47 (RSS 2.0).',
        hint: 'write a tag as en or en-GB.',
        place: { file: 'show/rss.xml', line: lineOf('[xq]'), column: 5 },
        ruling: {
          profile: 'rss',
          clause: 'RSS 2.0, language',
          why: 'Directories refuse a language they cannot read.',
          path: 'rss/channel/language',
        },
      },
      {
        severity: 'warning',
        code: 'W_ITEM_DURATION',
        message: 'item 1 itunes:duration "3:07" is not a number of seconds (PSP-1).',
        hint: 'write whole seconds.',
        place: { file: 'show/rss.xml', line: lineOf('3:07'), column: 7 },
        ruling: {
          profile: 'psp1',
          clause: 'PSP-1, item itunes:duration',
          why: 'Apps show no length, or a wrong one.',
          path: 'rss/channel/item[1]/itunes:duration',
          item: { number: 1, title: 'The tide table, explained' },
        },
      },
    ]);
  });

  it('never shows a password', () => {
    const xml = spoil('url="https://audio.example.org/', 'url="https://ada:hunter2@audio.example.org/');
    expect(codes(xml)).toContain('E_URL_CREDENTIALS');
    expect(JSON.stringify(checkFeed(xml))).not.toContain('hunter2');
    const ftp = spoil('url="https://audio.example.org/', 'url="ftp://ada:hunter2@audio.example.org/');
    expect(JSON.stringify(checkFeed(ftp))).not.toContain('hunter2');
  });

  it('says what a page in place of a feed is', () => {
    expect(checkFeed('<!doctype html><title>502 Bad Gateway</title>')).toMatchObject([
      { code: 'E_FEED_NOT_XML', message: expect.stringContaining('text/html, titled "502 Bad Gateway"') },
    ]);
    expect(codes('{"version":"https://jsonfeed.org/version/1.1"}')).toEqual(['E_FEED_NOT_XML']);
    expect(codes('')).toEqual(['E_XML_TRUNCATED']);
  });

  it('compares enclosures with the files that are published with it', () => {
    const { path } = sampleEpisode().audio;
    const after = (sizeBytes: number | undefined) =>
      checkFeed(GOOD, { sizeOf: (name) => (name === path ? sizeBytes : undefined) });
    expect(after(undefined)).toMatchObject([{ code: 'E_ENCLOSURE_FILE' }]);
    expect(after(10)).toMatchObject([
      {
        code: 'E_ENCLOSURE_LENGTH',
        message: expect.stringContaining('"2250000" is not the size of the file, which has 10 bytes'),
      },
    ]);
    expect(after(2_250_000)).toEqual([]);
  });

  it('refuses an entity bomb at once', () => {
    const entities = Array.from(
      { length: 20 },
      (_, index) => `<!ENTITY e${index + 1} "${`&e${index};`.repeat(10)}">`,
    ).join('');
    const bomb = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY e0 "ha">${entities}]><rss version="2.0"><channel><title>&e20;</title></channel></rss>`;
    const start = performance.now();
    expect(codes(bomb)).toEqual(['E_XML_DOCTYPE']);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('calls a feed that was cut anywhere cut, and nothing else', () => {
    const cuts = Array.from({ length: 120 }, (_, index) => Math.floor(((index + 1) * (GOOD.length - 10)) / 121));
    for (const cut of cuts) expect([cut, codes(GOOD.slice(0, cut))]).toEqual([cut, ['E_XML_TRUNCATED']]);
  });
});

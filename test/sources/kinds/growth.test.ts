import { describe, expect, it } from 'vitest';
import { SOURCE_LIMITS } from '../../../src/sources/limits.js';
import { feed } from '../../../src/sources/kinds/feed.js';
import { html } from '../../../src/sources/kinds/html.js';
import { markdown } from '../../../src/sources/kinds/markdown/markdown.js';
import { text } from '../../../src/sources/kinds/text.js';
import type { ReadContext, Source } from '../../../src/sources/source.js';
import { isLectorError } from '../../../src/errors.js';

/** Characters a document is made of; the larger is four times the smaller. */
const SMALL: Readonly<Record<string, number>> = { 'a.txt': 24_000, 'a.md': 6_000, 'a.html': 6_000, 'a.xml': 24_000 };
/** What a document may take on a busy machine; below it a ratio says nothing. */
const FLOOR_MS = 25;
/** Four times the text takes sixteen times as long where it is read over and over again, and four where it is not. */
const MAX_RATIO = 9;

const SENTENCE = 'This sentence, which is one of many, is part of an article, and goes on for a while. ';
const PROSE = `${'The *ferry* sails at [nine](https://example.org) every day. '.repeat(8)}\n\n`;
const CARD = `<div class="a"><h3><a href="/x">T</a></h3><p>${SENTENCE}</p></div>`;

/** Pieces that are repeated, and the document they stand in. */
const KINDS: Readonly<Record<string, readonly [Source, (body: string) => string, readonly string[]]>> = {
  'a.txt': [
    text,
    (body) => `Title\n\n${body}\n`,
    ['a\n', 'a-\n', 'a b-\n', '- a\n', '> a\n', '[a]: b\n', '00:01 a\n', 'A\n\n', '1. ', '-', ' ', '"', '(', 'http://a', '漢', '©'],
  ],
  'a.md': [
    markdown,
    (body) => `---\ntitle: T\n---\n\n${body}\n`,
    ['[', '[a', '*a_', '~a', '[a]', '![', '&#65;', '`a ', '<b>', '[ab] ', '[/ab] ', '$a ', '{{<', '[^1]', '|a', '- a\n', '> ', PROSE],
  ],
  'a.html': [
    html,
    (body) => `<html><title>Ships</title><body><article><h1>Ships</h1><p>${SENTENCE.repeat(9)}</p>${body}</article></body></html>`,
    ['<p>', '<b>', '<td>a', '<div>', '<a href="#a">a</a> ', '<!--', '[ab]', '[/ab] ', '&amp;', '<li class="share">a b</li>', '<span aria-hidden="true">A</span>b ', CARD],
  ],
  'a.xml': [
    feed,
    (body) => `<rss version="2.0"><channel><title>F</title><item><title>T</title><guid>1</guid><description>${body}</description></item></channel></rss>`,
    ['<', '&', '&lt;p&gt;', '<![CDATA[', '<item>', '<a b="', ']]>'],
  ],
}; // prettier-ignore

for (const [name, [source, frame, pieces]] of Object.entries(KINDS)) {
  describe(`the time ${name} takes`, () => {
    it.each(pieces)('grows no faster than the text does: %j', async (piece) => {
      const small = SMALL[name] ?? 0;
      const spend = (length: number): Promise<number> =>
        measureCpu(source, name, frame(piece.repeat(Math.ceil(length / piece.length))));
      const few = await spend(small);
      expect(await spend(4 * small)).toBeLessThan(Math.max(few, FLOOR_MS) * MAX_RATIO);
    });
  });
}

/** Milliseconds of processor time, which other programs on the machine do not add to. */
async function measureCpu(source: Source, name: string, document: string): Promise<number> {
  const start = process.cpuUsage();
  try {
    const location = `articles/${name}`;
    await source.read({ origin: 'articles', location, name, bytes: Buffer.from(document), sha256: '' }, CONTEXT);
  } catch (error) {
    if (!isLectorError(error)) throw error;
  }
  return process.cpuUsage(start).user / 1000;
}

const CONTEXT: ReadContext = {
  limits: SOURCE_LIMITS,
  timeZone: 'UTC',
  language: 'en',
  sites: {},
  warn: () => undefined,
  refuse: () => undefined,
  now: () => new Date(),
  urlRules: { allowPrivateAddresses: false, allowedPorts: [80, 443] },
  feed: { fullText: 'feed', maxNewItems: 1, known: new Set<string>() },
};

import { describe, expect, it } from 'vitest';
import { decodeReferences } from '../../../src/sources/text/decode-references.js';
import { collectOne, onlyArticle } from '../project.js';

const PROSE = `The harbour board met on Tuesday evening and voted by seven to two to keep the winter ferry running. ${'Fares stay as they are. '.repeat(10)}`;

describe('decodeReferences', () => {
  it.each([
    ['doesn&#8217;t', 'doesn’t'],
    ['R&amp;D', 'R&D'],
    ['&amp;lt; and &amp;#8217;', '&lt; and &#8217;'],
    ['Zo&euml; &#x2014; &#146;', 'Zoë — ’'],
    ['AT&T, Q&A, ?a=1&copy=2, &made;', 'AT&T, Q&A, ?a=1&copy=2, &made;'],
  ])('decodes %j once', (text, decoded) => {
    expect(decodeReferences(text)).toBe(decoded);
  });
});

const jsonLd = (fields: object): string =>
  `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', ...fields })}</script>`;
const page = (head: string, headline: string): string =>
  `<html><head>${head}</head><body><article><h1>${headline}</h1><p>${PROSE}</p></article></body></html>`;
const feed = (item: string): string =>
  `<rss version="2.0"><channel><title>Wire</title><item><guid>tag:a</guid>${item}</item></channel></rss>`;
const BODY = `<description>${PROSE}</description>`;

describe('metadata with character references', () => {
  it.each([
    ['JSON-LD', 'a.html', page(jsonLd({ headline: 'The clock doesn&#8217;t run' }), 'The clock doesn’t run')],
    ['JSON-LD that escapes all', 'a.html', page(jsonLd({ headline: 'The clock doesn&rsquo;t run' }), 'Clocks')],
    ['a tag that was escaped twice', 'a.html', page('<meta property="og:title" content="The clock doesn&amp;#8217;t run">', 'Clocks')],
    ['a feed', 'a.xml', feed(`<title>The &lt;i&gt;clock&lt;/i&gt; doesn&amp;#8217;t run</title>${BODY}`)],
    ['a JSON Feed', 'a.json', JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items: [{ id: 'tag:a', title: 'The clock doesn&#8217;t run', content_text: PROSE }] })],
    ['front matter', 'a.md', `---\ntitle: The clock doesn&#8217;t run\n---\n${PROSE}\n`],
  ])('is plain text: %s', async (_name, file, text) => {
    expect(onlyArticle(await collectOne(file, text))).toMatchObject({ title: 'The clock doesn’t run', slug: 'the-clock-doesnt-run' });
  }); // prettier-ignore

  it('is decoded in authors and tags too', async () => {
    const wanted = { authors: ['Zoë Brück'], tags: ['R&D', 'Food & drink'] };
    const head = jsonLd({ author: { name: 'Zo&euml; Br&uuml;ck' }, keywords: 'R&amp;D; Food &amp; drink' });
    expect(onlyArticle(await collectOne('a.html', page(head, 'Clocks')))).toMatchObject(wanted);
    const item = `<author>a@b.example (Zo&amp;euml; Br&amp;uuml;ck)</author><category>R&amp;amp;D</category><category>Food &amp;amp; drink</category>`;
    expect(onlyArticle(await collectOne('a.xml', feed(`<title>T</title>${item}${BODY}`)))).toMatchObject(wanted);
  });

  it.each(['How to write &amp;lt; in HTML', 'What &amp;nbsp; is for'])('keeps what is meant: %s', async (headline) => {
    const shown = headline.replace('&amp;', '&');
    for (const head of [jsonLd({ headline }), jsonLd({ headline: shown }), `<title>${headline}</title>`]) {
      expect(onlyArticle(await collectOne('a.html', page(head, headline))).title).toBe(shown);
    }
  });

  it('reads the body of an item that was escaped twice', async () => {
    const body = '&amp;lt;p&amp;gt;The caf&amp;amp;eacute; is open.&amp;lt;/p&amp;gt;';
    const article = onlyArticle(await collectOne('a.xml', feed(`<title>T</title><description>${body}</description>`)));
    expect(article.blocks.at(-1)).toMatchObject({ kind: 'paragraph', spans: [{ text: 'The café is open.' }] });
  });
});

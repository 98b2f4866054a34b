import { describe, expect, it } from 'vitest';
import { bare, collectOne, onlyArticle, type Collected } from '../../project.js';
import { RSS_HEAD } from './rss-head.js';

describe('a feed', () => {
  it('gives the articles of RSS with everything it says of them', async () => {
    const rss = `${RSS_HEAD}<item>
      <title>Pier &amp;amp; ferry &#8212; open</title>
      <link>/news/pier?utm_source=rss</link>
      <guid isPermaLink="false">post-0042</guid>
      <pubDate>Tue, 12 Mar 2024 18:05:00 +0100</pubDate>
      <dc:creator>Ann Example</dc:creator>
      <category>Harbour</category><category>Travel</category>
      <media:thumbnail url="https://post.example/pier.jpg"/>
      <description>Only a teaser.</description>
      <content:encoded><![CDATA[<p>The pier is <b>open</b>, see <a href="/map">the map</a>.</p><blockquote><p>A promise kept.</p><p>— Ruth Lindqvist</p></blockquote><p>The post <a href="/x">Pier</a> appeared first on <a href="/">The Westmere Post</a>.</p><img src="https://count.example/p.gif" width="1" height="1" alt=""><script>track()</script>]]></content:encoded>
    </item></channel></rss>`;
    const article = onlyArticle(await collectOne('feed.xml', rss));
    expect(article).toMatchObject({
      identity: 'articles/feed.xml#post-0042',
      slug: 'pier-ferry-open',
      source: { kind: 'feed', location: 'articles/feed.xml#post-0042' },
      title: 'Pier & ferry — open',
      authors: ['Ann Example'],
      publishedAt: '2024-03-12T18:05:00+01:00',
      language: 'en-GB',
      tags: ['Harbour', 'Travel'],
      image: 'https://post.example/pier.jpg',
      canonicalUrl: 'https://post.example/news/pier?utm_source=rss',
      siteName: 'The Westmere Post',
      suggestedGuid: 'post-0042',
      options: {},
      provenance: { title: 'feed', authors: 'feed', publishedAt: 'feed' },
    });
    expect(bare(article)).toEqual([
      { kind: 'title', spans: [{ text: 'Pier & ferry — open' }] },
      {
        kind: 'paragraph',
        spans: [
          { text: 'The pier is ' },
          { text: 'open', emphasis: 'strong' },
          { text: ', see ' },
          { text: 'the map', href: 'https://post.example/map' },
          { text: '.' },
        ],
      },
      { kind: 'quote', paragraphs: [[{ text: 'A promise kept.' }]], speaker: 'Ruth Lindqvist' },
    ]);
    expect(article.dropped.map(({ reason }) => reason).sort()).toEqual(['feed-footer', 'script']);
  });

  it.each([
    [
      'feed.atom',
      `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>F</title><link href="https://f.example/"/>
       <entry><id>tag:f.example,2024:1</id><title type="html">Eins &amp;amp; zwei</title>
       <link rel="alternate" href="https://f.example/1"/><published>2024-03-12T18:05:00Z</published>
       <updated>2024-03-13T08:00:00Z</updated><author><name>Ann Example</name></author><category term="Hafen"/>
       <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Der Pier ist <b>offen</b> &amp; neu.</p></div></content>
       </entry></feed>`,
    ],
    [
      'feed.json',
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'F',
        language: 'de',
        home_page_url: 'https://f.example/',
        items: [
          {
            id: 'tag:f.example,2024:1',
            url: 'https://f.example/1',
            title: 'Eins & zwei',
            date_published: '2024-03-12T18:05:00Z',
            date_modified: '2024-03-13T08:00:00Z',
            authors: [{ name: 'Ann Example' }],
            tags: ['Hafen'],
            content_html: '<p>Der Pier ist <b>offen</b> &amp; neu.</p>',
          },
        ],
      }),
    ],
  ])('gives the same from %s', async (name, text) => {
    const article = onlyArticle(await collectOne(name, text));
    expect(article).toMatchObject({
      identity: 'tag:f.example,2024:1',
      title: 'Eins & zwei',
      authors: ['Ann Example'],
      publishedAt: '2024-03-12T18:05:00Z',
      modifiedAt: '2024-03-13T08:00:00Z',
      language: 'de',
      tags: ['Hafen'],
      canonicalUrl: 'https://f.example/1',
    });
    expect(bare(article).slice(1)).toEqual([
      {
        kind: 'paragraph',
        spans: [{ text: 'Der Pier ist ' }, { text: 'offen', emphasis: 'strong' }, { text: ' & neu.' }],
      },
    ]);
  });

  it('reads RSS 1.0', async () => {
    const rdf =
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">' +
      '<channel rdf:about="https://f.example/"><title>F</title><link>https://f.example/</link></channel>' +
      '<item rdf:about="https://f.example/1"><title>One</title><link>https://f.example/1</link>' +
      '<description>Some text of the item.</description></item></rdf:RDF>';
    expect(onlyArticle(await collectOne('feed.rdf', rdf))).toMatchObject({
      identity: 'https://f.example/1',
      title: 'One',
    });
  });

  it('takes the newest of what is new and everything that was published', async () => {
    const item = (number: number): string =>
      `<item><title>Item ${number}</title><guid isPermaLink="false">i-${number}</guid>` +
      `<pubDate>${String(number).padStart(2, '0')} Mar 2024 00:00:00 GMT</pubDate><description>Text ${number}.</description></item>`;
    const rss = `${RSS_HEAD}${[5, 1, 4, 2, 3].map(item).join('')}</channel></rss>`;
    const { items, warnings } = await collectOne('feed.xml', rss, {
      limits: { maxNewFeedItems: 2 },
      known: new Set(['articles/feed.xml#i-1']),
    });
    expect(items.map(({ title }) => title)).toEqual(['Item 1', 'Item 4', 'Item 5']);
    expect(warnings.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'W_FEED_LIMIT 2 of 4 new items are left for later; one run takes 2.',
    ]);
  });

  it('changes the hash of an item that was updated and of no other', async () => {
    const rss = (text: string): string =>
      `${RSS_HEAD}<item><title>A</title><guid isPermaLink="false">a</guid><description>${text}</description></item>` +
      '<item><title>B</title><guid isPermaLink="false">b</guid><description>Stays.</description></item></channel></rss>';
    const before = await collectOne('feed.xml', rss('First text.'));
    const after = await collectOne('feed.xml', rss('Second text.'));
    const hashes = ({ items }: Collected): readonly string[] => items.map(({ source }) => source.sha256);
    expect(hashes(before)[0]).not.toBe(hashes(after)[0]);
    expect(hashes(before)[1]).toBe(hashes(after)[1]);
    expect(after.items.map(({ identity }) => identity)).toEqual(before.items.map(({ identity }) => identity));
  });

  it('passes over new items that cannot be read, so that they take no place of others', async () => {
    const item = (number: number, text: string): string =>
      `<item><title>${number}</title><guid isPermaLink="false">i-${number}</guid>` +
      `<pubDate>0${number} Jan 2024 00:00:00 GMT</pubDate><description>${text}</description></item>`;
    const items = [9, 8, 7, 6, 5].map((number) => item(number, number > 7 ? '' : `Text of ${number}.`));
    const { items: taken, warnings } = await collectOne('feed.xml', `${RSS_HEAD}${items.join('')}</channel></rss>`, {
      limits: { maxNewFeedItems: 2 },
    });
    expect(taken.map(({ title }) => title).sort()).toEqual(['6', '7']);
    expect(warnings.map(({ code }) => code)).toEqual(['W_ITEM_EMPTY', 'W_ITEM_EMPTY', 'W_FEED_LIMIT']);
  });

  it('reads ten thousand items in seconds', async () => {
    const item = (number: number): string =>
      `<item><title>Item ${number}</title><guid>i-${number}</guid><link>https://f.example/${number}</link>` +
      `<description>${'Some words of text. '.repeat(40)}</description></item>`;
    const rss = `${RSS_HEAD}${Array.from({ length: 10_000 }, (_, index) => item(index)).join('')}</channel></rss>`;
    const before = process.cpuUsage();
    const { items } = await collectOne('feed.xml', rss);
    const { user, system } = process.cpuUsage(before);
    expect(items.length).toBe(20);
    expect((user + system) / 1000).toBeLessThan(10_000);
  });
});

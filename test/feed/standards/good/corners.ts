import { ATOM, atom, dated, edited, inChannel, inEntry, inItem, RDF, RSS, rss, withHtml } from '../sample-feeds.js';
import type { GoodFeed } from './rss-feeds.js';

const XHTML = 'xmlns="http://www.w3.org/1999/xhtml"';
const CONTENT = /<content[\s\S]*<\/content>/u;
const named = (namespaces: string, xml: string): string =>
  edited(edited(RSS, '<rss ', `<rss ${namespaces} `), '</item>', `${xml}</item>`);
const WORDPRESS = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wfw="http://wellformedweb.org/CommentAPI/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:atom="http://www.w3.org/2005/Atom"
	xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
	xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
	>

<channel>
	<title>Tides &#8211; the blog</title>
	<atom:link href="https://tides.example/feed/" rel="self" type="application/rss+xml" />
	<link>https://tides.example</link>
	<description>Just another water site</description>
	<lastBuildDate>Mon, 02 Mar 2026 06:30:00 +0000</lastBuildDate>
	<language>en-US</language>
	<sy:updatePeriod>
	hourly	</sy:updatePeriod>
	<sy:updateFrequency>
	1	</sy:updateFrequency>
	<generator>https://wordpress.org/?v=6.7</generator>
<image>
	<url>https://tides.example/icon-32x32.png</url>
	<title>Tides &#8211; the blog</title>
	<link>https://tides.example</link>
	<width>32</width>
	<height>32</height>
</image>
<site xmlns="com-wordpress:feed-additions:1">1234</site>
	<item>
		<title>Low &#038; high</title>
		<link>https://tides.example/2026/03/low/</link>
					<comments>https://tides.example/2026/03/low/#respond</comments>
		<dc:creator><![CDATA[Ada]]></dc:creator>
		<pubDate>Mon, 02 Mar 2026 06:30:00 +0000</pubDate>
				<category><![CDATA[Water & moon]]></category>
		<guid isPermaLink="false">https://tides.example/?p=12</guid>
					<description><![CDATA[<p>The water is low. [&#8230;]</p>
<p>The post <a href="https://tides.example/2026/03/low/">Low</a> appeared first on <a href="https://tides.example">Tides</a>.</p>
]]></description>
										<content:encoded><![CDATA[
<p class="wp-block-paragraph">The water is low.</p>



<figure class="wp-block-image size-large"><img fetchpriority="high" decoding="async" width="1024" height="683" src="https://tides.example/a.jpg" alt="" class="wp-image-9" srcset="https://tides.example/a.jpg 1024w, https://tides.example/b.jpg 300w" sizes="(max-width: 1024px) 100vw, 1024px" /></figure>
]]></content:encoded>
					<wfw:commentRss>https://tides.example/2026/03/low/feed/</wfw:commentRss>
			<slash:comments>0</slash:comments>
			</item>
	</channel>
</rss>
`;
const BLOGGER = `<?xml version='1.0' encoding='UTF-8'?><rss xmlns:atom='http://www.w3.org/2005/Atom' xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/' xmlns:blogger='http://schemas.google.com/blogger/2008' xmlns:georss='http://www.georss.org/georss' xmlns:gd="http://schemas.google.com/g/2005" xmlns:thr='http://purl.org/syndication/thread/1.0' version='2.0'><channel><atom:id>tag:blogger.com,1999:blog-1</atom:id><lastBuildDate>Mon, 02 Mar 2026 06:30:00 +0000</lastBuildDate><title>Tides</title><description>Water</description><link>https://tides.example/</link><managingEditor>noreply@blogger.com (Ada)</managingEditor><generator>Blogger</generator><openSearch:totalResults>2</openSearch:totalResults><openSearch:startIndex>1</openSearch:startIndex><item><guid isPermaLink='false'>tag:blogger.com,1999:blog-1.post-2</guid><pubDate>Mon, 02 Mar 2026 06:30:00 +0000</pubDate><atom:updated>2026-03-02T06:30:00.000-08:00</atom:updated><title>Low</title><description>Water &lt;br /&gt;low</description><link>https://tides.example/2026/03/low.html</link><author>noreply@blogger.com (Ada)</author><thr:total>0</thr:total></item></channel></rss>`;
const JEKYLL = `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" ><generator uri="https://jekyllrb.com/" version="4.3.2">Jekyll</generator><link href="https://tides.example/feed.xml" rel="self" type="application/atom+xml" /><link href="https://tides.example/" rel="alternate" type="text/html" /><updated>2026-03-02T06:30:00+00:00</updated><id>https://tides.example/feed.xml</id><title type="html">Tides</title><subtitle>Water</subtitle><author><name>Ada</name></author><entry><title type="html">Low &amp;amp; high</title><link href="https://tides.example/low" rel="alternate" type="text/html" title="Low" /><published>2026-03-02T06:30:00+00:00</published><updated>2026-03-02T06:30:00+00:00</updated><id>https://tides.example/low</id><content type="html" xml:base="https://tides.example/low">&lt;p&gt;Low &lt;a href="/x"&gt;x&lt;/a&gt;&lt;/p&gt;</content><author><name>Ada</name></author><category term="water" /><summary type="html">Low</summary></entry></feed>`;
const HUGO = `<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
  <channel>
    <title>Tides</title>
    <link>https://tides.example/</link>
    <description>Recent content on Tides</description>
    <generator>Hugo</generator>
    <language>en-us</language>
    <lastBuildDate>Mon, 02 Mar 2026 00:00:00 +0000</lastBuildDate>
    <atom:link href="https://tides.example/index.xml" rel="self" type="application/rss+xml" />
    <item>
      <title>Low</title>
      <link>https://tides.example/posts/low/</link>
      <pubDate>Mon, 02 Mar 2026 00:00:00 +0000</pubDate>
      <guid>https://tides.example/posts/low/</guid>
      <description>&lt;p&gt;The water&amp;rsquo;s low.&lt;/p&gt;</description>
    </item>
  </channel>
</rss>`;
const MASTODON = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:webfeeds="http://webfeeds.org/rss/1.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Ada</title><description>Public posts from @ada@tides.example</description><link>https://tides.example/@ada</link><image><url>https://files.tides.example/a.png</url><title>Ada</title><link>https://tides.example/@ada</link></image><lastBuildDate>Mon, 02 Mar 2026 06:30:00 +0000</lastBuildDate><webfeeds:icon>https://files.tides.example/a.png</webfeeds:icon><generator>Mastodon v4.3.0</generator><item><guid isPermaLink="true">https://tides.example/@ada/1</guid><link>https://tides.example/@ada/1</link><pubDate>Mon, 02 Mar 2026 06:30:00 +0000</pubDate><description>&lt;p&gt;Low &lt;a href="https://tides.example/tags/water" class="mention hashtag" rel="tag"&gt;#&lt;span&gt;water&lt;/span&gt;&lt;/a&gt;&lt;/p&gt;</description><media:content url="https://files.tides.example/b.jpg" type="image/jpeg" fileSize="84811" medium="image"><media:rating scheme="urn:simple">nonadult</media:rating><media:description type="plain">A pier</media:description></media:content><category>water</category></item></channel></rss>`;

/** A second list, of other corners: what the usual programs write, and rare right things. */
export const GOOD_CORNERS: readonly GoodFeed[] = [
  ['a feed of WordPress', WORDPRESS],
  ['an IRI of Atom', atom('https://tides.example/low"/>', 'https://tides.example/ebbe-für"/>')],
  ['HTML that closes like XML', withHtml('<p>a<span/><a name="x"/></p>')],
  [
    'RSS 0.90',
    '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>a</title><link>https://a.example/</link><description>b</description></channel><item><title>c</title><link>https://a.example/c</link></item></rdf:RDF>',
  ],
  [
    'a category of Apple’s earlier list',
    inChannel(
      '<itunes:category text="Religion &amp; Spirituality"><itunes:category text="Buddhism"/></itunes:category>',
    ),
  ],
  ['a feed of Blogger', BLOGGER],
  ['a feed of Jekyll', JEKYLL],
  ['a feed of Hugo', HUGO],
  ['an id of a scheme nobody registered', atom('tag:tides.example,2026:low', 'tides:low:1')],
  ['a feed of Mastodon', MASTODON],
  [
    'a single entry',
    `<entry xmlns="http://www.w3.org/2005/Atom"><title>a</title><id>tag:a.example,2026:1</id><updated>2026-03-02T06:30:00Z</updated><author><name>A</name></author><content>a</content></entry>`,
  ],
  ['a body of XHTML', inItem(`<body ${XHTML}><p>Low <b>water</b></p></body>`)],
  ['a region of figures', rss('>en-gb<', '>es-419<')],
  ['a variant', rss('>en-gb<', '>de-CH-1996<')],
  ['a private language', rss('>en-gb<', '>x-klingon<')],
  ['a date with two spaces', dated('Mon,  2 Mar 2026 06:30:00 GMT')],
  ['a date at midnight', dated('Mon, 02 Mar 2026 00:00:00 -0000')],
  ['an id with a query', atom('tag:tides.example,2026:low', 'http://tides.example/?p=1')],
  ['an id of a page', atom('tag:tides.example,2026:low', 'http://tides.example/')],
  ['an id of other letters', atom('tag:tides.example,2026:low', 'http://tides.example/%C3%A9')],
  [
    'XHTML with everything',
    atom(
      CONTENT,
      `<content type="xhtml"><div ${XHTML}><h2>a</h2><p class="b"><a href="https://a.example/">c</a> <img src="https://a.example/a.png" alt="" /></p><svg xmlns="http://www.w3.org/2000/svg"><circle r="1"/></svg></div></content>`,
    ),
  ],
  [
    'content of XML',
    atom(CONTENT, '<content type="application/rdf+xml"><x:a xmlns:x="https://a.example/"/></content>'),
  ],
  [
    'entries of one id and two moments',
    atom(
      '</feed>',
      '<entry><title>b</title><id>tag:tides.example,2026:low</id><updated>2026-03-03T06:30:00Z</updated><link href="https://a.example/"/></entry></feed>',
    ),
  ],
  ['RSS 1.0 without items', RDF.replace(/<rdf:li.*\/>/u, '').replace(/<item [\s\S]*<\/item>/u, '')],
  [
    'generator and reports',
    edited(
      named('xmlns:admin="http://webns.net/mvcb/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"', ' '),
      '<item>',
      '<admin:generatorAgent rdf:resource="https://a.example/?v=1"/><admin:errorReportsTo rdf:resource="mailto:a@b.example"/><item>',
    ),
  ],
  [
    'an origin of FeedBurner',
    named(
      'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"',
      '<feedburner:origLink>https://a.example/</feedburner:origLink>',
    ),
  ],
  [
    'terms of Dublin Core',
    named(
      'xmlns:dcterms="http://purl.org/dc/terms/"',
      '<dcterms:modified>2026-03-02T06:30:00Z</dcterms:modified><dcterms:alternative>x</dcterms:alternative>',
    ),
  ],
  [
    'an archive',
    edited(
      edited(RSS, '<rss ', '<rss xmlns:fh="http://purl.org/syndication/history/1.0" '),
      '<item>',
      '<fh:archive/><item>',
    ),
  ],
  ['HTML of a formula', withHtml('<math><mi>x</mi><mo>=</mo><mn>1</mn></math>')],
  ['HTML of a question', withHtml('Is a<b and c>d? I think so &amp; hope.'.replace('a<b', 'a &lt; b'))],
  ['HTML with a custom element', withHtml('<my-tide level="3">x</my-tide>')],
  ['HTML with details', withHtml('<details open><summary>x</summary><p>y</p></details><dl><dt>a<dd>b</dl>')],
  ['HTML with a picture of data', withHtml('<img src="data:image/png;base64,iVBORw0KGgo=" alt="">')],
  [
    'a cloud and a source',
    edited(
      inChannel(
        '<cloud domain="a.example" port="5337" path="/rsscloud/pleaseNotify" registerProcedure="" protocol="http-post"/>',
      ),
      '</item>',
      '<source url="https://a.example/rss.xml">A</source></item>',
    ),
  ],
  ['a category of two words', inEntry('<category term="low water"/>')],
  ['white space everywhere', RSS.replaceAll('><', '>\n\n  <')],
  ['Windows lines', ATOM.replaceAll('\n', '\r\n')],
];

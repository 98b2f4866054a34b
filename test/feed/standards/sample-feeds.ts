/** Good feeds of each kind, and small edits of them: a snippet put in, or one text replaced by another. */

const NAMESPACES = [
  'xmlns:atom="http://www.w3.org/2005/Atom"',
  'xmlns:content="http://purl.org/rss/1.0/modules/content/"',
  'xmlns:creativeCommons="http://backend.userland.com/creativeCommonsRssModule"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#"',
  'xmlns:georss="http://www.georss.org/georss"',
  'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"',
  'xmlns:media="http://search.yahoo.com/mrss/"',
  'xmlns:podcast="https://podcastindex.org/namespace/1.0"',
  'xmlns:psc="http://podlove.org/simple-chapters"',
  'xmlns:slash="http://purl.org/rss/1.0/modules/slash/"',
  'xmlns:spotify="http://www.spotify.com/ns/rss"',
  'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"',
  'xmlns:thr="http://purl.org/syndication/thread/1.0"',
  'xmlns:wfw="http://wellformedweb.org/CommentAPI/"',
].join('\n  ');

export const RSS = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" ${NAMESPACES}>
<channel>
<title>Tide tables</title>
<link>https://tides.example/</link>
<description>News of the water</description>
<language>en-gb</language>
<atom:link href="https://tides.example/feed.xml" rel="self" type="application/rss+xml"/>
<item>
<title>Low water</title>
<link>https://tides.example/low</link>
<description>&lt;p&gt;The water is &lt;em&gt;low&lt;/em&gt; today.&lt;/p&gt;</description>
<pubDate>Mon, 02 Mar 2026 06:30:00 GMT</pubDate>
<guid>https://tides.example/low</guid>
</item>
</channel>
</rss>
`;

export const PODCAST = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" ${NAMESPACES}>
<channel>
<title>The Harbour Reader</title>
<link>https://harbour.example/</link>
<description>Articles of the Harbour Gazette, read aloud.</description>
<language>en-gb</language>
<copyright>Harbour Gazette</copyright>
<atom:link href="https://harbour.example/feed.xml" rel="self" type="application/rss+xml"/>
<itunes:author>Harbour Gazette</itunes:author>
<itunes:category text="News"><itunes:category text="Daily News"/></itunes:category>
<itunes:explicit>false</itunes:explicit>
<itunes:image href="https://harbour.example/cover.jpg"/>
<itunes:type>episodic</itunes:type>
<podcast:guid>9b024349-ccf0-5f69-a609-6b82873eab3c</podcast:guid>
<podcast:locked>yes</podcast:locked>
<podcast:medium>podcast</podcast:medium>
<item>
<title>The tide table, explained</title>
<link>https://harbour.example/tide</link>
<description>&lt;p&gt;Why the water comes back.&lt;/p&gt;</description>
<pubDate>Mon, 02 Mar 2026 06:30:00 GMT</pubDate>
<guid isPermaLink="false">tide-1</guid>
<enclosure url="https://harbour.example/tide.mp3" length="2250000" type="audio/mpeg"/>
<itunes:duration>187</itunes:duration>
<itunes:explicit>false</itunes:explicit>
<itunes:image href="https://harbour.example/tide.jpg"/>
<itunes:episodeType>full</itunes:episodeType>
<podcast:transcript url="https://harbour.example/tide.vtt" type="text/vtt"/>
</item>
</channel>
</rss>
`;

export const ATOM = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xmlns:thr="http://purl.org/syndication/thread/1.0">
<title>Tide tables</title>
<id>tag:tides.example,2026:feed</id>
<updated>2026-03-02T06:30:00Z</updated>
<link href="https://tides.example/"/>
<link rel="self" href="https://tides.example/feed.atom" type="application/atom+xml"/>
<author><name>Ada Marsh</name></author>
<entry>
<title>Low water</title>
<id>tag:tides.example,2026:low</id>
<updated>2026-03-02T06:30:00Z</updated>
<link href="https://tides.example/low"/>
<summary>The water is low.</summary>
<content type="html">&lt;p&gt;The water is low today.&lt;/p&gt;</content>
</entry>
</feed>
`;

export const RDF = `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel rdf:about="https://tides.example/feed.rdf">
<title>Tide tables</title>
<link>https://tides.example/</link>
<description>News of the water</description>
<items><rdf:Seq><rdf:li rdf:resource="https://tides.example/low"/></rdf:Seq></items>
</channel>
<item rdf:about="https://tides.example/low">
<title>Low water</title>
<link>https://tides.example/low</link>
<description>The water is low today.</description>
<dc:date>2026-03-02T06:30:00Z</dc:date>
</item>
</rdf:RDF>
`;

/** The text with one thing replaced; fails when there is nothing to replace. */
export function edited(feed: string, from: string | RegExp, to: string): string {
  const changed = feed.replace(from, () => to);
  if (changed === feed) throw new Error(`nothing to replace: ${String(from)}`);
  return changed;
}

export const inChannel = (xml: string): string => edited(RSS, '<item>', `${xml}\n<item>`);
export const inItem = (xml: string): string => edited(RSS, '</item>', `${xml}\n</item>`);
/** Another description of the item, as the text of its HTML. */
export const withHtml = (html: string): string =>
  edited(RSS, /(?<=<item>[\s\S]*)<description>.*<\/description>/u, `<description><![CDATA[${html}]]></description>`);
export const rss = (from: string | RegExp, to: string): string => edited(RSS, from, to);
/** The date of the item. */
export const dated = (date: string): string => edited(RSS, 'Mon, 02 Mar 2026 06:30:00 GMT', date);
export const inShow = (xml: string): string => edited(PODCAST, '<item>', `${xml}\n<item>`);
export const inEpisode = (xml: string): string => edited(PODCAST, '</item>', `${xml}\n</item>`);
export const show = (from: string | RegExp, to: string): string => edited(PODCAST, from, to);
export const inFeed = (xml: string): string => edited(ATOM, '<entry>', `${xml}\n<entry>`);
export const inEntry = (xml: string): string => edited(ATOM, '</entry>', `${xml}\n</entry>`);
export const atom = (from: string | RegExp, to: string): string => edited(ATOM, from, to);
export const rdf = (from: string | RegExp, to: string): string => edited(RDF, from, to);
/** A second item of the RSS feed. */
export const secondItem = (xml: string): string => edited(RSS, '</channel>', `<item>${xml}</item></channel>`);

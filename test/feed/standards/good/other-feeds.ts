import {
  ATOM,
  atom,
  edited,
  inChannel,
  inEntry,
  inEpisode,
  inFeed,
  inItem,
  inShow,
  PODCAST,
  RDF,
  rdf,
  rss,
  RSS,
  show,
} from '../sample-feeds.js';
import type { GoodFeed } from './rss-feeds.js';

const MEDIA = 'url="https://tides.example/a.mp4" type="video/mp4"';
const CONTENT = /<content[\s\S]*<\/content>/u;

/** RSS with modules, Atom and RSS 1.0. */
export const GOOD_OTHERS: readonly GoodFeed[] = [
  [
    'links of Atom',
    inChannel(
      '<atom:link rel="hub" href="https://hub.example/"/><atom:link rel="next" type="application/rss+xml" href="https://tides.example/feed.xml?page=2"/>',
    ),
  ],
  [
    'a relation that is an address',
    inChannel('<atom:link rel="https://tides.example/rel/x" href="https://tides.example/x"/>'),
  ],
  [
    'replies and relatives',
    inItem(
      '<atom:link rel="replies" type="application/rss+xml" hreflang="en-gb" length="120" title="Replies" href="https://tides.example/low/feed"/>',
    ),
  ],
  [
    'an author of Atom',
    inItem(
      '<atom:author><atom:name>Ada</atom:name><atom:uri>https://tides.example/ada</atom:uri><atom:email>a@b.example</atom:email></atom:author>',
    ),
  ],
  [
    'dates of Atom',
    inItem(
      '<atom:updated>2026-03-02T06:30:00.25+01:00</atom:updated><atom:published>2026-03-02T06:30:00Z</atom:published>',
    ),
  ],
  ['a summary of Atom', inItem('<atom:summary type="html">&lt;p&gt;Low&lt;/p&gt;</atom:summary>')],
  [
    'content',
    inItem(
      '<content:encoded><![CDATA[<h2>Low</h2><p>Water <a href="https://a.example/">x</a></p>]]></content:encoded>',
    ),
  ],
  ['a creator', inItem('<dc:creator>Ada Marsh</dc:creator>')],
  ['several creators', inItem('<dc:creator>Ada</dc:creator><dc:creator>Jón</dc:creator>')],
  [
    'Dublin Core of the channel',
    inChannel(
      '<dc:creator>Ada</dc:creator><dc:date>2026-03-02</dc:date><dc:rights>Tides</dc:rights><dc:publisher>T</dc:publisher>',
    ),
  ],
  ['a year of Dublin Core', inChannel('<dc:date>2026</dc:date>')],
  ['a month of Dublin Core', inChannel('<dc:date>2026-03</dc:date>')],
  ['a minute of Dublin Core', inChannel('<dc:date>2026-03-02T06:30+01:00</dc:date>')],
  [
    'syndication',
    inChannel(
      '<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency><sy:updateBase>2000-01-01T12:00+00:00</sy:updateBase>',
    ),
  ],
  [
    'syndication with white space',
    inChannel('<sy:updatePeriod>\n\thourly\t</sy:updatePeriod><sy:updateFrequency>\n\t1\t</sy:updateFrequency>'),
  ],
  [
    'media',
    inItem(
      `<media:content ${MEDIA} medium="video" fileSize="1" isDefault="true" expression="full" bitrate="128" framerate="25" samplingrate="44.1" channels="2" duration="185" height="200" width="300" lang="en"/>`,
    ),
  ],
  [
    'a group of media',
    inItem(
      `<media:group><media:content ${MEDIA}/><media:content url="https://tides.example/b.mp4"><media:title type="plain">b</media:title></media:content></media:group>`,
    ),
  ],
  [
    'a thumbnail',
    inItem('<media:thumbnail url="https://tides.example/t.jpg" width="75" height="50" time="12:05:01.123"/>'),
  ],
  [
    'a rating, keywords and a credit',
    inItem(
      '<media:rating scheme="urn:simple">nonadult</media:rating><media:keywords>sea, moon</media:keywords><media:credit role="author" scheme="urn:ebu">Ada</media:credit>',
    ),
  ],
  [
    'a picture with title and text',
    inItem(
      '<media:content url="https://tides.example/t.jpg" medium="image"><media:title type="html">Low</media:title><media:description type="plain">Low</media:description></media:content>',
    ),
  ],
  [
    'comments of slash',
    inItem('<slash:comments>0</slash:comments><wfw:commentRss>https://tides.example/low/feed</wfw:commentRss>'),
  ],
  [
    'a licence',
    inChannel('<creativeCommons:license>http://www.creativecommons.org/licenses/by/4.0/</creativeCommons:license>'),
  ],
  ['places', inItem('<geo:lat>51.5</geo:lat><geo:long>-0.1</geo:long><georss:point>51.5 -0.1</georss:point>')],
  [
    'an answer',
    inItem(
      '<thr:in-reply-to ref="tag:a.example,2026:1" href="https://a.example/1" type="text/html"/><thr:total>3</thr:total>',
    ),
  ],
  [
    'chapters in a feed',
    inItem(
      '<psc:chapters version="1.2"><psc:chapter start="0" title="a"/><psc:chapter start="00:01:02.5" title="b" href="https://a.example/"/></psc:chapters>',
    ),
  ],
  [
    'Apple’s tags in a plain feed',
    inChannel('<itunes:author>Ada</itunes:author><itunes:explicit>no</itunes:explicit><itunes:block>no</itunes:block>'),
  ],
  ['a duration as a clock', inItem('<itunes:duration>1:02:03</itunes:duration>')],
  ['another prefix for Atom', edited(RSS.replaceAll('atom:', 'a10:'), 'xmlns:atom', 'xmlns:a10')],
  ['a base and a language of XML', rss('<item>', '<item xml:lang="de" xml:base="https://tides.example/">')],
  ['the Atom sample', ATOM],
  ['an Atom feed by a prefix', ATOM.replace('xmlns=', 'xmlns:a=').replaceAll(/<(\/?)(?=[a-z])/gu, '<$1a:')],
  ['an Atom feed without entries', atom(/<entry>[\s\S]*<\/entry>/u, '')],
  [
    'authors of each entry',
    edited(atom('<author><name>Ada Marsh</name></author>', ''), '<entry>', '<entry><author><name>Ada</name></author>'),
  ],
  ['a name as id', atom('tag:tides.example,2026:low', 'urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a')],
  ['a date with fraction and offset', atom('2026-03-02T06:30:00Z', '2026-03-02T06:30:00.5-08:00')],
  [
    'XHTML',
    atom(
      CONTENT,
      '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Low <b>water</b></p></div></content>',
    ),
  ],
  [
    'XHTML by a prefix',
    atom(
      CONTENT,
      '<content type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:p>Low</h:p></h:div></content>',
    ),
  ],
  ['plain text with brackets', atom('The water is low.', 'When 3 &lt; 5')],
  ['a title of HTML', atom('<title>Low water', '<title type="html">Low &lt;em&gt;water&lt;/em&gt;')],
  ['content by address', atom(CONTENT, '<content type="audio/mpeg" src="https://tides.example/a.mp3"/>')],
  [
    'content of SVG',
    atom(CONTENT, '<content type="image/svg+xml"><svg xmlns="http://www.w3.org/2000/svg"/></content>'),
  ],
  ['content of Base64', atom(CONTENT, '<content type="image/png">iVBORw0KGgo=</content>')],
  ['content of plain text', atom(CONTENT, '<content type="text/plain">Low</content>')],
  [
    'relative links with a base',
    edited(
      atom('<link href="https://tides.example/low"/>', '<link href="low"/>'),
      '<feed ',
      '<feed xml:base="https://tides.example/" ',
    ),
  ],
  [
    'links of many kinds',
    inEntry(
      '<link rel="enclosure" type="audio/mpeg" length="1337" href="https://a.example/a.mp3"/><link rel="alternate" hreflang="de" type="text/html" href="https://a.example/de"/><link rel="via" href="https://a.example/"/>',
    ),
  ],
  ['categories', inEntry('<category term="water" scheme="https://tides.example/terms" label="Water"/>')],
  [
    'everything a feed may hold',
    inFeed(
      '<subtitle>x</subtitle><generator uri="https://g.example/" version="1.0">G</generator><icon>https://a.example/i.ico</icon><logo>https://a.example/l.png</logo><rights>T</rights><contributor><name>J</name></contributor><category term="a"/>',
    ),
  ],
  [
    'a source of an entry',
    inEntry('<source><id>tag:a.example,2026:f</id><title>A</title><updated>2026-03-02T06:30:00Z</updated></source>'),
  ],
  ['an answer in Atom', inEntry('<thr:in-reply-to ref="tag:a.example,2026:1"/>')],
  ['the RSS 1.0 sample', RDF],
  [
    'an image of RSS 1.0',
    edited(
      rdf('<items>', '<image rdf:resource="https://tides.example/i.png"/><items>'),
      '</rdf:RDF>',
      '<image rdf:about="https://tides.example/i.png"><title>Tides</title><url>https://tides.example/i.png</url><link>https://tides.example/</link></image></rdf:RDF>',
    ),
  ],
  [
    'syndication of RSS 1.0',
    rdf('<items>', '<sy:updatePeriod>daily</sy:updatePeriod><dc:language>en</dc:language><items>'),
  ],
  ['a list without prefix', RDF.replace('rdf:li rdf:resource', 'rdf:li resource')],
];

/** Podcasts, silent in every profile. */
export const GOOD_PODCASTS: readonly GoodFeed[] = [
  ['the podcast sample', PODCAST],
  [
    'an owner',
    inShow('<itunes:owner><itunes:name>Ada</itunes:name><itunes:email>a@b.example</itunes:email></itunes:owner>'),
  ],
  [
    'a serial show',
    edited(
      show('>episodic<', '>serial<'),
      '</item>',
      '<itunes:season>1</itunes:season><itunes:episode>2</itunes:episode></item>',
    ),
  ],
  ['a trailer', show('>full<', '>trailer<')],
  [
    'an M4A file',
    show('tide.mp3" length="2250000" type="audio/mpeg"', 'tide.m4a" length="2250000" type="audio/x-m4a"'),
  ],
  ['an address with a query', show('tide.mp3"', 'tide.mp3?id=1&amp;source=feed"')],
  [
    'the other name of Podcasting 2.0',
    show(
      'https://podcastindex.org/namespace/1.0',
      'https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md',
    ),
  ],
  [
    'people',
    inEpisode(
      '<podcast:person role="guest" group="cast" img="https://a.example/a.jpg" href="https://a.example/">Ada</podcast:person>',
    ),
  ],
  ['funding', inShow('<podcast:funding url="https://a.example/give">Give</podcast:funding>')],
  ['chapters', inEpisode('<podcast:chapters url="https://a.example/c.json" type="application/json+chapters"/>')],
  ['a soundbite', inEpisode('<podcast:soundbite startTime="73.0" duration="60.5">Why</podcast:soundbite>')],
  ['a place', inShow('<podcast:location geo="geo:30.2672,97.7431" osm="R113314">Austin, TX</podcast:location>')],
  [
    'season and episode',
    inEpisode('<podcast:season name="Spring">2</podcast:season><podcast:episode display="Ch.3">3.5</podcast:episode>'),
  ],
  [
    'a trailer of the show',
    inShow(
      '<podcast:trailer pubdate="Mon, 02 Mar 2026 06:30:00 GMT" url="https://a.example/t.mp3" length="12" type="audio/mpeg" season="2">Soon</podcast:trailer>',
    ),
  ],
  ['a licence of the list', inShow('<podcast:license>cc-by-4.0</podcast:license>')],
  [
    'an alternate',
    inEpisode(
      '<podcast:alternateEnclosure type="audio/opus" length="1" bitrate="32000" default="false" title="Small" rel="x"><podcast:source uri="https://a.example/a.opus"/><podcast:source uri="ipfs://bafy"/><podcast:integrity type="sri" value="sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC"/></podcast:alternateEnclosure>',
    ),
  ],
  [
    'a value to be paid',
    inShow(
      '<podcast:value type="lightning" method="keysend"><podcast:valueRecipient name="a" type="node" address="02d5" split="100"/></podcast:value>',
    ),
  ],
  [
    'statements',
    inShow('<podcast:txt purpose="verify">abc</podcast:txt><podcast:txt purpose="ai-content">false</podcast:txt>'),
  ],
  [
    'a podroll',
    inShow('<podcast:podroll><podcast:remoteItem feedGuid="29cdca4a-32d8-56ba-b48b-09a011c5daa9"/></podcast:podroll>'),
  ],
  [
    'pictures',
    inShow(
      '<podcast:image href="https://a.example/b.jpg" alt="x" aspect-ratio="16/9" width="1920" purpose="social artwork"/>',
    ),
  ],
  ['a frequency', inShow('<podcast:updateFrequency rrule="FREQ=WEEKLY">weekly</podcast:updateFrequency>')],
  [
    'a conversation',
    inEpisode('<podcast:socialInteract priority="1" protocol="activitypub" uri="https://a.example/1" accountId="@a"/>'),
  ],
  ['links to content', inEpisode('<podcast:contentLink href="https://a.example/1">Read it</podcast:contentLink>')],
  [
    'tags of other directories',
    inShow('<x:email xmlns:x="http://www.google.com/schemas/play-podcasts/1.0">a@b.example</x:email>'),
  ],
  ['full notes', inEpisode('<content:encoded><![CDATA[<h2>Notes</h2><p>x</p>]]></content:encoded>')],
];

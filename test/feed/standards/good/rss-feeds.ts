import { dated, edited, inChannel, inItem, rss, RSS, secondItem, withHtml } from '../sample-feeds.js';

/** What is right and looks odd, and the feed. */
export type GoodFeed = readonly [name: string, feed: string | Uint8Array];

const IMAGE = '<url>https://tides.example/i.png</url><title>Tide tables</title><link>https://tides.example/</link>';
const FILE = 'url="https://tides.example/a.mp3" length="2250000" type="audio/mpeg"';
const GUID = '<guid>https://tides.example/low</guid>';
const bare = (version: string, channel: string): string =>
  `<?xml version="1.0"?>\n<rss version="${version}"><channel><title>Tides</title><link>https://tides.example/</link><description>Water</description>${channel}</channel></rss>`;
const utf16 = (text: string): Uint8Array => Buffer.from(`\uFEFF${text}`, 'utf16le');

/** RSS 2.0 with each of its optional parts, dates in every legal form, texts and markup. */
export const GOOD_RSS: readonly GoodFeed[] = [
  ['the sample', RSS],
  ['the least a feed may be', bare('2.0', '')],
  ['an item of a title alone', bare('2.0', '<item><title>Low</title></item>')],
  ['an item of a description alone', bare('2.0', '<item><description>Low</description></item>')],
  ['no declaration of XML', RSS.replace(/<\?xml.*\?>\n/u, '')],
  ['a byte order mark', `\uFEFF${RSS}`],
  ['UTF-8 with its mark, as bytes', new TextEncoder().encode(`\uFEFF${RSS}`)],
  ['Latin-1', Buffer.from(edited(rss('Low water', 'Marée basse'), 'UTF-8', 'ISO-8859-1'), 'latin1')],
  ['Windows-1252', Buffer.from(edited(RSS, 'UTF-8', 'windows-1252'), 'latin1')],
  ['UTF-16', utf16(edited(RSS, 'UTF-8', 'UTF-16'))],
  ['an encoding in small letters', new TextEncoder().encode(edited(RSS, 'UTF-8', 'utf-8'))],
  ['a style sheet', rss('<rss', '<?xml-stylesheet type="text/xsl" href="/feed.xsl"?>\n<rss')],
  ['comments', inChannel('<!-- made by hand -->')],
  ['RSS 0.91', bare('0.91', '<language>en</language>')],
  ['RSS 0.92', bare('0.92', '<item><description>Low</description></item>')],
  [
    'the document type of RSS 0.91',
    bare('0.91', '<language>en</language>').replace(
      '<rss',
      '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">\n<rss',
    ),
  ],
  ['an editor with a name', inChannel('<managingEditor>ada@tides.example (Ada Marsh)</managingEditor>')],
  ['a webmaster without a name', inChannel('<webMaster>web-master+rss@sub.tides.example</webMaster>')],
  ['a category with a domain', inChannel('<category domain="https://www.dmoz.example/">Water/Tides</category>')],
  ['several categories', inItem('<category>Water</category><category domain="tags">Moon &amp; sun</category>')],
  ['ttl', inChannel('<ttl>60</ttl>')],
  ['hours to skip', inChannel('<skipHours><hour>0</hour><hour>23</hour></skipHours>')],
  ['days to skip', inChannel('<skipDays><day>Saturday</day><day>Sunday</day></skipDays>')],
  [
    'a cloud',
    inChannel(
      '<cloud domain="rpc.tides.example" port="80" path="/RPC2" registerProcedure="notify" protocol="xml-rpc"/>',
    ),
  ],
  [
    'a cloud of HTTP',
    inChannel('<cloud domain="tides.example" port="443" path="/notify" registerProcedure="" protocol="http-post"/>'),
  ],
  ['an image', inChannel(`<image>${IMAGE}</image>`)],
  [
    'an image of full size',
    inChannel(`<image>${IMAGE}<width>144</width><height>400</height><description>The sea</description></image>`),
  ],
  [
    'an input',
    inChannel(
      '<textInput><title>Search</title><description>Search the tables</description><name>q</name><link>https://tides.example/s</link></textInput>',
    ),
  ],
  ['a rating', inChannel('<rating>(PICS-1.1 "http://www.icra.org/ratingsv02.html" l r (nz 1))</rating>')],
  [
    'docs and generator',
    inChannel(
      '<docs>https://www.rssboard.org/rss-specification</docs><generator>Mill 1.2 (https://mill.example)</generator>',
    ),
  ],
  [
    'dates of the channel',
    inChannel(
      '<pubDate>Mon, 02 Mar 2026 06:30:00 GMT</pubDate><lastBuildDate>Mon, 02 Mar 2026 07:30:00 +0100</lastBuildDate>',
    ),
  ],
  ['copyright with sign and year', inChannel('<copyright>© 2026 Tides &amp; Co</copyright>')],
  ['an empty copyright', rss('<language>', '<copyright>Copyright 2026, Tides</copyright><language>')],
  ['a link to a news group', rss('<link>https://tides.example/low<', '<link>news://tides.example/low<')],
  [
    'a link with white space around it',
    rss('<link>https://tides.example/low<', '<link>\n  https://tides.example/low\n<'),
  ],
  ['a link with a query', rss('<link>https://tides.example/low<', '<link>https://tides.example/?p=1&amp;q=%C3%A9#c1<')],
  [
    'a link to a host of other letters',
    rss('<link>https://tides.example/low<', '<link>https://xn--gezeiten-q2a.example:8080/low<'),
  ],
  ['a link over http', rss('<link>https://tides.example/low<', '<link>http://tides.example/low<')],
  ['a guid that is no address', rss(GUID, '<guid isPermaLink="false">tag:tides.example,2026:low</guid>')],
  ['a guid that says it is an address', rss(GUID, '<guid isPermaLink="true">https://tides.example/low</guid>')],
  ['no guid', rss(GUID, '')],
  ['no self link', rss(/<atom:link.*\/>\n/u, '')],
  ['no language', rss('<language>en-gb</language>', '')],
  ['a language with a script', rss('>en-gb<', '>zh-Hant-TW<')],
  ['a language of three letters', rss('>en-gb<', '>haw<')],
  ['an author with address and name', inItem('<author>ada@tides.example (Ada Marsh)</author>')],
  ['a source', inItem('<source url="https://other.example/feed.xml">Other tides</source>')],
  ['comments of an item', inItem('<comments>https://tides.example/low#comments</comments>')],
  ['an enclosure', inItem(`<enclosure ${FILE}/>`)],
  ['an enclosure over http', inItem(`<enclosure ${FILE.replace('https', 'http')}/>`)],
  ['an enclosure of unknown length', inItem(`<enclosure ${FILE.replace('2250000', '0')}/>`)],
  [
    'an enclosure of a picture',
    inItem('<enclosure url="https://tides.example/a.svg" length="10" type="image/svg+xml"></enclosure>'),
  ],
  ['two items', secondItem('<title>b</title><guid isPermaLink="false">b</guid>')],
  [
    'an element of a namespace nobody knows',
    inItem('<x:depth xmlns:x="https://tides.example/ns/1" unit="m">3</x:depth>'),
  ],
  ['a date without day', dated('02 Mar 2026 06:30:00 GMT')],
  ['a date of one figure', dated('Mon, 2 Mar 2026 06:30:00 GMT')],
  ['a date without seconds', dated('Mon, 02 Mar 2026 06:30 GMT')],
  ['a date of two figures', dated('Sat, 07 Sep 02 00:00:01 GMT')],
  ['a date with an offset', dated('Mon, 02 Mar 2026 12:00:00 +0530')],
  ['a date west of Greenwich', dated('Sun, 01 Mar 2026 22:30:00 -0800')],
  ['a date in eastern time', dated('Mon, 02 Mar 2026 01:30:00 EST')],
  ['a date in Pacific summer', dated('Wed, 01 Jul 2026 01:30:00 PDT')],
  ['a date in universal time', dated('Mon, 02 Mar 2026 06:30:00 UT')],
  ['a date of Zulu', dated('Mon, 02 Mar 2026 06:30:00 Z')],
  ['a leap day', dated('Thu, 29 Feb 2024 06:30:00 GMT')],
  ['a leap second', dated('Sat, 31 Dec 2016 23:59:60 GMT')],
  ['a date of long ago', dated('Tue, 20 Jul 1976 11:53:00 GMT')],
  ['a title with an ampersand', rss('Low water', 'Low &amp; high')],
  ['a title with a comparison', rss('Low water', 'When 3 &lt; 5 and 5 &gt; 3')],
  ['a title about generics', rss('Low water', 'Low water, a &lt;3 story')],
  ['a title in CDATA', rss('Low water', '<![CDATA[Low & high]]>')],
  ['a title in other letters', rss('Low water', '低い水 — مياه منخفضة — Ebbe')],
  ['a description of plain text', withHtml('The water is low & will be high.')],
  [
    'HTML with ends left out',
    withHtml('<p>One<p>Two<ul><li>a<li>b</ul><br>x<hr><img src="https://a.example/a.png" alt="">'),
  ],
  ['HTML closed like XML', withHtml('<p>One<br/>two<img src="https://a.example/a.png" alt="x" /></p>')],
  [
    'HTML with tables and figures',
    withHtml(
      '<figure><img src="https://a.example/a.png" alt=""><figcaption>a</figcaption></figure><table><tr><td>1<td>2</table>',
    ),
  ],
  ['HTML with references', withHtml('<p>Low&nbsp;water &mdash; 3&nbsp;m &#8217; &#x2019; &eacute; &hellip;</p>')],
  ['HTML with old elements', withHtml('<center><font color="red">Low</font> <tt>3</tt> <strike>4</strike></center>')],
  ['HTML with harmless styles', withHtml('<p style="color: #333; text-align: center" class="lead">Low</p>')],
  [
    'HTML with every kind of link',
    withHtml(
      '<a href="https://a.example/">a</a> <a href="mailto:a@b.example">b</a> <a href="tel:+441">c</a> <a name="x">d</a>',
    ),
  ],
  [
    'HTML with sound and film',
    withHtml('<audio controls src="https://a.example/a.mp3"></audio><video src="https://a.example/a.mp4"></video>'),
  ],
  ['HTML with code shown as text', withHtml('<pre><code>if (a &lt; b) { &lt;script&gt; }</code></pre>')],
  ['HTML with comments', withHtml('<!-- more --><p>Low</p>')],
  ['HTML in capitals', withHtml('<P>Low <B>water</B></P>')],
  ['HTML with an address without quotes', withHtml('<a href=https://a.example/b>x</a>')],
  ['an empty description', withHtml('')],
];

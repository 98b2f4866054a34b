import {
  atom,
  dated,
  edited,
  inChannel,
  inEntry,
  inFeed,
  inItem,
  PODCAST,
  rdf,
  RSS,
  rss,
  secondItem,
  show,
  withHtml,
} from '../sample-feeds.js';
import type { Fault } from './fault.js';

const DESCRIPTION = 'description';
const XHTML = 'xmlns="http://www.w3.org/1999/xhtml"';
const CONTENT = /<content[\s\S]*<\/content>/u;
const named = (namespaces: string, xml: string): string =>
  edited(edited(RSS, '<rss ', `<rss ${namespaces} `), '</item>', `${xml}</item>`);
const ADMIN = 'xmlns:admin="http://webns.net/mvcb/"';
const BLOG = 'xmlns:blogChannel="http://backend.userland.com/blogChannelModule"';
const BURNER = 'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"';
const PING = 'xmlns:trackback="http://madskills.com/public/xml/rss/module/trackback/"';
const SEARCH = 'xmlns:os="http://a9.com/-/spec/opensearch/1.1/"';

/** A second list, of other corners. */
export const CORNER_FAULTS: readonly Fault[] = [
  ['a region nobody knows', rss('>en-gb<', '>en-qq<'), 'E_FEED_LANGUAGE', 'language'],
  ['a language in brackets', rss('>en-gb<', '>en (UK)<'), 'E_FEED_LANGUAGE', 'language'],
  ['two languages in one', rss('>en-gb<', '>en, de<'), 'E_FEED_LANGUAGE', 'language'],
  ['an hour of one figure', dated('Mon, 02 Mar 2026 6:30:00 GMT'), 'W_DATE', 'pubDate'],
  ['a date before the comma', dated('02 Mar 2026, 06:30:00 GMT'), 'W_DATE', 'pubDate'],
  ['an offset without sign', dated('Mon, 02 Mar 2026 06:30:00 0100'), 'W_DATE', 'pubDate'],
  ['a zone with an offset', dated('Mon, 02 Mar 2026 06:30:00 GMT+1'), 'W_DATE', 'pubDate'],
  ['a date on two sides', dated('Mon, 02 Mar 2026 06:30:00 GMT - Tue'), 'W_DATE', 'pubDate'],
  ['a leap day of no leap year', dated('Sun, 29 Feb 2026 06:30:00 GMT'), 'W_DATE', 'pubDate'],
  [
    'the year 1900 in two figures',
    inChannel('<lastBuildDate>Mon, 01 Jan 1900 00:00:00 GMT</lastBuildDate>'),
    'W_DATE_ODD',
    'lastBuildDate',
  ],
  ['an empty item title', rss('Low water', ''), 'E_FIELD_EMPTY', 'title'],
  ['an item of blank parts', secondItem('<title> </title>'), 'E_FIELD_EMPTY', 'title'],
  [
    'an item title of a link',
    rss('Low water', '&lt;a href="https://a.example/"&gt;Low&lt;/a&gt;'),
    'W_TEXT_MARKUP',
    'title',
  ],
  [
    'a summary of Apple with a script',
    inItem('<itunes:summary>&lt;script&gt;x()&lt;/script&gt;</itunes:summary>'),
    'W_FEED_ACTIVE',
    'itunes:summary',
  ],
  [
    'a media description with a script',
    inItem('<media:description type="html">&lt;script&gt;x()&lt;/script&gt;</media:description>'),
    'W_FEED_ACTIVE',
    'media:description',
  ],
  [
    'a plain media title with a tag',
    inItem('<media:title type="plain">&lt;b&gt;x&lt;/b&gt;</media:title>'),
    'W_TEXT_MARKUP',
    'media:title',
  ],
  ['a body of XHTML with a script', inItem(`<body ${XHTML}><script>x()</script></body>`), 'W_FEED_ACTIVE', 'body'],
  ['a body of XHTML with a handler', inItem(`<body ${XHTML}><p onclick="x()">a</p></body>`), 'W_FEED_ACTIVE', 'body'],
  [
    'an author of RSS and of Atom',
    inItem('<author>a@b.example</author><atom:author><atom:name>A</atom:name></atom:author>'),
    'W_SAID_TWICE',
    'atom:author',
  ],
  ['a title of RSS and of Atom', inItem('<atom:title>Low</atom:title>'), 'W_SAID_TWICE', 'atom:title'],
  [
    'a generator that is no address',
    edited(
      edited(RSS, '<rss ', `<rss ${ADMIN} `),
      '<item>',
      '<admin:generatorAgent rdf:resource="our mill" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/><item>',
    ),
    'E_URL',
    '@rdf:resource',
  ],
  [
    'reports to nobody',
    edited(edited(RSS, '<rss ', `<rss ${ADMIN} `), '<item>', '<admin:errorReportsTo/><item>'),
    'E_ATTRIBUTE_MISSING',
    '@rdf:resource',
  ],
  [
    'a blogroll that is no address',
    edited(
      edited(RSS, '<rss ', `<rss ${BLOG} `),
      '<item>',
      '<blogChannel:blogRoll>friends</blogChannel:blogRoll><item>',
    ),
    'E_URL',
    'blogChannel:blogRoll',
  ],
  [
    'an origin that is no address',
    named(BURNER, '<feedburner:origLink>low</feedburner:origLink>'),
    'E_URL',
    'feedburner:origLink',
  ],
  ['a ping that is no address', named(PING, '<trackback:ping>here</trackback:ping>'), 'E_URL', 'trackback:ping'],
  [
    'results in words',
    edited(edited(RSS, '<rss ', `<rss ${SEARCH} `), '<item>', '<os:totalResults>many</os:totalResults><item>'),
    'E_NUMBER',
    'os:totalResults',
  ],
  [
    'an archive with text',
    edited(
      edited(RSS, '<rss ', '<rss xmlns:fh="http://purl.org/syndication/history/1.0" '),
      '<item>',
      '<fh:archive>yes</fh:archive><item>',
    ),
    'E_STRAY_TEXT',
    'fh:archive',
  ],
  [
    'a modified date of Dublin Core terms',
    named('xmlns:dcterms="http://purl.org/dc/terms/"', '<dcterms:modified>yesterday</dcterms:modified>'),
    'W_DATE',
    'dcterms:modified',
  ],
  ['an id in capitals', atom('tag:tides.example,2026:low', 'HTTP://Tides.example/low'), 'W_URL_FORM', 'id'],
  ['an id with dots', atom('tag:tides.example,2026:low', 'http://tides.example/a/../low'), 'W_URL_FORM', 'id'],
  [
    'an id with a port that goes without saying',
    atom('tag:tides.example,2026:low', 'http://tides.example:80/low'),
    'W_URL_FORM',
    'id',
  ],
  ['an id with small escapes', atom('tag:tides.example,2026:low', 'http://tides.example/%c3%a9'), 'W_URL_FORM', 'id'],
  ['an id without a path', atom('tag:tides.example,2026:low', 'http://tides.example'), 'W_URL_FORM', 'id'],
  ['a relation that is empty', inEntry('<link rel="" href="https://a.example/"/>'), 'E_VALUE', '@rel'],
  ['a type in capitals', atom('<summary>', '<summary type="TEXT">'), 'E_VALUE', '@type'],
  ['content of a composite', atom('type="html"', 'type="multipart/mixed"'), 'E_MEDIA_TYPE', '@type'],
  [
    'XHTML of two parts',
    atom(CONTENT, `<content type="xhtml"><div ${XHTML}/><div ${XHTML}/></content>`),
    'E_CONTENT',
    'content',
  ],
  [
    'XHTML with text beside it',
    atom(CONTENT, `<content type="xhtml">Low <div ${XHTML}/></content>`),
    'E_CONTENT',
    'content',
  ],
  [
    'XHTML with a link that runs',
    atom(CONTENT, `<content type="xhtml"><div ${XHTML}><a href="javascript:x()">a</a></div></content>`),
    'W_FEED_ACTIVE',
    'content',
  ],
  [
    'XHTML of an unknown element',
    atom(CONTENT, `<content type="xhtml"><div ${XHTML}><note>a</note></div></content>`),
    'W_HTML',
    'content',
  ],
  [
    'a title of HTML never closed',
    atom('<title>Low water', '<title type="html">Low &lt;em&gt;water'),
    'W_HTML',
    'title',
  ],
  [
    'a relative link in content',
    atom('&lt;p&gt;The', '&lt;a href="low"&gt;a&lt;/a&gt;&lt;p&gt;The'),
    'W_HTML_RELATIVE',
    'content',
  ],
  [
    'a source with a bad date',
    inEntry('<source><id>tag:a.example,2026:f</id><title>A</title><updated>yesterday</updated></source>'),
    'W_DATE',
    'updated',
  ],
  ['two rights', inEntry('<rights>a</rights><rights>b</rights>'), 'E_FEED_REPEATED', 'rights'],
  [
    'two publication dates',
    inEntry('<published>2026-03-02T06:30:00Z</published>'.repeat(2)),
    'E_FEED_REPEATED',
    'published',
  ],
  ['two icons', inFeed('<icon>https://a.example/i.ico</icon>'.repeat(2)), 'E_FEED_REPEATED', 'icon'],
  [
    'two self links of one type',
    inFeed('<link rel="self" href="https://tides.example/b.atom" type="application/atom+xml"/>'),
    'E_FEED_SELF',
    'link',
  ],
  [
    'a single entry without id',
    `<entry xmlns="http://www.w3.org/2005/Atom"><title>a</title><updated>2026-03-02T06:30:00Z</updated><author><name>A</name></author><content>a</content></entry>`,
    'E_ELEMENT_MISSING',
    'entry',
  ],
  [
    'an image of RSS 1.0 named and not there',
    rdf('<items>', '<image rdf:resource="https://tides.example/i.png"/><items>'),
    'E_VALUE',
    'image',
  ],
  [
    'a channel of RSS 1.0 with two titles',
    rdf('<link>https://tides.example/</link>', '<title>b</title><link>https://tides.example/</link>'),
    'E_FEED_REPEATED',
    'title',
  ],
  [
    'UTF-8 cut in a letter',
    Buffer.concat([
      Buffer.from(RSS.slice(0, RSS.indexOf('Low'))),
      Buffer.from([0xe2, 0x82]),
      Buffer.from(RSS.slice(RSS.indexOf('Low'))),
    ]),
    'E_ENCODING',
    '',
  ],
  ['an instruction named xml', rss('<channel>', '<?XML version="1.0"?><channel>'), 'E_XML', ''],
  ['a name that begins with a figure', inItem('<2nd>x</2nd>'), 'E_XML', ''],
  ['a bracket in an attribute', rss('rel="self"', 'rel="self" title="a < b"'), 'E_XML', ''],
  [
    'a media group of no media',
    inItem('<media:group><media:title>a</media:title></media:group>'),
    'E_ELEMENT_MISSING',
    'media:group',
  ],
  ['a picture without address', withHtml('<img alt="x">'), 'W_HTML', DESCRIPTION],
  ['a list of nothing but text', withHtml('<ul>one</ol>'), 'W_HTML', DESCRIPTION],
  ['a comment never closed', withHtml('<p>Low</p><!-- more'), 'W_HTML', DESCRIPTION],
  ['a style that hides', withHtml('<p style="behavior: url(x.htc)">Low</p>'), 'W_FEED_ACTIVE', DESCRIPTION],
  ['an applet in capitals', withHtml('<APPLET code="x.class"></APPLET>'), 'W_FEED_ACTIVE', DESCRIPTION],
  [
    'a link that runs, hidden in references',
    withHtml('<a href="&#106;avascript:x()">x</a>'),
    'W_FEED_ACTIVE',
    DESCRIPTION,
  ],
  [
    'a summary of Apple too long',
    show('<itunes:type>', `<itunes:summary>${'x'.repeat(4001)}</itunes:summary><itunes:type>`),
    'E_FIELD_LONG',
    'itunes:summary',
  ],
  [
    'a country that is none',
    show(
      '<itunes:type>',
      '<podcast:location country="UK ">London</podcast:location><podcast:location country="England">x</podcast:location><itunes:type>',
    ),
    'E_VALUE',
    '@country',
  ],
  [
    'an unknown licence of iTunes',
    PODCAST.replace('<itunes:type>', '<itunes:license>x</itunes:license><itunes:type>'),
    'W_FEED_UNKNOWN',
    'itunes:license',
  ],
];

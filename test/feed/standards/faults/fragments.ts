import { faultsIn } from '../fragments.js';
import type { Fault } from './fault.js';

/** Of RSS, Atom and Apple, by where they stand. */
export const FRAGMENT_FAULTS: readonly Fault[] = [
  ...faultsIn('channel', {
    '<title>Again</title>': 'E_FEED_REPEATED title',
    '<updated>2024-03-05</updated>': 'W_FEED_UNKNOWN updated',
    '<managingEditor>Ada Mole</managingEditor>': 'E_FIELD_EMAIL managingEditor',
    '<webMaster>mailto:ada@tides.example</webMaster>': 'E_FIELD_EMAIL webMaster',
    '<ttl>1h</ttl>': 'E_NUMBER ttl',
    '<ttl>-60</ttl>': 'E_NUMBER ttl',
    '<skipHours><hour>24</hour></skipHours>': 'E_NUMBER hour',
    '<skipHours><hour>3</hour><hour>3</hour></skipHours>': 'E_FEED_REPEATED hour',
    '<skipDays><day>Mon</day></skipDays>': 'E_VALUE day',
    '<cloud domain="rpc.example.org" path="/RPC2" registerProcedure="a.b" protocol="xml-rpc"/>':
      'E_ATTRIBUTE_MISSING @port',
    '<cloud domain="rpc.example.org" port="80" path="/RPC2" registerProcedure="a.b" protocol="grpc"/>':
      'E_VALUE @protocol',
    '<textInput><title>Find</title><description>Find it</description><link>https://tides.example/find</link></textInput>':
      'E_ELEMENT_MISSING textInput',
    '<image><title>Harbour notes</title><link>https://tides.example/</link></image>': 'E_ELEMENT_MISSING image',
    '<image><url>https://tides.example/a.png</url><title>Harbour notes</title><link>https://tides.example/</link><width>200</width></image>':
      'E_NUMBER width',
    '<image><url>https://tides.example/a.png</url><title>Harbour notes</title><link>https://tides.example/</link><width>88px</width></image>':
      'E_NUMBER width',
    '<docs>rss.html</docs>': 'E_URL docs',
    hello: 'E_STRAY_TEXT channel',
    '<atom:link rel="self" href="https://tides.example/other.xml"/>': 'E_FEED_SELF atom:link',
    '<atom:link rel="hub"/>': 'E_ATTRIBUTE_MISSING @href',
    '<managingEditor>editor@example (Ed)</managingEditor>': 'E_FIELD_EMAIL managingEditor',
    '<webMaster>a@example.org, b@example.org</webMaster>': 'E_FIELD_EMAIL webMaster',
    '<skipHours/>': 'E_ELEMENT_MISSING skipHours',
    '<skipDays><day></day></skipDays>': 'E_VALUE day',
    '<skipHours><hour>noon</hour></skipHours>': 'E_NUMBER hour',
    '<cloud domain="rpc.example.org" port="0" path="/RPC2" registerProcedure="" protocol="xml-rpc"/>': 'E_NUMBER @port',
    '<cloud domain="rpc.example.org" port="80" path="/RPC2" registerProcedure="a" protocol="xml-rpc"/><cloud domain="rpc.example.org" port="80" path="/RPC2" registerProcedure="a" protocol="xml-rpc"/>':
      'E_FEED_REPEATED cloud',
    '<image><url>https://tides.example/a.png</url><title>Harbour notes</title><link>https://tides.example/</link><height>401</height></image>':
      'E_NUMBER height',
    '<image><url>https://tides.example/a.png</url><title>Harbour notes</title><link>a</link></image>': 'E_URL link',
    '<docs>https://a.example/</docs><docs>https://a.example/</docs>': 'E_FEED_REPEATED docs',
    '<generator>&lt;b&gt;Pen&lt;/b&gt;</generator>': 'W_TEXT_MARKUP generator',
    '<copyright>&amp;copy; 2024</copyright>': 'W_REFERENCE copyright',
    '<rating>good</rating>': 'E_VALUE rating',
  }),
  ...faultsIn('item', {
    '<pubdate>Tue, 05 Mar 2024 09:30:00 GMT</pubdate>': 'W_FEED_UNKNOWN pubdate',
    '<author>Ada Mole</author>': 'E_FIELD_EMAIL author',
    '<enclosure url="https://tides.example/1.mp3" type="audio/mpeg"/>': 'E_ATTRIBUTE_MISSING @length',
    '<enclosure url="https://tides.example/1.mp3" length="4,500,000" type="audio/mpeg"/>': 'W_ENCLOSURE @length',
    '<enclosure url="https://tides.example/1.mp3" length="4500" type="mp3"/>': 'E_MEDIA_TYPE @type',
    '<enclosure url="/1.mp3" length="4500" type="audio/mpeg"/>': 'E_URL @url',
    '<source>Other paper</source>': 'E_ATTRIBUTE_MISSING @url',
    '<comments>12</comments>': 'E_URL comments',
    '<category domain="https://tides.example/tags"></category>': 'E_FIELD_EMPTY category',
    '<enclosure url="https://tides.example/1.mp3" length="-1" type="audio/mpeg"/>': 'W_ENCLOSURE @length',
    '<enclosure url="https://tides.example/1.mp3" length="" type="audio/mpeg"/>': 'W_ENCLOSURE @length',
    '<enclosure url="https://tides.example/1.jpg" length="1" type="image/jpeg"/><enclosure url="https://tides.example/2.jpg" length="1" type="image/jpeg"/>':
      'W_ITEM_ENCLOSURES enclosure',
    '<enclosure>https://tides.example/1.mp3</enclosure>': 'E_ATTRIBUTE_MISSING @url',
    '<enclosure href="https://tides.example/1.jpg" length="1" type="image/jpeg"/>': 'E_ATTRIBUTE_UNKNOWN @href',
    '<enclosure url="rtsp://tides.example/1.mp3" length="1" type="audio/mpeg"/>': 'E_URL_SCHEME @url',
    '<source url="r.xml">a</source>': 'E_URL @url',
  }),
  ...faultsIn('rdfChannel', {
    '<item rdf:about="https://tides.example/x"><title>X</title><link>https://tides.example/x</link></item>':
      'E_ITEM_PLACE item',
    '<image rdf:resource="https://tides.example/l.png"/>': 'E_VALUE image',
    '<language>en</language>': 'W_FEED_UNKNOWN language',
  }),
  ...faultsIn('rdfItem', {
    '<pubDate>Tue, 05 Mar 2024 09:30:00 GMT</pubDate>': 'W_FEED_UNKNOWN pubDate',
  }),
  ...faultsIn('entry', {
    '<updated>2024-03-05T09:30:00Z</updated>': 'E_FEED_REPEATED updated',
    '<published>2024-03-05T09:30:00+0100</published>': 'W_DATE published',
    '<link rel="related"/>': 'E_ATTRIBUTE_MISSING @href',
    '<link rel="permalink" href="https://tides.example/p"/>': 'E_VALUE @rel',
    '<link rel="related" type="html" href="https://tides.example/p"/>': 'E_MEDIA_TYPE @type',
    '<link rel="related" hreflang="english_uk" href="https://tides.example/p"/>': 'E_FIELD_LANG @hreflang',
    '<link rel="enclosure" type="audio/mpeg" length="4 MB" href="https://tides.example/1.mp3"/>': 'E_NUMBER @length',
    '<category label="Sea"/>': 'E_ATTRIBUTE_MISSING @term',
    '<category term="sea" scheme="tags"/>': 'E_URL @scheme',
    '<source><id>tag:a.example,2024:x</id><title>S</title><updated>2024-03-05T09:30:00Z</updated><entry/></source>':
      'E_ELEMENT_PLACE entry',
    '<pubDate>2024-03-05T09:30:00Z</pubDate>': 'W_FEED_UNKNOWN pubDate',
    '<subtitle>Sub</subtitle>': 'E_ELEMENT_PLACE subtitle',
    '<link rel="replies" href="https://tides.example/r" type="application/atom+xml" thr:count="-1"/>':
      'E_NUMBER @thr:count',
    '<link rel="license"/>': 'E_ATTRIBUTE_MISSING @href',
    '<link rel="license" href="https://a.example/l" type="text/html"/><link rel="license" href="https://a.example/l" type="text/html"/>':
      'E_FEED_REPEATED link',
    '<link rel="replies" type="application/atom+xml" href="https://tides.example/r.xml" thr:updated="today"/>':
      'W_DATE @thr:updated',
    '<link rel="license" href="by"/>': 'E_URL @href',
    '<content type="text/html" src=""/>': 'E_FIELD_EMPTY @src',
    '<content type="application/xml"><a/><b/></content>': 'E_CONTENT content',
    '<content type="text/plain"><p/></content>': 'E_CONTENT content',
    '<content type="xhtml">&lt;div&gt;a&lt;/div&gt;</content>': 'E_CONTENT content',
    '<content type="html">&lt;p&gt;&lt;b&gt;a&lt;/p&gt;</content>': 'W_HTML content',
    '<category term="a">a</category>': 'E_STRAY_TEXT category',
    '<link rel="related" href="https://a.example/">here</link>': 'E_STRAY_TEXT link',
    '<entry><title>x</title></entry>': 'E_ELEMENT_PLACE entry',
    '<modified>2024-03-05T09:30:00Z</modified>': 'W_FEED_UNKNOWN modified',
    '<content type="html" mode="escaped">a</content>': 'E_ATTRIBUTE_UNKNOWN @mode',
    '<link rel="enclosure" type="audio/mpeg" length="1"/>': 'E_ATTRIBUTE_MISSING @href',
  }),
  ...faultsIn('feed', {
    '<icon>https://tides.example/i.png</icon><icon>https://tides.example/j.png</icon>': 'E_FEED_REPEATED icon',
    '<logo>https://[harbour/l.png</logo>': 'E_URL logo',
    '<generator uri="ht tp://x">Gen</generator>': 'E_URL @uri',
    '<source><id>urn:x:y</id></source>': 'E_ELEMENT_PLACE source',
    '<rights>a</rights><rights>b</rights>': 'E_FEED_REPEATED rights',
    '<generator/>': 'E_FIELD_EMPTY generator',
    '<icon>/i.png</icon>': 'E_URL icon',
    '<link rel="self" href="https://tides.example/other.xml" type="text/html"/>': 'E_FEED_SELF link',
    '<tagline>a</tagline>': 'W_FEED_UNKNOWN tagline',
  }),
  ...faultsIn('show', {
    '<itunes:block>maybe</itunes:block>': 'W_FEED_FLAG itunes:block',
    '<itunes:complete>true</itunes:complete>': 'W_FEED_FLAG itunes:complete',
    '<itunes:new-feed-url>/new.xml</itunes:new-feed-url>': 'E_URL itunes:new-feed-url',
    '<itunes:duration>12</itunes:duration>': 'E_ELEMENT_PLACE itunes:duration',
    '<itunes:new-feed-url>ftp://tides.example/a.xml</itunes:new-feed-url>': 'E_URL_SCHEME itunes:new-feed-url',
    '<itunes:keywords>&lt;b&gt;a&lt;/b&gt;</itunes:keywords>': 'W_TEXT_MARKUP itunes:keywords',
  }),
  ...faultsIn('episode', {
    '<itunes:order>first</itunes:order>': 'E_NUMBER itunes:order',
    '<itunes:episode>0</itunes:episode>': 'E_ITEM_NUMBER itunes:episode',
    '<itunes:season>One</itunes:season>': 'E_ITEM_NUMBER itunes:season',
    '<itunes:isClosedCaptioned>ja</itunes:isClosedCaptioned>': 'W_FEED_FLAG itunes:isClosedCaptioned',
    '<itunes:owner><itunes:name>A</itunes:name><itunes:email>a@example.org</itunes:email></itunes:owner>':
      'E_ELEMENT_PLACE itunes:owner',
    '<itunes:length>12</itunes:length>': 'W_FEED_UNKNOWN itunes:length',
    '<itunes:season>0</itunes:season>': 'E_ITEM_NUMBER itunes:season',
    '<itunes:type>serial</itunes:type>': 'E_ELEMENT_PLACE itunes:type',
    '<itunes:title>&lt;i&gt;a&lt;/i&gt;</itunes:title>': 'W_TEXT_MARKUP itunes:title',
  }),
];

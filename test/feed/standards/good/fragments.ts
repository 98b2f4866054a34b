import { goodIn } from '../fragments.js';
import { edited, inChannel } from '../sample-feeds.js';
import type { GoodFeed } from './rss-feeds.js';

/** Right as they stand. */
export const GOOD_FRAGMENTS: readonly GoodFeed[] = [
  [
    'a text input as Netscape writes it',
    edited(
      inChannel(
        '<textinput><title>a</title><description>b</description><name>q</name><link>https://tides.example/q</link></textinput>',
      ),
      'version="2.0"',
      'version="0.91"',
    ),
  ],
  ...goodIn('channel', [
    '<copyright>2024</copyright><managingEditor>ada@tides.example (Ada Mole)</managingEditor><webMaster>web@tides.example (Web)</webMaster><pubDate>Tue, 05 Mar 2024 09:30:00 +0000</pubDate><lastBuildDate>Tue, 05 Mar 2024 09:30:00 GMT</lastBuildDate><category domain="https://tides.example/t">Sea</category><generator>Pen 2</generator><docs>https://www.rssboard.org/rss-specification</docs><cloud domain="rpc.example.org" port="80" path="/RPC2" registerProcedure="a.b" protocol="xml-rpc"/><ttl>60</ttl><image><url>https://tides.example/a.png</url><title>Tide tables</title><link>https://tides.example/</link><width>88</width><height>31</height><description>Logo</description></image><textInput><title>Find</title><description>Find it</description><name>q</name><link>https://tides.example/find</link></textInput><skipHours><hour>0</hour><hour>23</hour></skipHours><skipDays><day>Sunday</day></skipDays>',
    '<creativeCommons:license>https://creativecommons.org/licenses/by/4.0/</creativeCommons:license>',
    '<opensearch:totalResults>42</opensearch:totalResults><opensearch:startIndex>1</opensearch:startIndex><opensearch:itemsPerPage>10</opensearch:itemsPerPage><opensearch:Query role="request" searchTerms="tide" startPage="1"/>',
    '<feedburner:info uri="harbour"/>',
    '<docs>https://a.example/~u/</docs>',
    '<at:deleted-entry ref="tag:a.example,2024:x" when="2024-03-05T09:30:00+01:00"/>',
  ]),
  ...goodIn('item', [
    '<author>ada@tides.example (Ada Mole)</author><category>Sea</category><comments>https://tides.example/low-tide#c</comments><source url="https://a.example/r.xml">Paper</source><enclosure url="https://tides.example/1.mp3" length="4500000" type="audio/mpeg"/>',
    '<content:encoded><![CDATA[<p>A <em>b</em> &amp; c <a href="https://a.example/?a=1&amp;b=2">d</a><br><img src="https://a.example/a.png" alt="a" width="3"></p><ul><li>a<li>b</ul>]]></content:encoded>',
    '<media:group><media:content url="https://tides.example/v.mp4" fileSize="123" type="video/mp4" medium="video" isDefault="true" expression="full" bitrate="128" framerate="25" duration="185" height="200" width="300" lang="en"/></media:group><media:thumbnail url="https://tides.example/t.jpg" width="75" height="50" time="12:05:01.123"/><media:rating scheme="urn:simple">nonadult</media:rating><media:title type="plain">A</media:title><media:credit role="producer" scheme="urn:ebu">Ada</media:credit><media:keywords>a, b</media:keywords><media:hash algo="md5">dfdec888b72151965a34b4b59031290a</media:hash><media:restriction relationship="allow" type="country">au us</media:restriction>',
    '<slash:comments>7</slash:comments><slash:section>a</slash:section><slash:department>b</slash:department><slash:hit_parade>7,6,5,4,3,2,1</slash:hit_parade><wfw:comment>https://tides.example/c</wfw:comment><wfw:commentRss>https://tides.example/c.xml</wfw:commentRss>',
    '<trackback:ping>https://tides.example/tb/1</trackback:ping>',
    '<geo:lat>26.58</geo:lat><geo:long>-97.83</geo:long>',
    '<geo:Point><geo:lat>26.58</geo:lat><geo:long>-97.83</geo:long></geo:Point>',
    '<feedburner:origLink>https://tides.example/low-tide</feedburner:origLink>',
    '<x:note xmlns:x="https://tides.example/ns">A</x:note>',
    '<media:community><media:starRating average="3.5" count="20" min="1" max="10"/><media:statistics views="5" favorites="5"/><media:tags>news: 5, abc: 3</media:tags></media:community><media:embed url="https://a.example/p.swf" width="512" height="323"><media:param name="type">application/x-shockwave-flash</media:param></media:embed><media:status state="active"/><media:price type="rent" price="19.99" currency="EUR"/><media:license type="text/html" href="https://a.example/l">CC</media:license><media:rights status="official"/><media:comments><media:comment>a</media:comment></media:comments><media:location description="a" start="00:01" end="01:00"><georss:where><gml:Point><gml:pos>35.6 139.7</gml:pos></gml:Point></georss:where></media:location>',
    '<georss:line>45.256 -110.45 46.46 -109.48</georss:line><georss:box>42.943 -71.032 43.039 -69.856</georss:box><georss:circle>42.9 -71.0 500</georss:circle>',
    '<media:content url="https://a.example/a.jpg" type="image/jpeg" height="333" width="500"/><media:title>a</media:title><media:thumbnail url="https://a.example/s.jpg" height="75" width="75"/><media:credit role="photographer">Ada</media:credit><media:category scheme="urn:flickr:tags">a b</media:category>',
    '<media:content url="https://secure.gravatar.com/avatar/1?s=96" medium="image"><media:title type="html">ada</media:title></media:content>',
    '<media:thumbnail width="240" height="135" url="https://a.example/a.jpg"/>',
    '<media:content width="140" url="https://a.example/a.jpg"><media:credit scheme="urn:ebu">Photograph: A/B</media:credit></media:content><media:content width="460" url="https://a.example/b.jpg"><media:credit scheme="urn:ebu">Photograph: A/B</media:credit></media:content>',
    '<media:restriction relationship="allow">all</media:restriction>',
    '<media:price type="subscription" info="https://a.example/p" price="2.50" currency="USD"/>',
    '<media:content height="151" medium="image" url="https://a.example/a.jpg" width="151"/><media:credit>Ada Mole for The Paper</media:credit><media:description>B</media:description>',
    '<georss:point>-5.4 151.9</georss:point><geo:Point><geo:lat>-5.4</geo:lat><geo:long>151.9</geo:long></geo:Point>',
    '<georss:where><gml:Envelope><gml:lowerCorner>42.9 -71</gml:lowerCorner><gml:upperCorner>43 -69.8</gml:upperCorner></gml:Envelope></georss:where>',
    '<georss:where><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>45 -110 46 -109 43 -109 45 -110</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></georss:where>',
    '<georss:where><gml:Point srsName="urn:ogc:def:crs:EPSG::4326" gml:id="a"><gml:pos>45 -110</gml:pos></gml:Point></georss:where>',
  ]),
  ...goodIn('feed', [
    '<subtitle type="html">A &lt;em&gt;b&lt;/em&gt;</subtitle><rights>Copyright</rights><generator uri="https://gen.example.org/" version="1.0">Gen</generator><icon>https://tides.example/i.png</icon><logo>https://tides.example/l.png</logo><category term="sea" scheme="https://tides.example/t" label="Sea"/><contributor><name>Bo</name><uri>https://bo.example.org/</uri><email>bo@example.org</email></contributor>',
    '<fh:archive/><link rel="prev-archive" href="https://tides.example/a1.xml"/><link rel="current" href="https://tides.example/atom.xml"/>',
    '<fh:complete/>',
    '<at:deleted-entry ref="tag:a.example,2024:x" when="2024-03-05T09:30:00Z"><at:comment>Gone</at:comment></at:deleted-entry>',
    '<link rel="next" href="https://tides.example/atom.xml?page=2"/><link rel="hub" href="https://hub.example.org/"/>',
    '<at:deleted-entry ref="tag:a.example,2024:x" when="2024-03-05T09:30:00Z"><at:by><name>Ada</name><email>a@example.org</email></at:by><at:comment type="html">&lt;b&gt;Gone&lt;/b&gt;</at:comment><link href="https://a.example/x"/></at:deleted-entry>',
    '<opensearch:Query role="request" searchTerms="a b" startIndex="0" count="10" language="en"/><opensearch:Query role="x:wish" xmlns:x="urn:x:y"/>',
    '<opensearch:totalResults>25</opensearch:totalResults><opensearch:startIndex>1</opensearch:startIndex><opensearch:itemsPerPage>25</opensearch:itemsPerPage><link rel="http://schemas.google.com/g/2005#feed" type="application/atom+xml" href="https://a.example/feeds/posts/default"/><generator version="7.00" uri="https://www.blogger.com">Blogger</generator>',
  ]),
  ...goodIn('entry', [
    '<source><id>tag:a.example,2024:x</id><title>S</title><updated>2024-03-05T09:30:00Z</updated><author><name>B</name></author></source>',
    '<link rel="alternate" type="text/html" hreflang="de" href="https://tides.example/de/"/><link rel="enclosure" type="audio/mpeg" length="12" href="https://tides.example/1.mp3"/><link rel="via" href="https://a.example/"/><link rel="https://a.example/rel" href="https://a.example/"/>',
    '<link rel="related" href="https://häfen.example.org/straße"/>',
    '<georss:point>45.256 -71.92</georss:point><georss:elev>313</georss:elev><georss:featurename>Top</georss:featurename>',
    '<georss:polygon>45.2 -110.4 46.4 -109.4 43.8 -109.8 45.2 -110.4</georss:polygon>',
    '<georss:where><gml:Point><gml:pos>45.2 -71.9</gml:pos></gml:Point></georss:where>',
    '<thr:in-reply-to ref="tag:a.example,2024:1" type="text/html" href="https://a.example/1"/><link rel="replies" type="application/atom+xml" href="https://tides.example/r.xml" thr:count="3" thr:updated="2024-03-05T09:30:00Z"/><thr:total>3</thr:total>',
    '<app:control><app:draft>no</app:draft></app:control><app:edited>2024-03-05T09:30:00Z</app:edited><link rel="edit" href="https://tides.example/e/1"/><link rel="license" href="https://creativecommons.org/licenses/by/4.0/"/>',
    '<x:a xmlns:x="urn:x:y" b="c"><x:d/></x:a>',
    '<category term="a"/><category term="b" scheme="urn:x:z" label="B &amp; C"/>',
    '<published>2024-03-01T00:00:00-05:00</published>',
    '<media:group><media:title>a</media:title><media:content url="https://a.example/v/1" type="application/x-shockwave-flash" width="640" height="390"/><media:thumbnail url="https://a.example/1.jpg" width="480" height="360"/><media:description>b</media:description><media:community><media:starRating count="12" average="5.00" min="1" max="5"/><media:statistics views="345"/></media:community></media:group>',
    '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/"/><link rel="license" type="application/rdf+xml" href="https://creativecommons.org/licenses/by/4.0/"/>',
    '<content type="text/markdown">*a* &amp; b</content>',
    '<georss:point>38.8 -122.8</georss:point><georss:elev>-2340</georss:elev><category label="Age" term="Past Hour"/>',
    '<thr:total>0</thr:total><link rel="replies" type="text/html" href="https://a.example/#comment-form" title="0 Comments"/><link rel="edit" type="application/atom+xml" href="https://a.example/feeds/1/posts/default/2"/>',
  ]),
  ...goodIn('rdfChannel', [
    '<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency><sy:updateBase>2000-01-01T12:00+00:00</sy:updateBase><admin:generatorAgent rdf:resource="https://gen.example.org/?v=1"/><admin:errorReportsTo rdf:resource="mailto:ada@tides.example"/>',
  ]),
  ...goodIn('rdfItem', [
    '<dc:date>2024-03-05</dc:date><content:encoded>a</content:encoded><annotate:reference rdf:resource="https://a.example/"/>',
  ]),
];

import { goodIn } from '../fragments.js';
import { inEpisode, inShow, rss, show, withHtml } from '../sample-feeds.js';
import type { GoodFeed } from './rss-feeds.js';

const COVER = '<itunes:image href="https://harbour.example/cover.jpg"/>';
const PICTURE = `<image><url>https://harbour.example/cover.jpg</url><title>The Harbour Reader</title><link>https://harbour.example/</link></image>`;
const described = (html: string): string => show('&lt;p&gt;Why the water comes back.&lt;/p&gt;', html);
const CLOCKED = described('&lt;p&gt;0:00 One&lt;br&gt;1:00 Two&lt;br&gt;2:30 Three&lt;/p&gt;');

/** What the documents of platforms allow, and other documents do not know. */
export const GOOD_FOR_SPOTIFY: readonly GoodFeed[] = [
  ['a picture of RSS alone (5.8)', show(COVER, PICTURE)],
  [
    'countries and a limit',
    inShow('<spotify:countryOfOrigin>de at ch</spotify:countryOfOrigin><spotify:limit recentCount="20"/>'),
  ],
  [
    'a period that ends later',
    inEpisode(
      '<dcterms:valid xmlns:dcterms="http://purl.org/dc/terms/">start=2026-03-01T00:00:00Z; end=2030-01-01; scheme=W3C-DTF</dcterms:valid>',
    ),
  ],
  ['a list of times', CLOCKED],
  ['a score in the notes', described('The match ended 3:10 in the end.')],
  ['one time in the notes', described('12:30 is when the tide turns.')],
];

export const GOOD_LIVE: readonly GoodFeed[] = [
  [
    'a live item',
    inShow(
      '<podcast:liveItem status="pending" start="2026-03-02T06:30:00.000-0600" end="2026-03-02T09:30:00.000-0600"><title>Live</title><guid isPermaLink="false">l</guid><podcast:person role="co host" group="CAST">Ada</podcast:person><enclosure url="https://harbour.example/live.mp3" type="audio/mpeg" length="312"/><podcast:contentLink href="https://harbour.example/live">Listen</podcast:contentLink></podcast:liveItem>',
    ),
  ],
  [
    'payments that change with time',
    inEpisode(
      '<podcast:value type="lightning" method="keysend" suggested="0.00000015000"><podcast:valueRecipient name="A" type="node" address="02d5" split="95"/><podcast:valueRecipient type="node" address="032f" split="5" fee="true"/><podcast:valueTimeSplit startTime="60" duration="237" remotePercentage="95"><podcast:remoteItem itemGuid="a" feedGuid="a94f5cc9-8c58-55fc-91fe-a324087a655b" medium="music"/></podcast:valueTimeSplit></podcast:value>',
    ),
  ],
  ['a group and a role of another', inShow('<podcast:person group="writing" role="guest">Ada</podcast:person>')],
  ['a chat', inShow('<podcast:chat server="irc.example" protocol="irc" accountId="@a" space="#harbour"/>')],
  ...goodIn('episode', [
    '<podcast:soundbite startTime="127" duration="60">Low</podcast:soundbite>',
    '<psc:chapters version="1.2"><psc:chapter start="0" title="a"/><psc:chapter start="03:06.5" title="b"/></psc:chapters>',
    '<itunes:season>2</itunes:season><podcast:season name="Two">2</podcast:season><itunes:episode>3</itunes:episode><podcast:episode display="III b">3.5</podcast:episode>',
    '<podcast:transcript url="https://harbour.example/tide.srt" type="application/x-subrip"/>',
  ]),
  ...goodIn('show', [
    '<podcast:location geo="geo:-33.86,151.2,58;u=35">Sydney</podcast:location>',
    '<podcast:updateFrequency complete="false" dtstart="2026-07-01T00:00:00.000Z" rrule="FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO,-1FR;BYMONTHDAY=1,15;WKST=SU;COUNT=10">Monthly</podcast:updateFrequency>',
    '<podcast:updateFrequency rrule="freq=weekly;byday=tu,th;until=20271231T000000Z">Weekly</podcast:updateFrequency>',
  ]),
  ['no comments', inEpisode('<podcast:socialInteract protocol="disabled"/>')],
];

/** What is seldom written and right as it stands. */
export const GOOD_RARITIES: readonly GoodFeed[] = [
  ...goodIn('item', [
    `<media:content url="https://a.example/a.mp3"><media:hash algo="sha-1">${'a'.repeat(40)}</media:hash></media:content>`,
    `<media:content url="https://a.example/a.mp3"><media:hash>${'a'.repeat(32)}</media:hash></media:content>`,
    '<media:restriction relationship="deny" type="uri">https://a.example/ https://b.example/</media:restriction>',
    '<media:restriction type="sharing" relationship="deny"/>',
    '<media:community><media:starRating average="3.5" count="20" min="1" max="10"/></media:community>',
    '<media:content url="https://a.example/a.mp3"><media:text start="00:00:03.000" end="00:00:10.000">Low</media:text></media:content>',
    '<media:content url="https://a.example/a.mp3"><media:text start="59" end="1:00">Low</media:text></media:content>',
    '<category>Undefined behaviour</category><category>What NaN means</category><category>Sets {a, b}</category>',
    '<ag:source>Tides</ag:source><ag:sourceURL>https://a.example/</ag:sourceURL><ag:timestamp>2026-03-02T06:30:00Z</ag:timestamp>',
  ]),
  ...[
    '<p>AT&T and R&amp;D, low & high</p>',
    '<a href="https://a.example/?a=1&copy=2&reg=3">Low</a>',
    '<p>&lt;?php echo 1 ?&gt;</p>',
    '<!-- low --><p>Water</p>',
    '<img src="https://a.example/a.png" srcset="https://a.example/b,1.png 1x, https://a.example/c.png 2x" alt="">',
    '<blockquote cite="https://a.example/">Low</blockquote>',
  ].map((html): GoodFeed => [html, withHtml(html)]),
];

/** Bytes, as each of these encodings has them. */
export const GOOD_BYTES: readonly GoodFeed[] = [
  ['windows-1252 and its quotes', bytes('windows-1252', 'Ann\u0092s \u0093boat\u0094 \u0096 5 \u0080')],
  ['GB18030', bytes('GB18030', '\u00d6\u00d0\u00ce\u00c4')],
  ['ISO-8859-2', bytes('ISO-8859-2', '\u00b3\u00f3d\u00bc')],
  ['KOI8-R', bytes('KOI8-R', '\u00f0\u00d2\u00c9')],
  ['Shift_JIS', bytes('Shift_JIS', '\u0083e\u0083X')],
];

function bytes(encoding: string, title: string): Uint8Array {
  const feed = rss('Low water', title).replace('encoding="UTF-8"', `encoding="${encoding}"`);
  return Uint8Array.from([...feed].map((letter) => letter.charCodeAt(0)));
}

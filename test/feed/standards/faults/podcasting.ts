import { inEpisode, inShow, show } from '../sample-feeds.js';
import type { Fault } from './fault.js';

const UUID = '9b024349-ccf0-5f69-a609-6b82873eab3c';

const LIVE = 'status="live" start="2026-03-02T06:30:00Z"';
const LINK = '<podcast:contentLink href="https://a.example/live">Listen</podcast:contentLink>';
const PAID = '<podcast:valueRecipient type="node" address="02d5" split="95"/>';
const paid = (inside: string, attributes = 'type="lightning" method="keysend"'): string =>
  inShow(`<podcast:value ${attributes}>${inside}</podcast:value>`);

/** Podcasting 2.0. */
export const PODCASTING_FAULTS: readonly Fault[] = [
  ['a lock in other words', show('>yes</podcast:locked>', '>true</podcast:locked>'), 'E_FEED_LOCKED', 'podcast:locked'],
  [
    'a lock whose owner is no address',
    show('<podcast:locked>', '<podcast:locked owner="Ada">'),
    'E_FIELD_EMAIL',
    '@owner',
  ],
  ['a guid of the show that is none', show(UUID, 'harbour'), 'E_FEED_GUID', 'podcast:guid'],
  ['a medium nobody knows', show('>podcast<', '>radio<'), 'E_FEED_MEDIUM', 'podcast:medium'],
  ['funding without address', inShow('<podcast:funding>Give</podcast:funding>'), 'E_ATTRIBUTE_MISSING', '@url'],
  [
    'funding of a long text',
    inShow(`<podcast:funding url="https://a.example/">${'x'.repeat(129)}</podcast:funding>`),
    'E_FIELD_LONG',
    'podcast:funding',
  ],
  [
    'a person without name',
    inEpisode('<podcast:person role="host"></podcast:person>'),
    'E_FEED_PERSON',
    'podcast:person',
  ],
  ['a person at a bad address', inEpisode('<podcast:person href="ada page">Ada</podcast:person>'), 'E_URL', '@href'],
  ['a person with a bad picture', inEpisode('<podcast:person img="ada.jpg">Ada</podcast:person>'), 'E_URL', '@img'],
  ['a transcript without type', show(' type="text/vtt"', ''), 'E_ITEM_TRANSCRIPT', 'podcast:transcript'],
  ['a transcript without address', show('url="https://harbour.example/tide.vtt" ', ''), 'E_ATTRIBUTE_MISSING', '@url'],
  [
    'a transcript of a language that is none',
    show('type="text/vtt"', 'type="text/vtt" language="english"'),
    'E_FIELD_LANG',
    '@language',
  ],
  [
    'a transcript of an unknown relation',
    show('type="text/vtt"', 'type="text/vtt" rel="subtitles"'),
    'E_VALUE',
    '@rel',
  ],
  [
    'a transcript of the show',
    inShow('<podcast:transcript url="https://a.example/t.vtt" type="text/vtt"/>'),
    'E_ELEMENT_PLACE',
    'podcast:transcript',
  ],
  [
    'chapters without address',
    inEpisode('<podcast:chapters type="application/json+chapters"/>'),
    'E_ATTRIBUTE_MISSING',
    '@url',
  ],
  [
    'chapters of another type',
    inEpisode('<podcast:chapters url="https://a.example/c.json" type="application/json"/>'),
    'E_ITEM_CHAPTERS',
    'podcast:chapters',
  ],
  [
    'two lists of chapters',
    inEpisode('<podcast:chapters url="https://a.example/c.json" type="application/json+chapters"/>'.repeat(2)),
    'E_FEED_REPEATED',
    'podcast:chapters',
  ],
  [
    'a soundbite without duration',
    inEpisode('<podcast:soundbite startTime="73.0"/>'),
    'E_ATTRIBUTE_MISSING',
    '@duration',
  ],
  [
    'a soundbite as a clock',
    inEpisode('<podcast:soundbite startTime="1:13" duration="60"/>'),
    'E_NUMBER',
    '@startTime',
  ],
  ['a location without text', inShow('<podcast:location geo="geo:51.5,-0.1"/>'), 'E_FIELD_EMPTY', 'podcast:location'],
  [
    'a location of a bad place',
    inShow('<podcast:location geo="51.5,-0.1">London</podcast:location>'),
    'E_VALUE',
    '@geo',
  ],
  ['a location of a bad key', inShow('<podcast:location osm="london">London</podcast:location>'), 'E_VALUE', '@osm'],
  ['a season in words', inEpisode('<podcast:season>one</podcast:season>'), 'E_NUMBER', 'podcast:season'],
  ['an episode in words', inEpisode('<podcast:episode>last</podcast:episode>'), 'E_NUMBER', 'podcast:episode'],
  [
    'a trailer without date',
    inShow('<podcast:trailer url="https://a.example/t.mp3">Soon</podcast:trailer>'),
    'E_ATTRIBUTE_MISSING',
    '@pubdate',
  ],
  [
    'a trailer of a bad date',
    inShow('<podcast:trailer url="https://a.example/t.mp3" pubdate="2026-03-02">Soon</podcast:trailer>'),
    'W_DATE',
    '@pubdate',
  ],
  [
    'a trailer without title',
    inShow('<podcast:trailer url="https://a.example/t.mp3" pubdate="Mon, 02 Mar 2026 06:30:00 GMT"/>'),
    'E_FIELD_EMPTY',
    'podcast:trailer',
  ],
  [
    'a licence without address',
    inShow('<podcast:license>our own terms</podcast:license>'),
    'E_ATTRIBUTE_MISSING',
    '@url',
  ],
  [
    'an alternate without type',
    inEpisode(
      '<podcast:alternateEnclosure length="1"><podcast:source uri="https://a.example/a.opus"/></podcast:alternateEnclosure>',
    ),
    'E_ATTRIBUTE_MISSING',
    '@type',
  ],
  [
    'an alternate without source',
    inEpisode('<podcast:alternateEnclosure type="audio/opus" length="1"/>'),
    'E_ELEMENT_MISSING',
    'podcast:alternateEnclosure',
  ],
  [
    'an alternate with a source of no address',
    inEpisode('<podcast:alternateEnclosure type="audio/opus"><podcast:source/></podcast:alternateEnclosure>'),
    'E_ATTRIBUTE_MISSING',
    '@uri',
  ],
  [
    'an integrity without value',
    inEpisode(
      '<podcast:alternateEnclosure type="audio/opus"><podcast:source uri="https://a.example/a.opus"/><podcast:integrity type="sri"/></podcast:alternateEnclosure>',
    ),
    'E_ATTRIBUTE_MISSING',
    '@value',
  ],
  ['a block in other words', inShow('<podcast:block>true</podcast:block>'), 'E_VALUE', 'podcast:block'],
  [
    'a statement on AI that is no answer',
    inShow('<podcast:txt purpose="ai-content">partly</podcast:txt>'),
    'E_FEED_TXT',
    'podcast:txt',
  ],
  [
    'a podroll without feed',
    inShow('<podcast:podroll><podcast:remoteItem feedUrl="https://a.example/f"/></podcast:podroll>'),
    'E_ATTRIBUTE_MISSING',
    '@feedGuid',
  ],
  ['podping in words', inShow('<podcast:podping usesPodping="yes"/>'), 'E_VALUE', '@usesPodping'],
  [
    'a frequency without dates of its rule',
    inShow('<podcast:updateFrequency complete="no">weekly</podcast:updateFrequency>'),
    'E_VALUE',
    '@complete',
  ],
  [
    'a comment thread without protocol',
    inEpisode('<podcast:socialInteract uri="https://a.example/1"/>'),
    'E_ATTRIBUTE_MISSING',
    '@protocol',
  ],
  [
    'a link to content without text',
    inEpisode('<podcast:contentLink href="https://a.example/1"/>'),
    'E_FIELD_EMPTY',
    'podcast:contentLink',
  ],
  ['an image without address', inShow('<podcast:image alt="Cover"/>'), 'E_ATTRIBUTE_MISSING', '@href'],
  [
    'an unknown tag of Podcasting 2.0',
    inShow('<podcast:author>Ada</podcast:author>'),
    'W_FEED_UNKNOWN',
    'podcast:author',
  ],
  ['a role of nobody', inShow('<podcast:person role="cheerleader">Ada</podcast:person>'), 'W_FEED_ROLE', '@role'],
  ['a group of nobody', inShow('<podcast:person group="crowd">Ada</podcast:person>'), 'W_FEED_ROLE', '@group'],
  [
    'comments without a first post',
    inEpisode('<podcast:socialInteract protocol="nostr"/>'),
    'E_ATTRIBUTE_MISSING',
    '@uri',
  ],
  [
    'a publisher that is a show',
    inShow(`<podcast:publisher><podcast:remoteItem feedGuid="${UUID}"/></podcast:publisher>`),
    'E_FEED_MEDIUM',
    '@medium',
  ],
  [
    'a live item without a link',
    inShow(`<podcast:liveItem ${LIVE}><title>a</title></podcast:liveItem>`),
    'E_ELEMENT_MISSING',
    'podcast:liveItem',
  ],
  [
    'a live item with two titles',
    inShow(`<podcast:liveItem ${LIVE}><title>a</title><title>b</title>${LINK}</podcast:liveItem>`),
    'E_FEED_REPEATED',
    'title',
  ],
  [
    'a live item with a part of a channel',
    inShow(`<podcast:liveItem ${LIVE}><ttl>5</ttl>${LINK}</podcast:liveItem>`),
    'E_ELEMENT_PLACE',
    'ttl',
  ],
  ['a chat nowhere', inShow('<podcast:chat protocol="irc"/>'), 'E_ATTRIBUTE_MISSING', '@server'],
  ['a payment without method', paid(PAID, 'type="lightning"'), 'E_ATTRIBUTE_MISSING', '@method'],
  ['a payment to nobody', paid(''), 'E_ELEMENT_MISSING', 'podcast:value'],
  ['a recipient of half', paid(PAID.replace('95', 'half')), 'E_NUMBER', '@split'],
  [
    'a split of a time without duration',
    paid(`${PAID}<podcast:valueTimeSplit startTime="60">${PAID}</podcast:valueTimeSplit>`),
    'E_ATTRIBUTE_MISSING',
    '@duration',
  ],
];

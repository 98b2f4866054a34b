import { faultsIn } from '../fragments.js';
import { inEntry, show } from '../sample-feeds.js';
import type { Fault } from './fault.js';

const ALTERNATE =
  '<podcast:alternateEnclosure type="audio/opus" default="true"><podcast:source uri="https://tides.example/a.opus"/></podcast:alternateEnclosure>';
const LINK = '<podcast:contentLink href="https://a.example/live">Listen</podcast:contentLink>';

/** Parts that contradict each other, or were never filled; the episode of the sample lasts 187 s. */
export const AGREEMENT_FAULTS: readonly Fault[] = [
  ...faultsIn('episode', {
    '<podcast:soundbite startTime="170" duration="30">Low</podcast:soundbite>': 'W_DISAGREES podcast:soundbite',
    '<psc:chapters version="1.2"><psc:chapter start="0" title="a"/><psc:chapter start="10:00" title="b"/></psc:chapters>':
      'W_DISAGREES psc:chapter',
    '<itunes:season>2</itunes:season><podcast:season>3</podcast:season>': 'W_DISAGREES podcast:season',
    '<itunes:episode>2</itunes:episode><podcast:episode>3.5</podcast:episode>': 'W_DISAGREES podcast:episode',
    '<podcast:transcript url="https://harbour.example/tide.vtt" type="text/vtt"/>': 'E_FEED_REPEATED @url',
    [ALTERNATE + ALTERNATE.replace('opus"/>', 'ogg"/>')]: 'E_FEED_REPEATED @default',
  }),
  ...faultsIn('show', {
    '<podcast:location geo="geo:98.1,11.5">Nowhere</podcast:location>': 'E_VALUE @geo',
    '<podcast:location geo="geo:8.1,211.5;crs=wgs84">Nowhere</podcast:location>': 'E_VALUE @geo',
    '<podcast:updateFrequency rrule="FREQ=WEEKLY;EVERY=2">a</podcast:updateFrequency>': 'E_VALUE @rrule',
    '<podcast:updateFrequency rrule="FREQ=WEEKLY;BYDAY=MON">a</podcast:updateFrequency>': 'E_VALUE @rrule',
    '<podcast:updateFrequency rrule="INTERVAL=2">a</podcast:updateFrequency>': 'E_VALUE @rrule',
    '<podcast:updateFrequency rrule="FREQ=DAILY;FREQ=WEEKLY">a</podcast:updateFrequency>': 'E_VALUE @rrule',
    '<podcast:updateFrequency dtstart="2026-01-01" rrule="FREQ=DAILY;COUNT=2;UNTIL=20260301">a</podcast:updateFrequency>':
      'E_VALUE @rrule',
    [`<podcast:liveItem status="live" start="2026-03-02T08:00:00Z" end="2026-03-02T07:00:00Z"><title>a</title>${LINK}</podcast:liveItem>`]:
      'W_DISAGREES @end',
    [`<podcast:liveItem status="live" start="2026-03-02T08:00:00Z"><title>a</title><podcast:transcript url="https://a.example/t.doc" type="application/msword"/>${LINK}</podcast:liveItem>`]:
      'E_ITEM_TRANSCRIPT podcast:transcript',
  }),
  ...faultsIn('channel', {
    '<atom:link rel="next" href="https://a.example/2"/><atom:link rel="next" href="https://a.example/3"/>':
      'W_FEED_PAGES atom:link',
    '<atom:link rel="prev-archive" href="https://tides.example/feed.xml"/>': 'W_FEED_PAGES atom:link',
    '<copyright>undefined</copyright>': 'W_UNFILLED copyright',
    '<category>{{ category }}</category>': 'W_UNFILLED category',
    '<generator>${generator}</generator>': 'W_UNFILLED generator',
  }),
  ['a reply to itself', inEntry('<thr:in-reply-to ref="tag:tides.example,2026:low"/>'), 'W_DISAGREES', '@ref'],
  ['a title that was never filled', show('The tide table, explained', '[object Object]'), 'W_UNFILLED', 'title'],
  ['a guid that was never filled', show('>tide-1<', '>undefined<'), 'W_UNFILLED', 'guid'],
  ['a title as mail writes it', show('The tide table, explained', '=?UTF-8?Q?Caf=C3=A9?='), 'W_REFERENCE', 'title'],
  ['a guid with blanks around it', show('>tide-1<', '> tide-1 <'), 'W_FEED_SPACE', 'guid'],
];

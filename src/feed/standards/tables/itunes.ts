import { tableOf, type ValueType } from '../grammar.js';
import { ADDRESS, WEB_ADDRESS } from '../values/addresses.js';
import { EMAIL, matching, wholeNumber } from '../values/numbers-and-words.js';
import { ANY, HTML, PLAIN, shortText, WORDS } from '../values/texts.js';

/** Apple's own older words among them; PSP-1 and today's Apple take fewer, which is asked by their profiles. */
const explicit = (code: 'E_FEED_EXPLICIT' | 'E_ITEM_EXPLICIT'): ValueType =>
  matching('true or false', /^(?:true|false|yes|no|clean|explicit)$/iu, 'write true or false.', code);
const FLAG = matching('yes', /^(?:yes|no)$/iu, 'write yes, or leave the tag out.', 'W_FEED_FLAG');
/** Seconds, or a clock. */
const DURATION = matching(
  'a number of seconds, or a time as 1:02:03',
  /^(?:\d+|(?:\d+:[0-5]?\d|\d+):[0-5]?\d)$/u,
  'write whole seconds.',
  'W_ITEM_DURATION',
);
/** Apple, as long as it had the tag. */
const MAX_KEYWORDS = 12;
const KEYWORDS: ValueType = {
  name: `plain text, at most ${MAX_KEYWORDS} words with commas`,
  check: (text, context) => {
    const { length } = text.split(',').filter((word) => word.trim() !== '');
    if (length <= MAX_KEYWORDS) return PLAIN.check(text, context);
    const says = `lists ${length} keywords, and ${MAX_KEYWORDS} are taken`;
    return [{ code: 'W_PLATFORM_LONG', says, fix: 'keep those that count.' }];
  },
};
const BOTH = 'channel item';

/** Apple, "A Podcaster’s Guide to RSS". */
export const ITUNES_TABLE = tableOf('Apple', {
  'itunes:author': { in: `? ${BOTH}`, holds: WORDS },
  'itunes:block': { in: `? ${BOTH}`, holds: FLAG },
  'itunes:category': { in: '* channel itunes:category', holds: 'elements', with: { 'text!': ANY } },
  'itunes:complete': { in: '? channel', holds: FLAG },
  'itunes:explicit': [
    { in: '? channel', holds: explicit('E_FEED_EXPLICIT') },
    { in: '? item', holds: explicit('E_ITEM_EXPLICIT') },
  ],
  'itunes:image': [
    { in: '? channel', with: { 'href!': WEB_ADDRESS } },
    { in: '? item', with: { 'href!': WEB_ADDRESS } },
  ],
  'itunes:keywords': { in: `? ${BOTH}`, holds: KEYWORDS },
  'itunes:new-feed-url': { in: '? channel', holds: WEB_ADDRESS },
  'itunes:owner': { in: '? channel', holds: 'elements' },
  'itunes:name': { in: '? itunes:owner', holds: PLAIN },
  'itunes:email': { in: '? itunes:owner', holds: EMAIL },
  'itunes:subtitle': { in: `? ${BOTH}`, holds: shortText(255, PLAIN) },
  'itunes:summary': { in: `? ${BOTH}`, holds: shortText(4000, HTML) },
  'itunes:title': { in: `? ${BOTH}`, holds: PLAIN },
  'itunes:type': {
    in: '? channel',
    holds: matching('known', /^(?:episodic|serial)$/iu, 'write episodic or serial.', 'E_FEED_TYPE'),
  },
  'itunes:duration': { in: '? item', holds: DURATION },
  'itunes:episode': { in: '? item', holds: wholeNumber(1, Infinity, 'E_ITEM_NUMBER') },
  'itunes:season': { in: '? item', holds: wholeNumber(1, Infinity, 'E_ITEM_NUMBER') },
  'itunes:order': { in: '? item', holds: wholeNumber(0) },
  'itunes:episodeType': {
    in: '? item',
    holds: matching('known', /^(?:full|trailer|bonus)$/iu, 'write full, trailer or bonus.', 'E_ITEM_TYPE'),
  },
  'itunes:isClosedCaptioned': { in: '? item', holds: FLAG },
  'itunes:applepodcastsverify': { in: '? channel', holds: ANY },
  'itunes:link': { in: '* channel', holds: 'anything' as const, with: { href: ADDRESS, rel: ANY, type: ANY } },
});

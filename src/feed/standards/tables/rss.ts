import { tableOf } from '../grammar.js';
import { ADDRESS, PICTURE, WEB_ADDRESS } from '../values/addresses.js';
import { DATE_822 } from '../values/dates.js';
import { coded, LANGUAGE, MAILBOX, matching, MEDIA_TYPE, oneOf, wholeNumber } from '../values/numbers-and-words.js';
import { ANY, CHANNEL_DESCRIPTION, HTML, PLAIN, WORDS } from '../values/texts.js';

const DAYS = oneOf('Monday Tuesday Wednesday Thursday Friday Saturday Sunday');
const PICS = matching('a PICS label', /^\(PICS-/u, 'write a label as (PICS-1.1 "…"), or leave it out.');

const HOST = matching('a host name', /^(?:[\w.-]+|\[[\da-f:.]+\])$/iu, 'write the name of the host alone.');

/** RSS 2.0, https://www.rssboard.org/rss-specification; files of 0.91 and 0.92 are files of 2.0. */
export const RSS_TABLE = tableOf('RSS 2.0', {
  channel: { in: '1 rss', holds: 'elements' },
  title: [
    { in: '1 channel', holds: PLAIN, codes: { missing: 'E_FEED_TITLE' } },
    { in: '1 image textInput', holds: WORDS },
    { in: '? item', holds: WORDS },
  ],
  link: [
    { in: '1 channel', holds: ADDRESS, codes: { missing: 'E_FEED_LINK' } },
    { in: '1 image textInput', holds: ADDRESS },
    { in: '? item', holds: ADDRESS },
  ],
  description: [
    { in: '1 channel', holds: CHANNEL_DESCRIPTION, codes: { missing: 'E_FEED_DESCRIPTION' } },
    { in: '1 textInput', holds: WORDS },
    { in: '? image', holds: PLAIN },
    { in: '? item', holds: HTML },
  ],
  language: { in: '? channel', holds: coded(LANGUAGE, 'E_FEED_LANGUAGE') },
  copyright: { in: '? channel', holds: PLAIN },
  managingEditor: { in: '? channel', holds: MAILBOX },
  webMaster: { in: '? channel', holds: MAILBOX },
  pubDate: { in: '? channel item', holds: DATE_822 },
  lastBuildDate: { in: '? channel', holds: DATE_822 },
  category: { in: '* channel item', holds: WORDS, with: { domain: ANY } },
  generator: { in: '? channel', holds: PLAIN },
  docs: { in: '? channel', holds: ADDRESS },
  cloud: {
    in: '? channel',
    with: {
      'domain!': HOST,
      'port!': wholeNumber(1, 65535),
      'path!': ANY,
      'registerProcedure!': ANY,
      'protocol!': oneOf('xml-rpc soap http-post'),
    },
  },
  ttl: { in: '? channel', holds: wholeNumber(0) },
  image: { in: '? channel', holds: 'elements' },
  url: { in: '1 image', holds: PICTURE },
  width: { in: '? image', holds: wholeNumber(1, 144) },
  height: { in: '? image', holds: wholeNumber(1, 400) },
  rating: { in: '? channel', holds: PICS },
  textInput: { in: '? channel', holds: 'elements' },
  name: { in: '1 textInput', holds: WORDS },
  skipHours: { in: '? channel', holds: 'elements' },
  hour: { in: '+ skipHours', holds: wholeNumber(0, 23) },
  skipDays: { in: '? channel', holds: 'elements' },
  day: { in: '+ skipDays', holds: DAYS },
  item: { in: '* channel', holds: 'elements', codes: { place: 'E_ITEM_PLACE' } },
  author: { in: '? item', holds: MAILBOX },
  comments: { in: '? item', holds: ADDRESS },
  enclosure: {
    in: '? item',
    with: { 'url!': WEB_ADDRESS, 'length!': wholeNumber(0, Infinity, 'W_ENCLOSURE'), 'type!': MEDIA_TYPE },
    codes: { repeated: 'W_ITEM_ENCLOSURES' },
  },
  guid: { in: '? item', holds: WORDS, with: { isPermaLink: oneOf('true false') } },
  source: { in: '? item', holds: WORDS, with: { 'url!': ADDRESS } },
});

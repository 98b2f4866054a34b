import { tableOf, type ValueType } from '../grammar.js';
import { ADDRESS, NAME } from '../values/addresses.js';
import { decimal, LANGUAGE, matching, MEDIA_TYPE, oneOf, wholeNumber, valueThat } from '../values/numbers-and-words.js';
import { ANY, HTML, PLAIN } from '../values/texts.js';

/** Parts that may describe a channel, an item, a group or one file. */
const ANYWHERE = 'channel item atom:feed atom:entry media:group media:content';
const KIND = oneOf('plain html');
/** Plain text unless its type says that it is HTML. */
const TYPED: ValueType = {
  name: 'text or HTML, as its type says',
  check: (text, context) => (context.element.attributes['type'] === 'html' ? HTML : PLAIN).check(text, context),
};
/** NTP as RFC 2326 §3.6 writes it: a clock, or seconds. */
const CLOCK = matching(
  'a time as 12:05:01.123',
  /^(?:\d+(?:\.\d+)?s?|(?:\d+:)?\d{1,2}:\d{2}(?:\.\d+)?)$/u,
  'write hours, minutes and seconds.',
);
const RATING = valueThat('a rating', { isRight: (text) => text !== '', fix: 'write the rating.' });

const CONTENT = {
  url: ADDRESS,
  fileSize: wholeNumber(0),
  type: MEDIA_TYPE,
  medium: oneOf('image audio video document executable'),
  isDefault: oneOf('true false'),
  expression: oneOf('sample full nonstop'),
  bitrate: decimal(0),
  framerate: decimal(0),
  samplingrate: decimal(0),
  channels: decimal(0),
  duration: decimal(0),
  height: wholeNumber(0),
  width: wholeNumber(0),
  lang: LANGUAGE,
};

/** Media RSS 1.5.1, https://www.rssboard.org/media-rss. */
export const MEDIA_TABLE = tableOf('Media RSS 1.5.1', {
  'media:group': { in: '* item atom:entry', holds: 'elements' },
  'media:content': [
    { in: '* item atom:entry', holds: 'elements', with: CONTENT },
    { in: '+ media:group', holds: 'elements', with: CONTENT },
  ],
  'media:rating': {
    in: `* ${ANYWHERE}`,
    holds: {
      name: 'adult or nonadult, unless another scheme is named',
      check: (text, context) => {
        const scheme = context.element.attributes['scheme'] ?? 'urn:simple';
        return (scheme === 'urn:simple' ? oneOf('adult nonadult') : RATING).check(text, context);
      },
    },
    with: { scheme: NAME },
  },
  'media:adult': { in: `* ${ANYWHERE}`, holds: oneOf('true false') },
  'media:title': { in: `? ${ANYWHERE}`, holds: TYPED, with: { type: KIND } },
  'media:description': { in: `? ${ANYWHERE}`, holds: TYPED, with: { type: KIND } },
  'media:keywords': { in: `? ${ANYWHERE}`, holds: PLAIN },
  'media:thumbnail': {
    in: `* ${ANYWHERE}`,
    with: { 'url!': ADDRESS, width: wholeNumber(0), height: wholeNumber(0), time: CLOCK },
  },
  'media:category': { in: `* ${ANYWHERE}`, holds: PLAIN, with: { scheme: ANY, label: ANY } },
  'media:hash': { in: `* ${ANYWHERE}`, holds: PLAIN, with: { algo: oneOf('md5 sha-1') } },
  'media:player': {
    in: `? ${ANYWHERE}`,
    with: { 'url!': ADDRESS, width: wholeNumber(0), height: wholeNumber(0) },
  },
  'media:credit': { in: `* ${ANYWHERE}`, holds: PLAIN, with: { role: ANY, scheme: NAME } },
  'media:copyright': { in: `? ${ANYWHERE}`, holds: PLAIN, with: { url: ADDRESS } },
  'media:text': {
    in: `* ${ANYWHERE}`,
    holds: TYPED,
    with: { type: KIND, lang: LANGUAGE, start: CLOCK, end: CLOCK },
  },
  'media:restriction': {
    in: `* ${ANYWHERE}`,
    holds: ANY,
    with: { 'relationship!': oneOf('allow deny'), type: oneOf('country uri sharing') },
  },
  ...Object.fromEntries(
    'community comments embed responses backLinks status price license subTitle peerLink location rights scenes'
      .split(' ')
      .map((name) => [`media:${name}`, { in: `* ${ANYWHERE}`, holds: 'anything' as const }]),
  ),
});

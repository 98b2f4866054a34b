import { tableOf, type ValueType } from '../grammar.js';
import { ADDRESS, NAME } from '../values/addresses.js';
import { decimal, LANGUAGE, matching, MEDIA_TYPE, oneOf, wholeNumber, valueThat } from '../values/numbers-and-words.js';
import { ANY, HTML, PLAIN, WORDS } from '../values/texts.js';

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
const ROLE = matching('a role in small letters', /^[^\p{Lu}]+$/u, 'write it in small letters.');
const HASH: ValueType = {
  name: 'a sum of MD5 or SHA-1, as its algo says',
  check: (text, context) => {
    const { algo = 'md5' } = context.element.attributes;
    const [sum, figures] = algo === 'sha-1' ? ['SHA-1', 40] : ['MD5', 32];
    const isRight = new RegExp(`^[\\da-f]{${figures}}$`, 'iu').test(text.trim());
    return isRight
      ? []
      : [{ code: 'E_VALUE', says: `is not a sum of ${sum}`, fix: `write its ${figures} hexadecimal figures.` }];
  },
};
/** A number that lies between others of its element. */
const AVERAGE: ValueType = {
  name: 'a number from min to max',
  check: (text, context) => {
    const faults = decimal(0).check(text, context);
    const { min, max } = context.element.attributes;
    const isOutside = Number(text) < Number(min ?? 0) || Number(text) > Number(max ?? Infinity);
    if (faults.length > 0 || !isOutside) return faults;
    return [
      { code: 'E_NUMBER', says: `is not between ${min ?? '0'} and ${max ?? 'its max'}`, fix: 'correct one of them.' },
    ];
  },
};
/** An end, which comes after its start. */
const END: ValueType = {
  name: 'a time after start',
  check: (text, context) => {
    const faults = CLOCK.check(text, context);
    const [start, end] = [secondsOf(context.element.attributes['start'] ?? ''), secondsOf(text)];
    if (faults.length > 0 || !(end < start)) return faults;
    return [{ code: 'E_VALUE', says: 'comes before its start', fix: 'exchange them.' }];
  },
};
const COUNTRIES = matching('codes of ISO 3166', /^[a-z]{2}(?:\s+[a-z]{2})*$/iu, 'write codes as de at.');
const NO_KIND = oneOf('all none');
/** Codes of countries, addresses, or without a type all or none. */
const RESTRICTED: ValueType = {
  name: 'what its type says, or all or none',
  check: (text, context) => {
    if (/^(?:all|none)$/u.test(text.trim())) return [];
    const { type } = context.element.attributes;
    if (type === undefined) return NO_KIND.check(text, context);
    if (type === 'country') return COUNTRIES.check(text, context);
    if (type !== 'uri') return [];
    return text
      .trim()
      .split(/\s+/u)
      .flatMap((address) => NAME.check(address, context));
  },
};
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
  'media:category': { in: `* ${ANYWHERE}`, holds: WORDS, with: { scheme: ANY, label: ANY } },
  'media:hash': { in: `* ${ANYWHERE}`, holds: HASH, with: { algo: oneOf('md5 sha-1') } },
  'media:player': {
    in: `? ${ANYWHERE}`,
    with: { 'url!': ADDRESS, width: wholeNumber(0), height: wholeNumber(0) },
  },
  'media:credit': { in: `* ${ANYWHERE}`, holds: WORDS, with: { role: ROLE, scheme: NAME } },
  'media:copyright': { in: `? ${ANYWHERE}`, holds: PLAIN, with: { url: ADDRESS } },
  'media:text': {
    in: `* ${ANYWHERE}`,
    holds: TYPED,
    with: { type: KIND, lang: LANGUAGE, start: CLOCK, end: END },
  },
  'media:restriction': {
    in: `* ${ANYWHERE}`,
    holds: RESTRICTED,
    with: { 'relationship!': oneOf('allow deny'), type: oneOf('country uri sharing') },
  },
  ...Object.fromEntries(
    ['comments', 'responses', 'backLinks', 'scenes'].map((name) => [
      `media:${name}`,
      { in: `? ${ANYWHERE}`, holds: 'elements' as const },
    ]),
  ),
  'media:comment': { in: '* media:comments', holds: ANY },
  'media:response': { in: '* media:responses', holds: ADDRESS },
  'media:backLink': { in: '* media:backLinks', holds: ADDRESS },
  'media:scene': { in: '* media:scenes', holds: 'anything' },
  'media:community': { in: `? ${ANYWHERE}`, holds: 'elements' },
  'media:starRating': {
    in: '? media:community',
    with: { average: AVERAGE, count: wholeNumber(0), min: decimal(0), max: decimal(0) },
  },
  'media:statistics': { in: '? media:community', with: { views: wholeNumber(0), favorites: wholeNumber(0) } },
  'media:tags': { in: '? media:community', holds: WORDS },
  'media:embed': {
    in: `? ${ANYWHERE}`,
    holds: 'elements',
    with: { 'url!': ADDRESS, width: wholeNumber(0), height: wholeNumber(0) },
  },
  'media:param': { in: '* media:embed', holds: ANY, with: { 'name!': ANY } },
  'media:status': { in: `? ${ANYWHERE}`, with: { 'state!': oneOf('active blocked deleted'), reason: ANY } },
  'media:price': {
    in: `* ${ANYWHERE}`,
    holds: 'elements',
    with: {
      type: oneOf('rent purchase package subscription'),
      info: ADDRESS,
      price: decimal(0),
      currency: matching('a currency of ISO 4217', /^[A-Z]{3}$/u, 'write a code as EUR.'),
    },
  },
  'media:license': { in: `* ${ANYWHERE}`, holds: ANY, with: { type: MEDIA_TYPE, href: ADDRESS } },
  'media:subTitle': { in: `* ${ANYWHERE}`, with: { type: MEDIA_TYPE, lang: LANGUAGE, href: ADDRESS } },
  'media:peerLink': { in: `* ${ANYWHERE}`, with: { type: MEDIA_TYPE, href: ADDRESS } },
  'media:location': { in: `* ${ANYWHERE}`, holds: 'anything', with: { description: ANY, start: CLOCK, end: CLOCK } },
  'media:rights': { in: `? ${ANYWHERE}`, with: { status: oneOf('userCreated official') } },
});

/** Of a clock or of seconds; not a number where it is neither. */
function secondsOf(clock: string): number {
  return clock
    .replace(/s$/u, '')
    .split(':')
    .reduce((seconds, part) => seconds * 60 + Number.parseFloat(part), 0);
}

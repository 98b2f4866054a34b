import { tableOf, type ElementRule, type ValueType } from '../grammar.js';
import { ADDRESS, WEB_ADDRESS } from '../values/addresses.js';
import { DATE_822 } from '../values/dates.js';
import {
  coded,
  decimal,
  EMAIL,
  LANGUAGE,
  matching,
  MEDIA_TYPE,
  oneOf,
  valueThat,
  wholeNumber,
} from '../values/numbers-and-words.js';
import { RECURRENCE } from '../values/recurrence.js';
import { ANY, PLAIN, shortText, WORDS } from '../values/texts.js';

const BOTH = 'channel item podcast:liveItem';
const ITEMS = 'item podcast:liveItem';
const SHORT = shortText(128);
const UUID = matching(
  'a UUID',
  /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/iu,
  'add the UUIDv5 of the first feed address.',
);
const MEDIUM = matching(
  'known',
  /^(?:(?:podcast|music|video|film|audiobook|newsletter|blog|publisher|course)L?|mixed)$/u,
  'write podcast, newsletter, blog, audiobook…',
  'E_FEED_MEDIUM',
);
const YES_OR_NO = matching('yes or no', /^(?:yes|no)$/iu, 'write yes or no.');
const TRUE_OR_FALSE = oneOf('true false');
/** The document writes zones with a colon and without. */
const DATE_8601 = valueThat('a date of ISO 8601', {
  isRight: (text) =>
    /^\d{4}-?\d{2}-?\d{2}/u.test(text) && !Number.isNaN(Date.parse(text.replace(/([+-]\d{2})(\d{2})$/u, '$1:$2'))),
  fix: 'write it as 2026-12-31T09:00:00Z.',
  code: 'W_DATE',
});
/** RFC 5870; without another reference system its numbers are degrees of WGS 84. */
const GEO = valueThat('a geo URI', {
  isRight: (text) => {
    const form = /^geo:(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)(?:,-?\d+(?:\.\d+)?)?((?:;[\w-]+(?:=[^;\s]*)?)*)$/iu;
    const [, latitude, longitude, parameters = ''] = form.exec(text) ?? [];
    if (latitude === undefined) return false;
    return (
      /;crs=(?!wgs84)/iu.test(parameters) || (Math.abs(Number(latitude)) <= 90 && Math.abs(Number(longitude)) <= 180)
    );
  },
  fix: 'write geo:latitude,longitude.',
});
const OSM = matching('a key of OpenStreetMap', /^[NWR]\d+(?:#\d+)?$/u, 'write N, W or R and the number.');
const COUNTRY = matching('a country of ISO 3166', /^[a-z]{2}$/iu, 'write two letters.');
const SLUG = matching('a name of a service', /^[a-z\d_-]{1,32}$/u, 'write the name of the list.');
const PERSON: ValueType = coded(shortText(128), 'E_FEED_PERSON');
const INTEGRITY = matching(
  'an integrity value',
  /^(?:sha(?:256|384|512)-[\w+/=]+|[\s\S]{16,})$/u,
  'write the digest as sha384-…',
);
const TXT: ValueType = {
  name: 'text of at most 4000 characters; of ai-content true or false',
  check: (text, context) => {
    if (context.element.attributes['purpose'] === 'ai-content')
      return coded(TRUE_OR_FALSE, 'E_FEED_TXT').check(text, context);
    return coded(shortText(4000, ANY), 'E_FEED_TXT').check(text, context);
  },
};
const REMOTE = { 'feedGuid!': UUID, feedUrl: WEB_ADDRESS, itemGuid: ANY, medium: MEDIUM, title: ANY, feedImg: ADDRESS };
/** Names of the taxonomy are compared by their letters alone: "co-host" is "Co Host". */
const lettersOf = (name: string): string => name.toLowerCase().replace(/[^a-z]/gu, '');
const inTaxonomy = (kind: string, names: string): ValueType => {
  const known = new Set(names.split(', ').map(lettersOf));
  return valueThat(`a ${kind} of the Podcast Taxonomy`, {
    isRight: (text) => known.has(lettersOf(text)),
    fix: `write a ${kind} of https://podcasttaxonomy.com.`,
    code: 'W_FEED_ROLE',
  });
};
const GROUP = inTaxonomy(
  'group',
  'Creative Direction, Cast, Writing, Audio Production, Audio Post-Production, Administration, Visuals, Community, Misc, Video Production, Video Post-Production',
);
const ROLE = inTaxonomy(
  'role',
  'Director, Assistant Director, Executive Producer, Senior Producer, Producer, Associate Producer, Development Producer, Creative Director, Host, Co-Host, Guest Host, Guest, Voice Actor, Narrator, Announcer, Reporter, Author, Editorial Director, Co-Writer, Writer, Songwriter, Guest Writer, Story Editor, Managing Editor, Script Editor, Script Coordinator, Researcher, Editor, Fact Checker, Translator, Transcriber, Logger, Studio Coordinator, Technical Director, Technical Manager, Audio Engineer, Remote Recording Engineer, Post Production Engineer, Audio Editor, Sound Designer, Foley Artist, Composer, Theme Music, Music Production, Music Contributor, Production Coordinator, Booking Coordinator, Production Assistant, Content Manager, Marketing Manager, Sales Representative, Sales Manager, Graphic Designer, Cover Art Designer, Social Media Manager, Consultant, Intern, Camera Operator, Lighting Designer, Camera Grip, Assistant Camera, Assistant Editor',
);

const RECIPIENT = {
  'type!': WORDS,
  'address!': WORDS,
  'split!': wholeNumber(0),
  name: ANY,
  customKey: ANY,
  customValue: ANY,
  fee: TRUE_OR_FALSE,
};

/** https://podcastindex.org/namespace/1.0. */
export const PODCAST_TABLE: readonly ElementRule[] = tableOf('Podcasting 2.0', {
  'podcast:guid': { in: '? channel', holds: coded(UUID, 'E_FEED_GUID') },
  'podcast:locked': { in: '? channel', holds: coded(YES_OR_NO, 'E_FEED_LOCKED'), with: { owner: EMAIL } },
  'podcast:medium': { in: '? channel', holds: MEDIUM },
  'podcast:block': { in: '* channel', holds: YES_OR_NO, with: { id: SLUG } },
  'podcast:funding': { in: `* ${BOTH}`, holds: shortText(128, PLAIN), with: { 'url!': ADDRESS } },
  'podcast:transcript': {
    in: `* ${ITEMS}`,
    with: { 'url!': WEB_ADDRESS, type: ANY, language: LANGUAGE, rel: oneOf('captions') },
  },
  'podcast:chapters': { in: `? ${ITEMS}`, with: { 'url!': WEB_ADDRESS, type: ANY } },
  'podcast:soundbite': {
    in: `* ${ITEMS}`,
    holds: shortText(128, PLAIN),
    with: { 'startTime!': decimal(0), 'duration!': decimal(0) },
  },
  'podcast:person': {
    in: `* ${BOTH}`,
    holds: PERSON,
    with: { role: ROLE, group: GROUP, img: WEB_ADDRESS, href: ADDRESS },
  },
  'podcast:location': {
    in: `* ${BOTH}`,
    holds: SHORT,
    with: { rel: oneOf('subject creator'), geo: GEO, osm: OSM, country: COUNTRY },
  },
  'podcast:season': { in: `? ${ITEMS}`, holds: wholeNumber(0), with: { name: shortText(128) } },
  'podcast:episode': { in: `? ${ITEMS}`, holds: decimal(0), with: { display: shortText(32) } },
  'podcast:trailer': {
    in: '* channel',
    holds: SHORT,
    with: {
      'url!': WEB_ADDRESS,
      'pubdate!': DATE_822,
      length: wholeNumber(0),
      type: MEDIA_TYPE,
      season: wholeNumber(0),
    },
  },
  'podcast:license': { in: `? ${BOTH}`, holds: SHORT, with: { url: ADDRESS } },
  'podcast:alternateEnclosure': {
    in: `* ${ITEMS}`,
    holds: 'elements',
    with: {
      'type!': MEDIA_TYPE,
      length: wholeNumber(0),
      bitrate: decimal(0),
      height: wholeNumber(0),
      lang: LANGUAGE,
      title: shortText(32),
      rel: shortText(32),
      codecs: ANY,
      default: TRUE_OR_FALSE,
    },
  },
  'podcast:source': { in: '+ podcast:alternateEnclosure', with: { 'uri!': ADDRESS, contentType: MEDIA_TYPE } },
  'podcast:integrity': {
    in: '? podcast:alternateEnclosure',
    with: { 'type!': oneOf('sri pgp-signature'), 'value!': INTEGRITY },
  },
  'podcast:image': {
    in: `* ${BOTH}`,
    with: {
      'href!': WEB_ADDRESS,
      alt: ANY,
      'aspect-ratio': matching('a ratio as 16/9', /^\d+(?:\.\d+)?(?:\s*\/\s*\d+(?:\.\d+)?)?$/u, 'write it as 16/9.'),
      width: wholeNumber(1),
      height: wholeNumber(1),
      type: MEDIA_TYPE,
      purpose: shortText(128),
    },
  },
  'podcast:images': { in: `? ${BOTH}`, with: { 'srcset!': ANY } },
  'podcast:updateFrequency': {
    in: '? channel',
    holds: SHORT,
    with: {
      complete: TRUE_OR_FALSE,
      dtstart: DATE_8601,
      rrule: RECURRENCE,
    },
  },
  'podcast:podping': { in: '? channel', with: { 'usesPodping!': TRUE_OR_FALSE } },
  'podcast:podroll': { in: '? channel', holds: 'elements' },
  'podcast:publisher': { in: '? channel', holds: 'elements' },
  'podcast:remoteItem': [
    { in: '+ podcast:podroll', with: REMOTE },
    { in: '1 podcast:publisher', with: REMOTE },
    { in: '* channel podcast:valueTimeSplit', with: REMOTE },
  ],
  'podcast:txt': { in: `* ${BOTH}`, holds: TXT, with: { purpose: coded(shortText(128), 'E_FEED_TXT') } },
  'podcast:contentLink': [
    { in: '* item', holds: shortText(255), with: { 'href!': ADDRESS } },
    { in: '+ podcast:liveItem', holds: shortText(255), with: { 'href!': ADDRESS } },
  ],
  'podcast:socialInteract': {
    in: `* ${BOTH}`,
    with: { 'protocol!': ANY, uri: ADDRESS, accountId: ANY, accountUrl: ADDRESS, priority: wholeNumber(0) },
  },
  'podcast:liveItem': {
    in: '* channel',
    holds: 'elements',
    with: { 'status!': oneOf('pending live ended'), 'start!': DATE_8601, end: DATE_8601, chat: ANY },
  },
  'podcast:chat': { in: `? ${BOTH}`, with: { 'server!': WORDS, 'protocol!': WORDS, accountId: ANY, space: ANY } },
  'podcast:value': {
    in: `* ${BOTH}`,
    holds: 'elements',
    with: { 'type!': WORDS, 'method!': WORDS, suggested: decimal(0) },
  },
  'podcast:valueRecipient': [
    { in: '+ podcast:value', with: RECIPIENT },
    { in: '* podcast:valueTimeSplit', with: RECIPIENT },
  ],
  'podcast:valueTimeSplit': {
    in: '* podcast:value',
    holds: 'elements',
    with: {
      'startTime!': decimal(0),
      'duration!': decimal(0),
      remoteStartTime: decimal(0),
      remotePercentage: decimal(0),
    },
  },
  'podcast:metaBoost': { in: '* podcast:value', holds: 'anything' },
});

import { tableOf, type ElementRule, type ValueType } from '../grammar.js';
import { ADDRESS, IDENTIFIER, NAME } from '../values/addresses.js';
import { ATOM_TEXT, TEXT_TYPE } from '../values/atom-texts.js';
import { DATE_3339, DATE_W3C } from '../values/dates.js';
import { LANGUAGE, matching, MEDIA_TYPE, oneOf, wholeNumber } from '../values/numbers-and-words.js';
import { ANY, PLAIN, shortText } from '../values/texts.js';

const CHANNELS = 'channel rss1:channel atom:feed';
const ITEMS = 'item rss1:item atom:entry';
const BOTH = `${CHANNELS} ${ITEMS}`;
const RESOURCE = { 'rdf:resource!': ADDRESS };
/** Lists may begin anywhere, before their first result too. */
const WHOLE = matching('a whole number', /^[+-]?\d{1,15}$/u, 'write figures alone.', 'E_NUMBER');
/** OpenSearch 1.1, "OpenSearch Query element": a role of the document, or one of an extension. */
const QUERY = {
  'role!': matching(
    'a role of OpenSearch',
    /^(?:request|example|related|correction|subset|superset|[\w-]+:\S+)$/u,
    'write request, example, related, correction, subset or superset.',
  ),
  title: shortText(256),
  totalResults: wholeNumber(0),
  searchTerms: ANY,
  count: wholeNumber(0),
  startIndex: WHOLE,
  startPage: WHOLE,
  language: LANGUAGE,
  inputEncoding: ANY,
  outputEncoding: ANY,
};
/** DCMI Period: `start=…; end=…; scheme=W3C-DTF`, any of them left out. */
const PERIOD: ValueType = {
  name: 'a date of W3C, or a period as start=…; end=…',
  // What is valid may begin or end later, so that no date of it lies in the future.
  check: (text, { element, isAttribute, hasBase, isPodcast }) => {
    const timeless = { element, isAttribute, hasBase, isPodcast };
    if (!text.includes('=')) return DATE_W3C.check(text, timeless);
    const parts = text.split(';').filter((part) => part.trim() !== '');
    const isKnown = parts.every((part) => /^\s*(?:start|end|scheme|name)\s*=\s*\S/u.test(part));
    if (!isKnown) return [{ code: 'E_VALUE', says: 'is not a period of DCMI', fix: 'write start=…; end=….' }];
    const dates = parts.flatMap((part) => /^\s*(?:start|end)\s*=\s*(.*)$/u.exec(part)?.[1] ?? []);
    return dates.flatMap((date) => DATE_W3C.check(date, timeless));
  },
};
const row = (places: string, holds: typeof ADDRESS) => ({ in: `* ${places}`, holds });

/** Modules that older programs write: each a few elements that hold an address, a number or a date. */
export const OLDER_MODULES: readonly ElementRule[] = [
  ...tableOf('RSS 1.0 Administration', {
    'admin:generatorAgent': { in: `? ${CHANNELS}`, with: RESOURCE },
    'admin:errorReportsTo': { in: `? ${CHANNELS}`, with: RESOURCE },
  }),
  ...tableOf('blogChannel', {
    'blogChannel:blogRoll': row(CHANNELS, ADDRESS),
    'blogChannel:mySubscriptions': row(CHANNELS, ADDRESS),
    'blogChannel:blink': row(CHANNELS, ADDRESS),
    'blogChannel:changes': row(CHANNELS, ADDRESS),
  }),
  ...tableOf('RSS 1.0 Creative Commons', {
    'cc:license': { in: `* ${BOTH}`, with: RESOURCE },
    'cc:License': { in: '* rdf:RDF', holds: 'anything' },
  }),
  ...tableOf('TrackBack', {
    'trackback:ping': { in: `? ${ITEMS}`, holds: ADDRESS, with: { 'rdf:resource': ADDRESS } },
    'trackback:about': { in: `* ${ITEMS}`, holds: ADDRESS, with: { 'rdf:resource': ADDRESS } },
  }),
  ...tableOf('RSS 1.0 Event', {
    'ev:startdate': row(ITEMS, DATE_W3C),
    'ev:enddate': row(ITEMS, DATE_W3C),
    'ev:location': row(ITEMS, PLAIN),
    'ev:organizer': row(ITEMS, PLAIN),
    'ev:type': row(ITEMS, PLAIN),
  }),
  ...tableOf('RSS 1.0 Link', {
    'l:link': { in: `* ${BOTH}`, with: { 'rdf:resource!': ADDRESS, 'l:rel': NAME, 'l:type': MEDIA_TYPE } },
  }),
  ...tableOf('RSS 1.0 Annotate', { 'annotate:reference': { in: `* ${ITEMS}`, with: RESOURCE } }),
  ...tableOf('FeedBurner', {
    'feedburner:origLink': row(ITEMS, ADDRESS),
    'feedburner:origEnclosureLink': row(ITEMS, ADDRESS),
    'feedburner:awareness': row(CHANNELS, ADDRESS),
    ...Object.fromEntries(
      'info emailServiceId feedburnerHostname feedFlare browserFriendly'
        .split(' ')
        .map((name) => [`feedburner:${name}`, { in: `* ${BOTH}`, holds: 'anything' as const }]),
    ),
  }),
  ...tableOf('OpenSearch 1.1', {
    'opensearch:totalResults': { in: `? ${CHANNELS}`, holds: wholeNumber(0) },
    'opensearch:startIndex': { in: `? ${CHANNELS}`, holds: wholeNumber(0) },
    'opensearch:itemsPerPage': { in: `? ${CHANNELS}`, holds: wholeNumber(0) },
    'opensearch:Query': { in: `* ${CHANNELS}`, with: QUERY },
    'opensearch:link': { in: `* ${CHANNELS}`, holds: 'anything' },
  }),
  ...tableOf('RFC 5005', {
    'fh:archive': { in: `? ${CHANNELS}` },
    'fh:complete': { in: `? ${CHANNELS}` },
    'fh:incremental': { in: `? ${CHANNELS}`, holds: oneOf('true false') },
  }),
  ...tableOf('RFC 6721', {
    'at:deleted-entry': { in: `* ${CHANNELS}`, holds: 'elements', with: { 'ref!': IDENTIFIER, 'when!': DATE_3339 } },
    'at:by': { in: '? at:deleted-entry', holds: 'elements' },
    'at:comment': { in: '? at:deleted-entry', holds: ATOM_TEXT, with: { type: TEXT_TYPE } },
  }),
  ...tableOf('RFC 5023', {
    'app:edited': { in: `? ${ITEMS}`, holds: DATE_3339 },
    'app:control': { in: `? ${ITEMS}`, holds: 'elements' },
    'app:draft': { in: '? app:control', holds: oneOf('yes no') },
    'app:collection': { in: `* ${CHANNELS}`, holds: 'anything' },
  }),
  ...tableOf('Dublin Core Terms', {
    'dcterms:valid': { in: `* ${BOTH}`, holds: PERIOD },
    ...Object.fromEntries(
      'created issued modified dateAccepted dateCopyrighted dateSubmitted'
        .split(' ')
        .map((name) => [`dcterms:${name}`, row(BOTH, DATE_W3C)]),
    ),
    ...Object.fromEntries(
      'abstract accessRights accrualMethod accrualPeriodicity accrualPolicy alternative audience available bibliographicCitation conformsTo contributor coverage creator date description educationLevel extent format hasFormat hasPart hasVersion identifier instructionalMethod isFormatOf isPartOf isReferencedBy isReplacedBy isRequiredBy isVersionOf language license mediator medium provenance publisher references relation replaces requires rights rightsHolder source spatial subject tableOfContents temporal title type'
        .split(' ')
        .map((name) => [`dcterms:${name}`, { in: `* ${BOTH}`, holds: 'anything' as const }]),
    ),
  }),
  ...tableOf('Spotify Podcast Delivery Specification 1.6', {
    'spotify:limit': { in: '? channel', with: { 'recentCount!': wholeNumber(1) } },
    'spotify:countryOfOrigin': {
      in: '? channel',
      holds: matching('codes of ISO 3166', /^[a-z]{2}(?:\s+[a-z]{2})*$/iu, 'write codes of countries, as de at.'),
    },
    'spotify:access': { in: '? channel item', holds: 'anything' },
  }),
  ...tableOf('RSS 1.0 Aggregation', {
    'ag:source': row(ITEMS, PLAIN),
    'ag:sourceURL': row(ITEMS, ADDRESS),
    'ag:timestamp': row(ITEMS, DATE_W3C),
  }),
  ...tableOf('Google Play', {
    'googleplay:author': row(BOTH, PLAIN),
    'googleplay:block': { in: `? ${BOTH}`, holds: oneOf('yes no Yes No') },
    'googleplay:category': { in: `* ${BOTH}`, with: { 'text!': ANY } },
    'googleplay:description': row(BOTH, ANY),
    'googleplay:email': row(CHANNELS, ANY),
    'googleplay:explicit': { in: `? ${BOTH}`, holds: oneOf('yes no clean true false Yes No') },
    'googleplay:image': { in: `? ${BOTH}`, with: { 'href!': ADDRESS } },
    'googleplay:owner': row(CHANNELS, ANY),
    'googleplay:new-feed-url': row(CHANNELS, ADDRESS),
  }),
];

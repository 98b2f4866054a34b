import { tableOf, type ElementRule } from '../grammar.js';
import { IDENTIFIER, NAME, REFERENCE } from '../values/addresses.js';
import { ATOM_CONTENT, ATOM_TEXT, CONTENT_TYPE, TEXT_TYPE } from '../values/atom-texts.js';
import { DATE_3339 } from '../values/dates.js';
import { EMAIL, LANGUAGE, MEDIA_TYPE, valueThat, wholeNumber } from '../values/numbers-and-words.js';
import { ANY, WORDS } from '../values/texts.js';

/** IANA, Link Relations; RFC 5005, 4685 and 5023 among them. */
const RELATIONS = new Set(
  'about acl alternate amphtml api-catalog appendix apple-touch-icon archives author blocked-by bookmark canonical chapter cite-as collection compression-dictionary contents convertedfrom copyright create-form current describedby describes disclosure dns-prefetch duplicate edit edit-form edit-media enclosure external first glossary help hosts hub icon index intervalafter intervalbefore item last latest-version license linkset lrdd manifest mask-icon me media-feed memento micropub modulepreload monitor monitor-group next next-archive nofollow noopener noreferrer opener original p3pv1 payment pingback preconnect predecessor-version prefetch preload prerender prev prev-archive preview previous privacy-policy profile publication related replies restconf ruleinput search section self service sponsored start status stylesheet subsection successor-version sunset tag terms-of-service timegate timemap type ugc up version-history via webmention working-copy working-copy-of'.split(
    ' ',
  ),
);

/** RFC 4287 §4.2.7.2: a registered name, or an IRI. */
const RELATION = valueThat('a registered relation', {
  isRight: (text) => RELATIONS.has(text.toLowerCase()) || /^[a-z][a-z\d+.-]*:\S+$/iu.test(text),
  fix: 'write alternate, self, enclosure, related, via or another name of the register.',
});

const LINK = {
  'href!': REFERENCE,
  rel: RELATION,
  type: MEDIA_TYPE,
  hreflang: LANGUAGE,
  title: ANY,
  length: wholeNumber(0),
  'thr:count': wholeNumber(0),
  'thr:updated': DATE_3339,
};
const TEXT = { type: TEXT_TYPE };
const PERSONS = 'atom:author atom:contributor at:by';

const OF_FEEDS_AND_ENTRIES = tableOf('RFC 4287', {
  'atom:entry': { in: '* atom:feed', holds: 'elements' },
  'atom:id': { in: '1 atom:feed atom:entry', holds: IDENTIFIER },
  'atom:title': { in: '1 atom:feed atom:entry', holds: ATOM_TEXT, with: TEXT },
  'atom:updated': { in: '1 atom:feed atom:entry', holds: DATE_3339 },
  'atom:published': { in: '? atom:entry', holds: DATE_3339 },
  'atom:subtitle': { in: '? atom:feed', holds: ATOM_TEXT, with: TEXT },
  'atom:rights': { in: '? atom:feed atom:entry', holds: ATOM_TEXT, with: TEXT },
  'atom:summary': { in: '? atom:entry', holds: ATOM_TEXT, with: TEXT },
  'atom:content': { in: '? atom:entry', holds: ATOM_CONTENT, with: { type: CONTENT_TYPE, src: REFERENCE } },
  'atom:generator': { in: '? atom:feed', holds: WORDS, with: { uri: REFERENCE, version: ANY } },
  'atom:icon': { in: '? atom:feed', holds: REFERENCE },
  'atom:logo': { in: '? atom:feed', holds: REFERENCE },
  'atom:source': { in: '? atom:entry at:deleted-entry', holds: 'elements' },
  'atom:author': { in: '* atom:feed atom:entry', holds: 'elements' },
  'atom:contributor': { in: '* atom:feed atom:entry', holds: 'elements' },
  'atom:link': { in: '* atom:feed atom:entry at:deleted-entry', with: LINK },
  'atom:category': { in: '* atom:feed atom:entry', with: { 'term!': WORDS, scheme: NAME, label: ANY } },
  'atom:name': { in: `1 ${PERSONS}`, holds: WORDS },
  'atom:uri': { in: `? ${PERSONS}`, holds: REFERENCE },
  'atom:email': { in: `? ${PERSONS}`, holds: EMAIL },
});

/** §4.2.11: what a feed holds that an entry was taken from; none of it must be there. */
const IN_A_SOURCE = OF_FEEDS_AND_ENTRIES.filter(
  ({ name, parents }) => name !== 'atom:entry' && parents.includes('atom:feed'),
).map((rule): ElementRule => ({ ...rule, parents: ['atom:source'], count: rule.count === '*' ? '*' : '?' }));

/** RFC 4287 as a whole document; what entries must have one of is asked by the rules of entries. */
export const ATOM_TABLE: readonly ElementRule[] = [...OF_FEEDS_AND_ENTRIES, ...IN_A_SOURCE];

const PLACES_IN_RSS: Readonly<Record<string, readonly string[]>> = {
  'atom:feed': ['channel', 'rss1:channel'],
  'atom:entry': ['item', 'rss1:item'],
};

/** The same elements in a channel and its items: none of them must be there. */
export const ATOM_IN_RSS: readonly ElementRule[] = ATOM_TABLE.filter(({ name }) => name !== 'atom:entry').map(
  (rule) => {
    const isPart = !rule.parents.some((parent) => Object.hasOwn(PLACES_IN_RSS, parent));
    if (isPart) return rule;
    const parents = rule.parents.flatMap((parent) => PLACES_IN_RSS[parent] ?? [parent]);
    return { ...rule, parents, count: rule.count === '1' ? '?' : rule.count };
  },
);

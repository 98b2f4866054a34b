import { keyOf } from '../namespaces.js';
import { tableOf, type ElementRule } from '../grammar.js';
import { ADDRESS, NAME } from '../values/addresses.js';
import { CHANNEL_DESCRIPTION, HTML, PLAIN, WORDS } from '../values/texts.js';

const PARTS = 'rss1:image rss1:textinput';

/** RSS 1.0, http://purl.org/rss/1.0/spec: parts stand beside each other below rdf:RDF. */
export const RSS_1_TABLE = tableOf('RSS 1.0', {
  'rss1:channel': { in: '1 rdf:RDF', holds: 'elements', with: { 'rdf:about!': NAME } },
  'rss1:item': { in: '* rdf:RDF', holds: 'elements', with: { 'rdf:about!': NAME }, codes: { place: 'E_ITEM_PLACE' } },
  'rss1:image': [
    { in: '? rdf:RDF', holds: 'elements', with: { 'rdf:about!': NAME } },
    { in: '? rss1:channel', with: { 'rdf:resource!': NAME } },
  ],
  'rss1:textinput': [
    { in: '? rdf:RDF', holds: 'elements', with: { 'rdf:about!': NAME } },
    { in: '? rss1:channel', with: { 'rdf:resource!': NAME } },
  ],
  'rss1:items': { in: '1 rss1:channel', holds: 'elements' },
  'rdf:Seq': { in: '1 rss1:items', holds: 'elements' },
  'rdf:li': { in: '* rdf:Seq', with: { 'rdf:resource!': NAME } },
  'rss1:title': [
    { in: '1 rss1:channel', holds: PLAIN, codes: { missing: 'E_FEED_TITLE' } },
    { in: '1 rss1:item', holds: PLAIN, codes: { missing: 'E_ITEM_TITLE' } },
    { in: `1 ${PARTS}`, holds: WORDS },
  ],
  'rss1:link': [
    { in: '1 rss1:channel', holds: ADDRESS, codes: { missing: 'E_FEED_LINK' } },
    { in: `1 rss1:item ${PARTS}`, holds: ADDRESS },
  ],
  'rss1:description': [
    { in: '1 rss1:channel', holds: CHANNEL_DESCRIPTION, codes: { missing: 'E_FEED_DESCRIPTION' } },
    { in: '? rss1:item', holds: HTML },
    { in: '1 rss1:textinput', holds: WORDS },
  ],
  'rss1:url': { in: '1 rss1:image', holds: ADDRESS },
  'rss1:name': { in: '1 rss1:textinput', holds: WORDS },
});

/** RSS 0.90 of Netscape: the same parts without addresses and without a list of items. */
export const RSS_090_TABLE: readonly ElementRule[] = RSS_1_TABLE.flatMap((rule) => {
  const isList = /^(?:rss1:items|rdf:Seq|rdf:li)$/u.test(rule.name);
  if (isList || 'rdf:resource' in rule.attributes) return [];
  const name = rule.name.replace('rss1:', 'rss090:');
  const parents = rule.parents.map((parent) => parent.replace('rss1:', 'rss090:'));
  return [{ ...rule, name, key: keyOf(name), parents, attributes: {}, clause: `RSS 0.90, ${name}` }];
});

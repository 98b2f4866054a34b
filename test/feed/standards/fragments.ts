import { NAMESPACES } from '../../../src/feed/standards/namespaces.js';
import type { Fault } from './faults/fault.js';
import type { GoodFeed } from './good/rss-feeds.js';
import { ATOM, edited, PODCAST, RDF, RSS } from './sample-feeds.js';

/** Where a fragment is put into a good feed: the feed, and what it is put before. */
const PLACES = {
  channel: [RSS, '<item>'],
  item: [RSS, '</item>'],
  show: [PODCAST, '<item>'],
  episode: [PODCAST, '</item>'],
  feed: [ATOM, '<entry>'],
  entry: [edited(ATOM, /<content[\s\S]*<\/content>\n/u, ''), '</entry>'],
  rdfChannel: [RDF, '</channel>'],
  rdfItem: [RDF, '</item>'],
} as const;
export type Place = keyof typeof PLACES;

/** The fragment in its place, the namespaces it uses declared. */
export function placed(place: Place, xml: string): string {
  const [feed, before] = PLACES[place];
  const used = [...new Set([...xml.matchAll(/[<\s]([a-z]+):/giu)].map(([, prefix = '']) => prefix))];
  const missing = used.filter((prefix) => prefix in NAMESPACES && !feed.includes(`xmlns:${prefix}=`));
  const declarations = missing.map((prefix) => ` xmlns:${prefix}="${NAMESPACES[prefix] ?? ''}"`).join('');
  return edited(edited(feed, before, `${xml}\n${before}`), /(?<=<(?:rss|feed|rdf:RDF)\b)/u, declarations || ' ');
}

/** Fragments of one place, each with the code and the element it must be found by: `E_NUMBER ttl`. */
export function faultsIn(place: Place, rows: Readonly<Record<string, string>>): readonly Fault[] {
  return Object.entries(rows).map(([xml, found]): Fault => {
    const [code = '', element = ''] = found.split(' ');
    return [`${place}: ${xml}`, placed(place, xml), code, element];
  });
}

/** Values put where `put` puts them, each with the code it must be found by. */
export function faultyValues(
  kind: string,
  put: (value: string) => string,
  rows: Readonly<Record<string, string>>,
): readonly Fault[] {
  return Object.entries(rows).map(([value, code]): Fault => [`${kind}: ${value}`, put(value), code, '']);
}

/** Good fragments of one place, by themselves. */
export function goodIn(place: Place, rows: readonly string[]): readonly GoodFeed[] {
  return rows.map((xml): GoodFeed => [`${place}: ${xml}`, placed(place, xml)]);
}

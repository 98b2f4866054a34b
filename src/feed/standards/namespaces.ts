import { FEED_NAMESPACES } from '../namespaces/index.js';

/** Namespaces feeds carry, by the prefix this house writes them with; each has the letters its own document gives. */
export const NAMESPACES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(FEED_NAMESPACES.map(({ prefix, uri }) => [prefix, uri])),
  ag: 'http://purl.org/rss/1.0/modules/aggregation/',
  admin: 'http://webns.net/mvcb/',
  annotate: 'http://purl.org/rss/1.0/modules/annotate/',
  app: 'http://www.w3.org/2007/app',
  at: 'http://purl.org/atompub/tombstones/1.0',
  atom: 'http://www.w3.org/2005/Atom',
  blogChannel: 'http://backend.userland.com/blogChannelModule',
  cc: 'http://web.resource.org/cc/',
  content: 'http://purl.org/rss/1.0/modules/content/',
  creativeCommons: 'http://backend.userland.com/creativeCommonsRssModule',
  dc: 'http://purl.org/dc/elements/1.1/',
  dcterms: 'http://purl.org/dc/terms/',
  ev: 'http://purl.org/rss/1.0/modules/event/',
  feedburner: 'http://rssnamespace.org/feedburner/ext/1.0',
  fh: 'http://purl.org/syndication/history/1.0',
  geo: 'http://www.w3.org/2003/01/geo/wgs84_pos#',
  georss: 'http://www.georss.org/georss',
  gml: 'http://www.opengis.net/gml',
  googleplay: 'http://www.google.com/schemas/play-podcasts/1.0',
  l: 'http://purl.org/rss/1.0/modules/link/',
  media: 'http://search.yahoo.com/mrss/',
  opensearch: 'http://a9.com/-/spec/opensearch/1.1/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rss090: 'http://my.netscape.com/rdf/simple/0.9/',
  rss1: 'http://purl.org/rss/1.0/',
  slash: 'http://purl.org/rss/1.0/modules/slash/',
  spotify: 'http://www.spotify.com/ns/rss',
  sy: 'http://purl.org/rss/1.0/modules/syndication/',
  thr: 'http://purl.org/syndication/thread/1.0',
  trackback: 'http://madskills.com/public/xml/rss/module/trackback/',
  wfw: 'http://wellformedweb.org/CommentAPI/',
  xhtml: 'http://www.w3.org/1999/xhtml',
};

/** Namespaces whose elements are left as they are; their letters are known. */
const HARMLESS = [
  'http://creativecommons.org/ns#',
  'http://purl.org/dc/dcmitype/',
  'http://purl.org/rss/1.0/modules/company/',
  'http://purl.org/rss/1.0/modules/image/',
  'http://purl.org/rss/1.0/modules/prism/',
  'http://purl.org/rss/1.0/modules/reference/',
  'http://purl.org/rss/1.0/modules/taxonomy/',
  'http://purl.org/rss/1.0/modules/wiki/',
  'http://schemas.google.com/g/2005',
  'http://www.rawvoice.com/rawvoiceRssModule/',
  'http://www.youtube.com/xml/schemas/2015',
];

/** Podcasting 2.0 names two addresses and takes either. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'https://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md': NAMESPACES['podcast'] ?? '',
};

/** Prefixes that mean one thing to everybody who writes feeds. */
const USUAL_PREFIXES = new Set('atom content dc georss itunes media podcast psc rdf slash sy thr wfw'.split(' '));

const PREFIXES = new Map(Object.entries(NAMESPACES).map(([prefix, uri]) => [uri, prefix]));
const BY_LETTERS = new Map([...Object.values(NAMESPACES), ...HARMLESS].map((uri) => [lettersOf(uri), uri]));

/** The namespace meant by an address, where that is told by one that is allowed beside it. */
export function namespaceNamed(uri: string): string {
  return OTHER_NAMES[uri.toLowerCase()] ?? uri;
}

/** The prefix this house knows a namespace by; nothing where it has no table of it. */
export function prefixOf(uri: string): string | undefined {
  return PREFIXES.get(namespaceNamed(uri));
}

/** The address that was meant where a declaration differs from a known one, or binds a usual prefix to another. */
export function meantNamespace(prefix: string, uri: string): string | undefined {
  const named = namespaceNamed(uri);
  const known = BY_LETTERS.get(lettersOf(named));
  if (known !== undefined) return known === named ? undefined : known;
  return USUAL_PREFIXES.has(prefix) ? NAMESPACES[prefix] : undefined;
}

/** What is left of an address when nobody looks at case, scheme, www and the mark at its end. */
function lettersOf(uri: string): string {
  return uri
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/u, '')
    .replace(/[/#]+$/u, '')
    .trim();
}

/** `{namespace}local` of a name such as `atom:link`; a name without prefix stands in no namespace. */
export function keyOf(name: string): string {
  const [prefix = '', local] = name.split(':');
  return local === undefined ? name : `{${NAMESPACES[prefix] ?? ''}}${local}`;
}

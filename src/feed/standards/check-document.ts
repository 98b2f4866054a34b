import type { XmlElement } from '../../markup/xml-tree.js';
import { present } from '../../model/present.js';
import { quoteValue } from '../../model/text.js';
import { checkDeclarations, checkGrammar } from './check-grammar.js';
import { checkAgreement } from './cross/agreement-rules.js';
import { checkApple } from './cross/apple-rules.js';
import { checkAtom, checkEntry } from './cross/atom-rules.js';
import type { FeedInput } from './cross/feed-input.js';
import { checkModules } from './cross/module-rules.js';
import { checkPodcasting } from './cross/podcasting-rules.js';
import { checkRss1 } from './cross/rss-1-rules.js';
import { checkGuidsUnique, checkRss } from './cross/rss-rules.js';
import { childNamed, childrenNamed, type FeedReport } from './feed-report.js';
import type { ElementRule, Grammar } from './grammar.js';
import { checkEpisodes } from './podcasts/episode-rules.js';
import { checkShow } from './podcasts/show-rules.js';
import { checkValues } from './podcasts/value-limits.js';
import type { CheckProfile } from '../../model/codes/check-profiles.js';
import { ATOM_GRAMMAR, RSS_090_GRAMMAR, RSS_091_GRAMMAR, RSS_1_GRAMMAR, RSS_GRAMMAR } from './tables/index.js';
import { ANY } from './values/texts.js';

export type DocumentOptions = {
  readonly now?: Date;
  readonly url?: string;
  readonly transcriptTypes: readonly string[];
  readonly isPodcast: boolean;
};

const DIRECTORIES: readonly CheckProfile[] = ['apple', 'psp1', 'spotify', 'youtube', 'podcast20'];
/** RSS 2.0: files of these versions are files of 2.0. */
const VERSIONS = /^(?:0\.9[1-4]|2\.0)$/u;
/** What is no feed and is taken for one. */
const KNOWN_AS: Readonly<Record<string, string>> = {
  opml: 'OPML, a list of feeds',
  urlset: 'a sitemap',
  sitemapindex: 'a list of sitemaps',
  html: 'a web page',
};

/** Judges a whole document by the rules of its format. */
export function checkDocument(root: XmlElement, options: DocumentOptions, report: FeedReport): void {
  if (root.key === 'rss') checkRssDocument(root, options, report);
  else if (root.key === '{http://www.w3.org/2005/Atom}feed') checkAtomDocument(root, options, report);
  else if (root.key === '{http://www.w3.org/2005/Atom}entry') checkAtomEntry(root, options, report);
  else if (root.key === '{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF') checkRdfDocument(root, options, report);
  else refuseRoot(root, report);
}

/** The rule of a root element, whose attributes are known and whose children the grammar has. */
function rootRule(name: string, key: string, clause: string, attributes: readonly string[] = []): ElementRule {
  const known = attributes.map((attribute) => [attribute, { value: ANY, isRequired: false }]);
  return {
    name,
    key,
    parents: [],
    count: '1',
    content: 'elements',
    attributes: Object.fromEntries(known) as ElementRule['attributes'],
    clause,
    codes: {},
  };
}

function checkRssDocument(root: XmlElement, options: DocumentOptions, report: FeedReport): void {
  const channel = childNamed(root, 'channel');
  const version = root.attributes['version'] ?? '';
  if (!VERSIONS.test(version)) {
    const says = version === '' ? 'has no version' : `has the version ${quoteValue(version)}`;
    report.add({ code: 'E_FEED_FORMAT', says, fix: 'write version="2.0".', at: root, clause: 'RSS 2.0, What is RSS?' });
  } else if (version !== '2.0') {
    const says = `is of version ${version}, and directories take 2.0`;
    report.add({
      code: 'E_FEED_FORMAT',
      says,
      fix: 'write version="2.0".',
      at: root,
      profiles: DIRECTORIES,
      clause: 'Requirements',
    });
  }
  const rule = rootRule('rss', 'rss', 'RSS 2.0, What is RSS?', ['version']);
  if (!channel) {
    const says = 'is not an RSS 2.0 feed with a channel; podcast apps read no other format';
    report.add({
      code: 'E_FEED_FORMAT',
      says,
      fix: 'publish RSS 2.0: <rss version="2.0"><channel>…',
      at: root,
      clause: rule.clause,
    });
    return;
  }
  checkGrammar(root, rule, {
    grammar: version === '0.91' ? RSS_091_GRAMMAR : RSS_GRAMMAR,
    report,
    isPodcast: options.isPodcast,
    ...present({ now: options.now }),
  });
  const input = inputOf(channel, childrenNamed(channel, 'item'), options, report);
  checkRss(input);
  checkGuidsUnique(input);
  checkModules(input);
  checkPodcasting(input);
  checkAgreement(input);
  checkApple(input);
  if (!DIRECTORIES.some((profile) => report.profiles.has(profile))) return;
  checkShow(input);
  checkEpisodes(input);
  for (const parent of [channel, ...input.items]) checkValues(parent, report);
}

function inputOf(
  channel: XmlElement,
  items: readonly XmlElement[],
  options: DocumentOptions,
  report: FeedReport,
): FeedInput {
  const { transcriptTypes, url } = options;
  return { channel, items, report, transcriptTypes, ...present({ url }) };
}

function checkAtomDocument(root: XmlElement, options: DocumentOptions, report: FeedReport): void {
  const rule = rootRule('atom:feed', root.key, 'RFC 4287, 4.1.1');
  checkOther(root, { rule, grammar: ATOM_GRAMMAR, options, report });
  const input = inputOf(root, childrenNamed(root, 'atom:entry'), options, report);
  checkAtom(input);
  checkModules(input);
}

/** RFC 4287 §2: a document may be one entry. */
function checkAtomEntry(root: XmlElement, options: DocumentOptions, report: FeedReport): void {
  checkOther(root, {
    rule: rootRule('atom:entry', root.key, 'RFC 4287, 4.1.2'),
    grammar: ATOM_GRAMMAR,
    options,
    report,
  });
  checkEntry(root, childNamed(root, 'atom:author') !== undefined, report);
}

function checkRdfDocument(root: XmlElement, options: DocumentOptions, report: FeedReport): void {
  const isOfNetscape = root.children.some(({ uri }) => uri === 'http://my.netscape.com/rdf/simple/0.9/');
  const rule = rootRule('rdf:RDF', root.key, 'RSS 1.0, 5.2');
  const grammar = isOfNetscape ? RSS_090_GRAMMAR : RSS_1_GRAMMAR;
  checkOther(root, { rule, grammar, options, report });
  if (!isOfNetscape) checkRss1(root, report);
}

function checkOther(
  root: XmlElement,
  {
    rule,
    grammar,
    options,
    report,
  }: { rule: ElementRule; grammar: Grammar; options: DocumentOptions; report: FeedReport },
): void {
  refuseOther(root, report);
  checkGrammar(root, rule, { grammar, report, isPodcast: options.isPodcast, ...present({ now: options.now }) });
}

/** Formats that are right as they are, and that no podcast app reads. */
function refuseOther(root: XmlElement, report: FeedReport): void {
  const says = 'is not RSS 2.0; podcast apps read no other format';
  const fix = 'publish RSS 2.0: <rss version="2.0"><channel>…';
  report.add({ code: 'E_FEED_FORMAT', says, fix, at: root, profiles: DIRECTORIES, clause: 'Requirements' });
}

function refuseRoot(root: XmlElement, report: FeedReport): void {
  checkDeclarations(root, report);
  const isFeed = /^(?:rss|feed)$/u.test(root.local) && root.uri !== '' && root.uri !== 'http://purl.org/atom/ns#';
  if (isFeed) {
    const says = `stands in the namespace ${quoteValue(root.uri)}, which no reader knows`;
    const fix =
      root.local === 'rss' ? 'take xmlns out: RSS 2.0 has no namespace.' : 'write xmlns="http://www.w3.org/2005/Atom".';
    report.add({ code: 'E_FEED_NAMESPACE', says, fix, at: root, clause: 'RSS 2.0, Extending RSS' });
    return;
  }
  const name = Object.hasOwn(KNOWN_AS, root.local) ? KNOWN_AS[root.local] : undefined;
  const says = name === undefined ? 'is the root of no feed' : `is ${name}`;
  const fix = 'publish RSS 2.0: <rss version="2.0"><channel>…';
  report.add({ code: 'E_FEED_FORMAT', says, fix, at: root, clause: 'RSS 2.0, What is RSS?' });
}

import { findOrderFaults, findTitleFaults } from '../../../model/chapter-rules.js';
import { parseTimecode } from '../../../model/time.js';
import type { XmlElement } from '../../../markup/xml-tree.js';
import { childNamed, childrenNamed, type FeedReport } from '../feed-report.js';
import type { FeedInput } from './feed-input.js';
import { canParseUrl } from '../../../model/text/can-parse-url.js';

/** What is said by RSS and by a module alike; the profile of RSS asks for one of them. */
const SAID_BY_BOTH: readonly (readonly [string, string])[] = [
  ['author', 'dc:creator'],
  ['pubDate', 'dc:date'],
  ['title', 'dc:title'],
  ['language', 'dc:language'],
  ['copyright', 'dc:rights'],
  ['category', 'dc:subject'],
  ['managingEditor', 'dc:creator'],
  ['description', 'dc:description'],
  ['author', 'atom:author'],
  ['title', 'atom:title'],
];

const PAGE_RELATIONS = new Set('first last next previous prev current prev-archive next-archive'.split(' '));

/** What modules say of several elements together. */
export function checkModules({ channel, items, report, url }: FeedInput): void {
  checkSelfLink(channel, report, url);
  checkHistory(channel, report);
  for (const parent of [channel, ...items]) {
    checkSaidTwice(parent, report);
    checkPosition(parent, report);
    for (const group of [parent, ...childrenNamed(parent, 'media:group')])
      checkMediaGroup(childrenNamed(group, 'media:content'), report);
    for (const list of childrenNamed(parent, 'psc:chapters')) checkPsc(list, report);
  }
}

function checkSaidTwice(parent: XmlElement, report: FeedReport): void {
  for (const [own, other] of SAID_BY_BOTH) {
    const second = childNamed(parent, other);
    if (!second || !childNamed(parent, own)) continue;
    report.add({
      code: 'W_SAID_TWICE',
      says: `says what ${own} says`,
      fix: `keep ${own} or ${other}.`,
      at: second,
      clause: 'RSS Best Practices Profile, Namespace elements',
    });
  }
}

/** W3C Basic Geo: a position is a latitude and a longitude. */
function checkPosition(parent: XmlElement, report: FeedReport): void {
  const [latitude, longitude] = [childNamed(parent, 'geo:lat'), childNamed(parent, 'geo:long')];
  const at = latitude ?? longitude;
  if (!at || (latitude && longitude)) return;
  const child = latitude ? 'geo:long' : 'geo:lat';
  const fault = { code: 'E_ELEMENT_MISSING', says: `is missing beside ${at.name}`, fix: `add <${child}>.` } as const;
  report.add({ ...fault, child, at: parent, clause: 'W3C Basic Geo' });
}

/** RFC 5005 §3 and §4: each way leads to one other page, and an archive back to the feed it is of. */
function checkPages(channel: XmlElement, report: FeedReport): void {
  const links = childrenNamed(channel, 'atom:link');
  const hrefOf = (rel: string) => links.find(({ attributes }) => attributes['rel'] === rel)?.attributes['href'];
  const page = (at: XmlElement, says: string, fix: string, isNote = false): void =>
    report.add({ code: 'W_FEED_PAGES', says, fix, at, clause: 'RFC 5005, 3 and 4', isNote });
  const seen = new Set<string>();
  for (const at of links) {
    const { rel = '', href } = at.attributes;
    if (!PAGE_RELATIONS.has(rel)) continue;
    if (seen.has(rel)) page(at, `is a second page of the relation ${rel}`, 'keep one.');
    else if (/^(?:next|prev)/u.test(rel) && href === hrefOf('self'))
      page(at, `is the page itself, as ${rel}`, 'name the next one.');
    seen.add(rel);
  }
  const archive = childNamed(channel, 'fh:archive');
  if (archive && !seen.has('current'))
    page(archive, 'has no link to the feed it is an archive of', 'add a link rel="current".', true);
}

/** RFC 5005 §2: a complete feed is the whole of it, so it is no archive and goes on nowhere. */
function checkHistory(channel: XmlElement, report: FeedReport): void {
  checkPages(channel, report);
  if (!childNamed(channel, 'fh:complete')) return;
  const pages = childrenNamed(channel, 'atom:link').filter(({ attributes }) =>
    /^(?:next|previous|prev-archive|next-archive)$/u.test(attributes['rel'] ?? ''),
  );
  for (const at of [...childrenNamed(channel, 'fh:archive'), ...pages]) {
    const says = 'says that there is more, and fh:complete that there is not';
    report.add({ code: 'E_ELEMENT_PLACE', says, fix: 'keep one of them.', at, clause: 'RFC 5005, 2' });
  }
}

/** The address of the feed itself, once; WebSub takes it for its topic. */
function checkSelfLink(channel: XmlElement, report: FeedReport, url: string | undefined): void {
  const clause = 'RSS Best Practices Profile, atom:link';
  const selves = childrenNamed(channel, 'atom:link').filter(({ attributes }) => attributes['rel'] === 'self');
  const [self, second] = selves;
  if (!self) {
    const fix = 'add <atom:link href="(address of this feed)" rel="self" type="application/rss+xml"/>.';
    report.add({ code: 'W_FEED_SELF', says: 'does not say its own address', fix, at: channel, clause, isNote: true });
    return;
  }
  if (second) {
    report.add({
      code: 'E_FEED_SELF',
      says: 'is a second address of the feed itself',
      fix: 'keep one.',
      at: second,
      clause,
    });
  }
  const { href = '', type } = self.attributes;
  if (type !== undefined && !/[+/]xml(?:;|$)/iu.test(type)) {
    const fix = 'write type="application/rss+xml".';
    report.add({ code: 'E_FEED_SELF', says: `is of type ${type}, which no feed has`, fix, at: self, clause });
  }
  if (url !== undefined && canParseUrl(href) && new URL(href).href !== new URL(url).href) {
    const fix = 'write the address the feed is read from.';
    report.add({
      code: 'W_FEED_SELF',
      says: `is not where the feed was read, ${url}`,
      value: href,
      fix,
      at: self,
      clause,
    });
  }
}

/** Media RSS: one file of a group is the one to begin with. */
function checkMediaGroup(contents: readonly XmlElement[], report: FeedReport): void {
  for (const content of contents) checkMediaContent(content, report);
  const [, second] = contents.filter(({ attributes }) => attributes['isDefault'] === 'true');
  if (!second) return;
  const says = 'is a second default';
  const clause = 'Media RSS 1.5.1, media:content';
  report.add({ code: 'E_FEED_REPEATED', says, fix: 'keep one.', at: second, attribute: 'isDefault', clause });
}

/** Media RSS: without an address of the file there must be a player. */
function checkMediaContent(content: XmlElement, report: FeedReport): void {
  if (content.attributes['url'] !== undefined || childNamed(content, 'media:player')) return;
  report.add({
    code: 'E_ATTRIBUTE_MISSING',
    says: 'is missing, and there is no media:player',
    fix: 'add url="…".',
    at: content,
    attribute: 'url',
    clause: 'Media RSS 1.5.1, media:content',
  });
}

/** Podlove Simple Chapters: each with a start and a title, ascending. */
function checkPsc(list: XmlElement, report: FeedReport): void {
  const clause = 'Podlove Simple Chapters 1.2, psc:chapter';
  let previous: { readonly startMs: number; readonly title: string } | undefined;
  for (const [index, at] of childrenNamed(list, 'psc:chapter').entries()) {
    const { start, title = '' } = at.attributes;
    const startMs = parseTimecode(start ?? '', 'npt');
    if (start === undefined)
      report.add({ code: 'E_CHAPTER_TIME', says: 'has no start', fix: 'write it as 00:12:34.000.', at, clause });
    const chapter = startMs === undefined ? undefined : { startMs, title };
    const ordered = chapter ? [...(previous ? [previous] : []), chapter] : [];
    for (const { code, message, hint } of [...findOrderFaults(ordered), ...findTitleFaults(title, index + 1)])
      report.add({ code, says: `: ${message.replace(/\.$/u, '')}`, fix: hint, at, clause });
    previous = chapter ?? previous;
  }
}

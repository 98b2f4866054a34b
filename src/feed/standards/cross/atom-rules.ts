import type { XmlElement } from '../../../markup/xml-tree.js';
import { childNamed, childrenNamed, textOf, type FeedReport } from '../feed-report.js';
import type { FeedInput } from './feed-input.js';

const TEXTUAL = /^(?:text|html|xhtml|text\/.*|.*[+/]xml(?:;.*)?)$/iu;

/** What RFC 4287 says of several elements together. */
export function checkAtom({ channel: feed, items: entries, report }: FeedInput): void {
  const hasAuthor = childNamed(feed, 'atom:author') !== undefined;
  const seen = new Set<string>();
  const feedId = textOf(feed, 'atom:id');
  checkLinksDiffer(feed, report);
  for (const entry of entries) {
    checkEntry(entry, hasAuthor, report);
    const id = textOf(entry, 'atom:id');
    const key = `${id ?? ''}\n${textOf(entry, 'atom:updated') ?? ''}`;
    if (id !== undefined && (id === feedId || seen.has(key))) {
      report.add({
        code: 'E_GUID_DUPLICATE',
        says: id === feedId ? 'is that of the feed' : 'is that of another entry of the same moment',
        value: id,
        fix: 'give each entry an id of its own.',
        at: childNamed(entry, 'atom:id') ?? entry,
        clause: id === feedId ? 'RFC 4287, 4.2.6' : 'RFC 4287, 4.1.1',
      });
    }
    seen.add(key);
  }
  if (!hasAuthor && entries.length === 0) missing(feed, 'atom:author', 'RFC 4287, 4.1.1', report);
}

/** An author, here or around it; content or an alternate. */
export function checkEntry(entry: XmlElement, hasAuthor: boolean, report: FeedReport): void {
  const source = childNamed(entry, 'atom:source');
  if (!hasAuthor && !childNamed(entry, 'atom:author') && !(source && childNamed(source, 'atom:author')))
    missing(entry, 'atom:author', 'RFC 4287, 4.1.2', report);
  checkContent(entry, report);
  checkSaysSomething(entry, report);
  checkLinksDiffer(entry, report);
  const id = textOf(entry, 'atom:id');
  const reply = childrenNamed(entry, 'thr:in-reply-to').find(({ attributes }) => attributes['ref'] === id);
  if (!reply || id === undefined) return;
  const fault = { code: 'W_DISAGREES', says: 'is the entry itself', fix: 'name the entry it answers.' } as const;
  report.add({ ...fault, at: reply, attribute: 'ref', clause: 'RFC 4685, 3' });
}

/** §4.1.1.1: it is advisable that title, content and, without content, summary say something. */
function checkSaysSomething(entry: XmlElement, report: FeedReport): void {
  const isBlank = (element: XmlElement): boolean => element.text.trim() === '' && element.children.length === 0;
  const content = childNamed(entry, 'atom:content');
  const parts = [childNamed(entry, 'atom:title'), content ?? childNamed(entry, 'atom:summary')];
  for (const at of parts) {
    if (!at || at.attributes['src'] !== undefined || !isBlank(at)) continue;
    report.add({ code: 'W_ITEM_EMPTY', says: 'is empty', fix: 'write what it says.', at, clause: 'RFC 4287, 4.1.1.1' });
  }
}

/** §4.1.2: without content an alternate, and a summary of what lies elsewhere or is no text. */
function checkContent(entry: XmlElement, report: FeedReport): void {
  const content = childNamed(entry, 'atom:content');
  const isAlternate = ({ attributes }: XmlElement): boolean => (attributes['rel'] ?? 'alternate') === 'alternate';
  if (!content && !childrenNamed(entry, 'atom:link').some(isAlternate))
    missing(entry, 'atom:link', 'RFC 4287, 4.1.2', report);
  const isElsewhere = content?.attributes['src'] !== undefined;
  if (!content || childNamed(entry, 'atom:summary')) return;
  if (isElsewhere || !TEXTUAL.test(content.attributes['type'] ?? 'text'))
    missing(entry, 'atom:summary', 'RFC 4287, 4.1.2', report);
}

/** Attributes in which links of a relation must differ, and the document that says so. */
type Distinct = { readonly by: readonly string[]; readonly inFeed: string; readonly inEntry: string };
const DISTINCT: Readonly<Record<string, Distinct>> = {
  alternate: { by: ['type', 'hreflang'], inFeed: 'RFC 4287, 4.1.1', inEntry: 'RFC 4287, 4.1.2' },
  license: { by: ['href', 'type'], inFeed: 'RFC 4946, 2', inEntry: 'RFC 4946, 2' },
};

/** No two links of one relation say the same. */
function checkLinksDiffer(parent: XmlElement, report: FeedReport): void {
  const seen = new Set<string>();
  for (const link of childrenNamed(parent, 'atom:link')) {
    const { rel = 'alternate' } = link.attributes;
    const distinct = Object.hasOwn(DISTINCT, rel) ? DISTINCT[rel] : undefined;
    if (!distinct) continue;
    const kind = [rel, ...distinct.by.map((name) => link.attributes[name] ?? '')].join(' ').toLowerCase();
    if (seen.has(kind)) {
      const says = `is a second ${rel} of the same ${distinct.by.join(' and ')}`;
      report.add({
        code: 'E_FEED_REPEATED',
        says,
        fix: 'keep one, or say how they differ.',
        at: link,
        clause: parent.local === 'entry' ? distinct.inEntry : distinct.inFeed,
      });
    }
    seen.add(kind);
  }
}

function missing(at: XmlElement, child: string, clause: string, report: FeedReport): void {
  report.add({
    code: 'E_ELEMENT_MISSING',
    says: 'is missing',
    child,
    fix: `add <${child.replace('atom:', '')}>.`,
    at,
    clause,
  });
}

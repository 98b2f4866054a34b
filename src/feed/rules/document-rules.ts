import { quoteValue } from '../../model/text.js';
import type { XmlElement } from '../../markup/xml-tree.js';
import { checkActiveContent } from './active-content-rules.js';
import { childrenNamed, namespaceUri, type FeedReport } from './feed-report.js';

/** PSP-1: the longest node value, but for the elements that have limits of their own or none. */
const MAX_NODE_LENGTH = 255;
const LONG_TEXTS =
  /^(?:description|link|url|guid|docs|comments|itunes:(?:summary|new-feed-url)|content:encoded|podcast:(?:txt|location|podroll|value\w*))$/u;

const CHANNEL_NAMES = new Set(
  'title link description language copyright managingEditor webMaster pubDate lastBuildDate category generator docs cloud ttl image rating textInput skipHours skipDays item'.split(
    ' ',
  ),
);
const ITEM_NAMES = new Set('title link description author category comments enclosure guid pubDate source'.split(' '));
const ONCE_IN_CHANNEL = [
  'title',
  'link',
  'description',
  'language',
  'itunes:explicit',
  'itunes:image',
  'itunes:type',
  'podcast:guid',
  'podcast:locked',
  'podcast:medium',
];
const ONCE_IN_ITEM = [
  'title',
  'guid',
  'pubDate',
  'description',
  'itunes:duration',
  'itunes:explicit',
  'itunes:episode',
  'itunes:season',
  'podcast:chapters',
  'psc:chapters',
];

/**
 * What concerns the document as a whole: known names, right namespaces, nothing twice, nothing too long, nothing that
 * runs, and nothing where no app looks for it.
 */
export function checkDocument(root: XmlElement, channel: XmlElement, report: FeedReport): void {
  const items = childrenNamed(channel, 'item');
  const wrongPrefixes = new Set<string>();
  checkPlaces(root, channel, report);
  checkActiveContent(channel, 'channel', report);
  checkChildren(
    { parent: channel, label: 'channel', names: CHANNEL_NAMES, once: ONCE_IN_CHANNEL, wrongPrefixes },
    report,
  );
  for (const [index, item] of items.entries()) {
    checkChildren(
      { parent: item, label: `item ${index + 1}`, names: ITEM_NAMES, once: ONCE_IN_ITEM, wrongPrefixes },
      report,
    );
    checkActiveContent(item, `item ${index + 1}`, report);
  }
}

/** RSS 2.0: everything stands in the one channel, and items stand directly in it; apps see nothing else. */
function checkPlaces(root: XmlElement, channel: XmlElement, report: FeedReport): void {
  for (const child of root.children) {
    if (child === channel || child.key === 'item') continue;
    if (child.key === 'channel') {
      report.error('E_FEED_REPEATED', 'the feed has more than one channel; apps read the first.', {
        at: child,
        hint: 'publish each show as a feed of its own.',
      });
    } else {
      report.warning('W_FEED_UNKNOWN', `<${child.name}> stands outside the channel; apps do not see it.`, {
        at: child,
        hint: 'move it into the channel.',
      });
    }
  }
  const lost = (element: XmlElement): void => {
    for (const child of element.children) {
      if (child.key === 'item' && element !== channel) {
        report.error('E_ITEM_PLACE', `an item stands in <${element.name}>, not in the channel; apps never show it.`, {
          at: child,
          hint: 'move it into the channel.',
        });
      }
      if (child.key !== 'channel' || child === channel) lost(child);
    }
  };
  lost(root);
}

type ChildrenInput = {
  readonly parent: XmlElement;
  readonly label: string;
  readonly names: ReadonlySet<string>;
  readonly once: readonly string[];
  /** Prefixes already reported: once a file is enough. */
  readonly wrongPrefixes: Set<string>;
};

function checkChildren({ parent, label, names, once, wrongPrefixes }: ChildrenInput, report: FeedReport): void {
  for (const child of parent.children) {
    checkNamespace(child, wrongPrefixes, report);
    if (!child.key.startsWith('{') && !names.has(child.key)) {
      report.warning('W_FEED_UNKNOWN', `${label} holds <${child.name}>, which RSS 2.0 does not know.`, {
        at: child,
        hint: 'take it out, or put it in a namespace.',
      });
    }
    checkText(child, label, report);
  }
  for (const name of once) {
    const [, second] = childrenNamed(parent, name);
    if (second)
      report.error('E_FEED_REPEATED', `${label} has <${name}> more than once.`, { at: second, hint: 'keep one.' });
  }
}

function checkNamespace(element: XmlElement, reported: Set<string>, report: FeedReport): void {
  const [prefix = '', local] = element.name.split(':');
  const uri = local === undefined ? undefined : namespaceUri(prefix);
  if (uri === undefined || element.key === `{${uri}}${local}` || reported.has(prefix)) return;
  reported.add(prefix);
  report.error(
    'E_FEED_NAMESPACE',
    `the prefix ${prefix} is bound to another namespace; readers will not see its tags.`,
    {
      at: element,
      hint: `declare xmlns:${prefix}="${uri}", letter by letter.`,
    },
  );
}

function checkText(element: XmlElement, label: string, report: FeedReport): void {
  if (element.children.length > 0 || LONG_TEXTS.test(element.name)) return;
  const length = Array.from(element.text).length;
  if (length > MAX_NODE_LENGTH) {
    report.error(
      'E_FIELD_LONG',
      `${label} ${element.name} ${length} > ${MAX_NODE_LENGTH} characters (PSP-1): ${quoteValue(element.text)}.`,
      {
        at: element,
        hint: 'shorten it.',
      },
    );
  }
  if (element.text !== element.text.trim() && element.text.trim() !== '') {
    report.warning('W_FEED_SPACE', `${label} ${element.name} has white space at its ends (PSP-1).`, {
      at: element,
      hint: 'trim it.',
    });
  }
}

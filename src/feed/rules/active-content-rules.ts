import type { Element, Nodes } from 'hast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import type { XmlElement } from '../../markup/xml-tree.js';
import { childrenNamed, type FeedReport } from './feed-report.js';

/** Elements that hold HTML. */
const HTML_FIELDS = ['description', 'content:encoded', 'itunes:summary'];
/** HTML Living Standard: elements that run code, load another document, or change the page they are shown in. */
const ACTIVE_ELEMENTS = new Set(
  'script style iframe frame frameset object embed applet form input button select textarea base meta link'.split(' '),
);
/** Attributes that hold an address a click or the page itself follows. */
const ADDRESS_ATTRIBUTES = ['href', 'src', 'action', 'formAction', 'xLinkHref'];
const PARSER = unified().use(rehypeParse, { fragment: true }).freeze();

/** Show notes that run code or load pages: apps cut them out, or refuse the item. */
export function checkActiveContent(parent: XmlElement, label: string, report: FeedReport): void {
  for (const name of HTML_FIELDS) {
    for (const field of childrenNamed(parent, name)) {
      const found = new Set([...activePartsOf(PARSER.parse(field.text)), ...field.children.flatMap(activeElementsOf)]);
      if (found.size === 0) continue;
      report.warning(
        'W_FEED_ACTIVE',
        `${label} ${name} holds ${[...found].join(', ')}; apps cut it out or show nothing.`,
        {
          at: field,
          hint: 'leave text, links and lists in show notes.',
        },
      );
    }
  }
}

/** Markup that was not escaped: elements of the feed where text should be. */
function activeElementsOf(element: XmlElement): readonly string[] {
  const below = element.children.flatMap(activeElementsOf);
  const local = element.local.toLowerCase();
  return ACTIVE_ELEMENTS.has(local) ? [`<${local}>`, ...below] : below;
}

function activePartsOf(node: Nodes): readonly string[] {
  const below = 'children' in node ? node.children.flatMap(activePartsOf) : [];
  return node.type === 'element' ? [...activePartsOfElement(node), ...below] : below;
}

function activePartsOfElement({ tagName, properties }: Element): readonly string[] {
  if (ACTIVE_ELEMENTS.has(tagName)) return [`<${tagName}>`];
  const handlers = Object.keys(properties).filter((name) => /^on[a-z]/iu.test(name));
  const addresses = ADDRESS_ATTRIBUTES.filter((name) => runsCode(properties[name]));
  return [...handlers, ...addresses].map((name) => {
    const value = addresses.includes(name) ? `="${schemeOf(properties[name])}:…"` : '';
    return `<${tagName} ${name.toLowerCase()}${value}>`;
  });
}

function runsCode(value: unknown): boolean {
  return /^(?:javascript|vbscript|data)$/u.test(schemeOf(value)) && !/^data:(?:image|audio)\//iu.test(String(value));
}

/** Scheme of an address as browsers read it: white space and control characters before and inside do not count. */
function schemeOf(value: unknown): string {
  const text = typeof value === 'string' ? value.replace(/[\p{Cc}\s]+/gu, '') : '';
  return /^([a-z][a-z\d+.-]*):/iu.exec(text)?.[1]?.toLowerCase() ?? '';
}

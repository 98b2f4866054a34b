import type { Nodes } from 'hast';
import rehypeParse from 'rehype-parse';
import rehypeSanitize from 'rehype-sanitize';
import type { Options as Schema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';

/** `description`: what PSP-1 allows in an item's description. `content`: what web pages and `content:encoded` may hold. */
export type HtmlProfile = 'description' | 'content';

const PROTOCOLS = { href: ['http', 'https', 'mailto'] };
/** Elements whose text is no text for a reader. */
const STRIP = [
  'script',
  'style',
  'noscript',
  'template',
  'iframe',
  'object',
  'svg',
  'math',
  'title',
  'textarea',
  'xmp',
];

const DESCRIPTION: Schema = {
  tagNames: ['p', 'ol', 'ul', 'li', 'a', 'b', 'i', 'strong', 'em'],
  attributes: { a: ['href'] },
  protocols: PROTOCOLS,
  strip: STRIP,
};

const CONTENT: Schema = {
  tagNames: [
    ...(DESCRIPTION.tagNames ?? []),
    ...[
      'h2',
      'h3',
      'h4',
      'blockquote',
      'br',
      'hr',
      'code',
      'pre',
      'time',
      'cite',
      'q',
      's',
      'del',
      'sub',
      'sup',
      'dl',
      'dt',
      'dd',
    ],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  attributes: { a: ['href', ['rel', 'nofollow', 'noopener']], time: ['dateTime'], ol: ['start'], '*': ['lang', 'dir'] },
  ancestors: { li: ['ol', 'ul'], tr: ['table'], th: ['table'], td: ['table'], thead: ['table'], tbody: ['table'] },
  protocols: PROTOCOLS,
  strip: STRIP,
};

const PARSER = unified().use(rehypeParse, { fragment: true }).freeze();
const PROCESSORS = { description: createProcessor(DESCRIPTION), content: createProcessor(CONTENT) } as const;

/** HTML with nothing in it but the elements, attributes and links a place allows. Doing it twice changes nothing. */
export function sanitiseHtml(html: string, profile: HtmlProfile): string {
  let clean = cleanOnce(html, profile);
  // Where an element is unwrapped its content may stand where no parser would put it: a paragraph in a paragraph.
  for (let round = 1; round < MAX_ROUNDS; round += 1) {
    const again = cleanOnce(clean, profile);
    if (again === clean) break;
    clean = again;
  }
  return clean;
}

/** One is enough for nearly all texts, a second shows it, and each further one moves what stands wrong outwards. */
const MAX_ROUNDS = 10;

function cleanOnce(html: string, profile: HtmlProfile): string {
  return String(PROCESSORS[profile].processSync(html)).trim();
}

/**
 * What a place does not allow of an HTML text: `<img>`, `<a onclick>`, `<a href="javascript:…">`, each once, in the order
 * they stand.
 */
export function findUnsafe(html: string, profile: HtmlProfile): readonly string[] {
  const before = countParts(html);
  const after = countParts(sanitiseHtml(html, profile));
  const lost = [...before].flatMap(([part, times]) => (times > (after.get(part) ?? 0) ? [part] : []));
  // An element that is gone took its attributes along.
  return lost.filter((part) => !part.includes(' ') || !lost.includes(`${part.split(' ')[0] ?? ''}>`));
}

/** How often each element and each attribute of it stands in an HTML text. */
function countParts(html: string): ReadonlyMap<string, number> {
  const parts = new Map<string, number>();
  const add = (part: string): void => void parts.set(part, (parts.get(part) ?? 0) + 1);
  const walk = (node: Nodes): void => {
    if (node.type === 'comment') return;
    if (node.type === 'element') {
      add(`<${node.tagName}>`);
      for (const name of Object.keys(node.properties)) {
        // The sanitiser writes rel by itself.
        if (name !== 'rel') add(`<${node.tagName} ${name.toLowerCase()}>`);
      }
    }
    if ('children' in node) for (const child of node.children) walk(child);
  };
  walk(PARSER.parse(html));
  return parts;
}

function createProcessor(schema: Schema) {
  return unified()
    .use(rehypeParse, { fragment: true })
    .use(rehypeSanitize, schema)
    .use(rehypeStringify, { characterReferences: { useNamedReferences: true } })
    .freeze();
}

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

const PROCESSORS = { description: createProcessor(DESCRIPTION), content: createProcessor(CONTENT) } as const;

/** HTML with nothing in it but the elements, attributes and links a place allows. Doing it twice changes nothing. */
export function sanitiseHtml(html: string, profile: HtmlProfile): string {
  return String(PROCESSORS[profile].processSync(html)).trim();
}

function createProcessor(schema: Schema) {
  return unified()
    .use(rehypeParse, { fragment: true })
    .use(rehypeSanitize, schema)
    .use(rehypeStringify, { characterReferences: { useNamedReferences: true } })
    .freeze();
}

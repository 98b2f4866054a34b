import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { sanitiseHtml } from './sanitise-html.js';

const PROCESSOR = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype)
  .use(rehypeStringify, { characterReferences: { useNamedReferences: true } })
  .freeze();

/** GitHub-flavoured Markdown as sanitised HTML, without pictures: pages ask nobody else for anything. HTML in it is dropped. */
export function markdownToHtml(markdown: string): string {
  return sanitiseHtml(String(PROCESSOR.processSync(markdown)), 'content');
}

import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { sanitiseHtml } from './sanitise-html.js';

const PROCESSOR = unified()
  .use(rehypeParse, { fragment: true })
  .use(rehypeRemark)
  .use(remarkGfm)
  .use(remarkStringify, { bullet: '-', emphasis: '_', fences: true })
  .freeze();

/** HTML that others wrote as GitHub-flavoured Markdown an editor can go on with: what pages would not show is dropped. */
export function htmlToMarkdown(html: string): string {
  return String(PROCESSOR.processSync(sanitiseHtml(html, 'content'))).trim();
}

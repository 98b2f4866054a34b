import type { ElementContent, Root } from 'hast';
import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { canParseUrl } from '../../model/text/can-parse-url.js';
import { sanitiseHtml } from './sanitise-html.js';

const PROCESSOR = unified()
  .use(rehypeParse, { fragment: true })
  .use(wholeLinks)
  .use(rehypeRemark)
  .use(remarkGfm)
  .use(remarkStringify, { bullet: '-', emphasis: '_', fences: true })
  .freeze();

/**
 * HTML that others wrote as GitHub-flavoured Markdown an editor can go on with: what pages would not show is dropped.
 *
 * @param baseUrl What its relative addresses are relative to; without one their words are kept alone.
 */
export function htmlToMarkdown(html: string, { baseUrl }: { readonly baseUrl?: string } = {}): string {
  const file = { value: sanitiseHtml(html, 'content'), data: { baseUrl } };
  return String(PROCESSOR.processSync(file)).trim();
}

/** Notes are read far from the page they stood on: links are absolute, and where they cannot be they are none. */
function wholeLinks() {
  return (tree: Root, { data }: { readonly data: Record<string, unknown> }): void => {
    const baseUrl = typeof data['baseUrl'] === 'string' ? data['baseUrl'] : undefined;
    const whole = (child: ElementContent): readonly ElementContent[] => {
      if (child.type !== 'element') return [child];
      const { children, properties } = child;
      child.children = children.flatMap(whole);
      if (child.tagName !== 'a') return [child];
      const href = String(properties['href'] ?? '').trim();
      if (href === '' || !canParseUrl(href, baseUrl)) return child.children;
      properties['href'] = new URL(href, baseUrl).href;
      return [child];
    };
    tree.children = tree.children.flatMap((child) => (child.type === 'doctype' ? [] : whole(child)));
  };
}

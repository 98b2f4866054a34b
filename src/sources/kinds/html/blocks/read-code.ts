import type { BlockContent } from '../draft.js';
import type { PageElement, PageNode } from '../page-tree.js';

/** Preformatted text as code, its language taken from the class names highlighters use. */
export function readCode(element: PageElement): Extract<BlockContent, { kind: 'code' }> {
  return { kind: 'code', ...codeLanguage(element), code: codeText(element) };
}

function codeText(element: PageElement): string {
  const text = (node: PageNode): string =>
    node.kind === 'text' ? node.text : node.tag === 'br' ? '\n' : node.children.map(text).join('');
  return text(element)
    .replace(/\r\n?/g, '\n')
    .replace(/^\n|\s+$/g, '');
}

function codeLanguage(element: PageElement): { language?: string } {
  const inner = element.children.find(
    (child): child is PageElement => child.kind === 'element' && child.tag === 'code',
  );
  const names = `${element.attributes['class'] ?? ''} ${inner?.attributes['class'] ?? ''} ${element.attributes['data-lang'] ?? ''}`;
  const language =
    /(?:^|\s)(?:language|lang|highlight-source|brush:)[-\s]?([\w+#-]+)/i.exec(names)?.[1] ??
    element.attributes['data-lang'];
  return language === undefined ? {} : { language: language.toLowerCase() };
}

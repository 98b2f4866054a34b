/** A piece of text of a page, as parsed. */
export type PageText = { readonly kind: 'text'; readonly text: string };

/**
 * An element of a page. Lector's own read-only copy of what the HTML parser made: every count is computed once, so
 * that no rule ever walks a subtree to learn how much text it holds.
 */
export type PageElement = {
  readonly kind: 'element';
  /** Position in the page in reading order; also its number while Readability works on the parser's tree. */
  readonly index: number;
  /** Index of the last element inside it (its own when it has none). */
  readonly lastIndex: number;
  /** Lower case. */
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** `class` and `id` in lower case, with dashes between camelCase words: what rules about names look at. */
  readonly names: string;
  readonly children: readonly PageNode[];
  readonly parent: PageElement | undefined;
  /** Characters of visible text, white space folded. */
  readonly textLength: number;
  /** Of those, inside links. */
  readonly linkTextLength: number;
  /** Whether anything inside starts a line of its own. */
  readonly hasBlocks: boolean;
};

export type PageNode = PageText | PageElement;

/** Elements whose content is never text a reader sees. */
export const SILENT_TAGS: ReadonlySet<string> = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'head',
  'title',
  'meta',
  'link',
  'base',
  'svg',
  'canvas',
  'object',
  'embed',
  'iframe',
  'frame',
  'frameset',
  'noframes',
  'select',
  'option',
  'datalist',
  'input',
  'textarea',
  'button',
  'audio',
  'video',
  'source',
  'track',
  'param',
  'map',
  'area',
  'dialog',
  'progress',
  'annotation',
  'annotation-xml',
  'meter',
  'xmp',
]);

/** The text below a node as a reader sees it, white space folded. */
export function visibleText(node: PageNode): string {
  const parts: string[] = [];
  collectText(node, parts);
  return parts.join('').replace(/\s+/gu, ' ').trim();
}

/** All elements below (and with) an element, in reading order. */
export function elementsIn(element: PageElement): readonly PageElement[] {
  const elements: PageElement[] = [];
  const visit = (current: PageElement): void => {
    elements.push(current);
    for (const child of current.children) if (child.kind === 'element') visit(child);
  };
  visit(element);
  return elements;
}

/** Whether `inner` lies in `outer` or is it. */
export function contains(outer: PageElement, inner: PageElement): boolean {
  return inner.index >= outer.index && inner.index <= outer.lastIndex;
}

/** The nearest element, itself included, that passes. */
export function closest(element: PageElement, passes: (element: PageElement) => boolean): PageElement | undefined {
  for (let current: PageElement | undefined = element; current !== undefined; current = current.parent) {
    if (passes(current)) return current;
  }
  return undefined;
}

function collectText(node: PageNode, parts: string[]): void {
  if (node.kind === 'text') {
    parts.push(node.text);
    return;
  }
  if (SILENT_TAGS.has(node.tag)) return;
  const isBreak = !INLINE_TAGS.has(node.tag) || node.tag === 'br';
  if (isBreak) parts.push(' ');
  for (const child of node.children) collectText(child, parts);
  if (isBreak) parts.push(' ');
}

/** Elements that do not end the line they stand in. */
export const INLINE_TAGS: ReadonlySet<string> = new Set([
  'a',
  'abbr',
  'acronym',
  'b',
  'bdi',
  'bdo',
  'big',
  'cite',
  'code',
  'data',
  'del',
  'dfn',
  'em',
  'font',
  'i',
  'ins',
  'kbd',
  'label',
  'mark',
  'nobr',
  'q',
  'rb',
  'rp',
  'rt',
  'ruby',
  's',
  'samp',
  'small',
  'span',
  'strike',
  'strong',
  'sub',
  'sup',
  'time',
  'tt',
  'u',
  'var',
  'wbr',
  'br',
  'img',
  'picture',
  'math',
  'svg',
  'button',
  'input',
  'select',
  'script',
  'style',
  'noscript',
  'template',
  'source',
  'meta',
  'link',
]);

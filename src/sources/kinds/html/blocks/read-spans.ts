import type { AudioMark, Span } from '../../../../model/article.js';
import { present } from '../../../../model/present.js';
import { SILENT_TAGS, visibleText, type PageElement, type PageNode } from '../page-tree.js';
import { languageTag } from '../language-tag.js';
import { resolveLink } from '../resolve-link.js';
import type { Footnotes } from './find-footnotes.js';
import { inlineMath } from './read-math.js';

/** What reading spans needs to know of the page. */
export type SpanContext = {
  readonly baseUrl: string | undefined;
  readonly footnotes: Footnotes;
  /** Elements that are not shown. */
  readonly isHidden: (element: PageElement) => boolean;
  /** Elements an author or a rule took out of the text around them. */
  readonly isLeftOut: (element: PageElement) => boolean;
};

type Style = Omit<Span, 'text' | 'pauseMs'>;

/** The text of inline nodes as spans, white space folded, empty at neither end. */
export function readSpans(nodes: readonly PageNode[], context: SpanContext, lang?: string): readonly Span[] {
  const spans: Span[] = [];
  for (const node of nodes) collect(node, { spans, context, style: {}, lang });
  return trimEnds(foldSpace(spans));
}

type Collection = {
  readonly spans: Span[];
  readonly context: SpanContext;
  readonly style: Style;
  /** Language of the block, which spans in it need not repeat. */
  readonly lang: string | undefined;
};

function collect(node: PageNode, collection: Collection): void {
  const { spans, context, style } = collection;
  if (node.kind === 'text') {
    spans.push({ ...style, text: node.text });
    return;
  }
  const math = inlineMath(node);
  if (math !== undefined) {
    spans.push({ ...style, text: math });
    return;
  }
  if (node.tag === 'br' || node.tag === 'wbr') {
    spans.push({ ...style, text: node.tag === 'br' ? ' ' : '' });
    return;
  }
  if (SILENT_TAGS.has(node.tag) || context.isHidden(node) || context.isLeftOut(node)) return;
  if (context.footnotes.isBackLink(node)) return;
  const label = context.footnotes.labelOf(node);
  if (label !== undefined) {
    spans.push({ ...style, text: visibleText(node), footnoteRef: label });
    return;
  }
  const inner = { ...collection, style: { ...style, ...styleOf(node, collection) } };
  if (node.tag === 'q') spans.push({ ...inner.style, text: '“' });
  for (const child of node.children) collect(child, inner);
  if (node.tag === 'q') spans.push({ ...inner.style, text: '”' });
}

function styleOf({ tag, attributes }: PageElement, { context, lang }: Collection): Style {
  const href = tag === 'a' ? linkOf(attributes['href'], context) : undefined;
  const ownLang = languageTag(attributes['lang'] ?? attributes['xml:lang']);
  const audio = audioMark(attributes['data-audio']);
  const emphasis = EMPHASIS[tag];
  return {
    ...present({ href }),
    ...(ownLang !== undefined && ownLang !== lang && { lang: ownLang }),
    ...present({ emphasis }),
    ...(CODE_TAGS.has(tag) && { isCode: true }),
    ...present({ audio }),
  };
}

function linkOf(href: string | undefined, context: SpanContext): string | undefined {
  if (href === undefined || href.trim() === '') return undefined;
  if (href.trim().startsWith('#') && context.baseUrl === undefined) return undefined;
  return resolveLink(href, context.baseUrl);
}

/** A `data-audio` value, when it is one. */
export function audioMark(value: string | undefined): AudioMark | undefined {
  const mark = value?.trim().toLowerCase();
  return mark === 'skip' || mark === 'only' ? mark : undefined;
}

function foldSpace(spans: readonly Span[]): Span[] {
  const folded: Span[] = [];
  let endsInSpace = true;
  for (const span of spans) {
    let text = span.text.replace(/\s+/gu, ' ');
    if (endsInSpace && text.startsWith(' ')) text = text.slice(1);
    if (text === '') continue;
    endsInSpace = text.endsWith(' ');
    const last = folded.at(-1);
    if (last !== undefined && isSameStyle(last, span)) folded[folded.length - 1] = { ...last, text: last.text + text };
    else folded.push({ ...span, text });
  }
  return folded;
}

function trimEnds(spans: Span[]): readonly Span[] {
  const last = spans.at(-1);
  if (last === undefined) return spans;
  const text = last.text.trimEnd();
  const rest = spans.slice(0, -1);
  return text === '' ? trimEnds(rest) : [...rest, { ...last, text }];
}

function isSameStyle(one: Span, other: Span): boolean {
  return (
    one.href === other.href &&
    one.lang === other.lang &&
    one.emphasis === other.emphasis &&
    one.isCode === other.isCode &&
    one.footnoteRef === other.footnoteRef &&
    one.audio === other.audio
  );
}

const EMPHASIS: Readonly<Record<string, 'em' | 'strong'>> = { em: 'em', i: 'em', strong: 'strong', b: 'strong' };
const CODE_TAGS: ReadonlySet<string> = new Set(['code', 'kbd', 'samp', 'tt']);

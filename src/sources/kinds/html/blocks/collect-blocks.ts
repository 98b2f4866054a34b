import type { AudioMark, Span } from '../../../../model/article.js';
import { present } from '../../../../model/present.js';
import { contentText, type BlockContent, type Draft } from '../draft.js';
import {
  closest,
  contains,
  INLINE_TAGS,
  SILENT_TAGS,
  visibleText,
  type PageElement,
  type PageNode,
} from '../page-tree.js';
import { isCallout } from './is-callout.js';
import { readEmbed } from './read-embed.js';
import { readCode } from './read-code.js';
import {
  captionIn,
  holdsCaption,
  holdsOtherThanPicture,
  holdsPicture,
  holdsPictureAlone,
  isCaption,
  readFigure,
} from './read-figure.js';
import { isProseList, LIST_TAGS, readList } from './read-list.js';
import { displayMath, inlineMath } from './read-math.js';
import { toQuote } from './read-quote.js';
import { languageTag } from '../language-tag.js';
import { audioMark, readSpans, type SpanContext } from './read-spans.js';
import { isDataTable, readTable, repeatedHeaders } from './read-table.js';

/** Where an element lies: in the article, around it, or somewhere else on the page. */
export type Placement = 'inside' | 'around' | 'outside';

/** What turning a page into blocks needs. */
export type BlockContext = SpanContext & {
  readonly language: string | undefined;
  readonly placementOf: (element: PageElement) => Placement;
  /** Why an element and all in it is not part of the article, as far as its name and place can tell. */
  readonly reasonOf: (element: PageElement) => string | undefined;
};

/** Every piece of text of a page, in reading order, as a block or as a drop with its reason. */
export function collectBlocks(root: PageElement, context: BlockContext): readonly Draft[] {
  const drafts: Draft[] = [];
  visit(root, { drafts, context, lang: undefined, audio: undefined, isAside: false });
  return drafts;
}

type Walk = {
  readonly drafts: Draft[];
  readonly context: BlockContext;
  readonly lang: string | undefined;
  readonly audio: AudioMark | undefined;
  readonly isAside: boolean;
};

function visit(element: PageElement, outer: Walk): void {
  const { context } = outer;
  const placement = context.placementOf(element);
  if (context.isHidden(element)) return drop(element, 'hidden-text', outer);
  const reason = context.reasonOf(element);
  if (reason !== undefined && placement !== 'around') return drop(element, reason, outer);
  if (placement === 'outside') {
    const isMixed = element.children.some((child) => child.kind === 'element' && context.reasonOf(child) !== undefined);
    return isMixed ? flow(element, outer) : drop(element, 'outside-article', outer);
  }
  const walk = enter(element, outer);
  if (placement === 'inside' && makeBlock(element, walk)) return;
  flow(element, walk);
}

function enter(element: PageElement, outer: Walk): Walk {
  const { attributes, tag } = element;
  const lang = element.parent === undefined ? undefined : languageTag(attributes['lang'] ?? attributes['xml:lang']);
  const audio = audioMark(attributes['data-audio']);
  return {
    ...outer,
    lang: lang ?? outer.lang,
    audio: audio ?? outer.audio,
    isAside: outer.isAside || tag === 'aside' || isCallout(element),
  };
}

/** Makes the block an element stands for; false when it is only a container. */
function makeBlock(element: PageElement, walk: Walk): boolean {
  const { context } = walk;
  const { tag } = element;
  const label = context.footnotes.noteLabel(element);
  if (label !== undefined) return pushFootnote(element, label, walk);
  const tex = displayMath(element);
  if (tex !== undefined) return push({ kind: 'math', tex }, element, walk);
  if (/^h[1-6]$/.test(tag)) return pushHeading(element, walk);
  if (tag === 'pre') return push(readCode(element), element, walk);
  if (LIST_TAGS.has(tag) && !isProseList(element) && !context.footnotes.holdsNotes(element))
    return push(readList(element, context), element, walk);
  if (tag === 'table' && isDataTable(element)) return pushTable(element, walk);
  if (tag === 'blockquote') return pushQuote(element, walk);
  if (tag === 'figure' || tag === 'img' || tag === 'picture' || isCaption(element)) return pushFigure(element, walk);
  if (SILENT_TAGS.has(tag)) {
    const embed = readEmbed(element, context.baseUrl);
    return embed === undefined || push(embed, element, walk);
  }
  return false;
}

/** Text and inline elements between blocks become paragraphs; two line breaks in a row part them. */
function flow(element: PageElement, walk: Walk): void {
  let run: PageNode[] = [];
  let breaks = 0;
  const flush = (): void => {
    pushParagraph(run, onlyElement(run) ?? element, walk);
    run = [];
  };
  for (const child of element.children) {
    if (child.kind === 'text' || isInlineRun(child)) {
      if (child.kind === 'element' && child.tag === 'br') breaks += 1;
      else if (child.kind === 'element' || child.text.trim() !== '') breaks = 0;
      if (breaks === 2) flush();
      else run.push(child);
    } else {
      flush();
      breaks = 0;
      visit(child, walk);
    }
  }
  flush();
}

/** The element a whole run stands in, which says more of it than the element around. */
function onlyElement(run: readonly PageNode[]): PageElement | undefined {
  const parts = run.filter((node) => node.kind === 'element' || node.text.trim() !== '');
  return parts.length === 1 && parts[0]?.kind === 'element' && parts[0].tag !== 'a' ? parts[0] : undefined;
}

function isInlineRun(element: PageElement): boolean {
  if (element.hasBlocks || !INLINE_TAGS.has(element.tag) || element.tag === 'img' || element.tag === 'picture')
    return false;
  return !holdsPictureAlone(element) && !holdsCaption(element) && displayMath(element) === undefined;
}

function pushParagraph(run: readonly PageNode[], element: PageElement, walk: Walk): void {
  const { context, lang, isAside } = walk;
  for (const node of run) if (node.kind === 'element') reportLeftOut(node, walk);
  const spans = readSpans(run, context, lang);
  if (spans.length === 0) return;
  const content: BlockContent = { kind: isAside ? 'aside' : 'paragraph', spans };
  const linked = linkLength(run, element);
  if (context.placementOf(element) === 'inside') push(content, element, walk, linked);
  else
    walk.drafts.push({
      element,
      text: contentText(content),
      linkedLength: linked,
      ...langOf(element, walk),
      reason: context.reasonOf(element) ?? 'outside-article',
    });
}

/** Characters of a run inside links; in a link all are. */
function linkLength(run: readonly PageNode[], element: PageElement): number {
  if (closest(element, ({ tag }) => tag === 'a') !== undefined)
    return run.reduce((sum, node) => sum + lengthOf(node), 0);
  return run.reduce((sum, node) => sum + (node.kind === 'element' ? node.linkTextLength : 0), 0);
}

function lengthOf(node: PageNode): number {
  return node.kind === 'text' ? node.text.trim().length : node.textLength;
}

/** Inline elements taken out of a paragraph are drops of their own. */
function reportLeftOut(element: PageElement, walk: Walk): void {
  if (element.textLength === 0 || SILENT_TAGS.has(element.tag) || inlineMath(element) !== undefined) return;
  if (walk.context.isHidden(element)) return drop(element, 'hidden-text', walk);
  const reason = walk.context.reasonOf(element);
  if (reason !== undefined) return drop(element, reason, walk);
  for (const child of element.children) if (child.kind === 'element') reportLeftOut(child, walk);
}

function pushTable(element: PageElement, walk: Walk): true {
  for (const row of repeatedHeaders(element)) drop(row, 'duplicate-text', walk);
  return push(readTable(element), element, walk);
}

function pushHeading(element: PageElement, walk: Walk): boolean {
  const spans = readSpans(element.children, walk.context, walk.lang);
  if (spans.length === 0) return true;
  const heading = { kind: 'heading', level: Number(element.tag.slice(1)), spans } as const;
  return push(walk.isAside ? { kind: 'aside', spans } : heading, element, walk);
}

function pushFootnote(element: PageElement, label: string, walk: Walk): boolean {
  const parts: PageNode[] = [];
  for (const child of element.children) parts.push(child, { kind: 'text', text: ' ' });
  const spans = withoutLabel(readSpans(parts, walk.context, walk.lang), label);
  return spans.length === 0 || push({ kind: 'footnote', label, spans }, element, walk);
}

/** Many notes begin with the mark they are referred to by. */
function withoutLabel(spans: readonly Span[], label: string): readonly Span[] {
  const [first, ...others] = spans;
  if (first === undefined || !first.text.replace(/^[[(]/, '').startsWith(label)) return spans;
  const text = first.text
    .replace(/^[[(]/, '')
    .slice(label.length)
    .replace(/^[\])]?[.:]?\s+/, '');
  return text.length < first.text.length - label.length ? [{ ...first, text }, ...others] : spans;
}

/** A quotation that holds headings or most of the article is a page's frame, not a quotation. */
function pushQuote(element: PageElement, walk: Walk): boolean {
  const inner: Draft[] = [];
  flow(element, { ...walk, drafts: inner });
  const kept = inner.filter(({ reason }) => reason === undefined);
  const isPlain = kept.every(
    ({ content }) => content?.kind === 'paragraph' || content?.kind === 'quote' || content?.kind === 'list',
  );
  if (!isPlain || kept.length === 0 || kept.length > MAX_QUOTE_PARAGRAPHS) {
    walk.drafts.push(...inner);
    return true;
  }
  const paragraphs = kept.flatMap(({ content }) => {
    if (content === undefined) return [];
    if (content.kind === 'quote') return content.paragraphs;
    if (content.kind === 'list') return content.items.map(({ spans }) => spans);
    return 'spans' in content ? [content.spans] : [];
  });
  const quote = toQuote(element, paragraphs);
  // The line that names the speaker is no part of the words, and is not lost.
  const isSpeaker = ({ text }: Draft): boolean => text.replace(/^[\s—–―-]+/u, '').trim() === quote.speaker;
  walk.drafts.push(...inner.filter((draft) => draft.reason !== undefined && !isSpeaker(draft)));
  return push(quote, element, walk);
}

function pushFigure(element: PageElement, walk: Walk): boolean {
  if (element.tag === 'figure' && element.children.some(holdsOtherThanPicture)) return false;
  const isAlone = isCaption(element) && !holdsPicture(element);
  const figure = isAlone ? captionOf(element, walk) : readFigure(element, walk.context);
  const caption = isAlone ? element : (captionIn(element) ?? (isCaption(element) ? element : undefined));
  dropBeside(element, figure === undefined ? undefined : caption, walk);
  if (figure === undefined) return true;
  const last = walk.drafts.at(-1);
  const isForLast =
    figure.src === undefined &&
    last?.content?.kind === 'figure' &&
    last.content.caption === undefined &&
    last.reason === undefined;
  if (!isForLast || last.content?.kind !== 'figure') return push(figure, element, walk);
  walk.drafts.pop();
  return push({ ...last.content, ...figure }, last.element, walk);
}

/** Credits and counters in a figure, which are not its caption. */
function dropBeside(element: PageElement, caption: PageElement | undefined, walk: Walk): void {
  if (element === caption || element.textLength === 0) return;
  if (caption === undefined || !contains(element, caption)) return drop(element, 'picture-credit', walk);
  for (const child of element.children) if (child.kind === 'element') dropBeside(child, caption, walk);
}

function captionOf(element: PageElement, walk: Walk): Extract<BlockContent, { kind: 'figure' }> | undefined {
  const spans = readSpans(element.children, walk.context, walk.lang);
  return spans.length === 0 ? undefined : { kind: 'figure', caption: spans };
}

function push(content: BlockContent, element: PageElement, walk: Walk, linkedLength = element.linkTextLength): true {
  const { context, audio } = walk;
  const text = contentText(content);
  if (text === '' && content.kind !== 'figure' && content.kind !== 'embed') return true;
  const lang = walk.lang === context.language ? undefined : walk.lang;
  const anchor = element.attributes['id'] ?? context.footnotes.noteAnchor(element);
  const marked = {
    ...content,
    ...present({ lang }),
    ...(anchor !== undefined && anchor !== '' && { anchor }),
    ...present({ audio }),
  };
  walk.drafts.push({ content: marked, element, text, linkedLength });
  return true;
}

function drop(element: PageElement, reason: string, walk: Walk): void {
  const text = element.textLength === 0 ? '' : visibleText(element);
  if (text === '') return;
  walk.drafts.push({ element, text, linkedLength: element.linkTextLength, ...langOf(element, walk), reason });
}

function langOf({ attributes, parent }: PageElement, walk: Walk): { readonly lang?: string } {
  const own = parent === undefined ? undefined : languageTag(attributes['lang'] ?? attributes['xml:lang']);
  const lang = own ?? walk.lang;
  return lang === undefined || lang === walk.context.language ? {} : { lang };
}

const MAX_QUOTE_PARAGRAPHS = 12;

import type { Element, ElementContent } from 'hast';
import type { Span } from '../../model/article.js';
import { present } from '../../model/present.js';
import { collectSpans, tidySpans } from './collect-spans.js';
import { pushBlock, type FlowContext } from './flow.js';
import { attribute, isElement, isPhrasing, rawText } from './tree.js';

/** A quotation with who said it, or, where it is a note in disguise (`[!NOTE]`), an aside. */
export function addQuote(element: Element, context: FlowContext): void {
  const alert = takeAlert(element);
  if (alert) return context.convertFlow(alert, { ...context, textKind: 'aside' });
  const lines: (readonly Span[])[] = [];
  const others: ElementContent[] = [];
  let speaker: string | undefined;
  for (const nodes of paragraphsOf(element, others)) {
    const [only] = nodes.filter((node) => rawText(node).trim() !== '');
    if (isElement(only ?? { type: 'text', value: '' }, 'footer', 'cite') && nodes.length <= 1) {
      speaker = toName(rawText(only as ElementContent));
      continue;
    }
    const spans = collectSpans(nodes, { ...context, keepsLineEnds: true });
    if (spans.some(({ text }) => text.trim() !== '')) lines.push(spans);
  }
  const last = lines.at(-1);
  if (last && speaker === undefined) {
    const parted = partSpeaker(last);
    if (parted) {
      speaker = parted.speaker;
      if (parted.spans.length > 0) lines[lines.length - 1] = parted.spans;
      else if (lines.length > 1) lines.pop();
      else speaker = undefined;
    }
  }
  const paragraphs = lines.map((spans) =>
    tidySpans(spans.map((span) => (span.text === '\n' ? span : { ...span, text: span.text.replaceAll('\n', ' ') }))),
  );
  if (paragraphs.length > 0) {
    const anchor = attribute(element, 'id');
    pushBlock(
      { kind: 'quote', paragraphs, ...present({ speaker }) },
      { context, source: element, ...(anchor && { anchor }) },
    );
  }
  context.convertFlow(others, context);
}

/** The paragraphs of a quotation, list items and inner quotations among them; other blocks go to `others`. */
function paragraphsOf(element: Element, others: ElementContent[]): ElementContent[][] {
  const paragraphs: ElementContent[][] = [];
  let line: ElementContent[] = [];
  const flush = (): void => {
    if (line.some((node) => rawText(node).trim() !== '')) paragraphs.push(line);
    line = [];
  };
  for (const child of element.children) {
    if (isPhrasing(child) && !isElement(child, 'cite')) {
      line.push(child);
      continue;
    }
    flush();
    if (isElement(child, 'footer', 'cite')) paragraphs.push([child]);
    else if (isElement(child, 'p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6')) paragraphs.push(child.children);
    else if (isElement(child, 'blockquote', 'ul', 'ol', 'li', 'div')) paragraphs.push(...paragraphsOf(child, others));
    else if (child.type === 'element') others.push(child);
  }
  flush();
  return paragraphs;
}

const ATTRIBUTION = /(?:^|\n)[ \t]*(?:[—–―]|--)[ \t]*([^\n]{1,120})$/u;

/** Takes a last line `— Name` off. */
function partSpeaker(
  spans: readonly Span[],
): { readonly spans: readonly Span[]; readonly speaker: string } | undefined {
  const text = spans.map((span) => span.text).join('');
  const match = ATTRIBUTION.exec(text);
  const speaker = toName(match?.[1] ?? '');
  if (!match || speaker === undefined || speaker.split(/\s+/u).length > 14) return undefined;
  const kept: Span[] = [];
  let position = 0;
  for (const span of spans) {
    const room = match.index - position;
    position += span.text.length;
    if (room <= 0) break;
    kept.push(room >= span.text.length ? span : { ...span, text: span.text.slice(0, room) });
  }
  return { spans: kept, speaker };
}

function toName(text: string): string | undefined {
  const name = text
    .replace(/^[\s—–―-]+/u, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return name === '' ? undefined : name;
}

/** GitHub's alerts: a quotation whose first line is `[!NOTE]`. */
function takeAlert(element: Element): ElementContent[] | undefined {
  const first = element.children.find((child) => child.type === 'element');
  if (!first || !isElement(first, 'p')) return undefined;
  const [text] = first.children;
  if (text?.type !== 'text') return undefined;
  const match = /^\s*\[!(?:note|tip|important|warning|caution)\]\s*/iu.exec(text.value);
  if (!match) return undefined;
  const rest: Element = {
    ...first,
    children: [{ ...text, value: text.value.slice(match[0].length) }, ...first.children.slice(1)],
  };
  return element.children.map((child) => (child === first ? rest : child));
}

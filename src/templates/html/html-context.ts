/** Where in an HTML text the next character stands; what is printed there must fit it. */
export type HtmlContext =
  | { readonly kind: 'text' | 'comment' | 'tag' }
  | { readonly kind: 'raw-text'; readonly element: string }
  | { readonly kind: 'unquoted'; readonly attribute: string }
  | {
      readonly kind: 'quoted';
      readonly quote: string;
      readonly attribute: string;
      /** Nothing of the value has been written yet. */
      readonly isAtStart: boolean;
      readonly element: string;
    };

/** A context, and the tag it is in. */
export type HtmlPosition = { readonly context: HtmlContext; readonly element: string };

export const HTML_START: HtmlPosition = { context: { kind: 'text' }, element: '' };

const RAW_TEXT = new Set(['script', 'style']);

/** Follows the markup of `html` from a position to the one after it (HTML Standard §13.2.5, the part templates need). */
export function followHtml(html: string, from: HtmlPosition): HtmlPosition {
  let position = from;
  let rest = html;
  while (rest !== '') {
    const step = advance(rest, position);
    position = step.position;
    rest = rest.slice(step.length);
  }
  return position;
}

type Step = { readonly length: number; readonly position: HtmlPosition };

function advance(rest: string, { context, element }: HtmlPosition): Step {
  switch (context.kind) {
    case 'text':
      return inText(rest);
    case 'comment':
      return until(rest, '-->', { context, element }, HTML_START);
    case 'raw-text':
      return inRawText(rest, context.element);
    case 'tag':
      return inTag(rest, element);
    case 'unquoted':
      return inUnquoted(rest, context.attribute, element);
    case 'quoted': {
      const end = rest.indexOf(context.quote);
      if (end < 0) return { length: rest.length, position: { context: { ...context, isAtStart: false }, element } };
      return { length: end + 1, position: { context: { kind: 'tag' }, element } };
    }
  }
}

function inText(rest: string): Step {
  const match = /<(?:!--|(\/?)([a-zA-Z][a-zA-Z0-9:-]*))/u.exec(rest);
  if (!match) return { length: rest.length, position: HTML_START };
  const length = match.index + match[0].length;
  if (match[0] === '<!--') return { length, position: { context: { kind: 'comment' }, element: '' } };
  const element = match[1] === '/' ? '' : (match[2] ?? '').toLowerCase();
  return { length, position: { context: { kind: 'tag' }, element } };
}

function until(rest: string, end: string, inside: HtmlPosition, after: HtmlPosition): Step {
  const index = rest.indexOf(end);
  return index < 0 ? { length: rest.length, position: inside } : { length: index + end.length, position: after };
}

function inRawText(rest: string, element: string): Step {
  const index = rest.toLowerCase().indexOf(`</${element}`);
  if (index < 0) return { length: rest.length, position: { context: { kind: 'raw-text', element }, element } };
  return { length: index + element.length + 2, position: { context: { kind: 'tag' }, element: '' } };
}

function inTag(rest: string, element: string): Step {
  const match = /([^\s"'<>/=]+)\s*=\s*(["']?)|>/u.exec(rest);
  if (!match) return { length: rest.length, position: { context: { kind: 'tag' }, element } };
  const length = match.index + match[0].length;
  if (match[0] === '>') {
    const context: HtmlContext = RAW_TEXT.has(element) ? { kind: 'raw-text', element } : { kind: 'text' };
    return { length, position: { context, element: context.kind === 'text' ? '' : element } };
  }
  const attribute = (match[1] ?? '').toLowerCase();
  const quote = match[2] ?? '';
  const context: HtmlContext =
    quote === '' ? { kind: 'unquoted', attribute } : { kind: 'quoted', quote, attribute, isAtStart: true, element };
  return { length, position: { context, element } };
}

function inUnquoted(rest: string, attribute: string, element: string): Step {
  const index = rest.search(/[\s>]/u);
  if (index < 0) return { length: rest.length, position: { context: { kind: 'unquoted', attribute }, element } };
  return { length: index, position: { context: { kind: 'tag' }, element } };
}

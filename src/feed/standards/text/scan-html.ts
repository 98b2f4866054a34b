import { quoteValue } from '../../../model/text.js';

/** A tag of HTML, with its attributes. */
export type HtmlTag = {
  /** Lower case; empty for what is no tag and has a fault. */
  readonly name: string;
  readonly isEnd: boolean;
  readonly isSelfClosed: boolean;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  /** What is wrong with its form, said of the text. */
  readonly fault?: string;
};

const RAW_TEXT = new Set(['script', 'style', 'textarea', 'title', 'xmp', 'iframe', 'noembed', 'noframes']);
/** Name, then what follows up to the next attribute: HTML Living Standard §13.1.2.3. */
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=`]+)))?|\/|\s+|(["'][^"']*)/gsuy;
const MAX_SHOWN = 20;
const NO_TAG = { name: '', isEnd: false, isSelfClosed: false, attributes: [] };

/** The tags of a piece of HTML in one pass; comments and the content of scripts are left out. */
export function* scanHtml(html: string): Generator<HtmlTag> {
  let position = 0;
  for (;;) {
    const start = html.indexOf('<', position);
    if (start < 0) return;
    if (html.startsWith('<!--', start)) {
      const end = html.indexOf('-->', start + 4);
      if (end < 0) return yield { ...NO_TAG, fault: 'opens a comment and does not end it' };
      position = end + 3;
    } else if (/^<[!?]/u.test(html.slice(start, start + 2))) {
      // HTML Living Standard §13.2.2: what begins so and is no comment is an error, and is left out to the next bracket.
      const end = html.indexOf('>', start);
      const shown = html.slice(start, Math.min(end < 0 ? html.length : end + 1, start + MAX_SHOWN));
      yield { ...NO_TAG, fault: `holds ${quoteValue(shown)}, which has no place in HTML` };
      if (end < 0) return;
      position = end + 1;
    } else if (/[a-z/]/iu.test(html.charAt(start + 1))) {
      const tag = readTag(html, start);
      if (!tag) return yield { ...NO_TAG, fault: 'is cut off inside a tag' };
      yield tag;
      position = RAW_TEXT.has(tag.name) && !tag.isEnd && !tag.isSelfClosed ? endOfRawText(html, tag) : tag.end;
    } else {
      position = start + 1;
    }
  }
}

function readTag(html: string, start: number): (HtmlTag & { readonly end: number }) | undefined {
  const isEnd = html.charAt(start + 1) === '/';
  const [name = ''] = /^[^\s/>]*/u.exec(html.slice(start + (isEnd ? 2 : 1), start + 200)) ?? [];
  const attributes: [string, string][] = [];
  let isSelfClosed = false;
  let fault: string | undefined;
  ATTRIBUTE.lastIndex = start + (isEnd ? 2 : 1) + name.length;
  for (;;) {
    const from = ATTRIBUTE.lastIndex;
    if (from >= html.length) return undefined;
    if (html.charAt(from) === '>') {
      const tag = { name: name.toLowerCase(), isEnd, isSelfClosed, attributes, end: from + 1 };
      return fault === undefined ? tag : { ...tag, fault };
    }
    const match = ATTRIBUTE.exec(html);
    const [part = '', attribute, double, single, bare] = match ?? [];
    isSelfClosed = part === '/';
    if (attribute !== undefined) {
      const value = double ?? single ?? bare ?? '';
      attributes.push([attribute.toLowerCase(), value]);
      if (/[<>]/u.test(value) && /href|src/iu.test(attribute)) fault ??= `never ends the value of ${attribute}`;
    } else if (!match || !/^(?:\/|\s+)$/u.test(part)) {
      fault ??= `holds a tag <${name}> whose attributes cannot be read`;
      ATTRIBUTE.lastIndex = from + Math.max(part.length, 1);
    }
  }
}

function endOfRawText(html: string, { name, end }: { readonly name: string; readonly end: number }): number {
  const close = new RegExp(`</${name}[\\s/>]`, 'giu');
  close.lastIndex = end;
  return close.exec(html)?.index ?? html.length;
}

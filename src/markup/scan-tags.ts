import { RAW_TEXT_TAGS } from './tags.js';

/** A tag as it stands in the source. */
export type ScannedTag = {
  /** Lower case; empty for a bracket that opens no tag. */
  readonly name: string;
  readonly isEnd: boolean;
  /** Of its first character, and after its last. */
  readonly start: number;
  readonly end: number;
  readonly attributes: number;
};

/** The tags of a page in one pass over its text, comments and the content of scripts left out. */
export function* scanTags(html: string): Generator<ScannedTag> {
  let position = 0;
  while (position < html.length) {
    const start = html.indexOf('<', position);
    if (start < 0) return;
    const next = html.charCodeAt(start + 1);
    if (html.startsWith('<!--', start)) {
      position = after(html, '-->', start + 4);
    } else if (next === SLASH) {
      position = after(html, '>', start + 2);
      yield { name: nameAt(html, start + 2), isEnd: true, start, end: position, attributes: 0 };
    } else if (isLetter(next)) {
      const tag = readTag(html, start);
      yield { ...tag, isEnd: false, start };
      position = RAW_TEXT_TAGS.has(tag.name) ? endOfRawText(html, tag.name, tag.end) : tag.end;
    } else {
      position = start + 1;
      yield { name: '', isEnd: false, start, end: position, attributes: 0 };
    }
  }
}

/** Reads one start tag, quotes respected; an attribute is counted at each `=` or bare word. */
function readTag(
  html: string,
  open: number,
): { readonly name: string; readonly end: number; readonly attributes: number } {
  const name = nameAt(html, open + 1);
  let position = open + 1 + name.length;
  let attributes = 0;
  let isInName = false;
  for (; position < html.length; position += 1) {
    const character = html.charAt(position);
    if (character === '>') return { name, end: position + 1, attributes };
    if (character === '=') {
      position = endOfValue(html, position + 1) - 1;
      isInName = false;
    } else if (isSpace(html.charCodeAt(position)) || character === '/') {
      isInName = false;
    } else if (!isInName) {
      attributes += 1;
      isInName = true;
    }
  }
  return { name, end: html.length, attributes };
}

function nameAt(html: string, start: number): string {
  let end = start;
  while (end < html.length && !isSpace(html.charCodeAt(end)) && html.charAt(end) !== '>' && html.charAt(end) !== '/') {
    end += 1;
  }
  return html.slice(start, end).toLowerCase();
}

function endOfValue(html: string, start: number): number {
  let position = start;
  while (isSpace(html.charCodeAt(position))) position += 1;
  const quote = html.charAt(position);
  if (quote === '"' || quote === "'") return after(html, quote, position + 1);
  while (position < html.length && !isSpace(html.charCodeAt(position)) && html.charAt(position) !== '>') position += 1;
  return position;
}

function endOfRawText(html: string, name: string, start: number): number {
  const close = new RegExp(`</${name}[\\s/>]`, 'gi');
  close.lastIndex = start;
  const match = close.exec(html);
  return match === null ? html.length : after(html, '>', match.index);
}

function after(html: string, mark: string, start: number): number {
  const found = html.indexOf(mark, start);
  return found < 0 ? html.length : found + mark.length;
}

const SLASH = 0x2f;

function isLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

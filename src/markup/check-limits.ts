import { LectorError } from '../errors.js';
import { PARAGRAPH_ENDERS, RAW_TEXT_TAGS, VOID_TAGS } from './tags.js';

/** What a page may ask of the parser; beyond it, tree builders overflow the stack or take seconds. */
export const HTML_LIMITS = { depth: 512, nodes: 200_000, attributesPerTag: 256 } as const;

/**
 * Counts depth, tags and attributes in one pass over the text, before anything builds a tree of it.
 *
 * @throws {@link LectorError} `E_TOO_DEEP`, `E_TOO_MANY_NODES`, `E_TOO_MANY_ATTRIBUTES`, each with limit and line.
 */
export function checkLimits(html: string): void {
  const open = openElements();
  let position = 0;
  let nodes = 0;
  while (position < html.length) {
    const start = html.indexOf('<', position);
    if (start < 0) return;
    const next = html.charCodeAt(start + 1);
    if (html.startsWith('<!--', start)) {
      position = after(html, '-->', start + 4);
    } else if (next === SLASH) {
      open.end(nameAt(html, start + 2));
      position = after(html, '>', start + 2);
    } else if (isLetter(next)) {
      nodes += 1;
      const tag = readTag(html, start);
      if (tag.attributes > HTML_LIMITS.attributesPerTag) refuse('E_TOO_MANY_ATTRIBUTES', html, start);
      if (nodes > HTML_LIMITS.nodes) refuse('E_TOO_MANY_NODES', html, start);
      position = RAW_TEXT_TAGS.has(tag.name) ? endOfRawText(html, tag.name, tag.end) : tag.end;
      if (!RAW_TEXT_TAGS.has(tag.name) && !VOID_TAGS.has(tag.name)) open.start(tag.name);
      if (open.depth() > HTML_LIMITS.depth) refuse('E_TOO_DEEP', html, start);
    } else {
      // The parser makes a text node of a stray bracket.
      nodes += 1;
      if (nodes > HTML_LIMITS.nodes) refuse('E_TOO_MANY_NODES', html, start);
      position = start + 1;
    }
  }
}

/** The names of the elements that are open, closed implicitly where HTML closes them. */
function openElements(): { start(name: string): void; end(name: string): void; depth(): number } {
  const names: string[] = [];
  const counts = new Map<string, number>();
  const pop = (): void => {
    const name = names.pop();
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 1) - 1);
  };
  return {
    start: (name) => {
      const closes = IMPLIED_END[name] ?? (PARAGRAPH_ENDERS.has(name) ? ['p'] : []);
      for (let top = names.at(-1); top !== undefined && closes.includes(top); top = names.at(-1)) pop();
      names.push(name);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    },
    end: (name) => {
      if ((counts.get(name) ?? 0) === 0) return;
      while (names.at(-1) !== name) pop();
      pop();
    },
    depth: () => names.length,
  };
}

type Tag = { readonly name: string; readonly end: number; readonly attributes: number };

/** Reads one start tag, quotes respected; an attribute is counted at each `=` or bare word. */
function readTag(html: string, open: number): Tag {
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

function refuse(
  code: 'E_TOO_DEEP' | 'E_TOO_MANY_NODES' | 'E_TOO_MANY_ATTRIBUTES',
  html: string,
  position: number,
): never {
  const line = lineAt(html, position);
  const { depth, nodes, attributesPerTag } = HTML_LIMITS;
  const what = {
    E_TOO_DEEP: `The page nests elements deeper than the limit ${depth}`,
    E_TOO_MANY_NODES: `The page has more nodes than the limit ${nodes}`,
    E_TOO_MANY_ATTRIBUTES: `A tag of the page has more attributes than the limit ${attributesPerTag}`,
  }[code];
  throw new LectorError(code, `${what} (line ${line}).`, {
    hint: 'save the article alone, for example from the reader view of a browser.',
  });
}

function lineAt(html: string, position: number): number {
  let line = 1;
  for (let at = html.indexOf('\n'); at >= 0 && at < position; at = html.indexOf('\n', at + 1)) line += 1;
  return line;
}

const SLASH = 0x2f;

function isLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

const CELLS = ['td', 'th'];

/** Which open elements the start of another ends, when they are innermost. */
const IMPLIED_END: Readonly<Record<string, readonly string[]>> = {
  p: ['p'],
  li: ['li'],
  dt: ['dt', 'dd'],
  dd: ['dt', 'dd'],
  td: CELLS,
  th: CELLS,
  tr: ['tr', ...CELLS],
  tbody: ['tr', ...CELLS, 'thead', 'tbody'],
  tfoot: ['tr', ...CELLS, 'thead', 'tbody'],
  option: ['option'],
  optgroup: ['optgroup', 'option'],
};

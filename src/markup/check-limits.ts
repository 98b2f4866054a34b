import { LectorError } from '../errors.js';
import { scanTags } from './scan-tags.js';
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
  let nodes = 0;
  for (const tag of scanTags(html)) {
    if (tag.isEnd) {
      open.end(tag.name);
      continue;
    }
    // The parser makes a text node of a stray bracket.
    nodes += 1;
    if (tag.attributes > HTML_LIMITS.attributesPerTag) refuse('E_TOO_MANY_ATTRIBUTES', html, tag.start);
    if (nodes > HTML_LIMITS.nodes) refuse('E_TOO_MANY_NODES', html, tag.start);
    if (tag.name !== '' && !RAW_TEXT_TAGS.has(tag.name) && !VOID_TAGS.has(tag.name)) open.start(tag.name);
    if (open.depth() > HTML_LIMITS.depth) refuse('E_TOO_DEEP', html, tag.start);
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

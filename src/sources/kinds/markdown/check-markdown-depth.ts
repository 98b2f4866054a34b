import { LectorError } from '../../../errors.js';
import { HTML_LIMITS } from '../../../markup/check-limits.js';
import { VOID_TAGS } from '../../../markup/tags.js';
import { present } from '../../../model/present.js';

/** One container mark at the start of a line: a quotation, a bullet or a number. */
const MARK = /[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))/uy;
const TAG = /<(\/?)([a-z][a-z0-9-]*)(?:[^>"']|"[^"]*"|'[^']*')*?(\/?)>/giu;
/** Elements an author may leave open, which then nest nothing. */
const OPEN_TAGS: ReadonlySet<string> = new Set(['p', 'li']);

/**
 * Counts nesting in one pass over the text, before a parser that recurses sees it.
 *
 * @throws LectorError `E_TOO_DEEP` with the limit and the line.
 */
export function checkMarkdownDepth(
  body: string,
  options: { readonly file: string; readonly firstLine: number; readonly maxDepth: number },
): void {
  const { file, firstLine, maxDepth } = options;
  body.split('\n').forEach((text, index) => {
    let depth = 0;
    MARK.lastIndex = 0;
    while (MARK.test(text)) depth += 1;
    if (depth > maxDepth) refuseDepth({ file, line: firstLine + index, maxDepth });
  });
  let open = 0;
  for (const [, slash, name, selfClosed] of body.matchAll(TAG)) {
    const tag = (name ?? '').toLowerCase();
    if (VOID_TAGS.has(tag) || OPEN_TAGS.has(tag) || selfClosed === '/') continue;
    open = slash === '/' ? Math.max(0, open - 1) : open + 1;
    if (open > HTML_LIMITS.depth) refuseDepth({ file, line: undefined, maxDepth: HTML_LIMITS.depth });
  }
}

export function refuseDepth(at: {
  readonly file: string;
  readonly line: number | undefined;
  readonly maxDepth: number;
}): never {
  const where = at.line === undefined ? '' : ` (line ${at.line})`;
  throw new LectorError('E_TOO_DEEP', `${at.file} nests deeper than the limit ${at.maxDepth}${where}.`, {
    place: { file: at.file, ...present({ line: at.line }) },
    hint: 'take out some of the levels.',
  });
}

/** Depth of the deepest node of a tree, counted without recursion. */
export function depthOf(root: { readonly children?: readonly unknown[] }): number {
  let level: readonly { readonly children?: readonly unknown[] }[] = [root];
  let depth = 0;
  while (level.length > 0) {
    depth += 1;
    level = level.flatMap((node) => (node.children ?? []) as readonly { readonly children?: readonly unknown[] }[]);
  }
  return depth;
}

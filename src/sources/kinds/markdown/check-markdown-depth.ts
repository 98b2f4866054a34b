import { LectorError } from '../../../errors.js';
import { present } from '../../../model/present.js';

/** One container mark at the start of a line: a quotation, a bullet or a number. */
const MARK = /[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))/uy;
const TAG = /<(\/?)([a-z][a-z0-9-]*)(?:[^>"']|"[^"]*"|'[^']*')*?(\/?)>/giu;
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li)$/iu;
/** Nested elements a tree builder takes without trouble. */
const MAX_HTML_DEPTH = 512;

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
    if (VOID.test(name ?? '') || selfClosed === '/') continue;
    open = slash === '/' ? Math.max(0, open - 1) : open + 1;
    if (open > MAX_HTML_DEPTH) refuseDepth({ file, line: undefined, maxDepth: MAX_HTML_DEPTH });
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

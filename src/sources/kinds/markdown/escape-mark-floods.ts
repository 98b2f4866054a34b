/** More marks than any paragraph of prose has; above it, pairing them takes quadratic time. */
const MAX_MARKS = 500;
const MARKS = /[*_~[\]`]/gu;

/**
 * Escapes the inline marks of paragraphs that consist of marks, so that they are text and parse in linear time.
 * Every list item and table row counts for itself; code blocks are left alone.
 */
export function escapeMarkFloods(body: string): string {
  if ((body.match(MARKS)?.length ?? 0) <= MAX_MARKS) return body;
  const lines = body.split('\n');
  for (const { first, end } of passagesOf(lines)) {
    const passage = lines.slice(first, end);
    const count = passage.reduce((sum, line) => sum + (line.match(MARKS)?.length ?? 0), 0);
    if (count <= MAX_MARKS) continue;
    for (let index = first; index < end; index += 1) {
      lines[index] = (lines[index] ?? '').replace(/\\?[*_~[\]`]/gu, (mark) => (mark.length > 1 ? mark : `\\${mark}`));
    }
  }
  return lines.join('\n');
}

/** Stretches of lines whose inline marks are paired with each other. */
function* passagesOf(lines: readonly string[]): Generator<{ readonly first: number; readonly end: number }> {
  let first = 0;
  let isInList = false;
  let isInTable = false;
  let fence: string | undefined;
  for (const [index, line] of lines.entries()) {
    const text = line.replace(/^(?:[ \t]*>)+/u, '');
    const mark = /^\s*(`{3,}|~{3,})/u.exec(text)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) === true) fence = undefined;
      first = index + 1;
      continue;
    }
    const isBlank = text.trim() === '';
    const item = /^\s*(?:[-+*]|(\d{1,9})[.)])[ \t]/u.exec(text);
    // Only a bullet or the number 1 may interrupt a paragraph (CommonMark §5.3).
    const startsItem = item !== null && (isInList || item[1] === undefined || item[1] === '1');
    if (/^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/u.test(text) && text.includes('|')) isInTable = true;
    if (isBlank || startsItem || isInTable || mark !== undefined) {
      if (index > first) yield { first, end: index };
      first = index;
    }
    if (isBlank) {
      isInList = false;
      isInTable = false;
    }
    if (startsItem) isInList = true;
    if (mark !== undefined) {
      fence = mark;
      first = index + 1;
    }
  }
  if (lines.length > first) yield { first, end: lines.length };
}

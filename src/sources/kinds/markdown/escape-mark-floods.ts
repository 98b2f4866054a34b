import type { Nodes } from 'mdast';

/** More marks than any paragraph of prose has; above it, pairing them takes quadratic time. */
const MAX_MARKS = 500;
const VEILED = '*_~[]`';
/** The first of the noncharacters of Unicode, which stand in no document (Unicode §23.7). */
const FIRST_VEIL = 0xfdd0;
const MARKS = /[*_~[\]`]/gu;

/**
 * Veils the inline marks of paragraphs that consist of marks, so that they are text and parse in linear time: each is a
 * noncharacter until {@link unveilMarks}, since the parser takes quadratic time for escaped ones too. Every list item
 * and table row counts for itself; code blocks are left alone.
 */
export function escapeMarkFloods(body: string): string {
  if ((body.match(MARKS)?.length ?? 0) <= MAX_MARKS) return body;
  const lines = body.split('\n');
  for (const { first, end } of passagesOf(lines)) {
    const passage = lines.slice(first, end);
    const count = passage.reduce((sum, line) => sum + (line.match(MARKS)?.length ?? 0), 0);
    if (count <= MAX_MARKS) continue;
    for (let index = first; index < end; index += 1) {
      lines[index] = (lines[index] ?? '').replace(/\\?([*_~[\]`])/gu, (_whole, mark: string) =>
        String.fromCharCode(FIRST_VEIL + VEILED.indexOf(mark)),
      );
    }
  }
  return lines.join('\n');
}

/** Gives the text of a parsed document the marks again that were veiled in its source. */
export function unveilMarks(node: Nodes): void {
  if ('value' in node) node.value = unveil(node.value);
  if ('url' in node) node.url = unveil(node.url);
  if ('children' in node) for (const child of node.children) unveilMarks(child);
}

function unveil(text: string): string {
  return text.replace(/[\uFDD0-\uFDD5]/gu, (veil) => VEILED.charAt(veil.charCodeAt(0) - FIRST_VEIL));
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

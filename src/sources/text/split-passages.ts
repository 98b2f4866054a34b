import { findSpellings, joinLines } from './join-lines.js';

/** Lines of plain text that belong together. */
export type Passage = {
  /** The lines joined by spaces. */
  readonly text: string;
  readonly lines: readonly string[];
  readonly lineCount: number;
  /** Of the first line, from 1. */
  readonly line: number;
};

/** Parts plain text at blank lines and drops rules of dashes or stars. */
export function splitPassages(text: string): readonly Passage[] {
  const passages: Passage[] = [];
  let lines: string[] = [];
  let first = 1;
  const spellings = findSpellings(text);
  const flush = (): void => {
    if (lines.length > 0)
      passages.push({ text: joinLines(lines, spellings), lines, lineCount: lines.length, line: first });
    lines = [];
  };
  for (const [index, source] of text.split('\n').entries()) {
    const line = source.replace(/[^\S\u00A0]+/gu, ' ').trim();
    const isRule = /^(?:[-=_*~#]\s?){3,}$/u.test(line);
    if (line === '' || isRule) {
      flush();
      continue;
    }
    if (lines.length === 0) first = index + 1;
    lines.push(line);
  }
  flush();
  return passages;
}

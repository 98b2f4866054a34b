import { sentencesOf } from '../../languages/language-of.js';
import type { TextRange } from '../passage/edit.js';

/** Limits of one utterance. */
export type UtteranceLimits = { readonly maxWords: number; readonly maxCharacters: number };

/**
 * Parts of a sentence that each keep within the limits, cut at the best place there is: after a semicolon, colon or
 * dash, after a comma, before a conjunction, between words. A single word is never cut. The parts cover the range.
 */
export function splitClauses(
  text: string,
  range: TextRange,
  limits: UtteranceLimits & { readonly language: string },
): readonly TextRange[] {
  const cuts = cutsOf(limits.language);
  const parts: TextRange[] = [];
  let start = range.start;
  while (start < range.end) {
    const end = partEnd(text, { start, end: range.end }, { limits, cuts });
    parts.push({ start, end });
    start = end;
  }
  return parts;
}

/** Where the next part ends: at the best kind of place in its last two thirds, or at the last word that fits. */
function partEnd(
  text: string,
  rest: TextRange,
  { limits, cuts }: { readonly limits: UtteranceLimits; readonly cuts: readonly RegExp[] },
): number {
  const reach = reachOf(text, rest, limits);
  if (reach.end >= rest.end) return rest.end;
  const window = text.slice(rest.start, reach.end);
  for (const pattern of cuts) {
    let best = 0;
    for (const match of window.matchAll(pattern)) {
      const cut = match.index + match[0].length;
      if (cut < window.length) best = cut;
    }
    // A cut in the first third leaves a stump and helps little.
    if (best > window.length / 3) return rest.start + best;
  }
  return reach.end;
}

/** Places to cut after, best first: after marks, then before a conjunction. */
function cutsOf(language: string): readonly RegExp[] {
  const known = CUTS.get(language);
  if (known !== undefined) return known;
  const { conjunctions } = sentencesOf(language);
  const before = new RegExp(String.raw`\s+(?=(?:${[...conjunctions].join('|')})\s)`, 'gu');
  const cuts = conjunctions.size === 0 ? AFTER_MARKS : [...AFTER_MARKS, before];
  CUTS.set(language, cuts);
  return cuts;
}

const CUTS = new Map<string, readonly RegExp[]>();

const AFTER_MARKS: readonly RegExp[] = [/[;:]\s+|\s+[–—]\s+|—/gu, /[,،、，]\s+(?!\p{Nd})|[、，；：]/gu];

/** The end of the last word that keeps within the limits; at least one word. */
function reachOf(text: string, rest: TextRange, limits: UtteranceLimits): TextRange {
  WORD_OR_CHARACTER.lastIndex = rest.start;
  let end = rest.start;
  for (let words = 0; words < limits.maxWords; words += 1) {
    const match = WORD_OR_CHARACTER.exec(text);
    if (match === null || match.index >= rest.end) return { start: rest.start, end: rest.end };
    const next = Math.min(match.index + match[0].length, rest.end);
    if (words > 0 && next - rest.start > limits.maxCharacters) break;
    end = next;
  }
  return { start: rest.start, end: text.slice(end, rest.end).trim() === '' ? rest.end : end };
}

/** A word with the space after it, or one character of a script that writes without spaces. */
const WORD_OR_CHARACTER =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}][\p{M}\p{P}]*\s*|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+\s*|\s+/gu;

import type { SpokenChange } from '../../model/script.js';
import { toLegalText } from '../../model/text.js';
import type { SkippedText } from './draft.js';

/** Whether there is anything to say. */
export const HAS_WORD = /[\p{L}\p{N}]/u;

const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])[\p{L}\p{M}\p{N}])+/gu;

/** The words of a text: runs of letters and digits, or single characters of scripts that write without spaces. */
export function wordsOf(text: string): readonly string[] {
  return toLegalText(text).match(WORD) ?? [];
}

/** How many words a text has. */
export function countWords(text: string): number {
  return wordsOf(text).length;
}

/** Whether a change leaves words out altogether. */
export function isSilent({ from, to }: Pick<SpokenChange, 'from' | 'to'>): boolean {
  return HAS_WORD.test(from) && !HAS_WORD.test(to);
}

/** The shown text without what its changes leave out. */
export function spokenPartOf(part: { readonly display: string; readonly changes: readonly SpokenChange[] }): string {
  let text = '';
  let place = 0;
  for (const { start, end } of part.changes.flatMap(silentRanges)) {
    text += `${part.display.slice(place, start)} `;
    place = end;
  }
  return text + part.display.slice(place);
}

/** Where of the display text a change leaves words out. */
function silentRanges(change: SpokenChange): readonly { start: number; end: number; reason: string }[] {
  const { start, end, rule, leftOut = [] } = change;
  if (isSilent(change)) return [{ start, end, reason: rule }];
  return leftOut.map((part) => ({ ...part, start: start + part.start, end: start + part.end }));
}

/** Words of a spoken or silent stretch that are not heard, with the rule that left them out. */
export function unspokenParts(
  part: { readonly display: string; readonly changes: readonly SpokenChange[] },
  isSpoken: boolean,
): readonly SkippedText[] {
  const silent = part.changes
    .flatMap(silentRanges)
    .map(({ start, end, reason }) => ({ text: part.display.slice(start, end).trim(), reason }))
    .filter(({ text }) => HAS_WORD.test(text));
  const rest = isSpoken ? '' : spokenPartOf(part).trim();
  return HAS_WORD.test(rest) ? [...silent, { text: rest, reason: 'nothing-to-say' }] : silent;
}

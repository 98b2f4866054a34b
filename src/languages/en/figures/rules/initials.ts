import { patternRule, textBefore, type SpeakableContext, type SpeakableRule } from '../../../figures/speakable-rule.js';

/** Initials of names: `J. K. Rowling`, `J.R.R. Tolkien`, `George W. Bush`; the stops go, so that no sentence ends there. */
export const INITIALS: SpeakableRule = patternRule({
  name: 'initials',
  starts: ['letter'],
  forms: [
    // Species: `E. coli`, `S. aureus`.
    { pattern: /(\p{Lu})\.\s(?=\p{Ll}{4,}(?!\p{L}))/uy, say: ([, letter = '']) => `${letter} ` },
    {
      pattern: /((?:\p{Lu}\.\s?-?){1,4})(?=\p{Lu}[\p{L}'’]*\p{Ll})/uy,
      say: (match, context) => (mayBeName(match, context) ? lettersOf(match[1] ?? '') : undefined),
    },
  ],
});

/** A single letter after a small word ends a sentence ("vitamin C. Then"); after a capitalised word it is an initial. */
function mayBeName(match: RegExpExecArray, context: SpeakableContext): boolean {
  const written = match[1] ?? '';
  const before = textBefore(context, match.index);
  if (/\bMalcolm\s$/u.test(before)) return false;
  const count = (written.match(/\p{Lu}/gu) ?? []).length;
  if (count >= 2)
    return !/^(?:U\.\s?S\.|U\.\s?K\.|U\.\s?N\.|E\.\s?U\.|[AP]\.\s?M\.|D\.\s?C\.|B\.\s?C\.|A\.\s?D\.)/u.test(written);
  if (/(?:^|[.!?:;“"‘(,]\s?)\s*$/u.test(before)) return written !== 'I. ';
  if (
    /\b(?:vitamin|plan|hepatitis|group|grade|type|class|team|part|section|point|block|channel|option|category|schedule|exhibit|appendix|gate|wing|series|studio|world\swar|act)\s$/iu.test(
      before,
    )
  )
    return false;
  return /\b(?:by|and|said|with|to|from|of|for|as|like)\s$/u.test(before) || /\p{Lu}[\p{L}'’.-]*\s$/u.test(before);
}

function lettersOf(written: string): string {
  return `${(written.match(/\p{Lu}/gu) ?? []).join(' ')}${/\s$/u.test(written) ? ' ' : ''}`;
}

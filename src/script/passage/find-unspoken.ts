import type { MarkRule } from '../../model/script.js';
import type { Edit, TextRange } from './edit.js';

/** Longer than any word a listener would know: a hash, a token, encoded data. */
const MAX_WORD_LETTERS = 100;
/** The embedded voice takes seconds for a longer run of letters and more than half a minute for a very long one. */
const MAX_RUN_LETTERS = 40;

/**
 * Marks of scholarship that nobody says aloud, `[1]`, `[citation needed]`, `(Smith et al., 2020)`, `/ˈɡɪbərɪʃ/`, words too long to
 * be words, and long words that are said in parts.
 *
 * @param taken Parts that are decided already, such as code and footnote marks, in order and without overlap.
 */
export function findUnspoken(text: string, taken: readonly TextRange[]): readonly Edit[] {
  const found: Edit[] = [];
  for (const { pattern, rule } of SILENT) {
    for (const match of text.matchAll(pattern)) {
      const range = { start: match.index, end: match.index + match[0].length };
      if (!isTaken(range, taken)) found.push({ ...range, to: '', rule, skipReason: rule });
    }
  }
  for (const match of text.matchAll(LONG_RUN)) {
    const range = { start: match.index, end: match.index + match[0].length };
    if (isTaken(range, taken) || UNSPACED.test(match[0])) continue;
    found.push(
      match[0].length > MAX_WORD_LETTERS
        ? { ...range, to: '', rule: 'not-a-word', skipReason: 'not-a-word' }
        : { ...range, to: inParts(match[0]), rule: 'long-word' },
    );
  }
  return found;
}

/** A letter or mark that only the International Phonetic Alphabet has among Latin letters. */
const PHONETIC = String.raw`[ɐ-ʯˈˌːˑθβχŋðæœøçʰʲʷˠˤ̥̩̃ᵻᵿ]`;
/** What may stand in a transcription besides: letters, joints, stops between syllables. */
const TRANSCRIBED = String.raw`[\p{Ll}\p{M}\p{Lm}ˈˌːˑ.‿|()~ -]`;

const SILENT: readonly { readonly pattern: RegExp; readonly rule: MarkRule | 'phonetic' }[] = [
  { pattern: /\[\p{Nd}{1,3}(?:\s?[,–-]\s?\p{Nd}{1,3}){0,20}\]/gu, rule: 'citation' },
  { pattern: /\[(?:citation needed|note \p{Nd}{1,3})\]|(?<=[\p{L}\p{N}\p{P}])\[\p{Ll}\]/giu, rule: 'citation' },
  {
    pattern:
      /\((?:see |cf\. )?\p{Lu}[\p{L}'’-]{1,30}(?:,? (?:and|&) \p{Lu}[\p{L}'’-]{1,30})? et al\.?,? \p{Nd}{4}[a-z]?(?:, pp?\. ?\p{Nd}{1,4}(?:[–-]\p{Nd}{1,4})?)?\)/gu,
    rule: 'citation',
  },
  ...[String.raw`/(?=\S)`, String.raw`\[(?=\S)`].map((opening) => ({
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N}/:.])${opening}(?=${TRANSCRIBED}{0,40}${PHONETIC})${TRANSCRIBED}{1,60}${opening.startsWith('/') ? '/' : String.raw`\]`}(?![\p{L}\p{N}])`,
      'gu',
    ),
    rule: 'phonetic' as const,
  })),
];

const LONG_RUN = new RegExp(
  `[\\p{L}\\p{M}\\p{N}_+/=-]{${MAX_WORD_LETTERS + 1},}|[\\p{L}\\p{M}]{${MAX_RUN_LETTERS + 1},}`,
  'gu',
);
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function inParts(word: string): string {
  const parts: string[] = [];
  const graphemes = Array.from(
    new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word),
    (part) => part.segment,
  );
  const count = Math.ceil(graphemes.length / MAX_RUN_LETTERS);
  const size = Math.ceil(graphemes.length / count);
  for (let index = 0; index < graphemes.length; index += size)
    parts.push(graphemes.slice(index, index + size).join(''));
  return parts.join(' ');
}

function isTaken(range: TextRange, taken: readonly TextRange[]): boolean {
  let low = 0;
  let high = taken.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((taken[middle]?.end ?? 0) > range.start) high = middle;
    else low = middle + 1;
  }
  return (taken[low]?.start ?? Infinity) < range.end;
}

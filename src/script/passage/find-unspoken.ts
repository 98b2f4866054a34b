import { CALENDAR_NAMES } from '../../languages/every-language.js';
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
  for (const { pattern, rule, isMeant } of SILENT) {
    for (const match of text.matchAll(pattern)) {
      if (isMeant?.(match[1] ?? '') === false) continue;
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

/** With a capital, as they stand in a date. */
const MONTH_NAMES = CALENDAR_NAMES.map((name) => name.charAt(0).toUpperCase() + name.slice(1)).join('|');
const SILENT: readonly {
  readonly pattern: RegExp;
  readonly rule: MarkRule | 'phonetic';
  /** Of what the first group holds. */
  readonly isMeant?: (within: string) => boolean;
}[] = [
  { pattern: /\[\p{Nd}{1,3}(?:\s?[,–-]\s?\p{Nd}{1,3}){0,20}\]/gu, rule: 'citation' },
  { pattern: /\[(?:citation needed|note \p{Nd}{1,3})\]|(?<=[\p{L}\p{N}\p{P}])\[\p{Ll}\]/giu, rule: 'citation' },
  { pattern: /\(([^()]+)\)/gu, rule: 'citation', isMeant: isAuthorYear },
  ...[String.raw`/(?=\S)`, String.raw`\[(?=\S)`].map((opening) => ({
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N}/:.])${opening}(?=${TRANSCRIBED}{0,40}${PHONETIC})${TRANSCRIBED}{1,60}${opening.startsWith('/') ? '/' : String.raw`\]`}(?![\p{L}\p{N}])`,
      'gu',
    ),
    rule: 'phonetic' as const,
  })),
];

/**
 * Author and year in parentheses (APA 7 §8.11, Harvard): `(Smith, 2020)`, `(Smith & Jones, 2019, p. 12)`, `(Berg et al.
 * 2020; Lee 2021a)`. One bare name needs its comma, for `(Beijing 2008)` and `(May 2020)` are no citations. Read work by
 * work: one pattern of ten works of seven names takes longer to compile than an article to write.
 */
function isAuthorYear(within: string): boolean {
  if (!YEAR.test(within) || MONTH.test(within)) return false;
  const works = within.split(/; ?/u);
  if (works.length > MAX_CITED_WORKS) return false;
  const read = works.map((work) => WORK.exec(work)?.groups);
  const isSure = read[0]?.others !== undefined || read[0]?.comma !== undefined;
  return read.every((work) => work !== undefined) && (isSure || works.length > 1);
}

const MAX_CITED_WORKS = 10;
const YEAR = /(?:1[6-9]|20)\p{Nd}{2}/u;
const MONTH = new RegExp(`^(?:${MONTH_NAMES})[ ,]`, 'u');
const WORK = citedWork();

function citedWork(): RegExp {
  const name = String.raw`(?:(?:van|von|de|der|den|di|la|le|du|dos) ){0,3}\p{Lu}[\p{L}'’-]{1,30}(?:, (?:\p{Lu}\.[ -]?){1,3})?`;
  const others = String.raw`(?:(?:, ${name}){0,6},? (?:and|und|et|y|e|en|i|и|&) ${name}|,? et al\.?|,? u\. ?a\.|,? и др\.)`;
  const year = String.raw`(?:1[6-9]|20)\p{Nd}{2}[a-z]?(?:[–/-]\p{Nd}{2,4})?(?:, ?(?:1[6-9]|20)\p{Nd}{2}[a-z]?){0,3}`;
  const place = String.raw`(?:[,:] ?(?:(?:pp?|S|с|ch|chap|sec|fig)\.? ?)?\p{Nd}{1,4}(?:[–-]\p{Nd}{1,4})?)?`;
  const lead = String.raw`(?:(?:see|see also|cf\.|e\.g\.,?|vgl\.|siehe|voir|cfr\.|cf|см\.) )?`;
  return new RegExp(`^${lead}${name}(?<others>${others})?(?<comma>,)? ${year}${place}$`, 'u');
}

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

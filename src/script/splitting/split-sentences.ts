import { LANGUAGES, sentencesOf } from '../../languages/language-of.js';
import type { Sentences } from '../../languages/language.js';
import type { TextRange } from '../passage/edit.js';

/**
 * The sentences of one paragraph, which together cover the whole of it: Unicode's boundaries (UAX #29), without those
 * after abbreviations, initials and ordinals, before lower-case words, and around stray punctuation.
 */
export function splitSentences(text: string, language: string): readonly TextRange[] {
  const abbreviations = sentencesOf(language);
  const sentences: TextRange[] = [];
  let start = 0;
  for (const index of unicodeBoundaries(text.replace(/\s/gu, ' '), segmenterOf(language))) {
    const boundary = index + closersAt(text, index);
    if (!endsSentence({ text, start, boundary, abbreviations })) continue;
    sentences.push({ start, end: boundary });
    start = boundary;
  }
  if (start < text.length) sentences.push({ start, end: text.length });
  return sentences;
}

/** Every segment copies the text it is cut from, so a long paragraph is looked at through a window. */
const WINDOW_CHARACTERS = 4000;

/** Where Unicode ends sentences, without the ends of the text. */
function* unicodeBoundaries(text: string, segmenter: Intl.Segmenter): Generator<number> {
  let start = 0;
  let size = WINDOW_CHARACTERS;
  while (start < text.length) {
    const isLast = start + size >= text.length;
    let settled = 0;
    let last = 0;
    for (const { index } of segmenter.segment(text.slice(start, start + size))) {
      if (last > 0) yield start + (settled = last);
      last = index;
    }
    // The last boundary depends on what follows it, which the next window sees.
    if (isLast && last > 0) yield start + last;
    if (isLast) return;
    start += settled;
    size = settled === 0 ? size * 2 : WINDOW_CHARACTERS;
  }
}

const SEGMENTERS = new Map<string, Intl.Segmenter>();

function segmenterOf(language: string): Intl.Segmenter {
  let segmenter = SEGMENTERS.get(language);
  if (segmenter === undefined) {
    const [locale] = supportedLocale(language);
    SEGMENTERS.set(language, (segmenter = new Intl.Segmenter(locale, { granularity: 'sentence' })));
  }
  return segmenter;
}

function supportedLocale(language: string): readonly string[] {
  try {
    return Intl.Segmenter.supportedLocalesOf(language);
  } catch {
    return [];
  }
}

/** Length of closing marks that stand apart from their sentence: "« Oui. » Il". */
function closersAt(text: string, index: number): number {
  CLOSERS.lastIndex = index;
  return CLOSERS.exec(text)?.[0].length ?? 0;
}

const CLOSERS = /[»”’)\]]+(?:\s+|$)/uy;

type Boundary = {
  readonly text: string;
  /** Start of the sentence so far. */
  readonly start: number;
  readonly boundary: number;
  readonly abbreviations: Sentences;
};

/** How far around a boundary its judgement may look. */
const REACH = 60;

function endsSentence({ text, start, boundary, abbreviations }: Boundary): boolean {
  const before = text.slice(Math.max(start, boundary - REACH), boundary).trimEnd();
  const after = text.slice(boundary, boundary + REACH).trimStart();
  if (!WORD.test(after) || (boundary - start < REACH && !WORD.test(before))) return false;
  const next = /^[^\p{L}\p{N}]*([\p{L}\p{M}\p{N}'’]*)/u.exec(after)?.[1] ?? '';
  // A label such as "1." or "(b)" belongs to what it labels.
  if (boundary - start < 8 && /^[([]?(?:\p{Nd}{1,3}|\p{L})[.)\]]+$/u.test(before)) return false;
  if (/^\p{Ll}/u.test(next) && !/^\p{Ll}\p{Lu}/u.test(next)) return false;
  const last = /([\p{L}\p{M}\p{N}.'’&-]*)\.[\p{Pe}\p{Pf}"'’]*$/u.exec(before)?.[1];
  // No full stop: a question, an exclamation or an ellipsis ends its sentence.
  if (last === undefined || last === '') return true;
  return !continues({ last: last.replace(/^\p{L}{1,5}['’](?=\p{L}{2})/u, ''), next, after, before, abbreviations });
}

const WORD = /[\p{L}\p{N}]/u;

/** Whether the full stop after `last` belongs to an abbreviation, an initial or an ordinal and the sentence goes on. */
function continues(place: {
  readonly last: string;
  readonly next: string;
  readonly before: string;
  readonly after: string;
  readonly abbreviations: Sentences;
}): boolean {
  const { last, next, before, after, abbreviations } = place;
  const startsLikely = abbreviations.starters.has(next.toLowerCase());
  if (NUMBERED.test(after) && holds(abbreviations.beforeNumber, last)) return true;
  const label = /([\p{L}\p{M}]+)\.\s\p{Lu}\.$/u.exec(before)?.[1];
  if (label !== undefined && /^\p{Nd}/u.test(next) && holds(abbreviations.beforeNumber, label)) return true;
  if (holds(abbreviations.neverLast, last) || SPACED_ABBREVIATION.test(before)) return true;
  // "a.m.", "U.S.", "Inc." end a sentence only when what follows looks like a new one.
  if (holds(abbreviations.sometimesLast, last)) return !startsLikely;
  if (/^(?:\p{L}\.)+\p{L}$/u.test(last)) return !startsLikely;
  // The first half of an abbreviation of two words: "44 v. Chr."
  const joined = `${last}.${next}`;
  if (holds(abbreviations.neverLast, joined) || holds(abbreviations.sometimesLast, joined)) return true;
  // Initials: "J. K. Rowling", "z. B."; but "Plan B. The…".
  if (/^\p{L}$/u.test(last) && /^\p{L}$/u.test(next) && next !== 'I') return true;
  if (/^\p{Lu}$/u.test(last)) return /^\p{Lu}/u.test(next) && !startsLikely;
  return abbreviations.hasOrdinalStops && /^(?:\p{Nd}{1,2}|[IVX]{2,7})$/u.test(last) && !startsLikely;
}

/** A number, in Roman numerals too, or with a letter before it: `art. L. 121-1`. */
const NUMBERED = /^(?:\p{Nd}|(?:[IVXLC]{2,8}|[VX])(?!\p{L})|\p{Lu}{1,2}\.?\s?\p{Nd})/u;

/** Abbreviations of several letters with spaces between, which no sentence ends with, also in a text of another language. */
const SPACED_ABBREVIATION = new RegExp(
  String.raw`(?:^|[\s(])(?:${LANGUAGES.flatMap(({ sentences }) => sentences?.spaced ?? [])
    .map((written) => written.replace(/\.\s/gu, String.raw`\.\s?`))
    .join('|')})\.$`,
  'iu',
);

function holds(words: ReadonlySet<string>, word: string): boolean {
  const lower = word.toLowerCase();
  return (
    words.has(word) ||
    words.has(lower) ||
    (/^\p{Lu}/u.test(word) && words.has(lower.charAt(0).toUpperCase() + lower.slice(1)))
  );
}

import { primaryLanguage } from '../../model/text/primary-language.js';
import { countWords, HAS_WORD } from '../passage/count-words.js';
import { maskSilent } from '../passage/mask-silent.js';
import type { Passage } from '../passage/passage.js';
import type { PauseModel } from '../passage/pause-model.js';
import { splitMixedSentences } from './split-mixed-sentences.js';
import type { TextRange } from '../passage/edit.js';

/** A stretch that is spoken in one breath and one language. */
export type Unit = TextRange & {
  readonly lang?: string;
  /** The silence its end asks for. */
  readonly afterMs: (pauses: PauseModel) => number;
  /** The author's own pause at its end. */
  readonly pauseMs?: number;
};

/** Fewer words of another language stay in their sentence: a voice that changes for one word disturbs more. */
const MIN_FOREIGN_WORDS = 3;
/** Between two languages in one sentence. */
const LANGUAGE_JOIN_MS = 60;

/** The units of a passage: its sentences, cut further where an author pauses and where the language changes. */
export function splitUnits(passage: Passage, language: string): readonly Unit[] {
  const { text } = passage;
  const masked = maskSilent(passage, ' ');
  const outsideWord = (offset: number): number => pastMarks(text, cutOutsideWord(passage, masked, offset));
  const pauses = passage.pauses.map(({ offset, ms }) => ({ offset: outsideWord(offset), ms }));
  const foreign = foreignParts(passage, language);
  const sentences = splitMixedSentences(masked, language, passage.languages);
  const cuts = new Set<number>();
  for (const { offset } of pauses) cuts.add(offset);
  for (const { start, end } of foreign) cuts.add(outsideWord(start)).add(outsideWord(end));
  const inner = [...cuts].filter((cut) => cut > 0 && cut < text.length).sort((a, b) => a - b);
  const units: Unit[] = [];
  let next = 0;
  for (const sentence of sentences.length === 0 ? [{ start: 0, end: 0 }] : sentences) {
    let start = sentence.start;
    for (; next < inner.length && (inner[next] ?? 0) < sentence.end; next += 1) {
      const cut = inner[next] ?? 0;
      if (cut > start) addUnit(units, { start, end: cut, afterMs: () => LANGUAGE_JOIN_MS }, text);
      start = Math.max(start, cut);
    }
    if (sentence.end > start) addUnit(units, { start, end: sentence.end, afterMs: (model) => model.sentenceMs }, text);
  }
  return withPausesOf(pauses, withLanguages(units, foreign));
}

/** A cut inside a word, or inside what is left out, waits for its end. */
function cutOutsideWord({ edits }: Passage, masked: string, offset: number): number {
  const silent = edits.find(({ start, end, skipReason }) => skipReason !== undefined && start < offset && offset < end);
  if (silent !== undefined) return silent.end;
  if (!/[\p{L}\p{M}\p{N}]$/u.test(masked.slice(Math.max(0, offset - 2), offset))) return offset;
  REST_OF_WORD.lastIndex = offset;
  return offset + (REST_OF_WORD.exec(masked)?.[0].length ?? 0);
}

/** A comma or a closing quote stays with what it closes. */
function pastMarks(text: string, offset: number): number {
  CLOSING_MARKS.lastIndex = offset;
  return offset + (CLOSING_MARKS.exec(text)?.[0].length ?? 0);
}

const CLOSING_MARKS = /[,.;:!?…)\]”’»"']+(?=\s|$)/uy;
const REST_OF_WORD = /[\p{L}\p{M}\p{N}]+/uy;

/** A stretch without words joins the one before it, or the next one at the start. */
function addUnit(units: Unit[], unit: Unit, text: string): void {
  const last = units.at(-1);
  const joins = last !== undefined && (!HAS_WORD.test(text.slice(unit.start, unit.end)) || !hasWord(text, last));
  if (!joins) units.push(unit);
  else units.splice(-1, 1, { ...unit, start: last.start });
}

function hasWord(text: string, { start, end }: TextRange): boolean {
  return HAS_WORD.test(text.slice(start, end));
}

function withLanguages(units: readonly Unit[], foreign: readonly (TextRange & { lang: string })[]): readonly Unit[] {
  if (foreign.length === 0) return units;
  return units.map((unit) => {
    const part = foreign.find(({ start, end }) => start <= unit.start + 2 && end + 4 >= unit.end && end > unit.start);
    return part === undefined ? unit : { ...unit, lang: part.lang };
  });
}

/** A pause belongs to the last unit that ends at or before it; before the first, an empty unit carries it. */
function withPausesOf(pauses: Passage['pauses'], units: readonly Unit[]): readonly Unit[] {
  const result = [...units];
  for (const { offset, ms } of pauses) {
    const index = result.findLastIndex(({ end }) => end <= offset + 1);
    const unit = result[index];
    if (unit !== undefined) result[index] = { ...unit, pauseMs: ms };
    else result.unshift({ start: 0, end: 0, afterMs: () => 0, pauseMs: ms });
  }
  return result;
}

function foreignParts({ text, languages }: Passage, language: string): readonly (TextRange & { lang: string })[] {
  const joined: (TextRange & { lang: string })[] = [];
  for (const part of languages) {
    const last = joined.at(-1);
    const touches = last?.lang === part.lang && !HAS_WORD.test(text.slice(last.end, part.start));
    if (touches && last !== undefined) joined.splice(-1, 1, { ...last, end: part.end });
    else joined.push(part);
  }
  return joined.filter(({ start, end, lang }) => {
    if (primaryLanguage(lang) === primaryLanguage(language)) return false;
    const isAll = !HAS_WORD.test(text.slice(0, start)) && !HAS_WORD.test(text.slice(end));
    return isAll || countWords(text.slice(start, end)) >= MIN_FOREIGN_WORDS;
  });
}

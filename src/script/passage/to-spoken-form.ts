import type { SpokenChange } from '../../model/script.js';
import { primaryLanguage } from '../../model/text/primary-language.js';
import { applyEdits, mergeChanges } from './apply-edits.js';
import { foldLetters } from './fold-letters.js';
import { findLexiconMatches, type Lexicon } from '../lexicon/lexicon.js';
import type {
  SpeakableContext,
  SpeakableRule,
  SpokenStyle,
  TokenStart,
} from '../../languages/figures/speakable-rule.js';
import { NO_LANGUAGE } from '../../languages/figures/spoken-language.js';
import { figuresOf } from '../../languages/figures-of.js';

export type { SpokenStyle } from '../../languages/figures/speakable-rule.js';

/** What is said for a text, and every place where it differs from what is written. */
export type SpokenForm = { readonly spoken: string; readonly changes: readonly SpokenChange[] };

/**
 * Turns written text into what a newsreader says for it: one pass from left to right, in which the first rule
 * that knows the token at a place decides and no other rule touches what it decided. Lexicon terms come first.
 * Letters in other forms, `Ⅳ` or `ﬁ`, are folded before.
 * Text in a language without rules is returned as it stands, except for its lexicon terms; the rules of one that has
 * some are loaded before, by {@link loadFigures}.
 */
export function toSpokenForm(text: string, options: SpeakingOptions): SpokenForm {
  const edits = figuresOf(options.language) === NO_LANGUAGE ? [] : foldLetters(text);
  if (edits.length === 0) return spokenFormOf(text, options);
  const edited = applyEdits(text, edits);
  const form = spokenFormOf(edited.text, options);
  return { spoken: form.spoken, changes: mergeChanges(edited, form.changes) };
}

type SpeakingOptions = {
  readonly language: string;
  /** Tag of the variety that a text in this language is spelled in, where the language's own tag names none. */
  readonly variety?: string | undefined;
  readonly lexicon?: Lexicon;
  readonly style?: SpokenStyle;
};

/** The tag figures are said by: of the variety where the language's tag is the language alone. */
function tagOf({ language, variety }: SpeakingOptions): string {
  const tag = language.toLowerCase();
  return variety !== undefined && tag === primaryLanguage(variety) ? variety.toLowerCase() : tag;
}

function spokenFormOf(text: string, options: SpeakingOptions): SpokenForm {
  const language = figuresOf(options.language);
  const terms = options.lexicon === undefined ? [] : findLexiconMatches(text, options.lexicon);
  const context: SpeakableContext = {
    text,
    language: tagOf(options),
    style: options.style ?? 'newsreader',
    isShouted: isShouted(text),
  };
  const changes: SpokenChange[] = [];
  let termIndex = 0;
  let place = 0;
  while (place < text.length) {
    while ((terms[termIndex]?.start ?? Infinity) < place) termIndex += 1;
    const term = terms[termIndex];
    if (term !== undefined && term.start === place) {
      addChange(changes, text, { start: term.start, end: term.end, to: term.alias, rule: term.rule });
      place = Math.max(term.end, place + 1);
      continue;
    }
    const limit = term?.start ?? text.length;
    const start = tokenStart(text, place);
    const rules =
      start === undefined || (start === 'letter' && language.isPlain(text, place)) ? [] : language.rules[start];
    const found = firstReading({ rules, context, place, limit });
    if (found !== undefined) {
      addChange(changes, text, { start: place, end: found.end, to: found.spoken, rule: found.rule });
      place = found.end;
    } else {
      place = Math.min(tokenEnd(text, place, start), limit);
    }
  }
  return { spoken: applyChanges(text, changes), changes };
}

function firstReading(query: {
  readonly rules: readonly SpeakableRule[];
  readonly context: SpeakableContext;
  readonly place: number;
  readonly limit: number;
}): { readonly end: number; readonly spoken: string; readonly rule: string } | undefined {
  for (const rule of query.rules) {
    const reading = rule.read(query.context, query.place);
    if (reading !== undefined && reading.end > query.place && reading.end <= query.limit) {
      return { ...reading, rule: rule.name };
    }
  }
  return undefined;
}

/** Adds a change, with the space it needs where it would otherwise run into its neighbours. */
function addChange(
  changes: SpokenChange[],
  text: string,
  change: { readonly start: number; readonly end: number; readonly to: string; readonly rule: string },
): void {
  const { start, end, rule } = change;
  const from = text.slice(start, end);
  if (from === change.to) return;
  const last = changes.at(-1);
  const before =
    last !== undefined && last.end === start && last.to !== '' ? last.to : text.slice(Math.max(0, start - 2), start);
  const to =
    (WORD_AT_END.test(before) && WORD_AT_START.test(change.to) ? ' ' : '') +
    change.to +
    (WORD_AT_END.test(change.to) && WORD_AT_START.test(text.slice(end, end + 2)) ? ' ' : '');
  changes.push({ start, end, from, to, rule });
}

const WORD_AT_END = /[\p{L}\p{M}\p{N}]$/u;
const WORD_AT_START = /^[\p{L}\p{M}\p{N}]/u;

function applyChanges(text: string, changes: readonly SpokenChange[]): string {
  const pieces: string[] = [];
  let place = 0;
  for (const change of changes) {
    pieces.push(text.slice(place, change.start), change.to);
    place = change.end;
  }
  pieces.push(text.slice(place));
  return pieces.join('');
}

function tokenStart(text: string, place: number): TokenStart | undefined {
  const character = String.fromCodePoint(text.codePointAt(place) ?? 32);
  // White space belongs to the dash or bar after it, which may take it along.
  if (/\s/u.test(character)) return /[—―–|-]/u.test(text.charAt(place + 1)) ? 'symbol' : undefined;
  if (/[0-9]/u.test(character)) return 'digit';
  return /[\p{L}\p{M}]/u.test(character) ? 'letter' : 'symbol';
}

/** Where the next token may start: after a run of letters or digits, or after one symbol. */
function tokenEnd(text: string, place: number, start: TokenStart | undefined): number {
  const run = start === 'letter' ? LETTERS : start === 'digit' ? DIGITS : ONE_CHARACTER;
  run.lastIndex = place;
  return place + (run.exec(text)?.[0].length ?? 1);
}

const LETTERS = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/uy;
const DIGITS = /[0-9]+/uy;
const ONE_CHARACTER = /[^]/uy;

/** A text with three or more words all in capitals is a headline. */
function isShouted(text: string): boolean {
  if (/\p{Ll}/u.test(text)) return false;
  return (text.match(/\p{Lu}{2,}/gu) ?? []).length >= 3;
}

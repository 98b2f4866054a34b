import type { AudioMark } from '../../model/article.js';
import { present } from '../../model/present.js';
import { placeOf, type SpokenChange, type TextPlace, type UtteranceLink, type VoiceRole } from '../../model/script.js';
import { HAS_WORD, unspokenParts } from './count-words.js';
import type { Draft, SkippedText, Spoken } from './draft.js';
import type { Lexicon } from '../lexicon/lexicon.js';
import { maskSilent } from './mask-silent.js';
import type { Passage } from './passage.js';
import type { PauseModel } from './pause-model.js';
import { speakRange, type SpokenRange } from './speak-range.js';
import type { SpokenStyle } from './to-spoken-form.js';
import { splitClauses, type UtteranceLimits } from '../splitting/split-clauses.js';
import { splitUnits, type Unit } from '../splitting/split-units.js';

/** What a passage's words are spoken with. */
export type Speaking = TextPlace & {
  readonly role: VoiceRole;
  readonly language: string;
  /** Tag of the variety that the article's text is spelled in, where it shows. */
  readonly variety?: string | undefined;
  readonly lexicon: Lexicon;
  readonly style: SpokenStyle;
  readonly pauses: PauseModel;
  readonly limits: UtteranceLimits;
  readonly speaker?: string;
  readonly audio?: AudioMark;
  /** Said before the first words and not shown: the number of a list item. */
  readonly prefix?: { readonly text: string; readonly rule: string };
};

/** Turns a passage into utterances: sentence by sentence, long ones clause by clause. */
export function speakPassage(passage: Passage, speaking: Speaking): Spoken {
  const drafts: Draft[] = [];
  const skipped: SkippedText[] = [];
  let leadingPauseMs: number | undefined;
  const whole = maskSilent(passage, 'x');
  for (const unit of splitUnits(passage, speaking.language)) {
    const spoken = speakUnit({ passage, whole, unit }, speaking);
    skipped.push(...spoken.skipped);
    drafts.push(...spoken.drafts);
    if (unit.pauseMs === undefined) continue;
    const last = drafts.pop();
    if (last === undefined) leadingPauseMs = unit.pauseMs;
    else drafts.push({ ...last, exactPauseMs: unit.pauseMs });
  }
  return {
    drafts: closeLast(prefixFirst(drafts, speaking)),
    skipped,
    ...present({ leadingPauseMs }),
  };
}

/** `whole` is the passage's text in which nothing that is left out can be cut. */
type Place = { readonly passage: Passage; readonly whole: string; readonly unit: Unit };

function speakUnit(
  { passage, whole, unit }: Place,
  speaking: Speaking,
): { drafts: readonly Draft[]; skipped: readonly SkippedText[] } {
  const drafts: Draft[] = [];
  const skipped: SkippedText[] = [];
  const parts = speakWithin({ passage, whole, unit }, speaking, speaking.limits);
  parts.forEach((part, index) => {
    const isSpoken = HAS_WORD.test(part.spoken);
    skipped.push(...unspokenParts(part, isSpoken));
    if (!isSpoken) return;
    const afterMs = index === parts.length - 1 ? unit.afterMs(speaking.pauses) : speaking.pauses.clauseMs;
    drafts.push(toDraft({ part, passage, lang: unit.lang ?? speaking.language, afterMs }, speaking));
  });
  return { drafts, skipped };
}

type Part = SpokenRange & { readonly start: number };

/** A part whose spoken form is too long is cut again, in halves, until it fits or is one word. */
function speakWithin({ passage, whole, unit }: Place, speaking: Speaking, limits: UtteranceLimits): readonly Part[] {
  const { variety, lexicon, style: spokenStyle } = speaking;
  const style = { language: unit.lang ?? speaking.language, variety, lexicon, style: spokenStyle };
  const parts: Part[] = [];
  for (const range of splitClauses(whole, unit, { ...limits, language: style.language })) {
    const start = range.start + leadingSpace(passage.text, range);
    const end = start + passage.text.slice(start, range.end).trimEnd().length;
    const part = { start, ...speakRange(passage, { start, end }, style) };
    const mayCut = limits.maxWords > 1 && /\S\s+\S/u.test(part.display);
    if (!mayCut || !exceeds(part.spoken, speaking.limits)) parts.push(part);
    else parts.push(...speakWithin({ passage, whole, unit: { ...unit, ...range } }, speaking, halve(limits)));
  }
  return parts;
}

function halve({ maxWords, maxCharacters }: UtteranceLimits): UtteranceLimits {
  return { maxWords: Math.ceil(maxWords / 2), maxCharacters: Math.ceil(maxCharacters / 2) };
}

function leadingSpace(text: string, { start, end }: { start: number; end: number }): number {
  const part = text.slice(start, end);
  return part.length - part.trimStart().length;
}

function exceeds(spoken: string, limits: UtteranceLimits): boolean {
  return spoken.length > limits.maxCharacters || (spoken.match(/\S+/gu)?.length ?? 0) > limits.maxWords;
}

function toDraft(
  piece: { readonly part: Part; readonly passage: Passage; readonly lang: string; readonly afterMs: number },
  speaking: Speaking,
): Draft {
  const { part, passage, lang, afterMs } = piece;
  const trimmed = trimSpoken(part);
  const isOnlyHeard = passage.isAudioOnly || speaking.audio === 'only';
  return {
    ...placeOf(speaking),
    role: speaking.role,
    display: isOnlyHeard ? '' : part.display,
    spoken: trimmed,
    lang,
    ...present({ speaker: speaking.speaker }),
    changes: isOnlyHeard ? [] : part.changes,
    links: isOnlyHeard ? [] : linksWithin(passage, part),
    ...(isOnlyHeard && { audio: 'only' as const }),
    beforeMs: 0,
    afterMs,
  };
}

/** Engines take stray spaces for words. */
function trimSpoken({ spoken }: SpokenRange): string {
  return spoken.replace(/\s+/gu, ' ').trim();
}

function linksWithin(passage: Passage, { start, display }: Part): readonly UtteranceLink[] {
  const end = start + display.length;
  return passage.links
    .filter((link) => link.start < end && link.end > start)
    .map((link) => {
      const first = Math.max(link.start, start);
      const text = passage.text.slice(first, Math.min(link.end, end));
      return { text: text.trim(), href: link.href, start: first - start + (text.length - text.trimStart().length) };
    })
    .filter((link) => HAS_WORD.test(link.text));
}

function prefixFirst(drafts: readonly Draft[], { prefix }: Speaking): readonly Draft[] {
  const [first, ...rest] = drafts;
  if (first === undefined || prefix === undefined) return drafts;
  const change: SpokenChange = { start: 0, end: 0, from: '', to: prefix.text, rule: prefix.rule };
  return [{ ...first, spoken: prefix.text + first.spoken, changes: [change, ...first.changes] }, ...rest];
}

/** Words without a mark at their end are closed with a full stop, so that the voice falls. */
function closeLast(drafts: readonly Draft[]): readonly Draft[] {
  const last = drafts.at(-1);
  if (last === undefined || !/[\p{L}\p{M}\p{N}]$/u.test(last.spoken)) return drafts;
  const stop = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u.test(last.spoken) ? '。' : '.';
  const place = last.display.length;
  const change: SpokenChange = { start: place, end: place, from: '', to: stop, rule: 'full-stop' };
  const changes = last.audio === 'only' ? last.changes : [...last.changes, change];
  return [...drafts.slice(0, -1), { ...last, spoken: last.spoken + stop, changes }];
}

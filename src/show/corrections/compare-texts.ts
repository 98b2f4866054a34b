import type { Episode } from '../../model/episode.js';
import { present } from '../../model/present.js';
import type { TextChange } from '../../model/publication/correction.js';

type Sentence = {
  readonly text: string;
  readonly startMs?: number;
  /** Its words, by which it is known again. */
  readonly key: string;
  /** The sentence both editions have that stands before it, with how often it was there. */
  readonly after: string;
};

/** Texts around an article that templates say; no word of it. */
const AROUND: ReadonlySet<string> = new Set(['headline', 'title', 'intro', 'outro', 'disclosure']);
/** Two sentences that share as large a part of their words are one that was changed. */
const LEAST_SHARED = 1 / 3;

/**
 * Sentence by sentence, what a text says otherwise than its edition before. Quotation marks, markup, the order of
 * paragraphs and the place of a comma change nothing; of a briefing, neither do articles that come or go.
 */
export function compareTexts(before: Episode, now: Episode): readonly TextChange[] {
  if (now.kind === 'programme') return [];
  const title: readonly TextChange[] =
    keyOf(before.title) === keyOf(now.title) ? [] : [{ part: 'title', before: before.title, after: now.title }];
  const [old, fresh] = [sentencesOf(before), sentencesOf(now)];
  const gone = without(old, fresh);
  const come = without(fresh, old);
  const places = [...new Set([...gone, ...come].map(({ after }) => after))];
  const changes = places.flatMap((place) =>
    pair(
      gone.filter(({ after }) => after === place),
      come.filter(({ after }) => after === place),
    ),
  );
  const isPart = ({ before: left, after }: TextChange): boolean => left !== undefined && after !== undefined;
  return [...title, ...(now.kind === 'briefing' ? changes.filter(isPart) : changes)];
}

/** Words and the signs that change what they mean, one after the other: what is neither is not heard. */
export function keyOf(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[’ʼ]/gu, "'")
    .replaceAll(/[‐‑‒–−]/gu, '-');
  return (plain.match(WORDS) ?? []).join(' ');
}

/** A hyphen right before a number is a minus, unless it joins it to what stands before. */
const WORDS = /[\p{L}\p{M}\p{N}]+(?:['.,:/-][\p{L}\p{M}\p{N}]+)*|[\p{Sc}\p{Sm}%‰°§&?]|(?<![\p{L}\p{N}])-(?=\p{N})/gu;

function sentencesOf({ standfirst, transcript }: Episode): readonly Sentence[] {
  const cues = (transcript?.cues ?? []).filter(({ blockKind = '' }) => !AROUND.has(blockKind));
  const said = new Set(cues.map(({ text }) => keyOf(text)));
  // One that is shown and not heard.
  const lead = standfirst === undefined || said.has(keyOf(standfirst)) ? [] : [{ text: standfirst }];
  const isHeard = cues.some(({ blockKind }) => blockKind === 'standfirst');
  const texts = [...(isHeard ? [] : lead), ...cues.map(({ text, startMs }) => ({ text, startMs }))];
  return texts.map((one) => ({ ...one, key: keyOf(one.text), after: '' })).filter(({ key }) => key !== '');
}

/** Sentences the other edition has not, or not as often, each with the common one before it. */
function without(own: readonly Sentence[], other: readonly Sentence[]): readonly Sentence[] {
  const left = new Map<string, number>();
  for (const { key } of other) left.set(key, (left.get(key) ?? 0) + 1);
  const seen = new Map<string, number>();
  let after = '';
  return own.flatMap((sentence) => {
    const rest = left.get(sentence.key) ?? 0;
    if (rest === 0) return [{ ...sentence, after }];
    left.set(sentence.key, rest - 1);
    const nth = (seen.get(sentence.key) ?? 0) + 1;
    seen.set(sentence.key, nth);
    after = `${nth} ${sentence.key}`;
    return [];
  });
}

/** What stood in one place and what stands there now: alike sentences are one that was changed. */
function pair(gone: readonly Sentence[], come: readonly Sentence[]): readonly TextChange[] {
  // The same words, parted into sentences otherwise.
  if (joined(gone) === joined(come)) return [];
  const isOneEach = gone.length === come.length;
  const changes: TextChange[] = [];
  let next = 0;
  for (const [at, { text, key }] of gone.entries()) {
    const found = isOneEach
      ? at
      : come.findIndex((one, index) => index >= next && likeness(key, one.key) > LEAST_SHARED);
    if (found < 0) {
      changes.push({ part: 'sentence', before: text });
      continue;
    }
    changes.push(...come.slice(next, found).map(added));
    const match = come[found];
    if (match) changes.push({ ...added(match), before: text });
    next = found + 1;
  }
  return [...changes, ...come.slice(next).map(added)];
}

function added({ text, startMs }: Sentence): TextChange {
  return { part: 'sentence', after: text, ...present({ startMs }) };
}

function joined(sentences: readonly Sentence[]): string {
  return sentences.map(({ key }) => key).join(' ');
}

/** Which part of the words of the longer one both have. */
function likeness(one: string, other: string): number {
  const words = new Set(one.split(' '));
  const others = new Set(other.split(' '));
  const shared = [...words].filter((word) => others.has(word)).length;
  return shared / Math.max(words.size, others.size);
}

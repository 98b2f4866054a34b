import type { WordTiming } from '../model/narration.js';
import type { Utterance } from '../model/script.js';
import { toLegalText } from '../model/text.js';
import type { TimelineItem } from '../model/timeline.js';

/** How far ahead of the last match a heard word is looked for, in letters. */
const SEARCH_WINDOW = 48;

/** A letter of the spoken form and a moment at which the voice is just before it. */
type Anchor = { readonly letter: number; readonly timeMs: number };

/**
 * When each word of the display text is heard.
 *
 * Engines time the words of the spoken form (`five point two billion dollars`), readers see the display text
 * (`$5.2bn`). Heard words are found again in the letters of the spoken form, display words are carried over by
 * the recorded changes, and times between two found words are spread over the letters between them.
 *
 * @returns Nothing when the engine gave no times.
 */
export function timeDisplayWords(utterance: Utterance, item: TimelineItem): readonly WordTiming[] {
  const heard = item.words ?? [];
  if (heard.length === 0) return [];
  const { words, letterCount } = placeDisplayWords(utterance);
  const spokenLetters = lettersOf(utterance.spoken);
  const timeAt = interpolate(anchor(heard, spokenLetters, item));
  const scale = letterCount === 0 ? 0 : spokenLetters.length / letterCount;
  let previousMs = item.startMs;
  return words.map(({ text, first, last }) => {
    const startMs = Math.max(previousMs, timeAt(first * scale));
    previousMs = Math.max(startMs, timeAt(last * scale));
    return { text, startMs, endMs: previousMs };
  });
}

type PlacedWord = { readonly text: string; readonly first: number; readonly last: number };

/** Each display word with the letters of the spoken form that stand for it. */
function placeDisplayWords({ display, changes }: Utterance): { words: PlacedWord[]; letterCount: number } {
  const ordered = changes.toSorted((one, other) => one.start - other.start);
  const words: PlacedWord[] = [];
  const letterAt = spokenLetterAt(display, ordered);
  for (const match of display.matchAll(/\S+/gu)) {
    const text = toLegalText(match[0]);
    const first = letterAt(match.index);
    const last = letterAt(match.index + match[0].length);
    if (/[\p{L}\p{N}]/u.test(text) || last > first) words.push({ text, first, last });
  }
  return { words, letterCount: letterAt(display.length) };
}

/** From an offset in the display text to the count of spoken letters before it. */
function spokenLetterAt(display: string, changes: Utterance['changes']): (offset: number) => number {
  return (offset) => {
    let letters = 0;
    let position = 0;
    for (const { start, end, to } of changes) {
      if (start >= offset) break;
      if (start < position) continue;
      letters += lettersOf(display.slice(position, start)).length;
      const inside = end <= offset ? 1 : (offset - start) / (end - start);
      letters += lettersOf(to).length * inside;
      position = Math.min(end, offset);
    }
    return letters + lettersOf(display.slice(position, offset)).length;
  };
}

/** Where the heard words stand among the letters of the spoken form; words that cannot be found are left out. */
function anchor(heard: readonly WordTiming[], spoken: string, item: TimelineItem): readonly Anchor[] {
  const anchors: Anchor[] = [{ letter: 0, timeMs: heard[0]?.startMs ?? item.startMs }];
  let cursor = 0;
  for (const { text, startMs, endMs } of heard) {
    const letters = lettersOf(text);
    if (letters === '') continue;
    const found = spoken.slice(cursor, cursor + SEARCH_WINDOW + letters.length).indexOf(letters);
    if (found < 0) continue;
    anchors.push({ letter: cursor + found, timeMs: startMs });
    cursor += found + letters.length;
    anchors.push({ letter: cursor, timeMs: endMs });
  }
  anchors.push({ letter: spoken.length, timeMs: heard.at(-1)?.endMs ?? item.endMs });
  return anchors;
}

function interpolate(anchors: readonly Anchor[]): (letter: number) => number {
  return (letter) => {
    const after = anchors.findIndex((point) => point.letter > letter);
    const to = anchors[after < 0 ? anchors.length - 1 : after];
    const from = anchors[after < 0 ? anchors.length - 1 : after - 1];
    if (!from || !to || to.letter === from.letter) return to?.timeMs ?? 0;
    return Math.round(from.timeMs + ((letter - from.letter) / (to.letter - from.letter)) * (to.timeMs - from.timeMs));
  };
}

function lettersOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();
}

import type { Cue } from '../model/transcript.js';
import { wrapLines } from './wrap-lines.js';

/** What stands on the screen at one time. */
type Card = { readonly startMs: number; readonly endMs: number; readonly lines: readonly string[] };

type CardLimits = { readonly maxLines: number; readonly maxLineLength: number };

/**
 * Splits a cue into cards of a few short lines.
 *
 * A card starts when its first word is heard; where words have no times, in proportion to the characters before
 * it. Every card lasts at least one millisecond.
 */
export function splitCards(cue: Cue, limits: CardLimits): readonly Card[] {
  const lines = wrapLines(cue.text, limits.maxLineLength);
  const cards: { lines: readonly string[]; letterCount: number }[] = [];
  let letterCount = 0;
  for (let index = 0; index < lines.length; index += limits.maxLines) {
    const group = lines.slice(index, index + limits.maxLines);
    cards.push({ lines: group, letterCount });
    letterCount += countLetters(group.join(''));
  }
  const timeAt = letterClock(cue, letterCount);
  const latest = cue.endMs - cards.length;
  let previous = cue.startMs - 1;
  const starts = cards.map((card, index) => {
    const wanted = index === 0 ? cue.startMs : timeAt(card.letterCount);
    previous = Math.max(previous + 1, Math.min(wanted, latest + index));
    return previous;
  });
  return cards.map((card, index) => ({
    startMs: starts[index] ?? cue.startMs,
    endMs: Math.max(starts[index + 1] ?? cue.endMs, (starts[index] ?? cue.startMs) + 1),
    lines: card.lines,
  }));
}

/** When the voice is at a letter of the cue, counted without white space. */
function letterClock(cue: Cue, letterCount: number): (letter: number) => number {
  const starts: { letter: number; startMs: number }[] = [];
  let letter = 0;
  let searched = 0;
  for (const word of cue.words) {
    const at = cue.text.indexOf(word.text, searched);
    if (at < 0) continue;
    letter += countLetters(cue.text.slice(searched, at));
    starts.push({ letter, startMs: word.startMs });
    letter += countLetters(word.text);
    searched = at + word.text.length;
  }
  return (wanted) => {
    const heard = starts.findLast((start) => start.letter <= wanted);
    if (heard) return heard.startMs;
    return Math.round(cue.startMs + ((cue.endMs - cue.startMs) * wanted) / Math.max(1, letterCount));
  };
}

function countLetters(text: string): number {
  return text.replace(/\s+/gu, '').length;
}

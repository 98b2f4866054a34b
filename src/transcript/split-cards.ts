import { placeWords, type Cue } from '../model/transcript.js';
import { wrapLines } from './wrap-lines.js';

/** What stands on the screen at one time. */
type Card = { readonly startMs: number; readonly endMs: number; readonly lines: readonly string[] };

type CardOptions = {
  readonly maxLines: number;
  readonly maxLineLength: number;
  /** The text, or its beginning, as the format writes it. */
  readonly write: (text: string) => string;
};

/**
 * Splits a cue into cards of a few short lines.
 *
 * A card starts when its first word is heard; where words have no times, in proportion to the characters before
 * it. Every card lasts at least one millisecond.
 */
export function splitCards(cue: Cue, options: CardOptions): readonly Card[] {
  const lines = wrapLines(options.write(cue.text), options.maxLineLength);
  const cards: { lines: readonly string[]; letterCount: number }[] = [];
  let letterCount = 0;
  for (let index = 0; index < lines.length; index += options.maxLines) {
    const group = lines.slice(index, index + options.maxLines);
    cards.push({ lines: group, letterCount });
    letterCount += countLetters(group.join(''));
  }
  const timeAt = letterClock(cue, { letterCount, write: options.write });
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

/** When the voice is at a letter of the cue as it is written, counted without white space. */
function letterClock(
  cue: Cue,
  { letterCount, write }: Pick<CardOptions, 'write'> & { readonly letterCount: number },
): (letter: number) => number {
  const starts = placeWords(cue).map(({ start, startMs }) => ({
    letter: countLetters(write(cue.text.slice(0, start))),
    startMs,
  }));
  return (wanted) => {
    const heard = starts.findLast((start) => start.letter <= wanted);
    if (heard) return heard.startMs;
    return Math.round(cue.startMs + ((cue.endMs - cue.startMs) * wanted) / Math.max(1, letterCount));
  };
}

function countLetters(text: string): number {
  return text.replace(/\s+/gu, '').length;
}

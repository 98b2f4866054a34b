import type { WordTiming } from '../../../model/narration.js';

/** Times of words from times of characters, as some services give them; all three lists have the same length. */
export function timeCharacters(alignment: {
  readonly characters: readonly string[];
  readonly startSeconds: readonly number[];
  readonly endSeconds: readonly number[];
}): readonly WordTiming[] {
  const words: { text: string; startMs: number; endMs: number }[] = [];
  let isInside = false;
  alignment.characters.forEach((character, index) => {
    const isBlank = character.trim() === '';
    const startMs = Math.round((alignment.startSeconds[index] ?? 0) * 1000);
    const endMs = Math.round((alignment.endSeconds[index] ?? 0) * 1000);
    const current = words.at(-1);
    if (!isBlank && isInside && current) {
      current.text += character;
      current.endMs = endMs;
    } else if (!isBlank) words.push({ text: character, startMs, endMs });
    isInside = !isBlank;
  });
  return words;
}

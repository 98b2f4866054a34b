import type { Passage } from './passage.js';

/**
 * The passage's text with one character in place of each that is left out; offsets stay. Spaces show where sentences
 * end ("in 2020.[1] The"), letters keep what is left out in one piece.
 */
export function maskSilent({ text, edits }: Pick<Passage, 'text' | 'edits'>, character: string): string {
  let masked = '';
  let place = 0;
  for (const { start, end, skipReason } of edits) {
    if (skipReason === undefined || start < place) continue;
    masked += text.slice(place, start) + character.repeat(end - start);
    place = end;
  }
  return masked + text.slice(place);
}

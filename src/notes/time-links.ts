import type { TimedLink } from '../model/episode.js';
import { placeWords, type Cue, type Transcript } from '../model/transcript.js';

/**
 * Every link of the text with the moment its first word is heard, or its sentence where words have no times; the link
 * of a citation that is not shown with the word before it.
 */
export function timeLinks({ cues }: Transcript): readonly TimedLink[] {
  return cues.flatMap((cue) => {
    const places = linksOf(cue);
    if (places.length === 0) return [];
    const words = placeWords(cue);
    return places.map(({ start, text, href }) => {
      const word = words.find(({ end }) => end > start) ?? words.at(-1);
      return { text, href, startMs: word?.startMs ?? cue.startMs };
    });
  });
}

type PlacedLink = { readonly start: number; readonly text: string; readonly href: string };

function linksOf({ text, links = [], marks = [] }: Cue): readonly PlacedLink[] {
  const shown = links.map(({ start, end, href }) => ({ start, text: text.slice(start, end), href }));
  const hidden = marks.flatMap(({ start, text: mark, href }) =>
    href === undefined ? [] : [{ start, text: mark, href }],
  );
  return [...shown, ...hidden].toSorted((one, other) => one.start - other.start);
}

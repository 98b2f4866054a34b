import type { Passage } from '../passage/passage.js';
import { splitSentences } from './split-sentences.js';
import type { TextRange } from '../passage/edit.js';

/**
 * The sentences of a text in several languages: inside a stretch of another language its own rules decide, so that
 * the full stop of "am 3. Mai" ends nothing in an English paragraph.
 */
export function splitMixedSentences(
  text: string,
  language: string,
  languages: Passage['languages'],
): readonly TextRange[] {
  const sentences = splitSentences(text, language);
  if (languages.length === 0) return sentences;
  let ends = sentences.map(({ end }) => end);
  for (const { start, end, lang } of languages) {
    const inner = splitSentences(text.slice(start, end), lang).slice(0, -1);
    ends = ends.filter((place) => place <= start || place >= end);
    ends.push(...inner.map((sentence) => start + sentence.end));
  }
  ends.sort((first, second) => first - second);
  return ends.map((end, index) => ({ start: ends[index - 1] ?? 0, end }));
}

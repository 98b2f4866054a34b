import type { Sentence, ShowWord } from '../read-along.js';

type Word = { readonly text: string; readonly startMs: number; readonly endMs: number };
/** What is read of the data of an episode. */
type Episode = {
  readonly audio: { readonly path: string };
  readonly transcript?: { readonly cues: readonly { readonly startMs: number; readonly words: readonly Word[] }[] };
};

/**
 * When each word is heard. Marks of words are of another edition's sound when the episode was replaced meanwhile; then
 * there are none.
 *
 * @throws When they cannot be had.
 */
export async function loadWords(url: string, edition: string): Promise<ShowWord> {
  if (!('highlights' in CSS)) return () => undefined;
  const { audio, transcript } = (await (await fetch(url)).json()) as Episode;
  const isThis = edition === '' || audio.path.includes(edition);
  const cues = new Map((isThis ? (transcript?.cues ?? []) : []).map(({ startMs, words }) => [startMs, words]));
  const marked = new Highlight();
  CSS.highlights.set('word', marked);
  let shown: Word | undefined;
  return (sentence, timeMs) => {
    const words = sentence && cues.get(sentence.startMs);
    const word = words?.findLast(({ startMs }) => startMs <= timeMs);
    if (word === shown) return;
    shown = word;
    marked.clear();
    const range = sentence && words && word && timeMs < word.endMs + 1000 ? rangeOf(sentence, words, word) : undefined;
    if (range) marked.add(range);
  };
}

/** Where a word stands in the text of its sentence: words stand in their order, some in several nodes. */
function rangeOf({ element }: Sentence, words: readonly Word[], wanted: Word): Range | undefined {
  const text = element.textContent ?? '';
  let end = 0;
  for (const word of words) {
    const start = text.indexOf(word.text, end);
    if (start < 0) continue;
    end = start + word.text.length;
    if (word !== wanted) continue;
    const range = document.createRange();
    const [from, to] = [placeOf(element, start), placeOf(element, end - 1)];
    if (!from || !to) return undefined;
    range.setStart(...from);
    range.setEnd(to[0], to[1] + 1);
    return range;
  }
  return undefined;
}

function placeOf(element: HTMLElement, offset: number): [Text, number] | undefined {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let passed = 0;
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    if (offset < passed + node.data.length) return [node, offset - passed];
    passed += node.data.length;
  }
  return undefined;
}

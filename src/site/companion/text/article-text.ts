import type { CompanionData } from '../companion-data.js';
import { rangeOf, readPageWords, type PageWord } from './page-text.js';
import { placeSentences, type Place } from './place-sentences.js';
import { wordsOf } from './words.js';

/** Pages that change are read again, and no more often than this. */
const READ_AGAIN_MS = 2000;
const HIGHLIGHT = 'lector-heard';
/** Colours of their own on a ground of their own: whatever the page has, 7:1 at least. */
const HIGHLIGHT_CSS = `::highlight(${HIGHLIGHT}){background-color:#ffe08a;color:#1b1600}
@media (forced-colors:active){::highlight(${HIGHLIGHT}){background-color:Highlight;color:HighlightText}}`;

/** The sentences of an episode where they stand in the page around. */
export type ArticleText = {
  /** Where a sentence stands; nothing where it does not. */
  rangeOf(sentence: number): Range | undefined;
  /** The sentence at or right before a place of the page. */
  sentenceAt(node: Node, offset: number): number | undefined;
  /** The first sentence that begins within the window. */
  firstInView(): number | undefined;
  /** The first sentence of each block, and the element it stands in. */
  blocks(): readonly { readonly sentence: number; readonly element: Element }[];
  /** Marks a sentence, and no other. */
  mark(sentence: number | undefined): void;
  /** Called when the page was read again. */
  onRead(listener: () => void): void;
};

export function readArticle(root: Element, data: CompanionData): ArticleText {
  const names = data.sentences.map(([, , text]) => wordsOf(text).map(({ name }) => name));
  const listeners: (() => void)[] = [];
  let words: readonly PageWord[] = [];
  let places: readonly (Place | undefined)[] = [];
  let ranges: readonly (Range | undefined)[] = [];
  let readAt = -Infinity;
  let isChanged = false;

  function read(): void {
    readAt = performance.now();
    isChanged = false;
    words = readPageWords(root);
    places = placeSentences(
      names,
      words.map(({ name }) => name),
      words.map(({ block }) => block),
    );
    ranges = places.map((place) => {
      const [first, last] = [words[place?.first ?? -1], words[place?.last ?? -1]];
      return first && last && rangeOf(first, last);
    });
    for (const listener of listeners) listener();
  }

  /** At once where the words in question were put anew. */
  function readIfChanged(sentence: number): void {
    if (isChanged && (ranges[sentence]?.collapsed || performance.now() - readAt > READ_AGAIN_MS)) read();
  }

  new MutationObserver(() => (isChanged = true)).observe(root, {
    childList: true,
    characterData: true,
    subtree: true,
  });
  read();
  const mark = openHighlight();
  const found = (): (readonly [number, Range])[] =>
    ranges.flatMap((range, sentence) => (range && !range.collapsed ? [[sentence, range] as const] : []));
  return {
    rangeOf(sentence) {
      readIfChanged(sentence);
      return ranges[sentence];
    },
    sentenceAt(node, offset) {
      const inOrder = found().sort(([, one], [, other]) => one.compareBoundaryPoints(Range.START_TO_START, other));
      return inOrder.findLast(([, range]) => range.comparePoint(node, offset) >= 0)?.[0];
    },
    firstInView() {
      return found().find(([, range]) => {
        const { top, bottom } = range.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      })?.[0];
    },
    blocks() {
      const seen = new Set<number | undefined>();
      return places.flatMap((place, sentence) => {
        const word = words[place?.first ?? -1];
        const element = blockOf(word?.start.node.parentElement ?? undefined);
        if (!word || !element || seen.has(word.block)) return [];
        seen.add(word.block);
        return [{ sentence, element }];
      });
    },
    mark: (sentence) => mark(sentence === undefined ? undefined : ranges[sentence]),
    onRead: (listener) => void listeners.push(listener),
  };
}

function blockOf(element: Element | undefined): Element | undefined {
  let block = element;
  while (block?.parentElement && getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
  return block;
}

/** Marks without touching the page's markup (CSS Custom Highlight API); browsers that cannot do so mark nothing. */
function openHighlight(): (range: Range | undefined) => void {
  if (!('highlights' in CSS)) return () => undefined;
  let own: Highlight | undefined;
  return (range) => {
    if (range && !CSS.highlights.has(HIGHLIGHT)) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(HIGHLIGHT_CSS);
      if (!own) document.adoptedStyleSheets.push(sheet);
    }
    if (range) CSS.highlights.set(HIGHLIGHT, (own = new Highlight(range)));
    else if (own && CSS.highlights.get(HIGHLIGHT) === own) CSS.highlights.delete(HIGHLIGHT);
  };
}

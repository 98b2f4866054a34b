import { wordsOf } from './words.js';

/** A word as it stands in a page. */
export type PageWord = {
  readonly name: string;
  /** Number of the block it stands in; blocks are what begins on a line of its own. */
  readonly block: number;
  readonly start: Spot;
  readonly end: Spot;
};

type Spot = { readonly node: Text; readonly offset: number };
type Piece = { readonly node: Text; readonly at: number };

/** What is no text of an article: controls, what is not seen, notes and readings beside the line. */
const LEFT_OUT =
  'script,style,noscript,template,nav,button,select,textarea,svg,math,iframe,object,canvas,video,audio,dialog,sup,rt,rp,[aria-hidden=true],[data-lector]';
/** A letter that floats beside its word is part of it. */
const INITIAL_LENGTH = 2;

/** The words that are seen on a page, in the order of its markup. */
export function readPageWords(root: Element): readonly PageWord[] {
  const words: PageWord[] = [];
  let pieces: Piece[] = [];
  let text = '';
  let block = 0;

  function endBlock(): void {
    for (const { name, start, end } of wordsOf(text))
      words.push({ name, block, start: spotAt(pieces, start), end: spotAt(pieces, end - 1, 1) });
    if (text.trim() !== '') block += 1;
    pieces = [];
    text = '';
  }

  function read(element: Element): void {
    for (const child of element.childNodes) {
      if (child instanceof Text) {
        pieces.push({ node: child, at: text.length });
        text += child.data;
      } else if (child instanceof HTMLBRElement) {
        text += '\n';
      } else if (child instanceof Element && !child.matches(LEFT_OUT)) {
        const { display, visibility, float } = getComputedStyle(child);
        if (display === 'none' || visibility !== 'visible') continue;
        const isInitial = float !== 'none' && (child.textContent ?? '').trim().length <= INITIAL_LENGTH;
        const isBlock = !isInitial && !/^(?:inline|contents|ruby)/.test(display);
        if (isBlock) endBlock();
        read(child);
        if (isBlock) endBlock();
      }
    }
  }

  read(root);
  endBlock();
  return words;
}

/** @param after So many characters behind that place. */
function spotAt(pieces: readonly Piece[], at: number, after = 0): Spot {
  const piece = pieces.findLast((one) => one.at <= at) as Piece;
  return { node: piece.node, offset: at - piece.at + after };
}

/** From one word to another, with the signs that belong to them. */
export function rangeOf(first: PageWord, last: PageWord): Range {
  const range = document.createRange();
  const before = /[^\s\p{L}\p{N}]*$/u.exec(first.start.node.data.slice(0, first.start.offset))?.[0] ?? '';
  const after = /^[^\s\p{L}\p{N}]*/u.exec(last.end.node.data.slice(last.end.offset))?.[0] ?? '';
  range.setStart(first.start.node, first.start.offset - before.length);
  range.setEnd(last.end.node, last.end.offset + after.length);
  return range;
}

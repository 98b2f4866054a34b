import { button, element, icon } from '../controls.js';
import { loadWordsOfSheet } from './words-of.js';

type Place = { readonly node: Text; readonly offset: number; readonly sentence: HTMLElement };
type Match = { readonly range: Range; readonly sentence: HTMLElement };

const MAX_MATCHES = 500;
const QUIET_MS = 150;

/** Finds words in the text of the page, counts and marks them, goes from one to the next, and plays on Enter. */
export async function enableFind(options: {
  readonly find: HTMLElement;
  readonly input: HTMLInputElement;
  readonly playFrom: (seconds: number) => void;
}): Promise<void> {
  const { find, input, playFrom } = options;
  const words = await loadWordsOfSheet();
  const status = element('span', 'find-count');
  status.setAttribute('role', 'status');
  const previous = button(words('previousMatch'), 'find-tool', icon('up'));
  const next = button(words('nextMatch'), 'find-tool', icon('down'));
  find.append(status, previous, next);
  let matches: readonly Match[] = [];
  let current = -1;
  let waiting = 0;

  const show = (): void => {
    mark('found', matches);
    mark('found-now', matches.slice(current, current + 1));
    const place = `${current + 1} ${words('of')} ${matches.length}${matches.length === MAX_MATCHES ? '+' : ''}`;
    status.textContent = input.value.trim() === '' ? '' : matches.length === 0 ? words('noMatch') : place;
    previous.disabled = next.disabled = matches.length === 0;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    matches[current]?.sentence.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
  };
  const search = (): void => {
    clearTimeout(waiting);
    matches = findAll(input.value);
    current = matches.length > 0 ? 0 : -1;
    show();
  };
  const step = (by: 1 | -1): void => {
    if (matches.length === 0) return;
    current = (current + by + matches.length) % matches.length;
    show();
  };
  input.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, QUIET_MS);
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const { key } = event;
    if (!['Enter', 'ArrowDown', 'ArrowUp', 'Escape'].includes(key)) return;
    event.preventDefault();
    if (key === 'Escape') {
      input.value = '';
      return search();
    }
    // What was just typed counts.
    if (matches.length === 0) search();
    if (key === 'ArrowDown') step(1);
    if (key === 'ArrowUp') step(-1);
    const start = matches[current]?.sentence.dataset['start'];
    if (key === 'Enter' && start !== undefined) playFrom(Number(start) / 1000);
  });
  previous.addEventListener('click', () => step(-1));
  next.addEventListener('click', () => step(1));
  search();
}

function findAll(wanted: string): readonly Match[] {
  const query = [...wanted.trim()].map(fold).join('').replace(/\s+/g, ' ');
  if (query === '') return [];
  const { text, places } = readText();
  const matches: Match[] = [];
  for (
    let at = text.indexOf(query);
    at >= 0 && matches.length < MAX_MATCHES;
    at = text.indexOf(query, at + query.length)
  ) {
    const [first, last] = [places[at], places[at + query.length - 1]];
    if (!first || !last) continue;
    const range = document.createRange();
    range.setStart(first.node, first.offset);
    range.setEnd(last.node, last.offset + 1);
    matches.push({ range, sentence: first.sentence });
  }
  return matches;
}

/** The sentences of the page as one text, and for each letter of it where it stands. */
function readText(): { readonly text: string; readonly places: readonly Place[] } {
  let text = '';
  const places: Place[] = [];
  for (const sentence of document.querySelectorAll<HTMLElement>('[data-start]')) {
    const walker = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
      for (let offset = 0; offset < node.data.length; offset += 1) {
        const letter = fold(node.data[offset] ?? '');
        if (letter === ' ' && (text === '' || text.endsWith(' '))) continue;
        text += letter;
        for (let count = 0; count < letter.length; count += 1) places.push({ node, offset, sentence });
      }
    }
    const last = places.at(-1);
    if (last && !text.endsWith(' ')) {
      text += ' ';
      places.push(last);
    }
  }
  return { text, places };
}

/** A letter without case and marks; quotation marks and dashes as a keyboard has them. */
function fold(letter: string): string {
  if (/\s/.test(letter)) return ' ';
  if (/[‘’‚‛′]/.test(letter)) return "'";
  if (/[“”„‟″«»]/.test(letter)) return '"';
  if (/[‐‑‒–—]/.test(letter)) return '-';
  return letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Marks without changing the text; where a browser cannot, the sentences are marked. */
function mark(name: string, matches: readonly Match[]): void {
  if ('highlights' in CSS) {
    CSS.highlights.set(name, new Highlight(...matches.map(({ range }) => range)));
    return;
  }
  document.querySelectorAll(`.is-${name}`).forEach((one) => one.classList.remove(`is-${name}`));
  for (const { sentence } of matches) sentence.classList.add(`is-${name}`);
}

import { element } from '../controls.js';
import type { Words } from './words-of.js';

const KEYS: readonly (readonly [keys: string, does: readonly string[]])[] = [
  ['Space K', ['play', 'pause']],
  ['J', ['back']],
  ['L', ['forward']],
  [',', ['previousChapter']],
  ['.', ['nextChapter']],
  ['B', ['previousSentence']],
  ['N', ['nextSentence']],
  ['< >', ['speed']],
  ['- +', ['volume']],
  ['M', ['mute']],
  ['/', ['find']],
  ['Q', ['more']],
  ['?', ['keys']],
];

/** What each key does while the focus is in the player. */
export function listKeys(words: Words): HTMLElement {
  const list = element('dl', 'keys');
  for (const [keys, does] of KEYS) {
    const row = document.createElement('div');
    const term = document.createElement('dt');
    term.append(...keys.split(' ').map((key) => element('kbd', '', key)));
    row.append(term, element('dd', '', does.map(words).join(' / ')));
    list.append(row);
  }
  const part = document.createElement('section');
  part.append(element('p', 'queue-then', words('keysWhere')), list);
  return part;
}

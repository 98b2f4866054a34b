import { button, element, icon } from '../controls.js';
import { deck } from '../deck.js';
import type { Track } from '../player-data.js';
import { textButton } from './dialog.js';
import type { Words } from './words-of.js';

const SHOWN_REST = 5;

/**
 * What comes next: what was chosen, to be put in order or taken out, and then what follows in the list. An episode whose
 * page is open while another is heard can be put there.
 */
export function buildQueue(offered: Track, words: Words, say: (text: string) => void): HTMLElement {
  const root = element('div', 'queue');

  function put(track: Track, at: 'first' | 'last'): void {
    const others = deck.chosen.filter(({ guid }) => guid !== track.guid);
    deck.chosen = at === 'first' ? [track, ...others] : [...others, track];
    say(`${words(at === 'first' ? 'playNext' : 'addToQueue')}: ${track.title}`);
    draw({ guid: track.guid, act: 'moveUp' });
  }

  /** Draws it anew and leaves the focus on the same thing. */
  function draw(focused?: { readonly guid: string; readonly act: string }): void {
    const { chosen } = deck;
    const rest = deck.rest.filter((track) => !chosen.includes(track)).slice(0, SHOWN_REST);
    const own = element('ol', 'queue-list');
    own.append(...chosen.map((track, place) => toItem(track, place)));
    const then = element('ol', 'queue-list queue-rest');
    then.append(...rest.map((track) => toRestItem(track)));
    root.replaceChildren(
      ...(chosen.length > 0 ? [own] : []),
      ...(rest.length > 0 ? [element('p', 'queue-then', words('upNext')), then] : []),
      ...(chosen.length + rest.length === 0 ? [element('p', 'queue-then', words('queueEmpty'))] : []),
    );
    if (!focused) return;
    const item = root.querySelector<HTMLElement>(`[data-guid="${CSS.escape(focused.guid)}"]`);
    const same = item?.querySelector<HTMLButtonElement>(`[data-act="${focused.act}"]:not(:disabled)`);
    (same ?? item?.querySelector<HTMLElement>('button:not(:disabled)') ?? root.querySelector('button'))?.focus();
  }

  function toItem(track: Track, place: number): HTMLElement {
    const item = element('li', 'queue-item');
    item.dataset['guid'] = track.guid;
    const { length } = deck.chosen;
    const tool = (act: string, name: 'up' | 'down' | 'close', isOff: boolean, how: () => void): HTMLButtonElement => {
      const made = button(`${words(act)}: ${track.title}`, 'sheet-tool', icon(name));
      made.dataset['act'] = act;
      made.disabled = isOff;
      made.addEventListener('click', how);
      return made;
    };
    item.append(
      element('span', 'queue-title', track.title),
      tool('moveUp', 'up', place === 0, () => move(track, place, -1)),
      tool('moveDown', 'down', place === length - 1, () => move(track, place, 1)),
      tool('removeFromQueue', 'close', false, () => {
        deck.chosen = deck.chosen.filter((one) => one !== track);
        draw({ guid: deck.chosen[Math.min(place, deck.chosen.length - 1)]?.guid ?? '', act: 'removeFromQueue' });
      }),
    );
    return item;
  }

  function toRestItem(track: Track): HTMLElement {
    const item = element('li', 'queue-item');
    const first = button(`${words('playNext')}: ${track.title}`, 'sheet-tool', icon('add'));
    first.addEventListener('click', () => put(track, 'first'));
    item.append(element('span', 'queue-title', track.title), first);
    return item;
  }

  function move(track: Track, place: number, by: 1 | -1): void {
    const others = deck.chosen.filter((one) => one !== track);
    deck.chosen = [...others.slice(0, place + by), track, ...others.slice(place + by)];
    say(`${track.title}: ${place + by + 1} ${words('of')} ${deck.chosen.length}`);
    draw({ guid: track.guid, act: by < 0 ? 'moveUp' : 'moveDown' });
  }

  draw();
  if (!deck.isStarted || deck.isOn(offered)) return root;
  const offer = element('div', 'sheet-row');
  offer.append(
    textButton(words('playNext'), () => put(offered, 'first')),
    textButton(words('addToQueue'), () => put(offered, 'last')),
  );
  const both = element('div', '');
  both.append(offer, root);
  return both;
}

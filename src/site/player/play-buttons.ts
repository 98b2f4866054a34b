import { button as buildButton, icon } from './controls.js';
import { deck } from './deck.js';
import { readLabels, readQueueData, type Track } from './player-data.js';

/**
 * Makes every play sign of a list play where it stands; what follows it in the list comes next. Without this code a sign
 * is a link to the page of its episode.
 */
export function enablePlayButtons(signal: AbortSignal): void {
  const data = readQueueData();
  if (!data) return;
  const { tracks } = data;
  const labels = readLabels();
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-play]')) {
    const index = tracks.findIndex(({ guid }) => guid === link.dataset['play']);
    const track = tracks[index];
    if (track) turnIntoButton(link, { track, rest: tracks.slice(index + 1), labels, signal });
  }
}

function turnIntoButton(
  link: HTMLAnchorElement,
  sign: {
    readonly track: Track;
    readonly rest: readonly Track[];
    readonly labels: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
  },
): void {
  const { track, rest, labels, signal } = sign;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = link.className;
  button.append(...link.childNodes);
  link.replaceWith(button);
  const said = button.querySelector('[data-says]');
  const show = (): void => {
    const isPlaying = deck.isOn(track) && !deck.audio.paused;
    button.classList.toggle('is-playing', isPlaying);
    if (said) said.textContent = labels[isPlaying ? 'pause' : 'play'] ?? '';
  };
  button.addEventListener('click', () => {
    if (deck.isOn(track)) return deck.toggle();
    deck.load(track);
    deck.follow(rest);
    deck.play();
  });
  button.after(buildAddButton(track, labels, signal));
  for (const event of ['play', 'pause', 'ended', 'trackchange']) deck.audio.addEventListener(event, show, { signal });
  show();
}

/** Puts a track at the end of the queue, or takes it out. */
function buildAddButton(track: Track, labels: Readonly<Record<string, string>>, signal: AbortSignal): HTMLElement {
  const name = `${labels['addToQueue'] ?? ''}: ${track.title}`;
  const add = buildButton(name, 'queue-add', icon('add', 'icon-play'), icon('check', 'icon-pause'));
  const others = (): readonly Track[] => deck.chosen.filter(({ guid }) => guid !== track.guid);
  const isIn = (): boolean => others().length < deck.chosen.length;
  const show = (): void => {
    add.setAttribute('aria-pressed', String(isIn()));
    add.classList.toggle('is-playing', isIn());
  };
  add.addEventListener('click', () => (deck.chosen = isIn() ? others() : [...deck.chosen, track]));
  deck.audio.addEventListener('queuechange', show, { signal });
  show();
  return add;
}

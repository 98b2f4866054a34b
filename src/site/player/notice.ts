import { button, element } from './controls.js';
import { deck } from './deck.js';
import { inThisEdition, readLabels, readPlayerData } from './player-data.js';

/** A sound that was wanted and does not come for so long is told of. */
const SLOW_MS = 6000;

const text = element('span', '');
const act = button('', 'notice-act');
let onAct: (() => void) | undefined;

/** One line at the foot of the page for what is wrong, and what can be done about it. */
export const notice = element('div', 'notice');
notice.setAttribute('role', 'alert');
notice.hidden = true;

/** Says by the names of labels what is wrong; without one, nothing is any more. */
export function tell(what?: string, does?: string, how?: () => void): void {
  const labels = readLabels();
  notice.hidden = what === undefined;
  text.textContent = what === undefined ? '' : (labels[what] ?? what);
  act.hidden = does === undefined;
  act.textContent = act.title = does === undefined ? '' : (labels[does] ?? does);
  act.setAttribute('aria-label', act.title);
  onAct = how;
}

/** What is told when a part of the player cannot be had, as after a new release. */
export function tellMissing(): void {
  tell('loadFailed', 'reload', () => location.reload());
}

/** Tells what is wrong when the sound does not come: no connection, a slow one, taken down, replaced, or not there. */
export function watchSound(): void {
  const { audio } = deck;
  let slow = 0;
  const settle = (): void => {
    clearTimeout(slow);
    if (!notice.hidden && audio.error === null) tell();
  };
  notice.append(text, act);
  act.addEventListener('click', () => onAct?.());
  audio.addEventListener('error', () => void explain());
  audio.addEventListener('waiting', () => {
    clearTimeout(slow);
    slow = setTimeout(() => {
      if (!audio.paused && audio.readyState < 3 && notice.hidden) tell('slow', 'retry', retry);
    }, SLOW_MS);
  });
  for (const event of ['playing', 'pause', 'trackchange']) audio.addEventListener(event, settle);
  addEventListener('online', () => {
    if (audio.error && deck.isWanted) retry();
  });
}

function retry(): void {
  tell();
  deck.reload();
}

async function explain(): Promise<void> {
  const { track, seconds } = deck;
  if (!track || !deck.isWanted) return;
  const answer = await fetch(track.href, { cache: 'no-cache' }).catch(() => undefined);
  const html = await answer?.text().catch(() => undefined);
  if (deck.track !== track || !deck.audio.error) return;
  if (!answer || html === undefined) return tell('offline', 'retry', retry);
  if (answer.status === 404 || answer.status === 410) return tell('gone');
  const now = readPlayerData(new DOMParser().parseFromString(html, 'text/html'), track.href);
  if (!now || now.edition === track.edition) return tell('soundFailed', 'retry', retry);
  // Corrected meanwhile: the same words are elsewhere in the new file, and the page that is open shows the old ones.
  if (track.href === location.href.replace(/[?#].*$/, ''))
    return tell('correctedMeanwhile', 'reload', () => location.reload());
  deck.load(now, inThisEdition(now, seconds, track.edition));
  deck.play();
}

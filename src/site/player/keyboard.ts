import { deck } from './deck.js';
import { rememberVolume } from './remember.js';

/**
 * Keys while the focus is in the player (WCAG 2.1.4: single keys act only there): space or K plays, J and L skip,
 * comma and full stop change chapters, B and N sentences, < and > change speed, + and - the volume, M mutes, / finds in
 * the text, Q opens timer and queue, and ? tells of all that.
 */
export function enableKeys(
  host: HTMLElement,
  actions: {
    readonly toggle: () => void;
    readonly seek: (bySeconds: number) => void;
    readonly step: (by: 1 | -1) => void;
    readonly stepSentence: (by: 1 | -1) => void;
    readonly more: (part?: 'keys') => void;
    readonly speed?: HTMLSelectElement;
  },
): void {
  const { toggle, seek, step, stepSentence, more, speed } = actions;
  const { audio } = deck;
  const changeSpeed = (by: 1 | -1): void => {
    if (!speed) return;
    const index = Math.max(0, Math.min(speed.options.length - 1, speed.selectedIndex + by));
    speed.selectedIndex = index;
    speed.dispatchEvent(new Event('change'));
  };
  const changeVolume = (by: number): void => {
    audio.muted = false;
    audio.volume = Math.max(0, Math.min(1, Math.round(audio.volume * 10 + by) / 10));
    rememberVolume(audio.volume);
  };
  const keys: Readonly<Record<string, () => void>> = {
    k: toggle,
    j: () => seek(-15),
    l: () => seek(30),
    ',': () => step(-1),
    '.': () => step(1),
    b: () => stepSentence(-1),
    n: () => stepSentence(1),
    m: () => (audio.muted = !audio.muted),
    '+': () => changeVolume(1),
    '-': () => changeVolume(-1),
    '/': () => document.querySelector<HTMLInputElement>('.find input')?.focus(),
    q: () => more(),
    '?': () => more('keys'),
    '<': () => changeSpeed(-1),
    '>': () => changeSpeed(1),
  };
  host.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isButton = event.target instanceof HTMLButtonElement || event.target instanceof HTMLSelectElement;
    const action = event.key === ' ' && !isButton ? toggle : keys[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  });
}

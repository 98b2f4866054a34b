import { element } from './controls.js';
import { tellMissing } from './notice.js';
import { readLabels } from './player-data.js';

/** Puts a field over the transcript in which one finds words of it; what searches is fetched when it is first entered. */
export function buildFind(playFrom: (seconds: number) => void): void {
  const before = document.querySelector('.transcript h2');
  if (!before) return;
  const label = readLabels()['find'] ?? '';
  const input = document.createElement('input');
  input.type = 'search';
  input.placeholder = label;
  input.enterKeyHint = 'search';
  input.setAttribute('aria-label', label);
  const find = element('div', 'find');
  find.setAttribute('role', 'search');
  find.append(input);
  before.after(find);
  const load = (): void => {
    import('./more/find.js').then(({ enableFind }) => enableFind({ find, input, playFrom })).catch(tellMissing);
  };
  input.addEventListener('focus', load, { once: true });
}

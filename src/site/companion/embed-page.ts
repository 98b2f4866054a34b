import { openCompanion } from './companion.js';
import type { CompanionData } from './companion-data.js';

/** The page of an episode that is shown in a frame of another; without this it has the browser's own controls. */
const host = document.querySelector<HTMLElement>('[data-embed]');
const address = host?.dataset['embed'];
if (host && address) {
  const data = (await (await fetch(address)).json()) as CompanionData;
  document.querySelector('audio')?.remove();
  openCompanion(data, { host, isFrame: true });
}

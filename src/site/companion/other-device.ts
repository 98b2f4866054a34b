import type { CompanionData } from './companion-data.js';
import { make } from './elements.js';
import { addressAt } from './handover.js';
import { encode } from 'uqr';

const SVG = 'http://www.w3.org/2000/svg';
const QUIET_CELLS = 2;

/** Goes on where the words stand, in a window of its own: on the page of the article. */
export function readElsewhere(seconds: number, data: CompanionData): void {
  open(addressAt(data.sourceUrl ?? data.url, seconds, data), '_blank', 'noopener');
}

/** Shows where to go on elsewhere: an address to copy, and to scan. */
export function showAddress(place: HTMLElement, page: string, seconds: number, data: CompanionData): void {
  const address = addressAt(page, seconds, data);
  const label = (name: string): string => data.labels[name] ?? '';
  const status = make('span', { role: 'status' });
  const copy = make('button', { type: 'button', textContent: label('copy') });
  copy.addEventListener('click', () => {
    navigator.clipboard.writeText(address).then(
      () => (status.textContent = label('copied')),
      () => getSelection()?.selectAllChildren(link),
    );
  });
  const link = make('a', { href: address, target: '_top', textContent: label('otherDevice') });
  place.replaceChildren(drawCode(address, label('otherDevice')), link, make('span', {}, [copy, status]));
}

function drawCode(text: string, label: string): SVGElement {
  const { size, data } = encode(text, { ecc: 'L', border: QUIET_CELLS });
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute(
    'd',
    data.map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join(''),
  );
  svg.append(path);
  return svg;
}

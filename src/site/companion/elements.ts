const SVG = 'http://www.w3.org/2000/svg';

/** Outlines of signs in a square of 24. */
const SIGNS = {
  play: 'M8 5v14l11-7z',
  pause: 'M6 5h4v14H6zm8 0h4v14h-4z',
  back: 'M12 5V1L6 6l6 5V7a5.5 5.5 0 1 1-5.5 5.5h-2A7.5 7.5 0 1 0 12 5z',
  forward: 'M12 5V1l6 5-6 5V7a5.5 5.5 0 1 0 5.5 5.5h2A7.5 7.5 0 1 1 12 5z',
  read: 'M4 5h16v2H4zm0 4h16v2H4zm0 4h10v2H4zm0 4h7v2H4z',
  hear: 'M3 5h18v2H3zm0 4h9v2H3zm0 4h9v2H3zm11-3v9l7-4.5z',
  follow:
    'M11 2h2v3a7 7 0 0 1 6 6h3v2h-3a7 7 0 0 1-6 6v3h-2v-3a7 7 0 0 1-6-6H2v-2h3a7 7 0 0 1 6-6zm1 5a5 5 0 1 0 0 10 5 5 0 0 0 0-10z',
  device: 'M3 4h14v3h-2V6H5v8h7v4H3zm11 5h7v12h-7zm2 2v7h3v-7z',
} as const;

export type Sign = keyof typeof SIGNS;

/** An element with some of its properties set. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
  children: readonly (Node | string)[] = [],
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  Object.assign(element, properties);
  element.append(...children);
  return element;
}

export function signOf(sign: Sign): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', SIGNS[sign]);
  svg.append(path);
  return svg;
}

export function makeButton(sign: Sign, label: string, className = ''): HTMLButtonElement {
  return make('button', { type: 'button', className, ariaLabel: label, title: label }, [signOf(sign)]);
}

import type { ArticleText } from './text/article-text.js';
import type { CompanionData } from './companion-data.js';
import { make, makeButton } from './elements.js';
import { dressLike } from './in-page.js';
import { openShadow } from './style.js';

const SIZE_PX = 32;
const GAP_PX = 8;
/** Time to go from a paragraph to its button. */
const STAY_MS = 500;
const NAME_LENGTH = 60;

/**
 * A button beside each paragraph that is read out, over the page and no part of it: shown where the pointer is, and on the
 * way of the keyboard as one stop, arrows leading from one to the next.
 */
export function offerFromHere(text: ArticleText, data: CompanionData, playFrom: (sentence: number) => void): void {
  const label = data.labels['listenFromHere'] ?? '';
  const host = document.createElement('div');
  const shadow = openShadow(host);
  const list = make('div', { className: 'here', role: 'toolbar', ariaLabel: label });
  list.ariaOrientation = 'vertical';
  shadow.append(make('section', { ariaLabel: label, lang: data.language }, [list]));
  document.body.append(host);
  dressLike(document.body, list);
  let buttons = new Map<Element, HTMLButtonElement>();
  let hiding = 0;

  function build(): void {
    const made = text.blocks().map(({ sentence, element }, index) => {
      const words = data.sentences[sentence]?.[2].slice(0, NAME_LENGTH) ?? '';
      const button = makeButton('play', `${label}: ${words}`);
      button.tabIndex = index === 0 ? 0 : -1;
      button.addEventListener('click', () => playFrom(sentence));
      return [element, button] as const;
    });
    buttons = new Map(made);
    list.replaceChildren(...buttons.values());
    placeAll();
  }

  function placeAll(): void {
    const origin = list.getBoundingClientRect();
    for (const [element, button] of buttons) {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const isLeft = getComputedStyle(element).direction === 'ltr';
      const before = isLeft ? left - SIZE_PX - GAP_PX : right + GAP_PX;
      const isRoom = before >= 0 && before + SIZE_PX <= document.documentElement.clientWidth;
      // Where the margin is too small it stands below the end of the paragraph.
      const x = isRoom ? before : isLeft ? right - SIZE_PX : left;
      const y = isRoom ? top : bottom - GAP_PX;
      button.style.left = `${x - origin.left}px`;
      button.style.top = `${y - origin.top}px`;
    }
  }

  function showNear({ target }: Event): void {
    if (target === host || !(target instanceof Node)) return void clearTimeout(hiding);
    let element = target instanceof Element ? target : target.parentElement;
    while (element && !buttons.has(element)) element = element.parentElement;
    clearTimeout(hiding);
    const near = element ? buttons.get(element) : undefined;
    const hide = (): void => {
      for (const button of buttons.values()) button.classList.toggle('is-near', button === near);
    };
    if (!near) hiding = setTimeout(hide, STAY_MS);
    else {
      placeAll();
      hide();
    }
  }

  list.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const all = [...buttons.values()];
    const next = all[all.indexOf(event.target as HTMLButtonElement) + (step ?? 0)];
    if (step === undefined || !next) return;
    event.preventDefault();
    for (const button of all) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  });
  for (const event of ['pointerover', 'pointerdown']) document.addEventListener(event, showNear, { passive: true });
  new ResizeObserver(placeAll).observe(document.body);
  text.onRead(build);
  build();
}

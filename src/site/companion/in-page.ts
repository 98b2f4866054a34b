import type { ArticleText } from './text/article-text.js';
import type { Bar } from './bar.js';
import type { Sound } from './sound.js';

/** After the reader scrolls, the page keeps still for so long. */
const REST_MS = 5000;
/** A sentence that is brought into view stands so far down. */
const EYE_LEVEL = 0.35;
const COMFORTABLE = [0.12, 0.8] as const;

/** How what is heard and what is read are kept together in the page around. */
export type InPage = {
  /** Brings a sentence into view while the reader lets it. */
  bringIntoView(sentence: number): void;
  /** Brings a sentence before the reader, and what reads the screen to its beginning. @returns Whether the page has it. */
  readAt(sentence: number): boolean;
  /** The sentence one reads: what is selected, or the first in view. */
  readSentence(): number | undefined;
};

export function followInPage(options: {
  readonly host: HTMLElement;
  readonly bar: Bar;
  readonly sound: Sound;
  readonly text: ArticleText;
}): InPage {
  const { host, bar, sound, text } = options;
  let isFollowing = true;
  let restUntil = 0;
  bar.follow.ariaPressed = 'true';
  bar.follow.addEventListener('click', () => {
    isFollowing = !isFollowing;
    restUntil = 0;
    bar.follow.ariaPressed = String(isFollowing);
  });
  for (const event of ['wheel', 'touchmove'] as const)
    addEventListener(event, () => (restUntil = performance.now() + REST_MS), { passive: true });
  floatWhilePlaying(host, bar.root, sound.audio);
  return {
    bringIntoView(sentence) {
      const range = text.rangeOf(sentence);
      if (range && isFollowing && performance.now() > restUntil) scrollTo(range);
    },
    readAt(sentence) {
      const range = text.rangeOf(sentence);
      if (!range) return false;
      text.mark(sentence);
      scrollTo(range);
      getSelection()?.collapse(range.startContainer, range.startOffset);
      return true;
    },
    readSentence() {
      const { anchorNode, focusNode } = getSelection() ?? {};
      const range = anchorNode && focusNode && getSelection()?.getRangeAt(0);
      const chosen = range ? text.sentenceAt(range.startContainer, range.startOffset) : undefined;
      return chosen ?? text.firstInView();
    },
  };
}

function scrollTo(range: Range): void {
  const place = scrollerOf(range.startContainer.parentElement);
  const seen = place?.getBoundingClientRect() ?? { top: 0, height: innerHeight };
  const { top, bottom } = range.getBoundingClientRect();
  const [from, to] = COMFORTABLE.map((share) => seen.top + seen.height * share) as [number, number];
  if (top > from && bottom < to) return;
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  (place ?? window).scrollBy({
    top: top - seen.top - seen.height * EYE_LEVEL,
    behavior: isCalm ? 'instant' : 'smooth',
  });
}

/** What scrolls around an element, other than the window. */
function scrollerOf(element: Element | null): Element | undefined {
  for (let above = element; above && above !== document.body; above = above.parentElement)
    if (above.scrollHeight > above.clientHeight && /auto|scroll/.test(getComputedStyle(above).overflowY)) return above;
  return undefined;
}

/** Once its place is scrolled away, what plays stays at the foot of the window. */
function floatWhilePlaying(host: HTMLElement, root: HTMLElement, audio: HTMLAudioElement): void {
  let isAway = false;
  let isBegun = false;
  const show = (): void => {
    const isAfloat = isAway && isBegun;
    if (isAfloat !== root.classList.contains('is-afloat')) {
      // What follows in the page stays where it is.
      host.style.setProperty('min-height', isAfloat ? `${root.offsetHeight}px` : '0', 'important');
      root.classList.toggle('is-afloat', isAfloat);
    }
  };
  new IntersectionObserver(([entry]) => {
    isAway = entry?.isIntersecting === false;
    show();
  }).observe(host);
  audio.addEventListener('play', () => {
    isBegun = true;
    show();
  });
}

/** Dresses an element dark where the page is dark around a place, whatever the system prefers. */
export function dressLike(place: Element, element: Element): void {
  const dress = (): void => void element.classList.toggle('is-dark', isDarkBehind(place));
  dress();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', dress);
}

function isDarkBehind(element: Element): boolean {
  for (let above: Element | null = element; above; above = above.parentElement) {
    const [red = 0, green = 0, blue = 0, opacity = 1] =
      getComputedStyle(above)
        .backgroundColor.match(/[\d.]+/g)
        ?.map(Number) ?? [];
    if (opacity > 0.5) return red * 0.3 + green * 0.59 + blue * 0.11 < 110;
  }
  return getComputedStyle(element).colorScheme.includes('dark') && matchMedia('(prefers-color-scheme: dark)').matches;
}

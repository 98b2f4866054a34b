export type Sentence = { readonly startMs: number; readonly endMs: number; readonly element: HTMLElement };

/** Marks the word of a sentence that is heard, where the times of words are known. */
export type ShowWord = (sentence: Sentence | undefined, timeMs: number) => void;

/** After the reader scrolls, the page keeps still for so long. */
const REST_MS = 5000;

/** Marks the sentence that is heard, keeps it in view while the reader lets it, and plays a sentence that is clicked. */
export function followText(options: {
  readonly audio: HTMLAudioElement;
  /** Whether what is heard is the text of this page. */
  readonly isOn: () => boolean;
  readonly button: HTMLButtonElement;
  readonly playFrom: (seconds: number) => void;
  /** Fetched once the text is followed. */
  readonly loadWords: (() => Promise<ShowWord>) | undefined;
  readonly signal: AbortSignal;
}): {
  show(timeMs: number): void;
  /** The sentence heard at a time, or the first. */
  at(timeMs: number): Sentence | undefined;
  /** Plays the sentence before or after. */
  step(by: 1 | -1, timeMs: number): void;
} {
  const { audio, isOn, button, playFrom, signal } = options;
  let { loadWords } = options;
  let showWord: ShowWord | undefined;
  const sentences = [...document.querySelectorAll<HTMLElement>('[data-start]')].map(toSentence);
  let shown: Sentence | undefined;
  let isFollowing = true;
  let restUntil = 0;

  function show(timeMs: number): void {
    const sentence = sentences[placeAt(sentences, timeMs)];
    if (isFollowing) showWord?.(sentence, timeMs);
    if (sentence === shown) return;
    shown?.element.classList.remove('is-heard');
    shown = sentence;
    if (!sentence) return;
    sentence.element.classList.add('is-heard');
    if (isFollowing && isOn() && !audio.paused && performance.now() > restUntil) bringIntoView(sentence.element);
  }

  function run(): void {
    if (signal.aborted || !isOn()) return;
    show(audio.currentTime * 1000);
    void loadWords?.()
      // Without them sentences are marked.
      .then(
        (show) => (showWord = show),
        () => undefined,
      );
    loadWords = undefined;
    if (!audio.paused) requestAnimationFrame(run);
  }

  function setFollowing(value: boolean): void {
    isFollowing = value;
    button.setAttribute('aria-pressed', String(value));
    if (!value) showWord?.(undefined, 0);
  }

  setFollowing(true);
  button.addEventListener('click', () => {
    setFollowing(!isFollowing);
    restUntil = 0;
    if (isFollowing && shown) bringIntoView(shown.element);
  });
  audio.addEventListener('play', run, { signal });
  if (!audio.paused) run();
  for (const event of ['wheel', 'touchmove'] as const) {
    addEventListener(event, () => (restUntil = performance.now() + REST_MS), { passive: true, signal });
  }
  for (const { element, startMs } of sentences) {
    element.addEventListener('click', (event) => {
      const isLink = event.target instanceof Element && event.target.closest('a') !== null;
      if (isLink || String(getSelection() ?? '') !== '') return;
      playFrom(startMs / 1000);
    });
  }
  return {
    show,
    at: (timeMs) => sentences[Math.max(0, placeAt(sentences, timeMs))],
    step(by, timeMs) {
      const target = sentences[Math.max(0, placeAt(sentences, timeMs) + by)];
      if (target) playFrom(target.startMs / 1000);
    },
  };
}

function toSentence(element: HTMLElement): Sentence {
  return { element, startMs: Number(element.dataset['start']), endMs: Number(element.dataset['end']) };
}

/** Which sentence is heard at a time: in a pause, the one before it; none before the first. */
function placeAt(sentences: readonly Sentence[], timeMs: number): number {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle]?.startMs ?? 0) <= timeMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function bringIntoView(element: HTMLElement): void {
  const { top, bottom } = element.getBoundingClientRect();
  const isComfortable = top > innerHeight * 0.25 && bottom < innerHeight * 0.8;
  if (isComfortable) return;
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.scrollIntoView({ block: 'center', behavior: isCalm ? 'auto' : 'smooth' });
}

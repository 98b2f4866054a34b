import { parseTime } from '../player/clock.js';
import { readArticle } from './text/article-text.js';
import { buildBar } from './bar.js';
import { inThisEdition, sentenceAt, type CompanionData } from './companion-data.js';
import { offerFromHere } from './from-here.js';
import { followInPage, dressLike } from './in-page.js';
import { openSound } from './sound.js';
import { openShadow } from './style.js';

export { findEpisode } from './lookup.js';

/**
 * Plays an episode on the page of its article, or in a frame of its own, and marks each sentence where the page has it.
 *
 * @param host An empty element the controls are put into.
 */
export function openCompanion(
  data: CompanionData,
  { host, isFrame = false }: { readonly host: HTMLElement; readonly isFrame?: boolean },
): void {
  const sound = openSound(data);
  const bar = buildBar(data, sound);
  const shadow = openShadow(host);
  dressLike(host, bar.root);
  bar.root.classList.toggle('is-frame', isFrame);
  shadow.append(bar.root);
  const text = readArticle(document.body, data);
  const hasText = data.sentences.some((_, sentence) => text.rangeOf(sentence));
  const page = followInPage({ host, bar, sound, text });
  let shown: number | undefined;

  const startOf = (sentence: number): number => (data.sentences[sentence]?.[0] ?? 0) / 1000;
  const heard = (): number => sentenceAt(data, sound.seconds() * 1000 + 1);
  function show(): void {
    const sentence = heard();
    const isBegun = !sound.audio.paused || sound.seconds() > 0;
    const isHere = text.rangeOf(sentence) !== undefined;
    bar.show(sound.seconds(), isBegun && !isHere ? data.sentences[sentence]?.[2] : undefined);
    if (!isBegun || sentence === shown) return;
    shown = sentence;
    text.mark(sentence);
    if (!sound.audio.paused) page.bringIntoView(sentence);
  }
  function run(): void {
    show();
    if (!sound.audio.paused) requestAnimationFrame(run);
  }
  const playSentence = (sentence: number): void => sound.playFrom(startOf(sentence));

  sound.audio.addEventListener('play', () => {
    bar.open();
    shown = undefined;
    run();
    tellDevice(data);
  });
  for (const event of ['timeupdate', 'seeked', 'pause']) sound.audio.addEventListener(event, show);
  text.onRead(() => {
    shown = undefined;
    show();
  });

  bar.read.addEventListener('click', () => {
    sound.audio.pause();
    if (isFrame || !page.readAt(heard()))
      void import('./other-device.js').then(({ readElsewhere }) => readElsewhere(sound.seconds(), data));
  });
  bar.hear.addEventListener('click', () => {
    const sentence = page.readSentence();
    if (sentence !== undefined) playSentence(sentence);
  });
  bar.hear.hidden = !hasText;
  bar.device.addEventListener('click', () => {
    const isShown = bar.device.ariaExpanded === 'true';
    bar.device.ariaExpanded = String(!isShown);
    bar.more.hidden = isShown;
    bar.more.replaceChildren();
    const here = isFrame ? data.url : location.href;
    if (!isShown)
      void import('./other-device.js').then(({ showAddress }) => showAddress(bar.more, here, sound.seconds(), data));
  });

  /** An address that names a second, of whatever edition, shows what is said then. */
  function goToAddress(): void {
    const seconds = parseTime(location.hash)?.from;
    if (seconds === undefined) return;
    sound.seek(inThisEdition(data, seconds, new URLSearchParams(location.hash.slice(1)).get('a')));
    bar.open();
    page.readAt(heard());
  }
  addEventListener('hashchange', goToAddress);
  goToAddress();
  if (isFrame) bar.open();
  // They are a way to begin: they are there before anything was played.
  else if (hasText) offerFromHere(text, data, playSentence);
  show();
}

function tellDevice({ title, show }: CompanionData): void {
  if ('mediaSession' in navigator)
    navigator.mediaSession.metadata = new MediaMetadata({ title, artist: show, album: show });
}

import { followChapters } from './chapters.js';
import { formatClock, parseTime } from './clock.js';
import { buildControls, type Controls } from './controls.js';
import { deck } from './deck.js';
import { enableKeys } from './keyboard.js';
import { inThisEdition, pictureAt, readPlayerData, type Picture, type PlayerData } from './player-data.js';
import { buildFind } from './find-field.js';
import { tellMissing } from './notice.js';
import { openSheet } from './open-sheet.js';
import { followText, type ShowWord } from './read-along.js';
import { rememberedMoment, rememberSpeed } from './remember.js';
import { shareAt } from './share.js';

const BACK_SECONDS = 15;
const FORWARD_SECONDS = 30;

/**
 * Takes the place of the browser's own controls around an `<audio>` element, and works the one sound of the site. Without
 * it, or when anything it needs is missing, those stay.
 */
export class LectorPlayer extends HTMLElement {
  #leaving: AbortController | undefined;

  connectedCallback(): void {
    const audio = this.querySelector('audio');
    const data = readPlayerData();
    if (!audio || !data || this.querySelector('.player')) return;
    this.#leaving = new AbortController();
    try {
      enhance(this, data, this.#leaving.signal);
      audio.remove();
    } catch (error) {
      // A browser too old for some of it keeps its own controls.
      this.querySelector('.player')?.remove();
      this.#leaving.abort();
      throw error;
    }
  }

  disconnectedCallback(): void {
    this.#leaving?.abort();
  }
}

function enhance(host: HTMLElement, data: PlayerData, signal: AbortSignal): void {
  const { audio } = deck;
  const controls = buildControls(data);
  const moment = rememberedMoment(data);
  /** Where it will begin while another track is on. */
  let waitingAt = moment ? inThisEdition(data, moment.seconds, moment.edition) : 0;
  const isOn = (): boolean => deck.isOn(data);
  const now = (): number => (isOn() ? deck.seconds : waitingAt);
  const seek = (seconds: number): void => {
    if (isOn()) deck.seek(seconds);
    else waitingAt = Math.max(0, Math.min(seconds, data.durationMs / 1000));
    show();
  };
  const playFrom = (seconds: number): void => {
    deck.load(data, seconds);
    deck.play();
    show();
  };
  const toggle = (): void => {
    if (isOn()) deck.toggle();
    else playFrom(waitingAt);
  };
  const chapters = followChapters({ chapters: data.chapters, now, seek });
  const text = followText({
    audio,
    isOn,
    button: controls.follow,
    playFrom,
    loadWords: data.words === undefined ? undefined : () => loadWords(data),
    signal,
  });
  const stepSentence = (by: 1 | -1): void => text.step(by, now() * 1000);
  const more = (part?: 'keys'): void => {
    openSheet({ track: data, sentence: text.at(now() * 1000), part });
  };
  let picture: Picture | undefined;

  function show(): void {
    const seconds = now();
    showTime(controls, data, seconds);
    picture = showPicture(controls, data, seconds);
    controls.chapter.textContent = chapters.show(seconds * 1000) ?? data.title;
    // Before anything is heard nothing is marked as heard.
    if (seconds > 0 || (isOn() && !audio.paused)) text.show(seconds * 1000);
  }
  const showState = (): void => {
    showPlaying(controls, data, isOn() && !audio.paused);
    show();
  };

  controls.play.addEventListener('click', toggle);
  controls.back.addEventListener('click', () => seek(now() - BACK_SECONDS));
  controls.forward.addEventListener('click', () => seek(now() + FORWARD_SECONDS));
  controls.previousChapter.addEventListener('click', () => chapters.step(-1));
  controls.nextChapter.addEventListener('click', () => chapters.step(1));
  controls.slider.addEventListener('input', () => seek(Number(controls.slider.value)));
  controls.speed.addEventListener('change', () => {
    audio.playbackRate = audio.defaultPlaybackRate = Number(controls.speed.value);
  });
  controls.share.addEventListener(
    'click',
    () => void shareAt({ seconds: now(), edition: data.edition }, controls.status, data.labels['copied'] ?? ''),
  );
  controls.more.addEventListener('click', () => more());
  controls.picture.addEventListener('click', () => {
    if (picture) import('./more/picture.js').then(({ openPicture }) => openPicture(picture)).catch(tellMissing);
  });
  for (const event of ['play', 'pause', 'ended', 'trackchange', 'timeupdate', 'seeked', 'loadedmetadata'])
    audio.addEventListener(event, showState, { signal });

  if (!deck.isStarted || isOn()) deck.load(data);
  rememberSpeed(audio, controls.speed, signal);
  enableTimeLinks(data, { playFrom, seek, isOn, signal });
  const keys = { toggle, seek: (by: number) => seek(now() + by), step: chapters.step, stepSentence, more };
  enableKeys(host, { ...keys, speed: controls.speed });
  buildFind(playFrom);
  host.append(controls.root);
  host.classList.add('is-ready');
  document.body.classList.add('is-listening');
  signal.addEventListener('abort', () => {
    document.body.classList.remove('is-listening');
  });
  showState();
}

function showTime(controls: Controls, data: PlayerData, seconds: number): void {
  const durationSeconds = data.durationMs / 1000;
  controls.slider.value = String(Math.floor(seconds));
  const clock = formatClock(seconds);
  controls.slider.setAttribute(
    'aria-valuetext',
    `${clock} ${data.labels['of'] ?? '/'} ${formatClock(durationSeconds)}`,
  );
  controls.elapsed.textContent = clock;
  const share = durationSeconds > 0 ? Math.min(1, seconds / durationSeconds) : 0;
  controls.slider.style.setProperty('--progress', `${(share * 100).toFixed(3)}%`);
}

function showPlaying(controls: Controls, data: PlayerData, isPlaying: boolean): void {
  controls.play.setAttribute('aria-label', data.labels[isPlaying ? 'pause' : 'play'] ?? '');
  controls.root.classList.toggle('is-playing', isPlaying);
}

/** Where the article has no picture, that of the episode stands, so that nothing moves. */
function showPicture(controls: Controls, data: PlayerData, seconds: number): Picture | undefined {
  const own = data.artwork === undefined ? undefined : { startMs: 0, href: data.artwork, alt: '' };
  const picture = pictureAt(data, seconds * 1000) ?? own;
  controls.picture.hidden = picture === undefined;
  const image = controls.picture.querySelector('img');
  if (picture && image) {
    if (image.src !== picture.href) image.src = picture.href;
    image.alt = picture.alt;
  }
  return picture;
}

async function loadWords({ words = '', edition }: PlayerData): Promise<ShowWord> {
  return (await import('./more/words.js')).loadWords(new URL(words, location.href).href, edition);
}

/**
 * Links to a second, `…#t=62`, play from there; an address with a time, also as `?t=62`, starts there and with
 * `…#t=62,77` pauses at the other. Where it tells of which edition the second is, `…#t=62&a=0a1b2c3d`, what was said
 * then is heard.
 */
function enableTimeLinks(
  data: PlayerData,
  {
    playFrom,
    seek,
    isOn,
    signal,
  }: {
    readonly playFrom: (seconds: number) => void;
    readonly seek: (seconds: number) => void;
    readonly isOn: () => boolean;
    readonly signal: AbortSignal;
  },
): void {
  const timeOf = (part: string): ReturnType<typeof parseTime> => {
    const time = parseTime(part);
    const edition = new URLSearchParams(part.replace(/^[#?]/, '')).get('a');
    const map = (seconds: number): number => inThisEdition(data, seconds, edition);
    return time && { from: map(time.from), to: time.to === undefined ? undefined : map(time.to) };
  };
  const follow = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-time]') : undefined;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const time = timeOf(link.hash);
    if (!time) return;
    event.preventDefault();
    playFrom(time.from);
  };
  document.addEventListener('click', follow, { signal });
  const start = (): void => {
    const time = timeOf(location.hash) ?? timeOf(location.search);
    if (!time) return;
    seek(time.from);
    if (time.to !== undefined && isOn()) deck.stopAt(time.to);
  };
  addEventListener('hashchange', start, { signal });
  start();
}

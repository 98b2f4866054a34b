import { followChapters } from './chapters.js';
import { buildControls, type Controls } from './controls.js';
import { formatClock, parseTime } from './clock.js';
import { enableKeys } from './keyboard.js';
import { enableMediaSession } from './media-session.js';
import { inThisEdition, type PlayerData, readPlayerData } from './player-data.js';
import { followText } from './read-along.js';
import { rememberPosition, rememberSpeed } from './remember.js';
import { shareAt } from './share.js';

const BACK_SECONDS = 15;
const FORWARD_SECONDS = 30;

/**
 * Takes the place of the browser's own controls around an `<audio>` element. Without it, or when anything it needs is
 * missing, those stay.
 */
export class LectorPlayer extends HTMLElement {
  connectedCallback(): void {
    const audio = this.querySelector('audio');
    const data = readPlayerData();
    if (!audio || !data || this.querySelector('.player')) return;
    enhance(this, audio, data);
  }
}

function enhance(host: HTMLElement, audio: HTMLAudioElement, data: PlayerData): void {
  const controls = buildControls(data);
  const durationSeconds = data.durationMs / 1000;
  const seek = (seconds: number): void => {
    audio.currentTime = Math.max(0, Math.min(seconds, audio.duration || durationSeconds));
    show();
  };
  const playFrom = (seconds: number): void => {
    seek(seconds);
    void audio.play();
  };
  const toggle = (): void => {
    if (audio.paused) void audio.play();
    else audio.pause();
  };
  const chapters = followChapters({ chapters: data.chapters, audio, seek });
  const text = followText({ audio, button: controls.follow, playFrom });

  function show(): void {
    showTime(controls, data, audio.currentTime, durationSeconds);
    controls.chapter.textContent = chapters.show(audio.currentTime * 1000) ?? data.title;
    text.show(audio.currentTime * 1000);
  }

  controls.play.addEventListener('click', toggle);
  controls.back.addEventListener('click', () => seek(audio.currentTime - BACK_SECONDS));
  controls.forward.addEventListener('click', () => seek(audio.currentTime + FORWARD_SECONDS));
  controls.previousChapter.addEventListener('click', () => chapters.step(-1));
  controls.nextChapter.addEventListener('click', () => chapters.step(1));
  controls.slider.addEventListener('input', () => seek(Number(controls.slider.value)));
  controls.speed.addEventListener('change', () => (audio.playbackRate = Number(controls.speed.value)));
  controls.share.addEventListener(
    'click',
    () =>
      void shareAt({ seconds: audio.currentTime, edition: data.edition }, controls.status, data.labels['copied'] ?? ''),
  );

  for (const event of ['play', 'pause', 'ended'])
    audio.addEventListener(event, () => showPlaying(controls, data, !audio.paused));
  for (const event of ['timeupdate', 'seeked', 'loadedmetadata']) audio.addEventListener(event, show);

  rememberSpeed(audio, controls.speed);
  rememberPosition(audio, data, show);
  enableTimeLinks(audio, data, { playFrom, seek });
  enableKeys(host, { toggle, seek: (by) => seek(audio.currentTime + by), step: chapters.step, speed: controls.speed });
  enableMediaSession(data, { toggle, seekBy: (by) => seek(audio.currentTime + by), seekTo: seek, step: chapters.step });

  audio.controls = false;
  audio.hidden = true;
  host.append(controls.root);
  host.classList.add('is-ready');
  document.body.classList.add('is-listening');
  show();
}

function showTime(controls: Controls, data: PlayerData, seconds: number, durationSeconds: number): void {
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

/**
 * Links to a second, `…#t=62`, play from there; an address with a time, also as `?t=62`, starts there. Where it tells of
 * which edition the second is, `…#t=62&a=0a1b2c3d`, what was said then is heard.
 */
function enableTimeLinks(
  audio: HTMLAudioElement,
  data: PlayerData,
  { playFrom, seek }: Readonly<Record<'playFrom' | 'seek', (seconds: number) => void>>,
): void {
  const secondsOf = (part: string): number | undefined => {
    const seconds = parseTime(part);
    const edition = new URLSearchParams(part.replace(/^[#?]/, '')).get('a');
    return seconds === undefined ? undefined : inThisEdition(data, seconds, edition);
  };
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-time]') : undefined;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const seconds = secondsOf(link.hash);
    if (seconds === undefined) return;
    event.preventDefault();
    playFrom(seconds);
  });
  const start = (): void => {
    const seconds = secondsOf(location.hash) ?? secondsOf(location.search);
    if (seconds === undefined) return;
    if (audio.readyState > 0) seek(seconds);
    else audio.addEventListener('loadedmetadata', () => seek(seconds), { once: true });
  };
  addEventListener('hashchange', start);
  start();
}

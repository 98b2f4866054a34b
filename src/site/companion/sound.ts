import { inThisEdition, type CompanionData } from './companion-data.js';

const SAVE_EVERY_SECONDS = 5;
/** So near to an end there is nothing to come back to. */
const EDGE_SECONDS = 10;

export type Sound = {
  readonly audio: HTMLAudioElement;
  seconds(): number;
  seek(seconds: number): void;
  playFrom(seconds: number): void;
  toggle(): void;
};

/** Of the page: two at once nobody can follow. */
let playing: HTMLAudioElement | undefined;

/** The sound of an episode, of which nothing is loaded before it is played. It begins where its listener stopped on this site. */
export function openSound(data: CompanionData): Sound {
  const audio = new Audio();
  audio.preload = 'none';
  const source = data.audio.find(({ type }) => audio.canPlayType(type) !== '') ?? data.audio[0];
  if (source) audio.src = source.url;
  const key = `lector:position:${data.guid}`;
  const [seconds, edition = ''] = (read(key) ?? '').split(' ');
  /** Where it will begin. */
  let waitingAt: number | undefined = Number(seconds) > 0 ? inThisEdition(data, Number(seconds), edition) : undefined;
  let saved = 0;

  const now = (): number => waitingAt ?? audio.currentTime;
  const save = (): void => {
    saved = now();
    const isWithin = saved > EDGE_SECONDS && saved < data.durationMs / 1000 - EDGE_SECONDS;
    write(key, isWithin ? `${Math.floor(saved)} ${data.edition}` : undefined);
  };
  const seek = (to: number): void => {
    const within = Math.max(0, Math.min(to, data.durationMs / 1000));
    if (audio.readyState > 0) audio.currentTime = within;
    else waitingAt = within;
    audio.dispatchEvent(new Event('timeupdate'));
  };
  const play = (): void => {
    if (playing !== audio) playing?.pause();
    playing = audio;
    // What goes wrong is told by the event `error`.
    audio.play().catch(() => undefined);
  };
  audio.addEventListener('loadedmetadata', () => {
    if (waitingAt !== undefined) audio.currentTime = waitingAt;
    waitingAt = undefined;
  });
  audio.addEventListener('timeupdate', () => {
    if (!audio.paused && Math.abs(now() - saved) >= SAVE_EVERY_SECONDS) save();
  });
  for (const event of ['pause', 'ended']) audio.addEventListener(event, save);
  return {
    audio,
    seconds: now,
    seek,
    playFrom(to) {
      seek(to);
      play();
    },
    toggle() {
      if (audio.paused) play();
      else audio.pause();
    },
  };
}

/** Storage may be switched off; then nothing is remembered. */
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Not remembered.
  }
}

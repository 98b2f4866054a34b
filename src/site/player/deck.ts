import { inThisEdition, readPlayerData, type Track } from './player-data.js';
import { keepDeck, keptDeck, rememberedMoment, rememberedSpeed, rememberPosition } from './remember.js';

/** The one sound of the site: pages come and go around it. Tells of another track by the event `trackchange` of its audio. */
export type Deck = {
  readonly audio: HTMLAudioElement;
  readonly track: Track | undefined;
  /** Whether the listener has begun with the track: then it stays when the page goes. */
  readonly isStarted: boolean;
  /** Where it is, or will be as soon as it knows how long the track is. */
  readonly seconds: number;
  isOn(track: Track): boolean;
  /** Where the listener stopped, unless a second is given. */
  load(track: Track, seconds?: number): void;
  toggle(): void;
  play(): void;
  seek(seconds: number): void;
  /** What comes after the track; lists give all that follows it there. */
  follow(queue: readonly Track[]): void;
  next(): Track | undefined;
  playNext(): void;
  /** What the keys for the track before and after do where the page knows better; it says whether it did. */
  step: ((by: 1 | -1) => boolean) | undefined;
  close(): void;
};

const audio = document.createElement('audio');
audio.preload = 'metadata';
let track: Track | undefined;
let queue: readonly Track[] = [];
let isStarted = false;
let moveTo: number | undefined;
const savePosition = rememberPosition(audio, () => track);

export const deck: Deck = {
  audio,
  get track() {
    return track;
  },
  get isStarted() {
    return isStarted;
  },
  get seconds() {
    return moveTo ?? audio.currentTime;
  },
  isOn: ({ guid }) => track?.guid === guid,
  load,
  toggle() {
    if (audio.paused) play();
    else audio.pause();
  },
  play,
  seek,
  follow(tracks) {
    queue = tracks;
    keep();
  },
  next,
  step: undefined,
  playNext() {
    const following = next();
    if (!following) return;
    load(following);
    play();
  },
  close() {
    audio.pause();
    savePosition();
    isStarted = false;
    track = undefined;
    queue = [];
    audio.removeAttribute('src');
    audio.load();
    keep();
    tell();
  },
};

audio.addEventListener('ended', deck.playNext);
audio.addEventListener('play', () => {
  if (isStarted) return;
  isStarted = true;
  keep();
  tell();
});
audio.addEventListener('loadedmetadata', () => {
  if (moveTo !== undefined) audio.currentTime = moveTo;
  moveTo = undefined;
});

/** What the document before was playing is there again, where it stopped. */
export function restoreDeck(): void {
  const kept = keptDeck();
  if (!kept) return;
  queue = kept.queue;
  isStarted = true;
  load(kept.track);
}

function load(next: Track, seconds?: number): void {
  if (track?.guid !== next.guid || track.edition !== next.edition) {
    savePosition();
    track = next;
    const source = next.sources.find(({ mimeType }) => audio.canPlayType(mimeType) !== '') ?? next.sources[0];
    audio.src = source?.href ?? '';
    audio.playbackRate = audio.defaultPlaybackRate = rememberedSpeed();
    moveTo = undefined;
    if (seconds === undefined) resume(next);
    if (isStarted) keep();
    tell();
  }
  if (seconds !== undefined) seek(seconds);
}

/** A list does not know how editions of an episode differ; its page does, and is asked where it matters. */
function resume(next: Track): void {
  const moment = rememberedMoment(next);
  if (!moment) return;
  const { seconds, edition } = moment;
  if (edition === next.edition || next.earlier) return seek(inThisEdition(next, seconds, edition));
  void fetch(next.href)
    .then((answer) => answer.text())
    .then((html) => readPlayerData(new DOMParser().parseFromString(html, 'text/html'), next.href))
    .catch(() => undefined)
    .then((data) => {
      if (track === next) seek(inThisEdition(data ?? next, seconds, edition));
    });
}

function play(): void {
  // What a browser does not let start stays as it is; the button says so.
  audio.play().catch(() => undefined);
}

function seek(seconds: number): void {
  const duration = audio.duration || (track?.durationMs ?? 0) / 1000;
  const target = Math.max(0, Math.min(seconds, duration));
  if (audio.readyState > 0) audio.currentTime = target;
  else moveTo = target;
}

function next(): Track | undefined {
  return queue[queue.findIndex(({ guid }) => guid === track?.guid) + 1];
}

function keep(): void {
  keepDeck(track && isStarted ? { track, queue } : undefined);
}

function tell(): void {
  audio.dispatchEvent(new Event('trackchange'));
}

import { inThisEdition, readPlayerData, type Track } from './player-data.js';
import {
  keepChosen,
  keepDeck,
  keptChosen,
  keptDeck,
  onQueueElsewhere,
  rememberedMoment,
  rememberedSpeed,
  rememberedVolume,
  rememberPosition,
} from './remember.js';

/**
 * The one sound of the site: pages come and go around it. Tells of another track by the event `trackchange` of its audio,
 * and of another order by `queuechange`.
 */
export type Deck = {
  readonly audio: HTMLAudioElement;
  readonly track: Track | undefined;
  /** Whether the listener has begun with the track: then it stays when the page goes. */
  readonly isStarted: boolean;
  /** Whether the listener asked for sound: what is loaded ahead and fails is nobody's concern. */
  readonly isWanted: boolean;
  /** Where it is, or will be as soon as it knows how long the track is. */
  readonly seconds: number;
  isOn(track: Track): boolean;
  /** Where the listener stopped, unless a second is given. */
  load(track: Track, seconds?: number): void;
  toggle(): void;
  play(): void;
  /** Fetches the sound again and goes on where it was. */
  reload(): void;
  seek(seconds: number): void;
  /** Pauses once at this second, unless one moves before. */
  stopAt(seconds: number): void;
  /** What the listener put into the queue; it comes before what follows in the list. */
  chosen: readonly Track[];
  /** What comes after the track by itself. */
  readonly rest: readonly Track[];
  /** What comes after the track; lists give all that follows it there. */
  follow(tracks: readonly Track[]): void;
  next(): Track | undefined;
  playNext(): void;
  /** Nothing is played after the track that is on. */
  isLast: boolean;
  close(): void;
};

const audio = document.createElement('audio');
audio.preload = 'metadata';
audio.volume = rememberedVolume();
let track: Track | undefined;
let chosen = keptChosen();
let rest: readonly Track[] = [];
let isStarted = false;
let isWanted = false;
let until: number | undefined;
let untilTimer = 0;
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
  get isWanted() {
    return isWanted;
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
  reload() {
    const at = deck.seconds;
    if (!track) return;
    open(track);
    moveTo = at;
    play();
  },
  seek,
  stopAt(seconds) {
    until = seconds;
    watchEnd();
  },
  get chosen() {
    return chosen;
  },
  set chosen(tracks) {
    chosen = tracks;
    keepChosen(tracks);
    audio.dispatchEvent(new Event('queuechange'));
  },
  get rest() {
    return rest;
  },
  follow(tracks) {
    rest = tracks;
    keep();
  },
  next,
  isLast: false,
  playNext() {
    const following = next();
    if (!following) return;
    load(following);
    play();
  },
  close() {
    audio.pause();
    savePosition();
    isStarted = isWanted = false;
    track = until = undefined;
    rest = [];
    audio.removeAttribute('src');
    audio.load();
    keep();
    tell();
  },
};

audio.addEventListener('ended', () => {
  if (!deck.isLast) deck.playNext();
});
onQueueElsewhere(() => {
  chosen = keptChosen();
  audio.dispatchEvent(new Event('queuechange'));
});
for (const event of ['play', 'seeked', 'ratechange', 'timeupdate']) audio.addEventListener(event, watchEnd);
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
  rest = kept.queue;
  isStarted = true;
  load(kept.track);
}

function load(next: Track, seconds?: number): void {
  if (track?.guid !== next.guid || track.edition !== next.edition) {
    savePosition();
    track = next;
    const place = rest.findIndex(({ guid }) => guid === next.guid);
    if (place >= 0) rest = rest.slice(place + 1);
    open(next);
    if (seconds === undefined) resume(next);
    if (isStarted) keep();
    tell();
  }
  if (seconds !== undefined) seek(seconds);
}

function open({ sources }: Track): void {
  const source = sources.find(({ mimeType }) => audio.canPlayType(mimeType) !== '') ?? sources[0];
  audio.src = source?.href ?? '';
  audio.playbackRate = audio.defaultPlaybackRate = rememberedSpeed();
  moveTo = until = undefined;
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
  isWanted = true;
  if (chosen.some(({ guid }) => guid === track?.guid)) deck.chosen = chosen.filter(({ guid }) => guid !== track?.guid);
  // It failed before anybody asked for it.
  if (audio.error) audio.dispatchEvent(new Event('error'));
  // What a browser does not let start stays as it is; the button says so.
  audio.play().catch(() => undefined);
}

function seek(seconds: number): void {
  const duration = audio.duration || (track?.durationMs ?? 0) / 1000;
  const target = Math.max(0, Math.min(seconds, duration));
  until = undefined;
  if (audio.readyState > 0) audio.currentTime = target;
  else moveTo = target;
}

function next(): Track | undefined {
  return chosen[0] ?? rest[0];
}

/** Told of time four times a second only, it asks again when the second is due. */
function watchEnd(): void {
  clearTimeout(untilTimer);
  if (until === undefined || audio.paused) return;
  const left = (until - audio.currentTime) / audio.playbackRate;
  if (left > 0.02) untilTimer = setTimeout(watchEnd, Math.min(left, 1) * 1000);
  else {
    until = undefined;
    audio.pause();
  }
}

function keep(): void {
  keepDeck(track && isStarted ? { track, queue: rest } : undefined);
}

function tell(): void {
  audio.dispatchEvent(new Event('trackchange'));
}

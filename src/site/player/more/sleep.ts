import { chapterAt } from '../chapters.js';
import { formatClock } from '../clock.js';
import { deck } from '../deck.js';
import type { Track } from '../player-data.js';
import { loadWordsOfSheet, type Words } from './words-of.js';

/** Minutes, or what comes to its end first. */
export type SleepChoice = number | 'chapter' | 'episode';

/** So long the sound grows quieter: amid what is said, and before a pause that is there anyway. */
const FADE_SECONDS = { minutes: 10, chapter: 2 };
const TICK_MS = 100;

const { audio } = deck;
let choice: SleepChoice | undefined;
let chapters: NonNullable<Track['chapters']> = [];
/** Where the chapter ends that was heard when it was chosen or moved to: a late look may come after that. */
let chapterEndMs = 0;
/** Minutes count while something is heard. */
let leftMs = 0;
let countedAt = 0;
let full: number | undefined;
let ticking = 0;

/** Stops what is played after a time or at an end; the sound fades, and is as loud as before when it is played again. */
export const sleepTimer = {
  get choice() {
    return choice;
  },
  set(chosen: SleepChoice | undefined, of: NonNullable<Track['chapters']>): void {
    choice = chosen;
    chapters = of;
    deck.isLast = chosen === 'episode';
    leftMs = typeof chosen === 'number' ? chosen * 60_000 : 0;
    countedAt = Date.now();
    placeEnd();
    unfade();
    clearInterval(ticking);
    if (chosen !== undefined) ticking = setInterval(tick, TICK_MS);
    audio.dispatchEvent(new Event('sleepchange'));
    void markButtons();
  },
  /** What the volume is but for the fade. */
  fullVolume: (): number => full ?? audio.volume,
  setVolume(volume: number): void {
    if (full === undefined) audio.volume = volume;
    else full = volume;
  },
  tellsLeft(words: Words): string {
    return choice === undefined ? '' : `${words('stopsIn')} ${formatClock(Math.ceil(secondsLeft()))}`;
  },
};

function secondsLeft(): number {
  if (typeof choice === 'number') return leftMs / 1000;
  const endMs = choice === 'chapter' ? chapterEndMs : (deck.track?.durationMs ?? 0);
  return (endMs / 1000 - audio.currentTime) / audio.playbackRate;
}

function placeEnd(): void {
  const next = chapters[chapterAt(chapters, audio.currentTime * 1000) + 1];
  chapterEndMs = next?.startMs ?? deck.track?.durationMs ?? 0;
}

let secondShown = -1;

function tick(): void {
  const now = Date.now();
  if (!audio.paused) leftMs -= now - countedAt;
  countedAt = now;
  if (audio.paused || audio.seeking || choice === undefined) return;
  const left = secondsLeft();
  if (Math.ceil(left) !== secondShown) {
    secondShown = Math.ceil(left);
    if (secondShown % 60 === 0) void markButtons();
    audio.dispatchEvent(new Event('sleepchange'));
  }
  // What ends by itself needs no fading and no stopping: nothing follows.
  if (choice === 'episode') return;
  const fade = FADE_SECONDS[choice === 'chapter' ? 'chapter' : 'minutes'];
  if (left < fade) {
    full ??= audio.volume;
    audio.volume = full * Math.max(0, left / fade);
  } else unfade();
  if (left <= TICK_MS / 1000) stop();
}

/** The buttons that lead here show that a timer runs, and say until when; not every second, which would be read out. */
async function markButtons(): Promise<void> {
  const words = await loadWordsOfSheet();
  const minutes = choice === undefined ? '' : String(Math.max(1, Math.ceil(secondsLeft() / 60)));
  for (const button of document.querySelectorAll<HTMLElement>('button[aria-haspopup=dialog]')) {
    if (minutes === '') delete button.dataset['sleeps'];
    else button.dataset['sleeps'] = minutes;
    const left = minutes === '' ? '' : `, ${words('stopsIn')} ${minutes} ${words('minutes')}`;
    button.setAttribute('aria-label', words('more') + left);
  }
}

addEventListener('pagechange', () => void markButtons());

function stop(): void {
  audio.pause();
  sleepTimer.set(undefined, []);
}

function unfade(): void {
  if (full !== undefined) audio.volume = full;
  full = undefined;
}

// A page that is not seen is given its intervals seldom, but is told of time.
audio.addEventListener('timeupdate', tick);
audio.addEventListener('seeking', placeEnd);
audio.addEventListener('ended', () => {
  if (choice === 'episode' || choice === 'chapter') stop();
});
audio.addEventListener('trackchange', () => {
  // The chapters were those of another.
  if (choice === 'chapter' && deck.track?.chapters !== chapters) chapters = deck.track?.chapters ?? [];
  placeEnd();
});

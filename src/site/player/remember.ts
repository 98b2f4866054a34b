import type { Track } from './player-data.js';

const SAVE_EVERY_SECONDS = 5;
/** So near to an end there is nothing to come back to. */
const EDGE_SECONDS = 10;
const SPEED_KEY = 'lector:speed';
const VOLUME_KEY = 'lector:volume';
const QUEUE_KEY = 'lector:queue';
/** Of the tab: another tab plays something else. */
const DECK_KEY = 'lector:deck';

/** A second, and the edition it is a second of. */
export type Moment = { readonly seconds: number; readonly edition: string };

/** Where a listener stopped, in this browser alone; nothing where they did not begin or came to the end. */
export function rememberedMoment({ guid }: Track): Moment | undefined {
  const [seconds, edition = ''] = (read('localStorage', positionKey(guid)) ?? '').split(' ');
  return Number(seconds) > 0 ? { seconds: Number(seconds), edition } : undefined;
}

/** Keeps the position of whatever is played. @returns Keeps it now. */
export function rememberPosition(audio: HTMLAudioElement, track: () => Track | undefined): () => void {
  let saved = 0;
  const save = (): void => {
    const current = track();
    if (!current || audio.readyState === 0) return;
    const now = (saved = audio.currentTime);
    const isWithin = now > EDGE_SECONDS && now < current.durationMs / 1000 - EDGE_SECONDS;
    write('localStorage', positionKey(current.guid), isWithin ? `${Math.floor(now)} ${current.edition}` : undefined);
  };
  audio.addEventListener('timeupdate', () => {
    if (!audio.paused && Math.abs(audio.currentTime - saved) >= SAVE_EVERY_SECONDS) save();
  });
  for (const event of ['pause', 'ended']) audio.addEventListener(event, save);
  return save;
}

/** Keeps the speed from one episode to the next. */
export function rememberSpeed(audio: HTMLAudioElement, select: HTMLSelectElement, signal: AbortSignal): void {
  select.value = String(audio.playbackRate);
  select.addEventListener('change', () => write('localStorage', SPEED_KEY, select.value), { signal });
}

export function rememberedSpeed(): number {
  const speed = Number(read('localStorage', SPEED_KEY));
  return speed >= 0.5 && speed <= 3 ? speed : 1;
}

/** From 0 to 1. */
export function rememberedVolume(): number {
  const volume = Number(read('localStorage', VOLUME_KEY) ?? 1);
  return volume >= 0 && volume <= 1 ? volume : 1;
}

export function rememberVolume(volume: number): void {
  write('localStorage', VOLUME_KEY, volume === 1 ? undefined : String(volume));
}

export function keepChosen(tracks: readonly Track[]): void {
  write('localStorage', QUEUE_KEY, tracks.length > 0 ? JSON.stringify(tracks) : undefined);
}

/** What the listener put into the queue, in whatever tab. */
export function keptChosen(): readonly Track[] {
  return parse<readonly Track[]>(read('localStorage', QUEUE_KEY)) ?? [];
}

/** Another tab has another queue. */
export function onQueueElsewhere(act: () => void): void {
  addEventListener('storage', ({ key }) => {
    if (key === QUEUE_KEY) act();
  });
}

/** What was in the bar, and what comes after it, for the page that is loaded next. */
export type KeptDeck = { readonly track: Track; readonly queue: readonly Track[] };

export function keepDeck(deck: KeptDeck | undefined): void {
  write('sessionStorage', DECK_KEY, deck && JSON.stringify(deck));
}

export function keptDeck(): KeptDeck | undefined {
  return parse<KeptDeck>(read('sessionStorage', DECK_KEY));
}

function parse<Data>(text: string | null): Data | undefined {
  try {
    return JSON.parse(text ?? '') as Data;
  } catch {
    return undefined;
  }
}

function positionKey(guid: string): string {
  return `lector:position:${guid}`;
}

type Store = 'localStorage' | 'sessionStorage';

/** Storage may be switched off, and then asking for it throws; nothing is remembered. */
function read(store: Store, key: string): string | null {
  try {
    return window[store].getItem(key);
  } catch {
    return null;
  }
}

function write(store: Store, key: string, value: string | undefined): void {
  try {
    if (value === undefined) window[store].removeItem(key);
    else window[store].setItem(key, value);
  } catch {
    // Not remembered.
  }
}

import { parseTime } from './clock.js';
import { inThisEdition, type PlayerData } from './player-data.js';

const SAVE_EVERY_SECONDS = 5;
/** So near to an end there is nothing to come back to. */
const EDGE_SECONDS = 10;
const SPEED_KEY = 'lector:speed';

/** Comes back to what a listener heard last, in this browser alone, in a later edition too. An address with a time wins. */
export function rememberPosition(audio: HTMLAudioElement, data: PlayerData, show: () => void): void {
  const key = `lector:position:${data.guid}`;
  const durationSeconds = data.durationMs / 1000;
  let saved = 0;
  const save = (): void => {
    const now = audio.currentTime;
    saved = now;
    if (now > EDGE_SECONDS && now < durationSeconds - EDGE_SECONDS) write(key, `${Math.floor(now)} ${data.edition}`);
    else remove(key);
  };
  audio.addEventListener('timeupdate', () => {
    if (!audio.paused && Math.abs(audio.currentTime - saved) >= SAVE_EVERY_SECONDS) save();
  });
  audio.addEventListener('pause', save);
  audio.addEventListener('ended', () => remove(key));

  const [seconds, edition] = (read(key) ?? '').split(' ');
  const position = inThisEdition(data, Number(seconds), edition);
  if (!(position > 0) || parseTime(location.hash) !== undefined) return;
  const resume = (): void => {
    audio.currentTime = position;
    show();
  };
  if (audio.readyState > 0) resume();
  else audio.addEventListener('loadedmetadata', resume, { once: true });
}

/** Keeps the speed from one episode to the next. */
export function rememberSpeed(audio: HTMLAudioElement, select: HTMLSelectElement): void {
  const speed = read(SPEED_KEY);
  if (speed !== null && [...select.options].some(({ value }) => value === speed)) {
    select.value = speed;
    audio.playbackRate = Number(speed);
    audio.defaultPlaybackRate = Number(speed);
  }
  select.addEventListener('change', () => write(SPEED_KEY, select.value));
}

/** Storage may be switched off; then nothing is remembered. */
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Not remembered.
  }
}

function remove(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was remembered.
  }
}

import { element } from '../controls.js';
import { deck } from '../deck.js';
import type { Listening } from '../open-sheet.js';
import { readPlayerData, type Track } from '../player-data.js';
import { rememberVolume } from '../remember.js';
import { openDialog, section, textButton } from './dialog.js';
import { listKeys } from './keys.js';
import { buildQueue } from './queue.js';
import { shareSentence } from './share-sentence.js';
import { sleepTimer, type SleepChoice } from './sleep.js';
import { loadWordsOfSheet, type Words } from './words-of.js';

/** What was done stands there for so long. */
const SAID_MS = 6000;
const MINUTES = [5, 15, 30, 45, 60];

/** Timer, volume, sharing, queue and keys; or the keys alone. */
export async function openSheet({ track, sentence, part }: Listening): Promise<void> {
  const words = await loadWordsOfSheet();
  document.querySelector<HTMLDialogElement>('dialog.sheet')?.close();
  if (part === 'keys') return void openDialog(words('keys'), words('close'), listKeys(words));
  const status = element('p', 'sheet-status');
  status.setAttribute('role', 'status');
  let quiet = 0;
  const say = (text: string): void => {
    status.textContent = text;
    clearTimeout(quiet);
    quiet = setTimeout(() => (status.textContent = ''), SAID_MS);
  };
  const parts = [section(words('sleepTimer'), buildSleep(words, await chaptersOf(deck.track ?? track)))];
  if (canSetVolume()) parts.push(section(words('volume'), buildVolume(words)));
  if (sentence) parts.push(section(words('thisSentence'), shareSentence({ track, sentence, words, say })));
  parts.push(section(words('queue'), buildQueue(track, words, say)));
  const keys = textButton(words('keys'), () => void openSheet({ track, sentence, part: 'keys' }));
  keys.classList.add('sheet-keys');
  openDialog(words('player'), words('close'), ...parts, keys, status);
}

/** What lists do not tell of an episode its page does. */
async function chaptersOf(track: Track): Promise<NonNullable<Track['chapters']>> {
  if (track.chapters) return track.chapters;
  const html = await fetch(track.href)
    .then((answer) => answer.text())
    .catch(() => '');
  return readPlayerData(new DOMParser().parseFromString(html, 'text/html'), track.href)?.chapters ?? [];
}

function buildSleep(words: Words, chapters: NonNullable<Track['chapters']>): HTMLElement {
  const select = document.createElement('select');
  select.className = 'sheet-select';
  select.setAttribute('aria-label', words('sleepTimer'));
  select.append(new Option(words('timerOff'), ''));
  for (const minutes of MINUTES) select.append(new Option(`${minutes} ${words('minutes')}`, String(minutes)));
  if (chapters.length > 1) select.append(new Option(words('endOfChapter'), 'chapter'));
  select.append(new Option(words('endOfEpisode'), 'episode'));
  select.value = String(sleepTimer.choice ?? '');
  const left = element('p', 'sheet-left', sleepTimer.tellsLeft(words));
  const show = (): void => {
    if (!left.isConnected) return deck.audio.removeEventListener('sleepchange', show);
    left.textContent = sleepTimer.tellsLeft(words);
    select.value = String(sleepTimer.choice ?? '');
  };
  select.addEventListener('change', () => {
    const choice = Number(select.value) || (select.value as '' | 'chapter' | 'episode');
    sleepTimer.set(choice === '' ? undefined : (choice satisfies SleepChoice), chapters);
    show();
  });
  deck.audio.addEventListener('sleepchange', show);
  const row = element('div', 'sheet-row');
  row.append(select, left);
  return row;
}

/** Some devices leave it to their own keys and stay at 1. */
function canSetVolume(): boolean {
  const probe = document.createElement('audio');
  probe.volume = 0.5;
  return probe.volume === 0.5;
}

function buildVolume(words: Words): HTMLElement {
  const { audio } = deck;
  const slider = document.createElement('input');
  slider.type = 'range';
  slider.className = 'player-slider';
  slider.max = '100';
  slider.step = '5';
  slider.setAttribute('aria-label', words('volume'));
  const show = (): void => {
    const percent = audio.muted ? 0 : Math.round(sleepTimer.fullVolume() * 100);
    slider.value = String(percent);
    slider.setAttribute('aria-valuetext', `${percent} %`);
    slider.style.setProperty('--progress', `${percent}%`);
  };
  slider.addEventListener('input', () => {
    audio.muted = false;
    const volume = Number(slider.value) / 100;
    sleepTimer.setVolume(volume);
    rememberVolume(volume);
    show();
  });
  show();
  const track = element('div', 'player-track');
  track.append(slider);
  return track;
}

import { formatClock } from '../player/clock.js';
import type { CompanionData } from './companion-data.js';
import { make, makeButton, signOf } from './elements.js';
import type { Sound } from './sound.js';

const BACK_SECONDS = 15;
const FORWARD_SECONDS = 30;
const SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2];

export type Bar = {
  readonly root: HTMLElement;
  /** Stops, and shows the sentence in the text. */
  readonly read: HTMLButtonElement;
  /** Plays from where one reads. */
  readonly hear: HTMLButtonElement;
  readonly follow: HTMLButtonElement;
  /** Shows {@link Bar.more}. */
  readonly device: HTMLButtonElement;
  readonly more: HTMLElement;
  readonly status: HTMLElement;
  /** @param sentence Shown where the page does not have it. */
  show(seconds: number, sentence?: string): void;
  /** Shows every control. */
  open(): void;
};

/** The controls of an episode; where nothing was played yet, one button. */
export function buildBar(data: CompanionData, sound: Sound): Bar {
  const { labels } = data;
  const label = (name: string): string => labels[name] ?? '';
  const durationSeconds = data.durationMs / 1000;
  const length = formatClock(durationSeconds);
  const play = makeButton('play', `${label('play')}: ${data.title}`, 'play');
  const what = make('span', { className: 'what', lang: data.episodeLanguage, textContent: `${data.show} · ${length}` });
  const title = make('a', {
    className: 'title',
    lang: data.episodeLanguage,
    href: data.url,
    target: '_top',
    textContent: data.title,
  });
  const read = makeButton('read', label('readFromHere'), 'turns');
  const hear = makeButton('hear', label('listenFromHere'), 'turns');
  const device = makeButton('device', label('otherDevice'));
  device.ariaExpanded = 'false';
  const follow = makeButton('follow', label('follow'));
  const back = makeButton('back', label('back'));
  const forward = makeButton('forward', label('forward'));
  const slider = make('input', { type: 'range', min: '0', step: '1', ariaLabel: label('position') });
  slider.max = String(Math.max(1, Math.floor(durationSeconds)));
  const time = make('span', { className: 'time' });
  const speed = make(
    'select',
    { ariaLabel: label('speed') },
    SPEEDS.map((value) => new Option(`${value}×`, String(value), value === 1, value === 1)),
  );
  const chapters = make(
    'select',
    { ariaLabel: label('chapters'), className: 'chapters', hidden: data.chapters.length < 2 },
    data.chapters.map(({ title: name, startMs }) => new Option(name, String(startMs / 1000))),
  );
  const more = make('div', { className: 'more', hidden: true });
  const status = make('p', { className: 'status', role: 'status' });
  const rows = [
    make('div', { className: 'row' }, [back, slider, time, forward]),
    make('div', { className: 'row' }, [speed, chapters, make('span', { className: 'wide' }), follow, hear, device]),
  ];
  for (const row of rows) row.hidden = true;
  const first = make('div', { className: 'row' }, [play, make('span', { className: 'about' }, [title, what]), read]);
  read.hidden = true;
  const root = make('section', { className: 'bar', ariaLabel: label('player'), lang: data.language }, [
    first,
    ...rows,
    status,
    more,
  ]);
  root.dir = data.direction;

  play.addEventListener('click', sound.toggle);
  back.addEventListener('click', () => sound.seek(sound.seconds() - BACK_SECONDS));
  forward.addEventListener('click', () => sound.seek(sound.seconds() + FORWARD_SECONDS));
  slider.addEventListener('input', () => sound.seek(Number(slider.value)));
  speed.addEventListener('change', () => (sound.audio.playbackRate = Number(speed.value)));
  chapters.addEventListener('change', () => sound.playFrom(Number(chapters.value)));
  for (const event of ['play', 'pause'])
    sound.audio.addEventListener(event, () => {
      const isPlaying = !sound.audio.paused;
      play.replaceChildren(signOf(isPlaying ? 'pause' : 'play'));
      play.title = play.ariaLabel = `${label(isPlaying ? 'pause' : 'play')}: ${data.title}`;
    });
  sound.audio.addEventListener('error', () => (status.textContent = label('soundFailed')));
  sound.audio.addEventListener('playing', () => (status.textContent = ''));

  return {
    root,
    read,
    hear,
    follow,
    device,
    more,
    status,
    show(seconds, sentence) {
      slider.value = String(Math.floor(seconds));
      time.textContent = `${formatClock(seconds)} / ${length}`;
      slider.setAttribute('aria-valuetext', `${formatClock(seconds)} ${label('of')} ${length}`);
      const chapter = data.chapters.findLastIndex(({ startMs }) => startMs <= seconds * 1000);
      if (document.activeElement !== chapters) chapters.selectedIndex = Math.max(0, chapter);
      what.textContent = sentence ?? `${data.show} · ${length}`;
    },
    open() {
      for (const row of [...rows, read]) row.hidden = false;
    },
  };
}

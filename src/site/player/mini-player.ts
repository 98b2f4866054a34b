import { chapterFrom } from './chapters.js';
import { formatClock } from './clock.js';
import { button, buildSlider, element, icon } from './controls.js';
import { deck } from './deck.js';
import { enableKeys } from './keyboard.js';
import { openSheet } from './open-sheet.js';

/**
 * The small player at the foot of every page, there once something was begun and its own player is not on the page. It
 * holds the audio element and stays while pages change.
 */
export function buildBar(labels: Readonly<Record<string, string>>): HTMLElement {
  const label = (name: string): string => labels[name] ?? name;
  const { audio } = deck;
  const bar = element('div', 'bar');
  bar.setAttribute('role', 'region');
  bar.setAttribute('aria-label', label('player'));
  const play = button(label('play'), 'bar-play', icon('play', 'icon-play'), icon('pause', 'icon-pause'));
  const title = document.createElement('a');
  title.className = 'bar-title';
  const slider = buildSlider(0, label('position'));
  const track = element('div', 'player-track');
  track.append(slider);
  const time = element('span', 'player-time');
  const next = button(label('nextEpisode'), 'bar-tool', icon('next'));
  const more = button(label('more'), 'bar-tool', icon('more'));
  more.setAttribute('aria-haspopup', 'dialog');
  const close = button(label('closePlayer'), 'bar-tool', icon('close'));
  audio.hidden = true;
  bar.append(audio, play, title, track, time, next, more, close);

  const show = (): void => {
    const current = deck.track;
    const isOwnPage = current?.href === location.href.replace(/[?#].*$/, '');
    bar.hidden =
      !current || !deck.isStarted || (isOwnPage && document.querySelector('lector-player.is-ready') !== null);
    document.body.classList.toggle('has-bar', !bar.hidden);
    if (!current) return;
    title.textContent = current.title;
    title.href = current.href;
    next.hidden = !deck.next();
    const [seconds, duration] = [deck.seconds, Math.round(current.durationMs / 1000)];
    slider.max = String(Math.max(1, duration));
    slider.value = String(Math.floor(seconds));
    slider.setAttribute('aria-valuetext', `${formatClock(seconds)} ${label('of')} ${formatClock(duration)}`);
    slider.style.setProperty(
      '--progress',
      `${duration > 0 ? Math.min(100, (seconds / duration) * 100).toFixed(3) : 0}%`,
    );
    time.textContent = `${formatClock(seconds)} / ${formatClock(duration)}`;
    play.setAttribute('aria-label', label(audio.paused ? 'play' : 'pause'));
    bar.classList.toggle('is-playing', !audio.paused);
  };
  play.addEventListener('click', deck.toggle);
  slider.addEventListener('input', () => deck.seek(Number(slider.value)));
  next.addEventListener('click', deck.playNext);
  const openMore = (part?: 'keys'): void => {
    if (deck.track) openSheet({ track: deck.track, part });
  };
  more.addEventListener('click', () => openMore());
  enableKeys(bar, {
    toggle: deck.toggle,
    seek: (by) => deck.seek(deck.seconds + by),
    step: (by) => deck.seek(chapterFrom(deck.track?.chapters ?? [], deck.seconds, by) ?? deck.seconds),
    stepSentence: () => undefined,
    more: openMore,
  });
  close.addEventListener('click', () => {
    deck.close();
    document.querySelector<HTMLElement>('#content')?.focus();
  });
  for (const event of [
    'play',
    'pause',
    'ended',
    'trackchange',
    'timeupdate',
    'seeked',
    'loadedmetadata',
    'queuechange',
  ])
    audio.addEventListener(event, show);
  addEventListener('pagechange', show);
  show();
  return bar;
}

import { formatClock } from './clock.js';
import { readLabels, type PlayerData } from './player-data.js';

/** The parts of the player a listener sees. */
export type Controls = {
  readonly root: HTMLElement;
  readonly play: HTMLButtonElement;
  readonly back: HTMLButtonElement;
  readonly forward: HTMLButtonElement;
  readonly previousChapter: HTMLButtonElement;
  readonly nextChapter: HTMLButtonElement;
  readonly slider: HTMLInputElement;
  readonly elapsed: HTMLElement;
  readonly chapter: HTMLElement;
  readonly speed: HTMLSelectElement;
  readonly follow: HTMLButtonElement;
  readonly share: HTMLButtonElement;
  readonly more: HTMLButtonElement;
  /** The picture that belongs to what is heard; there only where the episode has pictures. */
  readonly picture: HTMLButtonElement;
  /** Read out by screen readers when it changes. */
  readonly status: HTMLElement;
};

const MAX_TICKS = 30;
const SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2];
/** Paths on a grid of 24. */
const ICONS = {
  play: 'M8 5.2v13.6a.7.7 0 0 0 1.07.6l10.7-6.8a.7.7 0 0 0 0-1.2L9.07 4.6A.7.7 0 0 0 8 5.2z',
  pause: 'M7 5h3.5v14H7zM13.5 5H17v14h-3.5z',
  back: 'M12 5V1.8L6.8 6 12 10.2V7a6 6 0 1 1-6 6H4a8 8 0 1 0 8-8z',
  forward: 'M12 5V1.8L17.2 6 12 10.2V7a6 6 0 1 0 6 6h2a8 8 0 1 1-8-8z',
  previous: 'M6 5h2v14H6zM20 5.8v12.4a.6.6 0 0 1-.93.5L9.6 12.5a.6.6 0 0 1 0-1l9.47-6.2a.6.6 0 0 1 .93.5z',
  next: 'M16 5h2v14h-2zM4 5.8v12.4a.6.6 0 0 0 .93.5l9.47-6.2a.6.6 0 0 0 0-1L4.93 5.3a.6.6 0 0 0-.93.5z',
  close: 'M6.4 5 5 6.4l5.6 5.6L5 17.6 6.4 19l5.6-5.6 5.6 5.6 1.4-1.4-5.6-5.6L19 6.4 17.6 5 12 10.6z',
  share: 'M12 2.5 7.5 7l1.4 1.4L11 6.3V15h2V6.3l2.1 2.1L16.5 7zM5 11v9a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1v-9h-2v8H7v-8z',
  more: 'M5 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4zm7 0a2 2 0 1 0 0 4 2 2 0 0 0 0-4zm7 0a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  add: 'M3 5h13v2H3zM3 10h13v2H3zM3 15h8v2H3zM16 12.5h2V16h3.5v2H18v3.5h-2V18h-3.5v-2H16z',
  check: 'M3 5h13v2H3zM3 10h13v2H3zM3 15h7v2H3zM21.3 13.2l1.4 1.4-6.7 6.7-3.7-3.7 1.4-1.4 2.3 2.3z',
  up: 'M12 6l7 7-1.4 1.4L13 9.8V19h-2V9.8l-4.6 4.6L5 13z',
  down: 'M12 18l-7-7 1.4-1.4L11 14.2V5h2v9.2l4.6-4.6L19 11z',
  follow: 'M4 5h16v2H4zM4 9h10v2H4zM4 13h16v2H4zM4 17h10v2H4z',
} as const;

export function buildControls({ chapters, pictures, durationMs, labels: own }: PlayerData): Controls {
  const labels = { ...readLabels(), ...own };
  const label = (name: string): string => labels[name] ?? name;
  const play = button(label('play'), 'player-play', icon('play', 'icon-play'), icon('pause', 'icon-pause'));
  const back = button(label('back'), 'player-skip', icon('back'), element('span', 'player-count', '15'));
  const forward = button(label('forward'), 'player-skip', icon('forward'), element('span', 'player-count', '30'));
  const previousChapter = button(label('previousChapter'), 'player-step', icon('previous'));
  const nextChapter = button(label('nextChapter'), 'player-step', icon('next'));
  const follow = button(label('follow'), 'player-tool', icon('follow'));
  const share = button(label('share'), 'player-tool', icon('share'));
  const more = button(label('more'), 'player-tool', icon('more'));
  more.setAttribute('aria-haspopup', 'dialog');
  const picture = button(label('showPicture'), 'player-picture', document.createElement('img'));
  picture.hidden = true;
  const slider = buildSlider(durationMs, label('position'));
  const speed = buildSpeed(label('speed'));
  const elapsed = element('span', 'player-time', formatClock(0));
  const duration = element('span', 'player-time', formatClock(Math.round(durationMs / 1000)));
  const chapter = element('p', 'player-chapter');
  const status = element('p', 'player-status');
  status.setAttribute('role', 'status');

  const hasChapters = chapters.length > 1;
  const buttons = element('div', 'player-buttons');
  buttons.append(...(hasChapters ? [previousChapter, back, play, forward, nextChapter] : [back, play, forward]));
  const track = element('div', 'player-track');
  // More would be a comb.
  const ticks = chapters.length > MAX_TICKS ? [] : chapters.slice(1);
  track.append(slider, ...ticks.map(({ startMs }) => tick(startMs / durationMs)));
  const timeline = element('div', 'player-timeline');
  timeline.append(elapsed, track, duration);
  const tools = element('div', 'player-tools');
  const hasText = document.querySelector('[data-start]') !== null;
  share.classList.add('player-share');
  tools.append(speed, ...(hasText ? [follow] : []), share, more);
  const root = element('div', 'player');
  root.setAttribute('role', 'group');
  root.setAttribute('aria-label', label('player'));
  root.append(...(pictures ? [picture] : []), buttons, chapter, timeline, tools, status);
  root.classList.toggle('has-pictures', pictures !== undefined);
  return {
    root,
    play,
    back,
    forward,
    previousChapter,
    nextChapter,
    slider,
    elapsed,
    chapter,
    speed,
    follow,
    share,
    more,
    picture,
    status,
  };
}

export function buildSlider(durationMs: number, label: string): HTMLInputElement {
  const slider = document.createElement('input');
  slider.type = 'range';
  slider.className = 'player-slider';
  slider.min = '0';
  slider.max = String(Math.max(1, Math.round(durationMs / 1000)));
  slider.step = '1';
  slider.value = '0';
  slider.setAttribute('aria-label', label);
  return slider;
}

function buildSpeed(label: string): HTMLSelectElement {
  const select = document.createElement('select');
  select.className = 'player-speed';
  select.setAttribute('aria-label', label);
  for (const speed of SPEEDS) select.append(new Option(`${speed}×`, String(speed), speed === 1, speed === 1));
  return select;
}

function tick(share: number): HTMLElement {
  const mark = element('span', 'player-tick');
  mark.setAttribute('aria-hidden', 'true');
  mark.style.setProperty('--at', `${(share * 100).toFixed(3)}%`);
  return mark;
}

export function button(label: string, className: string, ...content: Node[]): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = className;
  made.title = label;
  made.setAttribute('aria-label', label);
  made.append(...content);
  return made;
}

export function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

export function icon(name: keyof typeof ICONS, className = ''): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', `icon ${className}`.trim());
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

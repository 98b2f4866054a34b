import type { Item, Message } from './messages.js';
import { openPanel } from './panel.js';

const SLUG = /^\/(?:episodes|drafts)\/([^/]+)\//u.exec(location.pathname)?.[1];
const own = document.querySelector<HTMLScriptElement>('script[data-token]');
const token = own?.dataset['token'] ?? '';
const panel = openPanel({
  approve: own?.dataset['approve'] === undefined ? undefined : approve,
  reload: () => location.reload(),
});

/** Where this tab keeps the number of the last sentence it played: one that came while it was loaded anew comes again. */
const HEARD = 'lector-heard';
/** Sounds that wait for their turn. */
const queue: { readonly src: string; readonly text: string; readonly number: string }[] = [];
const audio = new Audio();
let isStale = false;

function approve(slug: string): Promise<string | undefined> {
  const headers = { 'X-Lector-Token': token };
  return fetch('/-/approve', { method: 'POST', headers, body: decodeURIComponent(slug) }).then(
    async (response) => (response.ok ? undefined : response.text()),
    (error: unknown) => String(error),
  );
}

/** What the page itself plays. */
function isPlaying(): boolean {
  return [...document.querySelectorAll('audio')].some(({ paused, ended }) => !paused && !ended);
}

function heard(message: Message & { type: 'sentence' }, number: string): void {
  const isHere =
    SLUG === undefined ? document.visibilityState === 'visible' : decodeURIComponent(SLUG) === message.slug;
  if (!isHere) return;
  for (const player of document.querySelectorAll('audio')) player.pause();
  queue.push({ ...message, number });
  if (audio.paused || audio.ended) next();
}

function next(): void {
  const sound = queue.shift();
  if (!sound) return reloadWhenQuiet();
  audio.src = sound.src;
  panel.showSentence(sound.text, () => void play(sound.number));
  void play(sound.number);
}

/** A browser plays nothing on a page nobody has touched yet: then the button is there. */
function play(number: string): Promise<void> {
  return audio.play().then(
    () => {
      sessionStorage.setItem(HEARD, number);
      panel.setPlaying(true);
    },
    () => panel.setPlaying(false),
  );
}

audio.addEventListener('ended', next);
audio.addEventListener('error', next);

function built(paths: readonly string[]): void {
  const isOfShow = SLUG === undefined || !location.pathname.startsWith('/drafts/');
  const page = `${decodeURIComponent(location.pathname).slice(1)}${location.pathname.endsWith('/') ? 'index.html' : ''}`;
  const used = [...document.querySelectorAll('link[href], script[src], img[src]')].map((element) =>
    new URL(element.getAttribute('href') ?? element.getAttribute('src') ?? '', location.href).pathname.slice(1),
  );
  const isShown = location.pathname.startsWith('/drafts/') || [page, ...used].some((path) => paths.includes(path));
  if (!isShown && isOfShow) return;
  isStale = true;
  reloadWhenQuiet();
}

/** A page that is listened to is left as it is until it is quiet, unless its reader asks. */
function reloadWhenQuiet(): void {
  if (!isStale || queue.length > 0 || (!audio.paused && !audio.ended)) return;
  if (!isPlaying()) return location.reload();
  panel.offerReload();
}
document.addEventListener('pause', reloadWhenQuiet, true);

function mark(items: readonly Item[]): void {
  const known = new Map(items.map((item) => [item.slug, item]));
  for (const badge of document.querySelectorAll('[data-lector-mark]')) badge.remove();
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href]')) {
    const [, slug = ''] = /\/episodes\/([^/]+)\/$/u.exec(new URL(link.href).pathname) ?? [];
    const item = known.get(decodeURIComponent(slug));
    if (!item || item.state === 'published' || (link.textContent ?? '').trim() !== item.title) continue;
    const badge = document.createElement('span');
    badge.dataset['lectorMark'] = item.state;
    badge.textContent = item.state;
    Object.assign(badge.style, {
      marginInlineStart: '.5em',
      padding: '0 .5em',
      border: '1px solid currentColor',
      borderRadius: '1em',
      font: '600 .75rem/1.5 system-ui, sans-serif',
      whiteSpace: 'nowrap',
    });
    link.after(badge);
  }
  const here = SLUG === undefined ? undefined : known.get(decodeURIComponent(SLUG));
  panel.showItem(here);
}

const told = new URLSearchParams({ page: location.pathname, after: sessionStorage.getItem(HEARD) ?? '' });
const events = new EventSource(`/-/events?${told}`);
events.addEventListener('open', () => panel.setConnected(true));
events.addEventListener('error', () => panel.setConnected(false));
events.addEventListener('message', ({ data, lastEventId }: MessageEvent<string>) => {
  const message = JSON.parse(data) as Message;
  if (message.type === 'sentence') heard(message, lastEventId);
  else if (message.type === 'built') built(message.paths);
  else {
    if (sessionStorage.getItem(HEARD) === null) sessionStorage.setItem(HEARD, lastEventId);
    mark(message.items);
    panel.showFindings(message.findings, message.isBuilding);
  }
});

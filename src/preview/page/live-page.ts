import { openPanel } from './panel.js';

/** What a page is told; `src/preview/live.ts` sends it. */
export type Message =
  | {
      readonly type: 'state';
      readonly isBuilding: boolean;
      readonly findings: readonly Told[];
      readonly items: readonly Item[];
    }
  | {
      readonly type: 'sentence';
      readonly slug: string;
      readonly title: string;
      readonly text: string;
      readonly src: string;
    }
  | { readonly type: 'built'; readonly paths: readonly string[] };

/** A finding as it is shown. */
export type Told = {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly place?: { readonly file: string; readonly line?: number };
};

export type Item = { readonly slug: string; readonly title: string; readonly state: string; readonly why?: string };

const SLUG = /^\/(?:episodes|drafts)\/([^/]+)\//u.exec(location.pathname)?.[1];
const own = document.querySelector<HTMLScriptElement>('script[data-token]');
const token = own?.dataset['token'] ?? '';
const panel = openPanel({
  approve: own?.dataset['approve'] === undefined ? undefined : approve,
  reload: () => location.reload(),
});

/** Sounds that wait for their turn. */
const queue: { readonly src: string; readonly text: string }[] = [];
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

function heard(message: Message & { type: 'sentence' }): void {
  const isHere =
    SLUG === undefined ? document.visibilityState === 'visible' : decodeURIComponent(SLUG) === message.slug;
  if (!isHere) return;
  for (const player of document.querySelectorAll('audio')) player.pause();
  queue.push(message);
  if (audio.paused || audio.ended) next();
}

function next(): void {
  const sound = queue.shift();
  if (!sound) return reloadWhenQuiet();
  audio.src = sound.src;
  panel.showSentence(sound.text, () => void play());
  void play();
}

/** A browser plays nothing on a page nobody has touched yet: then the button is there. */
function play(): Promise<void> {
  return audio.play().then(
    () => panel.setPlaying(true),
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

const events = new EventSource(`/-/events?page=${encodeURIComponent(location.pathname)}`);
events.addEventListener('open', () => panel.setConnected(true));
events.addEventListener('error', () => panel.setConnected(false));
events.addEventListener('message', ({ data }: MessageEvent<string>) => {
  const message = JSON.parse(data) as Message;
  if (message.type === 'sentence') heard(message);
  else if (message.type === 'built') built(message.paths);
  else {
    mark(message.items);
    panel.showFindings(message.findings, message.isBuilding);
  }
});

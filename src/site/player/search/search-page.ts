import { formatClock } from '../clock.js';
import { button, element, icon } from '../controls.js';
import { deck } from '../deck.js';
import type { PlayerData } from '../player-data.js';
import { findEpisodes, type FoundEpisode } from './search-episodes.js';

/** While somebody writes, it is not looked for. */
const PAUSE_MS = 200;

/** Makes the field of the search page find what was said while it is written, and what is found play where it stands. */
export function searchOn(host: HTMLElement, signal: AbortSignal): void {
  const form = host.querySelector('form');
  const field = host.querySelector<HTMLInputElement>('input[type=search]');
  const list = host.querySelector('ol');
  const status = host.querySelector('[role=status]');
  if (!form || !field || !list || !status) return;
  const label = (name: string): string => host.dataset[name] ?? '';
  const more = button(label('more'), 'button');
  more.textContent = label('more');
  more.hidden = true;
  list.after(more);
  let turn = 0;
  let timer = 0;
  let results: AsyncIterator<readonly FoundEpisode[]> | undefined;

  /** @param isAsked Whether somebody asked for more, and is led there. */
  async function show(isMore: boolean, isAsked = isMore): Promise<void> {
    const own = turn;
    list?.setAttribute('aria-busy', 'true');
    try {
      const { value = [], done = true } = (await results?.next()) ?? {};
      if (own !== turn || signal.aborted) return;
      const shown = (value as readonly FoundEpisode[]).map((episode) => toItem(episode, label('play')));
      if (isMore) list?.append(...shown);
      else list?.replaceChildren(...shown);
      const count = list?.children.length ?? 0;
      tell(count === 0 ? label('none') : `${label('found')}: ${count}`);
      more.hidden = done === true || shown.length === 0;
      if (isAsked) shown[0]?.querySelector('a')?.focus();
      // The one that is certain comes alone: others may follow.
      if (!isMore && count === 1 && done !== true) await show(true, false);
    } catch {
      if (own !== turn || signal.aborted) return;
      tell(label('failed'));
      more.hidden = true;
    } finally {
      if (own === turn) list?.removeAttribute('aria-busy');
    }
  }

  function tell(text: string): void {
    if (status) status.textContent = text;
  }

  function search(): void {
    clearTimeout(timer);
    turn += 1;
    const query = field?.value.trim() ?? '';
    const address = query === '' ? location.pathname : `?${new URLSearchParams({ q: query })}`;
    history.replaceState(history.state, '', address);
    if (query === '') {
      list?.replaceChildren();
      tell('');
      more.hidden = true;
      return;
    }
    results = findEpisodes(query);
    void show(false);
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    search();
  });
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE_MS);
  });
  more.addEventListener('click', () => void show(true));
  enableKeys(host, field);
  // Somebody may have begun to write before this was loaded.
  field.value ||= new URLSearchParams(location.search).get('q') ?? '';
  if (field.value !== '') search();
  else field.focus({ preventScroll: true });
}

/** Down and up go through what was found, Escape and the slash back to the field; in the field Escape empties it. */
function enableKeys(host: HTMLElement, field: HTMLInputElement): void {
  host.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key, target } = event;
    const isInField = target === field;
    if (key === '/' ? isInField : !['ArrowDown', 'ArrowUp', 'Escape'].includes(key)) return;
    if (key === 'Escape' || key === '/') {
      if (isInField) return;
      field.focus();
    } else {
      const links = [...host.querySelectorAll<HTMLElement>('.passage a')];
      const item = target instanceof Element ? target.closest('.passage')?.querySelector('a') : undefined;
      const at = item ? links.indexOf(item) : -1;
      const next = links[at + (key === 'ArrowDown' ? 1 : -1)];
      if (!next && key === 'ArrowDown') return;
      (next ?? field).focus();
    }
    event.preventDefault();
  });
}

function toItem({ data, language, date, passages }: FoundEpisode, play: string): HTMLElement {
  const item = element('li', 'found');
  if (language !== '') item.lang = language;
  const title = document.createElement('a');
  title.href = data.href;
  title.textContent = data.title;
  const heading = element('h2', 'found-title');
  heading.append(title);
  const meta = element(
    'p',
    'card-meta',
    [date, formatClock(Math.round(data.durationMs / 1000))].filter(Boolean).join(' · '),
  );
  const said = element('ul', 'passages');
  for (const { startMs, text, marks } of passages) {
    const seconds = startMs / 1000;
    const start = (): void => {
      deck.load(data, seconds);
      deck.play();
    };
    const link = document.createElement('a');
    link.href = `${data.href}#t=${seconds}${data.edition && `&a=${data.edition}`}`;
    // It plays at once where it may; the page it leads to goes on with it.
    link.addEventListener('click', (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) start();
    });
    link.append(...withMarks(text, marks));
    const passage = element('li', 'passage');
    passage.append(playButton({ data, seconds, play, start }), link);
    said.append(passage);
  }
  item.append(heading, meta, said);
  return item;
}

function playButton(options: {
  readonly data: PlayerData;
  readonly seconds: number;
  readonly play: string;
  readonly start: () => void;
}): HTMLButtonElement {
  const { data, seconds, play, start } = options;
  const clock = formatClock(seconds);
  const made = button(
    `${play}: ${data.title}, ${clock}`,
    'play',
    icon('play', 'icon-play'),
    element('span', '', clock),
  );
  made.addEventListener('click', start);
  return made;
}

function withMarks(text: string, marks: readonly (readonly [number, number])[]): readonly (string | HTMLElement)[] {
  let at = 0;
  const parts = marks.flatMap(([start, end]) => {
    const before = text.slice(at, start);
    at = end;
    return [before, element('mark', '', text.slice(start, end))];
  });
  return [...parts, text.slice(at)];
}

import type { Item, Told } from './messages.js';

/** What lies over a page while it is worked on; nothing of it is published. */
export type Panel = {
  showFindings(findings: readonly Told[], isBuilding: boolean): void;
  showItem(item: Item | undefined): void;
  showSentence(text: string, play: () => void): void;
  setPlaying(isPlaying: boolean): void;
  setConnected(isConnected: boolean): void;
  offerReload(): void;
};

const STYLE = `
:host { all: initial; position: fixed; inset: auto 0 0; z-index: 2147483647; display: flex; flex-direction: column; align-items: center;
  gap: .5rem; padding: .75rem; pointer-events: none; font: 15px/1.45 system-ui, sans-serif; color: #1c1c1e; }
section { pointer-events: auto; box-sizing: border-box; width: min(46rem, 100%); background: #fff; border: 1px solid #c7c7cc; border-radius: .75rem;
  box-shadow: 0 .25rem 1.5rem #0003; padding: .75rem 1rem; overflow: auto; max-height: 45vh; overflow-wrap: anywhere; }
[hidden] { display: none !important; }
header, .row { display: flex; gap: .75rem; align-items: center; } header b, .row span { flex: 1; }
ul { list-style: none; margin: .5rem 0 0; padding: 0; } li { border-inline-start: .25rem solid #b58900; padding: .25rem .75rem; margin: .5rem 0; }
li.error { border-color: #c0392b; } code { font: 600 13px/1.4 ui-monospace, monospace; } .fix { margin: .15rem 0 0; color: #3a3a3c; }
button { font: inherit; min-height: 2.75rem; min-width: 2.75rem; padding: 0 .9rem; border: 1px solid #8e8e93; border-radius: .6rem; background: #f2f2f7; color: inherit; cursor: pointer; }
button:focus-visible { outline: 3px solid #0a60c2; outline-offset: 2px; } .primary { background: #0a60c2; border-color: #0a60c2; color: #fff; }
.badge { border: 1px solid; border-radius: 1rem; padding: 0 .6rem; font-weight: 600; white-space: nowrap; }
@media (prefers-color-scheme: dark) {
  :host { color: #f2f2f7; } section { background: #1c1c1e; border-color: #48484a; } .fix { color: #d1d1d6; } button { background: #2c2c2e; border-color: #636366; }
}`;

/** @param acts What its buttons do; without `approve` there is no such button. */
export function openPanel(acts: {
  readonly approve: ((slug: string) => Promise<string | undefined>) | undefined;
  readonly reload: () => void;
}): Panel {
  const host = document.createElement('lector-live');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];

  const item = section(root, 'This page');
  const sentence = section(root, 'Heard anew');
  const notice = section(root, 'Notice');
  const findings = section(root, 'What is to be mended');
  findings.setAttribute('role', 'alert');
  const append = (): void => void document.body.append(host);
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', append);
  else append();

  const playButton = button('▶', 'Play');
  const spoken = element('span', '');
  sentence.append(row(playButton, spoken));
  let play: () => void = () => undefined;
  playButton.addEventListener('click', () => play());

  let closed = '';
  let shown = '';
  const list = element('ul', '');
  const title = element('b', '');
  const close = button('×', 'Close');
  const head = document.createElement('header');
  head.append(title, close);
  findings.append(head, list);
  close.addEventListener('click', () => {
    closed = shown;
    findings.hidden = true;
  });

  return {
    showFindings(all, isBuilding) {
      const [errors, warnings] = ['error', 'warning'].map((kind) => all.filter(({ severity }) => severity === kind));
      const told = [...(errors ?? []), ...(warnings ?? [])];
      shown = JSON.stringify(told);
      if (told.length === 0) closed = '';
      findings.hidden = told.length === 0 || closed === shown;
      const counts = [count(errors?.length ?? 0, 'error'), count(warnings?.length ?? 0, 'warning')];
      title.textContent = `${counts.filter((text) => text !== '').join(', ')}${isBuilding ? ' · building…' : ''}`;
      list.replaceChildren(...told.map(toLine));
    },
    showItem(found) {
      item.hidden = found === undefined || found.state === 'published';
      if (!found || item.hidden) return;
      const badge = element('b', found.state);
      badge.className = 'badge';
      const why = element('span', found.why ?? '');
      item.replaceChildren(row(badge, why, ...approveButton(found, why, acts.approve)));
    },
    showSentence(text, onPlay) {
      play = onPlay;
      spoken.textContent = text;
      sentence.hidden = false;
    },
    setPlaying(isPlaying) {
      playButton.hidden = isPlaying;
    },
    setConnected(isConnected) {
      notice.hidden = isConnected;
      notice.replaceChildren(row(element('span', 'lector dev has stopped, or cannot be reached.')));
    },
    offerReload() {
      const again = button('Show it', 'Reload the page');
      again.addEventListener('click', acts.reload);
      notice.hidden = false;
      notice.replaceChildren(row(element('span', 'This page has changed. It is shown anew when you pause.'), again));
    },
  };
}

function approveButton(
  { slug, state }: Item,
  why: HTMLElement,
  approve: ((slug: string) => Promise<string | undefined>) | undefined,
): readonly HTMLElement[] {
  if (!approve || state !== 'review') return [];
  const act = button('Approve', 'Approve what is heard on this page');
  act.className = 'primary';
  act.addEventListener('click', () => {
    act.disabled = true;
    void approve(slug).then((failure) => {
      act.disabled = false;
      if (failure !== undefined) why.textContent = failure;
    });
  });
  return [act];
}

function toLine({ severity, code, message, hint, place }: Told): HTMLLIElement {
  const line = document.createElement('li');
  line.className = severity;
  const at = place ? ` ${place.file}${place.line === undefined ? '' : `:${place.line}`}` : '';
  line.append(element('code', `${code}${at}`), element('div', message));
  if (hint !== undefined) {
    const fix = element('p', `Fix: ${hint}`);
    fix.className = 'fix';
    line.append(fix);
  }
  return line;
}

function section(root: ShadowRoot, label: string): HTMLElement {
  const made = document.createElement('section');
  made.setAttribute('aria-label', label);
  made.hidden = true;
  root.append(made);
  return made;
}

function row(...parts: readonly HTMLElement[]): HTMLElement {
  const made = element('div', '');
  made.className = 'row';
  made.append(...parts);
  return made;
}

function button(text: string, label: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.setAttribute('aria-label', label);
  return made;
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function count(number: number, what: string): string {
  return number === 0 ? '' : `${number} ${what}${number === 1 ? '' : 's'}`;
}

import type * as Companion from './companion.js';

/** Written before this module when it is published: the folder of the others, and how many digits of a key name the file an article stands in. */
declare const PUBLISHED: { readonly folder: string; readonly digits: number };

/** Height of the controls before anything is played: kept free where an episode is known to be there. */
const HEIGHT_PX = 64;

const started = new WeakSet<Element>();

/** Starts every tag of this module in the page that was not started before: pages that change themselves call it again. */
export function start(): void {
  for (const script of document.querySelectorAll<HTMLScriptElement>('script[src]')) {
    if (script.src.split(/[?#]/)[0] !== import.meta.url.split(/[?#]/)[0] || started.has(script)) continue;
    started.add(script);
    const host = placeFor(script);
    if (!host) continue;
    const load = (): Promise<void> => fill(host, script);
    // Who comes for a certain second is taken there.
    if (/[#&]t=\d/.test(location.hash)) void load();
    else whenInView(host, () => void load());
  }
}

start();

/** Behind the tag, or behind what it names; before the first paragraph for a tag that stands in the head. */
function placeFor(script: HTMLScriptElement): HTMLElement | undefined {
  const host = document.createElement('div');
  const { place, url } = script.dataset;
  if (url) host.style.minHeight = `${HEIGHT_PX}px`;
  const named = place ? document.querySelector(place) : undefined;
  if (named) named.after(host);
  else if (document.body.contains(script)) script.after(host);
  else (document.querySelector('article p, main p') ?? document.body.firstChild)?.before(host);
  return host.isConnected ? host : undefined;
}

function whenInView(host: HTMLElement, then: () => void): void {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    then();
  });
  observer.observe(host);
}

/** Whatever goes wrong, the article is there as if there were no tag. */
async function fill(host: HTMLElement, script: HTMLScriptElement): Promise<void> {
  const canonical = document.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href;
  const address = new URL(script.dataset['url'] || canonical || location.href, location.href).href;
  try {
    const base = new URL('.', import.meta.url).href;
    const modules = new URL(PUBLISHED.folder, base).href;
    const companion = (await import(`${modules}companion.js`)) as typeof Companion;
    const data = await companion.findEpisode(address, { base, digits: PUBLISHED.digits });
    if (data) companion.openCompanion(data, { host });
    else host.remove();
  } catch {
    host.remove();
  }
}

/** Below this lies the site: this module lies two folders down. */
const ROOT = new URL('../../', import.meta.url).href;
/** Pages that were seen are at hand when one goes back. */
const pages = new Map<string, Promise<Document | undefined>>();
const MAX_PAGES = 20;

/**
 * Follows links within the site without leaving the document, so that what is heard goes on: the next page is fetched and
 * put in place of this one. Whatever cannot be done so is left to the browser.
 */
export function enableNavigation(options: {
  /** What stays, at the end of the body. */
  readonly stays: readonly HTMLElement[];
  readonly status: HTMLElement;
  readonly arrive: () => void;
}): void {
  history.scrollRestoration = 'manual';
  // Relative addresses in the head are of the page that came first, whatever the address is later.
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel=icon], link[rel=alternate]')) {
    link.setAttribute('href', link.href);
  }
  let shown = pageOf(location.href);
  addEventListener('pagehide', keepScroll);
  document.addEventListener('click', (event) => {
    const url = event.defaultPrevented || event.button !== 0 ? undefined : linkOf(event);
    if (!url) return;
    event.preventDefault();
    keepScroll();
    void go(url, () => history.pushState({}, '', url));
  });
  addEventListener('popstate', (event) => {
    if (pageOf(location.href) === shown) return;
    void go(location.href, () => undefined, scrollOf(event.state));
  });
  const scrollY = scrollOf(history.state);
  if (scrollY !== undefined && location.hash === '') scrollTo(0, scrollY);

  async function go(url: string, enter: () => void, scrollY?: number): Promise<void> {
    const asked = (shown = pageOf(url));
    const page = await fetchPage(asked);
    if (shown !== asked) return;
    if (!page) return void location.assign(url);
    enter();
    swap(page, options);
    options.arrive();
    options.status.textContent = document.title;
    const target =
      location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    const focused = target ?? document.getElementById('content');
    if (focused && !focused.hasAttribute('tabindex')) focused.tabIndex = -1;
    focused?.focus({ preventScroll: true });
    if (target && scrollY === undefined) target.scrollIntoView();
    else scrollTo({ top: scrollY ?? 0, behavior: 'instant' });
  }
}

function keepScroll(): void {
  history.replaceState({ ...(history.state as object | null), scrollY }, '');
}

function scrollOf(state: unknown): number | undefined {
  return (state as { scrollY?: number } | null)?.scrollY;
}

/** The address of a link that leads to another page of the site, to be opened here. */
function linkOf(event: MouseEvent): string | undefined {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return undefined;
  const isElsewhere = (link.target !== '' && link.target !== '_self') || link.hasAttribute('download');
  if (isElsewhere || !link.href.startsWith(ROOT) || pageOf(link.href) === pageOf(location.href)) return undefined;
  return /(?:\/|\.html)$/.test(new URL(link.href).pathname) && !link.href.includes('/transcript-')
    ? link.href
    : undefined;
}

function pageOf(url: string): string {
  return url.replace(/#.*$/, '');
}

function fetchPage(url: string): Promise<Document | undefined> {
  const known = pages.get(url);
  if (known) return known;
  const page = fetch(url)
    .then(async (answer) => {
      if (!answer.ok || !answer.headers.get('content-type')?.startsWith('text/html')) return undefined;
      const read = new DOMParser().parseFromString(await answer.text(), 'text/html');
      return isAlike(read) ? read : undefined;
    })
    .catch(() => undefined);
  pages.set(url, page);
  const [oldest] = pages.keys();
  if (pages.size > MAX_PAGES && oldest !== undefined) pages.delete(oldest);
  return page;
}

/** Whether a page has the style, the script and the policy of this one; after a new release it may not. */
function isAlike(page: Document): boolean {
  const marks = (of: Document): string =>
    [...of.querySelectorAll('link[rel=stylesheet], script[src], meta[http-equiv]')]
      .map(
        (one) =>
          (one.getAttribute('src') ?? one.getAttribute('href'))?.replace(/^.*\/(?=assets\/)/, '') ?? one.outerHTML,
      )
      .join();
  return page.getElementById('content') !== null && marks(page) === marks(document);
}

function swap(page: Document, { stays }: { readonly stays: readonly HTMLElement[] }): void {
  document.title = page.title;
  for (const name of ['lang', 'dir']) {
    document.documentElement.setAttribute(name, page.documentElement.getAttribute(name) ?? '');
  }
  for (const selector of ['link[rel=canonical]', 'meta[name=description]']) {
    const next = page.querySelector(selector);
    if (next) document.querySelector(selector)?.replaceWith(document.importNode(next, true));
  }
  for (const child of [...document.body.children]) if (!stays.some((one) => one === child)) child.remove();
  stays[0]?.before(...[...page.body.children].map((child) => document.importNode(child, true)));
}

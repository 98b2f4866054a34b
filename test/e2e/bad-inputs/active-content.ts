import { parseHTML } from 'linkedom';

const URL_ATTRIBUTES = ['href', 'src', 'action', 'formaction', 'data', 'xlink:href', 'poster', 'ping', 'srcset'];
const FORBIDDEN_ELEMENTS = 'iframe, object, embed, form, base, link[rel~="import"], meta[http-equiv="refresh"]';
/** The show itself, from any of its pages; one that is shown at any depth (404.html) says its address in whole. */
const HOME = String.raw`(?:(?:\.\./){0,3}|https?://pod\.example\.org/(?:show/)?)`;
/** The page's own scripts: the player, and data. */
const OWN_SCRIPT = new RegExp(`^${HOME}assets/[\\w./-]+\\.js$`, 'u');
const OWN_SEARCH = new RegExp(`^(?:${HOME}search/|\\./)$`, 'u');
const DATA_TYPES = ['application/ld+json', 'application/json'];

/** Everything in a piece of HTML that could act: foreign scripts, handlers, active addresses, forms and frames. */
export function findActiveContent(html: string): readonly string[] {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  const found: string[] = [];
  for (const element of document.querySelectorAll('*')) {
    const name = element.tagName.toLowerCase();
    if (name === 'script' && !isOwnScript(element)) found.push(`<script> ${element.textContent ?? ''}`);
    for (const { name: attribute, value } of element.attributes) {
      if (/^on/iu.test(attribute)) found.push(`${name} ${attribute}="${value}"`);
      if (/^(?:srcdoc|style)$/iu.test(attribute)) found.push(`${name} ${attribute}="${value}"`);
      if (URL_ATTRIBUTES.includes(attribute.toLowerCase()) && isActive(value))
        found.push(`${name} ${attribute}="${value}"`);
    }
  }
  for (const element of document.querySelectorAll(FORBIDDEN_ELEMENTS)) {
    if (!isOwnSearch(element)) found.push(`<${element.tagName.toLowerCase()}>`);
  }
  return found;
}

type Script = { getAttribute(name: string): string | null; readonly textContent: string | null };

function isOwnScript(element: Script): boolean {
  const source = element.getAttribute('src');
  if (source !== null) return OWN_SCRIPT.test(source);
  return DATA_TYPES.includes(element.getAttribute('type') ?? '');
}

/** Asks the show's own page of search, in the address. */
function isOwnSearch(element: Script & { readonly tagName: string }): boolean {
  const [action, method] = ['action', 'method'].map((name) => element.getAttribute(name) ?? '');
  return element.tagName === 'FORM' && method === 'get' && OWN_SEARCH.test(action ?? '');
}

/** Browsers skip white space and control characters in front of and inside a scheme. */
function isActive(url: string): boolean {
  const bare = url.replace(/[\u0000-\u0020\u007F-\u00A0\u200B-\u200F\uFEFF]/gu, '');
  return /^(?:javascript|vbscript|data|file):/iu.test(bare);
}

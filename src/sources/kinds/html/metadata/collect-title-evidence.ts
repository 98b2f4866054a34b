import {
  childElements,
  closest,
  elementsIn,
  rawText,
  visibleText,
  type MarkupElement,
} from '../../../../markup/element.js';
import { fingerprint } from '../tokens.js';
import { canParseUrl } from '../../../../model/text/can-parse-url.js';

/** What a page itself shows of where its title ends and its site's name begins; all as bare words. */
export type TitleEvidence = {
  /** Names the page gives its site: in its metadata, on what leads home, beside its copyright sign. */
  readonly siteNames: readonly string[];
  /** The name under which the site is registered: `harbourpost` of `www.harbourpost.example`. */
  readonly hostName?: string;
  /** First-level headings that do not lead home. */
  readonly headlines: readonly string[];
  /** Titles declared for other readers. */
  readonly declared: readonly string[];
  /** Lines that stand beside a headline and may be a part of it. */
  readonly besideHeadline: readonly string[];
};

/** Collects them in one walk over the page. */
export function collectTitleEvidence(
  root: MarkupElement,
  page: {
    readonly siteNames: readonly (string | undefined)[];
    readonly titles: readonly (string | undefined)[];
    readonly url: string | undefined;
  },
): TitleEvidence {
  const siteNames = new Set(page.siteNames.map(words));
  const headlines = new Set<string>();
  const besideHeadline = new Set<string>();
  const lower: string[] = [];
  let pageTitle = '';
  for (const element of elementsIn(root)) {
    const { tag, attributes } = element;
    if (tag === 'title') pageTitle = words(rawText(element));
    if (/^h[2-4]$/.test(tag) && element.textLength <= MAX_TITLE_CHARACTERS) lower.push(words(visibleText(element)));
    if (tag === 'link' && /^application\/(?:rss|atom)\+xml$/i.test(attributes['type'] ?? '')) {
      // WordPress: `Harbour Post » Feed`.
      siteNames.add(words(attributes['title']?.split(' » ')[0]));
    } else if (tag === 'a' && leadsHome(element, page.url) && !isInMenu(element)) {
      for (const label of homeLabels(element)) siteNames.add(words(label));
    } else if (tag === 'h1' && element.textLength > 0 && element.textLength <= MAX_TITLE_CHARACTERS) {
      if (isLinkHome(element, page.url)) continue;
      headlines.add(words(visibleText(element)));
      for (const line of linesBeside(element)) besideHeadline.add(words(line));
    }
  }
  siteNames.add(words(COPYRIGHT.exec(visibleText(root).slice(-MAX_FOOTER_CHARACTERS))?.[1]));
  // A page whose title is `The clock – The Sun`, and that shows `The Sun` above `The clock`, names its site first.
  for (const name of headlines) {
    const isSite = lower.some((title) => [`${title} ${name}`, `${name} ${title}`].includes(pageTitle));
    if (isSite) siteNames.add(name);
  }
  for (const names of [siteNames, headlines, besideHeadline]) names.delete('');
  const hostName = registeredName(page.url);
  return {
    siteNames: [...siteNames],
    headlines: [...headlines].filter((headline) => !siteNames.has(headline)),
    declared: page.titles.map(words).filter((title) => title !== '' && !siteNames.has(title)),
    besideHeadline: [...besideHeadline],
    ...(hostName !== undefined && { hostName }),
  };
}

function words(text: string | undefined): string {
  return fingerprint((text ?? '').normalize('NFKC'));
}

function leadsHome({ attributes }: MarkupElement, url: string | undefined): boolean {
  if (/(?:^|\s)home(?:\s|$)/i.test(attributes['rel'] ?? '')) return true;
  const href = attributes['href']?.trim() ?? '';
  if (href === '/') return true;
  if (url === undefined || !canParseUrl(href, url)) return false;
  const target = new URL(href, url);
  return target.pathname === '/' && target.hash === '' && target.search === '' && target.host === new URL(url).host;
}

/** An entry of a menu is called `Home`, in any language, and not by the name of the site. */
function isInMenu(link: MarkupElement): boolean {
  return closest(link, ({ tag }) => tag === 'nav' || tag === 'li') !== undefined;
}

function isLinkHome(heading: MarkupElement, url: string | undefined): boolean {
  const outer = closest(heading, ({ tag }) => tag === 'a');
  const inner = elementsIn(heading).find(({ tag }) => tag === 'a');
  return [outer, inner].some((link) => link !== undefined && leadsHome(link, url));
}

function homeLabels(link: MarkupElement): readonly string[] {
  const pictures = elementsIn(link).flatMap(({ tag, attributes }) => (tag === 'img' ? [attributes['alt'] ?? ''] : []));
  const { title = '', 'aria-label': label = '' } = link.attributes;
  return [visibleText(link), title, label, ...pictures].filter((text) => text.length <= MAX_NAME_CHARACTERS);
}

/** The short lines in the box a headline stands in: a kicker above it, a second line below it. */
function linesBeside(headline: MarkupElement): readonly string[] {
  const around = headline.parent === undefined ? [] : childElements(headline.parent);
  const near = around.filter((element) => element !== headline && element.textLength <= MAX_TITLE_CHARACTERS);
  return near.flatMap((element) => [visibleText(element), ...childElements(element).map(visibleText)]);
}

/** The label before the public suffix; two-part suffixes such as `co.uk` have a short first part. */
function registeredName(url: string | undefined): string | undefined {
  if (url === undefined || !canParseUrl(url)) return undefined;
  const labels = new URL(url).hostname
    .toLowerCase()
    .replace(/^www\./u, '')
    .split('.');
  const isTwoPart = labels.length > 2 && /^(?:co|com|org|net|gov|ac|edu)$/u.test(labels.at(-2) ?? '');
  return labels.at(isTwoPart ? -3 : -2)?.replaceAll('-', '');
}

const MAX_TITLE_CHARACTERS = 400;
const MAX_NAME_CHARACTERS = 60;
const MAX_FOOTER_CHARACTERS = 2_000;
const COPYRIGHT =
  /(?:©|\(c\)|\bcopyright\b)\s*(?:©\s*)?(?:\d{4}(?:\s*[-–]\s*\d{2,4})?,?\s*)?([\p{L}\p{N}][^.|,;©·–—\n]{1,48})/iu;

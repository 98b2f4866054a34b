import { closest, elementsIn, visibleText, type MarkupElement } from '../../../../markup/element.js';
import { similarity } from '../tokens.js';

/**
 * The heading that carries the article's title: the one most like the declared title or a part of it, else the page's
 * only `h1`.
 *
 * @param isWeak Whether the declared title may be that of the site, as the text of `<title>` may; then the only `h1`
 * of the `article` or `main` is stronger.
 */
export function findHeadline(
  root: MarkupElement,
  title: string | undefined,
  isWeak: boolean,
): MarkupElement | undefined {
  let best: MarkupElement | undefined;
  let bestScore = MIN_SIMILARITY;
  const firstLevel: MarkupElement[] = [];
  const parts = title === undefined ? [] : [title, ...title.split(TITLE_PARTS).filter((part) => part !== '')];
  for (const element of elementsIn(root)) {
    if (!/^h[1-4]$/.test(element.tag) || element.textLength === 0 || element.textLength > MAX_TITLE_CHARACTERS)
      continue;
    if (element.tag === 'h1') firstLevel.push(element);
    const text = visibleText(element);
    const isNamed = TITLE_NAMES.test(element.names);
    const bonus =
      (element.tag === 'h1' ? H1_BONUS : 0) + (isNamed ? NAME_BONUS : 0) - (isOfSite(element) ? SITE_MALUS : 0);
    const [whole = 0, ...others] = parts.map((part) => similarity(text, part));
    const score = Math.max(whole, isTitleTag(element) ? Math.max(0, ...others) : 0) + bonus;
    if (score > bestScore) {
      best = element;
      bestScore = score;
    }
  }
  if (best !== undefined) return best;
  const ofText = firstLevel.filter((element) => closest(element, ({ tag }) => HOME_TAGS.has(tag)) !== undefined);
  if (isWeak && ofText.length === 1) return ofText[0];
  const [only] = firstLevel;
  if (only === undefined || firstLevel.length > 1) return undefined;
  // A heading that shares no word with the declared title is the name of the site.
  return title === undefined || similarity(visibleText(only), title) > 0 ? only : undefined;
}

/** Whether a heading stands at the head of the page and not of an article. */
function isOfSite(element: MarkupElement): boolean {
  const head = closest(element, ({ tag }) => tag === 'header');
  return head !== undefined && closest(head, ({ tag }) => HOME_TAGS.has(tag)) === undefined;
}

/** Whether a heading is of the rank of a title, by its level or by its name. */
function isTitleTag({ tag, names }: MarkupElement): boolean {
  return tag === 'h1' || tag === 'h2' || TITLE_NAMES.test(names);
}

const HOME_TAGS: ReadonlySet<string> = new Set(['article', 'main']);
/** What stands between the title of an article and the name of its site. */
const TITLE_PARTS = /\s+[-–—|·•»:]+\s+/u;
const MIN_SIMILARITY = 0.5;
const H1_BONUS = 0.2;
/** Of two headings that are a part of the declared title each, one is the name of the site. */
const NAME_BONUS = 0.1;
const TITLE_NAMES = /(?:^|[\s_-])(?:title|headline)(?:$|[\s_-])/;
const SITE_MALUS = 0.3;
const MAX_TITLE_CHARACTERS = 400;

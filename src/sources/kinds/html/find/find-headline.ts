import { elementsIn, visibleText, type MarkupElement } from '../../../../markup/element.js';
import { similarity } from '../tokens.js';

/** The heading that carries the article's title: the one most like the declared title, else the page's only `h1`. */
export function findHeadline(root: MarkupElement, title: string | undefined): MarkupElement | undefined {
  let best: MarkupElement | undefined;
  let bestScore = MIN_SIMILARITY;
  const firstLevel: MarkupElement[] = [];
  for (const element of elementsIn(root)) {
    if (!/^h[1-3]$/.test(element.tag) || element.textLength === 0 || element.textLength > MAX_TITLE_CHARACTERS)
      continue;
    if (element.tag === 'h1') firstLevel.push(element);
    if (title === undefined) continue;
    const score = similarity(visibleText(element), title) + (element.tag === 'h1' ? H1_BONUS : 0);
    if (score > bestScore) {
      best = element;
      bestScore = score;
    }
  }
  const [only] = firstLevel;
  if (best !== undefined || only === undefined || firstLevel.length > 1) return best;
  // A heading that shares no word with the declared title is the name of the site.
  return title === undefined || similarity(visibleText(only), title) > 0 ? only : undefined;
}

const MIN_SIMILARITY = 0.5;
const H1_BONUS = 0.2;
const MAX_TITLE_CHARACTERS = 400;

import type { MarkupElement } from './element.js';

/** Whether a browser would not show an element, as far as it says so itself; what is for the ear alone is not hidden. */
export function isHiddenByItself({ attributes, tag }: MarkupElement): boolean {
  if (attributes['data-audio'] === 'only') return false;
  if ('hidden' in attributes && attributes['hidden'] !== 'until-found') return true;
  const isFormula = tag === 'math' || FORMULA_NAMES.test(attributes['class'] ?? '');
  return (attributes['aria-hidden'] === 'true' && !isFormula) || HIDING_STYLE.test(attributes['style'] ?? '');
}

/**
 * Why an element is no text of an article that stands alone, in Markdown or in a feed. A page is judged by much more
 * than its tags; see `kinds/html/clutter`.
 */
export function tagReason({ tag }: MarkupElement): string | undefined {
  return Object.hasOwn(REASONS, tag) ? REASONS[tag] : undefined;
}

const FORMULA_NAMES = /katex|mathjax|mwe-math/i;
const HIDING_STYLE =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?:\.0*)?(?:px|em|rem|pt|%)?\s*(?:!important\s*)?(?:;|$))/i;
const REASONS: Readonly<Record<string, string>> = {
  script: 'script', style: 'style', template: 'template', noscript: 'noscript', nav: 'navigation', form: 'form',
  button: 'form', select: 'form', textarea: 'form', dialog: 'dialog', svg: 'drawing', canvas: 'drawing',
  applet: 'plug-in', title: 'page-title', head: 'page-head',
}; // prettier-ignore

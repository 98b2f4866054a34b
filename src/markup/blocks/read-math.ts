import { toLine } from '../../model/text/clean-text.js';
import { elementsIn, visibleText, type MarkupElement } from '../element.js';

/** The TeX (or, without TeX, the text) of a formula that stands in a line; nothing for any other element. */
export function inlineMath(element: MarkupElement): string | undefined {
  if (element.tag === 'math') return texOf(element);
  if (element.tag === 'script')
    return /^math\/tex/i.test(element.attributes['type'] ?? '') ? ownText(element) : undefined;
  return isRenderedMath(element) ? texOf(element) : undefined;
}

/** The TeX of a formula set on a line of its own. */
export function displayMath(element: MarkupElement): string | undefined {
  const { tag, attributes, names } = element;
  if (tag === 'math') return attributes['display'] === 'block' ? texOf(element) : undefined;
  if (tag === 'script')
    return /^math\/tex;\s*mode=display/i.test(attributes['type'] ?? '') ? ownText(element) : undefined;
  return DISPLAY_NAMES.test(names) ? texOf(element) : undefined;
}

function isRenderedMath({ names }: MarkupElement): boolean {
  return names !== '' && RENDERED_NAMES.test(names);
}

function texOf(element: MarkupElement): string {
  let alternative: string | undefined;
  for (const inner of elementsIn(element)) {
    if (inner.tag === 'annotation' && /tex/i.test(inner.attributes['encoding'] ?? '')) return ownText(inner);
    alternative ??= inner.attributes['alttext'] ?? inner.attributes['data-latex'] ?? inner.attributes['data-tex'];
  }
  return toLine(alternative ?? visibleText(element));
}

function ownText({ children }: MarkupElement): string {
  return toLine(children.map((child) => (child.kind === 'text' ? child.text : '')).join(''));
}

/** Class names of KaTeX, MathJax 2 and 3, and MediaWiki. */
const RENDERED_NAMES = /(?:^|\s)(?:katex|math-jax|mathjax|mjx-container|mjx-math|mwe-math-element)(?:\s|$)/;
const DISPLAY_NAMES =
  /(?:^|\s)(?:katex-display|math-jax_display|mathjax_display|mjx-display|mwe-math-element-block)(?:\s|$)/;

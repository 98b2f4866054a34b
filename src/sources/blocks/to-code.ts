import type { Element } from 'hast';
import { present } from '../../model/present.js';
import { pushBlock, type FlowContext } from './flow.js';
import { attribute, isElement, rawText } from './tree.js';

const MATH: ReadonlySet<string> = new Set(['math', 'latex', 'tex', 'katex']);

/** A listing, or a formula where its language says so. */
export function toCode(element: Element, context: FlowContext): void {
  const inner = element.children.find((child) => isElement(child, 'code'));
  const code = rawText(element).replace(/^\n/u, '').replace(/\s+$/u, '');
  if (code === '') return;
  const classes =
    inner?.type === 'element' ? (attribute(inner, 'className') ?? '') : (attribute(element, 'className') ?? '');
  const language = /(?:^|\s)(?:language|lang)-([\w+#.-]{1,30})/u.exec(classes)?.[1];
  if (language !== undefined && MATH.has(language.toLowerCase())) {
    return pushBlock({ kind: 'math', tex: code }, { context, source: element });
  }
  pushBlock({ kind: 'code', code, ...present({ language }) }, { context, source: element });
}

import type { BlockDraft } from '../../model/text/block-text.js';
import { present } from '../../model/present.js';
import { childElements, rawText, type MarkupElement } from '../element.js';

/**
 * Preformatted text as code, its language taken from the class names highlighters use; a formula where it says that
 * it is one.
 */
export function readCode(element: MarkupElement): Extract<BlockDraft, { kind: 'code' | 'math' }> {
  const code = rawText(element)
    .replace(/\r\n?/g, '\n')
    .replace(/^\n|\s+$/g, '');
  const language = languageOfCode(element);
  return language !== undefined && MATH.has(language.toLowerCase())
    ? { kind: 'math', tex: code }
    : { kind: 'code', code, ...present({ language }) };
}

function languageOfCode(element: MarkupElement): string | undefined {
  const inner = childElements(element).find(({ tag }) => tag === 'code');
  const stated = element.attributes['data-lang'] ?? inner?.attributes['data-lang'];
  const names = `${element.attributes['class'] ?? ''} ${inner?.attributes['class'] ?? ''} ${stated ?? ''}`;
  const named = /(?:^|\s)(?:language|lang|highlight-source|brush:)[-\s]?([\w+#.-]{1,30})/i.exec(names)?.[1];
  return named ?? stated?.toLowerCase();
}

const MATH: ReadonlySet<string> = new Set(['math', 'latex', 'tex', 'katex']);

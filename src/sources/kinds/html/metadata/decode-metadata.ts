import { visibleText, type MarkupElement } from '../../../../markup/element.js';
import type { Provenance } from '../../../../model/article.js';
import { decodeReferences } from '../../../text/decode-references.js';

/**
 * Decodes the character references of a page's metadata. JSON-LD is no HTML, so what stands in it is decoded once;
 * what stands in tags was decoded by the parser, and a reference that is left there was escaped twice. One that the
 * page shows its readers in the same words is meant.
 */
export function referenceDecoder(root: MarkupElement): (value: string, from: Provenance) => string {
  let shown: string | undefined;
  return (value, from) =>
    decodeReferences(value, ({ reference, surroundings }) => {
      // Of an angle bracket written out twice it is likelier that an article on markup means it.
      if (from !== 'json-ld' && /^&(?:[lg]t|#6[02]);$/iu.test(reference)) return true;
      shown ??= visibleText(root);
      return shown.includes(surroundings);
    });
}

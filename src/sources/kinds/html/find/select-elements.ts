import { LectorError } from '../../../../errors.js';
import { quoteValue } from '../../../../model/text.js';
import type { MarkupElement } from '../../../../markup/element.js';
import type { Page } from '../parse-page.js';

/**
 * The elements CSS selectors name.
 *
 * @throws {@link LectorError} `E_CONFIG` for a selector that cannot be read.
 */
export function selectElements(page: Page, selectors: readonly string[]): readonly MarkupElement[] {
  return selectors.flatMap((selector) => {
    const found: MarkupElement[] = [];
    try {
      for (const node of page.document.querySelectorAll(selector)) {
        const element = page.copies.get(node);
        if (element !== undefined) found.push(element);
      }
    } catch (cause) {
      throw new LectorError('E_CONFIG', `The selector ${quoteValue(selector)} cannot be read.`, {
        hint: 'write a CSS selector such as ".share-bar" or "article > footer".',
        cause,
      });
    }
    return found;
  });
}

import { LectorError } from '../../errors.js';
import type { Block } from '../../model/article.js';
import { count } from '../../model/text.js';
import { textOfBlock } from '../../model/text/block-text.js';
import { countWords } from './count-words.js';
import type { SourceLimits } from '../limits.js';

/**
 * Refuses what cannot be narrated as an article. The title alone is none.
 *
 * @param options.minWords Fewest words of a text that was taken out of a page: fewer mean a wall or an error page.
 * @throws LectorError `E_NOTHING_TO_SAY`, `E_ARTICLE_SHORT`, `E_ARTICLE_LONG`.
 */
export function checkArticle(
  blocks: readonly Block[],
  options: { readonly location: string; readonly limits: SourceLimits; readonly minWords?: number },
): void {
  const { location, limits, minWords = 0 } = options;
  const place = { file: location };
  let words = 0;
  for (const block of blocks) if (block.kind !== 'title') words += countWords(textOfBlock(block));
  if (words === 0) {
    throw new LectorError('E_NOTHING_TO_SAY', `${location} has no speakable text.`, {
      place,
      hint: 'add words to it.',
    });
  }
  if (words < minWords) {
    throw new LectorError('E_ARTICLE_SHORT', `${location} has ${count(words, 'word')}; an article has ${minWords}.`, {
      place,
      hint: 'it may be a teaser, a consent page or an error page: save the whole article.',
    });
  }
  if (words > limits.maxArticleWords) {
    throw new LectorError('E_ARTICLE_LONG', `${location} has ${words} words; the limit is ${limits.maxArticleWords}.`, {
      place,
      hint: 'split it, or raise limits.articleWords in lector.yaml, at most to 200000.',
    });
  }
}

/** @throws LectorError `E_ARTICLE_EMPTY`. */
export function refuseEmpty(text: string, location: string): void {
  if (/[^\s\u200B-\u200D\u2060\uFEFF]/u.test(text)) return;
  const what = text.replaceAll('\uFEFF', '') === '' ? 'the file is empty' : 'the file holds only white space';
  throw new LectorError('E_ARTICLE_EMPTY', `${location}: ${what}.`, {
    place: { file: location },
    hint: 'write the article into it or remove it.',
  });
}

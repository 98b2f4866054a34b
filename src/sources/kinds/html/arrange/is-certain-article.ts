import { closest, contains, elementsIn, visibleText, type MarkupElement } from '../../../../markup/element.js';
import { textOfBlock } from '../../../../model/text/block-text.js';
import type { Block } from '../../../../model/article.js';
import type { JsonLdArticle } from '../metadata/read-json-ld.js';
import { similarity } from '../tokens.js';

/** What the page says of the article that was found. */
export type ArticleSigns = {
  readonly headline: MarkupElement | undefined;
  /** As the page's metadata declare it. */
  readonly title: string | undefined;
  readonly jsonLd: JsonLdArticle | undefined;
  readonly root: MarkupElement;
  readonly blocks: readonly Block[];
};

/**
 * Whether a text is an article however short it is: its headline is the page's declared title, it stands in what the
 * page calls an article, it has nothing to fill in, and it ends where a sentence does.
 */
export function isCertainArticle({ headline, title, jsonLd, root, blocks }: ArticleSigns): boolean {
  const last = blocks.findLast(({ kind }) => kind !== 'figure' && kind !== 'embed');
  if (headline === undefined || title === undefined || last === undefined) return false;
  if (!/[.!?。！？][\p{Pf}\p{Pe}"']*$/u.test(textOfBlock(last)) || /\.\.\.$/.test(textOfBlock(last))) return false;
  const text = visibleText(headline);
  const isOf = (declared: string | undefined): boolean => similarity(text, declared ?? '') >= SAME_SHARE;
  if (![title, ...title.split(TITLE_PARTS)].some(isOf)) return false;
  const home =
    closest(headline, isNamedArticle) ?? (isOf(jsonLd?.headline) ? closest(headline, isAround(root)) : undefined);
  if (home === undefined || !(contains(home, root) || contains(root, home))) return false;
  return !elementsIn(home).some(({ tag, attributes }) => CONTROL_TAGS.has(tag) && attributes['type'] !== 'hidden');
}

function isAround(root: MarkupElement): (element: MarkupElement) => boolean {
  return (element) => contains(element, root);
}

function isNamedArticle({ tag, names, attributes }: MarkupElement): boolean {
  if (HOME_TAGS.has(tag)) return true;
  return ARTICLE_TYPE.test(attributes['itemtype'] ?? '') || ARTICLE_NAMES.test(names);
}

const SAME_SHARE = 0.7;
const HOME_TAGS: ReadonlySet<string> = new Set(['article', 'main']);
const CONTROL_TAGS: ReadonlySet<string> = new Set(['input', 'textarea', 'select']);
/** What stands between the title of an article and the name of its site. */
const TITLE_PARTS = /\s[-–—|·•»:]+\s/u;
const ARTICLE_TYPE = /schema\.org\/(?:\w*Article|\w*Posting|Report)(?:\s|$)/u;
/** What themes and microformats call a post. */
const ARTICLE_NAMES = /(?:^|\s)(?:hentry|h-entry|(?:blog|single)?-?post|article|entry|story)(?:\s|$)/u;

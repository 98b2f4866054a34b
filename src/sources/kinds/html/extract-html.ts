import { LectorError } from '../../../errors.js';
import { checkLimits } from '../../../markup/check-limits.js';
import { isLayout } from '../../../markup/blocks/is-layout.js';
import { readBlocks } from '../../../markup/read-blocks.js';
import { resolveLink } from '../../../markup/resolve-link.js';
import type { Block, DroppedBlock } from '../../../model/article.js';
import type { Finding } from '../../../model/finding.js';
import { markupFindings } from '../../text/report-markup.js';
import { arrangeBlocks } from './arrange/arrange-blocks.js';
import { isCertainArticle } from './arrange/is-certain-article.js';
import { markClutter } from './clutter/mark-clutter.js';
import type { Piece } from '../../../markup/piece.js';
import { findArticle } from './find/find-article.js';
import { findHeadline } from './find/find-headline.js';
import { findVisibility } from './find/find-visibility.js';
import { readJsonLd, readRecipe } from './metadata/read-json-ld.js';
import { readMetadata, type PageMetadata } from './metadata/read-metadata.js';
import { contains, visibleText, type MarkupElement } from '../../../markup/element.js';
import { parsePage } from './parse-page.js';
import { placeIncluded, withoutExcluded } from './find/place-by-selectors.js';
import { placeElements, type Places } from './find/place-elements.js';
import { MIN_ARTICLE_WORDS, refusePage } from './arrange/refuse-page.js';
import { selectElements } from './find/select-elements.js';
import { fingerprint, quotationTest, similarity } from './tokens.js';

/** The article of a page, and what became of everything else on it. */
export type Extraction = {
  /** In reading order, the title first. */
  readonly blocks: readonly Block[];
  readonly dropped: readonly DroppedBlock[];
  readonly metadata: PageMetadata;
  /** Warnings: hidden text, addresses left out, control characters in the title. */
  readonly findings: readonly Finding[];
  /** Fewest words that make an article of this page: fewer where page and container say that it is one. */
  readonly minWords: number;
};

/** How to read one page. */
export type ExtractOptions = {
  /** Address of the page; relative links resolve to it. */
  readonly url?: string;
  /** CSS selectors of the only elements that are the article; nothing in them is judged. */
  readonly include?: readonly string[];
  /** CSS selectors of elements that are not. */
  readonly exclude?: readonly string[];
};

/**
 * Extracts the article of an HTML page: the same page always gives the same blocks, and whatever is left out says why.
 *
 * @throws {@link LectorError} `E_ARTICLE_EMPTY`, `E_TOO_DEEP`, `E_TOO_MANY_NODES`, `E_TOO_MANY_ATTRIBUTES`,
 * `E_NO_ARTICLE`, `E_ARTICLE_SHORT`, `E_PAYWALL`, and `E_CONFIG` for a selector that cannot be read.
 */
export function extractHtml(html: string, options: ExtractOptions = {}): Extraction {
  if (html.trim() === '') throw new LectorError('E_ARTICLE_EMPTY', 'The file is empty or holds only white space.');
  checkLimits(html);
  const page = parsePage(html);
  const included = selectElements(page, options.include ?? []);
  const excluded = selectElements(page, options.exclude ?? []);
  const baseUrl = options.url === undefined ? undefined : resolveLink(options.url).href;
  const jsonLd = readJsonLd(page.root);
  const declared = readMetadata(page.root, { jsonLd, baseUrl });
  const { findings } = declared;
  const isWeak = isTitleOfSite(declared.metadata);
  const headline = findHeadline(page.root, declared.metadata.title, isWeak);
  const metadata = isWeak ? withHeadline(declared.metadata, headline) : declared.metadata;
  const { hidden, heard } = findVisibility(page.root);
  const isHidden = (element: MarkupElement): boolean => hidden.has(element);
  const isQuoted = quotationTest(jsonLd?.articleBody);
  const recipe = readRecipe(page.root);
  const isIncluded = (options.include ?? []).length > 0;
  const kept = isIncluded ? new Set<number>() : findArticle(page);
  const { authors, siteName, section, tags } = metadata;
  const labels = section === undefined ? tags : [section, ...tags];
  const read = (isNamed: boolean): PageReading => {
    const places = withoutExcluded(
      isIncluded
        ? placeIncluded(page.root, included)
        : placeElements(page, { kept, isHidden, heard, headline, isQuoted, excluded, isNamed, recipe, url: baseUrl }),
      excluded,
    );
    const { placementOf, reasonOf } = places;
    const { language } = metadata;
    const { pieces, refusedLinks } = readBlocks(page.root, {
      placementOf,
      reasonOf,
      isHidden,
      isLayout,
      baseUrl,
      language,
    });
    return {
      places,
      refusedLinks,
      pieces: isIncluded ? pieces : markClutter(pieces, { authors, siteName, labels, isQuoted }),
    };
  };
  const { places, pieces, refusedLinks } = safer(read(true), () => read(false));
  const { blocks, dropped } = arrangeBlocks(pieces, { headline, metadata });
  const { title } = metadata;
  const isCertain = isCertainArticle({ headline, title, jsonLd, root: places.root, blocks });
  const minWords = isCertain ? MIN_CERTAIN_WORDS : MIN_ARTICLE_WORDS;
  const lengthFindings = refusePage({ root: page.root, blocks, dropped, title, jsonLd, minWords });
  const hiddenTexts = pieces.filter(
    ({ reason, element }) => reason === 'hidden-text' && contains(places.root, element),
  ).length;
  const keptPieces = pieces.filter(({ content, reason }) => content !== undefined && reason === undefined);
  const deadLinks = refusedLinks.filter((link) => keptPieces.some(({ element }) => contains(element, link))).length;
  const counts = { refusedLinks: deadLinks, hiddenTexts };
  return { blocks, dropped, metadata, findings: [...findings, ...lengthFindings, ...markupFindings(counts)], minWords };
}

/** Whether a title may be that of the whole site: it is only that of the browser's window, or the name of the site. */
function isTitleOfSite({ title, siteName, provenance }: PageMetadata): boolean {
  if (title === undefined) return false;
  return provenance['title'] === 'page' || fingerprint(title) === fingerprint(siteName ?? '');
}

/** The headline is the title where that says nothing of it. */
function withHeadline(metadata: PageMetadata, headline: MarkupElement | undefined): PageMetadata {
  const text = headline === undefined ? '' : visibleText(headline);
  if (text === '' || similarity(text, metadata.title ?? '') > 0) return metadata;
  return { ...metadata, title: text, provenance: { ...metadata.provenance, title: 'page' } };
}

/** A page read once: where its parts lie, and its pieces of text. */
type PageReading = {
  readonly places: Places;
  readonly refusedLinks: readonly MarkupElement[];
  readonly pieces: readonly Piece[];
};

/**
 * A page may call its own paragraphs by names that elsewhere mean clutter. When most of what Readability holds to be
 * the article went out that way, the page is read again and only tags, roles and wording count.
 */
function safer(first: PageReading, again: () => PageReading): PageReading {
  const { keptLength } = first.places;
  if (keptLength < MIN_JUDGED_CHARACTERS || textKept(first) >= keptLength * MIN_KEPT_SHARE) return first;
  const second = again();
  return textKept(second) > textKept(first) * SAFER_FACTOR ? second : first;
}

function textKept({ pieces }: PageReading): number {
  return pieces.reduce(
    (sum, { content, reason, text }) => sum + (content === undefined || reason !== undefined ? 0 : text.length),
    0,
  );
}

/** A note of two sentences. */
const MIN_CERTAIN_WORDS = 20;
const MIN_JUDGED_CHARACTERS = 300;
const MIN_KEPT_SHARE = 0.5;
const SAFER_FACTOR = 1.5;

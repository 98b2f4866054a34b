import { LectorError, warning } from '../../../../errors.js';
import type { Block, DroppedBlock } from '../../../../model/article.js';
import { count } from '../../../../model/text.js';
import { textOfBlock } from '../../../../model/text/block-text.js';
import type { JsonLdArticle } from '../metadata/read-json-ld.js';
import { elementsIn, visibleText, type MarkupElement } from '../../../../markup/element.js';
import type { Finding } from '../../../../model/finding.js';
import { countWords } from '../../../text/count-words.js';
import { CONSENT, CONSENT_TERMS } from '../clutter/clutter-patterns.js';
import { runsOf, wordsOf } from '../tokens.js';

/** What a page gave, and what it says it should have given. */
export type PageYield = {
  readonly root: MarkupElement;
  readonly blocks: readonly Block[];
  readonly dropped: readonly DroppedBlock[];
  readonly title: string | undefined;
  readonly jsonLd: JsonLdArticle | undefined;
  /** Fewest words that make an article of this page. */
  readonly minWords: number;
};

/**
 * Refuses a page that is not an article, and says what it is instead; warns of one that says it is much longer.
 *
 * @throws {@link LectorError} `E_NO_ARTICLE`, `E_ARTICLE_SHORT`, `E_PAYWALL`.
 */
export function refusePage(page: PageYield): readonly Finding[] {
  const body = bodyWords(page);
  if (body < MIN_ARTICLE_WORDS) refuseShort(page, body);
  if (body < MAX_ERROR_PAGE_WORDS && ERROR_TITLE.test(page.title ?? '')) refuseErrorPage(page, body);
  if (body < MAX_CONSENT_PAGE_WORDS && isMostlyConsent(page, body)) refuseConsentPage(body);
  return refuseTeaser(page, body);
}

function bodyWords({ blocks }: PageYield): number {
  return blocks
    .filter(({ kind }) => !HEADING_KINDS.has(kind))
    .reduce((sum, block) => sum + countWords(textOfBlock(block)), 0);
}

/** Refuses what is short for what it is; what is certainly an article is let through. */
function refuseShort(page: PageYield, words: number): void {
  const text = visibleText(page.root);
  if (words < MAX_SHELL_WORDS && isScriptShell(page.root, text)) {
    throw new LectorError('E_NO_ARTICLE', 'The page is built by JavaScript: it holds no article text without it.', {
      hint: 'save the page from a browser after it has loaded, or use its feed.',
    });
  }
  if (ERROR_TITLE.test(page.title ?? '') || ERROR_TITLE.test(text.slice(0, MAX_MESSAGE_CHARACTERS)))
    refuseErrorPage(page, words);
  if (CONSENT.test(text.slice(0, MAX_MESSAGE_CHARACTERS)) || CONSENT_TITLE.test(page.title ?? ''))
    refuseConsentPage(words);
  refuseTeaser(page, words);
  if (words >= page.minWords) return;
  if (words === 0) {
    throw new LectorError('E_NO_ARTICLE', 'The page was read, and no article text found in it.', {
      hint: 'name the element that holds it with --selector, or with "include" for its site.',
    });
  }
  throw new LectorError(
    'E_ARTICLE_SHORT',
    `The page has ${count(words, 'word')} of article text; an article has ${page.minWords}.`,
    {
      hint: 'it may be a stub or a list of links; name the element that holds the article with --selector.',
    },
  );
}

function refuseConsentPage(words: number): never {
  throw new LectorError(
    'E_ARTICLE_SHORT',
    `The page asks for consent and shows ${count(words, 'word')}; an article has ${MIN_ARTICLE_WORDS}.`,
    { hint: 'save the page from a browser after you have answered.' },
  );
}

/** A page that asks for consent at its beginning and then speaks of little else; an article about cookies does not ask. */
function isMostlyConsent({ root, blocks }: PageYield, words: number): boolean {
  if (!CONSENT.test(visibleText(root).slice(0, MAX_MESSAGE_CHARACTERS))) return false;
  const texts = blocks.filter(({ kind }) => !HEADING_KINDS.has(kind)).map(textOfBlock);
  const asking = texts.filter((text) => new Set(text.toLowerCase().match(CONSENT_TERMS)).size >= MIN_CONSENT_TERMS);
  return asking.reduce((sum, text) => sum + countWords(text), 0) * 2 > words;
}

function refuseErrorPage({ title, blocks }: PageYield, words: number): never {
  const message = title ?? blocks.map(textOfBlock).join(' ').slice(0, 60);
  throw new LectorError('E_ARTICLE_SHORT', `The page is an error page ("${message}") of ${count(words, 'word')}.`, {
    hint: 'check the address: the article may have moved or been removed.',
  });
}

/** Compares what is there with what the page declares, and with what it says to those who may not read on. */
function refuseTeaser({ root, jsonLd, dropped, blocks }: PageYield, words: number): readonly Finding[] {
  const quoted = withoutTags(jsonLd?.articleBody ?? '');
  const written = countWords(quoted);
  const declared = Math.max(jsonLd?.wordCount ?? 0, written);
  const isClosed = jsonLd?.isAccessibleForFree === false;
  const isWalled =
    words < MAX_TEASER_WORDS &&
    (WALL.test(visibleText(root)) || dropped.some(({ reason }) => reason === 'paywall-notice'));
  const last = blocks.findLast(({ kind }) => kind === 'paragraph');
  const isTrailing =
    words < MAX_TEASER_WORDS && last !== undefined && /(?:…|\.\.\.|\[(?:…|\.\.\.)\])$/.test(textOfBlock(last));
  // A count of words is what a program wrote, of letters or of the whole page; it proves nothing alone.
  const whole = isClosed || isTrailing ? declared : written;
  const isShortOf = (length: number): boolean => length >= MIN_ARTICLE_WORDS * 2 && words < length * MAX_TEASER_SHARE;
  // A body that is quoted can be looked for.
  const isMissing = isClosed || isTrailing || (words < MAX_CUT_WORDS && lacksMost(blocks, quoted));
  const isCut = isShortOf(whole) && isMissing;
  const isContinued = isTrailing && dropped.some(({ text }) => CONTINUED.test(text));
  if (isWalled || (isClosed && (isCut || words < MAX_TEASER_WORDS))) {
    const share = declared > words ? ` of ${declared}` : '';
    throw new LectorError(
      'E_PAYWALL',
      `The page shows a teaser of ${words}${share} words; the article is for subscribers.`,
      {
        hint: "use a copy you have the right to, or the publisher's own feed.",
      },
    );
  }
  if (isCut || isContinued) {
    const share = declared > words ? ` of ${declared}` : '';
    throw new LectorError('E_ARTICLE_SHORT', `The page shows ${words}${share} words: a teaser, not the article.`, {
      hint: 'follow its link to the whole article and use that page.',
    });
  }
  if (!isShortOf(declared)) return [];
  const message = `The page says its article has ${declared} words, and ${words} were found.`;
  return [warning('W_LENGTH_DECLARED', message, { hint: 'look whether the end of the article is there.' })];
}

function withoutTags(text: string): string {
  return text.replace(/<[^>]{0,2000}>|&lt;(?:(?!&gt;).){0,2000}&gt;/gsu, ' ');
}

/** Whether most of what the page quotes as its text is not among what was found. */
function lacksMost(blocks: readonly Block[], quoted: string): boolean {
  const wanted = runsOf(wordsOf(quoted));
  const found = new Map<string, number>();
  for (const run of runsOf(wordsOf(blocks.map(textOfBlock).join(' ')))) found.set(run, (found.get(run) ?? 0) + 1);
  let both = 0;
  for (const run of wanted) {
    const left = found.get(run) ?? 0;
    if (left > 0) both += 1;
    found.set(run, left - 1);
  }
  return both < wanted.length * MAX_TEASER_SHARE;
}

function isScriptShell(root: MarkupElement, text: string): boolean {
  if (NEEDS_SCRIPT.test(text)) return true;
  let hasScript = false;
  let isMount = false;
  let asksForScript = false;
  for (const element of elementsIn(root)) {
    if (element.tag === 'script') hasScript = true;
    else if (MOUNT_ID.test(element.attributes['id'] ?? '') && element.textLength < MAX_MESSAGE_CHARACTERS)
      isMount = true;
    else if (element.tag === 'noscript')
      asksForScript ||= NEEDS_SCRIPT.test(element.children.map(visibleText).join(' '));
  }
  return hasScript && (isMount || asksForScript);
}

/** Fewer words are a teaser, a wall or an error page, where nothing says otherwise. */
export const MIN_ARTICLE_WORDS = 40;
const MAX_SHELL_WORDS = 40;
const MAX_ERROR_PAGE_WORDS = 150;
const MAX_CONSENT_PAGE_WORDS = 400;
const MIN_CONSENT_TERMS = 3;
const MAX_TEASER_WORDS = 150;
const MAX_TEASER_SHARE = 0.5;
/** As many words stand on their own, whatever else the page quotes. */
const MAX_CUT_WORDS = 250;
const MAX_MESSAGE_CHARACTERS = 600;
const HEADING_KINDS: ReadonlySet<string> = new Set(['title', 'dateline', 'embed']);
const ERROR_TITLE =
  /^[^\p{L}\p{N}]*(?:error )?(?:404|410|403|500|502|503)\b|\b(?:page|article|story|content) (?:(?:was |is |has been |could |can)?not (?:be )?(?:found|available|exist)|(?:does not|doesn[’']t|no longer) exist|(?:has been|was) (?:removed|deleted|moved))|\bpage not found\b|\bnot found\b[^\p{L}\p{N}]*$|seite (?:wurde )?nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada|pagina non trovata|страница не найдена/iu;
const CONSENT_TITLE = /^\s*(?:cookie |privacy |your )?consent\b|^\s*before you continue\b/iu;
const WALL =
  /\b(?:subscribe (?:now )?to (?:continue|read|keep)|to (?:continue|keep) reading(?: this (?:article|story))?,? (?:please )?(?:subscribe|log|sign|register|create)|(?:this (?:article|story|content) is )?(?:for|available to|reserved for) subscribers(?: only)?\b|subscribers? only|exclusive to subscribers|already a (?:subscriber|member)\?|you have (?:reached|read) (?:your|all|the) .{0,40}(?:free|limit)|log in to (?:continue|read)|create (?:a free|an) account to (?:continue|read)|unlock this (?:article|story)|weiterlesen mit|réservé aux abonnés|solo para suscriptores|contenuto riservato agli abbonati|только для подписчиков)/iu;
const CONTINUED =
  /\b(?:continue reading|read (?:more|on|the (?:full|whole|rest))|keep reading|full (?:story|article)|weiterlesen|lire la suite|leer más|читать (?:далее|полностью))/iu;
const NEEDS_SCRIPT =
  /\b(?:enable|turn on|activate|requires?|needs?) javascript\b|\bjavascript (?:is )?(?:required|disabled|must be enabled)|javascript (?:aktivieren|activer|activar)/iu;
const MOUNT_ID = /^(?:root|app|__next|__nuxt|___gatsby|svelte|main-app|react-root|app-root)$/i;

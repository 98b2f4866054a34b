import type { Article, Block, Briefing, TextBlock } from '../model/article.js';
import { phrasesOf } from '../languages/language-of.js';
import type { Phrases } from '../languages/language.js';
import { textsOf } from './passage/text-of-block.js';
import type { ScriptContext } from './script-context.js';
import { isDateWord } from './splitting/is-date-word.js';

/** The sentence that says that a machine reads: before the text, after it, or in a few words under the headline. */
export type Notice = 'start' | 'end' | 'short';

/** What spoken templates may print. Fields an article has no value for are there and empty. */
export type SpokenTemplateData = {
  /** `briefing-article` is an article inside a briefing. */
  readonly kind: 'article' | 'briefing' | 'briefing-article';
  /** Who wrote it, where and when, is said after the text and not before it. */
  readonly isShort: boolean;
  /** BCP 47; formatters such as `longDate` speak it. */
  readonly language: string;
  readonly title: string;
  /** The title in the quotation marks of the article's language. */
  readonly quotedTitle: string;
  readonly standfirst: string | undefined;
  readonly authors: readonly string[];
  /** ISO 8601. */
  readonly publishedAt: string | undefined;
  /** The line of place and day an article stood under, where that is said after the text. */
  readonly dateline: string | undefined;
  readonly section: string | undefined;
  /** The publication the text first stood in, where it is not the show itself. */
  readonly source: string | undefined;
  readonly show: { readonly title: string; readonly author: string | undefined };
  /** Articles of a briefing in order. */
  readonly articles: readonly { readonly title: string; readonly authors: readonly string[] }[];
  /**
   * `by`, `from`, `published`, `inThisEdition`, `thatWas`, in the article's language; `disclosure`, that a machine reads,
   * where this template is the one to say it.
   */
  readonly say: Record<'by' | 'from' | 'published' | 'inThisEdition' | 'thatWas' | 'disclosure', string | undefined>;
};

/** What a spoken template is told of an item. */
export function spokenTemplateData(
  item: Article | Briefing,
  options: {
    readonly kind: SpokenTemplateData['kind'];
    readonly standfirst?: string;
    readonly briefing?: Briefing;
    readonly notice?: Notice;
  },
  { show, isShortOpening = false }: Pick<ScriptContext, 'show' | 'isShortOpening'>,
): SpokenTemplateData {
  const { kind, standfirst, briefing, notice } = options;
  const source = item.siteName === show.title || item.siteName === briefing?.siteName ? undefined : item.siteName;
  const phrases = phrasesOf(item.language);
  const dateline = isShortOpening && item.kind === 'article' ? datelineOf(item) : undefined;
  const isDaySaid =
    sameDay(item.publishedAt, briefing?.publishedAt) ||
    namesDay(item) ||
    hasDate(dateline, item) ||
    (isShortOpening && item.kind === 'article' && opensWithDay(item));
  return {
    kind,
    isShort: isShortOpening,
    language: item.language,
    title: item.title,
    quotedTitle: quoted(item.title, phrases),
    standfirst,
    authors: item.authors,
    // A briefing has said the date already, and so has a headline that names it.
    publishedAt: isDaySaid ? undefined : item.publishedAt,
    dateline,
    section: item.section,
    source,
    show: { title: show.title, author: show.author },
    articles: item.kind === 'briefing' ? item.articles.map(({ title, authors }) => ({ title, authors })) : [],
    say: sayOf(phrases, notice),
  };
}

/** What the templates around the text are to say of the machine; the plan says the rest. */
export function noticeOfTemplates({ disclosure }: Pick<ScriptContext, 'disclosure'>): Notice | undefined {
  return disclosure === undefined || disclosure.at === 'template' || disclosure.at === 'end' ? 'end' : undefined;
}

/** The lines of a rendered template, each to be spoken by itself. */
export function templateLines(text: string): readonly string[] {
  return (
    text
      .split('\n')
      // A date or a name that ends in an abbreviation has the stop of the sentence already: `3 марта 2026 г.`
      .map((line) =>
        line
          .replace(/\s+/gu, ' ')
          .replace(/(?<=\p{L})\.{2}(?!\.)/gu, '.')
          .trim(),
      )
      .filter((line) => line !== '')
  );
}

function sameDay(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one.slice(0, 10) === other.slice(0, 10);
}

/** Whether the headline holds day, month and year of publication: `The briefing, 5 March 2026`. */
function namesDay({ title, publishedAt, language }: Article | Briefing): boolean {
  if (publishedAt === undefined) return false;
  const date = new Date(publishedAt.slice(0, 10));
  if (Number.isNaN(date.getTime())) return false;
  const month = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(date);
  const words = new Set(title.toLowerCase().match(/\p{L}+|\p{N}+/gu));
  const day = [String(date.getUTCDate()), month.toLowerCase(), String(date.getUTCFullYear())];
  return day.every((word) => words.has(word));
}

/** What is said of place and day of an article with a short opening. */
function datelineOf({ blocks }: Article): string | undefined {
  const block = blocks.find(isDateline);
  return block && textsOf(block)[0]?.replace(/[\s.:–—-]+$/u, '');
}

/** A dateline is no longer, and ends in a dash or a colon: `LONDON, March 3 (Reuters) - The ferry …`. */
const LEAD_IN = /^(.{1,80}?)(?:\s+[-–—]{1,3}\s|—|:\s)/su;

/** Whether place and day of publication stand before the first dash of the text. */
function opensWithDay({ blocks, publishedAt = '', language }: Article): boolean {
  const first = blocks.find(({ kind, audio }) => kind === 'paragraph' && audio === undefined);
  const words =
    LEAD_IN.exec((first && textsOf(first)[0]) ?? '')?.[1]
      ?.toLowerCase()
      .match(/\p{L}+|\p{N}+/gu) ?? [];
  const date = new Date(publishedAt.slice(0, 10));
  if (Number.isNaN(date.getTime())) return false;
  const name = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(date).toLowerCase();
  const months = [
    name({ month: 'long' }),
    name({ day: 'numeric', month: 'long' })
      .replace(/[^\p{L}]+/gu, ' ')
      .trim(),
  ];
  const isMonth = (word: string): boolean =>
    Number(word) === date.getUTCMonth() + 1 || (word.length > 2 && months.some((month) => month.startsWith(word)));
  return words.some(
    (word, index) => Number(word) === date.getUTCDate() && words.some((other, at) => at !== index && isMonth(other)),
  );
}

export function isDateline(block: Block): block is TextBlock {
  return block.kind === 'dateline' && block.audio === undefined;
}

/** Whether a dateline names the day in whatever form: `5 Mar`, `March 5, 2026`, `05.03.2026`. */
function hasDate(dateline: string | undefined, { publishedAt, language }: Article | Briefing): boolean {
  const day = Number(publishedAt?.slice(8, 10));
  const words = dateline?.match(/\p{L}+|\p{N}+/gu) ?? [];
  const others = words.filter((word) => Number(word) !== day && isDateWord(word, language));
  return words.some((word) => Number(word) === day) && others.length > 0;
}

function quoted(title: string, phrases: Phrases | undefined): string {
  const [open, close] = phrases?.quotes ?? ['“', '”'];
  return open + title + close;
}

function sayOf(phrases: Phrases | undefined, notice: Notice | undefined): SpokenTemplateData['say'] {
  return {
    by: phrases?.by,
    from: phrases?.from,
    published: phrases?.published,
    inThisEdition: phrases?.inThisEdition,
    thatWas: phrases?.thatWas,
    disclosure: notice && phrases?.disclosure[notice],
  };
}

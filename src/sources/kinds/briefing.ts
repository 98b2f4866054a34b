import { createHash } from 'node:crypto';
import { isLectorError, LectorError } from '../../errors.js';
import type { Article, Briefing, SourceItem } from '../../model/article.js';
import type { Finding } from '../../model/finding.js';
import { briefingIdentity } from '../../model/publication/identity.js';
import { quoteValue } from '../../model/text.js';
import { toSlug, toUniqueSlug } from '../../model/text/slug.js';
import { parseDate } from '../fields/parse-date.js';
import { present } from '../../model/present.js';

/** Several articles in one episode, as the configuration names them. */
export type BriefingDefinition = {
  readonly title: string;
  /** File names, paths or slugs, in the order they are heard. */
  readonly articles: readonly string[];
  readonly publishedAt?: string;
  readonly description?: string;
};

type BriefingContext = {
  readonly briefings: readonly BriefingDefinition[];
  readonly language: string;
  readonly timeZone?: string;
};

/**
 * Joins articles into briefings. Its identity is its title, as it has no place of its own: a briefing of the same
 * title is the same episode. A briefing with an article that is not there is refused; it would promise what it does
 * not hold.
 */
export function addBriefings(
  items: readonly SourceItem[],
  context: BriefingContext,
): { readonly items: readonly Briefing[]; readonly refused: readonly Finding[] } {
  const refused: Finding[] = [];
  const briefings: Briefing[] = [];
  const taken = new Set(items.map(({ slug }) => slug));
  const titles = new Set<string>();
  for (const definition of context.briefings) {
    try {
      const briefing = toBriefing(definition, { items, context });
      if (titles.has(briefing.identity)) refuse('E_GUID_DUPLICATE', definition, 'is defined twice');
      titles.add(briefing.identity);
      const slug = toUniqueSlug(briefing.slug, taken);
      taken.add(slug);
      briefings.push({ ...briefing, slug });
    } catch (error) {
      if (!isLectorError(error)) throw error;
      refused.push(error.toFinding());
    }
  }
  return { items: briefings, refused };
}

function toBriefing(
  definition: BriefingDefinition,
  { items, context }: { readonly items: readonly SourceItem[]; readonly context: BriefingContext },
): Briefing {
  const articles = definition.articles.map(
    (name) =>
      findArticle(name, items) ??
      refuse('E_INPUT', definition, `names ${quoteValue(name)}, which is no article of this project`),
  );
  const { title, description } = definition;
  const date =
    definition.publishedAt === undefined
      ? undefined
      : (parseDate(definition.publishedAt, { timeZone: context.timeZone ?? 'UTC' })?.iso ??
        refuse('E_FIELD_DATE', definition, `has a publishedAt that is no date: ${quoteValue(definition.publishedAt)}`));
  const publishedAt = date ?? newest(articles);
  const identity = briefingIdentity(title);
  const hash = createHash('sha256');
  for (const { identity: id, source } of articles) hash.update(`${id}\n${source.sha256}\n`);
  const languages = new Set(articles.map(({ language }) => language));
  const authors = [...new Set(articles.flatMap((article) => article.authors))];
  return {
    kind: 'briefing',
    identity,
    slug: toSlug(title, `briefing-${createHash('sha256').update(title).digest('hex').slice(0, 8)}`),
    source: { kind: 'briefing', location: identity, sha256: hash.digest('hex') },
    title,
    ...present({ standfirst: description, publishedAt }),
    authors,
    language: languages.size === 1 ? (articles[0]?.language ?? context.language) : context.language,
    tags: [...new Set(articles.flatMap(({ tags }) => tags))],
    provenance: { title: 'config' },
    options: {},
    articles,
  };
}

function findArticle(name: string, items: readonly SourceItem[]): Article | undefined {
  const articles = items.filter((item): item is Article => item.kind === 'article');
  const stem = (location: string): string => location.replace(/^.*\//u, '').replace(/\.[^.]+$/u, '');
  return (
    articles.find(({ source }) => source.location === name) ??
    articles.find(({ source }) => source.location.endsWith(`/${name}`)) ??
    articles.find(({ slug }) => slug === name) ??
    articles.find(({ source }) => stem(source.location) === name)
  );
}

function newest(articles: readonly Article[]): string | undefined {
  return articles
    .flatMap(({ publishedAt }) => (publishedAt === undefined ? [] : [publishedAt]))
    .sort((first, second) => Date.parse(second) - Date.parse(first))[0];
}

function refuse(
  code: 'E_INPUT' | 'E_FIELD_DATE' | 'E_GUID_DUPLICATE',
  { title }: BriefingDefinition,
  message: string,
): never {
  throw new LectorError(code, `The briefing ${quoteValue(title)} ${message}.`, {
    place: { file: 'lector.yaml' },
    hint: 'correct "briefings" in the configuration.',
  });
}

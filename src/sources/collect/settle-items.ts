import { LectorError, warning } from '../../errors.js';
import type { Article, SourceItem } from '../../model/article.js';
import type { Finding, Warn } from '../../model/finding.js';
import { documentOf, pageKeys } from '../../model/publication/identity.js';
import { quoteValue } from '../../model/text.js';
import { withFields, wordingOf, wordsOf } from '../../model/text/article-text.js';
import { likenessOf, readSketch } from '../../model/text/likeness.js';
import { toUniqueSlug } from '../../model/text/slug.js';

/** Two items of one id are one story where this share of their sentences is the same, or title and day are. */
const SAME_STORY_SHARE = 0.7;

export type SettledItems = { readonly items: readonly SourceItem[]; readonly refused: readonly Finding[] };

/** Gives every item an identity and a slug of its own; the first in order keeps what two claim. */
export function settleItems(
  items: readonly SourceItem[],
  context: {
    readonly warn: Warn;
    readonly now: () => Date;
    /** Slugs an editor chose, by location; they are given first. */
    readonly statedSlugs: ReadonlyMap<string, string>;
  },
): SettledItems {
  const refused: Finding[] = [];
  const distinct = settleTwins(items, { refused, warn: context.warn });
  const settled = giveSlugs(distinct, { statedSlugs: context.statedSlugs, refused });
  warnOfSameText(settled, context);
  return { items: settled, refused };
}

/**
 * Two files that state one id are a mistake of who wrote them. Of feeds nothing can be asked: one that uses an id or a
 * link for several items has them all taken, and a story two sources carry is taken once.
 */
function settleTwins(
  items: readonly SourceItem[],
  { refused, warn }: { readonly refused: Finding[]; readonly warn: Warn },
): readonly SourceItem[] {
  const owners = new Map<string, SourceItem[]>();
  const sketches = new Map<SourceItem, ReadonlySet<string>>();
  const sketchOf = (item: SourceItem): ReadonlySet<string> => {
    const words = sketches.get(item) ?? readSketch(wordsOf(item));
    sketches.set(item, words);
    return words;
  };
  const isSameStory = (first: SourceItem, second: SourceItem): boolean => {
    const isSameTitle = first.title.trim().toLowerCase() === second.title.trim().toLowerCase();
    if (isSameTitle && !isDatedApart(first, second)) return true;
    return (likenessOf(sketchOf(first), sketchOf(second))?.share ?? 0) >= SAME_STORY_SHARE;
  };
  return items.filter((item) => {
    const ids = [item.identity, ...(item.options.guid === undefined ? [] : [item.options.guid])];
    const pages = pageKeys([item.identity, ...(item.aliases ?? [])]).map((key) => `page ${key}`);
    const sharing = (keys: readonly string[]): readonly SourceItem[] => keys.flatMap((key) => owners.get(key) ?? []);
    const twin = sharing(ids).find((owner) => !isFromFeed(owner) && !isFromFeed(item));
    if (twin) {
      refused.push(twinRefused(item, twin));
      return false;
    }
    const copy =
      sharing(ids).find((owner) => isSameStory(owner, item)) ??
      sharing(pages).find((owner) => isElsewhere(owner, item) && isSameStory(owner, item));
    if (copy) {
      warn(takenOnce(item, copy));
      return false;
    }
    for (const key of [...ids, ...pages]) owners.set(key, [...(owners.get(key) ?? []), item]);
    return true;
  });
}

function isFromFeed({ source }: SourceItem): boolean {
  return source.kind === 'feed';
}

function isDatedApart({ publishedAt: first }: SourceItem, { publishedAt: second }: SourceItem): boolean {
  return first !== undefined && second !== undefined && first.slice(0, 10) !== second.slice(0, 10);
}

/** Items of one feed that link one page are told apart by their ids; two files are by what their editor wrote. */
function isElsewhere(owner: SourceItem, item: SourceItem): boolean {
  const isOfFeed = isFromFeed(owner) || isFromFeed(item);
  return isOfFeed && documentOf(owner.source.location) !== documentOf(item.source.location);
}

function twinRefused({ identity, source }: SourceItem, owner: SourceItem): Finding {
  const message = `${source.location} and ${owner.source.location} are the same item: ${quoteValue(identity)}.`;
  return new LectorError('E_GUID_DUPLICATE', message, {
    place: { file: source.location },
    hint: 'remove one, or give it an id of its own in its front matter.',
  }).toFinding();
}

function takenOnce({ title, source }: SourceItem, owner: SourceItem): Finding {
  const message = `"${title}" of ${source.location} is the article of ${owner.source.location}; it is published once.`;
  return warning('W_DUPLICATE', message, {
    hint: 'nothing, or name one source fewer.',
    place: { file: source.location },
  });
}

function giveSlugs(
  items: readonly SourceItem[],
  { statedSlugs, refused }: { readonly statedSlugs: ReadonlyMap<string, string>; readonly refused: Finding[] },
): readonly SourceItem[] {
  const owners = new Map<string, SourceItem>();
  const lost = new Set<SourceItem>();
  for (const item of items) {
    const stated = statedSlugs.get(item.source.location);
    if (stated === undefined) continue;
    const owner = owners.get(stated);
    if (!owner) {
      owners.set(stated, item);
      continue;
    }
    lost.add(item);
    const { location } = item.source;
    const message = `${location} and ${owner.source.location} both have the slug ${quoteValue(stated)}.`;
    refused.push(
      new LectorError('E_SLUG_COLLISION', message, {
        place: { file: location },
        hint: 'change one of them.',
      }).toFinding(),
    );
  }
  const taken = new Set(owners.keys());
  return items.flatMap((item): SourceItem[] => {
    if (lost.has(item)) return [];
    if (statedSlugs.has(item.source.location)) return [item];
    const slug = toUniqueSlug(item.slug, taken);
    taken.add(slug);
    return [slug === item.slug ? item : withFields(item, { slug })];
  });
}

function warnOfSameText(items: readonly SourceItem[], { warn, now }: { warn: Warn; now: () => Date }): void {
  // What waits for its day, or for a date at all, is not published beside the other now.
  const isOut = ({ publishedAt, arrival }: Article): boolean =>
    publishedAt === undefined ? arrival?.isDated === true : Date.parse(publishedAt) <= now().getTime();

  const owners = new Map<string, Article>();
  for (const item of items) {
    if (item.kind !== 'article') continue;
    const key = wordingOf(item);
    const owner = owners.get(key);
    if (!owner) {
      owners.set(key, item);
      continue;
    }
    const { location } = item.source;
    const both = isOut(item) && isOut(owner) ? '; both are published' : '';
    warn(
      warning('W_DUPLICATE', `${location} has the same text as ${owner.source.location}${both}.`, {
        hint: 'remove one of them.',
        place: { file: location },
      }),
    );
  }
}

import { createHash } from 'node:crypto';
import { LectorError, warning } from '../../errors.js';
import type { Article, SourceItem } from '../../model/article.js';
import type { Finding, Warn } from '../../model/finding.js';
import { quoteValue } from '../../model/text.js';
import { toUniqueSlug } from '../../model/text/slug.js';
import { textOfBlock } from '../../model/text/block-text.js';

export type SettledItems = { readonly items: readonly SourceItem[]; readonly refused: readonly Finding[] };

/** Gives every item an identity and a slug of its own; the first in order keeps what two claim. */
export function settleItems(
  items: readonly SourceItem[],
  context: {
    readonly warn: Warn;
    /** Slugs an editor chose, by location; they are given first. */
    readonly statedSlugs: ReadonlyMap<string, string>;
  },
): SettledItems {
  const refused: Finding[] = [];
  const distinct = refuseTwins(items, refused);
  const settled = giveSlugs(distinct, { statedSlugs: context.statedSlugs, refused });
  warnOfSameText(settled, context.warn);
  return { items: settled, refused };
}

function refuseTwins(items: readonly SourceItem[], refused: Finding[]): readonly SourceItem[] {
  const owners = new Map<string, SourceItem>();
  return items.filter((item) => {
    const keys = [item.identity, ...(item.options.guid === undefined ? [] : [item.options.guid])];
    const owner = keys.map((key) => owners.get(key)).find((candidate) => candidate !== undefined);
    if (!owner) {
      for (const key of keys) owners.set(key, item);
      return true;
    }
    const { location } = item.source;
    const message = `${location} and ${owner.source.location} are the same item: ${quoteValue(item.identity)}.`;
    refused.push(
      new LectorError('E_GUID_DUPLICATE', message, {
        place: { file: location },
        hint: 'remove one, or give it an id of its own in its front matter.',
      }).toFinding(),
    );
    return false;
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
    return [{ ...item, slug }];
  });
}

function warnOfSameText(items: readonly SourceItem[], warn: Warn): void {
  const owners = new Map<string, Article>();
  for (const item of items) {
    if (item.kind !== 'article') continue;
    const key = hashOfText(item);
    const owner = owners.get(key);
    if (!owner) {
      owners.set(key, item);
      continue;
    }
    const { location } = item.source;
    warn(
      warning('W_DUPLICATE', `${location} has the same text as ${owner.source.location}; both are published.`, {
        hint: 'remove one of them.',
        place: { file: location },
      }),
    );
  }
}

function hashOfText({ blocks }: Article): string {
  const hash = createHash('sha256');
  for (const block of blocks) if (block.kind !== 'title') hash.update(`${textOfBlock(block)}\n`);
  return hash.digest('hex');
}

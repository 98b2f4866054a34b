import { isLectorError } from '../../errors.js';
import type { ItemOptions, SourceItem } from '../../model/article.js';
import type { Finding, Warn } from '../../model/finding.js';
import { present } from '../../model/present.js';
import { wholeItem } from '../../model/text/article-text.js';
import { addBriefings } from '../kinds/briefing.js';
import type { Candidate } from './candidate.js';
import type { FetchOptions } from '../fetch/fetch-page.js';
import { openHostGate } from '../fetch/host-gate.js';
import { compare, isDraftFolder, toLocation, withPlace } from './find-files.js';
import { readAddresses } from './read-addresses.js';
import { readFiles } from './read-files.js';
import { settleItems } from './settle-items.js';
import type { SourcesContext } from './sources-context.js';
import { toItem } from './to-item.js';

export type { BriefingDefinition } from '../kinds/briefing.js';
export type { SourceAddress, SourcesContext } from './sources-context.js';

export type Collection = {
  readonly items: readonly SourceItem[];
  /** What its source says is not public, or not yet: read, and no part of the show. */
  readonly held: readonly SourceItem[];
  /** Inputs that could not be used; the others are not touched by them. */
  readonly refused: readonly Finding[];
};

/**
 * Reads every article, programme and briefing of a project and every page and feed it names: ordered by location, each
 * with an identity and a slug of its own, drafts apart. One bad input never stops the rest.
 *
 * @throws LectorError `E_INTERRUPTED` alone.
 */
export async function collectSources(context: SourcesContext): Promise<Collection> {
  const refused: Finding[] = [];
  const refuse = (finding: Finding): void => void refused.push(finding);
  const fetch = fetchOptionsOf(context);
  const files = await readFiles({ context, refuse, ...present({ fetch }) });
  const candidates = [
    ...files.map((candidate) => holdDraft(candidate, context)),
    ...(fetch ? await readAddresses({ context, refuse, fetch }) : []),
  ].sort((first, second) => compare(first.location, second.location));
  const statedSlugs = new Map(
    candidates.flatMap(({ reading, location }): [string, string][] =>
      reading.statedSlug === undefined ? [] : [[location, reading.statedSlug]],
    ),
  );
  const isHeld = ({ reading }: Candidate): boolean => isHeldBack(reading.options, context);
  const finished = candidates.filter((candidate) => !isHeld(candidate));
  const all = settleItems(await toItems(finished, { context, refuse }), { statedSlugs, ...context });
  // A draft may be half of what it is to be: what it lacks is no fault yet.
  const quiet = { context: { ...context, warn: () => undefined }, refuse: () => undefined };
  const settled = { ...all, items: await wholeArticles(all.items, { context, refuse }) };
  const briefings = addBriefings(settled.items, context);
  return {
    items: [...settled.items, ...briefings.items],
    held: await toItems(candidates.filter(isHeld), quiet),
    refused: [...refused, ...settled.refused, ...briefings.refused],
  };
}

/** The items with the texts of those that are heard in briefings too. */
async function wholeArticles(
  items: readonly SourceItem[],
  { context, refuse }: { readonly context: SourcesContext; readonly refuse: Warn },
): Promise<readonly SourceItem[]> {
  const heard = new Set<SourceItem>(addBriefings(items, context).items.flatMap(({ articles }) => articles));
  const whole: SourceItem[] = [];
  for (const item of items) {
    try {
      whole.push(heard.has(item) ? await wholeItem(item) : item);
    } catch (error) {
      if (!isLectorError(error)) throw error;
      refuse(withPlace(error, item.source.location));
    }
  }
  return whole;
}

/** What lies in a folder for drafts is one, whatever its fields say (Jekyll: `_drafts`). */
function holdDraft(candidate: Candidate, { root, articlesDir, programmesDir }: SourcesContext): Candidate {
  const { reading, location } = candidate;
  const folders = [articlesDir, programmesDir].map((folder) => toLocation(root, folder));
  const within = folders.find((folder) => location.startsWith(`${folder}/`)) ?? '';
  const names = location.slice(within.length).split('/').slice(0, -1);
  const name = names.find((folder) => isDraftFolder(folder));
  const { isPrivate, ...told } = reading.options;
  if (name === undefined || (told.isDraft === true && isPrivate !== true)) return candidate;
  const options = { ...told, isDraft: true, heldBack: `it lies in ${name}/` };
  return candidate.lying
    ? { ...candidate, reading: { ...candidate.reading, options } }
    : { ...candidate, reading: { ...candidate.reading, options } };
}

function isHeldBack(
  { isDraft, isPrivate, expiresAt }: ItemOptions,
  { hasSubscribers = false, now }: Pick<SourcesContext, 'hasSubscribers' | 'now'>,
): boolean {
  const isDue = isDraft !== true || (isPrivate === true && hasSubscribers);
  return !isDue || (expiresAt !== undefined && Date.parse(expiresAt) <= now().getTime());
}

/** One gate for the whole run, so that a host is asked politely whoever asks. */
function fetchOptionsOf(context: SourcesContext): FetchOptions | undefined {
  const isWanted = context.fetch !== undefined || (context.addresses ?? []).length > 0;
  if (!isWanted) return undefined;
  return { gate: openHostGate(), ...context.fetch, now: context.now, warn: context.warn };
}

async function toItems(
  candidates: readonly Candidate[],
  { context, refuse }: { readonly context: SourcesContext; readonly refuse: Warn },
): Promise<readonly SourceItem[]> {
  const items: SourceItem[] = [];
  for (const candidate of candidates) {
    try {
      items.push(await toItem(candidate, context));
    } catch (error) {
      if (!isLectorError(error)) throw error;
      refuse(withPlace(error, candidate.location));
    }
  }
  return items;
}

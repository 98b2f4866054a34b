import { LectorError, warning } from '../../errors.js';
import type { SourceItem } from '../../model/article.js';
import type { Finding } from '../../model/finding.js';
import { episodeGuid } from '../../model/publication/guid.js';
import { documentOf, isSameGuid } from '../../model/publication/identity.js';
import {
  isUnpublished,
  type EpisodeRecord,
  type Manifest,
  type UnpublishedRecord,
} from '../../model/publication/manifest.js';
import { present } from '../../model/present.js';
import { withFields } from '../../model/text/article-text.js';
import { toUniqueSlug } from '../../model/text/slug.js';
import { privateSlug } from '../../workspace.js';
import { matchRecords, movedDocuments } from './match-records.js';

/** What an item is called for ever, and what was published of it before. */
export type Assignment = {
  readonly item: SourceItem;
  readonly guid: string;
  readonly slug: string;
  /** ISO 8601. */
  readonly publishedAt: string;
  /** ISO 8601; what the source says, where seconds part it from another episode of the same moment. */
  readonly statedAt?: string;
  readonly record?: EpisodeRecord;
};

export type AssignOptions = {
  readonly showGuid: string;
  readonly manifest: Manifest | undefined;
  readonly now: () => Date;
  readonly allowGuidChange: boolean;
  /** What addresses of private episodes are made with. */
  readonly secret?: string;
  /** GUIDs of episodes that are really published, where records of others are there too: the dates of those are not. */
  readonly released?: ReadonlySet<string>;
  /** Whether nothing is known of what lies somewhere, because it could not be read in this run. */
  readonly isSilent?: (location: string) => boolean;
};

/** What became of the items, and of records no item was assigned to. */
export type Assigned = {
  /** In the order of the items. */
  readonly assignments: readonly Assignment[];
  /** What somebody has to say a word about first. */
  readonly questioned: readonly { readonly item: SourceItem; readonly slug: string; readonly reason: Finding }[];
  /** What could not be assigned, and what has to be told. */
  readonly findings: readonly Finding[];
  readonly orphans: readonly EpisodeRecord[];
  /** Records an item may be that is held back until somebody says so. */
  readonly asked: readonly EpisodeRecord[];
};

/**
 * Gives every item the GUID, slug and date the manifest holds for it, and makes them for items seen for the first time.
 * An item keeps its record whatever becomes of its ids, place, title and words, as long as one of them tells that it is
 * the same; where that is a question it is asked. Dates never move later, and those of feeds not at all.
 */
export function assignRecords(items: readonly SourceItem[], options: AssignOptions): Assigned {
  const episodes = everPublished(options.manifest);
  const { records, questions, doubts } = matchRecords(items, episodes, options.isSilent ?? (() => false));
  const findings: Finding[] = [];
  const refused = new Set<EpisodeRecord>();
  const isReleased = ({ guid }: EpisodeRecord): boolean => options.released?.has(guid) !== false;
  const slugs = new Set(episodes.filter(isReleased).map(({ slug }) => slug));
  const guids = openGuids(episodes, options);
  const assignments: Assignment[] = [];
  for (const item of items) {
    const record = records.get(item);
    const question = questions.get(item);
    const doubt = doubts.get(item);
    if (question) continue;
    if (record && isUnpublished(record)) findings.push(staysAway(item, record));
    if (record && isUnpublished(record)) continue;
    if (doubt) findings.push(takenForNew(item, doubt));
    const guid = guids.give(item, record);
    if (typeof guid !== 'string') {
      findings.push(guid);
      if (record) refused.add(record);
      continue;
    }
    const isReal = record === undefined || isReleased(record);
    const slug = slugOf(item, { slugs, secret: options.secret, ...(isReal && present({ record })) });
    slugs.add(slug);
    const dates = datesOf({ item, record, options, findings });
    assignments.push({ item: datedAs(item, dates.publishedAt), guid, slug, ...dates, ...present({ record }) });
  }
  const matched = new Set(records.values());
  const asked = new Set(questions.values());
  const moves = movedDocuments(records);
  const published = options.manifest?.episodes ?? [];
  const left = published.filter((record) => !matched.has(record) || refused.has(record));
  return {
    assignments,
    questioned: [...questions].map(([item, record]) => ({ item, slug: item.slug, reason: heldBack(item, record) })),
    findings: [...findings, ...stillHeard(assignments, records)],
    orphans: left
      .filter((record) => !asked.has(record) && !guids.isGiven(record.guid))
      .map((record) => follow(record, moves)),
    asked: published.filter((record) => asked.has(record)),
  };
}

/** A slug is for ever, but for an episode that is private from now on: it must not be found where it was. */
function slugOf(
  { slug, identity, options }: SourceItem,
  known: {
    readonly record?: EpisodeRecord | undefined;
    readonly slugs: ReadonlySet<string>;
    readonly secret?: string | undefined;
  },
): string {
  const { record, slugs, secret } = known;
  if (options.isPrivate !== true || secret === undefined) return record?.slug ?? toUniqueSlug(slug, slugs);
  return record?.isPrivate === true ? record.slug : privateSlug(slug, { secret, identity });
}

/** Every episode there is or was, under all that it was ever called. */
export function everPublished(manifest: Manifest | undefined): readonly EpisodeRecord[] {
  return [...(manifest?.episodes ?? []), ...(manifest?.unpublished ?? [])];
}

/** Briefings that hold an article whose own episode was taken back. */
function stillHeard(
  assignments: readonly Assignment[],
  records: ReadonlyMap<SourceItem, EpisodeRecord>,
): readonly Finding[] {
  const away = new Set([...records].flatMap(([item, record]) => (isUnpublished(record) ? [item] : [])));
  return assignments.flatMap(({ item }) =>
    item.kind !== 'briefing'
      ? []
      : item.articles
          .filter((article) => away.has(article))
          .map(({ title, source }) =>
            warning('W_UNPUBLISHED', `"${title}" was unpublished and is still heard in the briefing "${item.title}".`, {
              hint: 'take it out of "briefings" in lector.yaml.',
              place: { file: source.location },
            }),
          ),
  );
}

/** Whether an item is built now: what was published stays, what is dated in the future or before `since` waits. */
export function isDue(
  { record, publishedAt }: Assignment,
  options: { readonly now: Date; readonly since?: string },
): boolean {
  if (record) return true;
  const time = Date.parse(publishedAt);
  return (
    time <= options.now.getTime() && (options.since === undefined || time >= Date.parse(`${options.since}T00:00:00Z`))
  );
}

/** Gives GUIDs, each once. What a feed calls its item is kept as it stands where nobody has it, in whatever feed. */
function openGuids(episodes: readonly EpisodeRecord[], options: AssignOptions) {
  const owners = new Map<string, string>();
  const published = new Set(episodes.map(({ guid }) => guid));
  const choose = (item: SourceItem, record: EpisodeRecord | undefined): string | Finding => {
    const wanted = item.options.guid;
    if (record) {
      if (wanted === undefined || isSameGuid(wanted, record.guid)) return record.guid;
      return options.allowGuidChange ? wanted : guidChanged(item, { from: record.guid, to: wanted });
    }
    if (wanted !== undefined) return wanted;
    const isFree = (guid: string): boolean => !owners.has(guid) && !published.has(guid);
    const { suggestedGuid, identity, title, publishedAt = '' } = item;
    if (suggestedGuid !== undefined && isFree(suggestedGuid)) return suggestedGuid;
    const guid = episodeGuid({ showGuid: options.showGuid, identity });
    if (isFree(guid)) return guid;
    return episodeGuid({ showGuid: options.showGuid, identity: [identity, publishedAt, title].join('\n') });
  };
  return {
    isGiven: (guid: string): boolean => owners.has(guid),
    give(item: SourceItem, record: EpisodeRecord | undefined): string | Finding {
      const guid = choose(item, record);
      if (typeof guid !== 'string') return guid;
      const twin = owners.get(guid);
      if (twin !== undefined) return duplicateGuid({ item, guid, twin });
      owners.set(guid, item.source.location);
      return guid;
    },
  };
}

function guidChanged(item: SourceItem, { from, to }: { readonly from: string; readonly to: string }): Finding {
  return new LectorError('E_GUID_CHANGED', `the guid of a published episode would change from ${from} to ${to}.`, {
    hint: 'remove guid from the source, or run with --allow-guid-change: every subscriber will download the episode again.',
    place: { file: item.source.location },
  }).toFinding();
}

function duplicateGuid(input: { item: SourceItem; guid: string; twin: string }): Finding {
  return new LectorError('E_GUID_DUPLICATE', `guid ${input.guid} is already used by ${input.twin}.`, {
    hint: 'give each article an id or guid of its own.',
    place: { file: input.item.source.location },
  }).toFinding();
}

function staysAway({ title, source }: SourceItem, { unpublishedAt, slug }: UnpublishedRecord): Finding {
  const message = `"${title}" was unpublished on ${unpublishedAt.slice(0, 10)}, and stays away.`;
  return warning('W_UNPUBLISHED', message, {
    hint: `to publish it again: lector unpublish --undo ${slug}.`,
    place: { file: source.location },
  });
}

function heldBack({ title, source }: SourceItem, { title: old, guid, location }: EpisodeRecord): Finding {
  const message = `"${title}" has nearly the words of the episode "${old}", whose source ${location} is gone; it is held back until you say whether it is the same.`;
  return warning('W_SAME_EPISODE', message, {
    hint: `write "guid: ${guid}" into its front matter if it is that episode, or an "id: …" of its own if it is another.`,
    place: { file: source.location },
  });
}

function takenForNew({ title, source }: SourceItem, { title: old, slug }: EpisodeRecord): Finding {
  const message = `"${title}" may be the episode "${old}" under another name; it is published as one of its own.`;
  return warning('W_SAME_EPISODE', message, {
    hint: `nothing if it is another; else take one of the two back: lector unpublish ${slug}.`,
    place: { file: source.location },
  });
}

/** The record of what a feed holds no more, after the feed itself went to another address. */
function follow(record: EpisodeRecord, moves: ReadonlyMap<string, string>): EpisodeRecord {
  const document = moves.get(documentOf(record.location));
  if (document === undefined) return record;
  return { ...record, location: document + record.location.slice(documentOf(record.location).length) };
}

/** An item with the date it is published under, so that nothing says another; one that states none says none. */
export function datedAs(item: SourceItem, publishedAt: string): SourceItem {
  const stated = item.publishedAt;
  return stated === undefined || Date.parse(stated) === Date.parse(publishedAt)
    ? item
    : withFields(item, { publishedAt });
}

function datesOf(input: {
  item: SourceItem;
  record: EpisodeRecord | undefined;
  options: AssignOptions;
  findings: Finding[];
}): Pick<Assignment, 'publishedAt' | 'statedAt'> {
  const { item, record, options, findings } = input;
  const stated = item.publishedAt;
  if (!record) return { publishedAt: stated ?? item.arrival?.fileTime ?? options.now().toISOString() };
  const { publishedAt, statedAt = publishedAt } = record;
  if (options.released?.has(record.guid) === false) return { publishedAt: stated ?? publishedAt };
  const kept = { publishedAt, ...present({ statedAt: record.statedAt }) };
  if (stated === undefined || Date.parse(stated) === Date.parse(statedAt)) return kept;
  const isEarlier = Date.parse(stated) < Date.parse(statedAt);
  if (isEarlier && item.source.kind !== 'feed') return { publishedAt: stated };
  findings.push(
    warning(
      'W_DATE_KEPT',
      `the episode was published on ${publishedAt}; the ${isEarlier ? 'earlier' : 'later'} date ${stated} is not used.`,
      {
        hint: 'another date would show the episode as new to every subscriber.',
        place: { file: item.source.location },
      },
    ),
  );
  return kept;
}

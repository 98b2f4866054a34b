import { LectorError, warning } from '../../errors.js';
import type { SourceItem } from '../../model/article.js';
import type { Finding } from '../../model/finding.js';
import { episodeGuid } from '../../model/publication/guid.js';
import type { EpisodeRecord, Manifest } from '../../model/publication/manifest.js';
import { present } from '../../model/present.js';
import { publicAddress } from '../../model/text/secrets.js';
import { toUniqueSlug } from '../../model/text/slug.js';

/** What an item is called for ever, and what was published of it before. */
export type Assignment = {
  readonly item: SourceItem;
  readonly guid: string;
  readonly slug: string;
  /** ISO 8601. */
  readonly publishedAt: string;
  readonly record?: EpisodeRecord;
};

export type AssignOptions = {
  readonly showGuid: string;
  readonly manifest: Manifest | undefined;
  readonly now: () => Date;
  readonly allowGuidChange: boolean;
};

/**
 * Gives every item the GUID, slug and date the manifest holds for it, and makes them for items seen for the first time.
 * A file that was renamed without being changed keeps its record. Dates never move later.
 *
 * @returns Assignments in the order of the items, those that cannot be assigned as findings, and records no
 *   item was assigned to.
 */
export function assignRecords(
  items: readonly SourceItem[],
  options: AssignOptions,
): { assignments: readonly Assignment[]; findings: readonly Finding[]; orphans: readonly EpisodeRecord[] } {
  const records = matchRecords(items, options.manifest?.episodes ?? []);
  const taken = new Set((options.manifest?.episodes ?? []).map((record) => record.slug));
  const guids = new Map<string, string>();
  const findings: Finding[] = [];
  const refused = new Set<EpisodeRecord>();
  const assignments: Assignment[] = [];
  for (const item of items) {
    const record = records.get(item);
    const guid = guidOf({ item, record, options, findings });
    if (guid === undefined) {
      if (record) refused.add(record);
      continue;
    }
    const twin = guids.get(guid);
    if (twin !== undefined) {
      findings.push(duplicateGuid({ item, guid, twin }));
      continue;
    }
    guids.set(guid, item.source.location);
    const slug = record?.slug ?? toUniqueSlug(item.slug, taken);
    taken.add(slug);
    assignments.push({
      item,
      guid,
      slug,
      publishedAt: dateOf({ item, record, options, findings }),
      ...present({ record }),
    });
  }
  const matched = new Set([...records.values()]);
  const orphans = (options.manifest?.episodes ?? []).filter(
    (record) => (!matched.has(record) || refused.has(record)) && !guids.has(record.guid),
  );
  return { assignments, findings, orphans };
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

function matchRecords(items: readonly SourceItem[], records: readonly EpisodeRecord[]): Map<SourceItem, EpisodeRecord> {
  const matches = new Map<SourceItem, EpisodeRecord>();
  const free = new Set(records);
  const claim = (isMatch: (item: SourceItem, record: EpisodeRecord) => boolean): void => {
    for (const item of items) {
      if (matches.has(item)) continue;
      const record = [...free].find((candidate) => isMatch(item, candidate));
      if (!record) continue;
      matches.set(item, record);
      free.delete(record);
    }
  };
  const byIdentity = new Map(records.map((record) => [record.identity, record]));
  for (const item of items) {
    const record = byIdentity.get(item.identity);
    if (!record || !free.has(record)) continue;
    matches.set(item, record);
    free.delete(record);
  }
  if (matches.size === items.length || free.size === 0) return matches;
  claim((item, record) => item.options.guid !== undefined && item.options.guid === record.guid);
  // The identity changed (an id or address was added), but the file lies where it lay.
  claim((item, record) => item.source.location === record.location);
  // A renamed or moved file: its old place is empty and its bytes are the same.
  claim((item, record) => item.source.sha256 === record.sourceSha256);
  // Renamed and edited at once: its old place is empty, and title and stated date are what they were.
  const places = new Set(items.map(({ source }) => source.location));
  claim(
    (item, record) =>
      !places.has(record.location) &&
      !/^https?:/u.test(record.location) &&
      item.title === record.title &&
      item.publishedAt !== undefined &&
      Date.parse(item.publishedAt) === Date.parse(record.publishedAt),
  );
  return matches;
}

function guidOf(input: {
  item: SourceItem;
  record: EpisodeRecord | undefined;
  options: AssignOptions;
  findings: Finding[];
}): string | undefined {
  const { item, record, options, findings } = input;
  const wanted = item.options.guid;
  if (!record) return wanted ?? episodeGuid({ showGuid: options.showGuid, identity: item.identity });
  // A guid of a feed may have been published with a key that is left out by now; it stays what subscribers know.
  if (wanted === undefined || wanted === record.guid || wanted === publicAddress(record.guid)) return record.guid;
  if (options.allowGuidChange) return wanted;
  findings.push(
    new LectorError(
      'E_GUID_CHANGED',
      `the guid of a published episode would change from ${record.guid} to ${wanted}.`,
      {
        hint: 'remove guid from the source, or run with --allow-guid-change: every subscriber will download the episode again.',
        place: { file: item.source.location },
      },
    ).toFinding(),
  );
  return undefined;
}

function duplicateGuid(input: { item: SourceItem; guid: string; twin: string }): Finding {
  return new LectorError('E_GUID_DUPLICATE', `guid ${input.guid} is already used by ${input.twin}.`, {
    hint: 'give each article an id or guid of its own.',
    place: { file: input.item.source.location },
  }).toFinding();
}

function dateOf(input: {
  item: SourceItem;
  record: EpisodeRecord | undefined;
  options: AssignOptions;
  findings: Finding[];
}): string {
  const { item, record, options, findings } = input;
  const stated = item.publishedAt;
  if (!record) return stated ?? options.now().toISOString();
  if (stated === undefined || Date.parse(stated) === Date.parse(record.publishedAt)) return record.publishedAt;
  if (Date.parse(stated) < Date.parse(record.publishedAt)) return stated;
  findings.push(
    warning(
      'W_DATE_KEPT',
      `the episode was published on ${record.publishedAt}; the later date ${stated} is not used.`,
      {
        hint: 'a later date would show the episode as new to every subscriber.',
        place: { file: item.source.location },
      },
    ),
  );
  return record.publishedAt;
}

import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ShowState } from '../../context.js';
import { LectorError } from '../../errors.js';
import type { SourceItem } from '../../model/article.js';
import type { Finding } from '../../model/finding.js';
import { isAddress, spellingKey } from '../../model/publication/identity.js';
import type { EpisodeRecord } from '../../model/publication/manifest.js';
import { sourceAddress } from '../../model/text/secrets.js';
import { present } from '../../model/present.js';
import type { Collection } from '../../sources/collect/collect-sources.js';
import { assignRecords, isDue, type Assignment } from './assign-records.js';
import { checkRemovals, concerns } from './check-removals.js';
import { collectItems, sourcesContextOf } from './collect-items.js';
import { sortDoubtful, toDraft, warnOfFileDate, type HeldItem } from './held-items.js';
import { spreadDates } from './spread-dates.js';

/** What a run may do with the items it finds. */
export type ItemOptions = {
  /** Take episodes whose source is gone out of the show. */
  readonly isPruning?: boolean;
  /** How many episodes may be taken out at once. */
  readonly maxRemovals?: number;
  readonly allowGuidChange?: boolean;
  /** Leave out what is not published yet and dated before this day, `2024-01-31`. */
  readonly since?: string;
  /** Path relative to the project folder: nothing else is made anew, and what is published stays. */
  readonly only?: string;
  /** Makes what is not released yet as well: drafts, what waits for its day, what lacks a date or a name. */
  readonly unreleased?: Unreleased;
};

/** What is made to be looked at: its dates follow its source, and it goes with it. */
export type Unreleased = {
  /** GUIDs of the episodes that are really published. */
  readonly released: ReadonlySet<string>;
};

/** Every item of a show under the name it has for ever. */
export type AssignedItems = {
  /** In the order of the items. */
  readonly assignments: readonly Assignment[];
  /** Read, and not to be published now. */
  readonly held: readonly HeldItem[];
  readonly refused: readonly Finding[];
  /** Published, and no item is theirs any more. */
  readonly orphans: readonly EpisodeRecord[];
  /** Published, and an item may be theirs that is held back until somebody says so. */
  readonly asked: readonly EpisodeRecord[];
};

/** Reads every item and gives each what the manifest holds for it. What is refused is reported and returned. */
export async function assignItems(
  state: ShowState,
  options: ItemOptions & { readonly isLying?: boolean } = {},
): Promise<AssignedItems> {
  const collected = await collectItems(state, options);
  const { unreleased } = options;
  const { items, held, refused } = unreleased ? withDrafts(collected) : collected;
  const assigned = assignRecords(items, {
    showGuid: state.show.guid,
    manifest: state.published.manifest,
    now: state.now,
    allowGuidChange: options.allowGuidChange ?? false,
    ...present({ secret: state.privacy?.secret }),
    isSilent: silenceOf(refused),
    ...present({ released: unreleased?.released }),
  });
  for (const finding of [...refused, ...assigned.findings]) state.warn(finding);
  const { certain, doubtful } = unreleased
    ? { certain: assigned.assignments, doubtful: [] }
    : sortDoubtful(assigned.assignments);
  return {
    assignments: spreadDates(certain, {
      published: (state.published.manifest?.episodes ?? []).map(({ publishedAt }) => publishedAt),
      now: state.now(),
    }),
    held: [...held.map(toDraft), ...assigned.questioned, ...doubtful],
    refused: [...refused, ...assigned.findings].filter(({ severity }) => severity === 'error'),
    orphans: assigned.orphans.filter(({ guid }) => unreleased?.released.has(guid) !== false),
    asked: assigned.asked,
  };
}

/** Drafts among everything else; what was taken out of the show stays out. */
function withDrafts({ items, held, refused }: Collection): Collection {
  const isDraft = ({ options }: SourceItem): boolean => options.isDraft === true;
  return { items: [...items, ...held.filter(isDraft)], held: held.filter((item) => !isDraft(item)), refused };
}

/** Files, pages and feeds that could not be read are not gone. */
function silenceOf(refused: readonly Finding[]): (location: string) => boolean {
  const files = refused.flatMap(({ place }) => (place ? [place.file] : []));
  return (location) => files.some((file) => concerns(file, location));
}

/** Whether a document is a page or feed of the configuration, in whatever spelling, or a file that is there. */
function sourcesOf(state: ShowState): (document: string) => boolean {
  const { addresses = [], root } = sourcesContextOf(state);
  const keys = new Set(addresses.map(({ url }) => spellingKey(sourceAddress(url))));
  return (document) => (isAddress(document) ? keys.has(spellingKey(document)) : existsSync(path.join(root, document)));
}

/** What of the items a build is about: what is due, what waits for its day, and what stays although its source is gone. */
export async function sortItems(
  state: ShowState,
  options: ItemOptions,
): Promise<{
  readonly due: readonly Assignment[];
  readonly scheduled: readonly Assignment[];
  readonly held: readonly HeldItem[];
  readonly staying: readonly EpisodeRecord[];
}> {
  const assigned = await assignItems(state, { ...options, isLying: true });
  const { refused, orphans, asked } = assigned;
  const { assignments, held, untouched } = choose(assigned, options.only);
  for (const { reason } of held) state.warn(reason);
  for (const assignment of assignments) warnOfFileDate(assignment, state);
  const staying = checkRemovals({
    orphans,
    heldFiles: assigned.held.map(({ item }) => item.source.location),
    refusedFiles: refused.flatMap(({ place }) => (place ? [place.file] : [])),
    isSource: sourcesOf(state),
    recordCount: state.published.manifest?.episodes.length ?? 0,
    options,
    warn: state.warn,
  });
  const now = state.now();
  const isMade = (assignment: Assignment, since?: string): boolean =>
    options.unreleased !== undefined || isDue(assignment, { now, ...present({ since }) });
  return {
    due: assignments.filter((assignment) => isMade(assignment, options.since)),
    scheduled: assignments.filter((assignment) => !isMade(assignment)),
    held,
    staying: [...staying, ...asked, ...untouched],
  };
}

/** Of what there is, the one file that was asked for; everything else that is published stays as it is. */
function choose(
  { assignments, held }: AssignedItems,
  only: string | undefined,
): Pick<AssignedItems, 'assignments' | 'held'> & { readonly untouched: readonly EpisodeRecord[] } {
  if (only === undefined) return { assignments, held, untouched: [] };
  const isMeant = ({ item }: Pick<Assignment, 'item'>): boolean => item.source.location.replace(/#.*$/u, '') === only;
  const [chosen, drafts] = [assignments.filter(isMeant), held.filter(isMeant)];
  if (chosen.length + drafts.length === 0) {
    throw new LectorError('E_INPUT', `${only} is no article of this show that can be read.`, {
      hint: 'put it into the folder of articles, or name one that lies there.',
    });
  }
  const untouched = assignments.filter((assignment) => !isMeant(assignment)).flatMap(({ record }) => record ?? []);
  return { assignments: chosen, held: drafts, untouched };
}

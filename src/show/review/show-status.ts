import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { ShowState } from '../../context.js';
import type { SourceItem } from '../../model/article.js';
import type { Finding } from '../../model/finding.js';
import { present } from '../../model/present.js';
import { documentOf, isAddress } from '../../model/publication/identity.js';
import type { EpisodeRecord } from '../../model/publication/manifest.js';
import { isDue } from '../items/assign-records.js';
import { isHeardAsPublished } from './hold-unapproved.js';
import { openJudge, type Judgement } from './judge-approval.js';
import { listWork, type WorkItem } from './list-work.js';

/**
 * Where an item stands on its way out. `draft`: its source says it is not public. `held`: it lacks what it needs, such as
 * a date. `refused`: it cannot be read or made. `review`: it waits for an approval. `approved`: it goes out with the next
 * build; `ready`, where no approval is asked for. `scheduled`: it waits for its day. `published`. `unpublished`: it was
 * taken back.
 */
export type EditorialState =
  'draft' | 'held' | 'refused' | 'review' | 'approved' | 'ready' | 'scheduled' | 'published' | 'unpublished';

/** One item of the show as an editor asks for it. */
export type ItemStatus = {
  /** Absent for what cannot be read. */
  readonly slug?: string;
  readonly title: string;
  readonly kind?: SourceItem['kind'];
  readonly state: EditorialState;
  /** What has to happen next, as a sentence without a full stop; absent where nothing has to. */
  readonly waitsFor?: string;
  /** ISO 8601: since when it is in this state, as far as that is known. */
  readonly since?: string;
  /** File or address it is read from. */
  readonly location: string;
  /** ISO 8601: the date it is or will be published under. */
  readonly publishedAt?: string;
  /** What is published is not what its source says now: `sound`, it is heard otherwise; `text`, it is written otherwise. */
  readonly stale?: 'sound' | 'text';
  /** Of a published item whose source says something else now: where that stands. */
  readonly correction?: 'review' | 'approved' | 'ready' | 'refused';
  /** Who approved what is heard now, or why that approval does not hold. */
  readonly approval?: { readonly isHolding: boolean; readonly why: string; readonly by?: string; readonly at: string };
  /** Its audio below the output folder, of what is published. */
  readonly audio?: string;
};

/** Where every item of the show stands. Writes nothing and narrates nothing. */
export async function showStatus(state: ShowState): Promise<readonly ItemStatus[]> {
  const { items, refused, left } = await listWork(state);
  const judge = await openJudge(state, new Set(items.map(({ assignment }) => assignment.slug)));
  const found: ItemStatus[] = [];
  for (const work of items) {
    const judged = isHeardAsPublished(work.job) && work.job.work !== 'refuse' ? undefined : await judge.judge(work.job);
    found.push(await statusOf(work, { state, judged }));
  }
  const read = new Set(items.map(({ assignment }) => assignment.item.source.location));
  const lost = refused.filter(({ place }) => place !== undefined && !read.has(place.file));
  return [
    ...found,
    ...(await Promise.all(lost.map((finding) => unreadable(finding, state)))),
    ...left.map(orphanStatus),
    ...(state.published.manifest?.unpublished ?? []).map((record): ItemStatus => ({
      slug: record.slug,
      title: record.title,
      state: 'unpublished',
      since: record.unpublishedAt,
      location: record.location,
      waitsFor: `lector unpublish --undo ${record.slug}, if it is to return`,
    })),
  ];
}

type Known = { readonly state: ShowState; readonly judged: Judgement | undefined };

async function statusOf(work: WorkItem, known: Known): Promise<ItemStatus> {
  const { assignment, job, held } = work;
  const { item, slug, record, publishedAt } = assignment;
  const { location } = item.source;
  const touchedAt = await touched(location, known.state);
  const common = {
    slug,
    title: item.title,
    kind: item.kind,
    location,
    ...(!held && { publishedAt }),
    ...approvalOf(known.judged),
  };
  if (held) {
    const isDraft = held.code === 'W_HELD_BACK';
    const state = isDraft ? 'draft' : 'held';
    const waitsFor = isDraft ? held.message.replace(/\.$/u, '') : (held.hint ?? held.message).replace(/\.$/u, '');
    return { ...common, state, waitsFor, ...present({ since: touchedAt }) };
  }
  if (record) return { ...common, ...publishedStatus(work, record, known) };
  if (job.work === 'refuse')
    return {
      ...common,
      state: 'refused',
      waitsFor: job.failure.message.replace(/\.$/u, ''),
      ...present({ since: touchedAt }),
    };
  const gate = gateOf(known);
  const isToday = isDue(assignment, { now: known.state.now() });
  if (gate === 'review')
    return {
      ...common,
      state: 'review',
      waitsFor: `an approval: ${known.judged?.why ?? ''}`,
      ...present({ since: known.judged?.approval?.withdrawn?.at ?? touchedAt }),
    };
  const since = known.judged?.approval?.approvedAt ?? touchedAt;
  if (!isToday)
    return { ...common, state: 'scheduled', waitsFor: `the first build after ${publishedAt}`, ...present({ since }) };
  return { ...common, state: gate, waitsFor: 'lector build', ...present({ since }) };
}

function publishedStatus(
  { job }: WorkItem,
  record: EpisodeRecord,
  known: Known,
): Pick<ItemStatus, 'state' | 'since' | 'audio' | 'stale' | 'correction' | 'waitsFor'> {
  const standing = { state: 'published', since: record.publishedAt, audio: record.audio.path } as const;
  if (job.work === 'nothing') return standing;
  if (job.work === 'refuse')
    return { ...standing, stale: 'sound', correction: 'refused', waitsFor: job.failure.message.replace(/\.$/u, '') };
  if (isHeardAsPublished(job)) return { ...standing, stale: 'text', correction: 'ready', waitsFor: 'lector build' };
  const correction = gateOf(known);
  const waitsFor =
    correction === 'review' ? `an approval of its correction: ${known.judged?.why ?? ''}` : 'lector build';
  return { ...standing, stale: 'sound', correction, waitsFor };
}

/** Whether what is to be made may go out. */
function gateOf({ state, judged }: Known): 'review' | 'approved' | 'ready' {
  if (state.config.review !== 'required') return 'ready';
  return judged?.isApproved === true ? 'approved' : 'review';
}

function approvalOf(judged: Judgement | undefined): Pick<ItemStatus, 'approval'> {
  if (!judged?.approval) return {};
  const { approval, isApproved, why } = judged;
  return { approval: { isHolding: isApproved, why, at: approval.approvedAt, ...present({ by: approval.by }) } };
}

async function unreadable({ message, place }: Finding, state: ShowState): Promise<ItemStatus> {
  const location = place?.file ?? '';
  const since = await touched(location, state);
  return {
    title: path.posix.basename(location),
    state: 'refused',
    location,
    waitsFor: message.replace(/\.$/u, ''),
    ...present({ since }),
  };
}

function orphanStatus({ slug, title, location, publishedAt, audio }: EpisodeRecord): ItemStatus {
  const waitsFor = 'its source, which is gone or in question; lector build --prune takes it out';
  return { slug, title, state: 'published', since: publishedAt, publishedAt, location, audio: audio.path, waitsFor };
}

/** When a file was last written; nothing for what lies on the web. */
async function touched(location: string, { config }: Pick<ShowState, 'config'>): Promise<string | undefined> {
  if (isAddress(location)) return undefined;
  const found = await stat(path.join(config.root, documentOf(location))).catch(() => undefined);
  return found && new Date(found.mtimeMs).toISOString();
}

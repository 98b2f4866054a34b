import type { ShowState } from '../../context.js';
import type { Finding } from '../../model/finding.js';
import type { EpisodeRecord } from '../../model/publication/manifest.js';
import { toUniqueSlug } from '../../model/text/slug.js';
import { decideWork, type Job } from '../episodes/decide-work.js';
import { assignItems } from '../items/assign-items.js';
import type { Assignment } from '../items/assign-records.js';
import type { HeldItem } from '../items/held-items.js';

/** An item of the show with what a build would do with it. */
export type WorkItem = {
  readonly assignment: Assignment;
  readonly job: Job;
  /** Why it is no part of the show. */
  readonly held?: Finding;
};

export type AllWork = {
  readonly items: readonly WorkItem[];
  /** What could not be read at all. */
  readonly refused: readonly Finding[];
  /** Published, and its source is gone or in question. */
  readonly left: readonly EpisodeRecord[];
};

/** Everything there is with what a build would do with it, drafts among it. Writes nothing. */
export async function listWork(state: ShowState): Promise<AllWork> {
  const { assignments, held, refused, orphans, asked } = await assignItems(state, { isLying: true });
  const taken = new Set(assignments.map(({ slug }) => slug));
  const drafts = held.map((item): [Assignment, HeldItem] => {
    const slug = toUniqueSlug(item.slug, taken);
    taken.add(slug);
    return [draftAssignment({ ...item, slug }, state), item];
  });
  const reasons = new Map(drafts.map(([assignment, { reason }]) => [assignment, reason]));
  const { jobs } = await decideWork(state, [...assignments, ...reasons.keys()]);
  const all = [...assignments, ...reasons.keys()];
  const items = jobs.map((job, index): WorkItem => {
    const assignment = all[index] ?? job.assignment;
    const reason = reasons.get(assignment);
    return { assignment, job, ...(reason && { held: reason }) };
  });
  return { items, refused, left: [...orphans, ...asked] };
}

/** What is no part of the show yet, under the name it would have. */
function draftAssignment({ item, slug }: HeldItem, { now }: Pick<ShowState, 'now'>): Assignment {
  return { item, slug, guid: item.identity, publishedAt: item.publishedAt ?? now().toISOString() };
}

import type { EpisodeRow, Project, ShowState } from '../../context.js';
import { warning } from '../../errors.js';
import { count, quoteValue } from '../../model/text.js';
import { planNarration, type NarrationPlan } from '../../narration/plan-narration.js';
import type { Job } from './decide-work.js';
import { speakingOf } from './open-episode-context.js';
import { scriptOfJob } from '../review/job-sound.js';
import { rowOf, type PublishedRecord } from './published-episode.js';
import { standingRecord } from './read-episode.js';

/** Jobs that go on, and what becomes of the others: the edition that is published stays as it is. */
export type SortedJobs = {
  readonly going: readonly Job[];
  readonly held: readonly HeldJob[];
};

export type HeldJob = { readonly entry?: PublishedRecord; readonly row: EpisodeRow };

/** Holds what cannot be made without speaking. */
export async function holdUnspoken(jobs: readonly Job[], project: Project): Promise<SortedJobs> {
  const going: Job[] = [];
  const held: HeldJob[] = [];
  for (const job of jobs) {
    const plan = job.work === 'make' ? await narrationPlanOf(job, project).catch(() => undefined) : undefined;
    const missingCount = plan ? plan.utteranceCount - plan.cachedCount : 0;
    if (missingCount === 0) {
      going.push(job);
      continue;
    }
    const { item } = job.assignment;
    const { engine } = await project.session();
    const message = `${count(missingCount, 'sentence')} of ${quoteValue(item.title)} are not narrated: ${engine.name} costs money.`;
    const place = { file: item.source.location };
    project.warn(
      warning('W_NOT_NARRATED', message, { hint: 'start "lector dev --speak", or run "lector build".', place }),
    );
    held.push(await standing(job, project, 'held'));
  }
  return { going, held };
}

/** What of a job is published already stays. */
export async function standing(job: Job, project: Project, outcome: EpisodeRow['outcome']): Promise<HeldJob> {
  const { record, slug, item } = job.assignment;
  const found = record && (await standingRecord(record, project));
  if (found) return { entry: { record: found }, row: rowOf(found, { outcome: 'kept', elapsedMs: 0 }) };
  return { row: { slug, title: item.title, outcome, elapsedMs: 0 } };
}

/** What narrating an episode would take; nothing for a recording. */
export async function narrationPlanOf(job: Job, state: ShowState): Promise<NarrationPlan | undefined> {
  const script = await scriptOfJob(job, state);
  if (!script) return undefined;
  const context = { session: await state.session(), ...speakingOf(state.config), ...job.takes };
  return planNarration(script, { ...context, planned: new Set() });
}

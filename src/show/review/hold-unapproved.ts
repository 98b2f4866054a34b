import type { EpisodeRow, Project } from '../../context.js';
import { EXIT, isLectorError, toLectorError, warning } from '../../errors.js';
import type { Finding } from '../../model/finding.js';
import { quoteValue } from '../../model/text.js';
import type { Job } from '../episodes/decide-work.js';
import { standing, type HeldJob, type SortedJobs } from '../episodes/hold-jobs.js';
import { speakScript } from '../episodes/speak-script.js';
import type { Assignment } from '../items/assign-records.js';
import { scriptOfJob } from './job-sound.js';
import { openJudge } from './judge-approval.js';

/** Whether nothing new is heard of it: it needs nobody's approval, whatever is written about it. */
export function isHeardAsPublished(job: Job): boolean {
  if (job.work !== 'make') return true;
  return job.assignment.record?.sound === job.fingerprint.sound;
}

/** What waits for an approval, to be narrated so that somebody can give it. */
export type Waiting = SortedJobs & { readonly toHear: readonly Job[] };

/** Holds what would be heard otherwise than it was approved; what is published of it stays. */
export async function holdUnapproved(
  jobs: readonly Job[],
  { project, slugs }: { readonly project: Project; readonly slugs: ReadonlySet<string> },
): Promise<Waiting> {
  const judge = await openJudge(project, slugs);
  const going: Job[] = [];
  const held: HeldJob[] = [];
  const toHear: Job[] = [];
  for (const job of jobs) {
    const judged = isHeardAsPublished(job) ? undefined : await judge.judge(job);
    if (judged?.isApproved !== false) {
      going.push(job);
      continue;
    }
    project.warn(waits(job.assignment, judged.why));
    held.push(await standing(job, project, 'review'));
    // What was approved as it was narrated elsewhere is not paid for again to be told apart.
    const isElsewhere = job.work === 'make' && judged.approval?.sound === job.fingerprint.sound;
    if (!isElsewhere) toHear.push(job);
  }
  return { going, held, toHear };
}

function waits({ item, slug, record }: Assignment, why: string): Finding {
  const what = record ? `the correction of ${quoteValue(item.title)}` : quoteValue(item.title);
  return warning('W_REVIEW', `${what} waits for approval: ${why}.`, {
    hint: `hear it in "lector preview", then: lector approve ${slug}.`,
    place: { file: item.source.location },
  });
}

/** Narrates what waits, so that it can be heard; a budget that is spent ends it. */
export async function hearWaiting(
  jobs: readonly Job[],
  project: Project,
): Promise<ReadonlyMap<string, Partial<EpisodeRow>>> {
  const spoken = new Map<string, Partial<EpisodeRow>>();
  for (const job of jobs) {
    const { slug, item } = job.assignment;
    if (project.signal.aborted) break;
    try {
      const script = await scriptOfJob(job, project);
      if (!script) continue;
      project.report({ type: 'stage', slug, title: item.title, stage: 'narration' });
      const { usage } = await speakScript(script, job.takes, project);
      const { synthesisedCount, utteranceCount, costUsd } = usage;
      spoken.set(slug, { synthesisedCount, utteranceCount, costUsd });
    } catch (error) {
      if (project.signal.aborted) break;
      const failure = toLectorError(error);
      project.warn({ place: { file: item.source.location }, ...failure.toFinding() });
      if (!isLectorError(error) || failure.exitCode === EXIT.budget || failure.code === 'E_ENGINE_REFUSED') break;
    }
  }
  return spoken;
}

import type { EpisodeRow, Project, ShowState } from '../../context.js';
import { EXIT, isLectorError, toLectorError, warning } from '../../errors.js';
import type { Finding } from '../../model/finding.js';
import { quoteValue } from '../../model/text.js';
import type { Job } from '../episodes/decide-work.js';
import { speakScript } from '../episodes/speak-script.js';
import type { Assignment } from '../items/assign-records.js';
import { scriptOfJob } from './job-sound.js';
import { openJudge } from './judge-approval.js';

/** Whether nothing new is heard of it: it needs nobody's approval, whatever is written about it. */
export function isHeardAsPublished(job: Job): boolean {
  if (job.work !== 'make') return true;
  return job.assignment.record?.sound === job.fingerprint.sound;
}

/** Jobs that go on, and those that wait for an approval. */
export type Reviewed = {
  readonly going: readonly Job[];
  readonly waiting: readonly WaitingJob[];
  /** Of these, what is narrated meanwhile, so that it can be heard. */
  readonly toHear: readonly Job[];
};

/** A job with why it waits. */
type WaitingJob = { readonly job: Job; readonly why: string };

/** Holds what would be heard otherwise than it was approved; what is published of it stays. */
export async function holdUnapproved(
  jobs: readonly Job[],
  { state, slugs }: { readonly state: ShowState; readonly slugs: ReadonlySet<string> },
): Promise<Reviewed> {
  const judge = await openJudge(state, slugs);
  const going: Job[] = [];
  const waiting: WaitingJob[] = [];
  const toHear: Job[] = [];
  for (const job of jobs) {
    const judged = isHeardAsPublished(job) ? undefined : await judge.judge(job);
    if (judged?.isApproved !== false) {
      going.push(job);
      continue;
    }
    state.warn(waits(job.assignment, judged.why));
    waiting.push({ job, why: judged.why });
    // What was approved as it was narrated elsewhere is not paid for again to be told apart.
    const isElsewhere = job.work === 'make' && judged.approval?.sound === job.fingerprint.sound;
    if (!isElsewhere) toHear.push(job);
  }
  return { going, waiting, toHear };
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

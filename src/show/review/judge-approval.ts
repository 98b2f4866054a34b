import type { ShowState } from '../../context.js';
import type { HeardLine } from '../../model/publication/draft.js';
import { count } from '../../model/text.js';
import type { Job } from '../episodes/decide-work.js';
import { readApprovals, type Approval } from './approvals.js';
import { compareHeard } from './compare-heard.js';
import { digestOfClips, keptClips, scriptOfJob } from './job-sound.js';

/** Whether an item may go out as it sounds now. */
export type Judgement = {
  readonly isApproved: boolean;
  /** Why not, or by whom, as a sentence without a full stop. */
  readonly why: string;
  readonly approval?: Approval;
};

export type Judge = {
  /** Of a job that is to be made; of any other, what is known of it. */
  judge(job: Job): Promise<Judgement>;
  /** What is heard beside what was heard when it was last approved; nothing where it never was. */
  changesOf(job: Job, approval: Approval | undefined): Promise<readonly HeardLine[] | undefined>;
};

/**
 * Reads what was approved, once. An approval holds for the sound it was given for: it goes with an item that is called
 * otherwise, and lapses when what is heard is another.
 *
 * @param slugs Of every item there is.
 */
export async function openJudge(state: ShowState, slugs: ReadonlySet<string>): Promise<Judge> {
  const { approvals, faults } = await readApprovals(state.config);
  faults.forEach(state.warn);
  const ownerless = new Map([...approvals].flatMap(([slug, one]) => (slugs.has(slug) ? [] : [[one.sound, one]])));

  async function judge(job: Job): Promise<Judgement> {
    if (job.work === 'refuse') return { isApproved: false, why: job.failure.message.replace(/\.$/u, '') };
    const { slug } = job.assignment;
    const { sound } = job.fingerprint;
    const approval = approvals.get(slug) ?? ownerless.get(sound);
    if (!approval) return { isApproved: false, why: 'nobody has approved it yet' };
    const { withdrawn, by, approvedAt, note } = approval;
    const said = (name: string | undefined, at: string): string =>
      `${name === undefined ? '' : `by ${name} `}on ${at.slice(0, 10)}`;
    if (withdrawn)
      return { isApproved: false, approval, why: `its approval was withdrawn ${said(withdrawn.by, withdrawn.at)}` };
    if (approval.sound !== sound) return { isApproved: false, approval, why: await lapsed(job, approval) };
    if (approval.clips !== undefined && (await digestOfClips(job, state)) !== approval.clips)
      return { isApproved: false, approval, why: await otherSound(job) };
    return {
      isApproved: true,
      approval,
      why: `approved ${said(by, approvedAt)}${note === undefined ? '' : `: ${note}`}`,
    };
  }

  async function lapsed(job: Job, approval: Approval): Promise<string> {
    const lines = (await changesOf(job, approval)) ?? [];
    const changed = lines.filter(({ change }) => change !== 'same');
    const since = `since it was approved on ${approval.approvedAt.slice(0, 10)}`;
    if (changed.length === 0) return `its words are the same ${since}, and its voice, pauses or sound are not`;
    const [added, removed] = ['new', 'gone'].map((kind) => changed.filter(({ change }) => change === kind).length);
    return `${count(added ?? 0, 'sentence')} new and ${removed ?? 0} gone ${since}`;
  }

  async function otherSound(job: Job): Promise<string> {
    const kept = await keptClips(job, state);
    return kept && kept.digests.length < kept.takes.length
      ? 'the sound that was approved is not on this machine'
      : 'it was narrated anew since it was approved';
  }

  async function changesOf(job: Job, approval: Approval | undefined): Promise<readonly HeardLine[] | undefined> {
    if (!approval) return undefined;
    const { utterances } = (await scriptOfJob(job, state)) ?? { utterances: [] };
    return compareHeard(
      approval.heard,
      utterances.map(({ spoken }) => spoken),
    );
  }

  return { judge, changesOf };
}

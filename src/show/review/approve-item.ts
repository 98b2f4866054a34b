import type { ShowState } from '../../context.js';
import { LectorError, toLectorError, warning } from '../../errors.js';
import { present } from '../../model/present.js';
import { count, quoteValue } from '../../model/text.js';
import { suggestWord } from '../../model/text/suggest.js';
import { readApprovals, writeApproval, type Approval } from './approvals.js';
import { isHeardAsPublished } from './hold-unapproved.js';
import { digestOfClips, keptClips, scriptOfJob } from './job-sound.js';
import { openJudge } from './judge-approval.js';
import { listWork, type WorkItem } from './list-work.js';
import { findWanted } from '../verbs/scripts.js';

/** What is said of an item, and by whom. */
export type ApproveOptions = {
  /** Slug or the beginning of one, file name with or without its ending, or path. */
  readonly wanted: string;
  /** Folder a path is relative to; the project folder unless given. */
  readonly cwd?: string;
  /** The user of this machine unless given. */
  readonly by?: string;
  readonly note?: string;
  /** Takes an approval back: what is not published yet waits again. */
  readonly isWithdrawing?: boolean;
};

export type Approved = {
  readonly slug: string;
  readonly title: string;
  /** Path of the file it stands in, below the project folder. */
  readonly file: string;
  readonly approval: Approval;
  /** Whether it is published as it sounds now. */
  readonly isPublished: boolean;
};

/**
 * Says that an item may go out as it sounds now, or takes that back. It holds for these words, voices and sounds alone.
 *
 * @throws {@link LectorError} `E_INPUT` when there is no such item, or nothing to take back; the item's own error when it
 *   cannot be made.
 */
export async function approveItem(state: ShowState, options: ApproveOptions): Promise<Approved> {
  const { items } = await listWork({ ...state, warn: () => undefined });
  const found = findWanted(
    items.map((work) => ({ ...work, item: work.assignment.item, slug: work.assignment.slug })),
    { root: state.config.root, request: options },
  );
  if (!found) throw nobody(options.wanted, items);
  const { job, assignment } = found;
  if (job.work === 'refuse') throw job.failure;
  const { slug, item } = assignment;
  const isPublished = assignment.record !== undefined && isHeardAsPublished(job);
  const done = { slug, title: item.title, isPublished };
  const { environment } = state;
  const user =
    environment['GIT_AUTHOR_NAME'] ?? environment['LOGNAME'] ?? environment['USER'] ?? environment['USERNAME'];
  const by = options.by ?? user;
  const at = state.now().toISOString();
  const said = present({ by, note: options.note });
  if (options.isWithdrawing === true) {
    const before = (await readApprovals(state.config)).approvals.get(slug);
    if (!before || before.withdrawn) {
      throw new LectorError('E_INPUT', `${quoteValue(item.title)} has no approval to take back.`, {
        hint: 'see "lector approve --list".',
      });
    }
    const approval: Approval = { ...before, withdrawn: { at, ...said } };
    return { ...done, approval, file: await writeApproval(state.config, slug, approval) };
  }
  const script = await scriptOfJob(job, state);
  const clips = await clipsOf(found, state);
  const approval: Approval = {
    title: item.title,
    source: item.source.location,
    approvedAt: at,
    ...said,
    sound: job.fingerprint.sound,
    ...present({ clips }),
    heard: (script?.utterances ?? []).map(({ spoken }) => spoken),
  };
  return { ...done, approval, file: await writeApproval(state.config, slug, approval) };
}

/** An approval as it is listed. */
export type ListedApproval = {
  readonly slug: string;
  readonly approval: Approval;
  /** `lapsed`: its item is heard otherwise now. `gone`: there is no such item. */
  readonly state: 'holds' | 'lapsed' | 'withdrawn' | 'gone';
  readonly why: string;
};

/** Every approval, and whether it holds. */
export async function listApprovals(state: ShowState): Promise<readonly ListedApproval[]> {
  const { approvals } = await readApprovals(state.config);
  const { items } = await listWork({ ...state, warn: () => undefined });
  const judge = await openJudge(state, new Set(items.map(({ assignment }) => assignment.slug)));
  const listed: ListedApproval[] = [];
  for (const [slug, approval] of approvals) {
    const work = items.find(({ assignment }) => assignment.slug === slug);
    const judged = work && (await judge.judge(work.job));
    const kind = !judged ? 'gone' : judged.isApproved ? 'holds' : approval.withdrawn ? 'withdrawn' : 'lapsed';
    listed.push({ slug, approval, state: kind, why: judged?.why ?? 'there is no such item any more' });
  }
  return listed;
}

/** What was narrated of it, where that can tell how it sounds; whoever approves what nobody narrated is told. */
async function clipsOf({ job, assignment }: WorkItem, state: ShowState): Promise<string | undefined> {
  const place = { file: assignment.item.source.location };
  try {
    const kept = await keptClips(job, state);
    const missingCount = kept ? kept.takes.length - kept.digests.length : 0;
    if (missingCount > 0) {
      const message = `${quoteValue(assignment.item.title)} is approved unheard: ${count(missingCount, 'sentence')} of it are not narrated yet.`;
      state.warn(warning('W_APPROVED_UNHEARD', message, { place }));
    }
    return await digestOfClips(job, state);
  } catch (error) {
    // Who approves may have no key for the engine: then the words are all that is approved.
    const message = `${quoteValue(assignment.item.title)} is approved unheard: ${toLectorError(error).message}`;
    state.warn(warning('W_APPROVED_UNHEARD', message, { place }));
    return undefined;
  }
}

function nobody(wanted: string, items: readonly WorkItem[]): LectorError {
  const slugs = items.map(({ assignment }) => assignment.slug);
  const near = suggestWord(wanted, slugs);
  return new LectorError('E_INPUT', `there is no item ${quoteValue(wanted)}.`, {
    hint: near === undefined ? `use one of: ${slugs.slice(0, 20).join(', ')}.` : `did you mean ${near}?`,
  });
}

import { createHash } from 'node:crypto';
import type { ShowState } from '../../context.js';
import { present } from '../../model/present.js';
import type { Script } from '../../model/script.js';
import { wholeItem } from '../../model/text/article-text.js';
import { listTakes, type Take } from '../../narration/list-takes.js';
import type { Job } from '../episodes/decide-work.js';
import { scriptContextOf, speakingOf } from '../episodes/open-episode-context.js';
import { writeScript } from '../../script/write-script.js';

/** Clips of an episode that are kept, of those it has. */
export type KeptClips = { readonly takes: readonly Take[]; readonly digests: readonly string[] };

/** The clips of a narration that are kept on this machine; nothing for a recording. */
export async function keptClips(job: Job, state: ShowState): Promise<KeptClips | undefined> {
  const script = await scriptOfJob(job, state);
  if (!script) return undefined;
  const session = await state.session();
  const takes = await listTakes(script, { session, ...speakingOf(state.config), ...job.takes });
  const clips = await Promise.all(takes.map(({ key }) => session.clips.get(key)));
  return { takes, digests: clips.flatMap((clip) => clip?.sha256 ?? []) };
}

/**
 * Of the sound of a narration, where all of it is kept and the engine never says the same words the same twice; of any
 * other nothing: there what is said is all that tells how it sounds.
 */
export async function digestOfClips(job: Job, state: ShowState): Promise<string | undefined> {
  const { engine } = await state.session();
  if (engine.capabilities.isDeterministic) return undefined;
  const kept = await keptClips(job, state);
  if (!kept || kept.digests.length < kept.takes.length) return undefined;
  return createHash('sha256').update(kept.digests.join('\n')).digest('hex');
}

/** The script a job is made from; nothing for a recording. */
export async function scriptOfJob(job: Job, state: ShowState): Promise<Script | undefined> {
  const written = 'written' in job ? job.written : undefined;
  const item = await wholeItem(job.assignment.item);
  if (item.kind === 'programme') return undefined;
  return (
    written?.script ??
    writeScript(item, { ...(await scriptContextOf(state)), ...present(job.plan), warn: () => undefined })
  );
}

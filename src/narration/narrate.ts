import PQueue from 'p-queue';
import { LectorError } from '../errors.js';
import type { Clip, Narration } from '../model/narration.js';
import { present } from '../model/present.js';
import type { Script } from '../model/script.js';
import { samplesToMs } from '../model/time.js';
import type { Expense } from './billing.js';
import { describeSpeakers } from './describe-speakers.js';
import { listTakes, type Take } from './list-takes.js';
import { makeClip } from './make-clip.js';
import { measureVoice } from './pace/measure-voice.js';
import type { NarrationContext } from './narration-context.js';
import type { FoundClip } from './narration-session.js';

export type { NarrationContext, NarrationProgress } from './narration-context.js';
export { planNarration, speakingRate, type NarrationPlan } from './plan-narration.js';

/**
 * Speaks every utterance of a script, reusing clips the cache holds; utterances that sound the same are spoken once.
 * Every clip is kept as soon as it is made, so whatever stops a run, the next goes on from there. The first failure ends
 * the narration once what is under way has been kept.
 *
 * @returns One clip per utterance, in the same order.
 * @throws {@link LectorError} `E_VOICE_UNKNOWN`, `E_VOICE_LANGUAGE`, `E_CLIP`, `E_TTS_…`, `E_AUDIO_…` and `E_ENGINE` naming the text, `E_BUDGET`.
 */
export async function narrate(script: Script, context: NarrationContext): Promise<Narration> {
  context.signal.throwIfAborted();
  const expense: Expense = { characters: 0, usd: 0 };
  const takes = await prepareTakes(script, context, expense);
  const { clips, synthesisedCount } = await findClips({ takes, expense, context });
  return {
    script,
    clips: takes.map(({ key }) => requireClip(clips.get(key))),
    engine: context.session.engine.name,
    voices: [...new Set(takes.map(({ voice }) => voice))],
    speakers: await describeSpeakers(takes, context),
    usage: {
      utteranceCount: takes.length,
      synthesisedCount,
      synthesisedCharacters: expense.characters,
      costUsd: Math.round(expense.usd * 1_000_000) / 1_000_000,
    },
  };
}

/**
 * What is to be spoken for each utterance; voices that were never measured are, where the pace of the show asks for it.
 *
 * @param expense Grows by what measuring costs.
 */
export function prepareTakes(
  script: Script,
  context: NarrationContext,
  expense: Expense = { characters: 0, usd: 0 },
): Promise<readonly Take[]> {
  return listTakes(script, { ...context, measure: (spoken) => measureVoice(spoken, { expense, context }) });
}

async function findClips(input: {
  readonly takes: readonly Take[];
  readonly expense: Expense;
  readonly context: NarrationContext;
}): Promise<{ clips: ReadonlyMap<string, Clip>; synthesisedCount: number }> {
  const { takes, expense, context } = input;
  const uses = countUses(takes);
  const clips = new Map<string, Clip>();
  const queue = new PQueue({ concurrency: context.session.concurrency });
  let failure: unknown;
  let done = 0;
  let cached = 0;
  let audioMs = 0;
  let synthesisedCount = 0;
  const finish = (take: Take, clip: Clip, isCached: boolean): void => {
    const count = uses.get(take.key) ?? 1;
    clips.set(take.key, clip);
    done += count;
    if (isCached) cached += count;
    else synthesisedCount += 1;
    audioMs += samplesToMs(clip.endSample - clip.firstSample, clip.sampleRateHz) * count;
    context.onProgress?.({ done, total: takes.length, cached, audioMs, costUsd: expense.usd });
  };
  const work = async (take: Take): Promise<void> => {
    if (failure !== undefined) return;
    try {
      context.signal.throwIfAborted();
      const { clip, isCached } = await context.session.findOnce(take.key, () =>
        findOrMake({ take, takes, expense, context }),
      );
      finish(take, clip, isCached);
    } catch (error) {
      failure ??= error ?? new Error('stopped');
    }
  };
  const first = new Map(takes.map((take) => [take.key, take] as const).reverse());
  // A few at a time are put in the queue, so that a script of any length takes no more memory than its clips.
  for (const take of takes) {
    if (failure !== undefined) break;
    if (first.get(take.key) !== take) continue;
    await queue.onSizeLessThan(context.session.concurrency);
    void queue.add(() => work(take));
  }
  await queue.onIdle();
  if (failure !== undefined) throw failure instanceof Error ? failure : new LectorError('E_INTERRUPTED', 'stopped.');
  return { clips, synthesisedCount };
}

type ClipSearch = {
  readonly take: Take;
  readonly takes: readonly Take[];
  readonly expense: Expense;
  readonly context: NarrationContext;
};

async function findOrMake({ take, takes, expense, context }: ClipSearch): Promise<FoundClip> {
  const found = await context.session.clips.get(take.key);
  if (found) return { clip: found, isCached: true };
  const previousText = takes[take.position - 1]?.text;
  const nextText = takes[take.position + 1]?.text;
  const options = {
    take,
    utteranceCount: takes.length,
    expense,
    ...present({ previousText, nextText }),
  };
  return { clip: await makeClip(options, context), isCached: false };
}

function countUses(takes: readonly Take[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const { key } of takes) uses.set(key, (uses.get(key) ?? 0) + 1);
  return uses;
}

function requireClip(clip: Clip | undefined): Clip {
  if (!clip) throw new LectorError('E_BUG', 'an utterance was left without a clip.');
  return clip;
}

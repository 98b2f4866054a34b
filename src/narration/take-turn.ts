import PQueue from 'p-queue';
import type { NarrationContext } from './narration-context.js';
import type { SpeechEngine } from './speech-engine.js';

/** One queue an engine, shared by all narrations that use it. */
const QUEUES = new WeakMap<SpeechEngine, PQueue>();

/**
 * Waits until fewer requests are under way than the engine may have at once, then does the work: episodes narrated side
 * by side keep to the limit together.
 */
export function takeTurn<Result>(
  { engine, concurrency }: Pick<NarrationContext, 'engine' | 'concurrency'>,
  work: () => Promise<Result>,
): Promise<Result> {
  const queue = QUEUES.get(engine) ?? new PQueue();
  QUEUES.set(engine, queue);
  queue.concurrency = concurrency;
  return queue.add(work);
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Job, Queue, QueueEvents } from 'bullmq';
import { LectorError, type ErrorCode } from '../../errors.js';
import type { Finding } from '../../model/finding.js';
import { present } from '../../model/present.js';
import { askAgain, type OpenRedis } from '../../queue/open-redis.js';
import { JOB_VERSION } from '../../queue/sound-job.js';
import { JOB_OPTIONS, PREFIX, isPoison, QUEUE, type JobReference } from '../../queue/sound-queue.js';

/** Jobs that are waited for. Redis says when to look; what is true stands in the store. */
export type AwaitedJobs = {
  /**
   * Has a job done.
   *
   * @param find Looks for what came of it in the store.
   * @param progress How far it is: a job that got on between two deaths of its workers did not kill them.
   * @throws {@link LectorError} what the worker failed with; `E_JOB` for a job that killed its workers; `E_QUEUE`.
   */
  result<Result>(
    key: string,
    find: () => Promise<Result | undefined>,
    progress: () => Promise<number>,
  ): Promise<Result>;
  close(): Promise<void>;
};

/** How often jobs are looked after that nothing was heard of: an event may be lost, and so may all that Redis knows. */
const LOOK_MS = 5_000;

/** A queue that is away closes slowly. */
const CLOSING_MS = 2_000;

type Waiting = {
  readonly look: () => void;
  readonly stop: (reason: unknown) => void;
  /** Hears of the death of a worker. */
  readonly mourn: () => void;
};

/** @param signal Ends all waiting. */
export function awaitJobs(redis: OpenRedis, signal: AbortSignal): AwaitedJobs {
  const { bullmq, client } = redis;
  const listener = client.duplicate();
  const ended = new AbortController();
  let stopped: { readonly reason: unknown } | undefined;
  const queue: Queue<JobReference> = new bullmq.Queue<JobReference>(QUEUE, { connection: client, prefix: PREFIX });
  const events: QueueEvents = new bullmq.QueueEvents(QUEUE, { connection: listener, prefix: PREFIX });
  // The client says when Redis is away; each of these would say it again.
  queue.on('error', () => undefined);
  events.on('error', () => undefined);
  listener.on('error', () => undefined);
  const waiting = new Map<string, Waiting>();
  const wake = ({ jobId }: { jobId: string }): void => waiting.get(jobId)?.look();
  events.on('completed', wake);
  events.on('failed', wake);
  events.on('stalled', ({ jobId }) => waiting.get(jobId)?.mourn());
  const round = setInterval(() => {
    for (const { look } of waiting.values()) look();
  }, LOOK_MS);
  const stop = (reason: unknown): void => {
    stopped ??= { reason };
    ended.abort();
    for (const one of waiting.values()) one.stop(reason);
    // Ends what is asked of a Redis that is away.
    client.disconnect();
  };
  void redis.lost.then(stop);
  const abort = (): void => stop(signal.reason);
  signal.addEventListener('abort', abort, { once: true });

  async function stateOf(
    key: string,
  ): Promise<{ readonly job: Job<JobReference> | undefined; readonly state: string | undefined }> {
    const job = await queue.getJob(key);
    return { job, state: await job?.getState() };
  }

  /** Puts a job into the queue where it is not in it, and again where it failed for what may be over. */
  async function enqueue(key: string): Promise<void> {
    const { job, state } = await stateOf(key);
    if (job && state === 'completed') await job.remove();
    else if (job && state === 'failed') {
      if (isPoison(job.failedReason)) throw poison(key);
      await job.remove();
    } else if (job) return;
    await queue.add('sound', { version: JOB_VERSION, job: key }, { ...JOB_OPTIONS, jobId: key });
  }

  async function follow<Result>(
    key: string,
    find: () => Promise<Result | undefined>,
    progress: () => Promise<number>,
  ): Promise<Result> {
    const there = await find();
    if (there !== undefined) return there;
    /** How far it was at each death of a worker. */
    const deaths: Promise<number>[] = [];
    const mourn = (): void => void deaths.push(progress());
    await askAgain(() => enqueue(key), ended.signal);
    for (;;) {
      if (stopped) throw stopped.reason;
      await new Promise<void>((look, fail) => waiting.set(key, { look, stop: fail, mourn }));
      const found = await find();
      if (found !== undefined) return found;
      const { job, state } = await askAgain(() => stateOf(key), ended.signal);
      if (state === 'failed') {
        const [before = -1, last = before] = await Promise.all(deaths.slice(-2));
        if (!isPoison(job?.failedReason ?? '') || last <= before) throw failureOf(job?.failedReason ?? '', key);
        await askAgain(async () => job?.remove(), ended.signal);
      }
      // Redis may have forgotten it.
      await askAgain(() => enqueue(key), ended.signal);
    }
  }

  return {
    async result(key, find, progress) {
      try {
        return await follow(key, find, progress);
      } catch (error) {
        throw stopped ? stopped.reason : error;
      } finally {
        waiting.delete(key);
      }
    },
    async close() {
      clearInterval(round);
      signal.removeEventListener('abort', abort);
      const closed = Promise.allSettled([events.close(), queue.close()]);
      await Promise.race([closed, sleep(CLOSING_MS, undefined, { ref: false })]);
      listener.disconnect();
    },
  };
}

/** As a worker told it, or as BullMQ did. */
function failureOf(reason: string, key: string): LectorError {
  if (isPoison(reason)) return poison(key);
  try {
    const { code, message, hint, place } = JSON.parse(reason) as Finding;
    return new LectorError(code as ErrorCode, message, present({ hint, place }));
  } catch {
    return new LectorError('E_JOB', `job ${key.slice(0, 12)} failed: ${reason}`, {
      hint: 'see what its worker says, then run: lector queue retry.',
    });
  }
}

function poison(key: string): LectorError {
  return new LectorError('E_JOB', `job ${key.slice(0, 12)} ended its workers, and is set aside.`, {
    hint: 'look at the article; then run: lector queue retry, and build again.',
  });
}

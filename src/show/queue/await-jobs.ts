import type { Queue, QueueEvents } from 'bullmq';
import { LectorError, type ErrorCode } from '../../errors.js';
import type { Finding } from '../../model/finding.js';
import { present } from '../../model/present.js';
import type { OpenRedis } from '../../queue/open-redis.js';
import { JOB_VERSION } from '../../queue/sound-job.js';
import { JOB_OPTIONS, PREFIX, QUEUE, STALLED, type JobReference } from '../../queue/sound-queue.js';

/** Jobs that are waited for. Redis says when to look; what is true stands in the store. */
export type AwaitedJobs = {
  /**
   * Has a job done.
   *
   * @param find Looks for what came of it in the store.
   * @throws {@link LectorError} what the worker failed with; `E_JOB` for a job that killed its workers; `E_QUEUE`.
   */
  result<Result>(key: string, find: () => Promise<Result | undefined>): Promise<Result>;
  close(): Promise<void>;
};

/** How often jobs are looked after that nothing was heard of: an event may be lost, and so may all that Redis knows. */
const LOOK_MS = 5_000;

export function awaitJobs(redis: OpenRedis, { lookMs = LOOK_MS }: { readonly lookMs?: number } = {}): AwaitedJobs {
  const { bullmq, client } = redis;
  const queue: Queue<JobReference> = new bullmq.Queue<JobReference>(QUEUE, { connection: client, prefix: PREFIX });
  const events: QueueEvents = new bullmq.QueueEvents(QUEUE, { connection: client.duplicate(), prefix: PREFIX });
  // The client says when Redis is away; each of these would say it again.
  queue.on('error', () => undefined);
  events.on('error', () => undefined);
  const waiting = new Map<string, () => void>();
  const wake = ({ jobId }: { jobId: string }): void => waiting.get(jobId)?.();
  events.on('completed', wake);
  events.on('failed', wake);
  const round = setInterval(() => {
    for (const look of waiting.values()) look();
  }, lookMs);

  /** Puts a job into the queue where it is not in it, and again where it failed for what may be over. */
  async function enqueue(key: string): Promise<void> {
    const job = await queue.getJob(key);
    const state = await job?.getState();
    if (job && state === 'completed') await job.remove();
    else if (job && state === 'failed') {
      if (isPoison(job.failedReason)) throw poison(key);
      await job.remove();
    } else if (job) return;
    await queue.add('sound', { version: JOB_VERSION, job: key }, { ...JOB_OPTIONS, jobId: key });
  }

  /** What became of a job that has no result; a job Redis has forgotten is put there again. */
  async function judge(key: string): Promise<LectorError | undefined> {
    const job = await queue.getJob(key);
    if ((await job?.getState()) === 'failed') return failureOf(job?.failedReason ?? '', key);
    await enqueue(key);
    return undefined;
  }

  async function follow<Result>(key: string, find: () => Promise<Result | undefined>): Promise<Result> {
    const there = await find();
    if (there !== undefined) return there;
    await enqueue(key);
    for (;;) {
      await new Promise<void>((resolve) => waiting.set(key, resolve));
      const found = await find();
      if (found !== undefined) return found;
      const failure = await judge(key);
      if (failure) throw failure;
    }
  }

  return {
    async result(key, find) {
      try {
        return await Promise.race([follow(key, find), redis.lost.then((reason) => Promise.reject(reason))]);
      } finally {
        waiting.delete(key);
      }
    },
    async close() {
      clearInterval(round);
      await Promise.allSettled([events.close(), queue.close()]);
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

function isPoison(reason: string): boolean {
  return reason.includes(STALLED);
}

function poison(key: string): LectorError {
  return new LectorError('E_JOB', `job ${key.slice(0, 12)} ended its workers, and is set aside.`, {
    hint: 'look at the article; then run: lector queue retry, and build again.',
  });
}

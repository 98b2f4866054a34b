import type { Queue } from 'bullmq';
import { present } from '../model/present.js';
import type { Store } from '../store/store.js';
import { openRedis, type RedisOptions } from './open-redis.js';
import { readJob } from './sound-job.js';
import { isPoison, PREFIX, QUEUE, type JobReference } from './sound-queue.js';

/** A job that is not tried any more until somebody says so. */
export type SetAside = {
  readonly job: string;
  /** Of its episode, where the store still has it. */
  readonly slug?: string;
  /** As the worker told it, or that it ended its workers. */
  readonly reason: string;
};

/** How a queue stands. */
export type QueueStatus = {
  readonly waiting: number;
  readonly active: number;
  /** Handed back or to be tried again in a moment. */
  readonly delayed: number;
  readonly workers: number;
  readonly setAside: readonly SetAside[];
};

const MOST_LISTED = 1000;

/** Does something with the queue itself, and lets go of it. */
async function withQueue<Result>(
  options: RedisOptions,
  work: (queue: Queue<JobReference>) => Promise<Result>,
): Promise<Result> {
  const redis = await openRedis(options);
  const queue = new redis.bullmq.Queue<JobReference>(QUEUE, { connection: redis.client, prefix: PREFIX });
  try {
    return await work(queue);
  } finally {
    await queue.close();
    await redis.close();
  }
}

/** @throws {@link LectorError} `E_QUEUE`. */
export function queueStatus(options: RedisOptions, store: Store): Promise<QueueStatus> {
  return withQueue(options, async (queue) => {
    const counts = await queue.getJobCounts('waiting', 'active', 'delayed');
    const failed = await queue.getFailed(0, MOST_LISTED - 1);
    const setAside: SetAside[] = [];
    for (const { data, failedReason } of failed) {
      const job = await readJob(store, data.job).catch(() => undefined);
      setAside.push({ job: data.job, ...present({ slug: job?.slug }), reason: describeReason(failedReason) });
    }
    const { waiting = 0, active = 0, delayed = 0 } = counts;
    return { waiting, active, delayed, workers: (await queue.getWorkers()).length, setAside };
  });
}

/**
 * Gives jobs that were set aside another chance.
 *
 * @param wanted Beginning of a job's hash; all of them unless given.
 * @returns How many.
 */
export function retrySetAside(options: RedisOptions, wanted = ''): Promise<number> {
  return withQueue(options, async (queue) => {
    const failed = (await queue.getFailed()).filter(({ data }) => data.job.startsWith(wanted));
    // Its deaths are counted in the job itself: a new one begins with none.
    for (const job of failed) {
      await job.remove();
      await queue.add(job.name, job.data, { ...job.opts, jobId: job.data.job });
    }
    return failed.length;
  });
}

/** Takes everything out of the queue that no worker is at. What was made stays in the store. */
export function clearQueue(options: RedisOptions): Promise<number> {
  return withQueue(options, async (queue) => {
    const counts = await queue.getJobCounts('waiting', 'delayed', 'failed', 'completed');
    await queue.drain(true);
    await queue.clean(0, 0, 'failed');
    await queue.clean(0, 0, 'completed');
    return Object.values(counts).reduce((sum, count) => sum + count, 0);
  });
}

function describeReason(reason: string): string {
  if (isPoison(reason)) return 'it ended its workers';
  try {
    const { code, message } = JSON.parse(reason) as { readonly code: string; readonly message: string };
    return `${code} ${message}`;
  } catch {
    return reason;
  }
}

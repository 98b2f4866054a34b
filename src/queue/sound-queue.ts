import type { JobsOptions } from 'bullmq';

/** What travels through Redis: a reference, and nothing of an article. */
export type JobReference = {
  /** {@link JOB_VERSION} of the job, so that a worker need not read what it cannot do. */
  readonly version: number;
  /** Hash of the job in the store. */
  readonly job: string;
};

/** Name of the queue; keys in Redis begin with `lector:`. */
export const QUEUE = 'sound';
export const PREFIX = 'lector';

const MINUTE_S = 60;
const DAY_S = 86_400;
const BACKOFF_MS = 2_000;

/** How a job is kept in Redis: done ones for a look, failed ones until somebody has seen them. */
export const JOB_OPTIONS = {
  attempts: 3,
  backoff: { type: 'exponential', delay: BACKOFF_MS },
  removeOnComplete: { age: 10 * MINUTE_S, count: 100 },
  removeOnFail: { age: 30 * DAY_S, count: 10_000 },
  sizeLimit: 1024,
} satisfies JobsOptions;

/** Deaths of workers at one job after which it is set aside. */
export const MOST_DEATHS = 2;

/** Whether a job failed because it ended its workers, as BullMQ says it. */
export function isPoison(failedReason: string): boolean {
  return failedReason.includes('job stalled more than allowable limit');
}

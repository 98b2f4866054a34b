import type { BuildEvent } from '../../context.js';

/** How far a whole build is. */
export type Tally = {
  readonly episodesDone: number;
  readonly episodeCount: number;
  readonly sentencesDone: number;
  /** Of the scripts written so far. */
  readonly sentenceCount: number;
  /** Of those done, how many needed nothing new. */
  readonly cachedCount: number;
  readonly audioMs: number;
  readonly costUsd: number;
  /** Milliseconds of audio a millisecond of work. */
  readonly realTimeFactor: number;
  /** Nothing until enough is done to tell. */
  readonly remainingMs?: number;
};

type Narrated = Pick<Tally, 'sentencesDone' | 'sentenceCount' | 'cachedCount' | 'audioMs' | 'costUsd'>;

/** What narrating is of the work on an episode; the rest is mastering and encoding. */
const NARRATION_SHARE = 0.8;
const MIN_SHARE_TO_TELL = 0.05;
const MIN_ELAPSED_MS_TO_TELL = 3_000;

/** Adds up the events of a build, as they come. */
export function tallyProgress(): { add(event: BuildEvent, elapsedMs: number): Tally } {
  const narrated = new Map<string, Narrated>();
  const finished = new Set<string>();
  let episodeCount = 0;
  const sum = (pick: (one: Narrated) => number): number =>
    [...narrated.values()].reduce((total, one) => total + pick(one), 0);
  return {
    add(event, elapsedMs) {
      if (event.type === 'collected') episodeCount = event.toBuildCount;
      if (event.type === 'episode') finished.add(event.row.slug);
      if (event.type === 'narration') {
        const { slug, done: sentencesDone, total: sentenceCount, cached: cachedCount, audioMs, costUsd } = event;
        narrated.set(slug, { sentencesDone, sentenceCount, cachedCount, audioMs, costUsd });
      }
      const underWay = [...narrated].filter(([slug]) => !finished.has(slug));
      const parts = underWay.map(([, one]) => (NARRATION_SHARE * one.sentencesDone) / Math.max(1, one.sentenceCount));
      const share = parts.reduce((total, part) => total + part, finished.size) / Math.max(1, episodeCount);
      const canTell = share >= MIN_SHARE_TO_TELL && elapsedMs >= MIN_ELAPSED_MS_TO_TELL;
      const audioMs = sum((one) => one.audioMs);
      return {
        episodesDone: finished.size,
        episodeCount,
        sentencesDone: sum((one) => one.sentencesDone),
        sentenceCount: sum((one) => one.sentenceCount),
        cachedCount: sum((one) => one.cachedCount),
        audioMs,
        costUsd: sum((one) => one.costUsd),
        realTimeFactor: Math.round((audioMs / Math.max(1, elapsedMs)) * 10) / 10,
        ...(canTell && { remainingMs: Math.round(elapsedMs * (Math.max(1, share) / share - 1)) }),
      };
    },
  };
}

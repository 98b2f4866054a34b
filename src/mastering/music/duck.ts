import type { Spoken } from './music-plan.js';

/** How loud music is beneath speech. Lengths are samples. */
export type Ducking = {
  readonly sampleRateHz: number;
  readonly sampleCount: number;
  /** In order, counted from the first sample of the music; they may reach beyond it. */
  readonly spoken: readonly Spoken[];
  readonly duckedDb: number;
  readonly openDb: number;
  readonly fadeInMs: number;
  readonly fadeOutMs: number;
};

/** Shorter pauses are part of speaking: music that rises between sentences pumps. */
const LEAST_PAUSE_MS = 800;
const ATTACK_MS = 300;
const RELEASE_MS = 600;
/** The last sounds of a word are soft. */
const HOLD_MS = 100;

/**
 * The gain of every sample: down before a word begins, up after the last one where a pause is long enough, in a curve
 * without corners, and from and to nothing at the edges.
 */
export function duck(ducking: Ducking): Float32Array {
  const { sampleRateHz, sampleCount, duckedDb, openDb } = ducking;
  const samplesOf = (timeMs: number): number => Math.round((timeMs * sampleRateHz) / 1000);
  const [attack, release, hold] = [ATTACK_MS, RELEASE_MS, HOLD_MS].map(samplesOf) as [number, number, number];
  const runs = joinRuns(ducking.spoken, samplesOf(LEAST_PAUSE_MS));
  const [fadeIn, fadeOut] = fadesOf(ducking, samplesOf);
  const gains = new Float32Array(sampleCount);
  let next = 0;
  for (let at = 0; at < sampleCount; at += 1) {
    while (next < runs.length && at >= (runs[next] as Spoken).end) next += 1;
    const [before, after] = [runs[next - 1], runs[next]];
    const sinceEnd = before === undefined ? 1 : (at - before.end - hold) / release;
    const untilStart = after === undefined ? 1 : (after.start - at) / attack;
    const openness = smooth(Math.min(1, Math.max(0, Math.min(sinceEnd, untilStart))));
    const edge = smooth(Math.min(1, (at + 0.5) / fadeIn)) * smooth(Math.min(1, (sampleCount - at - 0.5) / fadeOut));
    gains[at] = edge * 10 ** ((duckedDb + (openDb - duckedDb) * openness) / 20);
  }
  return gains;
}

/** Both fades have room: neither is longer than half of the music. */
function fadesOf(
  { fadeInMs, fadeOutMs, sampleCount }: Ducking,
  samplesOf: (timeMs: number) => number,
): readonly [number, number] {
  const fit = (timeMs: number): number => Math.max(1, Math.min(samplesOf(timeMs), Math.floor(sampleCount / 2)));
  return [fit(fadeInMs), fit(fadeOutMs)];
}

function joinRuns(spoken: readonly Spoken[], leastPause: number): readonly Spoken[] {
  const runs: Spoken[] = [];
  for (const { start, end } of spoken) {
    const last = runs.at(-1);
    if (last && start - last.end < leastPause)
      runs[runs.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else runs.push({ start, end });
  }
  return runs;
}

function smooth(share: number): number {
  return share * share * (3 - 2 * share);
}

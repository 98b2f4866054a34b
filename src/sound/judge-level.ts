import type { MeasuredLevel } from './loudness-meter.js';

/** What a finished file shall measure. */
export type TargetLevel = { readonly targetLufs: number; readonly maxTruePeakDbtp: number };

/** How far a finished file may be from its target (EBU R 128 §4, of programmes that cannot be made exactly). */
export const LOUDNESS_TOLERANCE_LU = 0.5;

/** As far as corrections may move the loudness of an episode before it gets another gain. */
export const GAIN_TOLERANCE_LU = 0.3;
const GAIN_STEPS_PER_DB = 4;

/** The nearest quarter of a decibel: what is planned from nearly the same sound is the same gain. */
export function toGainStep(gainDb: number): number {
  return Math.round(gainDb * GAIN_STEPS_PER_DB) / GAIN_STEPS_PER_DB;
}

/** Loudness that is missing, below 0 where there is too much, and how far the highest peak is above what it may be. */
export function deviationOf(
  { loudnessLufs, truePeakDbtp = -Infinity }: MeasuredLevel,
  { targetLufs, maxTruePeakDbtp }: TargetLevel,
): { readonly missingLu: number; readonly excessDb: number } {
  const missingLu = loudnessLufs === undefined ? 0 : targetLufs - loudnessLufs;
  return { missingLu, excessDb: truePeakDbtp - maxTruePeakDbtp };
}

/** Whether sound is as loud as it should be, and no peak of it too high; what has no loudness is judged by its peak. */
export function isOnLevel(measured: MeasuredLevel, target: TargetLevel): boolean {
  const { missingLu, excessDb } = deviationOf(measured, target);
  return Math.abs(missingLu) <= LOUDNESS_TOLERANCE_LU && excessDb <= 0;
}

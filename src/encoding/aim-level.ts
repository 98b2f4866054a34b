import { deviationOf, LOSSY_HEADROOM_DB, MAX_GAIN_DB, type MeasuredLevel } from '../sound.js';
import type { AudioFormat } from '../model/audio-file.js';
import type { EncodingContext } from './encoding-context.js';

/** What the sound goes through before the encoder. */
export type Level = { readonly gainDb: number; readonly ceilingDbtp: number };

/** A loss that an encoder is known for is made up for before. */
export const MAX_ATTEMPTS = 5;
/** Encoders change the level by less; what is further off cannot be reached by more gain. */
const MAX_CORRECTION_DB = 6;
/** Encoders overshoot more the fewer bits they have. */
const LOW_BITRATE_KBPS = 64;
const LOW_BITRATE_HEADROOM_DB = 0.4;
/** A lower ceiling is overshot a little more. */
const PEAK_CORRECTION = 1.25;
const PEAK_CORRECTION_MARGIN_DB = 0.15;

/** LAME's presets for constant and average bitrates scale the samples by 0.95 before anything else. */
const LAME_LOSS_DB = -20 * Math.log10(0.95);
/** From here on LAME scales less and less, and at 256 kbit/s not at all. */
const LAME_LOSSLESS_FROM_KBPS = 192;

type Target = Pick<EncodingContext, 'bitrateKbps' | 'mp3Quality' | 'maxTruePeakDbtp' | 'targetLufs'>;

/** Where a master of a gain and so many channels is tried first. */
export function firstLevel(
  master: { readonly gainDb: number; readonly channelCount: 1 | 2 },
  { bitrateKbps, mp3Quality, maxTruePeakDbtp }: Target,
  format: AudioFormat = 'mp3',
): Level {
  const isScaled = format === 'mp3' && mp3Quality === undefined && bitrateKbps < LAME_LOSSLESS_FROM_KBPS;
  const lossDb = isScaled ? LAME_LOSS_DB : 0;
  const isLow = bitrateKbps / master.channelCount < LOW_BITRATE_KBPS;
  const headroomDb = LOSSY_HEADROOM_DB + (isLow ? LOW_BITRATE_HEADROOM_DB : 0);
  return { gainDb: master.gainDb + lossDb, ceilingDbtp: maxTruePeakDbtp - headroomDb + lossDb };
}

/** The gain to try after another, as near to the target as it may be brought from the first. */
export function nextGain(gainDb: number, { first, missingLu }: { first: number; missingLu: number }): number {
  const most = Math.min(first + MAX_CORRECTION_DB, Math.max(first, MAX_GAIN_DB));
  return Math.max(first - MAX_CORRECTION_DB, Math.min(most, gainDb + missingLu));
}

/** The ceiling to try after one that was overshot; the same where it was not. */
export function nextCeiling(ceilingDbtp: number, measured: MeasuredLevel, target: Target): number {
  const { excessDb } = deviationOf(measured, target);
  return excessDb > 0 ? ceilingDbtp - (excessDb * PEAK_CORRECTION + PEAK_CORRECTION_MARGIN_DB) : ceilingDbtp;
}

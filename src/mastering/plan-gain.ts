import type { PcmFormat } from '../run-tool.js';
import { measureSound, shapeSound, type Measurement } from '../sound.js';

export type GainPlan = {
  readonly format: PcmFormat;
  /** Plays the whole again; only done when the limiter has much to do. */
  readonly play: () => AsyncIterable<Float32Array>;
  readonly measured: Measurement;
  readonly targetLufs: number;
  readonly ceilingDbtp: number;
};

/** Peaks this far above the ceiling are too few and short for their loss to be measurable. */
const HARMLESS_LIMITING_DB = 3;
const CLOSE_ENOUGH_LU = 0.1;
const MAX_PASSES = 4;
const LEAST_SLOPE = 0.25;
/** More gain than this on top only flattens the sound. */
const MAX_EXTRA_DB = 6;

/** Of anything longer than five minutes twelve seconds a minute are enough to see what the limiter does. */
const WHOLE_UP_TO_SECONDS = 300;
const EXCERPT_SECONDS = 12;
const EVERY_SECONDS = 60;

/** The gain that brings the whole to the target, what the limiter takes away included; 0 for silence. */
export async function planGain(plan: GainPlan): Promise<number> {
  const { format, measured, targetLufs, ceilingDbtp } = plan;
  if (measured.loudnessLufs === undefined) return 0;
  const plain = targetLufs - measured.loudnessLufs;
  let gainDb = plain;
  if ((measured.truePeakDbtp ?? -Infinity) + plain <= ceilingDbtp + HARMLESS_LIMITING_DB) return toHundredths(plain);
  // Half limited, a decibel of gain gives half a decibel of loudness: the slope of the last two passes leads on.
  const play = () => (isLong(plan) ? excerpts(plan.play(), format) : plan.play());
  const sample = isLong(plan) ? await measureSound(play(), format) : measured;
  const heard = sample.loudnessLufs ?? measured.loudnessLufs;
  const goalLufs = targetLufs + heard - measured.loudnessLufs;
  let last = { gainDb: 0, loudnessLufs: heard };
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const limited = await measureSound(shapeSound(play(), { format, gainDb, ceilingDbtp }), format);
    const loudnessLufs = limited.loudnessLufs ?? goalLufs;
    const missing = goalLufs - loudnessLufs;
    if (Math.abs(missing) <= CLOSE_ENOUGH_LU) break;
    const slope = Math.max(LEAST_SLOPE, Math.min(1, (loudnessLufs - last.loudnessLufs) / (gainDb - last.gainDb)));
    last = { gainDb, loudnessLufs };
    gainDb = Math.min(gainDb + missing / (pass === 0 ? 1 : slope), plain + MAX_EXTRA_DB);
  }
  return toHundredths(gainDb);
}

/** Coarse enough to be the same on every machine. */
function toHundredths(gainDb: number): number {
  return Math.round(gainDb * 100) / 100;
}

function isLong({ measured, format }: GainPlan): boolean {
  return measured.sampleCount > WHOLE_UP_TO_SECONDS * format.sampleRateHz;
}

/** The first seconds of every minute, joined. */
async function* excerpts(pcm: AsyncIterable<Float32Array>, format: PcmFormat): AsyncGenerator<Float32Array> {
  const samplesPerSecond = format.sampleRateHz * format.channelCount;
  const period = EVERY_SECONDS * samplesPerSecond;
  const kept = EXCERPT_SECONDS * samplesPerSecond;
  let start = 0;
  for await (const samples of pcm) {
    // A piece is far shorter than a minute: it reaches into one excerpt at most, or into the next one's beginning.
    const offset = start % period;
    if (offset < kept) yield samples.subarray(0, Math.min(samples.length, kept - offset));
    else if (offset + samples.length > period) yield samples.subarray(period - offset);
    start += samples.length;
  }
}

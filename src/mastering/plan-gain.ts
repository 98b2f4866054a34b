import type { PcmFormat } from '../run-tool.js';
import { MAX_GAIN_DB, measureSound, shapeSound, type Measurement } from '../sound.js';

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
const MAX_PASSES = 6;
const LEAST_SLOPE = 0.25;
const LEAST_STEP_DB = 0.05;
/** More gain than this on top of what is heard most of the time only flattens the sound. */
const MAX_EXTRA_DB = 6;

/** Of anything longer than five minutes twelve seconds a minute are enough to see what the limiter does. */
const WHOLE_UP_TO_SECONDS = 300;
const EXCERPT_SECONDS = 12;
const EVERY_SECONDS = 60;

/**
 * The gain that brings the whole to the target, what the limiter takes away included, or as near as it can be brought:
 * never more than {@link MAX_GAIN_DB}; 0 where no loudness can be measured.
 */
export async function planGain(plan: GainPlan): Promise<number> {
  const { measured, targetLufs, ceilingDbtp } = plan;
  if (measured.loudnessLufs === undefined) return 0;
  const plain = targetLufs - measured.loudnessLufs;
  const isHarmless = (measured.truePeakDbtp ?? -Infinity) + plain <= ceilingDbtp + HARMLESS_LIMITING_DB;
  return toHundredths(Math.min(MAX_GAIN_DB, isHarmless ? plain : await seekGain(plan, plain)));
}

type Pass = { readonly gainDb: number; readonly missing: number };

/** Tries gains until the limited whole is as loud as it should be; the nearest where none is. */
async function seekGain(plan: GainPlan, plain: number): Promise<number> {
  const { format, measured, targetLufs, ceilingDbtp } = plan;
  const play = () => (isLong(plan) ? excerpts(plan.play(), format) : plan.play());
  const sample = isLong(plan) ? await measureSound(play(), format) : measured;
  const whole = measured.loudnessLufs ?? targetLufs;
  const heard = sample.loudnessLufs ?? whole;
  const goalLufs = targetLufs + heard - whole;
  // A few loud moments may be all of the loudness: then most of the sound may need far more gain than the whole.
  const typical = targetLufs - (measured.typicalLufs ?? whole);
  const maxDb = Math.min(MAX_GAIN_DB, Math.max(plain, typical) + MAX_EXTRA_DB);
  const passes: Pass[] = [];
  let gainDb = Math.min(plain, maxDb);
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const limited = await measureSound(shapeSound(play(), { format, gainDb, ceilingDbtp }), format);
    passes.push({ gainDb, missing: goalLufs - (limited.loudnessLufs ?? goalLufs) });
    const next = nextGain(passes, maxDb);
    if (next === undefined) break;
    gainDb = next;
  }
  return passes.reduce((best, pass) => (Math.abs(pass.missing) < Math.abs(best.missing) ? pass : best)).gainDb;
}

/** The gain to try after these; nothing when the last is right, or none would be better. */
function nextGain(passes: readonly Pass[], maxDb: number): number | undefined {
  const last = passes.at(-1);
  if (!last || Math.abs(last.missing) <= CLOSE_ENOUGH_LU) return undefined;
  const low = passes.filter(({ missing }) => missing > 0).toSorted((a, b) => b.gainDb - a.gainDb)[0];
  const high = passes.filter(({ missing }) => missing < 0).toSorted((a, b) => a.gainDb - b.gainDb)[0];
  const next = low && high ? between(low, high) : Math.min(maxDb, last.gainDb + stepOf(passes, last, maxDb));
  return Math.abs(next - last.gainDb) < LEAST_STEP_DB ? undefined : next;
}

/** Where a straight line between a gain that is too little and one that is too much meets the goal. */
function between(low: Pass, high: Pass): number {
  return low.gainDb + ((high.gainDb - low.gainDb) * low.missing) / (low.missing - high.missing);
}

/** Half limited, a decibel of gain gives half a decibel of loudness: the slope of the last two passes leads on. */
function stepOf(passes: readonly Pass[], last: Pass, maxDb: number): number {
  const before = passes.at(-2);
  if (!before) return last.missing;
  const slope = (before.missing - last.missing) / (last.gainDb - before.gainDb);
  if (slope >= LEAST_SLOPE) return last.missing / Math.min(1, slope);
  // A loud moment that the limiter holds makes the loudness, and goes on doing so until the rest comes up to it.
  return last.missing > 0
    ? Math.max(last.missing / LEAST_SLOPE, (maxDb - last.gainDb) / 2)
    : last.missing / LEAST_SLOPE;
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

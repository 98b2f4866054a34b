import type { PcmFormat } from '../../run-tool.js';
import { MAX_GAIN_DB, measureSound, shapeSound, type Measurement } from '../../sound.js';

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
/** More gain than this on top only flattens the sound; with as much less, most of it could not be heard. */
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
  const { loudnessLufs, typicalLufs = loudnessLufs, truePeakDbtp = -Infinity } = measured;
  if (typicalLufs === undefined) return 0;
  // A few loud moments may be all of the loudness: the limiter holds them, and most of the sound decides.
  const plain = targetLufs - typicalLufs;
  const isHarmless = truePeakDbtp + plain <= ceilingDbtp + HARMLESS_LIMITING_DB;
  return toHundredths(Math.min(MAX_GAIN_DB, isHarmless ? plain : await seekGain(plan, plain)));
}

type Bounds = { readonly minDb: number; readonly maxDb: number };
type Pass = { readonly gainDb: number; readonly missing: number };

/** Tries gains until the limited whole is as loud as it should be; the nearest where none is. */
async function seekGain(plan: GainPlan, plain: number): Promise<number> {
  const { format, measured, targetLufs, ceilingDbtp } = plan;
  const play = () => (isLong(plan) ? excerpts(plan.play(), format) : plan.play());
  const sample = isLong(plan) ? await measureSound(play(), format) : measured;
  const whole = targetLufs - plain;
  const goalLufs = targetLufs + (sample.typicalLufs ?? whole) - whole;
  const bounds = { minDb: plain - MAX_EXTRA_DB, maxDb: Math.min(MAX_GAIN_DB, plain + MAX_EXTRA_DB) };
  const passes: Pass[] = [];
  let gainDb = Math.min(plain, bounds.maxDb);
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const limited = await measureSound(shapeSound(play(), { format, gainDb, ceilingDbtp }), format);
    passes.push({ gainDb, missing: goalLufs - (limited.loudnessLufs ?? goalLufs) });
    const next = nextGain(passes, bounds);
    if (next === undefined) break;
    gainDb = next;
  }
  return passes.reduce((best, pass) => (Math.abs(pass.missing) < Math.abs(best.missing) ? pass : best)).gainDb;
}

/** The gain to try after these; nothing when the last is right, or none would be better. */
function nextGain(passes: readonly Pass[], { minDb, maxDb }: Bounds): number | undefined {
  const last = passes.at(-1);
  if (!last || Math.abs(last.missing) <= CLOSE_ENOUGH_LU) return undefined;
  const low = passes.filter(({ missing }) => missing > 0).toSorted((a, b) => b.gainDb - a.gainDb)[0];
  const high = passes.filter(({ missing }) => missing < 0).toSorted((a, b) => a.gainDb - b.gainDb)[0];
  const wanted = low && high ? between(low, high) : last.gainDb + stepOf(passes, last);
  const next = Math.min(maxDb, Math.max(minDb, wanted));
  return Math.abs(next - last.gainDb) < LEAST_STEP_DB ? undefined : next;
}

/** Where a straight line between a gain that is too little and one that is too much meets the goal. */
function between(low: Pass, high: Pass): number {
  return low.gainDb + ((high.gainDb - low.gainDb) * low.missing) / (low.missing - high.missing);
}

/** Half limited, a decibel of gain gives half a decibel of loudness: the slope of the last two passes leads on. */
function stepOf(passes: readonly Pass[], last: Pass): number {
  const before = passes.at(-2);
  if (!before) return last.missing;
  const slope = (before.missing - last.missing) / (last.gainDb - before.gainDb);
  return last.missing / (slope >= LEAST_SLOPE ? Math.min(1, slope) : LEAST_SLOPE);
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

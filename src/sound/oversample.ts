/** Taps of each phase of the interpolator; half of them lie before the point, half after. */
export const PHASE_TAPS = 12;
const HALF = PHASE_TAPS / 2;
/** ITU-R BS.1770-4 Annex 2: at least four times the rate. */
const FACTOR = 4;

/** The points between two samples: for each, the weights of the six samples before and the six after. */
const PHASES: readonly Float64Array[] = Array.from({ length: FACTOR - 1 }, (_, index) => phaseAt((index + 1) / FACTOR));

/** No point between samples lies above this many times the largest sample around it. */
const OVERSHOOT_BOUND = Math.max(1, ...PHASES.map((phase) => phase.reduce((sum, tap) => sum + Math.abs(tap), 0)));

/** Frames looked at together; a point's taps reach no further than one group to each side. */
const GROUP_FRAMES = 8;

/** Interleaved samples, and the frames of them that are looked at; half the taps must lie before and after. */
export type Window = {
  readonly samples: Float32Array;
  readonly channelCount: number;
  /** Indices of frames in `samples`. */
  readonly from: number;
  readonly to: number;
};

/** The largest level of each group looked at last, and of the ones beside; read before anything else is looked at. */
let levels = new Float32Array(0);

/**
 * Visits the groups of frames, with the largest level in and beside each, where a sample, or a point between samples,
 * could lie above a limit; `limitFor` gives it for the largest sample. Most sound is far below its peaks, so this is
 * where the time goes or does not.
 */
export function visitLoudGroups(
  { samples, channelCount, from, to }: Window,
  limitFor: (largest: number) => number,
  visit: (from: number, to: number, around: number) => void,
): void {
  const step = GROUP_FRAMES * channelCount;
  const [start, end] = [from * channelCount, to * channelCount];
  const groupCount = Math.max(0, Math.ceil((end - start) / step));
  if (levels.length < groupCount + 2) levels = new Float32Array(groupCount + 2);
  let most = 0;
  for (let group = -1; group <= groupCount; group += 1) {
    const level = largest(samples, start + group * step, start + (group + 1) * step);
    levels[group + 1] = level;
    if (level > most && group >= 0 && group < groupCount) most = level;
  }
  const limit = limitFor(most) / OVERSHOOT_BOUND;
  for (let group = 0; group < groupCount; group += 1) {
    const before = levels[group] as number;
    const here = levels[group + 1] as number;
    const after = levels[group + 2] as number;
    if (before <= limit && here <= limit && after <= limit) continue;
    const at = start + group * step;
    visit(at / channelCount, Math.min(end, at + step) / channelCount, Math.max(before, here, after));
  }
}

/** Of each point, the weight of its nearer neighbour, of the other, and the most that all other samples add. */
const CENTRES = PHASES.map((phase) => {
  const [one, other] = [phase[HALF - 1] as number, phase[HALF] as number];
  const all = phase.reduce((sum, tap) => sum + Math.abs(tap), 0);
  return [Math.max(one, other), Math.min(one, other), all - one - other] as const;
});
const [[NEAR, FAR, NEAR_REST], [MIDDLE, , MIDDLE_REST]] = CENTRES as [
  (typeof CENTRES)[number],
  (typeof CENTRES)[number],
];

/** What no level between two samples exceeds, where none around them is larger than `around`. */
export function boundBetween(one: number, other: number, around: number): number {
  const a = one < 0 ? -one : one;
  const b = other < 0 ? -other : other;
  const beside = (a > b ? NEAR * a + FAR * b : NEAR * b + FAR * a) + NEAR_REST * around;
  const middle = MIDDLE * (a + b) + MIDDLE_REST * around;
  return beside > middle ? beside : middle;
}

/** The largest level between a sample and the next one of the same channel, themselves excluded. */
export function peakBetween(samples: Float32Array, at: number, channelCount: number): number {
  let peak = 0;
  for (const phase of PHASES) {
    let value = 0;
    let position = at - (HALF - 1) * channelCount;
    for (let tap = 0; tap < PHASE_TAPS; tap += 1) {
      value += (phase[tap] as number) * (samples[position] as number);
      position += channelCount;
    }
    const level = value < 0 ? -value : value;
    if (level > peak) peak = level;
  }
  return peak;
}

/** The largest absolute value of a stretch of samples, as far as it lies inside. */
export function largest(samples: Float32Array, from: number, to: number): number {
  const end = to < samples.length ? to : samples.length;
  let max = 0;
  for (let at = from > 0 ? from : 0; at < end; at += 1) {
    const level = Math.abs(samples[at] as number);
    if (level > max) max = level;
  }
  return max;
}

/** A sinc under a raised cosine, scaled so that a constant stays what it is. */
function phaseAt(fraction: number): Float64Array {
  const taps = new Float64Array(PHASE_TAPS);
  for (let tap = 0; tap < PHASE_TAPS; tap += 1) {
    const distance = tap - (HALF - 1) - fraction;
    const x = Math.PI * distance;
    taps[tap] = (Math.sin(x) / x) * Math.cos((Math.PI * distance) / (2 * HALF)) ** 2;
  }
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => tap / sum);
}

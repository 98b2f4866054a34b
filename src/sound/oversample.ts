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
export const GROUP_FRAMES = 8;

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

/** Notes the largest level of each group of frames and of the ones before and after them; gives back that of all frames. */
export function takeLevels(window: Window): number {
  const { samples, channelCount, from, to } = window;
  const groupCount = groupsOf(window);
  if (levels.length < groupCount + 2) levels = new Float32Array(groupCount + 2);
  const step = GROUP_FRAMES * channelCount;
  const start = from * channelCount;
  levels[0] = largest(samples, start - step, start);
  levels[groupCount + 1] = largest(samples, start + groupCount * step, start + (groupCount + 1) * step);
  let most = 0;
  for (let group = 1; group <= groupCount; group += 1) {
    const first = start + (group - 1) * step;
    const end = first + step;
    const level = end <= samples.length ? largestOfWhole(samples, first, end) : largest(samples, first, end);
    levels[group] = level;
    // The last group may reach beyond the frames that are looked at.
    if (level > most) most = group < groupCount ? level : Math.max(most, largest(samples, first, to * channelCount));
  }
  return most;
}

/** How many groups a window has. */
export function groupsOf({ from, to }: Window): number {
  return Math.max(0, Math.ceil((to - from) / GROUP_FRAMES));
}

/** The largest level in a group of the window looked at last and in the groups beside it. */
export function levelAround(group: number): number {
  return Math.max(levels[group] as number, levels[group + 1] as number, levels[group + 2] as number);
}

/** Whether a sample, or a point between samples, could lie above a limit where none around is louder. */
export function canExceed(limit: number, around: number): boolean {
  return around * OVERSHOOT_BOUND > limit;
}

/** A quarter before and after the middle the weights are each other's mirror: half of their sum and of their difference. */
const QUARTER = PHASES[0] as Float64Array;
const [EVEN0, EVEN1, EVEN2, EVEN3, EVEN4, EVEN5] = halves((near, far) => (near + far) / 2);
const [ODD0, ODD1, ODD2, ODD3, ODD4, ODD5] = halves((near, far) => (near - far) / 2);
const [MID0, MID1, MID2, MID3, MID4, MID5] = (PHASES[1] as Float64Array).slice(0, HALF).reverse() as unknown as Six;

type Six = readonly [number, number, number, number, number, number];

function halves(of: (near: number, far: number) => number): Six {
  return Array.from({ length: HALF }, (_, at) =>
    of(QUARTER[HALF - 1 - at] as number, QUARTER[HALF + at] as number),
  ) as unknown as Six;
}

/** The largest level between each sample of some and the next one of its channel, themselves excluded. */
export function peakBetween(samples: Float32Array, { from, to, channelCount: step }: Omit<Window, 'samples'>): number {
  let peak = 0;
  for (let at = from; at < to; at += 1) {
    const a0 = samples[at] as number;
    const b0 = samples[at + step] as number;
    const a1 = samples[at - step] as number;
    const b1 = samples[at + 2 * step] as number;
    const a2 = samples[at - 2 * step] as number;
    const b2 = samples[at + 3 * step] as number;
    const a3 = samples[at - 3 * step] as number;
    const b3 = samples[at + 4 * step] as number;
    const a4 = samples[at - 4 * step] as number;
    const b4 = samples[at + 5 * step] as number;
    const a5 = samples[at - 5 * step] as number;
    const b5 = samples[at + 6 * step] as number;
    const even = EVEN0 * (a0 + b0) + EVEN1 * (a1 + b1) + (EVEN2 * (a2 + b2) + EVEN3 * (a3 + b3));
    const farEven = EVEN4 * (a4 + b4) + EVEN5 * (a5 + b5);
    const odd = ODD0 * (a0 - b0) + ODD1 * (a1 - b1) + (ODD2 * (a2 - b2) + ODD3 * (a3 - b3));
    const farOdd = ODD4 * (a4 - b4) + ODD5 * (a5 - b5);
    const middle = MID0 * (a0 + b0) + MID1 * (a1 + b1) + (MID2 * (a2 + b2) + MID3 * (a3 + b3));
    const farMiddle = MID4 * (a4 + b4) + MID5 * (a5 + b5);
    const beside = Math.abs(even + farEven) + Math.abs(odd + farOdd);
    peak = Math.max(peak, beside, Math.abs(middle + farMiddle));
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

/** The same of stretches that lie inside and are a whole number of eight samples: eight at once are twice as fast. */
function largestOfWhole(samples: Float32Array, from: number, to: number): number {
  let max = 0;
  for (let at = from; at < to; at += 8) {
    max = Math.max(
      max,
      Math.abs(samples[at] as number),
      Math.abs(samples[at + 1] as number),
      Math.abs(samples[at + 2] as number),
      Math.abs(samples[at + 3] as number),
      Math.abs(samples[at + 4] as number),
      Math.abs(samples[at + 5] as number),
      Math.abs(samples[at + 6] as number),
      Math.abs(samples[at + 7] as number),
    );
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

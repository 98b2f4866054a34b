/** Frames of a piece of interleaved samples: `from` up to `to`, where `origin` is the number of the piece's first. */
export type Stretch = {
  readonly from: number;
  readonly to: number;
  readonly origin: number;
  readonly channelCount: number;
};

/** The gain over time; it costs nothing where nothing has to be turned down. */
export interface GainCurve {
  /** Says, in order of frames, that one may not be louder than this. */
  need(frame: number, gain: number): void;
  /**
   * Gives back the frames with the gain applied, those given where there is none; all needs up to the look-ahead after
   * them must be known.
   */
  apply(samples: Float32Array, stretch: Stretch): Float32Array;
}

type Need = { readonly frame: number; readonly gain: number };

/** A gain this close to 1 is 1 (0.0001 dB). */
const SETTLED = 1 - 1e-5;

/**
 * The sliding minimum of what is needed ahead, let go exponentially, averaged over the look-ahead: at every frame it
 * lies at or below what that frame needs.
 *
 * @param release Share of the way back to 1 that one frame makes.
 */
export function createGainCurve(lookAhead: number, release: number): GainCurve {
  const needs = createQueue();
  // Those within reach that could still be the minimum, smallest first.
  const within = createQueue();
  const recent = new Float64Array(lookAhead + 1).fill(1);
  let slot = 0;
  let sum = recent.length;
  let released = 1;
  let settledFor = recent.length;
  let isPrimed = false;

  const gainAt = (frame: number): number => {
    for (let next = needs.first(); next && next.frame <= frame + lookAhead; next = needs.first()) {
      needs.dropFirst();
      while ((within.last()?.gain ?? 0) >= next.gain) within.dropLast();
      within.add(next);
    }
    while ((within.first()?.frame ?? frame) < frame) within.dropFirst();
    released = Math.min(within.first()?.gain ?? 1, released + (1 - released) * release);
    if (released > SETTLED) released = 1;
    settledFor = released === 1 ? settledFor + 1 : 0;
    sum += released - (recent[slot] as number);
    recent[slot] = released;
    slot = (slot + 1) % recent.length;
    return sum / recent.length;
  };

  return {
    need: (frame, gain) => needs.add({ frame, gain }),
    apply(samples, { from, to, origin, channelCount }) {
      const own = samples.subarray((from - origin) * channelCount, (to - origin) * channelCount);
      const isAtRest = settledFor >= recent.length && !within.first();
      if (isAtRest && (needs.first()?.frame ?? Infinity) - lookAhead >= to) {
        isPrimed ||= to > from;
        return own;
      }
      const out = own.slice();
      // Turning down takes the whole look-ahead: for what the stream begins with, it was begun before.
      if (!isPrimed && to > from) {
        for (let frame = from - lookAhead; frame < from; frame += 1) gainAt(frame);
        isPrimed = true;
      }
      for (let frame = from; frame < to; frame += 1) {
        if (settledFor >= recent.length && !within.first()) {
          // Rounding of the running sum ends here.
          sum = recent.length;
          frame = Math.max(frame, (needs.first()?.frame ?? Infinity) - lookAhead);
          if (frame >= to) break;
        }
        const gain = gainAt(frame);
        const at = (frame - from) * channelCount;
        for (let channel = 0; channel < channelCount; channel += 1) {
          out[at + channel] = (out[at + channel] as number) * gain;
        }
      }
      return out;
    },
  };
}

/** An array whose first element is dropped without moving the rest. */
function createQueue() {
  let items: Need[] = [];
  let start = 0;
  return {
    first: (): Need | undefined => items[start],
    last: (): Need | undefined => (start < items.length ? items.at(-1) : undefined),
    add: (item: Need): void => void items.push(item),
    dropLast: (): void => void items.pop(),
    dropFirst(): void {
      start += 1;
      if (start < 4096) return;
      items = items.slice(start);
      start = 0;
    },
  };
}

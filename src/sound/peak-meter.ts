import {
  canExceed,
  GROUP_FRAMES,
  groupsOf,
  levelAround,
  peakBetween,
  PHASE_TAPS,
  takeLevels,
  type Window,
} from './oversample.js';

/** The largest level of a stream, points between samples included. */
export interface PeakMeter {
  push(samples: Float32Array): void;
  /** Linear; 1 is full scale. */
  peak(): number;
}

const HALF = PHASE_TAPS / 2;

/** A true peak meter that interpolates only where the result could be a new maximum. */
export function createPeakMeter(channelCount: 1 | 2): PeakMeter {
  const edge = PHASE_TAPS * channelCount;
  let peak = 0;
  // The end of the piece before, which the first points of the next reach into; silence before the first.
  let history: Float32Array = new Float32Array(edge);

  const examine = (samples: Float32Array): void => {
    const window = { samples, channelCount, from: HALF, to: samples.length / channelCount - HALF };
    // The samples come first: the higher the peak is already, the fewer points between them could be higher.
    peak = peakAmong(window, Math.max(peak, takeLevels(window)));
  };

  return {
    push(samples) {
      if (samples.length < 2 * edge) {
        const joined = concatenate(history, samples);
        examine(joined);
        history = joined.slice(-edge);
        return;
      }
      // The middle needs no copy.
      examine(concatenate(history, samples.subarray(0, edge)));
      examine(samples);
      history = samples.slice(-edge);
    },
    peak() {
      examine(concatenate(history, new Float32Array(edge)));
      return peak;
    },
  };
}

/** The largest level between samples of the window whose levels were taken last, where it is above that so far. */
function peakAmong(window: Window, soFar: number): number {
  const { samples, channelCount, from, to } = window;
  const groupCount = groupsOf(window);
  let peak = soFar;
  for (let group = 0; group < groupCount; group += 1) {
    if (!canExceed(peak, levelAround(group))) continue;
    const first = from + group * GROUP_FRAMES;
    const end = Math.min(to, first + GROUP_FRAMES);
    const level = peakBetween(samples, { from: first * channelCount, to: end * channelCount, channelCount });
    if (level > peak) peak = level;
  }
  return peak;
}

function concatenate(first: Float32Array, second: Float32Array): Float32Array {
  const joined = new Float32Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}

import { boundBetween, peakBetween, PHASE_TAPS, visitLoudGroups } from './oversample.js';

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
    const frameCount = samples.length / channelCount;
    visitLoudGroups(
      { samples, channelCount, from: HALF, to: frameCount - HALF },
      // The samples come first: the higher the peak is already, the fewer points between them could be higher.
      (largestSample) => (peak = Math.max(peak, largestSample)),
      (from, to, around) => {
        for (let at = from * channelCount; at < to * channelCount; at += 1) {
          if (boundBetween(samples[at] as number, samples[at + channelCount] as number, around) <= peak) continue;
          peak = Math.max(peak, peakBetween(samples, at, channelCount));
        }
      },
    );
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

function concatenate(first: Float32Array, second: Float32Array): Float32Array {
  const joined = new Float32Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}

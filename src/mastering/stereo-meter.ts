import type { PcmFormat } from '../run-tool.js';

/** Watches what mixing down would lose, and around which value the samples lie. */
export interface StereoMeter {
  /** Takes interleaved samples in whole frames. */
  push(samples: Float32Array): void;
  /** @param channelCount Of what is to be heard: a stereo recording may be mixed down. */
  result(channelCount: 1 | 2): StereoFacts;
}

export type StereoFacts = {
  /** The louder channel, where both together are next to nothing. */
  readonly channel?: 'left' | 'right';
  /** The mean of all samples of each channel that is heard. */
  readonly offsets: readonly number[];
  /** Whether that is enough of the sound to cost headroom. */
  readonly isBeside: boolean;
};

const STEPS_PER_SECOND = 10;
/** Power of a step that can be heard at all: −60 dB below full scale. */
const AUDIBLE_POWER = 1e-6;
/** Channels that have nothing to do with each other keep half of their power when they are mixed. */
const LOST_SHARE = 0.05;
/** A moment may cancel by chance; this share of a recording does not. */
const CANCELLED_SHARE = 0.1;
/** Share of the power that is offset: its level is a tenth of that of the sound. */
const OFFSET_SHARE = 0.01;
/** An offset nobody could hear the end of, −80 dB below full scale. */
const LEAST_OFFSET = 1e-4;
/** ffmpeg mixes two channels to one at −3 dB each (ITU-R BS.775). */
const MIX_GAIN = Math.SQRT1_2;

/** A meter for stereo, and for mono, which never cancels. */
export function createStereoMeter({ sampleRateHz, channelCount }: PcmFormat): StereoMeter {
  const stepFrames = Math.round(sampleRateHz / STEPS_PER_SECOND);
  let [frameCount, leftSum, rightSum, leftPower, rightPower] = [0, 0, 0, 0, 0];
  let [stepSides, stepMiddle, stepCount] = [0, 0, 0];
  let [audibleCount, cancelledCount] = [0, 0];

  const endStep = (): void => {
    if (stepSides > AUDIBLE_POWER * stepCount) {
      audibleCount += 1;
      if (stepMiddle < LOST_SHARE * stepSides) cancelledCount += 1;
    }
    [stepSides, stepMiddle, stepCount] = [0, 0, 0];
  };
  const pushMono = (samples: Float32Array): void => {
    for (const sample of samples) {
      leftSum += sample;
      leftPower += sample * sample;
    }
    frameCount += samples.length;
  };
  const pushStereo = (samples: Float32Array): void => {
    for (let at = 0; at < samples.length; at += 2) {
      const left = samples[at] as number;
      const right = samples[at + 1] as number;
      leftSum += left;
      rightSum += right;
      leftPower += left * left;
      rightPower += right * right;
      stepSides += (left * left + right * right) / 2;
      stepMiddle += ((left + right) / 2) ** 2;
      stepCount += 1;
      if (stepCount === stepFrames) endStep();
    }
    frameCount += samples.length / 2;
  };
  return {
    push: channelCount === 1 ? pushMono : pushStereo,
    result(heardCount) {
      const left = leftSum / Math.max(1, frameCount);
      const right = rightSum / Math.max(1, frameCount);
      const isBeside =
        Math.max(Math.abs(left), Math.abs(right)) > LEAST_OFFSET &&
        (left * left + right * right) * frameCount > OFFSET_SHARE * (leftPower + rightPower);
      if (channelCount === 1) return { offsets: [left], isBeside };
      if (cancelledCount > audibleCount * CANCELLED_SHARE) {
        const channel = rightPower > leftPower ? 'right' : 'left';
        return { channel, offsets: [channel === 'left' ? left : right], isBeside };
      }
      return { offsets: heardCount === 2 ? [left, right] : [(left + right) * MIX_GAIN], isBeside };
    },
  };
}

/** Stereo samples as one channel, as ffmpeg mixes them. */
export function mixDown(stereo: Float32Array): Float32Array {
  const mono = new Float32Array(stereo.length / 2);
  for (let frame = 0; frame < mono.length; frame += 1) {
    mono[frame] = ((stereo[2 * frame] as number) + (stereo[2 * frame + 1] as number)) * MIX_GAIN;
  }
  return mono;
}

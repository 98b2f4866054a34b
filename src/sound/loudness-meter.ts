import { present } from '../model/present.js';
import type { PcmFormat } from '../run-tool.js';
import { kWeighting } from './k-weighting.js';
import { createPeakMeter } from './peak-meter.js';

/** What was heard, measured. */
export type Measurement = {
  /** Frames: samples of one channel. */
  readonly sampleCount: number;
  /** ITU-R BS.1770-4 integrated loudness; absent when nothing is louder than −70 LUFS. */
  readonly loudnessLufs?: number;
  /** Of what is heard most of the time, where a few loud moments are all of the loudness; else the same. */
  readonly typicalLufs?: number;
  /** BS.1770-4 Annex 2; absent when every sample is 0. */
  readonly truePeakDbtp?: number;
};

export type MeasuredLevel = Pick<Measurement, 'loudnessLufs' | 'truePeakDbtp'>;

/** Measures while samples stream by; it keeps ten numbers a second of them. */
export interface LoudnessMeter {
  /** Takes interleaved samples in whole frames, in order. */
  push(samples: Float32Array): void;
  result(): Measurement;
}

/** BS.1770-4: blocks of 400 ms every 100 ms. */
const STEPS_PER_SECOND = 10;
const STEPS_PER_BLOCK = 4;
const ABSOLUTE_GATE_LUFS = -70;
const RELATIVE_GATE_LU = -10;
const OFFSET_LUFS = -0.691;
/** Speech with long pauses passes the gate in a fifth of its blocks; a word in a whispered hour in next to none. */
const FEW_MOMENTS_SHARE = 0.1;
const STATE_SIZE = 5;
/** In digital silence the filters would run down into denormal numbers, which take a processor five times as long. */
const FAR_BELOW_SOUND = 1e-25;

/** A loudness and true peak meter for mono or stereo at any sample rate. */
export function createLoudnessMeter(format: PcmFormat): LoudnessMeter {
  const peaks = createPeakMeter(format.channelCount);
  const steps = createStepMeter(format);
  let sampleCount = 0;
  return {
    push(samples) {
      sampleCount += samples.length / format.channelCount;
      peaks.push(samples);
      steps.push(samples);
    },
    result: () => ({ sampleCount, ...judge({ stepPowers: steps.powers(), peak: peaks.peak() }) }),
  };
}

/** What is measured of a part of a sound, to be added up with that of its other parts. */
export type MeteredPart = {
  /** Mean square of the K-weighted sound in each step of 100 ms from its first sample on, the last filled up with silence. */
  readonly stepPowers: Float32Array;
  /** Linear true peak. */
  readonly peak: number;
};

/** Measures a part that begins and ends in silence. */
export function createPartMeter(format: PcmFormat) {
  const peaks = createPeakMeter(format.channelCount);
  const steps = createStepMeter(format);
  return {
    push(samples: Float32Array): void {
      peaks.push(samples);
      steps.push(samples);
    },
    result: (): MeteredPart => ({
      stepPowers: Float32Array.from([...steps.powers(), ...steps.rest()]),
      peak: Math.fround(peaks.peak()),
    }),
  };
}

/** The level of a sound whose parts follow each other. */
export function addUp(parts: readonly MeteredPart[]): MeasuredLevel {
  const stepPowers = parts.flatMap((part) => [...part.stepPowers]);
  const { loudnessLufs, truePeakDbtp } = judge({ stepPowers, peak: Math.max(0, ...parts.map(({ peak }) => peak)) });
  return present({ loudnessLufs, truePeakDbtp });
}

function judge({ stepPowers, peak }: { readonly stepPowers: readonly number[]; readonly peak: number }) {
  const blocks = audibleBlocks(stepPowers);
  const loudnessLufs = integrate(blocks);
  const typicalLufs = loudnessLufs === undefined ? undefined : typical(blocks, loudnessLufs);
  return {
    ...present({ loudnessLufs, typicalLufs }),
    ...(peak > 0 && { truePeakDbtp: 20 * Math.log10(peak) }),
  };
}

/** Mean square of the K-weighted sound in each step of 100 ms, the channels added. */
function createStepMeter({ sampleRateHz, channelCount }: PcmFormat) {
  const { shelf, highPass } = kWeighting(sampleRateHz);
  const weights = Float64Array.of(shelf.b0, shelf.b1, shelf.b2, shelf.a1, shelf.a2, highPass.a1, highPass.a2);
  const powers: number[] = [];
  // For each channel two delays of each filter (transposed direct form II) and the energy of the step so far: summed
  // in the order of the samples, so that the result does not depend on how the stream is cut.
  const states = Array.from({ length: channelCount }, () => new Float64Array(STATE_SIZE));
  let stepEnd = Math.round(sampleRateHz / STEPS_PER_SECOND);
  let stepStart = 0;
  let frame = 0;
  return {
    push(samples: Float32Array): void {
      const frameCount = samples.length / channelCount;
      for (let from = 0; from < frameCount;) {
        const to = Math.min(frameCount, from + stepEnd - frame);
        states.forEach((state, channel) => {
          const [first, end] = [from * channelCount + channel, to * channelCount];
          filter(samples, { first, end, step: channelCount, weights, state });
        });
        frame += to - from;
        from = to;
        if (frame < stepEnd) continue;
        powers.push(takeEnergy(states) / (stepEnd - stepStart));
        stepStart = stepEnd;
        stepEnd = Math.round(((powers.length + 1) * sampleRateHz) / STEPS_PER_SECOND);
      }
    },
    powers: (): readonly number[] => powers,
    /** Of the step that has begun, if any. */
    rest: (): readonly number[] => (frame > stepStart ? [energyOf(states) / (stepEnd - stepStart)] : []),
  };
}

type Filtering = {
  readonly first: number;
  readonly end: number;
  readonly step: number;
  readonly weights: Float64Array;
  readonly state: Float64Array;
};

/** K-weighting of one channel; everything is at hand before the loop, which is most of what metering costs. */
function filter(samples: Float32Array, { first, end, step, weights, state }: Filtering): void {
  // Taken apart as arrays they would be values of any type, each a new object in every round.
  const b0 = weights[0] as number;
  const b1 = weights[1] as number;
  const b2 = weights[2] as number;
  const a1 = weights[3] as number;
  const a2 = weights[4] as number;
  const c1 = weights[5] as number;
  const c2 = weights[6] as number;
  let s1 = state[0] as number;
  let s2 = state[1] as number;
  let h1 = state[2] as number;
  let h2 = state[3] as number;
  let energy = state[4] as number;
  for (let at = first; at < end; at += step) {
    const x = (samples[at] as number) + FAR_BELOW_SOUND;
    const y = b0 * x + s1;
    // What does not wait for y comes first: the processor works on it meanwhile.
    s1 = b1 * x + s2 - a1 * y;
    s2 = b2 * x - a2 * y;
    const z = y + h1;
    h1 = h2 - 2 * y - c1 * z;
    h2 = y - c2 * z;
    energy += z * z;
  }
  state[0] = s1;
  state[1] = s2;
  state[2] = h1;
  state[3] = h2;
  state[4] = energy;
}

/** The energy of all channels so far. */
function energyOf(states: readonly Float64Array[]): number {
  return states.reduce((sum, state) => sum + (state[STATE_SIZE - 1] as number), 0);
}

/** The same, which begins again at 0. */
function takeEnergy(states: readonly Float64Array[]): number {
  const energy = energyOf(states);
  for (const state of states) state[STATE_SIZE - 1] = 0;
  return energy;
}

function audibleBlocks(stepPowers: readonly number[]): readonly number[] {
  const blocks: number[] = [];
  for (let end = STEPS_PER_BLOCK; end <= stepPowers.length; end += 1) {
    const block = stepPowers.slice(end - STEPS_PER_BLOCK, end);
    blocks.push(block.reduce((sum, power) => sum + power, 0) / STEPS_PER_BLOCK);
  }
  return blocks.filter((power) => toLufs(power) > ABSOLUTE_GATE_LUFS);
}

function integrate(audible: readonly number[]): number | undefined {
  if (audible.length === 0) return undefined;
  const gate = toLufs(mean(audible)) + RELATIVE_GATE_LU;
  return toLufs(mean(audible.filter((power) => toLufs(power) > gate)));
}

/** Where next to nothing passes the gate, the mean of what lies within its width of the middle block, on both sides. */
function typical(audible: readonly number[], loudnessLufs: number): number {
  const loud = audible.filter((power) => toLufs(power) > loudnessLufs + RELATIVE_GATE_LU);
  const middle = audible.toSorted((a, b) => a - b)[Math.floor(audible.length / 2)] ?? 0;
  if (loud.length >= audible.length * FEW_MOMENTS_SHARE) return loudnessLufs;
  const isNear = (power: number): boolean => Math.abs(toLufs(power) - toLufs(middle)) <= -RELATIVE_GATE_LU;
  return toLufs(mean(audible.filter(isNear)));
}

function mean(powers: readonly number[]): number {
  return powers.reduce((sum, power) => sum + power, 0) / powers.length;
}

function toLufs(power: number): number {
  return power <= 0 ? -Infinity : OFFSET_LUFS + 10 * Math.log10(power);
}

/** Measures a whole stream of samples. */
export async function measureSound(pcm: AsyncIterable<Float32Array>, format: PcmFormat): Promise<Measurement> {
  const meter = createLoudnessMeter(format);
  for await (const samples of pcm) meter.push(samples);
  return meter.result();
}

import { samplesPerFrame } from '../../model/time.js';
import type { PcmFormat } from '../../run-tool.js';

/** A part of a sound that is encoded by itself. */
export type Piece = {
  /** Where it begins at the rate of the input, with what is heard before it, and how long it is with what comes after. */
  readonly startSample: number;
  readonly sampleCount: number;
  /** The same length at the rate of the output. */
  readonly outputSamples: number;
  /** Frames of what was before it, and those of its own. */
  readonly dropFrames: number;
  readonly keepFrames: number;
};

const PIECE_SECONDS = 60;
/** With as many frames of its neighbours a join is as good as any other place. */
const CONTEXT_FRAMES = 12;

/** Cuts a sound where both rates have a sample and a frame begins. */
export function layPieces(sound: {
  readonly input: PcmFormat;
  readonly output: PcmFormat;
  readonly sampleCount: number;
  /** At the rate of the output. */
  readonly heardSamples: number;
  /** Of the file, those that end it among them. */
  readonly frameCount: number;
}): readonly Piece[] {
  const { sampleCount, heardSamples, frameCount } = sound;
  const [from, to] = [sound.input.sampleRateHz, sound.output.sampleRateHz];
  const frameSamples = samplesPerFrame(to);
  let unit = 1;
  while ((unit * frameSamples * from) % to !== 0) unit += 1;
  const wholeUnits = (frames: number): number => unit * Math.ceil(frames / unit);
  const length = wholeUnits((PIECE_SECONDS * to) / frameSamples);
  const context = wholeUnits(CONTEXT_FRAMES);
  const toInput = (frames: number): number => (frames * frameSamples * from) / to;
  const pieces: Piece[] = [];
  for (let first = 0; first * frameSamples < heardSamples; first += length) {
    const isLast = (first + length) * frameSamples >= heardSamples;
    const start = Math.max(0, first - context);
    const end = first + length + context;
    const startSample = toInput(start);
    pieces.push({
      startSample,
      sampleCount: Math.min(sampleCount, toInput(end)) - startSample,
      outputSamples: Math.min(heardSamples, end * frameSamples) - start * frameSamples,
      dropFrames: first - start,
      keepFrames: isLast ? frameCount - first : length,
    });
  }
  return pieces;
}

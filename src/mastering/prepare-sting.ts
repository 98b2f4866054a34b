import path from 'node:path';
import { decodeAudio, encodeAudio, type Ffmpeg } from '../run-tool.js';
import { createLoudnessMeter, type Measurement } from '../sound.js';
import { hashFile } from '../workspace.js';
import { inspectRecording } from './inspect-recording.js';

/** A sting, measured. */
export type Sting = {
  readonly sampleRateHz: number;
  readonly path: string;
  readonly contentKey: string;
  readonly sampleCount: number;
  readonly measured: Measurement;
};

export type StingOptions = {
  readonly ffmpeg: Ffmpeg;
  readonly file: string;
  readonly name: 'intro' | 'outro';
  readonly sampleRateHz: number;
  readonly folder: string;
  readonly signal: AbortSignal;
};

/**
 * Turns any audio file into a mono WAV at the rate wanted.
 *
 * @throws {@link LectorError} `E_AUDIO` when it cannot be read.
 */
export async function prepareSting(options: StingOptions): Promise<Sting> {
  const { ffmpeg, file, name, sampleRateHz, folder, signal } = options;
  await inspectRecording(file);
  const format = { sampleRateHz, channelCount: 1 } as const;
  const meter = createLoudnessMeter(format);
  const target = path.join(folder, `${name}.wav`);
  const pcm = measured(decodeAudio({ ffmpeg, path: file, format, signal }), (samples) => meter.push(samples));
  const output = { ...format, path: target, format: 'wav', bitrateKbps: 0 } as const;
  await encodeAudio({ ffmpeg, pcm, input: format, output, signal });
  const result = meter.result();
  const contentKey = `${await hashFile(file)}@${sampleRateHz}`;
  return { path: target, sampleRateHz, contentKey, sampleCount: result.sampleCount, measured: result };
}

/** Two loud channels mixed to one lie beyond full scale, which integers cannot hold. */
const HEADROOM = 0.5;

async function* measured(
  pcm: AsyncIterable<Float32Array>,
  take: (samples: Float32Array) => void,
): AsyncGenerator<Float32Array> {
  for await (const samples of pcm) {
    const scaled = samples.map((sample) => Math.max(-1, Math.min(1, sample * HEADROOM)));
    take(scaled);
    yield scaled;
  }
}

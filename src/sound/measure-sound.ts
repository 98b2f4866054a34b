import type { PcmFormat } from '../run-tool.js';
import { createLoudnessMeter, type Measurement } from './loudness-meter.js';

/** Measures a whole stream of samples. */
export async function measureSound(pcm: AsyncIterable<Float32Array>, format: PcmFormat): Promise<Measurement> {
  const meter = createLoudnessMeter(format);
  for await (const samples of pcm) meter.push(samples);
  return meter.result();
}

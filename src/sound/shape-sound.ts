import { createLimiter, type LimiterOptions } from './limiter.js';

/** Gain and true-peak limiter over a stream; as many samples come out as went in. */
export async function* shapeSound(
  pcm: AsyncIterable<Float32Array>,
  options: LimiterOptions,
): AsyncGenerator<Float32Array> {
  const limiter = createLimiter(options);
  for await (const samples of pcm) {
    const shaped = limiter.push(samples);
    if (shaped.length > 0) yield shaped;
  }
  const rest = limiter.finish();
  if (rest.length > 0) yield rest;
}

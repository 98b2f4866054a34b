/** Encoded files are up to this much longer for readers that count the encoder's padding. */
const DOUBT_SECONDS = 0.12;

/**
 * Samples of silence to add at the end so that every reader rounds the duration to the same second, those included
 * that count the padding an MP3 carries at its end.
 */
export function settleDuration(sampleCount: number, sampleRateHz: number): number {
  const fraction = sampleCount % sampleRateHz;
  const half = Math.ceil(sampleRateHz / 2);
  return fraction < half && fraction >= half - DOUBT_SECONDS * sampleRateHz ? half - fraction : 0;
}

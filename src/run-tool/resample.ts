/**
 * Taps of the interpolator and where it begins to fall, as a share of half the lower rate: what lies above the old half
 * rate is 80 dB down within a twentieth of it, where ffmpeg's own 32 taps leave a mirror image at 38 dB. Every build has
 * it; the SoX resampler is in some alone.
 */
const FILTER = 'filter_size=128:cutoff=0.97';

/** The filter that brings sound to a rate; what has it already passes as it is. */
export function resampleTo(sampleRateHz: number): string {
  return `aresample=${sampleRateHz}:${FILTER}`;
}

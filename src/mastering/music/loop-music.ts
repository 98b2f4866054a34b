/** Longer crossfades blur a beat. */
const MAX_CROSSFADE_SECONDS = 0.5;

/**
 * So many samples of music that begins again when it is over: its end fades out while its beginning fades in, at equal
 * power, so that nobody hears where.
 */
export function loopMusic(
  music: Float32Array,
  { sampleCount, sampleRateHz }: { readonly sampleCount: number; readonly sampleRateHz: number },
): Float32Array {
  const crossfade = Math.min(Math.round(MAX_CROSSFADE_SECONDS * sampleRateHz), Math.floor(music.length / 4));
  const period = music.length - crossfade;
  const looped = new Float32Array(sampleCount);
  for (let at = 0; at < sampleCount; at += 1) {
    const place = at % period;
    const beginning = music[place] as number;
    if (at < period || place >= crossfade) looped[at] = beginning;
    else {
      const angle = (place / crossfade) * (Math.PI / 2);
      looped[at] = beginning * Math.sin(angle) + (music[period + place] as number) * Math.cos(angle);
    }
  }
  return looped;
}

const WINDOW_MS = 5;
/** Kept around what is heard, so that soft consonants and endings are not cut. */
const LEAD_MS = 15;
const TAIL_MS = 40;
/** Heard is what is louder than both: −60 dB below full scale, and −42 dB below the loudest window. */
const FLOOR = 0.001;
const BELOW_LOUDEST = 0.008;

/** Where sound begins and ends, as sample numbers. */
export type Edges = { readonly firstSample: number; readonly endSample: number };

/** The part of a clip that is heard; the whole when there is nothing but silence. */
export function measureEdges(audio: { readonly samples: Int16Array; readonly sampleRateHz: number }): Edges {
  const { samples, sampleRateHz } = audio;
  const width = Math.max(1, Math.round((WINDOW_MS * sampleRateHz) / 1000));
  const levels = windowLevels(samples, width);
  const threshold = Math.max(FLOOR, levels.reduce((loudest, level) => Math.max(loudest, level), 0) * BELOW_LOUDEST);
  const first = levels.findIndex((level) => level > threshold);
  if (first < 0) return { firstSample: 0, endSample: samples.length };
  const last = levels.findLastIndex((level) => level > threshold);
  const lead = Math.round((LEAD_MS * sampleRateHz) / 1000);
  const tail = Math.round((TAIL_MS * sampleRateHz) / 1000);
  return {
    firstSample: Math.max(0, first * width - lead),
    endSample: Math.min(samples.length, (last + 1) * width + tail),
  };
}

/** Root mean square of each window, 1 being full scale. */
export function windowLevels(samples: Int16Array, width: number): Float64Array {
  const levels = new Float64Array(Math.ceil(samples.length / width));
  for (let index = 0; index < levels.length; index += 1) {
    const start = index * width;
    const end = Math.min(samples.length, start + width);
    let sum = 0;
    for (let at = start; at < end; at += 1) {
      const value = samples[at] ?? 0;
      sum += value * value;
    }
    levels[index] = Math.sqrt(sum / (end - start)) / 32_768;
  }
  return levels;
}

import { measureEdges, windowLevels, type Edges } from './measure-edges.js';

/** A clip and what it should say. */
export type JudgedClip = {
  readonly samples: Int16Array;
  readonly sampleRateHz: number;
  readonly text: string;
  /** 1 is the voice's own pace. */
  readonly rate: number;
  readonly isSilenceAllowed: boolean;
};

/** Accepted pace at rate 1: nobody speaks a word faster than this, and no voice dwells on one longer. */
const MIN_SECONDS_PER_WORD = 0.15;
const MAX_SECONDS_PER_WORD = 1.5;
/** Scripts without spaces between words, and words that are read out letter by letter. */
const MIN_SECONDS_PER_IDEOGRAPH = 0.06;
const MAX_SECONDS_PER_CHARACTER = 0.3;
/** One short word may come with a breath before and after. */
const ALLOWANCE_SECONDS = 1.5;
const SILENT_DBFS = -50;
const FULL_SCALE = 32_760;
const CLIPPED_RUN = 4;
const MAX_CLIPPED_SHARE = 0.001;
const MIN_WORDS_TO_REPEAT = 4;
/** At half this pace a voice is slow; at this pace it may well be saying everything twice. */
const REPEAT_SECONDS_PER_WORD = 0.5;
const REPEAT_CORRELATION = 0.92;
const ENVELOPE_MS = 20;

/** What is wrong with a clip, in a sentence. */
export type ClipFault = {
  readonly code: 'E_CLIP' | 'E_TTS_EMPTY' | 'E_TTS_SILENT' | 'E_AUDIO_SHORT';
  readonly message: string;
};

/** What is wrong with a clip; nothing when it may be published. */
export function judgeClip(clip: JudgedClip, edges: Edges = measureEdges(clip)): ClipFault | undefined {
  const { samples, sampleRateHz } = clip;
  if (samples.length === 0) return { code: 'E_TTS_EMPTY', message: 'the audio is empty.' };
  const seconds = samples.length / sampleRateHz;
  const heardSeconds = (edges.endSample - edges.firstSample) / sampleRateHz;
  const heard = samples.subarray(edges.firstSample, edges.endSample);
  if (!clip.isSilenceAllowed && levelDbfs(heard) < SILENT_DBFS) {
    return { code: 'E_TTS_SILENT', message: `it is silent: ${seconds.toFixed(1)} s below ${SILENT_DBFS} dBFS.` };
  }
  const { words, min, max } = expectedSeconds(clip);
  const forWords = `for ${words} ${words === 1 ? 'word' : 'words'}`;
  if (heardSeconds < min) {
    const expected = `at least ${min.toFixed(2)} s expected`;
    return {
      code: 'E_AUDIO_SHORT',
      message: `it is too short: ${heardSeconds.toFixed(2)} s ${forWords}, ${expected}.`,
    };
  }
  if (heardSeconds > max)
    return unlike(`it is too long: ${heardSeconds.toFixed(1)} s ${forWords}, at most ${max.toFixed(1)} s expected.`);
  const clippedShare = countClipped(samples) / samples.length;
  if (clippedShare > MAX_CLIPPED_SHARE)
    return unlike(`it is clipped: ${(clippedShare * 100).toFixed(1)} % of it is at full scale.`);
  const isSuspect = words >= MIN_WORDS_TO_REPEAT && heardSeconds > (words * REPEAT_SECONDS_PER_WORD) / clip.rate;
  if (isSuspect && !repeatsItself(clip.text) && soundsTwice(heard, sampleRateHz)) {
    return unlike('it says the same thing twice.');
  }
  return undefined;
}

function unlike(message: string): ClipFault {
  return { code: 'E_CLIP', message };
}

/** Words as a listener counts them; a character each where no spaces are written. */
export function countWords(text: string): number {
  return Math.max(1, text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.,-]*/gu)?.length ?? 0);
}

function expectedSeconds({ text, rate }: JudgedClip): { words: number; min: number; max: number } {
  const words = countWords(text);
  const ideographs = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0;
  const shortest = Math.max(words * MIN_SECONDS_PER_WORD, ideographs * MIN_SECONDS_PER_IDEOGRAPH);
  const longest = Math.max(words * MAX_SECONDS_PER_WORD, text.length * MAX_SECONDS_PER_CHARACTER);
  // A lone short word ("A.", "I") may rightly take less than an average word does.
  const min = words <= 2 ? shortest / 2 : shortest;
  return { words, min: min / rate, max: (longest + ALLOWANCE_SECONDS) / rate };
}

function levelDbfs(samples: Int16Array): number {
  const [level = 0] = windowLevels(samples, Math.max(1, samples.length));
  return 20 * Math.log10(level);
}

function countClipped(samples: Int16Array): number {
  let clipped = 0;
  let run = 0;
  for (let at = 0; at < samples.length; at += 1) {
    const sample = samples[at] ?? 0;
    if (sample < FULL_SCALE && sample > -FULL_SCALE) {
      run = 0;
      continue;
    }
    run += 1;
    if (run === CLIPPED_RUN) clipped += CLIPPED_RUN;
    else if (run > CLIPPED_RUN) clipped += 1;
  }
  return clipped;
}

/** Whether the text itself says the same thing twice over, as a refrain does. */
function repeatsItself(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const half = Math.floor(words.length / 2);
  return words.slice(0, half).join(' ') === words.slice(-half).join(' ');
}

/** Whether the second half follows the loudness of the first, as the same words again do. */
function soundsTwice(samples: Int16Array, sampleRateHz: number): boolean {
  const envelope = windowLevels(samples, Math.round((ENVELOPE_MS * sampleRateHz) / 1000));
  const half = Math.floor(envelope.length / 2);
  const slack = Math.max(2, Math.round(half * 0.06));
  for (let shift = -slack; shift <= slack; shift += 1) {
    const lag = half + shift;
    const length = Math.min(half, envelope.length - lag) - slack;
    if (length > 10 && correlation(envelope, lag, length) > REPEAT_CORRELATION) return true;
  }
  return false;
}

function correlation(values: Float64Array, lag: number, length: number): number {
  let sumA = 0;
  let sumB = 0;
  for (let index = 0; index < length; index += 1) {
    sumA += values[index] ?? 0;
    sumB += values[index + lag] ?? 0;
  }
  const meanA = sumA / length;
  const meanB = sumB / length;
  let product = 0;
  let squareA = 0;
  let squareB = 0;
  for (let index = 0; index < length; index += 1) {
    const a = (values[index] ?? 0) - meanA;
    const b = (values[index + lag] ?? 0) - meanB;
    product += a * b;
    squareA += a * a;
    squareB += b * b;
  }
  // A steady tone has no shape that could be repeated.
  const isShapeless = squareA / length < (0.2 * meanA) ** 2 || squareB / length < (0.2 * meanB) ** 2;
  return isShapeless ? 0 : product / Math.sqrt(squareA * squareB);
}

import { alignWords, comparableWords, errorRate, longestDivergence, type Step } from './compare-words.js';

/** A sentence as it should be heard and as it was, both in spoken form. */
export type HeardSentence = {
  readonly utteranceId: string;
  readonly spoken: string;
  readonly heard: string;
  /** Names in it, as they are written. */
  readonly names: readonly string[];
};

/** What is wrong with how a sentence is heard, in a sentence without its full stop. */
export type HearingFault = {
  readonly utteranceId: string;
  readonly code: 'W_HEARD_MISSING' | 'W_HEARD_TWICE' | 'W_HEARD_SWAPPED' | 'W_HEARD_OTHERWISE' | 'W_HEARD_DRIFT';
  readonly message: string;
};

export type Hearing = {
  readonly faults: readonly HearingFault[];
  /** Words that were not heard as they should be, for each that should; most of it is the recogniser's own. */
  readonly wordErrorRate: number;
};

/** No recogniser hears so many words in a row otherwise than they are said. */
const DIVERGENT_RUN = 8;
/** A sentence is another one when so much of it is, whatever words they share between. */
const OTHER_ERROR_RATE = 0.8;
/** So many words in a row are left out by no recogniser. */
const MISSING_RUN = 4;
/** So many words are not said twice in a row by chance. */
const TWICE_RUN = 3;
/** Of so many words one in five may be heard otherwise the second time. */
const LONG_REPEAT = 6;
const LONG_REPEAT_ERROR_RATE = 0.2;
/** A sentence that is heard in another's place: unlike its own words, and like those. */
const UNLIKE = 0.6;
const LIKE = 0.4;
const NEIGHBOURS = 5;
/** Sentences a voice must have drifted for, and how much worse than at its best it is heard then. */
const DRIFT_SENTENCES = 6;
const DRIFT_FACTOR = 3;
const DRIFT_ERROR_RATE = 0.5;

/** Compares all sentences of an episode, in their order, with what was heard in their place. */
export function judgeHearing(sentences: readonly HeardSentence[]): Hearing {
  const words = sentences.map(({ spoken, heard }) => ({
    wanted: comparableWords(spoken),
    got: comparableWords(heard),
  }));
  const steps = words.map(({ wanted, got }) => alignWords(wanted, got));
  const rates = steps.map(errorRate);
  const faults = sentences.flatMap((sentence, index): HearingFault[] => {
    const { wanted = [], got = [] } = words[index] ?? {};
    const own = steps[index] ?? [];
    const found = faultOf({ sentence, wanted, got, own }, otherSentence(index, words, rates[index] ?? 0));
    return found === undefined ? [] : [{ utteranceId: sentence.utteranceId, ...found }];
  });
  const drift = driftOf(sentences, rates);
  const total = words.reduce((sum, { wanted }) => sum + wanted.length, 0);
  const wrong = steps.reduce((sum, own) => sum + own.filter(({ kind }) => kind !== 'same').length, 0);
  return { faults: drift === undefined ? faults : [...faults, drift], wordErrorRate: total === 0 ? 0 : wrong / total };
}

type Compared = {
  readonly sentence: HeardSentence;
  readonly wanted: readonly string[];
  readonly got: readonly string[];
  readonly own: readonly Step[];
};

function faultOf(
  { sentence, wanted, got, own }: Compared,
  elsewhere: number | undefined,
): Omit<HearingFault, 'utteranceId'> | undefined {
  const heard = `"${sentence.heard.trim()}" is heard`;
  const twice = repeatedWords(got, wanted);
  if (twice !== undefined) return { code: 'W_HEARD_TWICE', message: `"${twice.join(' ')}" is heard twice` };
  if (elsewhere !== undefined) {
    const distance = elsewhere > 0 ? `${elsewhere} further on` : `${-elsewhere} before`;
    return { code: 'W_HEARD_SWAPPED', message: `the sentence ${distance} is heard in its place` };
  }
  const missing = missingWords(own, sentence.names);
  if (missing !== undefined) {
    return { code: 'W_HEARD_MISSING', message: `"${missing.join(' ')}" is not heard` };
  }
  const isOther = wanted.length > 1 && errorRate(own) >= OTHER_ERROR_RATE;
  if (isOther || longestDivergence(own) >= DIVERGENT_RUN)
    return { code: 'W_HEARD_OTHERWISE', message: `${heard} instead` };
  return undefined;
}

/** Words that follow each other twice although the sentence has them once. */
function repeatedWords(got: readonly string[], wanted: readonly string[]): readonly string[] | undefined {
  const twice = findRepeat(got);
  return twice === undefined || findRepeat(wanted) !== undefined ? undefined : twice;
}

/** The longest run of words that is followed by about the same words; the second time a word may be heard more or less. */
function findRepeat(words: readonly string[]): readonly string[] | undefined {
  for (let length = Math.ceil(words.length / 2); length >= TWICE_RUN; length -= 1) {
    const slack = length >= LONG_REPEAT ? 1 : 0;
    for (let start = 0; start + 2 * length - slack <= words.length; start += 1) {
      const first = words.slice(start, start + length);
      for (let change = -slack; change <= slack; change += 1) {
        const second = words.slice(start + length, start + 2 * length + change);
        const limit = slack === 0 ? 0 : LONG_REPEAT_ERROR_RATE;
        if (second.length === length + change && errorRate(alignWords(first, second)) <= limit) return first;
      }
    }
  }
  return undefined;
}

/** A run of words that nothing was heard for, or a name between words that were heard. */
function missingWords(own: readonly Step[], names: readonly string[]): readonly string[] | undefined {
  const named = new Set(names.flatMap(comparableWords));
  let run: string[] = [];
  for (const [index, step] of own.entries()) {
    run = step.kind === 'missing' ? [...run, ...step.wanted] : [];
    const next = own[index + 1];
    if (run.length === 0 || next?.kind === 'missing') continue;
    const before = own[index - run.length];
    const isBetween = (before === undefined || before.kind === 'same') && (next === undefined || next.kind === 'same');
    const isName = isBetween && (before !== undefined || next !== undefined) && run.some((word) => named.has(word));
    if (run.length >= MISSING_RUN || isName) return run;
  }
  return undefined;
}

/** How many sentences away the one is that is heard here, before with a minus. */
function otherSentence(
  index: number,
  words: readonly { readonly wanted: readonly string[]; readonly got: readonly string[] }[],
  rate: number,
): number | undefined {
  const got = words[index]?.got ?? [];
  if (rate < UNLIKE || got.length < TWICE_RUN) return undefined;
  for (let distance = 1; distance <= NEIGHBOURS; distance += 1) {
    for (const step of [-distance, distance]) {
      const wanted = words[index + step]?.wanted ?? [];
      if (wanted.length >= TWICE_RUN && errorRate(alignWords(wanted, got)) < LIKE) return step;
    }
  }
  return undefined;
}

/** From where on a voice is heard ever worse, up to the end. */
function driftOf(sentences: readonly HeardSentence[], rates: readonly number[]): HearingFault | undefined {
  if (rates.length < 2 * DRIFT_SENTENCES) return undefined;
  const windows = rates
    .slice(DRIFT_SENTENCES - 1)
    .map((_, start) => median(rates.slice(start, start + DRIFT_SENTENCES)));
  const limit = Math.max(DRIFT_ERROR_RATE, Math.min(...windows) * DRIFT_FACTOR);
  const start = windows.findLastIndex((rate) => rate < limit) + 1;
  const first = sentences[start];
  if (start === 0 || start >= windows.length || first === undefined) return undefined;
  const message = 'from here to the end the voice is hardly understood, and it was before';
  return { utteranceId: first.utteranceId, code: 'W_HEARD_DRIFT', message };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

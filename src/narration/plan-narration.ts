import type { Script } from '../model/script.js';
import { costOf, countCharacters } from './billing.js';
import { countWords } from './judge-clip.js';
import { isUnmeasured, listTakes, type TakeContext } from './list-takes.js';
import { calibrationText } from './pace/calibration-texts.js';
import { targetPace } from './pace/target-pace.js';
import { splitForEngine } from './split-text.js';

export type PlanContext = TakeContext & {
  /** Clips that scripts planned before will have made by then; grows by those of this one. */
  readonly planned?: Set<string>;
};

/** What narrating a script would send, before anything is sent. */
export type NarrationPlan = {
  readonly utteranceCount: number;
  /** Utterances that need nothing new: the cache holds them, or an earlier utterance says the same. */
  readonly cachedCount: number;
  /** Utterances the cache does not hold, by id. */
  readonly newIds: ReadonlySet<string>;
  /** To the character what the service will bill when no answer has to be asked for twice. */
  readonly charactersToSend: number;
  readonly costUsd: number;
  readonly estimatedAudioMs: number;
};

/** How often a voice that does as it is asked speaks its calibration text: at its own pace, and at the one wanted. */
const MEASUREMENTS = 2;
/** Words a minute at rate 1, for clips that do not exist yet. */
const WORDS_PER_MINUTE = 165;

/** Says what narrating a script would cost; nothing is sent or written. */
export async function planNarration(script: Script, context: PlanContext): Promise<NarrationPlan> {
  const takes = await listTakes(script, context);
  const seen = context.planned ?? new Set<string>();
  let cachedCount = 0;
  const newIds = new Set<string>();
  let charactersToSend = 0;
  let estimatedAudioMs = 0;
  const unmeasured = new Map(takes.filter(isUnmeasured).map(({ voice, lang }) => [`measure ${voice} ${lang}`, lang]));
  for (const [key, lang] of unmeasured) {
    if (seen.has(key)) continue;
    seen.add(key);
    for (const sentence of calibrationText(lang)) charactersToSend += MEASUREMENTS * countPieces(sentence, context);
  }
  for (const { key, utterance, text, recordingPath } of takes) {
    const isKnown = seen.has(key) || recordingPath !== undefined || (await context.session.clips.has(key));
    seen.add(key);
    if (isKnown) cachedCount += 1;
    else newIds.add(utterance.id);
    if (!isKnown) charactersToSend += countPieces(text, context);
    estimatedAudioMs += estimateMs(utterance.spoken, speakingRate(context, script.language)) + utterance.pauseAfterMs;
  }
  return {
    utteranceCount: takes.length,
    cachedCount,
    newIds,
    charactersToSend,
    costUsd: Math.round(costOf(charactersToSend, context.session.engine) * 1_000_000) / 1_000_000,
    estimatedAudioMs: Math.round(estimatedAudioMs),
  };
}

/** How much faster than a voice of usual pace a show is spoken. */
export function speakingRate({ rate, pace }: Pick<PlanContext, 'rate' | 'pace'>, language: string): number {
  return pace === undefined ? rate : targetPace(pace, language) / WORDS_PER_MINUTE;
}

/** A text that goes in pieces is billed piece by piece. */
function countPieces(text: string, { session: { engine }, rate }: PlanContext): number {
  return splitForEngine(text, engine).reduce((sum, piece) => sum + countCharacters(piece, { engine, rate }), 0);
}

/** About how long a text is heard, before anybody has said it. */
export function estimateMs(text: string, rate: number): number {
  return (countWords(text) * 60_000) / WORDS_PER_MINUTE / rate;
}

import { present } from '../present.js';

/** How a voice comes about: by rules, from recordings a machine learned from, or from a person's mouth. */
export const SYNTHESES = ['rule-based', 'neural', 'human'] as const;
export type Synthesis = (typeof SYNTHESES)[number];

/** A voice with the time it is heard in an episode, counted from the finished sound. */
export type VoiceUse = {
  /** As its engine calls it; `recording` where a recording is heard. */
  readonly voice: string;
  readonly synthesis: Synthesis;
  readonly durationMs: number;
  /** Under which its sound may be published. */
  readonly licence?: string;
  /** Who agreed to it being used so, and where that is written. */
  readonly consent?: string;
};

/** A stretch of a timeline. */
type Stretch = {
  readonly kind: string;
  readonly utteranceId?: string;
  readonly startMs: number;
  readonly endMs: number;
};

/** What user-defined frames of an audio file's tag say of its voices, by their descriptions. */
export const DISCLOSURE_FRAMES = {
  digitalSourceType: 'digitalSourceType',
  aiContent: 'ai-content',
  sentence: 'disclosure',
} as const;

/** What a recording is called in an account of voices. */
export const RECORDING = 'recording';

/**
 * How long each voice is heard: the measured time of every utterance, by who says it, the longest first. Pauses and music
 * are nobody's.
 *
 * @param speakers By utterance id.
 */
export function measureVoices(
  { items }: { readonly items: readonly Stretch[] },
  speakers: ReadonlyMap<string, Omit<VoiceUse, 'durationMs'>>,
): readonly VoiceUse[] {
  const uses = new Map<string, VoiceUse>();
  for (const { kind, utteranceId, startMs, endMs } of items) {
    const speaker = utteranceId === undefined ? undefined : speakers.get(utteranceId);
    if (kind !== 'speech' || speaker === undefined) continue;
    const { voice, synthesis } = speaker;
    const heardMs = uses.get(`${synthesis} ${voice}`)?.durationMs ?? 0;
    const { licence, consent } = speaker;
    const durationMs = heardMs + endMs - startMs;
    uses.set(`${synthesis} ${voice}`, { voice, synthesis, durationMs, ...present({ licence, consent }) });
  }
  return [...uses.values()].sort((a, b) => b.durationMs - a.durationMs || (a.voice < b.voice ? -1 : 1));
}

/** By then the spoken notice is over, whatever music a show begins with. */
export const DISCLOSURE_LATEST_MS = 10_000;

/** IPTC digital source types: https://cv.iptc.org/newscodes/digitalsourcetype/ */
const SOURCE_TYPES = 'https://cv.iptc.org/newscodes/digitalsourcetype/';

/**
 * What kind of source a sound has: the one word that page, tags and signature say alike. Of an episode people and
 * machines share that is `compositeWithTrainedAlgorithmicMedia`, and `compositeSynthetic` where no machine learned from anybody.
 */
export function digitalSourceTypeOf(uses: readonly Pick<VoiceUse, 'synthesis'>[]): string | undefined {
  const kinds = new Set(uses.map(({ synthesis }) => synthesis));
  const isTrained = kinds.has('neural');
  if (kinds.size === 0) return undefined;
  if (kinds.has('human') && kinds.size > 1) {
    return `${SOURCE_TYPES}${isTrained ? 'compositeWithTrainedAlgorithmicMedia' : 'compositeSynthetic'}`;
  }
  return `${SOURCE_TYPES}${kinds.has('human') ? 'digitalCapture' : isTrained ? 'trainedAlgorithmicMedia' : 'algorithmicMedia'}`;
}

/** What an episode says of its voices. */
type Heard = { readonly isAiNarrated: boolean; readonly spokenBy?: readonly VoiceUse[] };

/** Whether a machine is heard: known to be so, known not to be, or not said by anybody. */
export function isAiContent(episode: Heard): boolean | undefined {
  if (episode.isAiNarrated) return true;
  if (episode.spokenBy === undefined || episode.spokenBy.length === 0) return undefined;
  return episode.spokenBy.some(({ synthesis }) => synthesis !== 'human');
}

/** Of a whole show: whether a machine is heard in any episode, or, where that is known of each, in none. */
export function isAiShow(episodes: readonly Heard[]): boolean | undefined {
  const answers = episodes.map(isAiContent);
  if (answers.includes(true)) return true;
  return answers.length > 0 && answers.every((answer) => answer === false) ? false : undefined;
}

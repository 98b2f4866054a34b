import { createHash } from 'node:crypto';
import { LectorError, warning } from '../errors.js';
import type { Place } from '../model/finding.js';
import { present } from '../model/present.js';
import type { Script, Utterance } from '../model/script.js';
import { suggestWord } from '../model/text/suggest.js';
import { quoteValue } from '../model/text.js';
import { primaryLanguage } from '../model/text/primary-language.js';
import { hashFile } from '../workspace.js';
import { languageVoice } from '../model/narration.js';
import type { NarrationContext } from './narration-context.js';
import { calibrationText } from './pace/calibration-texts.js';
import { knownSpeed, OWN_SPEED, type Speed } from './pace/measure-pace.js';
import { targetPace } from './pace/target-pace.js';
import { prepareText, type Voice } from './speech-engine.js';

/** One thing to be spoken: utterances that sound the same share it. */
export type Take = {
  /** Content key of its clip. */
  readonly key: string;
  readonly utterance: Utterance;
  /** The spoken form as the engine is given it. */
  readonly text: string;
  /** 0-based, of the first utterance that needs it. */
  readonly position: number;
  readonly voice: string;
  readonly lang: string;
  readonly speed: Speed;
  /** A recording that is used instead of the voice. */
  readonly recordingPath?: string;
};

export type TakeContext = Pick<NarrationContext, 'session' | 'voice' | 'rate' | 'pace' | 'takes' | 'recordings'> &
  Partial<Pick<NarrationContext, 'warn' | 'voices' | 'voicePlaces'>> & {
    /** Measures a voice that was never measured; without it such a voice has no clips. */
    readonly measure?: (spoken: SpokenBy) => Promise<Speed>;
  };

/** Who speaks which language. */
export type SpokenBy = { readonly voice: string; readonly lang: string };

/** Raised when the same request would be put to an engine in another way. */
const KEY_VERSION = 1;

/**
 * What is to be spoken for each utterance of a script, in order, with the voice that speaks it.
 *
 * @throws {@link LectorError} `E_VOICE_LANGUAGE` when the engine does not speak the script's language, `E_VOICE_UNKNOWN`
 * when a voice does not exist.
 */
export async function listTakes(script: Script, context: TakeContext): Promise<readonly Take[]> {
  const { engine } = context.session;
  const voices = await context.session.voices();
  const chosen = chooseVoice({ language: script.language, voices, context });
  for (const voice of new Set([chosen, ...script.utterances.flatMap((utterance) => utterance.voice ?? [])])) {
    requireVoice({ voice, voices, engine: engine.name, place: context.voicePlaces?.[voice] });
  }
  requireLanguage({ language: script.language, voice: chosen, voices, context });
  const foreign = new Set<string>();
  const takes: Take[] = [];
  const speeds = new Map<string, Speed>();
  for (const [position, utterance] of script.utterances.entries()) {
    const lang = utterance.lang;
    const voice = utterance.voice ?? voiceFor({ lang, chosen, voices, context, foreign });
    const text = prepareText(engine, utterance.spoken, lang);
    const recordingPath = context.recordings?.get(utterance.id);
    const speaker = `${voice}\n${lang}`;
    const speed = speeds.get(speaker) ?? (await speedOf({ voice, lang }, context));
    speeds.set(speaker, speed);
    const take = context.takes?.get(utterance.id) ?? 0;
    const key =
      recordingPath === undefined
        ? clipKey({ text, voice, lang, speed, take }, context)
        : hashOf(['recording', await hashFile(recordingPath)]);
    takes.push({ key, utterance, text, position, voice, lang, speed, ...present({ recordingPath }) });
  }
  for (const lang of foreign) {
    context.warn?.(
      warning(
        'W_VOICE_LANGUAGE',
        `${script.title}: passages in ${lang} are read by ${chosen}, which does not speak it.`,
        {
          hint: 'give them a voice that does, or an engine with more languages.',
        },
      ),
    );
  }
  return takes;
}

/** Nothing is ever kept under it: what a voice needs is not known before it was measured. */
const UNMEASURED: Speed = { rate: Number.NaN, tempo: Number.NaN };

async function speedOf(spoken: SpokenBy, context: TakeContext): Promise<Speed> {
  const { pace, rate, session, measure } = context;
  if (pace === undefined) return { rate, tempo: 1 };
  const known = await knownSpeed(session.speeds, speedKey(spoken, context));
  if (known) return known;
  if (measure) return measure(spoken);
  return calibrationText(spoken.lang).length === 0 ? OWN_SPEED : UNMEASURED;
}

/** Whether a voice is still to be measured before it speaks. */
export function isUnmeasured({ speed }: Take): boolean {
  return Number.isNaN(speed.rate);
}

/** What a measurement holds for: the voice as it is now, a language and a pace. */
export function speedKey({ voice, lang }: SpokenBy, { session: { engine }, pace = 'newsreader' }: TakeContext): string {
  const { name, version } = engine;
  return JSON.stringify([name, version, voice, engine.voiceVersion?.(voice) ?? '', lang, targetPace(pace, lang)]);
}

/** Same engine, version, voice, pace, language and words as the engine is given them: the same clip (pauses, gain and stings are no part of it). */
export function clipKey(
  clip: SpokenBy & { readonly text: string; readonly speed: Speed; readonly take?: number },
  { session: { engine } }: Pick<TakeContext, 'session'>,
): string {
  const { text, voice, lang, speed, take = 0 } = clip;
  const { name, version } = engine;
  return hashOf([
    KEY_VERSION,
    name,
    version,
    voice,
    engine.voiceVersion?.(voice) ?? '',
    speed.rate,
    lang,
    text,
    ...(take > 0 ? [take] : []),
    ...(speed.tempo === 1 ? [] : [{ tempo: speed.tempo }]),
  ]);
}

function hashOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function chooseVoice(input: { language: string; voices: readonly Voice[]; context: TakeContext }): string {
  const { language, voices, context } = input;
  const { voices: chosen, session } = context;
  const voice = languageVoice(chosen?.languages, language) ?? context.voice ?? session.engine.defaultVoice(language);
  if (voice !== undefined) return voice;
  throw wrongLanguage({ language, who: `the ${context.session.engine.name} engine`, voices });
}

function voiceFor(input: {
  lang: string;
  chosen: string;
  voices: readonly Voice[];
  context: TakeContext;
  foreign: Set<string>;
}): string {
  const { lang, chosen, voices, context, foreign } = input;
  if (speaks({ voice: chosen, lang, voices, context })) return chosen;
  const other = languageVoice(context.voices?.languages, lang) ?? context.session.engine.defaultVoice(lang);
  if (other !== undefined) return other;
  foreign.add(lang);
  return chosen;
}

function requireVoice(input: {
  voice: string;
  voices: readonly Voice[];
  engine: string;
  place: Place | undefined;
}): void {
  const { voice, voices, engine, place } = input;
  const ids = voices.map(({ id }) => id);
  if (ids.length === 0 || ids.includes(voice) || ids.includes(withoutVariant(voice))) return;
  const near = suggestWord(voice, ids);
  const shown =
    ids.length > 12 ? `${ids.slice(0, 12).join(', ')} and ${ids.length - 12} more ("lector voices")` : ids.join(', ');
  throw new LectorError('E_VOICE_UNKNOWN', `the ${engine} engine has no voice ${quoteValue(voice)}.`, {
    hint: near === undefined ? `set tts.voice to one of: ${shown}.` : `did you mean ${near}? It has: ${shown}.`,
    ...present({ place }),
  });
}

function requireLanguage(input: {
  language: string;
  voice: string;
  voices: readonly Voice[];
  context: TakeContext;
}): void {
  const { language, voice, voices, context } = input;
  if (speaks({ voice, lang: language, voices, context })) return;
  throw wrongLanguage({ language, who: `the voice ${voice} of the ${context.session.engine.name} engine`, voices });
}

function speaks(input: { voice: string; lang: string; voices: readonly Voice[]; context: TakeContext }): boolean {
  const known =
    (
      input.voices.find(({ id }) => id === input.voice) ??
      input.voices.find(({ id }) => id === withoutVariant(input.voice))
    )?.languages ?? languageInName(input.voice);
  const all = input.context.session.engine.capabilities.languages;
  const languages = known.length > 0 ? known : all === 'any' ? [] : all;
  return (
    languages.length === 0 || languages.some((language) => primaryLanguage(language) === primaryLanguage(input.lang))
  );
}

/** A voice may have variants (`en-us+f3`) or speakers (`kokoro-en-v0_19:4`), which no list names one by one. */
export function withoutVariant(voice: string): string {
  return voice.replace(/[+:][\w-]+$/u, '');
}

/** Large services name voices by their language first: `en-GB-SoniaNeural`, `fr-FR-Neural2-A`. */
function languageInName(voice: string): readonly string[] {
  const match = /^[a-z]{2,3}-[A-Z]{2}(?=-)/u.exec(voice);
  return match ? [match[0]] : [];
}

function wrongLanguage(input: { language: string; who: string; voices: readonly Voice[] }): LectorError {
  const { language, who, voices } = input;
  const spoken = [...new Set(voices.flatMap((voice) => voice.languages.map(primaryLanguage)))].sort();
  const fitting = voices.filter((voice) =>
    voice.languages.some((tag) => primaryLanguage(tag) === primaryLanguage(language)),
  );
  const list = spoken.length > 0 ? ` (it speaks ${spoken.slice(0, 20).join(', ')})` : '';
  const hint =
    fitting.length > 0
      ? `set tts.voice to one of: ${fitting
          .slice(0, 12)
          .map(({ id }) => id)
          .join(', ')}.`
      : 'set tts.engine to one that does: say or espeak-ng on this computer, or openai, elevenlabs, google, azure, polly.';
  return new LectorError('E_VOICE_LANGUAGE', `${who} does not speak ${quoteValue(language)}${list}.`, { hint });
}

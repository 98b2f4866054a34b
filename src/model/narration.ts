import type { VoiceUse } from './publication/disclosure.js';
import type { Script } from './script.js';
import { primaryLanguage } from './text/primary-language.js';

/** When one word is heard, counted from the first sample of its clip or of the episode, as the holder says. */
export type WordTiming = {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
};

/** One utterance as sound: a mono 16-bit WAV file in the clip cache. */
export type Clip = {
  /** Content key: engine, its version, voice, settings, spoken text. */
  readonly key: string;
  /** Absolute path. */
  readonly path: string;
  /** Hex SHA-256 of the file. */
  readonly sha256: string;
  readonly sampleRateHz: number;
  readonly sampleCount: number;
  /** First and one past the last sample of the part that is heard, silence at the edges excluded. */
  readonly firstSample: number;
  readonly endSample: number;
  /** Counted from the first sample of the file; empty when the engine gives none. */
  readonly words: readonly WordTiming[];
};

/** A voice, or the recording in its place, and what is known of it. */
export type Speaker = Omit<VoiceUse, 'durationMs'>;

/** What a publisher knows of a voice; it goes before what the engine says. */
export type VoiceFacts = Partial<Omit<Speaker, 'voice'>>;

/** A script with one clip per utterance, in the same order. */
export type Narration = {
  readonly script: Script;
  readonly clips: readonly Clip[];
  /** Engine and voices used, for the manifest and the credits. */
  readonly engine: string;
  readonly voices: readonly string[];
  /** Who says each utterance, in the same order. */
  readonly speakers: readonly Speaker[];
  readonly usage: NarrationUsage;
};

/** What narrating cost. */
export type NarrationUsage = {
  readonly utteranceCount: number;
  /** Utterances the cache did not hold. */
  readonly synthesisedCount: number;
  /** Characters sent to the engine. */
  readonly synthesisedCharacters: number;
  readonly costUsd: number;
};

/** Voice ids by BCP 47 tag. */
export type LanguageVoices = Readonly<Record<string, string>>;

/** The voice for a language: the one of its tag, else one of the same language. */
export function languageVoice(voices: LanguageVoices | undefined, lang: string): string | undefined {
  if (voices === undefined) return undefined;
  const entries = Object.entries(voices);
  const exact = entries.find(([tag]) => tag.toLowerCase() === lang.toLowerCase());
  return (exact ?? entries.find(([tag]) => primaryLanguage(tag) === primaryLanguage(lang)))?.[1];
}

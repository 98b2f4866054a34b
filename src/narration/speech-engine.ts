import type { Synthesis } from '../model/publication/disclosure.js';
import type { WordTiming } from '../model/narration.js';

/** One piece of text to speak, in one attempt. */
export type SpeechRequest = {
  /** Plain text, at most `capabilities.maxBytes` long in UTF-8 and never empty. Never markup. */
  readonly text: string;
  /** An id of `voices()`, or what the engine takes for one where it cannot list them. */
  readonly voice: string;
  /** 1 is the voice's own pace, 2 is twice as fast. */
  readonly rate: number;
  /** BCP 47. */
  readonly lang: string;
  /** Where the WAV file goes, unless it comes back as `wav`: an absolute path in a folder that is there. */
  readonly path: string;
  readonly signal: AbortSignal;
  /** What is said before and after, for engines that shape their melody by it. */
  readonly previousText?: string;
  readonly nextText?: string;
  /** The same for the same content in every attempt and run, for services that know idempotency keys. */
  readonly idempotencyKey?: string;
  /** Counts attempts after a clip of bad quality, from 0; an engine that can should vary what it does. */
  readonly attempt?: number;
};

export type SpeechResult = {
  /** Counted from the first sample of the file, in whole milliseconds; empty when the engine gives none. */
  readonly words: readonly WordTiming[];
  /** What was asked for and could not be honoured, each a sentence without its full stop. */
  readonly warnings: readonly string[];
  /** The WAV file itself, where it was not written to `request.path`. */
  readonly wav?: Uint8Array;
};

/**
 * What is known of an attempt that came to nothing. An engine says it of what it throws by {@link failAttempt}; of an
 * error that says nothing, the text is not sent again and counts as paid.
 */
export type FailedAttempt = {
  /** The same request may go through later: it is sent again, a few times and with pauses. */
  readonly isRetryable?: boolean;
  /** The service surely does not bill it. */
  readonly isUnbilled?: boolean;
  /** Key, account or credit are refused: nothing more is sent to this engine. */
  readonly isRefused?: boolean;
  /** Nobody answered in time, which says more about the service than a plain no. */
  readonly isTimeout?: boolean;
  /** How long the service asks to be left alone. */
  readonly retryAfterMs?: number;
};

/** Puts on an error what is known of the attempt it ended. */
export function failAttempt<Failure extends Error>(error: Failure, attempt: FailedAttempt): Failure {
  return Object.assign(error, { attempt });
}

/** What an error says of the attempt it ended, whoever made it. */
export function attemptOf(error: unknown): FailedAttempt {
  const attempt: unknown = error instanceof Error && 'attempt' in error ? error.attempt : undefined;
  return typeof attempt === 'object' && attempt !== null ? attempt : {};
}

/** What an engine can do, as data. */
export type EngineCapabilities = {
  /** BCP 47 primary tags. */
  readonly languages: readonly string[] | 'any';
  /** UTF-8 bytes one request may hold, at least 200; longer texts come in pieces. */
  readonly maxBytes: number;
  readonly timings: 'word' | 'none';
  /** Requests that are worth having under way at once, at least 1. */
  readonly concurrency: number;
  /** 0 for what costs nothing. All that one `speak` sends is in it. */
  readonly pricePerMillionCharactersUsd: number;
  /** The same request gives the same bytes. */
  readonly isDeterministic: boolean;
  /** Its list of voices is asked for over the network, so narrating and planning do without it. */
  readonly listsVoicesOnline?: boolean;
  /** How its voices come about, unless a voice says otherwise; taken to be `neural` unless given. */
  readonly synthesis?: Synthesis;
  /** It makes no sound on purpose, so clips are not refused for being silent. */
  readonly isSilent?: boolean;
};

export type Voice = {
  readonly id: string;
  /** BCP 47; empty when the voice speaks whatever it is given. */
  readonly languages: readonly string[];
  /** How it sounds, where that is known. */
  readonly gender?: 'female' | 'male' | 'neutral';
  readonly description?: string;
  /** How it comes about, where that is not how the others of its engine do. */
  readonly synthesis?: Synthesis;
  /** Under which its sound may be published, where that is known. */
  readonly licence?: string;
};

/**
 * Turns text into speech; knows nothing of scripts, episodes, the cache or money.
 *
 * An engine makes **one attempt** a call and tells the truth about it. Around it stand the cutting of long texts, turns
 * and limits, reserving and booking the price, pauses, further attempts, judging and keeping the clip. It must not
 * retry, cache, print, read the environment, or sound another way than its `version` says.
 */
export interface SpeechEngine {
  /** The contract it keeps; this one is 1. */
  readonly specificationVersion: 1;
  /** Part of the cache key; one that no other engine has. */
  readonly name: string;
  /**
   * Part of the cache key, with everything that is set on the engine (model, format, region…): differs whenever the same
   * request would sound different.
   */
  readonly version: string;
  readonly capabilities: EngineCapabilities;
  /** Voices this engine accepts; empty when it cannot know them. */
  voices(): Promise<readonly Voice[]>;
  /** The voice for a language when none is configured; nothing when it does not speak it. Asks nobody. */
  defaultVoice(language: string): string | undefined;
  /** Part of the cache key too, for voices that are files: differs whenever their bytes do. */
  voiceVersion?(voice: string): string;
  /**
   * The text as this engine is best given it, where it has a quirk. Pure, and once is enough: what it gives it would not
   * change again. The result is what is cached, counted, cut and sent in place of the text.
   */
  prepareText?(text: string, language: string): string;
  /** What the service bills for a text at a pace, where that is not one for each character. */
  billedCharacters?(text: string, rate: number): number;
  /**
   * Speaks a text, once: gives one WAV file back as `wav` or writes it to `request.path`, at any sample rate and in any
   * uncompressed format. Several calls may be under way, as many as `concurrency` says.
   *
   * Rejects with the signal's reason when it aborts, before anything is sent if it had aborted before; with an error that
   * names the voice (`E_VOICE_UNKNOWN`) when there is no such voice; else with any error, which {@link failAttempt} may
   * say more of. Never resolves with half of a text.
   */
  speak(request: SpeechRequest): Promise<SpeechResult>;
  /** Gives back threads, sockets and memory. A later `speak` takes them again. */
  close(): Promise<void>;
}

/** The text an engine is given for a spoken form. */
export function prepareText(engine: SpeechEngine, spoken: string, language: string): string {
  return engine.prepareText?.(spoken, language) ?? spoken;
}

/** What an engine is made with. */
export type EngineOptions = {
  /** Keys and regions are read from here and nowhere else; `LECTOR_TTS_API_KEY` wins over a service's own variable. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** `tts.settings` of the configuration, as the engine documents it. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Requests or workers at once. */
  readonly concurrency?: number;
  /** Ceiling for one whole answer of a service. */
  readonly timeoutMs?: number;
};

import type { WordTiming } from '../model/narration.js';
import type { Reservation } from '../workspace.js';

/** One utterance to speak. */
export type SpeechRequest = {
  /** Plain text, at most `capabilities.maxBytes` long. Never markup. */
  readonly text: string;
  readonly voice: string;
  /** 1 is the voice's own pace, 2 is twice as fast. */
  readonly rate: number;
  /** BCP 47. */
  readonly lang: string;
  /** Where the WAV file goes; any sample rate and any uncompressed format. */
  readonly path: string;
  /** An engine that has the file in memory may return it as `wav` and write none. */
  readonly isFileOptional?: boolean;
  readonly signal: AbortSignal;
  /** What is said before and after, for engines that shape their melody by it. */
  readonly previousText?: string;
  readonly nextText?: string;
  /** The same for the same content in every run, for services that know idempotency keys. */
  readonly idempotencyKey?: string;
  /** Counts attempts after a clip of bad quality, from 0; an engine that can should vary what it does. */
  readonly attempt?: number;
  /** Sets the price of one attempt aside. Engines that cost money call it before each, and do not send when it rejects. */
  readonly reserve?: () => Promise<Reservation>;
};

export type SpeechResult = {
  /** Counted from the first sample of the file; empty when the engine gives none. */
  readonly words: readonly WordTiming[];
  /** What was asked for and could not be honoured. */
  readonly warnings: readonly string[];
  /** The WAV file itself, where it was not written. */
  readonly wav?: Uint8Array;
};

/** What an engine can do, as data. */
export type EngineCapabilities = {
  /** BCP 47 primary tags. */
  readonly languages: readonly string[] | 'any';
  /** UTF-8 bytes one request may hold. */
  readonly maxBytes: number;
  readonly ssml: boolean;
  readonly timings: 'word' | 'none';
  /** Requests that are worth having under way at once. */
  readonly concurrency: number;
  readonly pricePerMillionCharactersUsd: number;
  /** The same request gives the same bytes. */
  readonly isDeterministic: boolean;
  readonly needsNetwork: boolean;
  /** Its list of voices is asked for over the network, so narrating and planning do without it. */
  readonly listsVoicesOnline?: boolean;
  /** It makes no sound on purpose, so clips are not refused for being silent. */
  readonly isSilent?: boolean;
};

export type Voice = {
  readonly id: string;
  /** BCP 47; empty when the voice speaks whatever it is given. */
  readonly languages: readonly string[];
  readonly description?: string;
};

/** Turns text into speech; knows nothing of scripts, episodes or the cache. */
export interface SpeechEngine {
  readonly name: string;
  /**
   * Part of the cache key, with everything that is set on the engine (model, format, region…): differs whenever the same
   * request would sound different.
   */
  readonly version: string;
  readonly capabilities: EngineCapabilities;
  /** Voices this engine accepts; empty when it cannot know them. */
  voices(): Promise<readonly Voice[]>;
  /** The voice for a language when none is configured; nothing when it does not speak it. */
  defaultVoice(language: string): string | undefined;
  /** Part of the cache key too, for voices that are files: differs whenever their bytes do. */
  voiceVersion?(voice: string): string;
  /** What the service bills for a text at a pace, where that is not one for each character. */
  billedCharacters?(text: string, rate: number): number;
  /** Writes one WAV file to `request.path`, or returns it where that is optional. Rejects when `request.signal` aborts. */
  speak(request: SpeechRequest): Promise<SpeechResult>;
  close(): Promise<void>;
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

import { createHash } from 'node:crypto';
import type { Config } from '../config.js';
import type { MasteredSound, SoundMakingContext, SoundOrder } from '../context.js';
import type { FilePart, SoundFacts } from '../encoding/kept-streams.js';
import type { MusicPlan } from '../mastering/music/music-plan.js';
import type { Finding } from '../model/finding.js';
import type { AudioFormat } from '../model/audio-file.js';
import type { NarrationContext } from '../narration/narrate.js';
import type { Store } from '../store/store.js';
import type { SpendingLimits } from '../workspace.js';

/** Raise it when an older worker would make another sound of a job, or none: it then leaves the job to others. */
export const JOB_VERSION = 1;

/**
 * Everything the sound of one episode is made from, as data: no key, no path of a machine. It is kept in the store under
 * its own hash, so that the same job is one job however often it is asked for, and another text is another.
 */
export type SoundJob = {
  readonly version: number;
  /** Of Lector that wrote it: what another made is not taken for the same. */
  readonly program: string;
  /** For people. */
  readonly slug: string;
  readonly order: SoundOrder;
  readonly engine: {
    readonly name: string;
    /** Of the engine, with everything set on it; a worker whose engine says otherwise leaves the job to others. */
    readonly version: string;
    /** Of the voices that speak, where those are files. */
    readonly voiceVersions: Readonly<Record<string, string>>;
    readonly settings: Config['tts']['settings'];
    /** The name of a variable, as `${NAME}`; never a key. */
    readonly apiKey?: string;
    readonly timeoutMs: number;
    readonly concurrency?: number;
    /** By all workers together. */
    readonly requestsPerMinute?: number;
  };
  /** What may be paid, and the shared ledger it is booked in. */
  readonly budget: SpendingLimits & { readonly ledger: string };
  readonly speaking: Pick<NarrationContext, 'voice' | 'voices' | 'voiceFacts' | 'rate' | 'pace'>;
  readonly takes: readonly (readonly [utteranceId: string, take: number])[];
  readonly recordings: readonly (readonly [utteranceId: string, file: string])[];
  /** How fast voices speak, by the key of the measurement. */
  readonly speeds: readonly (readonly [key: string, value: unknown])[];
  /** With names of files of the store in place of paths. */
  readonly sound: Pick<
    SoundMakingContext,
    | 'targetLufs'
    | 'maxTruePeakDbtp'
    | 'formats'
    | 'bitrateKbps'
    | 'mp3Quality'
    | 'sampleRateHz'
    | 'channelCount'
    | 'stings'
  > & { readonly music?: MusicPlan };
};

/** What came of a job, as data: encoded sound by the names of files of the store. */
export type SoundResult = MasteredSound & {
  readonly streams: readonly {
    readonly format: AudioFormat;
    readonly facts: SoundFacts;
    /** Base64. */
    readonly head?: string;
    readonly parts: readonly (Omit<FilePart, 'path'> & { readonly name: string })[];
  }[];
  /** What was found on the way. */
  readonly findings: readonly Finding[];
};

/** Where things of the queue lie in a store. */
export const PLACES = {
  job: (key: string): string => `jobs/${key}.json`,
  result: (key: string): string => `made/${key}.json`,
  /** Recordings and music, by their bytes. */
  file: (sha256: string, extension: string): string => `files/${sha256}${extension}`,
  /** Encoded sound. */
  audio: 'audio/',
  clips: 'clips/',
  /** As a clip cache names it. */
  clip: (key: string): string => `clips/${key.slice(0, 2)}/${key}.wav`,
} as const;

/** A job as it is stored, and the hash it is known by. */
export function writeJob(job: SoundJob): { readonly key: string; readonly bytes: Buffer } {
  const bytes = Buffer.from(JSON.stringify(job));
  return { key: createHash('sha256').update(bytes).digest('hex'), bytes };
}

/** The job of a hash; nothing where the store has none, or other bytes. */
export async function readJob(store: Store, key: string): Promise<SoundJob | undefined> {
  const bytes = await store.get(PLACES.job(key));
  if (!bytes || createHash('sha256').update(bytes).digest('hex') !== key) return undefined;
  return JSON.parse(bytes.toString('utf8')) as SoundJob;
}

/** What came of a job; a damaged record is removed and as good as none. */
export async function readResult(store: Store, key: string): Promise<SoundResult | undefined> {
  const bytes = await store.get(PLACES.result(key));
  if (!bytes) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8')) as SoundResult;
  } catch {
    await store.remove(PLACES.result(key));
    return undefined;
  }
}

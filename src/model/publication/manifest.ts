import type { Correction } from './correction.js';
import type { VoiceUse } from './disclosure.js';

/** What is known of the same sound in another format. */
export type AlternateRecord = Pick<AudioRecord, 'path' | 'sha256' | 'sizeBytes'>;

/** What is known of one published audio file. */
export type AudioRecord = {
  /** Path below the output folder with forward slashes. */
  readonly path: string;
  /** Where it is served, when it stays at another host: then nothing lies under its path, and its `sha256` is empty. */
  readonly url?: string;
  readonly sha256: string;
  /** It was published as it came: what its tags say is not ours. */
  readonly isAsIs?: boolean;
  readonly sizeBytes: number;
  readonly durationMs: number;
  readonly loudnessLufs?: number;
  /** Of a narration, before limiter and encoder: the next edition keeps it, so that frames nobody changed stay. */
  readonly gainDb?: number;
  /** The same sound in other formats: kept and removed with it. Absent where there are none. */
  readonly alternates?: readonly AlternateRecord[];
  /**
   * What is published for it alone, its chapters and transcripts: hex SHA-256 by path. It is kept and removed with it.
   * Absent in records of older versions.
   */
  readonly files?: Readonly<Record<string, string>>;
  /** ISO 8601; when a newer file took its place. Kept 30 days after. */
  readonly retiredAt?: string;
};

/** Everything that is published for one audio file: itself, and what belongs to it. */
export function pathsOfAudio({ path, url, alternates = [], files = {} }: AudioRecord): readonly string[] {
  const others = alternates.map((alternate) => alternate.path);
  return [...(url === undefined ? [path] : []), ...others, ...Object.keys(files)];
}

/** The record of one episode. GUID and dates are decided here once. */
export type EpisodeRecord = {
  readonly identity: string;
  /** Every other id and address it was ever known by, the latest last. Absent in records of older versions. */
  readonly aliases?: readonly string[];
  /** Its words in little room, as `sketchOf` makes them. Absent in records of older versions. */
  readonly words?: string;
  readonly guid: string;
  readonly slug: string;
  readonly title: string;
  /** Where the source lay: tells a renamed file from a new one. */
  readonly location: string;
  /** Hex SHA-256 of the source bytes. */
  readonly sourceSha256: string;
  /** ISO 8601; never moved later. */
  readonly publishedAt: string;
  /** ISO 8601; what its source said, where it gave way by seconds to another episode of the same moment. */
  readonly statedAt?: string;
  /** Hash of everything that flows into it, tags and texts included; the same means nothing to do. */
  readonly fingerprint: string;
  /** Hash of what is heard: words, voices, pauses, recordings, sound settings. Absent in records of older versions. */
  readonly sound?: string;
  /**
   * Where its audio says that a machine reads it. Absent in records of recordings, and where its templates say it as in
   * older versions.
   */
  readonly disclosure?: 'start' | 'end' | 'off';
  /** The {@link Episode.spokenBy} of the episode: who is heard how long, and by what right. */
  readonly spokenBy?: readonly VoiceUse[];
  /** For subscribers alone: no record of it is published. */
  readonly isPrivate?: boolean;
  /** What was corrected since it was published, oldest first; absent where nothing was. */
  readonly corrections?: readonly Correction[];
  readonly chapterCount: number;
  readonly audio: AudioRecord;
  readonly retiredAudio: readonly AudioRecord[];
  /** Keys of the clips it uses, for garbage collection. */
  readonly clipKeys: readonly string[];
};

/** An episode that was taken back: what it was called, so that it never returns by accident. */
export type UnpublishedRecord = EpisodeRecord & {
  /** ISO 8601. Its audio is gone since then, or is among `retiredAudio` for 30 days more. */
  readonly unpublishedAt: string;
  /** It may come back: the next build that finds its source publishes it as it was called. */
  readonly isReturning?: boolean;
};

/** Whether the episode of a record was taken back and nobody has allowed it to return. */
export function isUnpublished(record: EpisodeRecord): record is UnpublishedRecord {
  return 'unpublishedAt' in record && !('isReturning' in record && record.isReturning === true);
}

/** How long audio that a feed names no more stays: podcast apps keep the address they first saw. */
const RETIRED_AUDIO_DAYS = 30;
const MS_PER_DAY = 86_400_000;

/** Of audio that was replaced or taken out of the feed, what is still to be had. */
export function stillKept(retired: readonly AudioRecord[], now: Date): readonly AudioRecord[] {
  return retired.filter(
    ({ retiredAt }) => now.getTime() - Date.parse(retiredAt ?? '') < RETIRED_AUDIO_DAYS * MS_PER_DAY,
  );
}

/** The record of truth beside the published files; local state is a cache of it. */
export type Manifest = {
  readonly version: 1;
  /** Podcasting 2.0 guid of the show. */
  readonly showGuid: string;
  readonly feedUrl: string;
  readonly episodes: readonly EpisodeRecord[];
  /** Feeds besides the main one, and every one that has archive pages. */
  readonly feeds?: readonly FeedRecord[];
  /** Episodes that were taken back. */
  readonly unpublished?: readonly UnpublishedRecord[];
};

/** What of a feed is decided once. */
export type FeedRecord = {
  readonly path: string;
  /** Podcasting 2.0 guid. */
  readonly guid: string;
  /** GUIDs of the episodes of each full archive page, oldest page first. */
  readonly archives?: readonly (readonly string[])[];
};

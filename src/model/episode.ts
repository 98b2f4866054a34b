import type { Block, SourceReference } from './article.js';
import type { AudioFile } from './audio-file.js';
import type { Chapter } from './chapter.js';
import type { Correction } from './publication/correction.js';
import type { EpisodeTags } from './publication/podcast-tags.js';
import type { VoiceUse } from './publication/disclosure.js';
import type { TimeMap } from './publication/time-map.js';
import type { Transcript } from './transcript.js';

export type EpisodeKind = 'article' | 'briefing' | 'programme';

/** A link of the article with the moment it is heard. */
export type TimedLink = {
  readonly text: string;
  readonly href: string;
  readonly startMs: number;
};

/** A picture of the article, on our own host, and the moment it belongs to what is heard. */
export type EpisodePicture = {
  /** The figure it stands in. */
  readonly blockId: string;
  /** Where its chapter starts, or on a whole second within it. */
  readonly startMs: number;
  /** Below the output folder: a JPEG named by its bytes. */
  readonly path: string;
  /** Hex. */
  readonly sha256: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly alt?: string;
  readonly caption?: string;
};

/** An encoded file without the place it has on this machine. */
export type PublishedAudio = Omit<AudioFile, 'path' | 'sampleRateHz' | 'channelCount'> &
  Partial<Pick<AudioFile, 'sampleRateHz' | 'channelCount'>> & {
    /** Path below the output folder with forward slashes: `episodes/<slug>/<name>`. */
    readonly path: string;
    /** Where it is served, when it stays at another host: then nothing lies under its path, and its `sha256` is empty. */
    readonly url?: string;
  };

/** What is known of audio once it is there to be published, before it has a path below the output folder. */
export type FinishedAudio = AudioFile | Omit<PublishedAudio, 'path'>;

/**
 * An episode: text, audio and timings as one object. It is published as `episodes/<slug>/episode.json`, and
 * notes, pages and feed are made from it alone.
 */
export type Episode = {
  readonly kind: EpisodeKind;
  readonly slug: string;
  /** Made once, kept in the manifest; nothing derives it again. */
  readonly guid: string;
  readonly identity: string;
  readonly source: SourceReference;
  readonly title: string;
  /** One or two plain sentences. */
  readonly summary: string;
  readonly standfirst?: string;
  /** Markdown an editor wrote for the notes (recorded programmes). */
  readonly description?: string;
  readonly language: string;
  readonly authors: readonly string[];
  /** ISO 8601; decided once, kept in the manifest. */
  readonly publishedAt: string;
  readonly modifiedAt?: string;
  readonly section?: string;
  readonly tags: readonly string[];
  readonly sourceUrl?: string;
  readonly siteName?: string;
  /** Path below the output folder, or absolute URL. */
  readonly image?: string;
  /** A small copy of a picture of our own, for lists. */
  readonly thumbnail?: string;
  /** Below the output folder: what links to its page are shown with, 1200 × 630 pixels. */
  readonly linkImage?: string;
  readonly isExplicit: boolean;
  /** For subscribers alone. */
  readonly isPrivate?: boolean;
  readonly season?: number;
  readonly episode?: number;
  readonly episodeType: 'full' | 'trailer' | 'bonus';
  readonly isAiNarrated: boolean;
  readonly engine?: string;
  readonly voices: readonly string[];
  /** Each voice with its time, longest first. Absent where nobody says who is heard, and in data of older versions. */
  readonly spokenBy?: readonly VoiceUse[];
  readonly durationMs: number;
  readonly audio: PublishedAudio;
  /** The same in other formats. */
  readonly alternates?: readonly PublishedAudio[];
  readonly chapters: readonly Chapter[];
  /** In the order they are shown; absent where there are none. */
  readonly pictures?: readonly EpisodePicture[];
  readonly transcript?: Transcript;
  readonly links: readonly TimedLink[];
  /** The {@link EpisodeRecord.fingerprint} of the record these data belong to; absent in data of older versions. */
  readonly fingerprint?: string;
  /** Further tags of the Podcasting 2.0 namespace. */
  readonly podcast?: EpisodeTags;
  /** What was corrected since it was published, oldest first. */
  readonly corrections?: readonly Correction[];
  /** Editions whose audio was replaced and may still be held by listeners, the latest first. */
  readonly earlier?: readonly TimeMap[];
  /** Blocks of the article, for pages that show the text. */
  readonly blocks: readonly Block[];
};

/** Show notes of one episode, rendered and made safe for each place they appear in. */
export type RenderedNotes = {
  /** RSS `description`: at most 4,000 bytes, only p ol ul li a b i strong em (PSP-1). */
  readonly descriptionHtml: string;
  /** `content:encoded`. */
  readonly contentHtml: string;
};

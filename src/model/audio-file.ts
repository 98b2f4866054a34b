import { MAX_MP4_TITLE_BYTES } from './chapter.js';

/** What audio is published in, by the extension of its files. */
export type AudioFormat = 'mp3' | 'm4a' | 'opus';

/** What is to be known of a format wherever files of it are made, named, served or judged. */
export type AudioFormatFacts = {
  /** As people call it. */
  readonly label: string;
  /** As its first bytes tell. */
  readonly container: 'mp3' | 'm4a' | 'ogg';
  /** RFC 6381, as browsers ask for it. */
  readonly codec: string;
  /** Its encoder in ffmpeg. */
  readonly encoder: string;
  /** As it is published: apps decide by it what a file is. */
  readonly mimeType: string;
  /** Others that mean the same (RFC 3003, RFC 4337, RFC 7845). */
  readonly otherMimeTypes: readonly string[];
  /** Of the bitrate that is asked for: what sounds alike. */
  readonly bitrateShare: number;
  /** Of a channel; with fewer it is no longer on level. */
  readonly leastKbps?: number;
  /** The only rate it has. */
  readonly sampleRateHz?: number;
  /** A chapter title in it ends after so many bytes; in those without, never. */
  readonly maxTitleBytes?: number;
  /** Whether it can carry a C2PA manifest of ours. */
  readonly isSignable: boolean;
  /** Whether podcast directories list an episode in it (Apple, "Podcast RSS feed requirements"). */
  readonly isListed: boolean;
};

/**
 * Every format. Tags, cover, chapters with their addresses and who is heard stand in each: as ID3v2.3 frames, as boxes of
 * iTunes with a text track and `chpl`, as Vorbis comments.
 * Opus is given half the bitrate: 28 to 40 kbit/s is enough for mono speech of the full band (RFC 6716 §2.1.1).
 */
export const AUDIO_FORMATS: Readonly<Record<AudioFormat, AudioFormatFacts>> = {
  mp3: {
    label: 'MP3',
    container: 'mp3',
    codec: 'mp3',
    encoder: 'libmp3lame',
    mimeType: 'audio/mpeg',
    otherMimeTypes: [],
    bitrateShare: 1,
    isSignable: true,
    isListed: true,
  },
  m4a: {
    label: 'M4A',
    container: 'm4a',
    codec: 'mp4a.40.2',
    encoder: 'aac',
    mimeType: 'audio/x-m4a',
    otherMimeTypes: ['audio/mp4', 'audio/m4a'],
    bitrateShare: 1,
    maxTitleBytes: MAX_MP4_TITLE_BYTES,
    isSignable: false,
    isListed: true,
  },
  opus: {
    label: 'Opus',
    container: 'ogg',
    codec: 'opus',
    encoder: 'libopus',
    mimeType: 'audio/ogg',
    otherMimeTypes: [],
    bitrateShare: 0.5,
    leastKbps: 32,
    sampleRateHz: 48_000,
    isSignable: false,
    isListed: false,
  },
};

/** All of them, the one every app plays first. */
export const AUDIO_FORMAT_NAMES = Object.keys(AUDIO_FORMATS) as [AudioFormat, ...AudioFormat[]];

/** What a format is encoded with where so much is asked for. */
export function bitrateOf(
  format: AudioFormat,
  wanted: { readonly bitrateKbps: number; readonly channelCount: number },
) {
  const { bitrateShare, leastKbps = 0 } = AUDIO_FORMATS[format];
  return Math.max(leastKbps * wanted.channelCount, Math.round(wanted.bitrateKbps * bitrateShare));
}

/** The format that is published under a media type. */
export function formatOfMimeType(mimeType: string): AudioFormat | undefined {
  return AUDIO_FORMAT_NAMES.find((name) => {
    const { mimeType: own, otherMimeTypes } = AUDIO_FORMATS[name];
    return own === mimeType || otherMimeTypes.includes(mimeType);
  });
}

/** An encoded file as it was measured after it was written. */
export type AudioFile = {
  /** Absolute path in the workspace. */
  readonly path: string;
  /** File name it is published under: `<slug>-<hash8>.<extension>`, unique in the show. */
  readonly name: string;
  readonly format: AudioFormat;
  /** `audio/mpeg`, `audio/x-m4a` or `audio/ogg`. */
  readonly mimeType: string;
  readonly sizeBytes: number;
  /** Hex. */
  readonly sha256: string;
  readonly durationMs: number;
  readonly bitrateKbps: number;
  readonly sampleRateHz: number;
  readonly channelCount: number;
  /** Measured on the decoded file; absent for silence. */
  readonly loudnessLufs?: number;
  readonly truePeakDbtp?: number;
  /** Of a narration, before limiter and encoder: the next edition keeps it. */
  readonly gainDb?: number;
  /** It is published as it came, byte for byte: what its tags say is not ours. */
  readonly isAsIs?: boolean;
};

const BITS_PER_BYTE = 8;

/** How many bits a second of it takes, in thousands. */
export function averageKbps(sizeBytes: number, durationMs: number): number {
  return Math.round((sizeBytes * BITS_PER_BYTE) / durationMs);
}

/** What audio is published in, by the extension of its files. */
export type AudioFormat = 'mp3' | 'm4a' | 'opus';

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

import { endianness } from 'node:os';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { isLectorError, LectorError } from '../errors.js';
import { present } from '../model/present.js';
import type { Ffmpeg } from './find-ffmpeg.js';
import { resampleTo } from './resample.js';
import { startFfmpeg, type FfmpegInput } from './run-ffmpeg.js';
import { sniffAudio } from './sniff-audio.js';
import { watchForStall, type StallWatch } from './stall-watch.js';
import { openFile } from '../open-file.js';

/** The shape of raw samples: interleaved, −1 to 1. */
export type PcmFormat = { readonly sampleRateHz: number; readonly channelCount: 1 | 2 };

export type DecodeOptions = {
  readonly ffmpeg: Ffmpeg;
  /** Absolute path of any audio file; what it holds decides how it is read, never its name. */
  readonly path: string;
  readonly format: PcmFormat;
  readonly signal?: AbortSignal;
  /** Called at the end with what ffmpeg complained of although it ended with status 0. */
  readonly onComplaints?: (lines: readonly string[]) => void;
  /** Called for each piece in which samples were no numbers, or far beyond any scale; they are silence now. */
  readonly onMended?: (sampleCount: number) => void;
  /** No sample for this long is an error; 60 s unless set. */
  readonly stallMs?: number;
};

const BYTES_PER_SAMPLE = 4;
const STALL_MS = 60_000;
/** Full scale of 32-bit integers, for files that hold such in floats: nothing beyond it was ever a sound. */
const MAX_LEVEL = 2 ** 31;
/** Raw 32-bit floats as this machine stores them. */
export const RAW_FORMAT = endianness() === 'LE' ? 'f32le' : 'f32be';

/**
 * Streams the samples of an audio file, interleaved, in pieces of whole frames, every one of them a finite number.
 * ffmpeg may open this file alone and read it in no other format than the one its first bytes show.
 *
 * @throws {@link LectorError} `E_AUDIO` when the file is no audio or cannot be decoded.
 */
export async function* decodeAudio(options: DecodeOptions): AsyncGenerator<Float32Array> {
  const { demuxer } = await sniffAudio(options.path);
  const name = path.basename(options.path);
  yield* decode({ source: options.path, options: ['-format_whitelist', demuxer, '-f', demuxer] }, { ...options, name });
}

/** At once from a file of raw samples: more than a second. */
const READ_BYTES = 1 << 18;

/**
 * Streams the samples of MP3 frames that follow each other: as many for each as a frame holds, the decoder's delay of
 * {@link DECODER_DELAY_SAMPLES} among them. They pass through a file, which takes a fifth of the work of a pipe; each
 * piece is good until the next is asked for.
 *
 * @throws {@link LectorError} `E_AUDIO_DECODE` when they cannot be decoded, `E_DISK`.
 */
export async function* decodeFrames(
  options: Pick<DecodeOptions, 'ffmpeg' | 'format' | 'signal' | 'stallMs'> & {
    readonly frames: readonly Uint8Array[];
    /** For the raw samples: absolute; overwritten, and left to the caller. */
    readonly file: string;
  },
): AsyncGenerator<Float32Array> {
  const { ffmpeg, frames, format, file, signal, stallMs = STALL_MS } = options;
  const watch = watchForStall(stallMs, () =>
    run.stop(new LectorError('E_FFMPEG', `ffmpeg took no frame for ${stallMs} ms.`)),
  );
  const source = Readable.from(watched(frames, watch), { objectMode: false });
  const run = startFfmpeg({
    ffmpeg,
    inputs: [{ source, options: ['-format_whitelist', 'mp3', '-f', 'mp3'] }],
    outputs: [{ target: file, options: outputOptionsFor(format) }],
    ...present({ signal }),
  });
  try {
    await run.done;
  } catch (error) {
    throw toAudioError(error, 'the encoded sound');
  } finally {
    watch.end();
  }
  const samples = new Float32Array(READ_BYTES / BYTES_PER_SAMPLE);
  const handle = await openFile(file);
  try {
    for (let position = 0; ;) {
      const { bytesRead } = await handle.read(new Uint8Array(samples.buffer), 0, READ_BYTES, position);
      const piece = samples.subarray(0, Math.floor(bytesRead / BYTES_PER_SAMPLE));
      if (piece.length === 0) return;
      position += piece.byteLength;
      mend(piece);
      yield piece;
    }
  } finally {
    await handle.close();
  }
}

async function* watched(frames: readonly Uint8Array[], watch: StallWatch): AsyncGenerator<Uint8Array> {
  for (const bytes of frames) {
    watch.wait();
    yield bytes;
  }
  watch.wait();
}

/**
 * Streams samples at another rate.
 *
 * @throws {@link LectorError} `E_AUDIO` when that fails; what `pcm` throws.
 */
export async function* resampleAudio(
  options: Pick<DecodeOptions, 'ffmpeg' | 'format' | 'signal'> & {
    readonly pcm: AsyncIterable<Float32Array>;
    readonly input: PcmFormat;
  },
): AsyncGenerator<Float32Array> {
  const { pcm, input } = options;
  const source = Readable.from(bytesOf(pcm), { objectMode: false, highWaterMark: 1 << 18 });
  const raw = ['-f', RAW_FORMAT, '-ar', String(input.sampleRateHz), '-ac', String(input.channelCount)];
  yield* decode({ source, options: ['-format_whitelist', RAW_FORMAT, ...raw] }, { ...options, name: 'the sound' });
}

async function* bytesOf(pcm: AsyncIterable<Float32Array>): AsyncGenerator<Uint8Array> {
  for await (const samples of pcm) yield new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
}

/** What goes into an encoder comes out of a decoder so many samples later (LAME's 576, and 529 of every decoder). */
export const DECODER_DELAY_SAMPLES = 1105;

type Decoding = Omit<DecodeOptions, 'path'> & { readonly name: string };

async function* decode(input: FfmpegInput, options: Decoding): AsyncGenerator<Float32Array> {
  const { ffmpeg, format, signal, name } = options;
  const output = new PassThrough({ highWaterMark: 1 << 19 });
  const run = startFfmpeg({
    ffmpeg,
    inputs: [input],
    outputs: [{ target: output, options: outputOptionsFor(format) }],
    ...present({ signal }),
  });
  // A start that fails leaves the output without an end.
  run.done.catch(() => output.end());
  const watch = watchForStall(options.stallMs ?? STALL_MS, () => run.stop(stalled(options)));
  let byteCount = 0;
  try {
    watch.wait();
    for await (const samples of toFrames(output, format.channelCount)) {
      watch.rest();
      byteCount += samples.byteLength;
      const mendedCount = mend(samples);
      if (mendedCount > 0) options.onMended?.(mendedCount);
      yield samples;
      watch.wait();
    }
    options.onComplaints?.(await run.done);
  } catch (error) {
    throw toAudioError(error, name);
  } finally {
    watch.rest();
    run.stop(new LectorError('E_INTERRUPTED', 'the reader stopped.'));
    output.destroy();
  }
  if (byteCount === 0) throw new LectorError('E_AUDIO_DECODE', `${name} holds no sound.`);
}

function outputOptionsFor({ sampleRateHz, channelCount }: PcmFormat): string[] {
  const shape = ['-af', resampleTo(sampleRateHz), '-ac', String(channelCount), '-ar', String(sampleRateHz)];
  return [
    '-map',
    '0:a:0',
    '-vn',
    '-sn',
    '-dn',
    '-map_metadata',
    '-1',
    ...shape,
    '-c:a',
    `pcm_${RAW_FORMAT}`,
    '-f',
    RAW_FORMAT,
  ];
}

async function* toFrames(stream: AsyncIterable<Buffer>, channelCount: number): AsyncGenerator<Float32Array> {
  const frameBytes = BYTES_PER_SAMPLE * channelCount;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of stream) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const usable = bytes.length - (bytes.length % frameBytes);
    rest = bytes.subarray(usable);
    if (usable === 0) continue;
    // Bytes of a pool may start anywhere, a Float32Array only at a multiple of four.
    const isAligned = bytes.byteOffset % BYTES_PER_SAMPLE === 0;
    const { buffer, byteOffset } = isAligned ? bytes : Buffer.from(Uint8Array.from(bytes.subarray(0, usable)).buffer);
    yield new Float32Array(buffer, byteOffset, usable / BYTES_PER_SAMPLE);
  }
}

/** Files of floats may hold what is no number; one of those would spoil every measurement and make encoders abort. */
function mend(samples: Float32Array): number {
  if (areNearFullScale(samples)) return 0;
  let count = 0;
  for (let at = 0; at < samples.length; at += 1) {
    const value = samples[at] as number;
    if (value < MAX_LEVEL && value > -MAX_LEVEL) continue;
    samples[at] = 0;
    count += 1;
  }
  return count;
}

/** The highest bit of the exponent: 2 and more have it, and what is no number. */
const FROM_TWO_BIT = 0x4000_0000;

/** Whether no sample is 2 or more, as next to always: asked of their bits, which takes a quarter of the time. */
export function areNearFullScale({ buffer, byteOffset, length }: Float32Array): boolean {
  const bits = new Int32Array(buffer, byteOffset, length);
  let [one, other] = [0, 0];
  for (let at = 0; at + 1 < length; at += 2) {
    one |= bits[at] as number;
    other |= bits[at + 1] as number;
  }
  const last = length % 2 === 1 ? (bits[length - 1] as number) : 0;
  return ((one | other | last) & FROM_TWO_BIT) === 0;
}

function toAudioError(error: unknown, name: string): unknown {
  if (!isLectorError(error) || error.code !== 'E_FFMPEG') return error;
  const detail = error.message
    .split('\n')
    .slice(1)
    .map((line) => line.trim())
    .at(-1);
  return new LectorError('E_AUDIO_DECODE', `${name} cannot be decoded${detail === undefined ? '.' : `: ${detail}`}`, {
    hint: 'play the file in any player: if it sounds right there, save it again as MP3 or WAV.',
    cause: error,
  });
}

function stalled({ name, stallMs = STALL_MS }: Decoding): LectorError {
  return new LectorError('E_FFMPEG', `ffmpeg gave no sample of ${name} for ${stallMs} ms.`);
}

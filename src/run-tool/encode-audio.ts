import { Readable } from 'node:stream';
import { LectorError } from '../errors.js';
import { present } from '../model/present.js';
import { areNearFullScale, RAW_FORMAT, type PcmFormat } from './decode-audio.js';
import type { Ffmpeg } from './find-ffmpeg.js';
import { resampleTo } from './resample.js';
import { startFfmpeg } from './run-ffmpeg.js';
import { watchForStall } from './stall-watch.js';

export type EncodeOptions = {
  readonly ffmpeg: Ffmpeg;
  /** Interleaved 32-bit floats; a piece must not be written to again once it is handed over. */
  readonly pcm: AsyncIterable<Float32Array> | AsyncIterable<Buffer>;
  readonly input: PcmFormat;
  readonly output: {
    /** Absolute; overwritten. A seekable file, so that the header can be completed at the end. */
    readonly path: string;
    readonly format: 'mp3' | 'm4a' | 'opus' | 'wav';
    readonly bitrateKbps: number;
    /** Of MP3: variable, by LAME's quality from 0 to 9, in place of the bitrate. */
    readonly mp3Quality?: number;
    readonly sampleRateHz: number;
    readonly channelCount: 1 | 2;
  };
  readonly signal?: AbortSignal;
  /** Not a byte taken for this long is an error; 60 s unless set. */
  readonly stallMs?: number;
};

const STALL_MS = 60_000;
/** Nothing of the machine, the day or the build gets into the file. */
export const BITEXACT = ['-fflags', '+bitexact', '-flags:a', '+bitexact'];

/**
 * Encodes a stream of samples into a file without tags: MP3 (CBR unless told otherwise, Info or Xing header), M4A (AAC), Ogg Opus, or 16-bit WAV.
 *
 * @throws {@link LectorError} `E_FFMPEG` with the last lines ffmpeg printed, `E_DISK` when the disk is full, `E_BUG` for
 *   a sample that is no finite number: encoders abort at one, or write noise.
 */
export async function encodeAudio(options: EncodeOptions): Promise<void> {
  const { ffmpeg, input, output, signal } = options;
  const limitMs = options.stallMs ?? STALL_MS;
  const watch = watchForStall(limitMs, () => {
    run.stop(new LectorError('E_FFMPEG', `ffmpeg took no samples for ${limitMs} ms.`));
  });
  const source = Readable.from(toBytes(options.pcm, watch), { objectMode: false, highWaterMark: 1 << 18 });
  const run = startFfmpeg({
    ffmpeg,
    inputs: [{ source, options: inputOptionsFor(input) }],
    outputs: [{ target: output.path, options: outputOptionsFor(output) }],
    ...present({ signal }),
  });
  try {
    await run.done;
  } finally {
    watch.end();
  }
}

/** Samples as bytes for ffmpeg, which is watched while it has not taken them. */
export async function* toBytes(
  pcm: EncodeOptions['pcm'],
  watch: ReturnType<typeof watchForStall>,
): AsyncGenerator<Uint8Array> {
  for await (const samples of pcm) {
    if (samples instanceof Float32Array) requireFinite(samples);
    watch.wait();
    yield new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
    watch.rest();
  }
  watch.wait();
}

function requireFinite(samples: Float32Array): void {
  if (areNearFullScale(samples)) return;
  let trace = 0;
  // 0 for every number, and no number for anything else.
  for (let at = 0; at < samples.length; at += 1) trace += (samples[at] as number) * 0;
  if (trace !== 0) throw new LectorError('E_BUG', 'samples that are no finite numbers were about to be encoded.');
}

/** How ffmpeg is to read raw samples. */
export function inputOptionsFor({ sampleRateHz, channelCount }: PcmFormat): string[] {
  return ['-format_whitelist', RAW_FORMAT, '-f', RAW_FORMAT, '-ar', String(sampleRateHz), '-ac', String(channelCount)];
}

type Rate = Pick<EncodeOptions['output'], 'bitrateKbps' | 'mp3Quality'>;

function outputOptionsFor({ format, sampleRateHz, channelCount, ...rate }: EncodeOptions['output']): string[] {
  const shape = ['-af', resampleTo(sampleRateHz), '-ar', String(sampleRateHz), '-ac', String(channelCount)];
  return ['-map', '0:a:0', '-map_metadata', '-1', ...BITEXACT, ...shape, ...codecOptions(format, rate)];
}

/** How many bits an MP3 takes, as LAME is told. */
export function mp3Rate({ bitrateKbps, mp3Quality }: Rate): string[] {
  return mp3Quality === undefined ? ['-b:a', `${bitrateKbps}k`] : ['-q:a', String(mp3Quality)];
}

function codecOptions(format: EncodeOptions['output']['format'], rate: Rate): string[] {
  const bitrate = ['-b:a', `${rate.bitrateKbps}k`];
  switch (format) {
    case 'mp3':
      return ['-c:a', 'libmp3lame', ...mp3Rate(rate), '-id3v2_version', '0', '-write_xing', '1', '-f', 'mp3'];
    case 'm4a':
      return ['-c:a', 'aac', '-aac_coder', 'fast', ...bitrate, '-movflags', '+faststart', '-f', 'ipod'];
    case 'opus':
      return ['-c:a', 'libopus', ...bitrate, '-f', 'ogg'];
    case 'wav':
      return ['-c:a', 'pcm_s16le', '-f', 'wav'];
  }
}

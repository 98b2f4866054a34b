import { Readable } from 'node:stream';
import { LectorError } from '../errors.js';
import { present } from '../model/present.js';
import type { PcmFormat } from './decode-audio.js';
import { BITEXACT, inputOptionsFor, mp3Rate, toBytes } from './encode-audio.js';
import type { Ffmpeg } from './find-ffmpeg.js';
import { resampleTo } from './resample.js';
import { startFfmpeg } from './run-ffmpeg.js';
import { watchForStall } from './stall-watch.js';

/** Samples of the input that are encoded by themselves; two may share some. */
export type StretchOutput = {
  /** Absolute; overwritten. */
  readonly path: string;
  readonly firstSample: number;
  readonly sampleCount: number;
  /** At the rate of the output: what is there is filled up with silence to this, or cut. */
  readonly outputSamples: number;
};

export type EncodeStretchesOptions = {
  readonly ffmpeg: Ffmpeg;
  /** Interleaved 32-bit floats; a piece must not be written to again once it is handed over. */
  readonly pcm: AsyncIterable<Float32Array>;
  readonly input: PcmFormat;
  /** `mp3Quality`: variable, by LAME's quality from 0 to 9, in place of the bitrate. */
  readonly output: PcmFormat & { readonly bitrateKbps: number; readonly mp3Quality?: number };
  readonly stretches: readonly StretchOutput[];
  readonly signal?: AbortSignal;
};

const STALL_MS = 60_000;
/** Every piece of the input passes by every stretch: large ones are few. */
const PIECE_SAMPLES = 32_768;

/**
 * Encodes stretches of one stream of samples, each with an encoder of its own, in one run of ffmpeg: to start a program
 * costs as much as to encode seconds. Each file holds MP3 frames that need no frame of any other, without tag or
 * Info header, and as many of them at its end as the encoder's delay takes.
 *
 * @throws {@link LectorError} `E_FFMPEG` with the last lines ffmpeg printed, `E_DISK` when the disk is full, `E_BUG` for
 *   a sample that is no finite number.
 */
export async function encodeStretches(options: EncodeStretchesOptions): Promise<void> {
  const { ffmpeg, input, output, stretches, signal } = options;
  const watch = watchForStall(STALL_MS, () => {
    run.stop(new LectorError('E_FFMPEG', `ffmpeg took no samples for ${STALL_MS} ms.`));
  });
  const source = Readable.from(toBytes(options.pcm, watch), { objectMode: false, highWaterMark: 1 << 18 });
  const run = startFfmpeg({
    ffmpeg,
    inputs: [{ source, options: inputOptionsFor(input) }],
    filters: [
      `[0:a]asetnsamples=n=${PIECE_SAMPLES}:p=0,asplit=${stretches.length}${stretches.map((_, index) => `[in${index}]`).join('')}`,
      ...stretches.map((stretch, index) => `[in${index}]${shapeOf(stretch, output)}[out${index}]`),
    ],
    outputs: stretches.map(({ path }, index) => ({ target: path, options: codecOptions(index, output) })),
    ...present({ signal }),
  });
  try {
    await run.done;
  } finally {
    watch.end();
  }
}

function shapeOf({ firstSample, sampleCount, outputSamples }: StretchOutput, { sampleRateHz }: PcmFormat): string {
  return [
    `atrim=start_sample=${firstSample}:end_sample=${firstSample + sampleCount}`,
    'asetpts=PTS-STARTPTS',
    resampleTo(sampleRateHz),
    `apad=whole_len=${outputSamples}`,
    `atrim=end_sample=${outputSamples}`,
  ].join(',');
}

function codecOptions(index: number, { sampleRateHz, channelCount, ...rate }: EncodeStretchesOptions['output']) {
  const shape = ['-ar', String(sampleRateHz), '-ac', String(channelCount), ...mp3Rate(rate)];
  const alone = ['-reservoir', '0', '-write_xing', '0', '-id3v2_version', '0'];
  return [
    '-map',
    `[out${index}]`,
    '-map_metadata',
    '-1',
    ...BITEXACT,
    ...shape,
    '-c:a',
    'libmp3lame',
    ...alone,
    '-f',
    'mp3',
  ];
}

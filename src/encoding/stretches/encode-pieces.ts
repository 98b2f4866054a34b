import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { present } from '../../model/present.js';
import { samplesPerFrame } from '../../model/time.js';
import { readBytes } from '../../open-file.js';
import { DECODER_DELAY_SAMPLES, encodeStretches, type PcmFormat } from '../../run-tool.js';
import type { EncodingContext } from '../encoding-context.js';
import { layPieces, type Piece } from './lay-pieces.js';
import { cutFrames, frameSizes, infoFrame } from './mp3-frames.js';
import { crc16 } from './crc16.js';

export type PiecesJob = {
  readonly pcm: AsyncIterable<Float32Array>;
  readonly input: PcmFormat;
  readonly output: PcmFormat;
  /** Of one channel, at the rate of the input. */
  readonly sampleCount: number;
  /** The file to write, an MP3 without a tag. */
  readonly target: string;
};

/**
 * Encodes a long sound in pieces on several cores, each with some frames of its neighbours' sound before and after it,
 * which are dropped: an encoder hears what was before, and is as good at a join as anywhere else.
 */
export async function encodePieces(job: PiecesJob, context: EncodingContext): Promise<void> {
  const frameSamples = samplesPerFrame(job.output.sampleRateHz);
  const heardSamples = Math.round((job.sampleCount * job.output.sampleRateHz) / job.input.sampleRateHz);
  const frameCount = Math.ceil((heardSamples + DECODER_DELAY_SAMPLES) / frameSamples);
  const pieces = layPieces({ ...job, heardSamples, frameCount });
  await mkdir(context.temporaryFolder, { recursive: true });
  const folder = await mkdtemp(path.join(context.temporaryFolder, 'pieces-'));
  try {
    const files = pieces.map((_, index) => path.join(folder, `${index}.mp3`));
    await spread(job, pieces, async (piece, pcm) => {
      const { input, output } = job;
      const { ffmpeg, bitrateKbps, mp3Quality, signal } = context;
      const one = { path: files[pieces.indexOf(piece)] ?? '', firstSample: 0, ...piece };
      await encodeStretches({
        ffmpeg,
        pcm,
        input,
        output: { ...output, bitrateKbps, ...present({ mp3Quality }) },
        stretches: [one],
        signal,
      });
    });
    const { mp3Quality } = context;
    await join({ files, pieces, frameCount, heardSamples, target: job.target, ...present({ mp3Quality }) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A minute of stereo takes twenty megabytes until it is encoded. */
const MOST_AT_ONCE = 4;

/** The sound of one piece, which may be asked for later than it comes. */
type Part = { readonly piece: Piece; readonly waiting: Float32Array[]; isWhole: boolean; wake: () => void };

/** Hands each piece its samples as they stream by; two at least are at work, for the end of one is the beginning of the next. */
async function spread(
  { pcm, input }: PiecesJob,
  pieces: readonly Piece[],
  encode: (piece: Piece, pcm: AsyncIterable<Float32Array>) => Promise<void>,
): Promise<void> {
  const most = Math.min(MOST_AT_ONCE, Math.max(2, availableParallelism()));
  const running = new Set<Promise<void>>();
  const parts: Part[] = [];
  let [opened, position] = [0, 0];
  const open = (piece: Piece): void => {
    const part: Part = { piece, waiting: [], isWhole: false, wake: () => undefined };
    parts.push(part);
    const work = encode(piece, play(part)).finally(() => running.delete(work));
    // Met where one is waited for.
    work.catch(() => undefined);
    running.add(work);
  };
  try {
    for await (const samples of pcm) {
      const count = samples.length / input.channelCount;
      for (let next = pieces[opened]; next && next.startSample < position + count; next = pieces[opened]) {
        if (running.size >= most) await Promise.race(running);
        open(next);
        opened += 1;
      }
      for (const part of parts) {
        const { startSample, sampleCount } = part.piece;
        const [from, to] = [startSample - position, startSample + sampleCount - position];
        if (to > 0 && from < count)
          part.waiting.push(samples.subarray(Math.max(0, from) * input.channelCount, to * input.channelCount));
        part.isWhole ||= to <= count;
        part.wake();
      }
      position += count;
      parts.splice(0, parts.length, ...parts.filter(({ isWhole }) => !isWhole));
    }
    for (const part of parts) {
      part.isWhole = true;
      part.wake();
    }
    await Promise.all(running);
  } finally {
    for (const part of parts) {
      part.isWhole = true;
      part.wake();
    }
    await Promise.allSettled(running);
  }
}

async function* play(part: Part): AsyncGenerator<Float32Array> {
  for (;;) {
    const samples = part.waiting.shift();
    if (samples) yield samples;
    else if (part.isWhole) return;
    else await new Promise<void>((resolve) => (part.wake = resolve));
  }
}

async function join(made: {
  readonly files: readonly string[];
  readonly pieces: readonly Piece[];
  readonly frameCount: number;
  readonly heardSamples: number;
  readonly target: string;
  readonly mp3Quality?: number;
}): Promise<void> {
  const { files, pieces, frameCount, heardSamples, target, mp3Quality } = made;
  const frames = async (index: number): Promise<Buffer> => {
    const { dropFrames = 0, keepFrames = 0 } = pieces[index] ?? {};
    return cutFrames(await readBytes(files[index] ?? ''), dropFrames, keepFrames);
  };
  let [byteCount, crc] = [0, 0];
  const sizes: Uint16Array[] = [];
  let frameHeader = Buffer.alloc(0);
  for (const index of files.keys()) {
    const own = await frames(index);
    if (index === 0) frameHeader = Buffer.from(own.subarray(0, 4));
    byteCount += own.length;
    if (mp3Quality !== undefined) sizes.push(frameSizes(own));
    crc = crc16(own, crc);
  }
  const variable = mp3Quality === undefined ? undefined : { quality: mp3Quality, sizes };
  const head = infoFrame({ frameHeader, frameCount, byteCount, crc, heardSamples, ...present({ variable }) });
  const all = async function* (): AsyncGenerator<Buffer> {
    yield head;
    for (const index of files.keys()) yield await frames(index);
  };
  await pipeline(Readable.from(all()), createWriteStream(target));
}

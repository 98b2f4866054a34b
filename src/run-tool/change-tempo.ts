import { PassThrough, Readable } from 'node:stream';
import { LectorError } from '../errors.js';
import { present } from '../model/present.js';
import type { Ffmpeg } from './find-ffmpeg.js';
import { startFfmpeg } from './run-ffmpeg.js';

const STALL_MS = 60_000;

/**
 * Plays speech faster or slower and keeps its pitch (ffmpeg's `atempo`, which every build since 2012 has): the same
 * samples for the same input and build of ffmpeg.
 *
 * @param input `tempo` is 2 for twice as fast; 0.5 to 2.
 */
export async function changeTempo(input: {
  readonly ffmpeg: Ffmpeg;
  readonly samples: Int16Array;
  readonly sampleRateHz: number;
  readonly tempo: number;
  readonly signal?: AbortSignal;
}): Promise<Int16Array> {
  const { ffmpeg, samples, sampleRateHz, tempo, signal } = input;
  const shape = ['-f', 's16le', '-ar', String(sampleRateHz), '-ac', '1'];
  const output = new PassThrough();
  const bytes = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
  const run = startFfmpeg({
    ffmpeg,
    inputs: [{ source: Readable.from([bytes]), options: shape }],
    outputs: [{ target: output, options: ['-af', `atempo=${tempo}`, '-c:a', 'pcm_s16le', ...shape] }],
    ...present({ signal }),
  });
  run.done.catch(() => output.end());
  const timer = setTimeout(() => run.stop(new LectorError('E_FFMPEG', 'ffmpeg does not answer.')), STALL_MS);
  try {
    const pieces: Buffer[] = [];
    for await (const piece of output) pieces.push(piece as Buffer);
    await run.done;
    const all = Buffer.concat(pieces);
    return new Int16Array(all.buffer.slice(all.byteOffset, all.byteOffset + all.length - (all.length % 2)));
  } finally {
    clearTimeout(timer);
    run.stop(new LectorError('E_INTERRUPTED', 'the reader stopped.'));
  }
}

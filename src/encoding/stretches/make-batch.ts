import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { LectorError } from '../../errors.js';
import { present } from '../../model/present.js';
import type { Stretch } from '../../model/timeline.js';
import { samplesPerFrame } from '../../model/time.js';
import { readBytes } from '../../open-file.js';
import { decodeFrames, encodeStretches, type PcmFormat } from '../../run-tool.js';
import { createPartMeter, type MeteredPart } from '../../sound.js';
import { MAX_ATTEMPTS, nextCeiling, type Level } from '../aim-level.js';
import type { EncodingContext } from '../encoding-context.js';
import { cutFrames } from './mp3-frames.js';
import { playStretch } from './play-stretches.js';

/** A stretch that is to be encoded. */
export type StretchJob = {
  readonly stretch: Stretch;
  /** Those of the stretch, and those that end the file if it is the last. */
  readonly frameCount: number;
  readonly level: Level;
};

export type MadeStretch = { readonly frames: Buffer; readonly metered: MeteredPart };

/**
 * Encodes stretches of one sample rate, each for itself, and decodes each once to measure it; what has a peak above the
 * ceiling of the file is encoded again below a lower one.
 */
export async function makeBatch(
  jobs: readonly StretchJob[],
  context: EncodingContext,
): Promise<readonly MadeStretch[]> {
  await mkdir(context.temporaryFolder, { recursive: true });
  const folder = await mkdtemp(path.join(context.temporaryFolder, 'stretches-'));
  try {
    return await makeIn(folder, jobs, context);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeIn(
  folder: string,
  jobs: readonly StretchJob[],
  context: EncodingContext,
): Promise<readonly MadeStretch[]> {
  const made = new Map<StretchJob, MadeStretch>();
  let waiting = jobs.map((job) => ({ job, level: job.level }));
  for (let attempt = 1; waiting.length > 0; attempt += 1) {
    const frames = await encodeBatch(waiting, { folder, context });
    const counts = waiting.map(({ job }) => job.frameCount);
    const metered = await meterBatch({ frames, counts, file: path.join(folder, 'decoded') }, context);
    const again: typeof waiting = [];
    waiting.forEach(({ job, level }, index) => {
      const [own, part] = [frames[index], metered[index]];
      if (!own || !part) return;
      made.set(job, { frames: own, metered: part });
      const measured = { truePeakDbtp: 20 * Math.log10(part.peak) };
      const ceilingDbtp = nextCeiling(level.ceilingDbtp, measured, context);
      if (ceilingDbtp < level.ceilingDbtp && attempt < MAX_ATTEMPTS)
        again.push({ job, level: { ...level, ceilingDbtp } });
    });
    waiting = again;
  }
  return jobs.flatMap((job) => made.get(job) ?? []);
}

type Attempt = { readonly job: StretchJob; readonly level: Level };

async function encodeBatch(
  attempts: readonly Attempt[],
  { folder, context }: { readonly folder: string; readonly context: EncodingContext },
): Promise<readonly Buffer[]> {
  const { ffmpeg, signal, sampleRateHz, bitrateKbps, mp3Quality } = context;
  const frameSamples = samplesPerFrame(sampleRateHz);
  let firstSample = 0;
  const stretches = attempts.map(({ job: { stretch } }, index) => {
    const { sampleCount, frameCount } = stretch;
    const output = { path: path.join(folder, `${index}.mp3`), firstSample, sampleCount };
    firstSample += sampleCount;
    return { ...output, outputSamples: frameCount * frameSamples };
  });
  const input: PcmFormat = { sampleRateHz: attempts[0]?.job.stretch.sampleRateHz ?? sampleRateHz, channelCount: 1 };
  const output = { sampleRateHz, channelCount: 1, bitrateKbps, ...present({ mp3Quality }) } as const;
  await encodeStretches({ ffmpeg, pcm: play(attempts, context), input, output, stretches, signal });
  return Promise.all(
    stretches.map(async ({ path: file }, index) =>
      cutFrames(await readBytes(file), 0, attempts[index]?.job.frameCount ?? 0),
    ),
  );
}

async function* play(attempts: readonly Attempt[], context: EncodingContext): AsyncGenerator<Float32Array> {
  for (const { job, level } of attempts) yield* playStretch(job.stretch, level, context);
}

/** A stretch begins and ends in silence: what the decoder remembers of the one before is nothing. */
async function meterBatch(
  {
    frames,
    counts,
    file,
  }: { readonly frames: readonly Buffer[]; readonly counts: readonly number[]; readonly file: string },
  { ffmpeg, signal, sampleRateHz }: EncodingContext,
): Promise<readonly MeteredPart[]> {
  const format: PcmFormat = { sampleRateHz, channelCount: 1 };
  const lengths = counts.map((count) => count * samplesPerFrame(sampleRateHz));
  const meters = counts.map(() => createPartMeter(format));
  let [index, left, decodedCount] = [0, lengths[0] ?? 0, 0];
  for await (const samples of decodeFrames({ ffmpeg, frames, format, file, signal })) {
    decodedCount += samples.length;
    for (let from = 0; from < samples.length && index < meters.length;) {
      const to = Math.min(samples.length, from + left);
      meters[index]?.push(samples.subarray(from, to));
      left -= to - from;
      from = to;
      if (left > 0) continue;
      index += 1;
      left = lengths[index] ?? 0;
    }
  }
  const plannedCount = lengths.reduce((sum, length) => sum + length, 0);
  if (decodedCount !== plannedCount)
    throw new LectorError('E_AUDIO', `${decodedCount} samples were decoded of ${plannedCount} that were encoded.`, {
      hint: 'free some disk space or try another ffmpeg ("lector doctor" names the one in use), then run again.',
    });
  return meters.map((meter) => meter.result());
}

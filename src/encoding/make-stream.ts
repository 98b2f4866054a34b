import { createWriteStream } from 'node:fs';
import { streamFile } from '../open-file.js';
import { pipeline } from 'node:stream/promises';
import { present } from '../model/present.js';
import { samplesToMs } from '../model/time.js';
import type { RecordedMaster } from '../model/timeline.js';
import { encodeAudio, type PcmFormat } from '../run-tool.js';
import {
  deviationOf,
  LOUDNESS_TOLERANCE_LU,
  mixToMono,
  playMaster,
  shapeSound,
  type MeasuredLevel,
  type Measurement,
} from '../sound.js';
import { firstLevel, MAX_ATTEMPTS, nextCeiling, nextGain, type Level } from './aim-level.js';
import type { EncodingContext } from './encoding-context.js';
import { factsOf, type SoundFacts } from './kept-streams.js';
import { encodePieces } from './stretches/encode-pieces.js';
import { measureEncoded } from './measure-encoded.js';

export type StreamJob = {
  readonly master: RecordedMaster;
  /** The file to write; its folder is there. */
  readonly target: string;
};

/**
 * Encodes, measures the result, and encodes again where the level is off; what is finished is taken byte for byte.
 */
export async function makeStream(job: StreamJob, context: EncodingContext): Promise<SoundFacts> {
  const { master } = job;
  const shape: PcmFormat = {
    sampleRateHz: context.sampleRateHz,
    channelCount: master.channelCount === 2 ? context.channelCount : 1,
  };
  const level = await (master.finished ? keepFrames(master.finished, job) : encodeToLevel({ ...job, shape }, context));
  const durationMs = samplesToMs(master.sampleCount, master.sampleRateHz);
  return factsOf({ durationMs, bitrateKbps: context.bitrateKbps, ...shape }, level);
}

/** The frames as they are: they were measured when they were found to be on level. */
async function keepFrames(
  { path, firstByte, endByte }: NonNullable<RecordedMaster['finished']>,
  { master, target }: StreamJob,
): Promise<MeasuredLevel> {
  await pipeline(await streamFile(path, { start: firstByte, end: endByte - 1 }), createWriteStream(target));
  return present({ loudnessLufs: master.loudnessLufs, truePeakDbtp: master.truePeakDbtp });
}

/** What is longer is encoded in pieces. */
const WHOLE_UP_TO_SECONDS = 120;

type RawJob = StreamJob & { readonly shape: PcmFormat };

async function encodeToLevel(job: RawJob, context: EncodingContext): Promise<Measurement> {
  let level = firstLevel(job.master, context);
  for (let attempt = 1; ; attempt += 1) {
    await encodeOnce(job, level, context);
    const measured = await measureEncoded({ file: job.target, master: job.master, format: job.shape }, context);
    const next = attempt < MAX_ATTEMPTS ? correct(level, measured, { job, context }) : undefined;
    if (!next) return measured;
    level = next;
  }
}

async function encodeOnce({ master, target, shape }: RawJob, level: Level, context: EncodingContext): Promise<void> {
  const { ffmpeg, signal, bitrateKbps } = context;
  const played = playMaster(master, { ffmpeg, signal });
  const pcm = master.channelCount === 2 && shape.channelCount === 1 ? mixToMono(played) : played;
  const input: PcmFormat = { sampleRateHz: master.sampleRateHz, channelCount: shape.channelCount };
  const shaped = shapeSound(pcm, { format: input, ...level });
  const { sampleCount } = master;
  if (sampleCount > WHOLE_UP_TO_SECONDS * master.sampleRateHz) {
    await encodePieces({ pcm: shaped, input, output: shape, sampleCount, target }, context);
    return;
  }
  const output = { path: target, format: 'mp3', bitrateKbps, ...shape } as const;
  await encodeAudio({ ffmpeg, pcm: shaped, input, output, signal });
}

/** The level to try next, or nothing when this one is right or no other would be better. */
function correct(
  level: Level,
  measured: Measurement,
  { job, context }: { readonly job: RawJob; readonly context: EncodingContext },
): Level | undefined {
  const { missingLu } = deviationOf(measured, context);
  const first = firstLevel(job.master, context).gainDb;
  const gainDb = nextGain(level.gainDb, { first, missingLu });
  const ceilingDbtp = nextCeiling(level.ceilingDbtp, measured, context);
  const isLoud = Math.abs(missingLu) <= LOUDNESS_TOLERANCE_LU || gainDb === level.gainDb;
  return isLoud && ceilingDbtp === level.ceilingDbtp ? undefined : { gainDb, ceilingDbtp };
}

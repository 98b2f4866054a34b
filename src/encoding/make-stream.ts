import { createWriteStream } from 'node:fs';
import { streamFile } from '../open-file.js';
import { pipeline } from 'node:stream/promises';
import { present } from '../model/present.js';
import { samplesToMs } from '../model/time.js';
import type { Master } from '../model/timeline.js';
import { encodeAudio, type PcmFormat } from '../run-tool.js';
import {
  deviationOf,
  LOSSY_HEADROOM_DB,
  LOUDNESS_TOLERANCE_LU,
  MAX_GAIN_DB,
  mixToMono,
  playMaster,
  shapeSound,
  type MeasuredLevel,
  type Measurement,
} from '../sound.js';
import type { EncodingContext } from './encoding-context.js';
import type { SoundFacts } from './kept-streams.js';
import { measureEncoded } from './measure-encoded.js';

export type StreamJob = {
  readonly master: Master;
  /** The file to write; its folder is there. */
  readonly target: string;
};

type Level = { readonly gainDb: number; readonly ceilingDbtp: number };

const MAX_ATTEMPTS = 5;
/** Encoders change the level by less; what is further off cannot be reached by more gain. */
const MAX_CORRECTION_DB = 6;
/** Encoders overshoot more the fewer bits they have. */
const LOW_BITRATE_KBPS = 64;
const LOW_BITRATE_HEADROOM_DB = 0.4;
/** A lower ceiling is overshot a little more. */
const PEAK_CORRECTION = 1.25;
const PEAK_CORRECTION_MARGIN_DB = 0.15;

/** LAME's presets for constant and average bitrates scale the samples by 0.95 before anything else. */
const LAME_LOSS_DB = -20 * Math.log10(0.95);
/** From here on LAME scales less and less, and at 256 kbit/s not at all. */
const LAME_LOSSLESS_FROM_KBPS = 192;

/**
 * Encodes, measures the result, and encodes again where the level is off; what is finished is taken byte for byte.
 */
export async function makeStream(job: StreamJob, context: EncodingContext): Promise<SoundFacts> {
  const { master } = job;
  const shape: PcmFormat = {
    sampleRateHz: context.sampleRateHz,
    channelCount: master.channelCount === 2 ? context.channelCount : 1,
  };
  const { loudnessLufs, truePeakDbtp } = await (master.finished
    ? keepFrames(master.finished, job)
    : encodeToLevel({ ...job, shape }, context));
  return {
    durationMs: samplesToMs(master.sampleCount, master.sampleRateHz),
    bitrateKbps: context.bitrateKbps,
    ...shape,
    ...(loudnessLufs !== undefined && { loudnessLufs: toHundredths(loudnessLufs) }),
    ...(truePeakDbtp !== undefined && { truePeakDbtp: toHundredths(truePeakDbtp) }),
  };
}

/** The frames as they are: they were measured when they were found to be on level. */
async function keepFrames(
  { path, firstByte, endByte }: NonNullable<Master['finished']>,
  { master, target }: StreamJob,
): Promise<MeasuredLevel> {
  await pipeline(await streamFile(path, { start: firstByte, end: endByte - 1 }), createWriteStream(target));
  return present({ loudnessLufs: master.loudnessLufs, truePeakDbtp: master.truePeakDbtp });
}

type RawJob = StreamJob & { readonly shape: PcmFormat };

async function encodeToLevel(job: RawJob, context: EncodingContext): Promise<Measurement> {
  let level = firstLevel(job, context);
  for (let attempt = 1; ; attempt += 1) {
    await encodeOnce(job, level, context);
    const measured = await measureEncoded({ file: job.target, master: job.master, format: job.shape }, context);
    const next = attempt < MAX_ATTEMPTS ? correct(level, measured, { job, context }) : undefined;
    if (!next) return measured;
    level = next;
  }
}

function firstLevel({ master }: RawJob, { bitrateKbps, maxTruePeakDbtp }: EncodingContext): Level {
  const lossDb = levelLossDb(bitrateKbps);
  const isLow = bitrateKbps / master.channelCount < LOW_BITRATE_KBPS;
  const headroomDb = LOSSY_HEADROOM_DB + (isLow ? LOW_BITRATE_HEADROOM_DB : 0);
  return { gainDb: master.gainDb + lossDb, ceilingDbtp: maxTruePeakDbtp - headroomDb + lossDb };
}

async function encodeOnce({ master, target, shape }: RawJob, level: Level, context: EncodingContext): Promise<void> {
  const { ffmpeg, signal, bitrateKbps } = context;
  const played = playMaster(master, { ffmpeg, signal });
  const pcm = master.channelCount === 2 && shape.channelCount === 1 ? mixToMono(played) : played;
  const input: PcmFormat = { sampleRateHz: master.sampleRateHz, channelCount: shape.channelCount };
  const output = { path: target, format: 'mp3', bitrateKbps, ...shape } as const;
  await encodeAudio({ ffmpeg, pcm: shapeSound(pcm, { format: input, ...level }), input, output, signal });
}

/** The level to try next, or nothing when this one is right or no other would be better. */
function correct(
  level: Level,
  measured: Measurement,
  { job, context }: { readonly job: RawJob; readonly context: EncodingContext },
): Level | undefined {
  const { missingLu, excessDb } = deviationOf(measured, context);
  const first = firstLevel(job, context).gainDb;
  const most = Math.min(first + MAX_CORRECTION_DB, Math.max(first, MAX_GAIN_DB));
  const gainDb = Math.max(first - MAX_CORRECTION_DB, Math.min(most, level.gainDb + missingLu));
  const isLoud = Math.abs(missingLu) <= LOUDNESS_TOLERANCE_LU || gainDb === level.gainDb;
  if (isLoud && excessDb <= 0) return undefined;
  const lowered = excessDb > 0 ? excessDb * PEAK_CORRECTION + PEAK_CORRECTION_MARGIN_DB : 0;
  return { gainDb, ceilingDbtp: level.ceilingDbtp - lowered };
}

/** How much quieter LAME makes an MP3 of constant bitrate than the samples it was given. */
function levelLossDb(bitrateKbps: number): number {
  return bitrateKbps < LAME_LOSSLESS_FROM_KBPS ? LAME_LOSS_DB : 0;
}

function toHundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

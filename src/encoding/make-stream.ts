import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { streamFile } from '../open-file.js';
import { pipeline } from 'node:stream/promises';
import { AUDIO_FORMATS, averageKbps, bitrateOf, type AudioFormat } from '../model/audio-file.js';
import { present } from '../model/present.js';
import { samplesToMs } from '../model/time.js';
import type { Master, RecordedMaster } from '../model/timeline.js';
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
import { playNarration } from './stretches/play-stretches.js';

export type StreamJob = {
  readonly master: Master;
  readonly format: AudioFormat;
  /** The file to write; its folder is there. */
  readonly target: string;
};

/**
 * Encodes, measures the result, and encodes again where the level is off; what is finished is taken byte for byte.
 */
export async function makeStream(job: StreamJob, context: EncodingContext): Promise<SoundFacts> {
  const { master, format, target } = job;
  const shape: PcmFormat = {
    sampleRateHz: AUDIO_FORMATS[format].sampleRateHz ?? context.sampleRateHz,
    channelCount: master.channelCount === 2 ? context.channelCount : 1,
  };
  const durationMs = samplesToMs(master.sampleCount, master.sampleRateHz);
  if (!('stretches' in master) && master.finished && format === 'mp3') {
    const level = await keepFrames(master.finished, { master, target });
    return factsOf({ durationMs, bitrateKbps: context.bitrateKbps, ...shape }, level);
  }
  const { measured, gainDb } = await encodeToLevel({ ...job, shape }, context);
  // Other encoders use as many bits as the sound needs.
  const isConstant = format === 'mp3' && context.mp3Quality === undefined;
  const bitrateKbps = isConstant ? context.bitrateKbps : averageKbps((await stat(target)).size, durationMs);
  const facts = factsOf({ durationMs, bitrateKbps, ...shape }, measured);
  return 'stretches' in master ? { ...facts, gainDb } : facts;
}

/** The frames as they are: they were measured when they were found to be on level. */
async function keepFrames(
  { path, firstByte, endByte }: NonNullable<RecordedMaster['finished']>,
  {
    master,
    target,
  }: { readonly master: Pick<RecordedMaster, 'loudnessLufs' | 'truePeakDbtp'>; readonly target: string },
): Promise<MeasuredLevel> {
  await pipeline(await streamFile(path, { start: firstByte, end: endByte - 1 }), createWriteStream(target));
  return present({ loudnessLufs: master.loudnessLufs, truePeakDbtp: master.truePeakDbtp });
}

/** What is longer is encoded in pieces. */
const WHOLE_UP_TO_SECONDS = 120;

type RawJob = StreamJob & { readonly shape: PcmFormat };

async function encodeToLevel(
  job: RawJob,
  context: EncodingContext,
): Promise<{ readonly measured: Measurement; readonly gainDb: number }> {
  const { target, master, format, shape } = job;
  const bitrateKbps = bitrateOf(format, { ...context, channelCount: shape.channelCount });
  const first = firstLevel(master, { ...context, bitrateKbps }, format);
  let level = first;
  for (let attempt = 1; ; attempt += 1) {
    await encodeOnce(job, level, { ...context, bitrateKbps });
    const measured = await measureEncoded({ file: target, master, format: shape }, context);
    const next = attempt < MAX_ATTEMPTS ? correct(level, measured, { first, context }) : undefined;
    if (!next) return { measured, gainDb: master.gainDb + level.gainDb - first.gainDb };
    level = next;
  }
}

async function encodeOnce(job: RawJob, level: Level, context: EncodingContext): Promise<void> {
  const { master, format, target, shape } = job;
  const { ffmpeg, signal, bitrateKbps, mp3Quality } = context;
  const input: PcmFormat = { sampleRateHz: master.sampleRateHz, channelCount: shape.channelCount };
  const pcm = 'stretches' in master ? playNarration(master, level, context) : play(master, { input, level, context });
  const { sampleCount } = master;
  if (format === 'mp3' && sampleCount > WHOLE_UP_TO_SECONDS * master.sampleRateHz) {
    await encodePieces({ pcm, input, output: shape, sampleCount, target }, context);
    return;
  }
  await encodeAudio({
    ffmpeg,
    pcm,
    input,
    output: { path: target, format, bitrateKbps, ...present({ mp3Quality }), ...shape },
    signal,
  });
}

function play(
  master: RecordedMaster,
  { input, level, context }: { input: PcmFormat; level: Level; context: EncodingContext },
): AsyncGenerator<Float32Array> {
  const played = playMaster(master, context);
  const pcm = master.channelCount === 2 && input.channelCount === 1 ? mixToMono(played) : played;
  return shapeSound(pcm, { format: input, ...level });
}

/** The level to try next, or nothing when this one is right or no other would be better. */
function correct(
  level: Level,
  measured: Measurement,
  { first, context }: { readonly first: Level; readonly context: EncodingContext },
): Level | undefined {
  const { missingLu } = deviationOf(measured, context);
  const gainDb = nextGain(level.gainDb, { first: first.gainDb, missingLu });
  const ceilingDbtp = nextCeiling(level.ceilingDbtp, measured, context);
  const isLoud = Math.abs(missingLu) <= LOUDNESS_TOLERANCE_LU || gainDb === level.gainDb;
  return isLoud && ceilingDbtp === level.ceilingDbtp ? undefined : { gainDb, ceilingDbtp };
}

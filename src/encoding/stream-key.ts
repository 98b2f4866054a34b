import { createHash } from 'node:crypto';
import type { AudioFormat } from '../model/audio-file.js';
import { present } from '../model/present.js';
import type { Master, MasterSegment, Stretch } from '../model/timeline.js';
import { hashFile } from '../workspace.js';
import type { Level } from './aim-level.js';
import type { EncodingContext } from './encoding-context.js';

/** Raise it when the same input would give other bytes. */
const ENCODER_VERSION = 3;
const STRETCH_VERSION = 1;

/**
 * Names encoded sound by everything that decides its bytes, and by nothing of the machine: folders, dates and the build
 * of ffmpeg are left out. Tags, cover and chapters stand before the sound and are no part of it.
 */
export async function streamKey(master: Master, format: AudioFormat, context: EncodingContext): Promise<string> {
  const { sampleRateHz, channelCount, sampleCount, gainDb } = master;
  const sound = 'stretches' in master ? await describeStretches(master.stretches) : await describeAll(master.segments);
  const plan = {
    version: ENCODER_VERSION,
    format,
    ...('finished' in master && master.finished && format === 'mp3' && { finished: true }),
    master: [sampleRateHz, channelCount, sampleCount, gainDb, sound],
    settings: [
      context.bitrateKbps,
      context.sampleRateHz,
      context.channelCount,
      context.targetLufs,
      context.maxTruePeakDbtp,
      ...(format === 'mp3' ? variable(context) : []),
    ],
  };
  return createHash('sha256').update(JSON.stringify(plan)).digest('hex');
}

/** Names a stretch in the same way. */
export async function stretchKey(
  { stretch, frameCount, level }: { readonly stretch: Stretch; readonly frameCount: number; readonly level: Level },
  context: EncodingContext,
): Promise<string> {
  const { bitrateKbps, sampleRateHz, maxTruePeakDbtp } = context;
  const segments = await describeSounds(stretch);
  const plan = {
    version: STRETCH_VERSION,
    format: 'mp3',
    stretch: [stretch.sampleRateHz, stretch.sampleCount, stretch.frameCount, frameCount, segments],
    settings: [level.gainDb, level.ceilingDbtp, bitrateKbps, sampleRateHz, maxTruePeakDbtp, ...variable(context)],
  };
  return createHash('sha256').update(JSON.stringify(plan)).digest('hex');
}

/** Nothing where the bitrate is constant, as keys were made when it always was. */
function variable({ mp3Quality }: EncodingContext): readonly unknown[] {
  return mp3Quality === undefined ? [] : ['vbr', mp3Quality];
}

async function describeStretches(stretches: readonly Stretch[]): Promise<readonly unknown[]> {
  const described: unknown[] = [];
  for (const { sampleRateHz, sampleCount, frameCount, segments, music } of stretches)
    described.push([sampleRateHz, sampleCount, frameCount, await describeSounds({ segments, ...present({ music }) })]);
  return described;
}

/** What is said, and the music beneath it where there is some. */
async function describeSounds({
  segments,
  music = [],
}: Pick<Stretch, 'segments' | 'music'>): Promise<readonly unknown[]> {
  const described = [...(await describeAll(segments))];
  for (const { from, segment } of music) described.push(['music', from, await describeSegment(segment)]);
  return described;
}

async function describeAll(segments: readonly MasterSegment[]): Promise<readonly unknown[]> {
  const described: unknown[] = [];
  for (const segment of segments) described.push(await describeSegment(segment));
  return described;
}

async function describeSegment(segment: MasterSegment): Promise<readonly unknown[]> {
  if (segment.kind === 'silence') return ['silence', segment.sampleCount];
  const content = segment.contentKey ?? (await hashFile(segment.path));
  if (segment.kind === 'recording') {
    const { sampleCount, channel, offsets } = segment;
    return ['recording', content, sampleCount, ...(channel ? [channel] : []), ...(offsets ?? [])];
  }
  const { firstSample, sampleCount, fadeInSamples, fadeOutSamples, gainDb = 0 } = segment;
  return ['wav', content, firstSample, sampleCount, fadeInSamples, fadeOutSamples, gainDb];
}

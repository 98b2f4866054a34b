import { createHash } from 'node:crypto';
import type { Master, MasterSegment } from '../model/timeline.js';
import { hashFile } from '../workspace.js';
import type { EncodingContext } from './encoding-context.js';

/** Raise it when the same input would give other bytes. */
const ENCODER_VERSION = 2;

/**
 * Names encoded sound by everything that decides its bytes, and by nothing of the machine: folders, dates and the build
 * of ffmpeg are left out. Tags, cover and chapters stand before the sound and are no part of it.
 */
export async function streamKey(master: Master, context: EncodingContext): Promise<string> {
  const { sampleRateHz, channelCount, sampleCount, gainDb } = master;
  const segments: unknown[] = [];
  for (const segment of master.segments) segments.push(await describeSegment(segment));
  const plan = {
    version: ENCODER_VERSION,
    format: 'mp3',
    ...(master.finished && { finished: true }),
    master: [sampleRateHz, channelCount, sampleCount, gainDb, segments],
    settings: [
      context.bitrateKbps,
      context.sampleRateHz,
      context.channelCount,
      context.targetLufs,
      context.maxTruePeakDbtp,
    ],
  };
  return createHash('sha256').update(JSON.stringify(plan)).digest('hex');
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

import { createHash } from 'node:crypto';
import type { Chapter } from '../model/chapter.js';
import type { Master, MasterSegment } from '../model/timeline.js';
import { hashFile } from '../workspace.js';
import type { AudioTags } from './audio-tags.js';
import type { EncodingContext } from './encoding-context.js';

/** Raise it when the same input would give other bytes. */
const ENCODER_VERSION = 1;

/**
 * Names a file by everything that decides its bytes, and by nothing of the machine: folders, dates and the build of
 * ffmpeg are left out.
 */
export async function encodeKey(
  input: {
    readonly master: Master;
    readonly chapters: readonly Chapter[];
    readonly tags: AudioTags;
    readonly cover?: Uint8Array;
  },
  context: EncodingContext,
): Promise<string> {
  const { sampleRateHz, channelCount, sampleCount, gainDb } = input.master;
  const segments: unknown[] = [];
  for (const segment of input.master.segments) segments.push(await describeSegment(segment));
  const plan = {
    version: ENCODER_VERSION,
    format: 'mp3',
    master: [sampleRateHz, channelCount, sampleCount, gainDb, segments],
    chapters: input.chapters.map(({ startMs, endMs, title, href }) => [startMs, endMs, title, href ?? '']),
    tags: Object.entries(input.tags)
      .filter(([name]) => name !== 'coverPath')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
    cover: input.cover ? createHash('sha256').update(input.cover).digest('hex') : '',
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
  if (segment.kind === 'recording') return ['recording', content, segment.sampleCount];
  const { firstSample, sampleCount, fadeInSamples, fadeOutSamples, gainDb = 0 } = segment;
  return ['wav', content, firstSample, sampleCount, fadeInSamples, fadeOutSamples, gainDb];
}

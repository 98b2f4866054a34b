import path from 'node:path';
import { warning } from '../errors.js';
import { formatClock, samplesToMs } from '../model/time.js';
import type { MasterSegment } from '../model/timeline.js';
import { decodeAudio, type PcmFormat } from '../run-tool.js';
import { createLoudnessMeter, measureSound, playMaster, type Measurement } from '../sound.js';
import type { Recording } from './inspect-recording.js';
import type { MasteringContext } from './mastering-context.js';
import { refuseAudio } from './refuse-audio.js';
import { createStereoMeter, mixDown, type StereoFacts } from './stereo-meter.js';
import { count } from '../model/text.js';

/** A recording as it is heard in the master. */
export type MeasuredRecording = {
  readonly measured: Measurement;
  readonly format: PcmFormat;
  /** What is done to its samples before they are heard. */
  readonly treatment: Pick<RecordingSegment, 'channel' | 'offsets'>;
  /** Nothing in it had to be mended, and ffmpeg did not complain. */
  readonly isClean: boolean;
};

type RecordingSegment = Extract<MasterSegment, { kind: 'recording' }>;

const MAX_DURATION_MS = 6 * 60 * 60 * 1000;

/**
 * Decodes a recording once, counting and measuring it; again only where its samples have to be treated first: where its
 * channels cancel each other one of them is left, and what lies beside zero is brought back.
 *
 * @throws {@link LectorError} `E_AUDIO` when it is longer than six hours, `E_AUDIO_…` when it is no audio or not whole.
 */
export async function measureRecording(
  { file, recording, format }: { readonly file: string; readonly recording: Recording; readonly format: PcmFormat },
  context: MasteringContext,
): Promise<MeasuredRecording> {
  const { ffmpeg, signal } = context;
  const isStereo = recording.channelCount === 2;
  const source: PcmFormat = isStereo ? { ...format, channelCount: 2 } : format;
  const [meter, stereo] = [createLoudnessMeter(format), createStereoMeter(source)];
  const complaints: string[] = [];
  let [frameCount, mendedCount] = [0, 0];
  const onComplaints = (lines: readonly string[]) => void complaints.push(...lines);
  const onMended = (count: number) => void (mendedCount += count);
  for await (const samples of decodeAudio({ ffmpeg, path: file, format: source, signal, onComplaints, onMended })) {
    meter.push(source.channelCount === format.channelCount ? samples : mixDown(samples));
    stereo.push(samples);
    frameCount += samples.length / source.channelCount;
    if (samplesToMs(frameCount, format.sampleRateHz) > MAX_DURATION_MS) {
      throw refuseAudio(file, `is longer than ${formatClock(MAX_DURATION_MS)}`, { hint: 'split it into parts.' });
    }
  }
  if (complaints.some((line) => /partial file|truncat/iu.test(line)))
    throw refuseAudio(file, 'is truncated', { code: 'E_AUDIO_TRUNCATED' });
  if (complaints.length > 0) context.warn(damaged(file, complaints));
  if (mendedCount > 0) context.warn(mended(file, mendedCount));
  const isClean = complaints.length + mendedCount === 0;
  const found = { format, measured: meter.result(), treatment: {}, isClean };
  return treat({ file, found, stereo: stereo.result(format.channelCount) }, context);
}

async function treat(
  { file, found, stereo }: { readonly file: string; readonly found: MeasuredRecording; readonly stereo: StereoFacts },
  context: MasteringContext,
): Promise<MeasuredRecording> {
  const { channel, offsets, isBeside } = stereo;
  if (channel === undefined && !isBeside) return found;
  const format: PcmFormat = channel === undefined ? found.format : { ...found.format, channelCount: 1 };
  if (channel !== undefined) context.warn(cancelling(file, channel));
  if (isBeside) context.warn(beside(file, offsets));
  const treatment = { ...(channel && { channel }), ...(isBeside && { offsets }) };
  const segment: RecordingSegment = {
    kind: 'recording',
    path: file,
    sampleCount: found.measured.sampleCount,
    ...treatment,
  };
  const played = playMaster({ ...format, segments: [segment] }, context);
  return { measured: await measureSound(played, format), format, treatment, isClean: false };
}

function damaged(file: string, complaints: readonly string[]) {
  const first = complaints[0]?.replace(/^\[[^\]]*\]\s*/u, '').slice(0, 120);
  const message = `${path.basename(file)} has damaged places: ffmpeg has ${count(complaints.length, 'complaint')}, first "${first}".`;
  return warning('W_AUDIO_DAMAGED', message, { hint: 'listen to the episode before you publish it.' });
}

function mended(file: string, sampleCount: number) {
  const message = `${path.basename(file)} has damaged places: samples that are no numbers, or beyond any scale (${sampleCount}); they are silence now.`;
  return warning('W_AUDIO_DAMAGED', message, { hint: 'listen to the episode, and export the recording again.' });
}

function cancelling(file: string, channel: 'left' | 'right') {
  const message = `${path.basename(file)}: left and right cancel each other (one is the other turned over); the ${channel} channel alone is used.`;
  return warning('W_AUDIO_PHASE', message, { hint: 'turn over the polarity of one channel and export it again.' });
}

function beside(file: string, offsets: readonly number[]) {
  const most = offsets.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
  const message = `${path.basename(file)} lies beside zero by ${(most * 100).toFixed(1)} % of full scale; that was taken off.`;
  return warning('W_AUDIO_OFFSET', message, { hint: 'look for a fault of the recorder or the cable.' });
}

import path from 'node:path';
import { warning } from '../errors.js';
import type { RecordedProgramme } from '../model/article.js';
import { present } from '../model/present.js';
import { formatClock, samplesToMs } from '../model/time.js';
import type { Finding } from '../model/finding.js';
import type { RecordedMaster, MasterSegment, Timeline, TimelineItem } from '../model/timeline.js';
import type { PcmFormat } from '../run-tool.js';
import { isOnLevel, LOSSY_HEADROOM_DB, MAX_GAIN_DB, playMaster, type Measurement } from '../sound.js';
import { hashFile } from '../workspace.js';
import { inspectRecording, type Recording } from './inspect-recording.js';
import type { MasteringContext } from './mastering-context.js';
import { measureRecording, type MeasuredRecording } from './measure-recording.js';
import { planGain } from './level/plan-gain.js';
import { refuseAudio } from './refuse-audio.js';
import { settleDuration } from './lay-out.js';

/** Rates that every encoder here takes as they are; others are resampled while decoding. */
const KEPT_RATES_HZ = [16_000, 22_050, 24_000, 32_000, 44_100, 48_000];
const USUAL_RATE_HZ = 44_100;
const MIN_DURATION_MS = 100;
/** Silence as long as this is a mistake; of anything shorter the loudness cannot be measured (ITU-R BS.1770-4). */
const SILENCE_MS = 400;
/** Containers round, and count the encoder's padding. */
const DECLARED_TOLERANCE_MS = 1000;
/** As far as readers that count an encoder's padding may differ from the samples that are heard. */
const READER_TOLERANCE_MS = 60;
const LOUDEST_SENSIBLE_GAIN_DB = 30;

/**
 * Decodes a recording once, counting and measuring it; its own tags and pictures are left behind.
 *
 * @throws {@link LectorError} `E_AUDIO` when it is silent or longer than six hours, `E_AUDIO_…` when it is no audio or not whole.
 */
export async function assembleProgramme(
  programme: RecordedProgramme,
  mastering: MasteringContext,
): Promise<{ readonly master: RecordedMaster; readonly timeline: Timeline }> {
  const file = programme.audioPath;
  const place = { file: path.posix.join(path.posix.dirname(programme.source.location), path.basename(file)) };
  const context = { ...mastering, warn: (finding: Finding) => mastering.warn({ place, ...finding }) };
  const recording = await inspectRecording(file);
  recording.findings.forEach(context.warn);
  const wanted = formatOf(recording, context.channelCount ?? 1);
  const found = await measureRecording({ file, recording, format: wanted }, context);
  const { measured, format, treatment } = found;
  const durationMs = samplesToMs(measured.sampleCount, format.sampleRateHz);
  requirePlausible({ file, recording, measured, durationMs });
  const finished = finishedOf({ file, recording, found }, context);
  const padding = finished ? 0 : settleDuration(measured.sampleCount, format.sampleRateHz);
  const contentKey = await hashFile(file);
  const segments: readonly MasterSegment[] = [
    { kind: 'recording', path: file, sampleCount: measured.sampleCount, contentKey, ...treatment },
    ...(padding > 0 ? [{ kind: 'silence', sampleCount: padding } as const] : []),
  ];
  const sampleCount = measured.sampleCount + padding;
  const gainDb = finished ? 0 : await gainOf({ format, segments, measured, file }, context);
  const { loudnessLufs, truePeakDbtp } = measured;
  const master: RecordedMaster = {
    ...format,
    sampleCount,
    segments,
    gainDb,
    ...present({ loudnessLufs, truePeakDbtp, finished }),
  };
  const endMs = samplesToMs(sampleCount, format.sampleRateHz);
  const items: readonly TimelineItem[] = [
    { kind: 'recording', startMs: 0, endMs: durationMs },
    ...(padding > 0 ? [{ kind: 'pause', startMs: durationMs, endMs } as const] : []),
  ];
  return { master, timeline: { durationMs: endMs, sampleRateHz: format.sampleRateHz, sampleCount, items } };
}

function formatOf(recording: Recording, maxChannels: 1 | 2): PcmFormat {
  const rate = recording.sampleRateHz ?? USUAL_RATE_HZ;
  return {
    sampleRateHz: KEPT_RATES_HZ.includes(rate) ? rate : USUAL_RATE_HZ,
    // The two that a mix gives become one while they are encoded, if one is wanted.
    channelCount: recording.channelCount === 1 ? 1 : recording.isSurround === true ? 2 : maxChannels,
  };
}

/** The frames of a recording that is all it should become: made anew it would only lose. */
function finishedOf(
  { file, recording, found }: { file: string; recording: Recording; found: MeasuredRecording },
  { targetLufs, maxTruePeakDbtp, bitrateKbps, sampleRateHz }: MasteringContext,
): RecordedMaster['finished'] {
  const { run } = recording;
  const { measured, format, isClean } = found;
  if (!run || !isClean || measured.loudnessLufs === undefined) return undefined;
  const isShaped =
    run.bitrateKbps === bitrateKbps &&
    recording.sampleRateHz === sampleRateHz &&
    recording.channelCount === format.channelCount;
  const excessMs = samplesToMs(run.sampleCount - measured.sampleCount, format.sampleRateHz);
  const isSettled = Math.abs(excessMs) <= READER_TOLERANCE_MS;
  if (!isShaped || !isSettled || !isOnLevel(measured, { targetLufs, maxTruePeakDbtp })) return undefined;
  return { path: file, firstByte: run.firstByte, endByte: run.endByte };
}

function requirePlausible(options: {
  readonly file: string;
  readonly recording: Recording;
  readonly measured: Measurement;
  readonly durationMs: number;
}): void {
  const { file, recording, measured, durationMs } = options;
  const seconds = (durationMs / 1000).toFixed(2);
  if (durationMs < MIN_DURATION_MS) throw refuseAudio(file, `is too short: ${seconds} s`, { code: 'E_AUDIO_SHORT' });
  const missingMs = (recording.declaredMs ?? 0) - durationMs;
  if (missingMs > Math.max(DECLARED_TOLERANCE_MS, durationMs * 0.01)) {
    throw refuseAudio(
      file,
      `is truncated: it says ${formatClock(recording.declaredMs ?? 0)}, ${formatClock(durationMs)} is there`,
      { code: 'E_AUDIO_TRUNCATED' },
    );
  }
  if (measured.loudnessLufs === undefined && durationMs >= SILENCE_MS) {
    throw refuseAudio(file, `is silent: ${seconds} s below −70 LUFS`);
  }
}

async function gainOf(
  plan: {
    readonly format: PcmFormat;
    readonly segments: readonly MasterSegment[];
    readonly measured: Measurement;
    readonly file: string;
  },
  context: MasteringContext,
): Promise<number> {
  const { format, segments, measured } = plan;
  const gainDb = await planGain({
    format,
    play: () => playMaster({ ...format, segments }, context),
    measured,
    targetLufs: context.targetLufs,
    ceilingDbtp: context.maxTruePeakDbtp - LOSSY_HEADROOM_DB,
  });
  const quiet = measured.loudnessLufs === undefined ? untold(plan.file) : quietness(plan.file, gainDb);
  if (quiet) context.warn(quiet);
  return gainDb;
}

function quietness(file: string, gainDb: number): Finding | undefined {
  if (gainDb <= LOUDEST_SENSIBLE_GAIN_DB) return undefined;
  const most = gainDb >= MAX_GAIN_DB ? ', the most that is done' : '';
  const message = `${path.basename(file)} is very quiet: it is turned up by ${gainDb.toFixed(1)} dB${most}, noise included.`;
  return warning('W_AUDIO_QUIET', message, { hint: 'record it again at a higher level.' });
}

function untold(file: string): Finding {
  const message = `${path.basename(file)} is too short for its loudness to be measured; it keeps its level.`;
  return warning('W_LOUDNESS', message, { hint: 'make it 0.4 s or longer.' });
}

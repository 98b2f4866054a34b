import path from 'node:path';
import type { RecordedMaster } from '../../src/model/timeline.js';
import { encodeAudio, type Ffmpeg, type PcmFormat } from '../../src/run-tool.js';
import { measureSound } from '../../src/sound.js';
import { inPieces, makeSpeechLike } from '../sound/make-sound.js';

/** A master of one WAV file that measures like speech, its gain planned for −16 LUFS. */
export async function makeMaster(options: {
  readonly ffmpeg: Ffmpeg;
  readonly folder: string;
  readonly durationMs: number;
  readonly sampleRateHz?: number;
  readonly level?: number;
}): Promise<RecordedMaster> {
  const { ffmpeg, folder, durationMs, sampleRateHz = 16_000, level = 0.3 } = options;
  const format: PcmFormat = { sampleRateHz, channelCount: 1 };
  const speech = makeSpeechLike({ format, durationMs, level });
  const file = path.join(folder, `master-${durationMs}-${sampleRateHz}-${level}.wav`);
  const output = { ...format, path: file, format: 'wav', bitrateKbps: 0 } as const;
  await encodeAudio({ ffmpeg, pcm: inPieces(speech), input: format, output });
  const { loudnessLufs = NaN, truePeakDbtp = NaN } = await measureSound(inPieces(speech), format);
  const segment = { kind: 'wav', path: file, firstSample: 0, fadeInSamples: 0, fadeOutSamples: 0 } as const;
  return {
    ...format,
    sampleCount: speech.length,
    segments: [{ ...segment, sampleCount: speech.length }],
    loudnessLufs,
    truePeakDbtp,
    gainDb: Math.round((-16 - loudnessLufs) * 100) / 100,
  };
}

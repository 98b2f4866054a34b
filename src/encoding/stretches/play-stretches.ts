import { LectorError } from '../../errors.js';
import { samplesPerFrame } from '../../model/time.js';
import type { NarratedMaster, Stretch } from '../../model/timeline.js';
import { resampleAudio, type PcmFormat } from '../../run-tool.js';
import { mixLayers, playMaster, shapeSound } from '../../sound.js';
import type { Level } from '../aim-level.js';
import type { EncodingContext } from '../encoding-context.js';

type PlayContext = Pick<EncodingContext, 'ffmpeg' | 'signal'>;

/**
 * Streams the samples of a stretch at its level.
 *
 * @throws {@link LectorError} `E_AUDIO` when there are not as many as planned.
 */
export async function* playStretch(
  { segments, music = [], sampleRateHz, sampleCount }: Stretch,
  level: Level,
  context: PlayContext,
): AsyncGenerator<Float32Array> {
  const format: PcmFormat = { sampleRateHz, channelCount: 1 };
  let heardCount = 0;
  const played = playMaster({ ...format, segments }, context);
  const layers = music.map(({ from, segment }) => ({
    from,
    pcm: playMaster({ ...format, segments: [segment] }, context),
  }));
  const mixed = layers.length === 0 ? played : mixLayers(played, layers);
  for await (const samples of shapeSound(mixed, { format, ...level })) {
    heardCount += samples.length;
    yield samples;
  }
  if (heardCount === sampleCount) return;
  throw new LectorError('E_AUDIO', `${heardCount} samples were heard where ${sampleCount} were planned.`);
}

/**
 * Streams a whole narration at the rate of its file, every stretch on the frames it has there: in each format the same
 * word is heard at the same moment.
 */
export async function* playNarration(
  { stretches, sampleRateHz }: NarratedMaster,
  level: Level,
  context: PlayContext,
): AsyncGenerator<Float32Array> {
  for (let from = 0; from < stretches.length;) {
    const rateHz = stretches[from]?.sampleRateHz ?? sampleRateHz;
    const end = stretches.findIndex((stretch, index) => index > from && stretch.sampleRateHz !== rateHz);
    const alike = stretches.slice(from, end < 0 ? undefined : end);
    const pcm = playOnGrid(alike, { sampleRateHz, level, context });
    const format = { sampleRateHz, channelCount: 1 } as const;
    const input = { sampleRateHz: rateHz, channelCount: 1 } as const;
    const whole = rateHz === sampleRateHz ? pcm : resampleAudio({ ...context, pcm, input, format });
    yield* exactly(whole, frameSamplesOf(alike, sampleRateHz));
    from += alike.length;
  }
}

/** Stretches of one rate, with the silence their frames end in; what a frame is no whole number of samples adds up. */
async function* playOnGrid(
  stretches: readonly Stretch[],
  { sampleRateHz, level, context }: { sampleRateHz: number; level: Level; context: PlayContext },
): AsyncGenerator<Float32Array> {
  let playedCount = 0;
  for (const [index, stretch] of stretches.entries()) {
    yield* playStretch(stretch, level, context);
    playedCount += stretch.sampleCount;
    const endSample =
      (frameSamplesOf(stretches.slice(0, index + 1), sampleRateHz) * stretch.sampleRateHz) / sampleRateHz;
    const silentCount = Math.max(0, Math.round(endSample) - playedCount);
    if (silentCount > 0) yield new Float32Array(silentCount);
    playedCount += silentCount;
  }
}

function frameSamplesOf(stretches: readonly Stretch[], sampleRateHz: number): number {
  return stretches.reduce((sum, { frameCount }) => sum + frameCount, 0) * samplesPerFrame(sampleRateHz);
}

/** So many samples: what a resampler gives beyond is left out, what it keeps is silence. */
async function* exactly(pcm: AsyncIterable<Float32Array>, sampleCount: number): AsyncGenerator<Float32Array> {
  let left = sampleCount;
  for await (const samples of pcm) {
    const heard = samples.subarray(0, left);
    left -= heard.length;
    if (heard.length > 0) yield heard;
  }
  if (left > 0) yield new Float32Array(left);
}

import path from 'node:path';
import { LectorError } from '../errors.js';
import { present } from '../model/present.js';
import type { RecordedMaster, MasterSegment } from '../model/timeline.js';
import { decodeAudio, type Ffmpeg } from '../run-tool.js';
import { PCM_TAG, readWavLayout } from './wav-layout.js';
import { openFile } from '../open-file.js';

export type PlayOptions = {
  readonly ffmpeg: Ffmpeg;
  readonly signal?: AbortSignal;
};

type WavSegment = Extract<MasterSegment, { kind: 'wav' }>;
type RecordingSegment = Extract<MasterSegment, { kind: 'recording' }>;

/** Frames handed on at once: a second or so, whatever the length of the episode. */
const PIECE_FRAMES = 32_768;
const BYTES_PER_SAMPLE = 2;
const FULL_SCALE = 32_768;

/**
 * Streams the samples of a master, interleaved, before its gain; never more than a piece is in memory.
 *
 * @throws {@link LectorError} `E_AUDIO` when a file does not hold what the plan says.
 */
export async function* playMaster(
  master: Pick<RecordedMaster, 'segments' | 'sampleRateHz' | 'channelCount'>,
  options: PlayOptions,
): AsyncGenerator<Float32Array> {
  const { channelCount, sampleRateHz } = master;
  for (const segment of master.segments) {
    switch (segment.kind) {
      case 'silence':
        yield* playSilence(segment.sampleCount * channelCount);
        break;
      case 'wav':
        if (channelCount !== 1) throw new LectorError('E_BUG', 'clips can only be part of a mono master.');
        yield* playWav(segment, sampleRateHz);
        break;
      case 'recording':
        yield* playRecording(segment, { sampleRateHz, channelCount }, options);
        break;
    }
  }
}

function* playSilence(sampleCount: number): Generator<Float32Array> {
  for (let left = sampleCount; left > 0; left -= PIECE_FRAMES) yield new Float32Array(Math.min(left, PIECE_FRAMES));
}

async function* playWav(segment: WavSegment, sampleRateHz: number): AsyncGenerator<Float32Array> {
  const layout = await readWavLayout(segment.path);
  if (layout.formatTag !== PCM_TAG || layout.bitsPerSample !== 16 || layout.channelCount !== 1)
    throw unfit(segment, 'is not mono 16-bit');
  if (layout.sampleRateHz !== sampleRateHz)
    throw unfit(segment, `has ${layout.sampleRateHz} samples a second, not ${sampleRateHz}`);
  const gain = 10 ** ((segment.gainDb ?? 0) / 20) / FULL_SCALE;
  const handle = await openFile(segment.path);
  try {
    const buffer = Buffer.allocUnsafe(Math.min(PIECE_FRAMES, segment.sampleCount) * BYTES_PER_SAMPLE);
    for (let done = 0; done < segment.sampleCount; done += PIECE_FRAMES) {
      const count = Math.min(PIECE_FRAMES, segment.sampleCount - done);
      const bytes = buffer.subarray(0, count * BYTES_PER_SAMPLE);
      const position = layout.dataOffset + (segment.firstSample + done) * BYTES_PER_SAMPLE;
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, position);
      if (bytesRead < bytes.length) throw unfit(segment, 'is shorter than it was');
      const samples = new Float32Array(count);
      toFloats(bytes, samples, gain);
      fade(samples, done, segment);
      yield samples;
    }
  } finally {
    await handle.close();
  }
}

function toFloats(bytes: Buffer, samples: Float32Array, gain: number): void {
  for (let at = 0; at < samples.length; at += 1) {
    const low = bytes[at * BYTES_PER_SAMPLE] as number;
    const high = bytes[at * BYTES_PER_SAMPLE + 1] as number;
    samples[at] = (((high << 24) >> 16) | low) * gain;
  }
}

/** Linear, at both edges of the segment; `start` is where in it these samples lie. */
function fade(samples: Float32Array, start: number, segment: WavSegment): void {
  const { fadeInSamples, fadeOutSamples, sampleCount } = segment;
  for (let at = 0; at < samples.length && start + at < fadeInSamples; at += 1) {
    samples[at] = (samples[at] as number) * ((start + at + 0.5) / fadeInSamples);
  }
  const fadeStart = sampleCount - fadeOutSamples;
  for (let at = Math.max(0, fadeStart - start); at < samples.length; at += 1) {
    samples[at] = (samples[at] as number) * ((sampleCount - start - at - 0.5) / fadeOutSamples);
  }
}

async function* playRecording(
  segment: RecordingSegment,
  format: { readonly sampleRateHz: number; readonly channelCount: 1 | 2 },
  { ffmpeg, signal }: PlayOptions,
): AsyncGenerator<Float32Array> {
  const { channel, offsets } = segment;
  const decoded = channel === undefined ? format : { ...format, channelCount: 2 as const };
  let left = segment.sampleCount * format.channelCount;
  for await (const samples of decodeAudio({ ffmpeg, path: segment.path, format: decoded, ...present({ signal }) })) {
    const heard = channel === undefined ? samples : pickChannel(samples, channel);
    if (offsets) takeOff(heard, offsets);
    left -= heard.length;
    if (left < 0) break;
    yield heard;
  }
  if (left !== 0) throw unfit(segment, 'changed while it was being read');
}

function pickChannel(stereo: Float32Array, channel: 'left' | 'right'): Float32Array {
  const first = channel === 'left' ? 0 : 1;
  return new Float32Array(stereo.length / 2).map((_, frame) => stereo[2 * frame + first] as number);
}

/** Changes the samples where they are: nobody else holds them. */
function takeOff(samples: Float32Array, offsets: readonly number[]): void {
  for (let at = 0; at < samples.length; at += 1) {
    samples[at] = (samples[at] as number) - (offsets[at % offsets.length] as number);
  }
}

function unfit(segment: { readonly path: string }, what: string): LectorError {
  return new LectorError('E_AUDIO', `${path.basename(segment.path)} ${what}.`);
}

/** The mean of both channels. */
export async function* mixToMono(pcm: AsyncIterable<Float32Array>): AsyncGenerator<Float32Array> {
  for await (const stereo of pcm) {
    const mono = new Float32Array(stereo.length / 2);
    for (let frame = 0; frame < mono.length; frame += 1) {
      mono[frame] = ((stereo[2 * frame] as number) + (stereo[2 * frame + 1] as number)) / 2;
    }
    yield mono;
  }
}

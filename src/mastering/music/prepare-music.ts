import path from 'node:path';
import { LectorError, warning } from '../../errors.js';
import { MUSIC_KINDS, type MusicKind } from '../../model/article.js';
import type { Warn } from '../../model/finding.js';
import { decodeAudio, encodeAudio, type Ffmpeg } from '../../run-tool.js';
import { createLoudnessMeter, type Measurement } from '../../sound.js';
import { hashFile } from '../../workspace.js';
import { inspectRecording } from '../inspect-recording.js';
import type { BedPlan, MusicPlan, StingPlan } from './music-plan.js';

/** Music as a mono WAV, measured. */
export type Sting = {
  readonly sampleRateHz: number;
  readonly path: string;
  readonly contentKey: string;
  readonly sampleCount: number;
  readonly measured: Measurement;
};

/** Music with the plan it follows. */
export type PreparedMusic = {
  readonly intro?: Sting & { readonly plan: StingPlan };
  readonly outro?: Sting & { readonly plan: StingPlan };
  readonly chapter?: Sting & { readonly plan: StingPlan };
  readonly bed?: Sting & { readonly plan: BedPlan };
};

export type MusicContext = {
  readonly ffmpeg: Ffmpeg;
  readonly sampleRateHz: number;
  /** Fresh; files in it are named here. */
  readonly folder: string;
  readonly signal: AbortSignal;
};

/** A listener waits no longer for the first word. */
const LONG_STING_MS = 60_000;
const MAX_STING_MS = 600_000;
/** Of a bed no more is ever heard before it is over. */
const MAX_BED_MS = 120_000;
const MIN_BED_MS = 2000;
/** EBU R 128: nothing below is part of the loudness. */
const SILENT_LUFS = -70;
/** Full scale for as many samples on end, so many times, is no music any more. */
const CLIPPED_LEVEL = 0.9995;
const CLIPPED_RUN = 4;
const CLIPPED_COUNT = 10;

/**
 * Turns the music of a show into mono WAVs at one rate.
 *
 * @param warn Told of what is clipped or takes long; said once, before anything is narrated.
 * @throws {@link LectorError} `E_AUDIO…` when a file cannot be read, `E_MUSIC` when it is silent, or too short or too long
 *   for what it is to be.
 */
export async function prepareMusic(plan: MusicPlan, context: MusicContext, warn?: Warn): Promise<PreparedMusic> {
  const prepared: { -readonly [Kind in MusicKind]?: Sting & { readonly plan: StingPlan | BedPlan } } = {};
  for (const kind of MUSIC_KINDS) {
    const own = plan[kind];
    if (own) prepared[kind] = { ...(await prepareOne(kind, own, { ...context, ...(warn && { warn }) })), plan: own };
  }
  return prepared as PreparedMusic;
}

async function prepareOne(
  kind: MusicKind,
  plan: StingPlan | BedPlan,
  { ffmpeg, sampleRateHz, folder, signal, warn }: MusicContext & { readonly warn?: Warn },
): Promise<Sting> {
  const { file } = plan;
  await inspectRecording(file);
  const format = { sampleRateHz, channelCount: 1 } as const;
  const meter = createLoudnessMeter(format);
  const watch = watchForClipping();
  const target = path.join(folder, `${kind}.wav`);
  const mostMs = 'under' in plan ? MAX_BED_MS : (plan.lengthMs ?? MAX_STING_MS + 1);
  const most = Math.round((mostMs * sampleRateHz) / 1000);
  const heard = first(decodeAudio({ ffmpeg, path: file, format, signal }), most);
  const pcm = withHeadroom(heard, { watch, take: (samples) => meter.push(samples) });
  const output = { ...format, path: target, format: 'wav', bitrateKbps: 0 } as const;
  await encodeAudio({ ffmpeg, pcm, input: format, output, signal });
  const measured = meter.result();
  const durationMs = (measured.sampleCount * 1000) / sampleRateHz;
  requireMusic(kind, { file, durationMs, measured });
  const shown = `audio.music.${kind}: ${path.basename(file)}`;
  const isWholeSting = kind !== 'bed' && durationMs > LONG_STING_MS;
  if (isWholeSting)
    warn?.(warning('W_MUSIC', `${shown} takes ${Math.round(durationMs / 1000)} s.`, { hint: 'set lengthMs: 8000.' }));
  if (watch.count() >= CLIPPED_COUNT)
    warn?.(
      warning('W_MUSIC', `${shown} is clipped in ${watch.count()} places.`, { hint: 'export it at a lower level.' }),
    );
  const part = mostMs < MAX_STING_MS && kind !== 'bed' ? `:${mostMs}` : '';
  const contentKey = `${await hashFile(file)}@${sampleRateHz}${part}`;
  return { path: target, sampleRateHz, contentKey, sampleCount: measured.sampleCount, measured };
}

function requireMusic(
  kind: MusicKind,
  {
    file,
    durationMs,
    measured,
  }: { readonly file: string; readonly durationMs: number; readonly measured: Measurement },
): void {
  const refuse = (what: string, hint: string): never => {
    throw new LectorError('E_MUSIC', `audio.music.${kind}: ${path.basename(file)} ${what}.`, { hint });
  };
  const { loudnessLufs, truePeakDbtp = -Infinity } = measured;
  if ((loudnessLufs ?? truePeakDbtp) <= SILENT_LUFS) refuse('is silent', 'give a file with music in it.');
  if (kind === 'bed' && durationMs < MIN_BED_MS)
    refuse(`lasts ${Math.round(durationMs)} ms, too short to begin again and again`, 'give some seconds of music.');
  if (kind !== 'bed' && durationMs > MAX_STING_MS)
    refuse(`lasts more than ${MAX_STING_MS / 60_000} minutes`, 'set lengthMs: 8000, or give another file.');
}

async function* first(pcm: AsyncIterable<Float32Array>, sampleCount: number): AsyncGenerator<Float32Array> {
  let left = sampleCount;
  for await (const samples of pcm) {
    const heard = samples.subarray(0, left);
    left -= heard.length;
    yield heard;
    if (left <= 0) return;
  }
}

function watchForClipping() {
  let [run, count] = [0, 0];
  return {
    count: () => count,
    push(samples: Float32Array): void {
      for (const sample of samples) {
        run = Math.abs(sample) >= CLIPPED_LEVEL ? run + 1 : 0;
        if (run === CLIPPED_RUN) count += 1;
      }
    },
  };
}

/** Two loud channels mixed to one lie beyond full scale, which integers cannot hold. */
const HEADROOM = 0.5;

async function* withHeadroom(
  pcm: AsyncIterable<Float32Array>,
  { watch, take }: { readonly watch: { push(samples: Float32Array): void }; take(samples: Float32Array): void },
): AsyncGenerator<Float32Array> {
  for await (const samples of pcm) {
    watch.push(samples);
    const scaled = samples.map((sample) => Math.max(-1, Math.min(1, sample * HEADROOM)));
    take(scaled);
    yield scaled;
  }
}

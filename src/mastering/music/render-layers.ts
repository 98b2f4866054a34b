import { createHash } from 'node:crypto';
import path from 'node:path';
import type { MusicLayer } from '../../model/timeline.js';
import { encodeAudio, type Ffmpeg } from '../../run-tool.js';
import { measureSound, playMaster } from '../../sound.js';
import { duck } from './duck.js';
import { loopMusic } from './loop-music.js';
import type { BedPlan, Cue, Spoken, StingPlan } from './music-plan.js';
import type { PreparedMusic, Sting } from './prepare-music.js';

export type LayersInput = {
  readonly cues: readonly Cue[];
  readonly spoken: readonly Spoken[];
  readonly music: PreparedMusic;
  /** What speech measures before the gain of the whole. */
  readonly speechLufs: number;
};

type RenderContext = { readonly ffmpeg: Ffmpeg; readonly folder: string; readonly signal: AbortSignal };

/** As far as peaks of music lie above its loudness, where it is too short to have one. */
const USUAL_PEAK_LU = 12;
/** Beneath words, of music that is no bed. */
const DUCKED_LU = -20;

/** Writes what lies beneath the words of a stretch as it is heard there, each named by all that it is made of. */
export async function renderLayers(input: LayersInput, context: RenderContext): Promise<readonly MusicLayer[]> {
  const layers: MusicLayer[] = [];
  for (const cue of input.cues) {
    const music = input.music[cue.kind];
    if (music && cue.end > cue.from) layers.push(await renderOne(cue, music, { input, context }));
  }
  return layers;
}

async function renderOne(
  { kind, from, end }: Cue,
  music: Sting & { readonly plan: StingPlan | BedPlan },
  { input, context }: { readonly input: LayersInput; readonly context: RenderContext },
): Promise<MusicLayer> {
  const { sampleRateHz, plan, contentKey } = music;
  const sampleCount = end - from;
  const spoken = input.spoken.map(({ start, end: last }) => ({ start: start - from, end: last - from }));
  const { openLu, duckedLu } = levelsOf(plan);
  const shape = { sampleRateHz, sampleCount, fadeInMs: plan.fadeInMs, fadeOutMs: plan.fadeOutMs };
  // The louder of both levels is full scale here, and the rest is gain.
  const gains = duck({ ...shape, spoken, duckedDb: duckedLu - openLu, openDb: 0 });
  const samples = await readMusic(music, { sampleCount, isLooped: kind === 'bed', context });
  const { loudnessLufs, truePeakDbtp = 0 } = await measureSound(once(samples), { sampleRateHz, channelCount: 1 });
  const ownLufs = loudnessLufs ?? music.measured.loudnessLufs ?? truePeakDbtp - USUAL_PEAK_LU;
  for (let at = 0; at < sampleCount; at += 1) samples[at] = (samples[at] as number) * (gains[at] as number);
  const recipe = JSON.stringify([contentKey, kind, shape, spoken, duckedLu, openLu]);
  const key = createHash('sha256').update(recipe).digest('hex');
  const file = path.join(context.folder, `music-${key.slice(0, 24)}.wav`);
  const format = { sampleRateHz, channelCount: 1 } as const;
  const output = { ...format, path: file, format: 'wav', bitrateKbps: 0 } as const;
  const { ffmpeg, signal } = context;
  await encodeAudio({ ffmpeg, pcm: once(samples), input: format, output, signal });
  const gainDb = Math.round((input.speechLufs + openLu - ownLufs) * 100) / 100;
  const edges = { fadeInSamples: 0, fadeOutSamples: 0 };
  return { from, segment: { kind: 'wav', path: file, firstSample: 0, sampleCount, ...edges, gainDb, contentKey: key } };
}

function levelsOf(plan: StingPlan | BedPlan): { readonly openLu: number; readonly duckedLu: number } {
  if ('under' in plan) return { openLu: plan.pauseLu, duckedLu: plan.duckedLu };
  return { openLu: plan.levelLu, duckedLu: Math.min(plan.levelLu, DUCKED_LU) };
}

async function readMusic(
  { path: file, sampleRateHz, sampleCount: whole }: Sting,
  wanted: { readonly sampleCount: number; readonly isLooped: boolean; readonly context: RenderContext },
): Promise<Float32Array> {
  const { sampleCount, isLooped, context } = wanted;
  const segment = { kind: 'wav', path: file, firstSample: 0, sampleCount: whole } as const;
  const segments = [{ ...segment, fadeInSamples: 0, fadeOutSamples: 0 }];
  const music = new Float32Array(whole);
  let at = 0;
  for await (const samples of playMaster({ segments, sampleRateHz, channelCount: 1 }, context)) {
    music.set(samples, at);
    at += samples.length;
  }
  if (isLooped) return loopMusic(music, { sampleCount, sampleRateHz });
  const heard = new Float32Array(sampleCount);
  heard.set(music.subarray(0, sampleCount));
  return heard;
}

const PIECE_SAMPLES = 32_768;

async function* once(samples: Float32Array): AsyncGenerator<Float32Array> {
  for (let start = 0; start < samples.length; start += PIECE_SAMPLES)
    yield await Promise.resolve(samples.slice(start, start + PIECE_SAMPLES));
}

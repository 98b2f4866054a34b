import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { LectorError } from '../errors.js';
import type { Clip, Narration } from '../model/narration.js';
import { MIN_CHAPTER_COUNT } from '../model/chapter.js';
import { present } from '../model/present.js';
import { samplesToMs } from '../model/time.js';
import type { Master, MasterSegment, Timeline } from '../model/timeline.js';
import { LOSSY_HEADROOM_DB, measureSound, playMaster, type Measurement } from '../sound.js';
import { layOut, type Line } from './lay-out.js';
import type { MasteringContext } from './mastering-context.js';
import { matchRates } from './match-rates.js';
import { planGain } from './plan-gain.js';
import { prepareSting, type Sting } from './prepare-sting.js';
import type { SpeechPiece } from './speech-piece.js';

export type { MasteringContext } from './mastering-context.js';

/** Stings are music: with one, nothing is mastered below this rate. */
const STING_RATE_HZ = 44_100;

/**
 * Joins the clips of a narration with their pauses and the show's stings, and measures the whole.
 *
 * @returns The plan of samples and the timeline that was counted from it. Both refer to files in the clip cache and
 *   the temporary folder.
 * @throws {@link LectorError} `E_AUDIO` when a sting or clip cannot be read.
 */
export async function assembleMaster(
  narration: Narration,
  context: MasteringContext,
): Promise<{ readonly master: Master; readonly timeline: Timeline }> {
  const { clips, script } = narration;
  if (clips.length !== script.utterances.length) {
    throw new LectorError('E_BUG', `${script.utterances.length} utterances came with ${clips.length} clips.`);
  }
  const { ffmpeg, signal } = context;
  const folder = await mkdtemp(path.join(context.temporaryFolder, 'master-'));
  const sampleRateHz = rateOf(clips, context);
  const pieces = await matchRates(clips, { ffmpeg, sampleRateHz, folder, signal });
  const stings = await prepareStings({ sampleRateHz, folder }, context);
  const layout = layOut({ lines: linesOf(narration, pieces), sampleRateHz, ...stings });
  const segments = await matchStings(layout.segments, stings, { sampleRateHz, context });
  const master = await measure({ segments, sampleRateHz, sampleCount: layout.timeline.sampleCount }, context);
  return { master, timeline: layout.timeline };
}

/**
 * Proves that the show's stings can be heard, before anything is narrated that would be paid for in vain.
 *
 * @throws {@link LectorError} `E_AUDIO…` when one cannot be read.
 */
export async function requireStings(
  context: Pick<MasteringContext, 'ffmpeg' | 'stings' | 'signal' | 'temporaryFolder'>,
): Promise<void> {
  const folder = await mkdtemp(path.join(context.temporaryFolder, 'stings-'));
  await prepareStings({ sampleRateHz: STING_RATE_HZ, folder }, context);
}

function rateOf(clips: readonly Clip[], { stings }: MasteringContext): number {
  const hasSting = stings.intro !== undefined || stings.outro !== undefined;
  return Math.max(8000, ...clips.map((clip) => clip.sampleRateHz), hasSting ? STING_RATE_HZ : 0);
}

function linesOf({ script, clips }: Narration, pieces: readonly SpeechPiece[]): readonly Line[] {
  // Too few sections are no chapters, and only a chapter has to begin on a whole second.
  const sections = script.sections.length >= MIN_CHAPTER_COUNT ? script.sections : [];
  const sectionStarts = new Set(sections.map((section) => section.utteranceId));
  return script.utterances.flatMap(({ id, pauseAfterMs, blockKind }, index) => {
    const clip = clips[index];
    const piece = pieces[index];
    if (!clip || !piece) return [];
    const heardMs = samplesToMs(clip.firstSample, clip.sampleRateHz);
    const words = clip.words.map(({ text, startMs, endMs }) => ({
      text,
      startMs: startMs - heardMs,
      endMs: endMs - heardMs,
    }));
    const isDisclosure = blockKind === 'disclosure';
    return [{ utteranceId: id, piece, words, pauseAfterMs, isSectionStart: sectionStarts.has(id), isDisclosure }];
  });
}

type Stings = { readonly intro?: Sting; readonly outro?: Sting };

async function prepareStings(
  place: { readonly sampleRateHz: number; readonly folder: string },
  { ffmpeg, stings, signal }: Pick<MasteringContext, 'ffmpeg' | 'stings' | 'signal'>,
): Promise<Stings> {
  const prepare = (file: string, name: 'intro' | 'outro') => prepareSting({ ...place, ffmpeg, file, name, signal });
  const intro = stings.intro === undefined ? undefined : await prepare(stings.intro, 'intro');
  const outro = stings.outro === undefined ? undefined : await prepare(stings.outro, 'outro');
  return { ...present({ intro, outro }) };
}

/** Brings each sting to the loudness of the speech: nobody reaches for the volume when the first word comes. */
async function matchStings(
  segments: readonly MasterSegment[],
  { intro, outro }: Stings,
  { sampleRateHz, context }: { readonly sampleRateHz: number; readonly context: MasteringContext },
): Promise<readonly MasterSegment[]> {
  if (!intro && !outro) return segments;
  const stingPaths = new Map([intro, outro].flatMap((sting) => (sting ? [[sting.path, sting.measured] as const] : [])));
  const isSpeech = (segment: MasterSegment) => segment.kind !== 'wav' || !stingPaths.has(segment.path);
  const format = { sampleRateHz, channelCount: 1 } as const;
  const speech = await measureSound(playMaster({ ...format, segments: segments.filter(isSpeech) }, context), format);
  return segments.map((segment) => {
    const measured = segment.kind === 'wav' ? stingPaths.get(segment.path) : undefined;
    return segment.kind === 'wav' && measured ? { ...segment, gainDb: gainBetween(measured, speech) } : segment;
  });
}

/** By loudness; a sting too short to have one goes by its peak. */
function gainBetween(sting: Measurement, speech: Measurement): number {
  const byLoudness = (speech.loudnessLufs ?? NaN) - (sting.loudnessLufs ?? NaN);
  const byPeak = (speech.truePeakDbtp ?? NaN) - (sting.truePeakDbtp ?? NaN);
  const gainDb = [byLoudness, byPeak].find((value) => Number.isFinite(value)) ?? 0;
  return Math.round(gainDb * 100) / 100;
}

async function measure(
  plan: Pick<Master, 'segments' | 'sampleRateHz' | 'sampleCount'>,
  context: MasteringContext,
): Promise<Master> {
  const format = { sampleRateHz: plan.sampleRateHz, channelCount: 1 } as const;
  const play = () => playMaster({ ...plan, channelCount: 1 }, context);
  const measured = await measureSound(play(), format);
  if (measured.sampleCount !== plan.sampleCount) {
    throw new LectorError(
      'E_AUDIO',
      `${measured.sampleCount} samples were heard where ${plan.sampleCount} were planned.`,
    );
  }
  const ceilingDbtp = context.maxTruePeakDbtp - LOSSY_HEADROOM_DB;
  const gainDb = await planGain({ format, play, measured, targetLufs: context.targetLufs, ceilingDbtp });
  const { loudnessLufs, truePeakDbtp } = measured;
  return {
    ...plan,
    channelCount: 1,
    gainDb,
    ...present({ loudnessLufs, truePeakDbtp }),
  };
}

import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { LectorError } from '../errors.js';
import type { Narration } from '../model/narration.js';
import { MIN_CHAPTER_COUNT } from '../model/chapter.js';
import { present } from '../model/present.js';
import { samplesPerFrame, samplesToMs } from '../model/time.js';
import type { MasterSegment, NarratedMaster, Timeline } from '../model/timeline.js';
import { LOSSY_HEADROOM_DB, measureSound, playMaster, toGainStep, type Measurement } from '../sound.js';
import type { FrameGrid } from './frame-tape.js';
import { layOut, type Line } from './lay-out.js';
import type { MasteringContext } from './mastering-context.js';
import { matchRates } from './match-rates.js';
import { matchVoices } from './level/match-voices.js';
import { planGain } from './level/plan-gain.js';
import { prepareSting, type Sting } from './prepare-sting.js';
import type { SpeechPiece } from './speech-piece.js';

export type { MasteringContext } from './mastering-context.js';

/** Stings are music. */
const STING_RATE_HZ = 44_100;
/** As far as peaks of speech lie above its loudness. */
const USUAL_PEAK_LU = 12;
const USUAL_FILE_RATE_HZ = 44_100;
const MEASURED_WHOLE_UP_TO_MS = 300_000;
const SAMPLED_EVERY = 4;

/**
 * Joins the clips of a narration with their pauses and the show's stings, in stretches, and finds the gain they need.
 *
 * @returns The plan of frames and the timeline that was counted from it. Both refer to files in the clip cache and
 *   the temporary folder.
 * @throws {@link LectorError} `E_AUDIO` when a sting or clip cannot be read.
 */
export async function assembleMaster(
  narration: Narration,
  context: MasteringContext,
): Promise<{ readonly master: NarratedMaster; readonly timeline: Timeline }> {
  const { clips, script } = narration;
  if (clips.length !== script.utterances.length) {
    throw new LectorError('E_BUG', `${script.utterances.length} utterances came with ${clips.length} clips.`);
  }
  const { ffmpeg, signal } = context;
  const folder = await mkdtemp(path.join(context.temporaryFolder, 'master-'));
  const sampleRateHz = Math.max(8000, ...clips.map((clip) => clip.sampleRateHz));
  const atOneRate = await matchRates(clips, { ffmpeg, sampleRateHz, folder, signal });
  const { speakers } = narration;
  const pieces = await matchVoices(atOneRate, { speakers, sampleRateHz, play: { ffmpeg, signal } });
  const stings = await prepareStings(folder, context);
  const file = gridOf(context);
  const { stretches, sampleCount, timeline } = layOut({
    lines: linesOf(narration, pieces),
    sampleRateHz,
    file,
    ...stings,
  });
  const stingPaths = new Map(Object.values(stings).map((sting) => [sting.path, sting.measured]));
  const isSpeech = (segment: MasterSegment) => segment.kind !== 'wav' || !stingPaths.has(segment.path);
  const heard = stretches.filter(({ segments }) => segments.every(isSpeech));
  // Of long ones some stretches are enough: the whole is measured when it is finished.
  const every = timeline.durationMs > MEASURED_WHOLE_UP_TO_MS ? SAMPLED_EVERY : 1;
  const speech = heard.flatMap(({ segments }, index) => (index % every === 0 ? segments : []));
  const gainDb = context.gainDb ?? (await gainOf({ segments: speech, sampleRateHz }, context));
  const master: NarratedMaster = {
    sampleRateHz: file.sampleRateHz,
    channelCount: 1,
    sampleCount,
    stretches: stretches.map((stretch) => ({
      ...stretch,
      segments: stretch.segments.map((segment) => matchSting(segment, { stingPaths, gainDb, context })),
    })),
    gainDb,
  };
  return { master, timeline };
}

function gridOf({ sampleRateHz = USUAL_FILE_RATE_HZ }: MasteringContext): FrameGrid {
  return { sampleRateHz, frameSamples: samplesPerFrame(sampleRateHz) };
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
  await prepareStings(folder, context);
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
  folder: string,
  { ffmpeg, stings, signal }: Pick<MasteringContext, 'ffmpeg' | 'stings' | 'signal'>,
): Promise<Stings> {
  const prepare = (file: string, name: 'intro' | 'outro') =>
    prepareSting({ sampleRateHz: STING_RATE_HZ, folder, ffmpeg, file, name, signal });
  const intro = stings.intro === undefined ? undefined : await prepare(stings.intro, 'intro');
  const outro = stings.outro === undefined ? undefined : await prepare(stings.outro, 'outro');
  return present({ intro, outro });
}

/**
 * Brings a sting to the loudness of the speech after its gain: nobody reaches for the volume when the first word comes.
 * One too short to have a loudness goes by its peak.
 */
function matchSting(
  segment: MasterSegment,
  {
    stingPaths,
    gainDb,
    context,
  }: {
    readonly stingPaths: ReadonlyMap<string, Measurement>;
    readonly gainDb: number;
    readonly context: MasteringContext;
  },
): MasterSegment {
  const measured = segment.kind === 'wav' ? stingPaths.get(segment.path) : undefined;
  if (segment.kind !== 'wav' || !measured) return segment;
  const { loudnessLufs, truePeakDbtp } = measured;
  const level = loudnessLufs ?? (truePeakDbtp === undefined ? undefined : truePeakDbtp - USUAL_PEAK_LU);
  const ownDb = level === undefined ? 0 : context.targetLufs - gainDb - level;
  return { ...segment, gainDb: Math.round(ownDb * 100) / 100 };
}

/** The gain for speech, coarse enough to be the same after most corrections. */
async function gainOf(
  plan: { readonly segments: readonly MasterSegment[]; readonly sampleRateHz: number },
  context: MasteringContext,
): Promise<number> {
  const format = { sampleRateHz: plan.sampleRateHz, channelCount: 1 } as const;
  const play = () => playMaster({ ...plan, channelCount: 1 }, context);
  const measured = await measureSound(play(), format);
  const ceilingDbtp = context.maxTruePeakDbtp - LOSSY_HEADROOM_DB;
  return toGainStep(await planGain({ format, play, measured, targetLufs: context.targetLufs, ceilingDbtp }));
}

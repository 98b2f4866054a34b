import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { LectorError } from '../errors.js';
import type { Clip, Narration } from '../model/narration.js';
import { MIN_CHAPTER_COUNT } from '../model/chapter.js';
import { present } from '../model/present.js';
import { samplesPerFrame, samplesToMs } from '../model/time.js';
import type { MasterSegment, NarratedMaster, Stretch, Timeline } from '../model/timeline.js';
import { LOSSY_HEADROOM_DB, measureSound, playMaster, toGainStep } from '../sound.js';
import type { FrameGrid, LaidStretch } from './frame-tape.js';
import { layOut, type Line } from './lay-out.js';
import type { MasteringContext } from './mastering-context.js';
import { matchRates, type MatchOptions } from './match-rates.js';
import { matchVoices } from './level/match-voices.js';
import { planGain } from './level/plan-gain.js';
import { PLAIN_STING, type BedPlan, type MusicPlan, type StingPlan } from './music/music-plan.js';
import { prepareMusic, type Sting } from './music/prepare-music.js';
import { renderLayers } from './music/render-layers.js';
import type { SpeechPiece } from './speech-piece.js';

export type { MasteringContext } from './mastering-context.js';

/** Of music, and of words above it. */
const MUSIC_RATE_HZ = 44_100;
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
  const plan = planOf(context);
  const mixRateHz = liesBeneath(plan) ? Math.max(MUSIC_RATE_HZ, sampleRateHz) : MUSIC_RATE_HZ;
  const music = await prepareMusic(plan, { ffmpeg, signal, folder, sampleRateHz: mixRateHz });
  const file = gridOf(context);
  const mix = liesBeneath(plan) && mixRateHz !== sampleRateHz ? { mixRateHz } : {};
  const { intro, outro, chapter } = music;
  const laid = layOut({
    lines: linesOf(narration, { pieces, ...mix }),
    sampleRateHz,
    file,
    ...present({ intro, outro, chapter, bed: plan.bed }),
    ...mix,
  });
  const stretches = await withMixPieces(laid.stretches, { clips, mixRateHz, ffmpeg, folder, signal });
  const { sampleCount, timeline } = laid;
  const stings = new Map(Object.values(music).map((sting) => [sting.path, sting]));
  const isSpeech = (segment: MasterSegment) => segment.kind !== 'wav' || !stings.has(segment.path);
  const heard = stretches.filter((stretch) => stretch.segments.every(isSpeech));
  const plain = heard.filter((stretch) => stretch.sampleRateHz === sampleRateHz);
  const measured = plain.length > 0 ? plain : heard;
  // Of long ones some stretches are enough: the whole is measured when it is finished.
  const every = timeline.durationMs > MEASURED_WHOLE_UP_TO_MS ? SAMPLED_EVERY : 1;
  const segments = measured.flatMap((stretch, index) => (index % every === 0 ? stretch.segments : []));
  const speech = { segments, sampleRateHz: measured[0]?.sampleRateHz ?? sampleRateHz };
  const gainDb = context.gainDb ?? (await gainOf(speech, context));
  const speechLufs = context.targetLufs - gainDb;
  const mixed: Stretch[] = [];
  for (const { mix: beneath, ...stretch } of stretches) {
    const own = stretch.segments.map((segment) => matchSting(segment, { stings, gainDb, context }));
    const layers = beneath && (await renderLayers({ ...beneath, music, speechLufs }, { ffmpeg, folder, signal }));
    mixed.push({ ...stretch, segments: own, ...(layers && layers.length > 0 && { music: layers }) });
  }
  const { sampleRateHz: fileRateHz } = file;
  return { master: { sampleRateHz: fileRateHz, channelCount: 1, sampleCount, stretches: mixed, gainDb }, timeline };
}

/** Words that lie above music, at its rate: they are resampled together, and only they. */
async function withMixPieces(
  stretches: readonly LaidStretch[],
  {
    clips,
    mixRateHz,
    ...context
  }: { readonly clips: readonly Clip[]; readonly mixRateHz: number } & Omit<MatchOptions, 'sampleRateHz'>,
): Promise<readonly LaidStretch[]> {
  const wanted = new Set(
    stretches.flatMap(({ segments }) => segments.flatMap((segment) => (isWaiting(segment) ? [segment.path] : []))),
  );
  if (wanted.size === 0) return stretches;
  const chosen = [...new Map(clips.map((clip) => [clip.path, clip])).values()].filter(({ path: own }) =>
    wanted.has(WAITING + own),
  );
  const pieces = await matchRates(chosen, { ...context, sampleRateHz: mixRateHz });
  const byPath = new Map(chosen.map(({ path: own }, index) => [WAITING + own, pieces[index]]));
  return stretches.map((stretch) => ({
    ...stretch,
    segments: stretch.segments.map((segment) => {
      const piece = segment.kind === 'wav' ? byPath.get(segment.path) : undefined;
      if (!piece || segment.kind !== 'wav') return segment;
      return { ...segment, path: piece.path, firstSample: segment.firstSample + piece.firstUsable };
    }),
  }));
}

/** Before the path of a clip that is not yet at the rate of music. */
const WAITING = 'at the rate of music: ';

function isWaiting(segment: MasterSegment): segment is Extract<MasterSegment, { kind: 'wav' }> {
  return segment.kind === 'wav' && segment.path.startsWith(WAITING);
}

/** Where the samples of a clip will lie once it is resampled. */
function waitingPiece(clip: Clip, rateHz: number): SpeechPiece {
  const at = (sample: number): number => Math.round((sample * rateHz) / clip.sampleRateHz);
  const isThere = clip.sampleRateHz === rateHz;
  return {
    path: isThere ? clip.path : WAITING + clip.path,
    contentKey: isThere ? clip.sha256 : `${clip.sha256}@${rateHz}`,
    firstUsable: 0,
    endUsable: at(clip.sampleCount),
    firstSample: at(clip.firstSample),
    endSample: at(clip.endSample),
  };
}

function planOf({ stings, music = {} }: Pick<MasteringContext, 'stings' | 'music'>): MusicPlan {
  const plain = (file: string | undefined) => (file === undefined ? undefined : { file, ...PLAIN_STING });
  return { ...present({ intro: plain(stings.intro), outro: plain(stings.outro) }), ...music };
}

function liesBeneath({ intro, outro, bed }: MusicPlan): boolean {
  return bed !== undefined || (intro?.overlapMs ?? 0) > 0 || (outro?.overlapMs ?? 0) > 0;
}

function gridOf({ sampleRateHz = USUAL_FILE_RATE_HZ }: MasteringContext): FrameGrid {
  return { sampleRateHz, frameSamples: samplesPerFrame(sampleRateHz) };
}

/**
 * Proves that the show's music can be heard, before anything is narrated that would be paid for in vain.
 *
 * @throws {@link LectorError} `E_AUDIO…` when a file cannot be read, `E_MUSIC` when it is none to be heard there.
 */
export async function requireMusic(
  context: Pick<MasteringContext, 'ffmpeg' | 'stings' | 'music' | 'signal' | 'temporaryFolder' | 'warn'>,
): Promise<void> {
  const { ffmpeg, signal, warn } = context;
  const folder = await mkdtemp(path.join(context.temporaryFolder, 'music-'));
  await prepareMusic(planOf(context), { ffmpeg, signal, folder, sampleRateHz: MUSIC_RATE_HZ }, warn);
}

function linesOf(
  { script, clips }: Narration,
  { pieces, mixRateHz }: { readonly pieces: readonly SpeechPiece[]; readonly mixRateHz?: number },
): readonly Line[] {
  // Too few sections are no chapters, and only a chapter has to begin on a whole second.
  const sections = script.sections.length >= MIN_CHAPTER_COUNT ? script.sections : [];
  const sectionStarts = new Set(sections.map((section) => section.utteranceId));
  return script.utterances.flatMap(({ id, pauseAfterMs, blockKind }, index) => {
    const clip = clips[index];
    const piece = pieces[index];
    if (!clip || !piece) return [];
    const { words } = clip;
    const heardFromMs = samplesToMs(clip.firstSample, clip.sampleRateHz);
    const isDisclosure = blockKind === 'disclosure';
    const isSectionStart = sectionStarts.has(id);
    const { gainDb } = piece;
    const mixPiece = mixRateHz === undefined ? undefined : { ...waitingPiece(clip, mixRateHz), ...present({ gainDb }) };
    const heard = { piece, words, heardFromMs, ...present({ mixPiece }) };
    return [{ utteranceId: id, ...heard, pauseAfterMs, isSectionStart, isDisclosure }];
  });
}

/**
 * Brings a sting to the loudness of the speech after its gain, or to what its plan says: nobody reaches for the volume when the first word comes.
 * One too short to have a loudness goes by its peak.
 */
function matchSting(
  segment: MasterSegment,
  {
    stings,
    gainDb,
    context,
  }: {
    readonly stings: ReadonlyMap<string, Sting & { readonly plan: StingPlan | BedPlan }>;
    readonly gainDb: number;
    readonly context: MasteringContext;
  },
): MasterSegment {
  const sting = segment.kind === 'wav' ? stings.get(segment.path) : undefined;
  if (segment.kind !== 'wav' || !sting) return segment;
  const { measured, plan } = sting;
  const { loudnessLufs, truePeakDbtp } = measured;
  const levelLu = 'under' in plan ? 0 : plan.levelLu;
  const level = loudnessLufs ?? (truePeakDbtp === undefined ? undefined : truePeakDbtp - USUAL_PEAK_LU);
  const ownDb = level === undefined ? 0 : context.targetLufs + levelLu - gainDb - level;
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

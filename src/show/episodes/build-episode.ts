import type { MasteredSound, SoundContext, SoundOrder } from '../../context.js';
import { encode, finishFiles, type AudioFiles, type MadeStream } from '../../encoding/encode.js';
import { assembleProgramme } from '../../mastering/assemble-programme.js';
import { keepAsIs, leftAudio } from '../../encoding/keep-as-is.js';
import { LectorError, warning } from '../../errors.js';
import type { Article, Briefing, Enclosure, Programme, SourceItem } from '../../model/article.js';
import type { AudioFile } from '../../model/audio-file.js';
import { measureVoices } from '../../model/publication/disclosure.js';
import type { Episode } from '../../model/episode.js';
import type { Finding } from '../../model/finding.js';
import type { NarrationUsage } from '../../model/narration.js';
import { present } from '../../model/present.js';
import type { Script } from '../../model/script.js';
import { quoteValue } from '../../model/text.js';
import type { Master, Timeline } from '../../model/timeline.js';
import { composeEpisode } from '../../notes/compose-episode.js';
import { writeScript } from '../../script/write-script.js';
import type { PictureFile } from '../publication/pictures/article-pictures.js';
import {
  describeNarrated,
  describeProgramme,
  heardFrom,
  labelsOf,
  partsOf,
  pictureFilesOf,
  type BuildEpisodeOptions,
  type Described,
} from './describe-episode.js';

/** An episode as it was just made, with the file it is heard from. */
export type BuiltEpisode = {
  readonly episode: Episode;
  /** Absent for audio that stays where it was published before. */
  readonly audioFile?: AudioFile;
  /** The same sound in other formats. */
  readonly alternateFiles?: readonly AudioFile[];
  /** Of {@link Episode.pictures}, where they are published and the file each is copied from. */
  readonly pictureFiles?: readonly PictureFile[];
  readonly clipKeys: readonly string[];
  readonly usage?: NarrationUsage;
};

/** Everything that happens to one article or briefing. */
export async function buildNarrated(
  item: Article | Briefing,
  options: BuildEpisodeOptions,
  context: SoundContext & { readonly soundOf: SoundOf },
): Promise<BuiltEpisode> {
  const { encodeSound, described, keptGainDb, clipKeys, usage } = await masterNarrated(item, options, context);
  const streams = await encodeSound();
  const [audioFile, ...alternateFiles] = await finishFiles(
    labelsOf(options, described),
    streams,
    placed(options, context),
  );
  if (keptGainDb !== undefined && audioFile.gainDb !== keptGainDb) context.warn(madeAnew(options, keptGainDb));
  options.onStage('notes');
  const audio = { audio: audioFile, alternates: alternateFiles };
  const episode = composeEpisode({ ...partsOf(options), ...described, ...audio });
  const pictureFiles = pictureFilesOf(options, described);
  return { episode, audioFile, alternateFiles, pictureFiles, clipKeys, usage };
}

/** Narrates and masters, in this process or in another, and encodes when it is asked to. */
export type SoundOf = (
  order: SoundOrder,
  context: Pick<SoundContext, 'warn'>,
) => Promise<MasteredSound & { encodeSound(): Promise<readonly MadeStream[]> }>;

/**
 * What is heard, and what is told of it. Script, clips and timeline of a long text take a hundred megabytes: they are let go
 * before it is encoded.
 */
async function masterNarrated(
  item: Article | Briefing,
  options: BuildEpisodeOptions,
  context: SoundContext & { readonly soundOf: SoundOf },
): Promise<{
  readonly encodeSound: () => Promise<readonly MadeStream[]>;
  readonly described: Described;
  readonly keptGainDb: number | undefined;
  readonly clipKeys: readonly string[];
  readonly usage: NarrationUsage;
}> {
  options.onStage('script');
  for (const finding of options.written?.findings ?? []) context.warn(finding);
  const script = options.written?.script ?? (await writeScript(item, context));
  const sound = await context.soundOf(orderOf(item, script, options), placed(options, context));
  const { timeline, clipKeys, keptGainDb, encodeSound } = sound;
  const { engine, voices, usage, speakers } = sound.narration;
  if (context.isShortOpening === true) warnOfLateNews({ item, script, timeline }, context);
  const byUtterance = new Map(
    script.utterances.flatMap(({ id }, index) => (speakers[index] ? [[id, speakers[index]]] : [])),
  );
  const spokenBy = measureVoices(timeline, byUtterance);
  const described = {
    ...describeNarrated({ timeline, script, ...present(options) }),
    narration: { engine, voices, spokenBy },
  };
  return { encodeSound, described, keptGainDb, clipKeys, usage };
}

/** What a short opening promises. */
const NEWS_LATEST_MS = 8000;
const BEFORE_NEWS: ReadonlySet<string> = new Set([
  'title',
  'standfirst',
  'dateline',
  'headline',
  'intro',
  'disclosure',
]);

/** Music is a show's own and is not cut behind its back; who asked for a short opening is told what it costs. */
function warnOfLateNews(
  { item, script, timeline }: { readonly item: SourceItem; readonly script: Script; readonly timeline: Timeline },
  { warn }: Pick<SoundContext, 'warn'>,
): void {
  const music = timeline.items.find(({ kind }) => kind === 'sting');
  const first = script.utterances.find(({ blockKind }) => !BEFORE_NEWS.has(blockKind));
  const newsMs = timeline.items.find(({ utteranceId }) => utteranceId === first?.id)?.startMs ?? 0;
  if (first === undefined || music === undefined || music.startMs > newsMs || newsMs <= NEWS_LATEST_MS) return;
  const [heard, alone] = [newsMs, music.endMs - music.startMs].map((timeMs) => (timeMs / 1000).toFixed(1));
  const message = `the text of ${quoteValue(item.title)} is heard from ${heard} s on, after ${alone} s of music alone.`;
  const overMs = Math.ceil((newsMs - NEWS_LATEST_MS) / 100) * 100;
  const hint = `let ${overMs} ms more of it lie beneath the first words (audio.music.intro.overlapMs), or shorten it by as much (lengthMs).`;
  warn(warning('W_OPENING_LONG', message, { place: { file: item.source.location }, hint }));
}

function orderOf(
  { options: { music } }: SourceItem,
  script: Script,
  { assignment: { record } }: BuildEpisodeOptions,
): SoundOrder {
  const { gainDb, loudnessLufs } = record?.audio ?? {};
  const before =
    gainDb === undefined ? undefined : { clipKeys: record?.clipKeys ?? [], gainDb, ...present({ loudnessLufs }) };
  return { script, ...present({ music, before }) };
}

/** What is found of a sound is said of the file that is heard. */
function placed<Context extends Pick<SoundContext, 'warn'>>(
  { assignment: { item } }: BuildEpisodeOptions,
  context: Context,
): Context {
  const place = { file: heardFrom(item) };
  return { ...context, warn: (finding: Finding): void => context.warn({ place, ...finding }) };
}

function madeAnew({ assignment: { item } }: BuildEpisodeOptions, gainDb: number): Finding {
  const message = `${quoteValue(item.title)} would be off its loudness with the gain it had (${gainDb.toFixed(2)} dB): all of it was encoded again.`;
  return warning('W_SOUND_ANEW', message, { place: { file: item.source.location } });
}

/** Everything that happens to one recording. */
export async function buildProgramme(
  item: Programme,
  options: BuildEpisodeOptions,
  context: SoundContext,
): Promise<BuiltEpisode> {
  const { audioPath, enclosure } = item;
  if (enclosure) return describeLeft(item, { enclosure, options, context });
  if (audioPath === undefined) throw new LectorError('E_BUG', `${item.source.location} has no recording.`);
  options.onStage('mastering');
  const { master, timeline } = await assembleProgramme({ ...item, audioPath }, context);
  const described = await describeProgramme({ item, timeline }, context);
  const [audioFile, ...alternateFiles] =
    item.isAsIs === true
      ? [await keepAsIs({ path: audioPath, master, slug: options.assignment.slug })]
      : await encodeRecorded({ master, described }, options, context);
  options.onStage('notes');
  const audio = { audio: audioFile, alternates: alternateFiles };
  const episode = composeEpisode({ ...partsOf(options), ...described, ...audio });
  return { episode, audioFile, alternateFiles, clipKeys: [] };
}

/** An episode whose audio stays at another host: what its feed said of it is all that is known of its sound. */
async function describeLeft(
  item: Programme,
  from: {
    readonly enclosure: Enclosure;
    readonly options: BuildEpisodeOptions;
    readonly context: Pick<SoundContext, 'warn'>;
  },
): Promise<BuiltEpisode> {
  const { enclosure, options, context } = from;
  const { durationMs } = enclosure;
  options.onStage('notes');
  const items = [{ kind: 'recording', startMs: 0, endMs: durationMs } as const];
  // Nothing of it is measured: whole milliseconds are all that its feed tells.
  const timeline = { durationMs, sampleRateHz: 1000, sampleCount: durationMs, items };
  const described = await describeProgramme({ item, timeline }, context);
  const audio = leftAudio(enclosure, options.assignment.slug);
  return { episode: composeEpisode({ ...partsOf(options), ...described, audio }), clipKeys: [] };
}

async function encodeRecorded(
  { master, described }: { readonly master: Master; readonly described: Described },
  options: BuildEpisodeOptions,
  context: SoundContext,
): Promise<AudioFiles> {
  options.onStage('encoding');
  return encode({ master, ...labelsOf(options, described) }, placed(options, context));
}

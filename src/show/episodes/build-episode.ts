import path from 'node:path';
import { markChapters, markProgrammeChapters } from '../../chapters/mark-chapters.js';
import { markPictures } from '../../chapters/mark-pictures.js';
import { readRecordedChapters } from '../../chapters/read-recorded-chapters.js';
import type { EpisodeContext, EpisodeStage, SoundContext } from '../../context.js';
import { encode, type AudioFiles, type AudioTags } from '../../encoding/encode.js';
import { assembleMaster } from '../../mastering/assemble-master.js';
import { assembleProgramme } from '../../mastering/assemble-programme.js';
import { keepAsIs, leftAudio } from '../../encoding/keep-as-is.js';
import { LectorError, warning } from '../../errors.js';
import type { Article, Briefing, Enclosure, Programme, SourceItem } from '../../model/article.js';
import type { AudioFile } from '../../model/audio-file.js';
import { digitalSourceTypeOf, measureVoices, type VoiceUse } from '../../model/publication/disclosure.js';
import type { Episode } from '../../model/episode.js';
import type { Finding } from '../../model/finding.js';
import type { Narration, NarrationUsage } from '../../model/narration.js';
import { present } from '../../model/present.js';
import type { Script } from '../../model/script.js';
import { quoteValue } from '../../model/text.js';
import type { Master, Timeline } from '../../model/timeline.js';
import type { Transcript } from '../../model/transcript.js';
import { narrate } from '../../narration/narrate.js';
import { composeEpisode, type EpisodeParts } from '../../notes/compose-episode.js';
import { writeScript } from '../../script/write-script.js';
import { GAIN_TOLERANCE_LU } from '../../sound.js';
import { disclosureSentence } from '../../templates/views/disclosure-sentence.js';
import { readProgrammeTranscript } from '../../transcript/read-programme-transcript.js';
import { writeTranscript } from '../../transcript/write-transcript.js';
import type { Assignment } from '../items/assign-records.js';
import type { ArticlePictures, PictureFile } from '../publication/pictures/article-pictures.js';

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

/** A script as it was written to see whether it is another, with what was found on the way. */
export type WrittenScript = { readonly script: Script; readonly findings: readonly Finding[] };

/** What building one episode needs besides the stages' context. */
export type BuildEpisodeOptions = {
  readonly assignment: Assignment;
  readonly isExplicit: boolean;
  readonly image?: string;
  /** What of the article there is to look at. */
  readonly pictures?: ArticlePictures;
  /** Of the show: that of notes and page. */
  readonly language: string;
  readonly tags: Pick<AudioTags, 'album' | 'artist' | 'publisher' | 'copyright' | 'coverPath'>;
  readonly onStage: (stage: EpisodeStage) => void;
  /** Its script, where it was written before in this run. */
  readonly written?: WrittenScript;
};

/** What an episode tells besides its audio, with the moments of it. */
export type Described = Pick<EpisodeParts, 'chapters' | 'pictures' | 'transcript' | 'narration'>;

/** Everything that happens to one article or briefing. */
export async function buildNarrated(
  item: Article | Briefing,
  options: BuildEpisodeOptions,
  context: EpisodeContext,
): Promise<BuiltEpisode> {
  options.onStage('script');
  for (const finding of options.written?.findings ?? []) context.warn(finding);
  const script = options.written?.script ?? (await writeScript(item, context));
  options.onStage('narration');
  const narration = await narrate(script, context);
  options.onStage('mastering');
  const gainDb = gainBefore(narration, options, context);
  const { master, timeline } = await assembleMaster(narration, {
    ...context,
    ...musicFor(item, context),
    ...present({ gainDb }),
  });
  const { engine, voices, usage, clips, speakers } = narration;
  const byUtterance = new Map(
    script.utterances.flatMap(({ id }, index) => (speakers[index] ? [[id, speakers[index]]] : [])),
  );
  const spokenBy = measureVoices(timeline, byUtterance);
  const described = {
    ...describeNarrated({ timeline, script, ...present(options) }),
    narration: { engine, voices, spokenBy },
  };
  const [audioFile, ...alternateFiles] = await encodeEpisode({ master, described }, options, context);
  if (gainDb !== undefined && audioFile.gainDb !== gainDb) context.warn(madeAnew(options, gainDb));
  options.onStage('notes');
  const audio = { audio: audioFile, alternates: alternateFiles };
  const episode = composeEpisode({ ...partsOf(options), ...described, ...audio });
  const pictureFiles = pictureFilesOf(options, described);
  return { episode, audioFile, alternateFiles, pictureFiles, clipKeys: clips.map((clip) => clip.key), usage };
}

/** The music of the show, or as much of it as an item wants. */
function musicFor({ options }: SourceItem, { stings, music }: SoundContext): Pick<SoundContext, 'stings' | 'music'> {
  const wanted = <Plans extends object>(plans: Plans): Plans =>
    Object.fromEntries(
      Object.entries(plans).filter(([kind]) => options.music?.some((own) => own === kind) !== false),
    ) as Plans;
  return { stings: wanted(stings), ...(music && { music: wanted(music) }) };
}

/** The gain of the edition before: it stays where most of what is heard does, and the target is the same. */
function gainBefore(
  { clips }: Narration,
  { assignment: { record } }: BuildEpisodeOptions,
  { targetLufs }: SoundContext,
): number | undefined {
  const { gainDb, loudnessLufs = NaN } = record?.audio ?? {};
  const before = new Set(record?.clipKeys);
  const keptCount = clips.filter(({ key }) => before.has(key)).length;
  const isSameTarget = Math.abs(loudnessLufs - targetLufs) <= GAIN_TOLERANCE_LU;
  return isSameTarget && keptCount * 2 >= clips.length ? gainDb : undefined;
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
      : await encodeEpisode({ master, described }, options, context);
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

/** What is heard when, as chapters and as text. */
export function describeNarrated({
  timeline,
  script,
  pictures,
}: {
  readonly timeline: Timeline;
  readonly script: Script;
  readonly pictures?: ArticlePictures;
}): Described & { readonly transcript: Transcript } {
  const chapters = markChapters({ timeline, sections: script.sections });
  return {
    chapters,
    pictures: pictures ? markPictures({ timeline, script, chapters, ...pictures }) : [],
    transcript: writeTranscript({ timeline, script }),
  };
}

/** The files of the pictures that are shown. */
export function pictureFilesOf(
  { pictures }: Pick<BuildEpisodeOptions, 'pictures'>,
  { pictures: shown = [] }: Pick<Described, 'pictures'>,
): readonly PictureFile[] {
  return (pictures?.files ?? []).filter(({ path: own }) => shown.some((picture) => picture.path === own));
}

/** Chapters and transcript as the side-car or the recording itself gives them. */
export async function describeProgramme(
  { item, timeline }: { readonly item: Programme; readonly timeline: Timeline },
  { warn }: Pick<SoundContext, 'warn'>,
): Promise<Described> {
  const { audioPath, chapters: stated } = item;
  const own = stated.length > 0 || audioPath === undefined ? stated : await readInside(audioPath);
  const chapters = markProgrammeChapters({ programme: { ...item, chapters: own }, timeline, warn });
  const transcript = await readProgrammeTranscript({ programme: item, timeline, warn });
  return { chapters, ...present({ transcript }) };

  function readInside(file: string) {
    return readRecordedChapters({
      audioPath: file,
      durationMs: timeline.durationMs,
      place: { file: heardFrom(item) },
      warn,
    });
  }
}

/** The file whose sound or words are heard: a recording lies beside what describes it. */
function heardFrom(item: SourceItem): string {
  const { location } = item.source;
  if (item.kind !== 'programme' || item.audioPath === undefined) return location;
  return path.posix.join(path.posix.dirname(location), path.basename(item.audioPath));
}

async function encodeEpisode(
  { master, described }: { readonly master: Master; readonly described: Described },
  options: BuildEpisodeOptions,
  context: SoundContext,
): Promise<AudioFiles> {
  options.onStage('encoding');
  const place = { file: heardFrom(options.assignment.item) };
  const warn = (finding: Finding): void => context.warn({ place, ...finding });
  const labels = labelsOf(options, described);
  return encode({ master, ...labels }, { ...context, warn });
}

/** What stands in the file besides its sound. */
export function labelsOf(options: BuildEpisodeOptions, described: Described) {
  const files = pictureFilesOf(options, described);
  const chapterPictures = (described.pictures ?? []).flatMap(({ path: own, startMs }) => {
    const file = files.find((one) => one.path === own)?.thumbnail;
    return file === undefined ? [] : [{ startMs, path: file }];
  });
  const { slug } = options.assignment;
  return { chapters: described.chapters, chapterPictures, tags: tagsOf(options, described), slug };
}

/** What the file says about itself. */
function tagsOf(options: BuildEpisodeOptions, { narration }: Pick<Described, 'narration'>): AudioTags {
  const { assignment, tags } = options;
  const { item, publishedAt } = assignment;
  const artist = item.authors.length > 0 ? item.authors.join(', ') : tags.artist;
  return {
    ...tags,
    ...present({ disclosure: disclosureOf(item, options, narration?.spokenBy) }),
    title: item.title,
    publishedAt,
    language: item.language,
    genre: 'Podcast',
    ...present({ artist, url: item.canonicalUrl, comment: item.standfirst, track: item.options.episode }),
  };
}

/** Of a recording what its publisher says, of a narration who was heard; of what older versions narrated nothing is known. */
function disclosureOf(
  item: SourceItem,
  { language }: BuildEpisodeOptions,
  spokenBy: readonly VoiceUse[] | undefined,
): AudioTags['disclosure'] {
  const recorded =
    item.kind === 'programme' && item.recordedVoice !== undefined ? [{ synthesis: item.recordedVoice }] : [];
  const voices = item.kind === 'programme' ? recorded : (spokenBy ?? []);
  const digitalSourceType = digitalSourceTypeOf(voices);
  if (digitalSourceType === undefined) return undefined;
  const isAiNarrated = voices.some(({ synthesis }) => synthesis !== 'human');
  const sentence = disclosureSentence({ isAiNarrated, ...present({ spokenBy }) }, language);
  return { digitalSourceType, isAiContent: isAiNarrated, ...present({ sentence }) };
}

/** What an episode is told besides what was made of it. */
export function partsOf(options: BuildEpisodeOptions) {
  const { item, guid, slug, publishedAt } = options.assignment;
  return {
    item,
    record: { guid, slug, publishedAt },
    isExplicit: item.options.isExplicit ?? options.isExplicit,
    ...present({ image: options.image }),
  };
}

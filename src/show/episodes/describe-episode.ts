import path from 'node:path';
import { markChapters, markProgrammeChapters } from '../../chapters/mark-chapters.js';
import { markPictures } from '../../chapters/mark-pictures.js';
import { readRecordedChapters } from '../../chapters/read-recorded-chapters.js';
import type { EpisodeStage, SoundContext } from '../../context.js';
import type { AudioTags } from '../../encoding/encode.js';
import type { Programme, SourceItem } from '../../model/article.js';
import type { Finding } from '../../model/finding.js';
import { digitalSourceTypeOf, type VoiceUse } from '../../model/publication/disclosure.js';
import { present } from '../../model/present.js';
import type { Script } from '../../model/script.js';
import type { Timeline } from '../../model/timeline.js';
import type { Transcript } from '../../model/transcript.js';
import type { EpisodeParts } from '../../notes/compose-episode.js';
import { disclosureSentence } from '../../templates/views/disclosure-sentence.js';
import { readProgrammeTranscript } from '../../transcript/read-programme-transcript.js';
import { writeTranscript } from '../../transcript/write-transcript.js';
import type { Assignment } from '../items/assign-records.js';
import type { ArticlePictures, PictureFile } from '../publication/pictures/article-pictures.js';

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
export function heardFrom(item: SourceItem): string {
  const { location } = item.source;
  if (item.kind !== 'programme' || item.audioPath === undefined) return location;
  return path.posix.join(path.posix.dirname(location), path.basename(item.audioPath));
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

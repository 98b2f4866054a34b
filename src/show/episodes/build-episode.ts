import { markChapters, markProgrammeChapters } from '../../chapters/mark-chapters.js';
import { readRecordedChapters } from '../../chapters/read-recorded-chapters.js';
import type { EpisodeContext, EpisodeStage } from '../../context.js';
import { encode, type AudioTags } from '../../encoding/encode.js';
import { assembleMaster } from '../../mastering/assemble-master.js';
import { assembleProgramme } from '../../mastering/assemble-programme.js';
import type { Article, Briefing, Programme } from '../../model/article.js';
import type { AudioFile } from '../../model/audio-file.js';
import type { Chapter } from '../../model/chapter.js';
import type { Episode } from '../../model/episode.js';
import type { NarrationUsage } from '../../model/narration.js';
import { present } from '../../model/present.js';
import type { Master } from '../../model/timeline.js';
import { narrate } from '../../narration/narrate.js';
import { composeEpisode } from '../../notes/compose-episode.js';
import { writeScript } from '../../script/write-script.js';
import { readProgrammeTranscript } from '../../transcript/read-programme-transcript.js';
import { writeTranscript } from '../../transcript/write-transcript.js';
import type { Assignment } from '../items/assign-records.js';

/** An episode as it was just made, with the file it is heard from. */
export type BuiltEpisode = {
  readonly episode: Episode;
  readonly audioFile: AudioFile;
  readonly clipKeys: readonly string[];
  readonly usage?: NarrationUsage;
};

/** What building one episode needs besides the stages' context. */
export type BuildEpisodeOptions = {
  readonly assignment: Assignment;
  readonly isExplicit: boolean;
  readonly image?: string;
  readonly tags: Pick<AudioTags, 'album' | 'artist' | 'publisher' | 'copyright' | 'url' | 'coverPath'>;
  readonly onStage: (stage: EpisodeStage) => void;
};

/** Everything that happens to one item, whatever its kind. */
export function buildEpisode(options: BuildEpisodeOptions, context: EpisodeContext): Promise<BuiltEpisode> {
  const { item } = options.assignment;
  return item.kind === 'programme' ? buildProgramme(item, options, context) : buildNarrated(item, options, context);
}

/** Everything that happens to one article or briefing. */
async function buildNarrated(
  item: Article | Briefing,
  options: BuildEpisodeOptions,
  context: EpisodeContext,
): Promise<BuiltEpisode> {
  options.onStage('script');
  const script = writeScript(item, context);
  options.onStage('narration');
  const narration = await narrate(script, context);
  options.onStage('mastering');
  const { master, timeline } = await assembleMaster(narration, context);
  const chapters = markChapters({ timeline, sections: script.sections });
  const transcript = writeTranscript({ timeline, script });
  options.onStage('encoding');
  const audio = await encodeEpisode({ master, chapters }, options, context);
  options.onStage('notes');
  const { engine, voices, usage, clips } = narration;
  const episode = composeEpisode({
    ...common(options),
    audio,
    chapters,
    transcript,
    narration: { engine, voices },
  });
  return { episode, audioFile: audio, clipKeys: clips.map((clip) => clip.key), usage };
}

/** Everything that happens to one recording. */
async function buildProgramme(
  item: Programme,
  options: BuildEpisodeOptions,
  context: EpisodeContext,
): Promise<BuiltEpisode> {
  options.onStage('mastering');
  const { master, timeline } = await assembleProgramme(item, context);
  const own =
    item.chapters.length > 0 ? item.chapters : await readRecordedChapters(item.audioPath, timeline.durationMs);
  const chapters = markProgrammeChapters({ programme: { ...item, chapters: own }, timeline, warn: context.warn });
  const transcript = await readProgrammeTranscript({ programme: item, timeline, warn: context.warn });
  options.onStage('encoding');
  const audio = await encodeEpisode({ master, chapters }, options, context);
  options.onStage('notes');
  const episode = composeEpisode({ ...common(options), audio, chapters, ...present({ transcript }) });
  return { episode, audioFile: audio, clipKeys: [] };
}

async function encodeEpisode(
  input: { master: Master; chapters: readonly Chapter[] },
  options: BuildEpisodeOptions,
  context: EpisodeContext,
): Promise<AudioFile> {
  const { item, slug, publishedAt } = options.assignment;
  const artist = item.authors.length > 0 ? item.authors.join(', ') : options.tags.artist;
  const tags: AudioTags = {
    ...options.tags,
    title: item.title,
    publishedAt,
    language: item.language,
    genre: 'Podcast',
    ...present({ artist, url: item.canonicalUrl, comment: item.standfirst, track: item.options.episode }),
  };
  const [audio] = await encode({ ...input, tags, slug }, context);
  return audio;
}

function common(options: BuildEpisodeOptions) {
  const { item, guid, slug, publishedAt } = options.assignment;
  return {
    item,
    record: { guid, slug, publishedAt },
    isExplicit: item.options.isExplicit ?? options.isExplicit,
    ...present({ image: options.image }),
  };
}

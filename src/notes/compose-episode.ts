import { blockIdInBriefing, type Article, type Block, type SourceItem } from '../model/article.js';
import { RECORDING, type VoiceUse } from '../model/publication/disclosure.js';
import type { Chapter } from '../model/chapter.js';
import type { Episode, EpisodePicture, FinishedAudio } from '../model/episode.js';
import { present } from '../model/present.js';
import { episodePaths } from '../model/publication/paths/episode-paths.js';
import { publicAddress } from '../model/text/secrets.js';
import type { Transcript } from '../model/transcript.js';
import { timeLinks } from './time-links.js';
import { writeSummary } from './write-summary.js';

export type EpisodeParts = {
  readonly item: SourceItem;
  readonly record: { readonly guid: string; readonly publishedAt: string; readonly slug: string };
  readonly audio: FinishedAudio;
  /** The same in other formats. */
  readonly alternates?: readonly FinishedAudio[];
  readonly chapters: readonly Chapter[];
  readonly pictures?: readonly EpisodePicture[];
  readonly transcript?: Transcript;
  readonly narration?: {
    readonly engine: string;
    readonly voices: readonly string[];
    readonly spokenBy?: readonly VoiceUse[];
  };
  /** Path below the output folder, or absolute URL. */
  readonly image?: string;
  /** What the show says; an item may say otherwise. */
  readonly isExplicit: boolean;
};

/** Joins text, audio and timings into the one object everything published is made from. Every time in it was measured. */
export function composeEpisode(parts: EpisodeParts): Episode {
  const { item, record, audio, alternates = [], transcript } = parts;
  const published = (file: FinishedAudio) => ({ ...file, path: episodePaths(record.slug).audio(file.name) });
  return {
    kind: item.kind,
    slug: record.slug,
    guid: record.guid,
    identity: item.identity,
    source: item.source,
    title: item.title,
    summary: writeSummary(item),
    ...present({ standfirst: item.standfirst }),
    ...(item.kind === 'programme' && item.description.trim() !== '' && { description: item.description }),
    language: item.language,
    authors: authorsOf(item),
    publishedAt: record.publishedAt,
    ...present({ modifiedAt: item.modifiedAt, section: item.section }),
    tags: item.tags,
    ...present({ sourceUrl: item.canonicalUrl, siteName: item.siteName, image: parts.image }),
    isExplicit: item.options.isExplicit ?? parts.isExplicit,
    ...present({ isPrivate: item.options.isPrivate }),
    ...present({ season: item.options.season, episode: item.options.episode }),
    episodeType: item.options.episodeType ?? 'full',
    isAiNarrated: isAiNarrated(parts),
    ...(parts.narration && { engine: parts.narration.engine }),
    voices: parts.narration?.voices ?? [],
    ...present({ spokenBy: item.kind === 'programme' ? recordedBy(parts) : parts.narration?.spokenBy }),
    durationMs: audio.durationMs,
    // The path on this machine gives way to the published one.
    audio: published(audio),
    ...(alternates.length > 0 && { alternates: alternates.map(published) }),
    chapters: parts.chapters,
    ...(parts.pictures && parts.pictures.length > 0 && { pictures: parts.pictures }),
    ...present({ transcript }),
    links: transcript ? timeLinks(transcript) : [],
    ...present({ podcast: item.options.podcast }),
    blocks: blocksOf(item),
  };
}

/** An article is, unless people recorded every sentence of it; of a recording its publisher says so. */
function isAiNarrated({ item, narration }: EpisodeParts): boolean {
  if (item.kind === 'programme') return item.isAiNarrated;
  return narration?.spokenBy?.every(({ synthesis }) => synthesis === 'human') !== true;
}

/** Who is heard in a recording, where its publisher says. */
function recordedBy({ item, audio }: EpisodeParts): readonly VoiceUse[] | undefined {
  if (item.kind !== 'programme' || item.recordedVoice === undefined) return undefined;
  return [{ voice: RECORDING, synthesis: item.recordedVoice, durationMs: audio.durationMs }];
}

function blocksOf(item: SourceItem): readonly Block[] {
  switch (item.kind) {
    case 'article':
      return item.blocks.map(withPublicPicture);
    case 'briefing':
      return item.articles.flatMap(({ blocks }, index) =>
        blocks.map((block) => ({ ...withPublicPicture(block), id: blockIdInBriefing(index + 1, block.id) })),
      );
    case 'programme':
      return [];
  }
}

/** A picture may be served for a key alone; what is published names it without. */
function withPublicPicture(block: Block): Block {
  return block.kind === 'figure' && block.src !== undefined ? { ...block, src: publicAddress(block.src) } : block;
}

/** A briefing without authors of its own is by those of its articles, each once. */
function authorsOf(item: SourceItem): readonly string[] {
  if (item.kind !== 'briefing' || item.authors.length > 0) return item.authors;
  return [...new Set(item.articles.flatMap(({ authors }: Article) => authors))];
}

import { MIN_CHAPTER_COUNT, type Chapter } from '../../model/chapter.js';
import type { Episode, TimedLink } from '../../model/episode.js';
import { audioUrl, publishedUrl } from '../../model/publication/paths/addresses.js';
import { editionOf, episodePaths, transcriptBeside } from '../../model/publication/paths/episode-paths.js';
import { PUBLISHED } from '../../model/publication/paths/show-paths.js';
import { creditsOf, type Show } from '../../model/publication/show.js';
import { toWholeSeconds } from '../../model/time.js';
import { toCorrectionViews, type CorrectionView } from './correction-view.js';
import { disclosureSentence } from './disclosure-sentence.js';
import { toChapterTime, toChapterTitle } from '../formatters/chapter-list.js';
import { markdownToHtml } from '../html/markdown-to-html.js';
import { markSafe } from '../html/safe-html.js';
import type { SafeHtml } from '../html/safe-html.js';
import { canParseUrl } from '../../model/text/can-parse-url.js';

/**
 * The show as templates see it; part of the data contract in `templates/README.md`. Here and in every view a field
 * that may be absent is there and `undefined`, so that `{{#if}}` can ask for it and a misspelt one is an error.
 */
export type ShowView = {
  readonly title: string;
  readonly description: string;
  readonly language: string;
  readonly author: string | undefined;
  readonly copyright: string | undefined;
  /** Absolute, with a trailing slash. */
  readonly url: string;
  readonly link: string;
  readonly feedUrl: string;
  readonly image: string | undefined;
  readonly funding: { readonly url: string; readonly text: string } | undefined;
};

export type ChapterView = {
  readonly title: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly durationMs: number;
  readonly href: string | undefined;
  /** `00:00`, as timestamp lists write it. */
  readonly time: string;
  /** Short enough for Spotify and without emoji. */
  readonly shortTitle: string;
  /** The episode's page at this second, absolute. */
  readonly url: string;
};

export type LinkView = {
  readonly text: string;
  readonly href: string;
  /** The whole second in which it is first heard. */
  readonly startMs: number;
  /** Host name of `href`, without `www.`. */
  readonly host: string;
  /** The episode's page at the second the link is heard, absolute. */
  readonly url: string;
};

export type EpisodeView = {
  readonly kind: Episode['kind'];
  readonly slug: string;
  readonly guid: string;
  readonly title: string;
  readonly summary: string;
  readonly standfirst: string | undefined;
  /** What an editor wrote for the notes, rendered and sanitised. */
  readonly body: SafeHtml | undefined;
  readonly language: string;
  readonly authors: readonly string[];
  readonly publishedAt: string;
  readonly modifiedAt: string | undefined;
  readonly section: string | undefined;
  readonly tags: readonly string[];
  readonly sourceUrl: string | undefined;
  readonly siteName: string | undefined;
  readonly isExplicit: boolean;
  readonly season: number | undefined;
  readonly episode: number | undefined;
  readonly episodeType: Episode['episodeType'];
  readonly isAiNarrated: boolean;
  /** The sentence that says that a machine is heard, in the language of the show. */
  readonly disclosure: string | undefined;
  readonly engine: string | undefined;
  readonly voices: readonly string[];
  readonly durationMs: number;
  /** The episode's page, absolute. */
  readonly link: string;
  readonly url: string;
  readonly audio: {
    readonly url: string;
    readonly name: string;
    readonly format: string;
    readonly mimeType: string;
    readonly sizeBytes: number;
    readonly durationMs: number;
    readonly bitrateKbps: number;
  };
  readonly chapters: readonly ChapterView[];
  /** At least three: enough for a timestamp list. */
  readonly hasChapterList: boolean;
  /** Each link of the text once, with the moment it is first heard. */
  readonly links: readonly LinkView[];
  readonly transcriptUrl: string | undefined;
  /** What was corrected since it was published, the latest first. */
  readonly corrections: readonly CorrectionView[];
};

/** The data contract of every template that is about one episode. */
export function toEpisodeView(episode: Episode, show: Show): EpisodeView {
  const url = publishedUrl(show, episodePaths(episode.slug).folder);
  // Of which edition of a narration the second is: apps keep notes longer than what is heard at it.
  const edition = episode.audio.gainDb === undefined ? '' : editionOf(episode.audio.path);
  const momentUrl = (seconds: number): string => `${url}#t=${seconds}${edition && `&a=${edition}`}`;
  return {
    kind: episode.kind,
    slug: episode.slug,
    guid: episode.guid,
    title: episode.title,
    summary: episode.summary,
    standfirst: episode.standfirst,
    body: episode.description === undefined ? undefined : markSafe(markdownToHtml(episode.description)),
    language: episode.language,
    authors: creditsOf(episode.authors, show),
    publishedAt: episode.publishedAt,
    modifiedAt: episode.modifiedAt,
    section: episode.section,
    tags: episode.tags,
    sourceUrl: episode.sourceUrl,
    siteName: episode.siteName,
    isExplicit: episode.isExplicit,
    season: episode.season,
    episode: episode.episode,
    episodeType: episode.episodeType,
    isAiNarrated: episode.isAiNarrated,
    disclosure: disclosureSentence(episode, show.language),
    engine: episode.engine,
    voices: episode.voices,
    durationMs: episode.durationMs,
    link: url,
    url,
    audio: {
      url: audioUrl(show, episode.audio),
      name: episode.audio.name,
      format: episode.audio.format,
      mimeType: episode.audio.mimeType,
      sizeBytes: episode.audio.sizeBytes,
      durationMs: episode.audio.durationMs,
      bitrateKbps: episode.audio.bitrateKbps,
    },
    chapters: episode.chapters.map((chapter) => toChapterView(chapter, momentUrl)),
    hasChapterList: episode.chapters.length >= MIN_CHAPTER_COUNT,
    links: uniqueLinks(episode.links).map((link) => toLinkView(link, momentUrl)),
    transcriptUrl:
      episode.transcript === undefined ? undefined : publishedUrl(show, transcriptBeside(episode.audio.path, 'html')),
    corrections: toCorrectionViews(episode, { language: show.language, momentUrl }),
  };
}

export function toShowView(show: Show): ShowView {
  return {
    title: show.title,
    description: show.description,
    language: show.language,
    author: show.author,
    copyright: show.copyright,
    url: show.baseUrl,
    link: show.link,
    feedUrl: publishedUrl(show, PUBLISHED.feed),
    image: show.image,
    funding: show.funding,
  };
}

type MomentUrl = (seconds: number) => string;

function toChapterView(chapter: Chapter, momentUrl: MomentUrl): ChapterView {
  return {
    title: chapter.title,
    startMs: chapter.startMs,
    endMs: chapter.endMs,
    durationMs: chapter.endMs - chapter.startMs,
    href: chapter.href,
    time: toChapterTime(chapter.startMs),
    shortTitle: toChapterTitle(chapter.title),
    url: momentUrl(toWholeSeconds(chapter.startMs)),
  };
}

function toLinkView(link: TimedLink, momentUrl: MomentUrl): LinkView {
  return {
    text: link.text,
    href: link.href,
    startMs: Math.floor(link.startMs / 1000) * 1000,
    host: canParseUrl(link.href) ? new URL(link.href).hostname.replace(/^www\./u, '') : '',
    url: momentUrl(Math.floor(link.startMs / 1000)),
  };
}

function uniqueLinks(links: readonly TimedLink[]): readonly TimedLink[] {
  const seen = new Set<string>();
  return [...links].sort((a, b) => a.startMs - b.startMs).filter(({ href }) => !seen.has(href) && seen.add(href));
}

import type { Episode, RenderedNotes } from '../model/episode.js';
import { publishedUrl } from '../model/publication/paths/addresses.js';
import {
  editionOf,
  episodePaths,
  transcriptBeside,
  type PublishedTranscript,
} from '../model/publication/paths/episode-paths.js';
import { rootFrom } from '../model/publication/paths/page-paths.js';
import type { Show } from '../model/publication/show.js';
import { modifiedOf } from '../model/publication/correction.js';
import { present } from '../model/present.js';
import { toOneLine } from '../model/text.js';
import type { TimeMap } from '../model/publication/time-map.js';
import { markSafe, type SafeHtml } from '../templates/html/safe-html.js';
import { toEpisodeView, type EpisodeView } from '../templates/views/episode-view.js';
import { labelsOf } from '../languages/language-of.js';
import type { Labels } from '../languages/language.js';
import { pictureOf, toCard, toTrack, type Track } from './episode-card.js';
import { directionOf, toPageFrame, type Direction, type PageFrame } from './page-frame.js';
import { PLAYER_LABELS } from './player-labels.js';
import type { SiteAssets } from './site-assets.js';
import { toEpisodeLd } from './structured-data.js';
import { toPagePicture, toTranscriptBlocks, type PagePicture, type TranscriptBlock } from './transcript-blocks.js';

export type Neighbour = { readonly title: string; readonly href: string };

/** What `pages/episode.hbs` is given. */
export type EpisodePageView = PageFrame & {
  /** `notes` is the text of `content:encoded`. */
  readonly episode: EpisodeView & { readonly notes: SafeHtml };
  /** Which way the episode's language is written. */
  readonly episodeDirection: Direction;
  /** Relative address of the list of its section. */
  readonly sectionHref: string | undefined;
  /** It is said to be a recorded programme. */
  readonly isMarked: boolean;
  /** Whether it has a neighbour. */
  readonly isPaged: boolean;
  /** Too long to be set as large as a headline. */
  readonly isLongTitle: boolean;
  /** Relative address of its own picture, apart from the show's. */
  readonly picture: string | undefined;
  /** With the first picture of the article that is shown during each. */
  readonly chapters: readonly (EpisodeView['chapters'][number] & { readonly picture: PagePicture | undefined })[];
  /** Relative address of the audio. */
  readonly audioHref: string;
  /** It and the same in other formats, by name; empty where there is one format alone. */
  readonly audioSources: readonly { readonly href: string; readonly mimeType: string }[];
  /** Headline and standfirst where they are heard: then they are sentences to play and not in `transcript`. */
  readonly spokenTitle: TranscriptBlock | undefined;
  readonly spokenStandfirst: TranscriptBlock | undefined;
  /** The rest of the text as it is heard; empty without a transcript. */
  readonly transcript: readonly TranscriptBlock[];
  /** Files of the transcript for readers, relative: those to be read before those with times; empty without a transcript. */
  readonly transcriptFiles: readonly { readonly label: string; readonly href: string }[];
  readonly newer: Neighbour | undefined;
  readonly older: Neighbour | undefined;
  /** What the player in the browser needs to know. */
  readonly player: PlayerData;
};

export type PlayerData = Track & {
  /** By edition. */
  readonly earlier?: Readonly<Record<string, TimeMap['spans']>>;
  readonly chapters: readonly { readonly startMs: number; readonly title: string }[];
  /** Pictures of the article, relative, in the order they are shown. */
  readonly pictures?: readonly {
    readonly startMs: number;
    readonly href: string;
    readonly alt: string;
    readonly caption?: string;
  }[];
  /** Relative address of the data that tell when each word is heard, where that is known. */
  readonly words?: string;
  readonly labels: Readonly<Partial<Labels>>;
};

/** Four lines of a headline on a phone. */
const LONG_TITLE_CHARACTERS = 90;
/** So far into the text its standfirst may stand. */
const OPENING_BLOCKS = 4;
export function toEpisodePage(input: {
  readonly show: Show;
  readonly episode: Episode;
  readonly assets: SiteAssets;
  readonly notes: RenderedNotes | undefined;
  readonly transcripts: readonly PublishedTranscript[];
  readonly newer: Episode | undefined;
  readonly older: Episode | undefined;
}): EpisodePageView {
  const { show, episode, assets, notes } = input;
  const view = toEpisodeView(episode, show);
  const root = rootFrom(episodePaths(episode.slug).folder);
  const { sectionHref, isMarked } = toCard(episode, { show, root });
  const frame = toPageFrame({
    show,
    assets,
    root,
    page: {
      title: `${episode.title} · ${show.title}`,
      description: episode.summary,
      url: view.url,
      type: 'article',
      audioUrl: view.audio.url,
      audioType: view.audio.mimeType,
      publishedAt: episode.publishedAt,
      modifiedAt: modifiedOf(episode),
      section: episode.section,
      ...(episode.isPrivate !== true && {
        embedUrl: publishedUrl(show, episodePaths(episode.slug).embed),
        oembedUrl: publishedUrl(show, episodePaths(episode.slug).oembed),
      }),
      ...(episode.audio.url !== undefined && { mediaOrigin: new URL(episode.audio.url).origin }),
      isHidden: episode.isPrivate === true,
    },
    image: episode.image,
    linkImage: episode.linkImage,
    jsonLd: toEpisodeLd(episode, show),
  });
  return {
    ...frame,
    episode: { ...view, notes: markSafe(notes?.contentHtml ?? '') },
    episodeDirection: directionOf(episode.language),
    // Lists hold nothing that is for subscribers alone.
    sectionHref: episode.isPrivate === true ? undefined : sectionHref,
    isMarked,
    isPaged: input.newer !== undefined || input.older !== undefined,
    isLongTitle: episode.title.length > LONG_TITLE_CHARACTERS,
    picture: pictureOf(episode, root),
    audioHref: episode.audio.url ?? episode.audio.name,
    audioSources: (episode.alternates === undefined ? [] : [episode.audio, ...episode.alternates]).map(
      ({ name, mimeType }) => ({ href: name, mimeType }),
    ),
    chapters: view.chapters.map((chapter) => ({ ...chapter, picture: pictureIn(chapter, episode, root) })),
    ...takeOpening(toTranscriptBlocks(episode, root), episode),
    transcriptFiles: episode.transcript === undefined ? [] : toTranscriptFiles(episode, input.transcripts),
    newer: toNeighbour(input.newer),
    older: toNeighbour(input.older),
    player: toPlayerData({ show, episode, root }),
  };
}

function toTranscriptFiles(
  { slug, audio }: Episode,
  transcripts: readonly PublishedTranscript[],
): EpisodePageView['transcriptFiles'] {
  const { folder } = episodePaths(slug);
  return transcripts
    .toSorted((first, second) => Number(first.isTimed) - Number(second.isTimed))
    .flatMap(({ label, extension }) =>
      label === undefined ? [] : [{ label, href: transcriptBeside(audio.path, extension).slice(folder.length) }],
    );
}

/** The head of the page shows headline and standfirst; where the reading begins with them, they are not shown twice. */
function takeOpening(
  blocks: readonly TranscriptBlock[],
  episode: Episode,
): Pick<EpisodePageView, 'spokenTitle' | 'spokenStandfirst' | 'transcript'> {
  const first = blocks.find(({ isDisclosure }) => !isDisclosure);
  const spokenTitle = first?.isTitle && textOf(first) === toOneLine(episode.title) ? first : undefined;
  // A byline and a date may be said in between.
  const spokenStandfirst = blocks
    .slice(0, OPENING_BLOCKS)
    .find((block) => block.isLead && textOf(block) === toOneLine(episode.standfirst ?? ''));
  const [begin, ...rest] = blocks.filter((block) => block !== spokenTitle && block !== spokenStandfirst);
  const taken = [spokenTitle, spokenStandfirst].flatMap((block) => block?.pictures ?? []);
  const transcript = begin ? [{ ...begin, pictures: [...taken, ...begin.pictures] }, ...rest] : [];
  return { spokenTitle, spokenStandfirst, transcript };
}

function pictureIn(
  { startMs, endMs }: EpisodeView['chapters'][number],
  { pictures = [] }: Episode,
  root: string,
): PagePicture | undefined {
  const found = pictures.find((picture) => picture.startMs >= startMs && picture.startMs < endMs);
  return found && toPagePicture(found, { root });
}

function textOf({ sentences }: TranscriptBlock): string {
  return toOneLine(sentences.map(({ parts }) => parts.map(({ text }) => text).join('')).join(' '));
}

function toNeighbour(episode: Episode | undefined): Neighbour | undefined {
  return episode && { title: episode.title, href: episodePaths(episode.slug).fromOtherPage };
}

function toPlayerData({ show, episode, root }: { show: Show; episode: Episode; root: string }): PlayerData {
  const labels = labelsOf(show.language);
  return {
    ...toTrack(episode, { show, root }),
    ...(episode.earlier && { earlier: Object.fromEntries(episode.earlier.map(toEdition)) }),
    chapters: episode.chapters.map(({ startMs, title }) => ({ startMs, title })),
    ...(episode.pictures && {
      pictures: episode.pictures.map(({ startMs, path, alt = '', caption }) => ({
        startMs,
        href: root + path,
        alt,
        ...present({ caption }),
      })),
    }),
    ...(episode.transcript?.cues.some(({ words }) => words.length > 0) && { words: dataBesidePage(episode) }),
    labels: Object.fromEntries(PLAYER_LABELS.map((name) => [name, labels[name]])),
  };
}

function dataBesidePage({ slug }: Episode): string {
  const { folder, data } = episodePaths(slug);
  return data.slice(folder.length);
}

export function toEdition({ audio, spans }: TimeMap): readonly [string, TimeMap['spans']] {
  return [editionOf(audio), spans];
}

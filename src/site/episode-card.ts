import type { Episode } from '../model/episode.js';
import { audioUrl } from '../model/publication/paths/addresses.js';
import { editionOf, episodePaths } from '../model/publication/paths/episode-paths.js';
import { sectionFolder } from '../model/publication/paths/page-paths.js';
import { creditsOf, type Show } from '../model/publication/show.js';
import { toSlug } from '../model/text/slug.js';
import { labelsOf } from '../languages/language-of.js';
import { directionOf, isOwnPicture, type Direction } from './page-frame.js';

/** One episode in a list. */
export type EpisodeCard = {
  readonly guid: string;
  readonly kind: Episode['kind'];
  /** It is said to be a recorded programme: not where the name of its section says so. */
  readonly isMarked: boolean;
  readonly title: string;
  readonly summary: string;
  readonly language: string;
  readonly direction: Direction;
  readonly authors: readonly string[];
  readonly publishedAt: string;
  readonly durationMs: number;
  readonly section: string | undefined;
  /** Relative address of the list of its section. */
  readonly sectionHref: string | undefined;
  readonly chapterCount: number;
  /** Relative address of its own picture. */
  readonly image: string | undefined;
  /** Relative. */
  readonly href: string;
};

/** What the player in the browser plays of an episode; addresses are relative to the page that tells of it. */
export type Track = {
  readonly guid: string;
  readonly title: string;
  readonly show: string;
  readonly durationMs: number;
  readonly edition: string;
  readonly artwork?: string;
  readonly href: string;
  /** In the order they are tried. */
  readonly sources: readonly { readonly href: string; readonly mimeType: string }[];
};

/** Where a card or a track is shown: `root` is the way from there to the root of the site. */
type Place = { readonly show: Show; readonly root: string };

export function toCard(episode: Episode, { show, root }: Place): EpisodeCard {
  const { section } = episode;
  return {
    guid: episode.guid,
    kind: episode.kind,
    isMarked: isMarkedProgramme(episode, show),
    title: episode.title,
    summary: episode.summary,
    language: episode.language,
    direction: directionOf(episode.language),
    authors: creditsOf(episode.authors, show),
    publishedAt: episode.publishedAt,
    durationMs: episode.durationMs,
    section,
    sectionHref: section === undefined ? undefined : root + sectionFolder(sectionSlug(section)),
    chapterCount: episode.chapters.length,
    image: pictureOf(episode, root),
    href: root + episodePaths(episode.slug).folder,
  };
}

function isMarkedProgramme({ kind, section = '' }: Episode, { language }: Show): boolean {
  const said = labelsOf(language).programme.toLocaleLowerCase(language);
  return kind === 'programme' && !section.toLocaleLowerCase(language).startsWith(said);
}

/** The hosts audio of these was left at, of which a page may play; `undefined` where all of it is at home. */
export function mediaOriginOf(episodes: readonly Episode[]): string | undefined {
  const origins = new Set(
    episodes.flatMap(({ audio }) => (audio.url === undefined ? [] : [new URL(audio.url).origin])),
  );
  return origins.size === 0 ? undefined : [...origins].sort().join(' ');
}

export function toTrack(episode: Episode, { show, root }: Place): Track {
  const cover = show.thumbnail ?? show.image;
  const artwork = pictureOf(episode, root) ?? (cover === undefined ? undefined : root + cover);
  return {
    guid: episode.guid,
    title: episode.title,
    show: show.title,
    durationMs: episode.durationMs,
    edition: editionOf(episode.audio.path),
    ...(artwork !== undefined && { artwork }),
    href: root + episodePaths(episode.slug).folder,
    sources: [episode.audio, ...(episode.alternates ?? [])].map((audio) => ({
      href: audio.url === undefined ? root + audio.path : audioUrl(show, audio),
      mimeType: audio.mimeType,
    })),
  };
}

/** Its own picture as lists show it: small where there is a small one. */
export function pictureOf({ image, thumbnail }: Episode, root: string): string | undefined {
  return isOwnPicture(image) ? root + (thumbnail ?? image) : undefined;
}

/** What the list of a section is called in its address; sections that differ in case alone share one. */
export function sectionSlug(section: string): string {
  return toSlug(
    section,
    () => `s-${[...section].map((character) => character.codePointAt(0)?.toString(36)).join('-')}`,
  );
}

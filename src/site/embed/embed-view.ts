import { labelsOf } from '../../languages/language-of.js';
import type { Labels } from '../../languages/language.js';
import type { Episode } from '../../model/episode.js';
import { audioUrl, publishedUrl } from '../../model/publication/paths/addresses.js';
import { EMBED_DATA_FROM_PAGE, episodePaths } from '../../model/publication/paths/episode-paths.js';
import { rootFrom } from '../../model/publication/paths/page-paths.js';
import type { Show } from '../../model/publication/show.js';
import { toEpisodeView, type EpisodeView } from '../../templates/views/episode-view.js';
import { directionOf, type Direction } from '../page-frame.js';
import { toTranscriptBlocks, type TranscriptBlock } from '../transcript-blocks.js';

/** What `pages/embed.hbs` is given. */
export type EmbedView = {
  readonly episode: EpisodeView;
  readonly episodeDirection: Direction;
  /** Absolute address of the episode's own page. */
  readonly url: string;
  readonly labels: Labels;
  readonly language: string;
  readonly showTitle: string;
  /** Relative addresses. */
  readonly assets: { readonly style: string; readonly script: string };
  /** Of the show's picture; empty where it has none. */
  readonly cover: string | undefined;
  readonly dataHref: string;
  readonly audioHref: string;
  /** The host audio was left at, of which the page may play: `https://old.example`. */
  readonly mediaOrigin: string | undefined;
  /** The text as it is heard; empty without a transcript. */
  readonly transcript: readonly TranscriptBlock[];
};

export function toEmbedView(
  episode: Episode,
  { show, assets }: { readonly show: Show; readonly assets: EmbedView['assets'] },
): EmbedView {
  const { audio } = episode;
  const cover = show.thumbnail ?? show.image;
  return {
    episode: toEpisodeView(episode, show),
    episodeDirection: directionOf(episode.language),
    url: publishedUrl(show, episodePaths(episode.slug).folder),
    labels: labelsOf(show.language),
    language: show.language,
    showTitle: show.title,
    assets,
    cover: cover === undefined ? undefined : rootFrom(episodePaths(episode.slug).embed) + cover,
    dataHref: EMBED_DATA_FROM_PAGE,
    audioHref: audio.url === undefined ? `../${audio.name}` : audioUrl(show, audio),
    mediaOrigin: audio.url === undefined ? undefined : new URL(audio.url).origin,
    transcript: toTranscriptBlocks(episode),
  };
}

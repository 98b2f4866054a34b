import type { Episode, RenderedNotes } from '../model/episode.js';
import { episodePaths, type PublishedTranscript } from '../model/publication/published-paths.js';
import type { Show } from '../model/publication/show.js';
import type { OutputFile } from '../model/publication/site.js';
import { toLegalText } from '../model/text.js';
import type { Templates } from '../templates/render.js';
import { toEpisodePage } from './episode-page.js';
import { toIndexPages } from './index-page.js';
import { siteAssets } from './site-assets.js';

export type SiteInput = {
  readonly show: Show;
  /** Newest first. */
  readonly episodes: readonly Episode[];
  /** By slug. */
  readonly notes: ReadonlyMap<string, RenderedNotes>;
  /** The forms a transcript is published in. */
  readonly transcripts: readonly PublishedTranscript[];
  /** Slugs of episodes whose pages stand as they are. */
  readonly standing?: ReadonlySet<string>;
};

/**
 * The web pages: assets, then a page and the data of each episode, then the index that leads to them, from the
 * templates `pages/episode`, `pages/index` and `assets/style.css`. Pages link by relative addresses and ask no other
 * host for anything.
 */
export function* writeSite(
  { show, episodes, notes, transcripts, standing = new Set() }: SiteInput,
  context: { readonly templates: Templates },
): Generator<OutputFile> {
  const { templates } = context;
  const assets = siteAssets(templates);
  yield* assets.files;
  const open = episodes.filter(({ isPrivate }) => isPrivate !== true);
  const places = new Map(open.map((episode, index) => [episode, index]));
  for (const episode of episodes) {
    if (standing.has(episode.slug)) continue;
    const index = places.get(episode) ?? -1;
    const paths = episodePaths(episode.slug);
    yield { path: paths.data, content: `${JSON.stringify(episode)}\n` };
    const view = toEpisodePage({
      show,
      episode,
      assets,
      transcripts,
      notes: notes.get(episode.slug),
      // Nothing leads to a private page, nor from one to the next.
      newer: index < 0 ? undefined : open[index - 1],
      older: index < 0 ? undefined : open[index + 1],
    });
    yield { path: paths.page, content: toPage(templates.render('pages/episode.hbs', view)) };
  }
  for (const { path, view } of toIndexPages({ show, episodes: open, assets })) {
    yield { path, content: toPage(templates.render('pages/index.hbs', view)) };
  }
}

function toPage(html: string): string {
  return `${toLegalText(html).trim()}\n`;
}

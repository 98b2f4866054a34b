import type { Episode, RenderedNotes } from '../model/episode.js';
import { episodePaths, type PublishedTranscript } from '../model/publication/paths/episode-paths.js';
import type { Show } from '../model/publication/show.js';
import type { OutputFile } from '../model/publication/site.js';
import { toLegalText } from '../model/text.js';
import type { Templates } from '../templates/render.js';
import { toEpisodePage } from './episode-page.js';
import { toListPages } from './list-pages.js';
import { toArchivePage, toNotFoundPage, toSearchPage, toSiteMaps } from './other-pages.js';
import { openEmbeds } from './embed/open-embeds.js';
import { toSearchEntry, writeSearchIndex } from './search/write-search-index.js';
import { siteAssets, toStyleView } from './site-assets.js';

export type SiteInput = {
  readonly show: Show;
  /** Newest first; what only an episode's own page shows they need not hold. */
  readonly episodes: readonly Episode[];
  /** The forms a transcript is published in. */
  readonly transcripts: readonly PublishedTranscript[];
};

/** The web pages of a show, piece by piece, so that of a long one no more than a piece has to be held. */
export type Site = {
  readonly assets: readonly OutputFile[];
  /** The page and the data of one of the episodes, which is whole. */
  pagesOf(episode: Episode, notes: RenderedNotes | undefined): readonly OutputFile[];
  /** The pages that lead to them, and the map of the site. */
  index(): Iterable<OutputFile>;
  /** Of these the one that leads to every month; a short list goes without. */
  archive(): OutputFile;
};

/**
 * The web pages: assets, a page and the data of each episode, and the index that leads to them, from the
 * templates in `pages/` and `assets/style.css`. Pages link by relative addresses and ask no other
 * host for anything.
 */
export function openSite({ show, episodes, transcripts }: SiteInput, { templates }: { templates: Templates }): Site {
  const assets = siteAssets(templates, show);
  const open = episodes.filter(({ isPrivate }) => isPrivate !== true);
  const places = new Map(open.map(({ slug }, index) => [slug, index]));
  const input = { show, episodes: open, assets };
  const embeds = openEmbeds({ show, open, style: toStyleView(show.theme ?? {}, []) }, templates);
  const archive = (): OutputFile => {
    const { path, view } = toArchivePage(input);
    return { path, content: toPage(templates.render('pages/archive.hbs', view)) };
  };
  return {
    archive,
    assets: [...assets.files, ...embeds.assets],
    pagesOf(episode, notes) {
      const index = places.get(episode.slug) ?? -1;
      const paths = episodePaths(episode.slug);
      const view = toEpisodePage({
        show,
        episode,
        assets,
        transcripts,
        notes,
        // Nothing leads to a private page, nor from one to the next.
        newer: index < 0 ? undefined : open[index - 1],
        older: index < 0 ? undefined : open[index + 1],
      });
      return [
        { path: paths.data, content: `${JSON.stringify(episode)}\n` },
        { path: paths.page, content: toPage(templates.render('pages/episode.hbs', view)) },
        ...embeds.filesOf(episode),
      ];
    },
    *index() {
      let listCount = 0;
      for (const { path, view } of toListPages(input)) {
        yield { path, content: toPage(templates.render('pages/index.hbs', view)) };
        if (view.section === undefined) listCount += 1;
      }
      if (listCount > 1) yield archive();
      const { path, view } = toNotFoundPage(input);
      yield { path, content: toPage(templates.render('pages/not-found.hbs', view)) };
      if (show.isSearchable !== false) {
        const search = toSearchPage(input);
        yield { path: search.path, content: toPage(templates.render('pages/search.hbs', search.view)) };
      }
      yield* toSiteMaps(input);
      yield* embeds.lookups();
    },
  };
}

/** All of it, in the order in which it may be put. */
export function* writeSite(
  input: SiteInput & {
    /** By slug. */
    readonly notes: ReadonlyMap<string, RenderedNotes>;
  },
  context: { readonly templates: Templates },
): Generator<OutputFile> {
  const site = openSite(input, context);
  yield* site.assets;
  for (const episode of input.episodes) yield* site.pagesOf(episode, input.notes.get(episode.slug));
  yield* site.index();
  if (input.show.isSearchable === false) return;
  const open = input.episodes.filter(({ isPrivate }) => isPrivate !== true);
  yield* writeSearchIndex(open.map(toSearchEntry).reverse());
}

function toPage(html: string): string {
  return `${toLegalText(html).trim()}\n`;
}

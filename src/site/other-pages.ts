import type { Episode } from '../model/episode.js';
import { publishedUrl } from '../model/publication/paths/addresses.js';
import { episodePaths } from '../model/publication/paths/episode-paths.js';
import {
  ARCHIVE_FOLDER,
  listFolder,
  pageOf,
  rootFrom,
  SEARCH_FOLDER,
  sectionFolder,
} from '../model/publication/paths/page-paths.js';
import { PUBLISHED } from '../model/publication/paths/show-paths.js';
import { modifiedOf } from '../model/publication/correction.js';
import type { Show } from '../model/publication/show.js';
import type { OutputFile } from '../model/publication/site.js';
import { escapeXml } from '../model/text.js';
import { labelsOf } from '../languages/language-of.js';
import { mediaOriginOf, sectionSlug, toCard, toTrack, type EpisodeCard, type Track } from './episode-card.js';
import { pageNumberOf } from './list-pages.js';
import { monthOf, toMonthTitle } from './months.js';
import { toPageFrame, type PageFrame } from './page-frame.js';
import type { SiteAssets } from './site-assets.js';
import { toCollectionLd, toSearchLd, toSeriesLd } from './structured-data.js';

type Input = {
  readonly show: Show;
  /** Newest first. */
  readonly episodes: readonly Episode[];
  readonly assets: SiteAssets;
};

/** What `pages/archive.hbs` is given. */
export type ArchiveView = PageFrame & {
  readonly episodeCount: number;
  /** Newest first. */
  readonly years: readonly {
    readonly year: string;
    readonly months: readonly { readonly title: string; readonly episodeCount: number; readonly href: string }[];
  }[];
};

/** Every month, with the page of the list it begins on. */
export function toArchivePage({ show, episodes, assets }: Input): {
  readonly path: string;
  readonly view: ArchiveView;
} {
  const root = rootFrom(ARCHIVE_FOLDER);
  const years = new Map<string, Map<string, { title: string; episodeCount: number; href: string }>>();
  for (const [index, episode] of episodes.entries()) {
    const anchor = monthOf(episode);
    const year = anchor.slice(2, 6);
    const months = years.get(year) ?? new Map<string, { title: string; episodeCount: number; href: string }>();
    years.set(year, months);
    const month = months.get(anchor);
    if (month) month.episodeCount += 1;
    else {
      const page = listFolder(pageNumberOf(index, episodes.length));
      months.set(anchor, {
        title: toMonthTitle(anchor, show.language, 'under year'),
        episodeCount: 1,
        href: `${root}${page}#${anchor}`,
      });
    }
  }
  return {
    path: pageOf(ARCHIVE_FOLDER),
    view: {
      ...toPageFrame({
        show,
        assets,
        root,
        page: {
          title: `${labelsOf(show.language).archive} · ${show.title}`,
          description: show.description,
          url: publishedUrl(show, ARCHIVE_FOLDER),
          type: 'website',
        },
        jsonLd: toCollectionLd({
          show,
          folder: ARCHIVE_FOLDER,
          name: `${labelsOf(show.language).archive} · ${show.title}`,
        }),
      }),
      episodeCount: episodes.length,
      years: [...years].map(([year, months]) => ({ year, months: [...months.values()] })),
    },
  };
}

/** What `pages/not-found.hbs` is given. */
export type NotFoundView = PageFrame & {
  readonly episodes: readonly EpisodeCard[];
  /** What the player in the browser plays, in this order. */
  readonly queue: { readonly tracks: readonly Track[] };
};

/** So many of the newest are offered to who went astray. */
const OFFERED_COUNT = 3;

/** What a host answers with wherever there is nothing: at no depth it knows of, so that its addresses are whole. */
export function toNotFoundPage({ show, episodes, assets }: Input): {
  readonly path: string;
  readonly view: NotFoundView;
} {
  const root = show.baseUrl;
  const offered = episodes.slice(0, OFFERED_COUNT);
  return {
    path: PUBLISHED.notFound,
    view: {
      ...toPageFrame({
        show,
        assets,
        root,
        page: {
          title: `${labelsOf(show.language).notFound} · ${show.title}`,
          description: show.description,
          url: root,
          type: 'website',
          mediaOrigin: mediaOriginOf(offered),
          isHidden: true,
        },
        jsonLd: toSeriesLd(show),
      }),
      episodes: offered.map((episode) => toCard(episode, { show, root })),
      queue: { tracks: offered.map((episode) => toTrack(episode, { show, root })) },
    },
  };
}

/** What `pages/search.hbs` is given. */
export type SearchView = PageFrame;

/** The page that searches what was said; what it finds is not on it, and search engines leave it out. */
export function toSearchPage({ show, assets }: Omit<Input, 'episodes'>): {
  readonly path: string;
  readonly view: SearchView;
} {
  return {
    path: pageOf(SEARCH_FOLDER),
    view: toPageFrame({
      show,
      assets,
      root: rootFrom(SEARCH_FOLDER),
      page: {
        title: `${labelsOf(show.language).search} · ${show.title}`,
        description: labelsOf(show.language).searchHow,
        url: publishedUrl(show, SEARCH_FOLDER),
        type: 'website',
        isHidden: true,
      },
      jsonLd: toSearchLd(show),
      isSearch: true,
    }),
  };
}

/** https://www.sitemaps.org/protocol.html: so many addresses to a file. */
const MAX_SITEMAP_URLS = 50_000;

/** The addresses of all pages that search engines are to find, and when what is on them was last changed. */
export function toSiteMaps({ show, episodes }: Omit<Input, 'assets'>): readonly OutputFile[] {
  const newest = new Map<string, string>([['', episodes[0]?.publishedAt ?? '']]);
  for (const { section, publishedAt } of episodes) {
    const folder = section === undefined ? '' : sectionFolder(sectionSlug(section));
    if (!newest.has(folder)) newest.set(folder, publishedAt);
  }
  const entries = [
    ...newest,
    ...episodes.map((episode) => {
      const { slug, publishedAt } = episode;
      const modifiedAt = modifiedOf(episode) ?? '';
      return [episodePaths(slug).folder, modifiedAt > publishedAt ? modifiedAt : publishedAt] as const;
    }),
  ].map(([folder, changedAt]) => toEntry('url', publishedUrl(show, folder), changedAt));
  if (entries.length <= MAX_SITEMAP_URLS) return [{ path: PUBLISHED.siteMap, content: toXml('urlset', entries) }];
  const parts = Array.from({ length: Math.ceil(entries.length / MAX_SITEMAP_URLS) }, (_, nth) => ({
    path: PUBLISHED.siteMap.replace('.', `-${nth + 1}.`),
    content: toXml('urlset', entries.slice(nth * MAX_SITEMAP_URLS, (nth + 1) * MAX_SITEMAP_URLS)),
  }));
  const index = parts.map(({ path }) => toEntry('sitemap', publishedUrl(show, path), ''));
  return [...parts, { path: PUBLISHED.siteMap, content: toXml('sitemapindex', index) }];
}

function toEntry(name: 'url' | 'sitemap', address: string, changedAt: string): string {
  const changed = changedAt === '' ? '' : `<lastmod>${escapeXml(changedAt)}</lastmod>`;
  return `<${name}><loc>${escapeXml(address)}</loc>${changed}</${name}>`;
}

function toXml(root: 'urlset' | 'sitemapindex', entries: readonly string[]): string {
  const open = `<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${open}\n${entries.join('\n')}\n</${root}>\n`;
}

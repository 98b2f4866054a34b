import type { Episode } from '../model/episode.js';
import { publishedUrl } from '../model/publication/paths/addresses.js';
import { ARCHIVE_FOLDER, listFolder, pageOf, rootFrom, sectionFolder } from '../model/publication/paths/page-paths.js';
import type { Show } from '../model/publication/show.js';
import { mediaOriginOf, sectionSlug, toCard, toTrack, type EpisodeCard, type Track } from './episode-card.js';
import { monthOf, toMonthTitle, type Month } from './months.js';
import { toPageFrame, type PageFrame } from './page-frame.js';
import type { SiteAssets } from './site-assets.js';
import { toCollectionLd, toSeriesLd } from './structured-data.js';

/**
 * On a page of the list that is full; the first holds up to twice as many, and more would make it slow. The feed has them
 * all.
 */
const EPISODES_PER_PAGE = 25;
export type SectionLink = { readonly title: string; readonly href: string; readonly isCurrent: boolean };

/** What `pages/index.hbs` is given, for all episodes and for those of a section. */
export type IndexView = PageFrame & {
  readonly episodes: readonly EpisodeCard[];
  /** The newest of all, on the first page. */
  readonly lead: (EpisodeCard & { readonly anchor: string }) | undefined;
  /** The rest of `episodes` by the month they were published in. */
  readonly months: readonly (Month & { readonly episodes: readonly EpisodeCard[] })[];
  readonly episodeCount: number;
  readonly isFirst: boolean;
  /** The section this is the list of. */
  readonly section: string | undefined;
  /** Every section, where there are two or more. */
  readonly sections: readonly SectionLink[];
  /** Whether the list goes over two pages or more. */
  readonly isPaged: boolean;
  /** Relative addresses of the neighbouring pages of the list. */
  readonly newerHref: string | undefined;
  readonly olderHref: string | undefined;
  /** Of the page that leads to every month, where one page does not hold all episodes. */
  readonly archiveHref: string | undefined;
  /** What the player in the browser plays, in this order. */
  readonly queue: { readonly tracks: readonly Track[] };
};

type ListInput = {
  readonly show: Show;
  /** Newest first. */
  readonly episodes: readonly Episode[];
  readonly assets: SiteAssets;
};

/** All episodes, or those of a section. */
type List = {
  readonly episodes: readonly Episode[];
  readonly folder: string;
  readonly section?: string;
};

/** The list of all episodes and that of each section, each over as many pages as it needs. */
export function* toListPages(input: ListInput): Generator<{ readonly path: string; readonly view: IndexView }> {
  const sections = toSections(input.episodes);
  for (const list of [{ episodes: input.episodes, folder: '' }, ...sections.values()])
    yield* toPages(list, { ...input, sections });
}

function toSections(episodes: readonly Episode[]): ReadonlyMap<string, Required<List>> {
  const sections = new Map<string, { section: string; folder: string; episodes: Episode[] }>();
  for (const episode of episodes) {
    if (episode.section === undefined) continue;
    const slug = sectionSlug(episode.section);
    const known = sections.get(slug);
    if (known) known.episodes.push(episode);
    else sections.set(slug, { section: episode.section, folder: sectionFolder(slug), episodes: [episode] });
  }
  return sections;
}

/**
 * The pages of a list, newest first. All but the first, which has the newest, are full and numbered from the oldest on: a
 * new episode leaves them as they are.
 */
function* toPages(
  { episodes, folder: listRoot, section }: List,
  { show, assets, sections }: ListInput & { readonly sections: ReadonlyMap<string, Required<List>> },
): Generator<{ readonly path: string; readonly view: IndexView }> {
  const pageCount = countPages(episodes.length);
  const title = section === undefined ? show.title : `${section} · ${show.title}`;
  for (let number = 1; number <= pageCount; number += 1) {
    const folder = listFolder(number, listRoot);
    const root = rootFrom(folder);
    const end = episodes.length - (number === 1 ? pageCount - 1 : number - 2) * EPISODES_PER_PAGE;
    const shown = episodes.slice(number === 1 ? 0 : end - EPISODES_PER_PAGE, end);
    const cards = shown.map((episode) => {
      const card = toCard(episode, { show, root });
      // The list of a section is headed by its name.
      return section === undefined ? card : { ...card, sectionHref: undefined };
    });
    const [first] = cards;
    const lead = number === 1 && section === undefined && first ? { ...first, anchor: monthOf(first) } : undefined;
    const months = toMonths(lead ? cards.slice(1) : cards, show);
    const older = number === 1 ? pageCount : number - 1;
    const newer = number === pageCount ? 1 : number + 1;
    const newerHref = number > 1 ? root + listFolder(newer, listRoot) || './' : undefined;
    const olderHref = older > 1 ? root + listFolder(older, listRoot) : undefined;
    const archiveHref = pageCount > 1 && section === undefined ? root + ARCHIVE_FOLDER : undefined;
    const pageTitle = number === 1 ? title : `${toSpan(months)} · ${title}`;
    const frame = toPageFrame({
      show,
      assets,
      root,
      page: {
        title: pageTitle,
        description: show.description,
        url: publishedUrl(show, folder),
        type: 'website',
        mediaOrigin: mediaOriginOf(shown),
      },
      jsonLd: folder === '' ? toSeriesLd(show) : toCollectionLd({ show, folder, name: pageTitle, episodes: shown }),
    });
    yield {
      path: pageOf(folder),
      view: {
        ...frame,
        episodes: cards,
        lead,
        months: months.map((month) => (month.anchor === lead?.anchor ? { ...month, anchor: undefined } : month)),
        episodeCount: episodes.length,
        isFirst: number === 1 && section === undefined,
        section,
        sections: sections.size < 2 ? [] : toSectionLinks(sections, { root, section }),
        isPaged: pageCount > 1,
        newerHref,
        olderHref,
        archiveHref,
        queue: { tracks: shown.map((episode) => toTrack(episode, { show, root })) },
      },
    };
  }
}

function toSectionLinks(
  sections: ReadonlyMap<string, Required<List>>,
  { root, section }: { readonly root: string; readonly section: string | undefined },
): readonly SectionLink[] {
  return [...sections.values()]
    .map((one) => ({ title: one.section, href: root + one.folder, isCurrent: one.section === section }))
    .sort((one, other) => (one.title < other.title ? -1 : 1));
}

function toMonths(cards: readonly EpisodeCard[], show: Show): IndexView['months'] {
  const months = new Map<string, EpisodeCard[]>();
  for (const card of cards) {
    const anchor = monthOf(card);
    const known = months.get(anchor);
    if (known) known.push(card);
    else months.set(anchor, [card]);
  }
  return [...months].map(([anchor, episodes]) => ({ anchor, title: toMonthTitle(anchor, show.language), episodes }));
}

/** `May – February 2025`: what a page of the list is of. */
function toSpan(months: IndexView['months']): string {
  return [...new Set([months[0]?.title, months.at(-1)?.title])].join(' – ');
}

function countPages(episodeCount: number): number {
  return Math.max(1, Math.ceil(episodeCount / EPISODES_PER_PAGE) - 1);
}

/** The number of the page of the list of all that an episode stands on, by its place in it. */
export function pageNumberOf(index: number, episodeCount: number): number {
  const pageCount = countPages(episodeCount);
  const firstCount = episodeCount - (pageCount - 1) * EPISODES_PER_PAGE;
  return index < firstCount ? 1 : pageCount - Math.floor((index - firstCount) / EPISODES_PER_PAGE);
}

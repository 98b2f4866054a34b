import { jsonFeedPath, mediaTypeOf, PUBLISHED, publishedUrl } from '../model/publication/published-paths.js';
import type { Show } from '../model/publication/show.js';
import { toShowView, type ShowView } from '../templates/views/episode-view.js';
import { labelsOf } from '../languages/language-of.js';
import type { Labels } from '../languages/language.js';
import type { SiteAssets } from './site-assets.js';

/** What every page template is given; `partials/layout.hbs` needs it all. */
export type PageFrame = {
  readonly language: string;
  readonly labels: Labels;
  readonly show: ShowView;
  /** Relative address of the site's root: empty, or `../../`. */
  readonly root: string;
  readonly assets: { readonly style: string; readonly player: string };
  readonly page: {
    readonly title: string;
    readonly description: string;
    /** Absolute. */
    readonly url: string;
    /** Open Graph type. */
    readonly type: 'website' | 'article';
    /** Absolute address of the picture links are shown with. */
    readonly imageUrl: string | undefined;
    readonly audioUrl: string | undefined;
    /** The host audio was left at, of which the page may play: `https://old.example`. */
    readonly mediaOrigin: string | undefined;
    /** Search engines are told to leave it out. */
    readonly isHidden: boolean;
  };
  /** Every feed but `feed.xml`, for the head: relative addresses. */
  readonly feeds: readonly FeedLink[];
  /** Relative address of the picture shown on the page. */
  readonly image: string | undefined;
  readonly jsonLd: object;
};

export type FeedLink = {
  readonly title: string;
  readonly type: string;
  readonly href: string;
  /** Whether it is one people subscribe to, and no other form of one. */
  readonly isMain: boolean;
};

export function toPageFrame(options: {
  readonly show: Show;
  readonly assets: SiteAssets;
  readonly root: string;
  readonly page: Omit<PageFrame['page'], 'imageUrl' | 'audioUrl' | 'mediaOrigin' | 'isHidden'> & {
    readonly audioUrl?: string;
    readonly mediaOrigin?: string;
    readonly isHidden?: boolean;
  };
  /** The page's own picture: path below the output folder, or absolute URL. */
  readonly image?: string | undefined;
  readonly jsonLd: object;
}): PageFrame {
  const { show, assets, root, page, image } = options;
  const cover = show.thumbnail ?? show.image;
  // A picture on another host is good for links but not for pages, which ask nobody else for anything.
  const isOwn = image !== undefined && !/^[a-z][a-z0-9+.-]*:/iu.test(image);
  const shown = isOwn ? image : cover;
  const linked = image ?? show.image;
  return {
    language: show.language,
    labels: labelsOf(show.language),
    show: toShowView(show),
    root,
    assets: { style: assets.style, player: assets.player },
    page: {
      ...page,
      imageUrl: linked === undefined ? undefined : publishedUrl(show, linked),
      audioUrl: page.audioUrl,
      mediaOrigin: page.mediaOrigin,
      isHidden: page.isHidden ?? false,
    },
    feeds: feedLinks(show, root),
    image: shown === undefined ? undefined : root + shown,
    jsonLd: options.jsonLd,
  };
}

function feedLinks(show: Show, root: string): readonly FeedLink[] {
  const link = (path: string, title: string, isMain: boolean): FeedLink => {
    return { title, type: mediaTypeOf(path), href: root + path, isMain };
  };
  const open = (show.feeds ?? []).filter(({ access }) => access !== 'private');
  const others = open.flatMap(({ path, title = show.title }) => [
    link(path, title, true),
    link(jsonFeedPath(path), title, false),
  ]);
  return [link(jsonFeedPath(PUBLISHED.feed), show.title, false), ...others];
}

import { mediaTypeOf, publishedUrl } from '../model/publication/paths/addresses.js';
import { SEARCH_FOLDER } from '../model/publication/paths/page-paths.js';
import { jsonFeedPath, PUBLISHED } from '../model/publication/paths/show-paths.js';
import type { Show } from '../model/publication/show.js';
import { toShowView, type ShowView } from '../templates/views/episode-view.js';
import { labelLanguageOf, labelsOf } from '../languages/language-of.js';
import type { Labels } from '../languages/language.js';
import { FRAME } from './embed/snippets.js';
import { BAR_LABELS } from './player-labels.js';
import type { SiteAssets } from './site-assets.js';
import { toSubscribeLinks, type SubscribeLink } from './subscribe-links.js';

/** What every page template is given; `partials/layout.hbs` needs it all. */
export type PageFrame = {
  readonly language: string;
  readonly direction: Direction;
  readonly labels: Labels;
  /** In which `labels` are: that of the show, or English where Lector has no words of it. */
  readonly labelLanguage: string;
  readonly show: ShowView;
  /** Relative address of the site's root: empty, or `../../`. */
  readonly root: string;
  readonly assets: Pick<SiteAssets, 'style' | 'player' | 'qr' | 'preloads'>;
  /** Relative address of the picture that stands for the name of the show. */
  readonly logo: string | undefined;
  /** Relative address of the page that searches what was said, where there is one and it is not this one. */
  readonly searchHref: string | undefined;
  /** Where the show is subscribed to, by app. */
  readonly apps: readonly SubscribeLink[];
  readonly page: {
    readonly title: string;
    readonly description: string;
    /** Absolute. */
    readonly url: string;
    /** Open Graph type. */
    readonly type: 'website' | 'article';
    /** Absolute address of the picture links are shown with. */
    readonly imageUrl: string | undefined;
    /** It is 1200 × 630 pixels, as links show pictures large. */
    readonly hasWideImage: boolean;
    readonly audioUrl: string | undefined;
    readonly audioType: string | undefined;
    readonly publishedAt: string | undefined;
    readonly modifiedAt: string | undefined;
    readonly section: string | undefined;
    /** Absolute addresses: of the same in a frame, and of what tells others how to show it (oEmbed). */
    readonly embedUrl: string | undefined;
    readonly oembedUrl: string | undefined;
    /** Links to it can be shown with a player: it has one, safely served, and a picture to stand before it. */
    readonly hasPlayerCard: boolean;
    readonly frame: typeof FRAME;
    /** Hosts audio was left at, of which the page may play: `https://old.example`. */
    readonly mediaOrigin: string | undefined;
    /** Search engines are told to leave it out. */
    readonly isHidden: boolean;
  };
  /** Every feed but `feed.xml`, for the head: relative addresses. */
  readonly feeds: readonly FeedLink[];
  /** Relative address of the show's picture. */
  readonly cover: string | undefined;
  /** Relative address of the picture of what the page is about: its own, or that of the show. */
  readonly image: string | undefined;
  readonly jsonLd: object;
  /** The words of the bar at the foot of the page and of play signs, for the player in the browser. */
  readonly playerLabels: Readonly<Partial<Labels>>;
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
  readonly page: Pick<PageFrame['page'], 'title' | 'description' | 'url' | 'type'> &
    Partial<Omit<PageFrame['page'], 'imageUrl' | 'hasWideImage' | 'hasPlayerCard' | 'frame'>>;
  /** The page's own picture: path below the output folder, or absolute URL. */
  readonly image?: string | undefined;
  /** What links to the page are shown with: path below the output folder. */
  readonly linkImage?: string | undefined;
  readonly jsonLd: object;
  /** Whether it is the page to search on. */
  readonly isSearch?: boolean;
}): PageFrame {
  const { show, assets, root, page, image, linkImage } = options;
  const cover = show.thumbnail ?? show.image;
  // A picture on another host is good for links but not for pages, which ask nobody else for anything.
  const shown = isOwnPicture(image) ? image : cover;
  const linked = linkImage ?? image ?? show.image;
  return {
    language: show.language,
    direction: directionOf(show.language),
    labels: labelsOf(show.language),
    labelLanguage: labelLanguageOf(show.language),
    show: toShowView(show),
    root,
    assets: { style: assets.style, player: assets.player, qr: assets.qr, preloads: assets.preloads },
    logo: show.theme?.logo === undefined ? undefined : root + show.theme.logo,
    searchHref: show.isSearchable === false || options.isSearch === true ? undefined : root + SEARCH_FOLDER,
    apps: toSubscribeLinks(show),
    page: {
      audioUrl: undefined,
      audioType: undefined,
      publishedAt: undefined,
      modifiedAt: undefined,
      section: undefined,
      embedUrl: undefined,
      oembedUrl: undefined,
      mediaOrigin: undefined,
      isHidden: false,
      ...page,
      imageUrl: linked === undefined ? undefined : publishedUrl(show, linked),
      hasWideImage: linkImage !== undefined,
      hasPlayerCard: page.embedUrl?.startsWith('https:') === true && linked !== undefined,
      frame: FRAME,
    },
    feeds: feedLinks(show, root),
    cover: cover === undefined ? undefined : root + cover,
    image: shown === undefined ? undefined : root + shown,
    jsonLd: options.jsonLd,
    playerLabels: playerLabelsOf(show.language),
  };
}

function playerLabelsOf(language: string): PageFrame['playerLabels'] {
  const labels = labelsOf(language);
  return Object.fromEntries(BAR_LABELS.map((name) => [name, labels[name]]));
}

/** Whether a picture lies on the show's own place. */
export function isOwnPicture(image: string | undefined): image is string {
  return image !== undefined && !/^[a-z][a-z0-9+.-]*:/iu.test(image);
}

/** Which way a language is written. */
export type Direction = 'ltr' | 'rtl';

export function directionOf(language: string): Direction {
  const script = scriptOf(language);
  return /^(?:Adlm|Arab|Hebr|Mand|Nkoo|Rohg|Syrc|Thaa)$/u.test(script) ? 'rtl' : 'ltr';
}

function scriptOf(language: string): string {
  try {
    return new Intl.Locale(language).maximize().script ?? '';
  } catch {
    return '';
  }
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

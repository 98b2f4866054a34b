import type { Episode, RenderedNotes } from '../../model/episode.js';
import { publishedUrl } from '../../model/publication/paths/addresses.js';
import { rootFrom } from '../../model/publication/paths/page-paths.js';
import type { Show } from '../../model/publication/show.js';
import { markSafe, type SafeHtml } from '../../templates/html/safe-html.js';
import { toEpisodeView, type EpisodeView } from '../../templates/views/episode-view.js';
import { toPageFrame, type PageFrame } from '../page-frame.js';
import type { SiteAssets } from '../site-assets.js';
import { toEpisodeLd, toSeriesLd } from '../structured-data.js';
import type { GroupKind, OutputGroup } from './output-groups.js';

/** An episode as outputs see it: as notes do, and with its notes. */
export type OutputEpisode = EpisodeView & {
  /** The HTML of the feed's `content:encoded`. */
  readonly notes: SafeHtml;
};

/** What an output of one episode is given. */
export type EpisodeOutputView = PageFrame & { readonly episode: OutputEpisode };

/** Episodes that have something in common, as they are listed. */
export type GroupView = { readonly name: string; readonly slug: string; readonly episodeCount: number };

/** What an output of the whole show is given. */
export type ShowOutputView = PageFrame & {
  /** Newest first. */
  readonly episodes: readonly OutputEpisode[];
  readonly episodeCount: number;
  readonly sections: readonly GroupView[];
  readonly tags: readonly GroupView[];
  readonly authors: readonly GroupView[];
  /** Newest first; the slug is `2026-03`. */
  readonly months: readonly GroupView[];
};

/** What an output of each section, tag, author or month is given. */
export type GroupOutputView = PageFrame & {
  readonly group: GroupView & { readonly kind: GroupKind };
  /** Newest first. */
  readonly episodes: readonly OutputEpisode[];
  readonly episodeCount: number;
};

/** What the path of an output is made of: what is known of an episode before it is read. */
export type OutputPathView = {
  readonly language: string;
  readonly show: Pick<Show, 'title' | 'language'>;
  /** Of an output of each episode. `year`, `month` and `day` are those of `publishedAt`, in UTC, with leading zeros. */
  readonly episode:
    | (Pick<EpisodeView, 'slug' | 'title' | 'kind' | 'language' | 'section' | 'season' | 'episode' | 'publishedAt'> & {
        readonly year: string;
        readonly month: string;
        readonly day: string;
      })
    | undefined;
  /** Of an output of each section, tag, author or month. */
  readonly group: { readonly kind: GroupKind; readonly name: string; readonly slug: string } | undefined;
};

export function toPathView(
  show: Show,
  { episode, group }: { readonly episode?: Episode | undefined; readonly group?: OutputGroup | undefined },
): OutputPathView {
  return {
    language: show.language,
    show: { title: show.title, language: show.language },
    episode: episode && toPathEpisode(episode),
    group: group && { kind: group.kind, name: group.name, slug: group.slug },
  };
}

function toPathEpisode(given: Episode): OutputPathView['episode'] {
  const { slug, title, kind, language, section, season, episode, publishedAt } = given;
  const [year = '', month = '', day = ''] = new Date(publishedAt).toISOString().slice(0, 10).split('-');
  return { slug, title, kind, language, section, season, episode, publishedAt, year, month, day };
}

/** The frame of an output: `partials/layout.hbs` needs it where a template prints it. */
export function toOutputFrame(
  { show, assets }: { readonly show: Show; readonly assets: SiteAssets },
  { path, episode, title }: { readonly path: string; readonly episode?: Episode; readonly title?: string | undefined },
): PageFrame {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const name = title ?? episode?.title;
  return toPageFrame({
    show,
    assets,
    root: rootFrom(folder),
    page: {
      title: name === undefined ? show.title : `${name} · ${show.title}`,
      description: episode?.summary ?? show.description,
      url: publishedUrl(show, path.replace(/(?<=^|\/)index\.html$/u, '')),
      type: episode ? 'article' : 'website',
    },
    image: episode?.image,
    jsonLd: episode ? toEpisodeLd(episode, show) : toSeriesLd(show),
  });
}

export function toGroupView({ name, slug, episodes }: OutputGroup): GroupView {
  return { name, slug, episodeCount: episodes.length };
}

/** An episode whose text was read. */
export function toOutputEpisode(
  episode: Episode,
  { show, notes }: { readonly show: Show; readonly notes: RenderedNotes | undefined },
): OutputEpisode {
  return { ...toEpisodeView(episode, show), notes: markSafe(notes?.contentHtml ?? '') };
}

/** What is only known of an episode once its text is read. */
export type TextField = 'links' | 'transcriptUrl' | 'notes';

/** An episode whose text was not read: what is asked of it that only the text knows is told, and empty. */
export function toUnreadEpisode(episode: Episode, show: Show, ask: (field: TextField) => void): OutputEpisode {
  return Object.defineProperties(toOutputEpisode(episode, { show, notes: undefined }), {
    links: lazily([], () => ask('links')),
    transcriptUrl: lazily(undefined, () => ask('transcriptUrl')),
    notes: lazily(markSafe(''), () => ask('notes')),
  });
}

function lazily(value: unknown, tell: () => void): PropertyDescriptor {
  return {
    enumerable: true,
    configurable: true,
    get: () => {
      tell();
      return value;
    },
  };
}

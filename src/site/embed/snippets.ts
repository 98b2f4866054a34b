import type { Episode } from '../../model/episode.js';
import { publishedUrl } from '../../model/publication/paths/addresses.js';
import { episodePaths } from '../../model/publication/paths/episode-paths.js';
import { EMBED_SCRIPT } from '../../model/publication/paths/show-paths.js';
import type { Show } from '../../model/publication/show.js';
import { escapeXml } from '../../model/text.js';

/** Of a frame, in CSS pixels: controls, and some lines of the text. */
export const FRAME = { widthPx: 600, heightPx: 320 } as const;

type Titled = Pick<Episode, 'slug' | 'title'>;

/** The page of an episode in a frame, for any page. */
export function toFrameHtml({ slug, title }: Titled, show: Show, { widthPx, heightPx } = FRAME): string {
  const url = publishedUrl(show, episodePaths(slug).embed);
  return `<iframe src="${escapeXml(url)}" title="${escapeXml(`${title} · ${show.title}`)}" width="${widthPx}" height="${heightPx}" loading="lazy" allow="autoplay; clipboard-write" style="border:0;max-width:100%"></iframe>`;
}

/** The tag that plays an episode on the page of its article; without an address the page says by its own which it is. */
export function toTagHtml(show: Show, sourceUrl?: string): string {
  const data = sourceUrl === undefined ? '' : ` data-url="${escapeXml(sourceUrl)}"`;
  return `<script type="module" src="${escapeXml(publishedUrl(show, EMBED_SCRIPT))}"${data}></script>`;
}

/** What pages that show links ask for (https://oembed.com, §2.3.4.4). */
export function toOembed(episode: Titled, show: Show): object {
  return {
    version: '1.0',
    type: 'rich',
    title: episode.title,
    author_name: show.author,
    provider_name: show.title,
    provider_url: show.baseUrl,
    cache_age: 86_400,
    html: toFrameHtml(episode, show),
    width: FRAME.widthPx,
    height: FRAME.heightPx,
  };
}

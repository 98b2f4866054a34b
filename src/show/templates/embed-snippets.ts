import type { ShowState } from '../../context.js';
import { LectorError } from '../../errors.js';
import { present } from '../../model/present.js';
import { publishedUrl } from '../../model/publication/paths/addresses.js';
import { episodePaths } from '../../model/publication/paths/episode-paths.js';
import { EMBED_SCRIPT } from '../../model/publication/paths/show-paths.js';
import { suggestWord } from '../../model/text/suggest.js';
import { toFrameHtml, toTagHtml } from '../../site/embed/snippets.js';
import { readEpisode } from '../episodes/read-episode.js';
import { isOpen } from '../publication/hidden-files.js';

/** What is pasted into other pages, so that they play an episode. */
export type EmbedSnippets = {
  /** For the page of the article: plays there, and marks the sentences of its text. */
  readonly tag: string;
  /** Of the module it names. */
  readonly scriptUrl: string;
  /** Of one episode alone. */
  readonly episode?: {
    readonly slug: string;
    readonly title: string;
    /** For any page. */
    readonly frame: string;
    readonly embedUrl: string;
    readonly oembedUrl: string;
  };
};

/**
 * @param wanted The slug of a published episode, or the beginning of one; without it the tag for the template of all articles.
 * @throws {@link LectorError} `E_INPUT` when no such episode is published for everybody.
 */
export async function embedSnippets({ published, show, target }: ShowState, wanted?: string): Promise<EmbedSnippets> {
  const scriptUrl = publishedUrl(show, EMBED_SCRIPT);
  if (wanted === undefined) return { tag: toTagHtml(show), scriptUrl };
  const records = (published.manifest?.episodes ?? []).filter(isOpen);
  const begun = records.filter(({ slug }) => wanted !== '' && slug.startsWith(wanted));
  const record = records.find(({ slug }) => slug === wanted) ?? (begun.length === 1 ? begun[0] : undefined);
  if (!record) {
    const near = suggestWord(
      wanted,
      records.map(({ slug }) => slug),
    );
    throw new LectorError('E_INPUT', `no episode "${wanted}" is published for everybody.`, {
      ...present({ hint: near === undefined ? undefined : `did you mean ${near}?` }),
    });
  }
  const { sourceUrl, title, slug } = await readEpisode(record, target);
  const { embed, oembed } = episodePaths(slug);
  return {
    tag: toTagHtml(show, sourceUrl),
    scriptUrl,
    episode: {
      slug,
      title,
      frame: toFrameHtml({ slug, title }, show),
      embedUrl: publishedUrl(show, embed),
      oembedUrl: publishedUrl(show, oembed),
    },
  };
}

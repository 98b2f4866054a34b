import type { Episode } from '../../model/episode.js';
import {
  chaptersBeside,
  mediaTypeOf,
  publishedUrl,
  transcriptBeside,
} from '../../model/publication/published-paths.js';
import type { Show } from '../../model/publication/show.js';
import { attributes, isWebUrl, nodeText, textValues } from '../node-text.js';
import type { FeedNamespace, FeedValue, ItemInput } from './feed-namespace.js';

/** Podcasting 2.0: person and funding texts hold at most 128 characters. */
const MAX_SHORT_LENGTH = 128;

/** The tags of the Podcasting 2.0 namespace. */
export const PODCAST: FeedNamespace = {
  prefix: 'podcast',
  uri: 'https://podcastindex.org/namespace/1.0',
  channel: [
    { name: 'podcast:guid', values: (show) => textValues(show.guid) },
    {
      name: 'podcast:locked',
      values: (show) => [[attributes({ owner: show.owner?.email }), show.isLocked ? 'yes' : 'no']],
    },
    { name: 'podcast:medium', values: (show) => textValues(show.medium) },
    {
      name: 'podcast:funding',
      values: ({ funding }) =>
        isWebUrl(funding?.url)
          ? [[attributes({ url: funding?.url }), nodeText(funding?.text ?? '', MAX_SHORT_LENGTH)]]
          : [],
    },
  ],
  item: [
    { name: 'podcast:transcript', values: transcriptValues },
    {
      name: 'podcast:chapters',
      values: ({ show, episode }) =>
        episode.chapters.length === 0 ? [] : [attributes(fileOf(show, chaptersBeside(episode.audio.path)))],
    },
    { name: 'podcast:person', values: ({ episode }) => personValues(episode) },
    // Declared where a synthetic voice is heard; nothing is claimed where none is known of.
    {
      name: 'podcast:txt',
      values: ({ episode }) => (episode.isAiNarrated ? [[attributes({ purpose: 'ai-content' }), 'true']] : []),
    },
    { name: 'podcast:season', values: ({ numbers }) => textValues(numbers.season) },
    { name: 'podcast:episode', values: ({ numbers }) => textValues(numbers.episode) },
    {
      name: 'podcast:contentLink',
      values: ({ episode }) =>
        isWebUrl(episode.sourceUrl)
          ? [[attributes({ href: episode.sourceUrl }), nodeText(episode.siteName ?? episode.title, MAX_SHORT_LENGTH)]]
          : [],
    },
  ],
};

function transcriptValues({ show, episode, transcripts }: ItemInput): readonly FeedValue[] {
  const { transcript } = episode;
  if (transcript === undefined || transcript.cues.length === 0) return [];
  return transcripts.map(({ extension, isTimed }) =>
    attributes({
      ...fileOf(show, transcriptBeside(episode.audio.path, extension)),
      language: transcript.language,
      rel: isTimed ? 'captions' : undefined,
    }),
  );
}

/** How a tag names a published file. */
function fileOf(show: Show, path: string): { readonly url: string; readonly type: string } {
  return { url: publishedUrl(show, path), type: mediaTypeOf(path) };
}

/** Who wrote an article, or is heard in a recording (Podcasting 2.0 person taxonomy; the default role is host). */
function personValues({ authors, kind }: Episode): readonly FeedValue[] {
  const part = kind === 'programme' ? {} : { role: 'author', group: 'writing' };
  return authors.flatMap((author) => {
    const name = nodeText(author, MAX_SHORT_LENGTH);
    return name === '' ? [] : [[attributes(part), name]];
  });
}

import type { Episode } from '../../model/episode.js';
import { audioUrl, mediaTypeOf, publishedUrl } from '../../model/publication/paths/addresses.js';
import { chaptersBeside, transcriptBeside } from '../../model/publication/paths/episode-paths.js';
import { AUDIO_FORMATS } from '../../model/audio-file.js';
import { isAiContent, isAiShow } from '../../model/publication/disclosure.js';
import type { PodcastPerson } from '../../model/publication/podcast-tags.js';
import type { Show } from '../../model/publication/show.js';
import { attributes, isWebUrl, nodeText, textValues } from '../node-text.js';
import type { ChannelInput, FeedNamespace, FeedValue, ItemInput } from './feed-namespace.js';
import {
  blockValues,
  fundingValues,
  imageValues,
  licenseValues,
  locationValues,
  MAX_SHORT_LENGTH,
  personValue,
  podrollValues,
  publisherValues,
  remoteItemValue,
  socialValues,
  trailerValue,
  txtValues,
  updateFrequencyValues,
} from './podcast-values.js';

export const ALTERNATE_TAG = 'podcast:alternateEnclosure';

/** The tags of the Podcasting 2.0 namespace; each row names the page of `docs/tags` it follows where its name does not. */
export const PODCAST: FeedNamespace = {
  prefix: 'podcast',
  uri: 'https://podcastindex.org/namespace/1.0',
  channel: [
    { name: 'podcast:guid', values: ({ show }) => textValues(show.guid) },
    {
      name: 'podcast:locked',
      values: ({ show }) => [[attributes({ owner: show.owner?.email }), show.isLocked ? 'yes' : 'no']],
    },
    { name: 'podcast:medium', values: ({ show }) => textValues(show.medium) },
    {
      name: 'podcast:funding',
      values: ({ show: { funding, tags = {} } }) =>
        fundingValues([...(funding ? [funding] : []), ...(tags.funding ?? [])]),
    },
    { name: 'podcast:person', values: ({ show: { tags = {} } }) => (tags.people ?? []).flatMap(personValue) },
    {
      name: 'podcast:txt',
      values: ({ show: { tags = {} }, episodes }) => [...aiContentValues(isAiShow(episodes)), ...txtValues(tags)],
    },
    { name: 'podcast:image', values: ({ show }) => imageValues(show.tags?.images, show) },
    { name: 'podcast:updateFrequency', values: ({ show: { tags = {} } }) => updateFrequencyValues(tags) },
    { name: 'podcast:license', values: ({ show: { tags = {} } }) => licenseValues(tags) },
    { name: 'podcast:location', values: ({ show: { tags = {} } }) => locationValues(tags) },
    { name: 'podcast:trailer', values: trailerValues },
    { name: 'podcast:publisher', values: ({ show: { tags = {} } }) => publisherValues(tags) },
    { name: 'podcast:podroll', values: ({ show: { tags = {} } }) => podrollValues(tags) },
    { name: 'podcast:remoteItem', values: ({ show: { tags = {} } }) => (tags.remoteItems ?? []).map(remoteItemValue) },
    { name: 'podcast:socialInteract', values: ({ show: { tags = {} } }) => socialValues(tags) },
    { name: 'podcast:block', values: ({ show, document }) => blockValues(show.tags ?? {}, document) },
    {
      name: 'podcast:podping',
      values: ({ show: { tags }, document }) =>
        tags?.podping === true && document.isPrivate !== true ? [attributes({ usesPodping: 'true' })] : [],
    },
  ],
  item: [
    { name: 'podcast:transcript', values: transcriptValues },
    {
      name: 'podcast:chapters',
      values: ({ show, episode }) =>
        episode.chapters.length === 0 ? [] : [attributes(fileOf(show, chaptersBeside(episode.audio.path)))],
    },
    { name: 'podcast:person', values: ({ episode }) => peopleOf(episode).flatMap(personValue) },
    {
      name: 'podcast:txt',
      values: ({ episode }) => [...aiContentValues(isAiContent(episode)), ...txtValues(episode.podcast ?? {})],
    },
    {
      name: 'podcast:season',
      values: ({ show, numbers: { season } }) => {
        const name = season === undefined ? undefined : show.tags?.seasons?.[season];
        return season === undefined
          ? []
          : [name === undefined ? String(season) : [attributes({ name }), String(season)]];
      },
    },
    {
      name: 'podcast:episode',
      values: ({ numbers, episode: { podcast = {} } }) => {
        const number = textValues(podcast.episodeNumber ?? numbers.episode);
        const display = podcast.episodeLabel;
        return number.map((text) => (display === undefined ? text : [attributes({ display }), String(text)]));
      },
    },
    {
      name: 'podcast:contentLink',
      values: ({ episode }) => [
        ...(isWebUrl(episode.sourceUrl)
          ? [[attributes({ href: episode.sourceUrl }), nodeText(episode.siteName ?? episode.title, MAX_SHORT_LENGTH)]]
          : []),
        ...(episode.podcast?.links ?? []).map(({ href, text }) => [
          attributes({ href }),
          nodeText(text, MAX_SHORT_LENGTH),
        ]),
      ],
    },
    {
      name: 'podcast:soundbite',
      values: ({ episode: { podcast = {} } }) =>
        (podcast.soundbites ?? []).map(({ startMs, durationMs, title }) => {
          const times = attributes({ startTime: startMs / MS_PER_SECOND, duration: durationMs / MS_PER_SECOND });
          return title === undefined ? times : [times, nodeText(title, MAX_SHORT_LENGTH)];
        }),
    },
    { name: ALTERNATE_TAG, values: alternateValues },
    { name: 'podcast:image', values: ({ show, episode }) => imageValues(episode.podcast?.images, show) },
    { name: 'podcast:funding', values: ({ episode }) => fundingValues(episode.podcast?.funding) },
    { name: 'podcast:license', values: ({ episode: { podcast = {} } }) => licenseValues(podcast) },
    { name: 'podcast:location', values: ({ episode: { podcast = {} } }) => locationValues(podcast) },
    { name: 'podcast:socialInteract', values: ({ episode: { podcast = {} } }) => socialValues(podcast) },
  ],
};

const MS_PER_SECOND = 1000;
const BITS_PER_KILOBIT = 1000;

/** Declared where it is known whether a machine is heard; nothing is claimed where nobody says. */
function aiContentValues(isAi: boolean | undefined): readonly FeedValue[] {
  return isAi === undefined ? [] : [[attributes({ purpose: 'ai-content' }), String(isAi)]];
}

function transcriptValues({ show, episode, transcripts }: ItemInput): readonly FeedValue[] {
  const { transcript } = episode;
  if (transcript === undefined || transcript.cues.length === 0) return [];
  // All of one episode differ in their last letters alone.
  const url = publishedUrl(show, transcriptBeside(episode.audio.path, ''));
  return transcripts.map(({ extension, isTimed }) =>
    attributes({
      url: url + extension,
      type: mediaTypeOf(`.${extension}`),
      language: transcript.language,
      rel: isTimed ? 'captions' : undefined,
    }),
  );
}

/** How a tag names a published file. */
function fileOf(show: Show, path: string): { readonly url: string; readonly type: string } {
  return { url: publishedUrl(show, path), type: mediaTypeOf(path) };
}

/** Whom an episode names, else who wrote the article or is heard in the recording; they stand for those of the show. */
function peopleOf({ authors, kind, podcast }: Episode): readonly PodcastPerson[] {
  const part = kind === 'programme' ? {} : { role: 'author', group: 'writing' };
  return podcast?.people ?? authors.map((name) => ({ name, ...part }));
}

/** The same audio in other formats, with the hash of its bytes (`alternate-enclosure.md`, `integrity.md`: SRI). */
export function alternateValues({
  show,
  episode: { alternates = [], language },
}: Pick<ItemInput, 'show' | 'episode'>): readonly FeedValue[] {
  return alternates.map(({ path, mimeType, sizeBytes, bitrateKbps, sha256, format }) => [
    attributes({
      type: mimeType,
      length: sizeBytes,
      bitrate: bitrateKbps * BITS_PER_KILOBIT,
      lang: language,
      title: AUDIO_FORMATS[format].label,
      default: 'false',
    }),
    { 'podcast:source': attributes({ uri: publishedUrl(show, path) }) },
    {
      'podcast:integrity': attributes({
        type: 'sri',
        value: `sha256-${Buffer.from(sha256, 'hex').toString('base64')}`,
      }),
    },
  ]);
}

/** Trailers that lie elsewhere, and where it is asked for the episodes of that type. */
function trailerValues({ show, episodes }: ChannelInput): readonly FeedValue[] {
  const { tags = {} } = show;
  const own = tags.trailers === true ? episodes.filter(({ episodeType }) => episodeType === 'trailer') : [];
  return [
    ...own.map(({ title, audio, publishedAt, season }) => ({
      title,
      url: audioUrl(show, audio),
      publishedAt,
      sizeBytes: audio.sizeBytes,
      type: audio.mimeType,
      season,
    })),
    ...(tags.trailer ?? []),
  ].map(trailerValue);
}

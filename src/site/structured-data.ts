import type { Episode, PublishedAudio } from '../model/episode.js';
import { present } from '../model/present.js';
import { audioUrl, publishedUrl } from '../model/publication/paths/addresses.js';
import { episodePaths } from '../model/publication/paths/episode-paths.js';
import { SEARCH_FOLDER } from '../model/publication/paths/page-paths.js';
import { PUBLISHED } from '../model/publication/paths/show-paths.js';
import { announced, modifiedOf } from '../model/publication/correction.js';
import { digitalSourceTypeOf } from '../model/publication/disclosure.js';
import type { Show } from '../model/publication/show.js';
import { formatIsoDuration } from '../model/time.js';
import { labelsOf } from '../languages/language-of.js';
import { correctionText } from '../templates/views/correction-view.js';

/** schema.org PodcastSeries. */
export function toSeriesLd(show: Show): object {
  return {
    '@context': 'https://schema.org',
    ...series(show),
    description: show.description,
    inLanguage: show.language,
    isAccessibleForFree: true,
  };
}

/** schema.org CollectionPage: the list of a section, of some months, of all months. */
export function toCollectionLd(list: {
  readonly show: Show;
  readonly folder: string;
  readonly name: string;
  readonly episodes?: readonly Episode[];
}): object {
  const { show, folder, name, episodes = [] } = list;
  const url = publishedUrl(show, folder);
  return {
    '@context': 'https://schema.org',
    '@type': 'CollectionPage',
    '@id': url,
    url,
    name,
    inLanguage: show.language,
    isPartOf: series(show),
    ...(episodes.length > 0 && {
      mainEntity: {
        '@type': 'ItemList',
        numberOfItems: episodes.length,
        itemListElement: episodes.map(({ title, slug }, index) => ({
          '@type': 'ListItem',
          position: index + 1,
          name: title,
          url: publishedUrl(show, episodePaths(slug).folder),
        })),
      },
    }),
  };
}

/** schema.org SearchResultsPage. */
export function toSearchLd(show: Show): object {
  const url = publishedUrl(show, SEARCH_FOLDER);
  return {
    '@context': 'https://schema.org',
    '@type': 'SearchResultsPage',
    '@id': url,
    url,
    name: `${labelsOf(show.language).search} · ${show.title}`,
    inLanguage: show.language,
    isPartOf: series(show),
  };
}

/** schema.org PodcastEpisode, with an AudioObject for each format and a Clip for each chapter. */
export function toEpisodeLd(episode: Episode, show: Show): object {
  const url = publishedUrl(show, episodePaths(episode.slug).folder);
  const image = episode.image ?? show.image;
  // https://schema.org/digitalSourceType, by the words of IPTC.
  const digitalSourceType = digitalSourceTypeOf(episode.spokenBy ?? []);
  const { audio, alternates: others = [] } = episode;
  const toAudioLd = (file: PublishedAudio): object => ({
    '@type': 'AudioObject',
    name: episode.title,
    uploadDate: episode.publishedAt,
    inLanguage: episode.language,
    bitrate: `${file.bitrateKbps} kbit/s`,
    ...(image !== undefined && { thumbnailUrl: publishedUrl(show, image) }),
    contentUrl: audioUrl(show, file),
    encodingFormat: file.mimeType,
    contentSize: String(file.sizeBytes),
    duration: formatIsoDuration(episode.durationMs),
    ...present({ digitalSourceType }),
  });
  return {
    '@context': 'https://schema.org',
    '@type': 'PodcastEpisode',
    '@id': url,
    url,
    name: episode.title,
    description: episode.summary,
    inLanguage: episode.language,
    datePublished: episode.publishedAt,
    mainEntityOfPage: url,
    isAccessibleForFree: true,
    isFamilyFriendly: !episode.isExplicit,
    ...present({ dateModified: modifiedOf(episode) }),
    ...correctionsLd(episode, show),
    duration: formatIsoDuration(episode.durationMs),
    ...(episode.authors.length > 0 && { author: episode.authors.map((name) => ({ '@type': 'Person', name })) }),
    ...(image !== undefined && { image: publishedUrl(show, image) }),
    ...present({
      digitalSourceType,
      isBasedOn: episode.sourceUrl,
      episodeNumber: episode.episode,
      articleSection: episode.section,
    }),
    ...(episode.tags.length > 0 && { keywords: episode.tags }),
    ...accessibility(episode),
    associatedMedia: others.length === 0 ? toAudioLd(audio) : [audio, ...others].map(toAudioLd),
    ...(episode.chapters.length > 0 && {
      hasPart: episode.chapters.map(({ title, startMs, endMs }) => ({
        '@type': 'Clip',
        name: title,
        startOffset: startMs / 1000,
        endOffset: endMs / 1000,
        url: `${url}#t=${Math.round(startMs / 1000)}`,
      })),
    }),
    partOfSeries: series(show),
  };
}

/** By the words of the W3C Accessibility Discoverability Vocabulary: every page has the text where there is a transcript. */
function accessibility({ transcript, chapters }: Episode): object {
  const features = [
    ...(transcript ? ['transcript', 'synchronizedAudioText'] : []),
    ...(chapters.length > 1 ? ['tableOfContents', 'structuralNavigation'] : []),
  ];
  return {
    accessMode: transcript ? ['auditory', 'textual'] : ['auditory'],
    accessModeSufficient: ['auditory', ...(transcript ? ['textual'] : [])].map((itemListElement) => ({
      '@type': 'ItemList',
      itemListElement: [itemListElement],
    })),
    ...(features.length > 0 && { accessibilityFeature: features }),
    accessibilityHazard: 'none',
  };
}

/** schema.org CorrectionComment, the latest first. */
function correctionsLd(episode: Episode, show: Show): object {
  const corrections = [...announced(episode.corrections)].reverse();
  if (corrections.length === 0) return {};
  return {
    correction: corrections.map((correction) => ({
      '@type': 'CorrectionComment',
      datePublished: correction.at,
      text: correctionText(correction, show.language),
    })),
  };
}

function series(show: Show): object {
  return {
    '@type': 'PodcastSeries',
    '@id': show.baseUrl,
    url: show.baseUrl,
    name: show.title,
    webFeed: publishedUrl(show, PUBLISHED.feed),
    ...(show.links !== undefined && { sameAs: Object.values(show.links) }),
    ...(show.author !== undefined && { author: { '@type': 'Organization', name: show.author } }),
    ...(show.image !== undefined && { image: publishedUrl(show, show.image) }),
  };
}

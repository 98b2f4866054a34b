import { labelsOf } from '../../languages/language-of.js';
import type { Labels } from '../../languages/language.js';
import type { Episode } from '../../model/episode.js';
import { present } from '../../model/present.js';
import { audioUrl, publishedUrl } from '../../model/publication/paths/addresses.js';
import { editionOf, episodePaths } from '../../model/publication/paths/episode-paths.js';
import type { Show } from '../../model/publication/show.js';
import { toSafeUrl } from '../../templates/html/safe-url.js';
import type { CompanionData } from '../companion/companion-data.js';
import { toEdition } from '../episode-page.js';
import { directionOf } from '../page-frame.js';

/** The words the companion shows or tells a screen reader. */
const LABELS = [
  'back',
  'chapters',
  'copied',
  'copy',
  'follow',
  'forward',
  'listenFromHere',
  'of',
  'otherDevice',
  'pause',
  'play',
  'player',
  'position',
  'readFromHere',
  'soundFailed',
  'speed',
] as const satisfies readonly (keyof Labels)[];

/** What the companion on the page of an article is told of its episode: `embed.json`. */
export function toArticleData(episode: Episode, show: Show): CompanionData {
  const labels = labelsOf(show.language);
  const sourceUrl = toSafeUrl(episode.sourceUrl ?? '');
  return {
    guid: episode.guid,
    title: episode.title,
    show: show.title,
    url: publishedUrl(show, episodePaths(episode.slug).folder),
    ...present({ sourceUrl: sourceUrl === '' ? undefined : sourceUrl }),
    language: show.language,
    direction: directionOf(show.language),
    episodeLanguage: episode.language,
    audio: [episode.audio, ...(episode.alternates ?? [])].map((audio) => ({
      url: audioUrl(show, audio),
      type: audio.mimeType,
    })),
    durationMs: episode.durationMs,
    edition: editionOf(episode.audio.path),
    ...(episode.earlier && { earlier: Object.fromEntries(episode.earlier.map(toEdition)) }),
    chapters: episode.chapters.map(({ startMs, title }) => ({ startMs, title })),
    sentences: (episode.transcript?.cues ?? []).map(({ startMs, endMs, text }) => [startMs, endMs, text]),
    labels: Object.fromEntries(LABELS.map((name) => [name, String(labels[name])])),
  };
}

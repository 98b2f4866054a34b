import type { Chapter } from '../../model/chapter.js';
import type { Episode } from '../../model/episode.js';
import { present } from '../../model/present.js';
import type { Show } from '../../model/show.js';
import { toOneLine } from '../../model/text.js';

/** Podcasting 2.0 JSON chapters, served as `application/json+chapters`. */
const FORMAT_VERSION = '1.2.0';

/** Writes the chapters of an episode as JSON chapters 1.2; times are seconds. */
export function writeJsonChapters(episode: Episode, show: Show): string {
  const document = {
    version: FORMAT_VERSION,
    title: toOneLine(episode.title),
    podcastName: toOneLine(show.title),
    ...(episode.authors.length > 0 && { author: toOneLine(episode.authors.join(', ')) }),
    fileName: episode.audio.name,
    chapters: episode.chapters.map(toJsonChapter),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function toJsonChapter({ startMs, endMs, title, href, imageUrl }: Chapter): object {
  return {
    startTime: startMs / 1000,
    endTime: endMs / 1000,
    title: toOneLine(title),
    ...present({ img: imageUrl, url: href }),
  };
}

import { z } from 'zod';
import type { ProgrammeChapter } from '../../model/article.js';
import type { Chapter } from '../../model/chapter.js';
import { findChapterFaults, findOrderFaults, findOverlapFaults } from '../../model/chapter-rules.js';
import type { Episode } from '../../model/episode.js';
import { EPISODE_FILES } from '../../model/publication/published-paths.js';
import { present } from '../../model/present.js';
import type { Show } from '../../model/publication/show.js';
import { toOneLine } from '../../model/text.js';
import type { ChapterFormat, ChapterReading } from './chapter-format.js';

export const json: ChapterFormat = {
  name: EPISODE_FILES.chapters,
  write: writeJsonChapters,
  read: readJsonChapters,
};

/** Podcasting 2.0 JSON chapters, served as `application/json+chapters`. */
const FORMAT_VERSION = '1.2.0';

/** Writes the chapters of an episode as JSON chapters 1.2; times are seconds. */
function writeJsonChapters(episode: Episode, show: Show): string {
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

const CHAPTERS = z.object({
  version: z.string(),
  chapters: z.array(
    z.object({
      startTime: z.number(),
      endTime: z.number().optional(),
      title: z.string().optional(),
      img: z.string().optional(),
      url: z.string().optional(),
      toc: z.boolean().optional(),
    }),
  ),
});

/** Reads Podcasting 2.0 JSON chapters, strictly: what players show is what must be right. */
function readJsonChapters(text: string, durationMs: number | undefined): ChapterReading {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { chapters: [], faults: ['it is not JSON.'] };
  }
  const parsed = CHAPTERS.safeParse(data);
  if (!parsed.success) {
    return { chapters: [], faults: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}.`) };
  }
  const { version } = parsed.data;
  const chapters = parsed.data.chapters.filter(({ toc }) => toc !== false).map(fromJsonChapter);
  const startMs = chapters[0]?.startMs ?? 0;
  return {
    chapters,
    faults: [
      ...(version.startsWith('1.') ? [] : [`version ${version} is not 1.x.`]),
      ...(startMs === 0 ? [] : [`first chapter at ${startMs / 1000} s, not at 0.`]),
      ...[
        ...findChapterFaults(chapters, durationMs === undefined ? undefined : { durationMs, endToleranceMs: 1 }),
        ...findOrderFaults(chapters),
        ...findOverlapFaults(chapters),
      ].map(({ message }) => message),
    ],
  };
}

function fromJsonChapter(chapter: z.infer<typeof CHAPTERS>['chapters'][number]): ProgrammeChapter {
  const { startTime, endTime, title = '', url, img } = chapter;
  return {
    startMs: Math.round(startTime * 1000),
    title,
    ...present({ endMs: endTime === undefined ? undefined : Math.round(endTime * 1000), href: url, imageUrl: img }),
  };
}

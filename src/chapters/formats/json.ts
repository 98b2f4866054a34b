import { z } from 'zod';
import type { ProgrammeChapter } from '../../model/article.js';
import { cutChapterTitle, findChapterFaults, findOrderFaults, findOverlapFaults } from '../../model/chapter-rules.js';
import type { Episode } from '../../model/episode.js';
import { publishedUrl } from '../../model/publication/paths/addresses.js';
import { EPISODE_FILES } from '../../model/publication/paths/episode-paths.js';
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
    chapters: entriesOf(episode, show),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** Chapters and, between them, silent marks: a player changes the picture there and lists nothing. */
function entriesOf({ chapters, pictures = [] }: Episode, show: Show): readonly object[] {
  const starts = new Set(chapters.map(({ startMs }) => startMs));
  const listed = chapters.map(({ startMs, endMs, title, href, imageUrl }) => {
    const picture = pictures.find((one) => one.startMs === startMs);
    const img = picture ? publishedUrl(show, picture.path) : imageUrl;
    const times = { startTime: startMs / 1000, endTime: endMs / 1000 };
    return { startMs, entry: { ...times, title: toOneLine(title), ...present({ img, url: href }) } };
  });
  const silent = pictures.flatMap(({ startMs, path, alt, caption }) => {
    if (starts.has(startMs)) return [];
    // For players that know nothing of silent marks.
    const title = cutChapterTitle(caption ?? alt ?? '');
    const img = publishedUrl(show, path);
    return [{ startMs, entry: { startTime: startMs / 1000, ...(title !== '' && { title }), img, toc: false } }];
  });
  return [...listed, ...silent].toSorted((a, b) => a.startMs - b.startMs).map(({ entry }) => entry);
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
  const isAscending = parsed.data.chapters.every(
    ({ startTime }, index, all) => startTime > (all[index - 1]?.startTime ?? -1),
  );
  const startMs = chapters[0]?.startMs ?? 0;
  return {
    chapters,
    faults: [
      ...(version.startsWith('1.') ? [] : [`version ${version} is not 1.x.`]),
      ...(isAscending || chapters.length === parsed.data.chapters.length
        ? []
        : ['a silent mark does not stand in the order of times.']),
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

import type { Episode } from '../model/episode.js';
import type { Show } from '../model/show.js';
import type { OutputFile } from '../model/site.js';
import { writeJsonChapters } from './formats/json.js';

/** The chapter file of an episode, `chapters.json`; none for an episode without chapters. */
export function chapterFiles({ episode, show }: { episode: Episode; show: Show }): readonly OutputFile[] {
  if (episode.chapters.length === 0) return [];
  return [{ path: `episodes/${episode.slug}/chapters.json`, content: writeJsonChapters(episode, show) }];
}

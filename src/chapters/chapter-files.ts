import type { Episode } from '../model/episode.js';
import { episodePaths } from '../model/publication/published-paths.js';
import type { Show } from '../model/publication/show.js';
import type { OutputFile } from '../model/publication/site.js';
import { writeJsonChapters } from './formats/json.js';

/** The chapter file of an episode; none for an episode without chapters. */
export function chapterFiles({ episode, show }: { episode: Episode; show: Show }): readonly OutputFile[] {
  if (episode.chapters.length === 0) return [];
  return [{ path: episodePaths(episode.slug).chapters, content: writeJsonChapters(episode, show) }];
}

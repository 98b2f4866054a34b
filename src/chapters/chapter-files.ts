import type { Episode } from '../model/episode.js';
import { besideAudio } from '../model/publication/paths/episode-paths.js';
import type { Show } from '../model/publication/show.js';
import type { OutputFile } from '../model/publication/site.js';
import { CHAPTER_FORMATS } from './formats/index.js';

/** The chapters of an episode in every format; none for an episode without chapters. */
export function chapterFiles({ episode, show }: { episode: Episode; show: Show }): readonly OutputFile[] {
  if (episode.chapters.length === 0) return [];
  return CHAPTER_FORMATS.map(({ name, write }) => ({
    path: besideAudio(episode.audio.path, name),
    content: write(episode, show),
  }));
}

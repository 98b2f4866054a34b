import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { LectorError } from '../../errors.js';
import type { Episode } from '../../model/episode.js';
import type { EpisodeRecord } from '../../model/manifest.js';
import { completeCues } from '../../transcript/complete-cues.js';

/**
 * Whether the data and the audio of a record lie where they were published. What is missing is made again, at no cost
 * while its clips are in the cache.
 */
export async function isEpisodeWhole(record: EpisodeRecord, outDir: string): Promise<boolean> {
  const [audio, data] = await Promise.all(
    [record.audio.path, episodeDataPath(record.slug)].map((file) =>
      stat(path.join(outDir, file)).catch(() => undefined),
    ),
  );
  return audio?.isFile() === true && audio.size === record.audio.sizeBytes && data?.isFile() === true;
}

/**
 * The published episode of a record.
 *
 * @throws {@link LectorError} `E_INPUT` when its data are missing, damaged, or another episode's.
 */
export async function readEpisode(record: EpisodeRecord, outDir: string): Promise<Episode> {
  const file = path.join(outDir, episodeDataPath(record.slug));
  const damaged = (cause?: unknown): LectorError =>
    new LectorError('E_INPUT', `the published data of "${record.title}" are damaged.`, {
      hint: 'delete that file and run "lector build": it is made again from the cache.',
      place: { file },
      cause,
    });
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw damaged(cause);
  });
  let episode: Episode;
  try {
    episode = JSON.parse(text) as Episode;
  } catch (cause) {
    throw damaged(cause);
  }
  if (episode.guid !== record.guid || episode.audio.sha256 !== record.audio.sha256) throw damaged();
  return completeCues(episode);
}

/** Path of an episode's data below the output folder. */
function episodeDataPath(slug: string): string {
  return `episodes/${slug}/episode.json`;
}

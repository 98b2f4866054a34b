import { LectorError } from '../../errors.js';
import type { Episode } from '../../model/episode.js';
import type { EpisodeRecord } from '../../model/publication/manifest.js';
import { episodePaths } from '../../model/publication/published-paths.js';
import type { PublishTarget } from '../../publish/target.js';
import { completeCues } from '../../transcript/complete-cues.js';

/**
 * Whether the data and the audio of a record lie where they were published. What is missing is made again, at no cost
 * while its clips are in the cache.
 */
export async function isEpisodeWhole(record: EpisodeRecord, target: PublishTarget): Promise<boolean> {
  const [audio, data] = await target.stat([record.audio.path, episodePaths(record.slug).data]);
  return audio?.sizeBytes === record.audio.sizeBytes && data !== undefined;
}

/**
 * The published episode of a record.
 *
 * @throws {@link LectorError} `E_INPUT` when its data are missing, damaged, or another episode's.
 */
export async function readEpisode(record: EpisodeRecord, target: PublishTarget): Promise<Episode> {
  const { data } = episodePaths(record.slug);
  const damaged = (cause?: unknown): LectorError =>
    new LectorError('E_INPUT', `the published data of "${record.title}" are damaged.`, {
      hint: 'delete that file and run "lector build": it is made again from the cache.',
      place: { file: target.locate(data) },
      cause,
    });
  let episode: Episode;
  try {
    episode = JSON.parse((await target.read(data))?.toString('utf8') ?? '') as Episode;
  } catch (cause) {
    throw damaged(cause);
  }
  if (episode.guid !== record.guid || episode.audio.sha256 !== record.audio.sha256) throw damaged();
  return completeCues(episode);
}

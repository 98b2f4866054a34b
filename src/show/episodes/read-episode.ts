import { LectorError } from '../../errors.js';
import type { Episode } from '../../model/episode.js';
import { present } from '../../model/present.js';
import type { EpisodeRecord } from '../../model/publication/manifest.js';
import { episodePaths } from '../../model/publication/paths/episode-paths.js';
import type { PublishTarget } from '../../publish/target.js';
import { completeCues } from '../../transcript/complete-cues.js';
import { joinLogs } from '../corrections/log-corrections.js';
import { alternatesOf } from './published-episode.js';

/** Where a show is published, and the versions its files had when it was published last. */
type Published = {
  readonly target: PublishTarget;
  readonly left: ReadonlyMap<string, string>;
  readonly now: () => Date;
};

/**
 * The record of an episode as it stands: its audio and its data lie where they were published. When a run was stopped
 * after the data of a newer edition and before its record, what lies there is the newer one: then that is what stands.
 *
 * @returns The record itself, one of the edition that lies there, or nothing: then the episode is made again, at no cost
 *   while its clips are in the cache.
 */
export async function standingRecord(record: EpisodeRecord, published: Published): Promise<EpisodeRecord | undefined> {
  const { target, left } = published;
  const name = episodePaths(record.slug).data;
  const { alternates = [], ...main } = record.audio;
  const known = [main, ...alternates];
  const [data, ...audio] = await target.stat([name, ...known.map(({ path }) => path)]);
  if (data === undefined) return undefined;
  const isWhole = known.every(({ sizeBytes }, index) => audio[index]?.sizeBytes === sizeBytes);
  const isAudioWhole = main.url !== undefined || isWhole;
  if (left.get(name) === data.version) return isAudioWhole ? record : undefined;
  const episode = await readData(name, target).catch(() => undefined);
  if (episode?.guid !== record.guid) return undefined;
  if (isOf(episode, record)) return isAudioWhole ? record : undefined;
  return newerEdition(record, episode, published);
}

/** The record of data that were published when the record itself was not yet. */
async function newerEdition(
  record: EpisodeRecord,
  episode: Episode,
  { target, now }: Published,
): Promise<EpisodeRecord | undefined> {
  const { audio, title, chapters, fingerprint } = episode;
  const { path, url, isAsIs, sha256, sizeBytes, durationMs, loudnessLufs, gainDb } = audio;
  const alternates = alternatesOf(episode);
  const corrections = joinLogs(record.corrections, episode.corrections);
  const known = url === undefined ? [audio, ...(alternates ?? [])] : [];
  const found = await target.stat(known.map((one) => one.path));
  if (known.some((one, index) => found[index]?.sizeBytes !== one.sizeBytes)) return undefined;
  return {
    ...present({ ...record, sound: undefined }),
    title,
    // Where it is not said, none that a source gives: whenever the source is there, the episode is made again.
    fingerprint: fingerprint ?? '',
    ...(corrections.length > 0 && { corrections }),
    chapterCount: chapters.length,
    audio: { path, sha256, sizeBytes, durationMs, ...present({ url, isAsIs, loudnessLufs, gainDb, alternates }) },
    retiredAudio: [
      ...(path === record.audio.path ? [] : [{ ...record.audio, retiredAt: now().toISOString() }]),
      ...record.retiredAudio.filter((old) => old.path !== path),
    ],
  };
}

/** Whether data belong to this record; of older data their audio is the witness. */
function isOf({ audio, fingerprint }: Episode, record: EpisodeRecord): boolean {
  const isSameAudio = audio.sha256 === record.audio.sha256 && audio.url === record.audio.url;
  return isSameAudio && (fingerprint === undefined || fingerprint === record.fingerprint);
}

async function readData(name: string, target: PublishTarget): Promise<Episode> {
  return JSON.parse((await target.read(name))?.toString('utf8') ?? '') as Episode;
}

/** What lies published of an episode, of whichever edition it is: a run may have been stopped before its record. */
export async function readLying({ slug, guid }: EpisodeRecord, target: PublishTarget): Promise<Episode | undefined> {
  const episode = await readData(episodePaths(slug).data, target).catch(() => undefined);
  return episode?.guid === guid ? completeCues(episode) : undefined;
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
    episode = await readData(data, target);
  } catch (cause) {
    throw damaged(cause);
  }
  if (episode.guid !== record.guid || !isOf(episode, record)) throw damaged();
  return completeCues(episode);
}

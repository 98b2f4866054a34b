import { z } from 'zod';
import { PUBLISHED } from '../model/publication/published-paths.js';
import { quoteValue } from '../model/text.js';
import type { CheckedPlace } from './checked-place.js';
import type { PublishedItem } from './published-item.js';

const MANIFEST = z.object({
  episodes: z.array(
    z.object({
      guid: z.string(),
      title: z.string(),
      audio: z.object({ path: z.string(), sha256: z.string(), sizeBytes: z.number() }),
    }),
  ),
});

/** What is on record of an audio file. */
export type AudioOnRecord = { readonly sha256: string; readonly sizeBytes: number };

/**
 * Each item of the feed is on record with the same GUID and file.
 *
 * @returns What is on record of the file of each item, by its path; whether the bytes are those is not looked at.
 */
export async function checkManifest(
  items: readonly PublishedItem[],
  place: CheckedPlace,
): Promise<ReadonlyMap<string, AudioOnRecord>> {
  const file = PUBLISHED.manifest;
  const onRecord = new Map<string, AudioOnRecord>();
  const text = await place.readText(file);
  if (text === undefined) {
    place.warning('W_MANIFEST', `there is no ${file}; GUIDs and dates of the show are on no record.`, { file });
    return onRecord;
  }
  const episodes = readEpisodes(text);
  if (!episodes) {
    place.error('E_MANIFEST', `${file} cannot be read.`, { file, hint: 'bring back the last good copy.' });
    return onRecord;
  }
  const records = new Map(episodes.map((episode) => [episode.guid, episode]));
  for (const { label, guid, audioPath } of items) {
    const record = guid === undefined ? undefined : records.get(guid);
    if (!record) {
      place.error('E_MANIFEST', `${quoteValue(label)}: its guid is not in ${file}.`, { file });
    } else if (audioPath !== record.audio.path) {
      place.error(
        'E_MANIFEST',
        `${quoteValue(label)}: the feed names ${quoteValue(audioPath ?? '')}, and ${file} ${quoteValue(record.audio.path)}.`,
        { file },
      );
    } else {
      onRecord.set(audioPath, record.audio);
    }
  }
  return onRecord;
}

function readEpisodes(text: string): z.infer<typeof MANIFEST>['episodes'] | undefined {
  try {
    return MANIFEST.parse(JSON.parse(text)).episodes;
  } catch {
    return undefined;
  }
}

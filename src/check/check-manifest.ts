import { z } from 'zod';
import { PUBLISHED } from '../model/publication/paths/show-paths.js';
import { quoteValue } from '../model/text.js';
import type { CheckedPlace } from './checked-place.js';
import type { PublishedItem } from './published-item.js';

const ALTERNATE = z.object({ path: z.string(), sha256: z.string(), sizeBytes: z.number() });
const AUDIO = z.object({
  path: z.string(),
  url: z.string().optional(),
  isAsIs: z.boolean().optional(),
  sha256: z.string(),
  sizeBytes: z.number(),
  files: z.record(z.string(), z.string()).optional(),
  alternates: z.array(ALTERNATE).optional(),
});
const MANIFEST = z.object({
  episodes: z.array(
    z.object({ guid: z.string(), title: z.string(), audio: AUDIO, retiredAudio: z.array(AUDIO).default([]) }),
  ),
});

/** What is on record of an audio file. */
export type AudioOnRecord = z.infer<typeof AUDIO>;

type EpisodesOnRecord = z.infer<typeof MANIFEST>['episodes'];

/** What the published manifest says; nothing when it is missing or cannot be read, which is reported. */
export async function readRecords(place: CheckedPlace): Promise<EpisodesOnRecord | undefined> {
  const file = PUBLISHED.manifest;
  const text = await place.readText(file);
  if (text === undefined) {
    place.warning('W_MANIFEST', `there is no ${file}; GUIDs and dates of the show are on no record.`, { file });
    return undefined;
  }
  try {
    return MANIFEST.parse(JSON.parse(text)).episodes;
  } catch {
    place.error('E_MANIFEST', `${file} cannot be read.`, { file, hint: 'bring back the last good copy.' });
    return undefined;
  }
}

/**
 * Each item of the feed is on record with the same GUID and file.
 *
 * @returns What is on record of the file of each item, by its path; whether the bytes are those is not looked at.
 */
export function checkManifest(
  items: readonly PublishedItem[],
  { episodes, place }: { readonly episodes: EpisodesOnRecord | undefined; readonly place: CheckedPlace },
): ReadonlyMap<string, AudioOnRecord> {
  const file = PUBLISHED.manifest;
  const onRecord = new Map<string, AudioOnRecord>();
  if (!episodes) return onRecord;
  const records = new Map(episodes.map((episode) => [episode.guid, episode]));
  for (const { label, guid, audioPath, audioUrl } of items) {
    const record = guid === undefined ? undefined : records.get(guid);
    const own = record && onRecordAs(record.audio, audioPath);
    if (!record) {
      place.error('E_MANIFEST', `${quoteValue(label)}: its guid is not in ${file}.`, { file });
    } else if (record.audio.url !== undefined && record.audio.url === audioUrl) {
      // It was left at another host: nothing of it lies here.
      continue;
    } else if (audioPath === undefined || !own) {
      place.error(
        'E_MANIFEST',
        `${quoteValue(label)}: the feed names ${quoteValue(audioPath ?? audioUrl ?? '')}, and ${file} ${quoteValue(record.audio.path)}.`,
        { file },
      );
    } else {
      onRecord.set(audioPath, own);
    }
  }
  return onRecord;
}

/** The audio of an episode as a feed has it whose enclosures are of this format; nothing when no file of it is that. */
function onRecordAs(audio: AudioOnRecord, path: string | undefined): AudioOnRecord | undefined {
  if (audio.path === path) return audio;
  const { alternates = [] } = audio;
  const own = alternates.find((alternate) => alternate.path === path);
  return own && { ...audio, ...own, alternates: [audio, ...alternates.filter((alternate) => alternate !== own)] };
}

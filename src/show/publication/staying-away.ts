import {
  stillKept,
  type AudioRecord,
  type EpisodeRecord,
  type Manifest,
  type UnpublishedRecord,
} from '../../model/publication/manifest.js';

/** Episodes that were taken back and are not among those published now. */
export function stayingAway(
  manifest: Manifest | undefined,
  { records, now }: { readonly records: readonly EpisodeRecord[]; readonly now: Date },
): readonly UnpublishedRecord[] {
  const guids = new Set(records.map(({ guid }) => guid));
  return (manifest?.unpublished ?? [])
    .filter(({ guid }) => !guids.has(guid))
    .map((record) => ({ ...record, retiredAudio: stillKept(record.retiredAudio, now) }));
}

/** Their audio that is still to be had. */
export function keptOf(away: readonly UnpublishedRecord[]): readonly AudioRecord[] {
  return away.flatMap(({ retiredAudio }) => retiredAudio);
}

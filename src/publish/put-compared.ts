import { readBytes } from '../open-file.js';
import { isPublishedPath } from '../model/publication/paths/addresses.js';
import { feedConflict, pathRefused, type PublishTarget, type TargetFile } from './target.js';

/**
 * `putFeed` of a place without conditional writes: record and feed are compared right before they are put, which leaves a
 * moment in which another may come between.
 *
 * @param place.versionOf The version bytes would have there.
 * @throws {@link LectorError} `E_FEED_CONFLICT`; `E_WRITE` for a path that leads out of the place.
 */
export async function putCompared(
  { record, feed, replaces }: Parameters<PublishTarget['putFeed']>[0],
  place: Pick<PublishTarget, 'locate' | 'stat'> & {
    readonly versionOf: (bytes: Uint8Array) => string;
    readonly putAll: (files: readonly TargetFile[]) => Promise<unknown>;
  },
): Promise<readonly string[]> {
  for (const { path } of [record, feed]) if (!isPublishedPath(path)) throw pathRefused(path);
  const there = await place.stat([record.path, feed.path]);
  const changed: TargetFile[] = [];
  for (const [index, file] of [record, feed].entries()) {
    const bytes = file.content instanceof Uint8Array ? file.content : await readBytes(file.content.file);
    if (there[index]?.version === place.versionOf(bytes)) continue;
    if (there[index]?.version !== (file === feed ? replaces.feed : replaces.record))
      throw feedConflict(place, file.path);
    changed.push({ ...file, content: bytes });
  }
  for (const file of changed) await place.putAll([file]);
  return changed.map(({ path }) => path);
}

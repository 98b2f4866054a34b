import { gunzipSync } from 'node:zlib';
import { episodePaths } from '../../model/publication/paths/episode-paths.js';
import { PUBLISHED, searchFile } from '../../model/publication/paths/show-paths.js';
import { quoteValue } from '../../model/text.js';
import { fileOfPart, filesOfPart, readEpisodes, type Catalogue } from '../../site/player/search/search-shard.js';
import type { CheckedPlace } from '../checked-place.js';

/** Where what was said can be searched: the catalogue can be read, each file it names is there, and each episode has its page. */
export async function checkSearch(place: CheckedPlace): Promise<void> {
  const file = PUBLISHED.searchCatalogue;
  if (!place.has(file)) return;
  const hint = 'build the show again.';
  try {
    const read = async (path: string): Promise<Uint8Array> => gunzipSync((await place.target.read(path)) ?? '');
    const { parts } = JSON.parse(Buffer.from(await read(file)).toString('utf8')) as Catalogue;
    for (const name of parts.flatMap(filesOfPart)) {
      if (place.has(searchFile(name))) continue;
      place.error('E_FILE_MISSING', `what searches look words up in is not there: ${searchFile(name)}.`, {
        file,
        hint,
      });
    }
    for (const name of parts.flatMap((part) =>
      part.episodes.map((_, nth) => fileOfPart(part, part.shards.length + nth)),
    )) {
      if (!place.has(searchFile(name))) continue;
      for (const [slug] of readEpisodes(await read(searchFile(name)))) {
        if (place.has(episodePaths(slug).page)) continue;
        place.error('E_FILE_MISSING', `searches lead to ${quoteValue(slug)}, which has no page.`, { file, hint });
      }
    }
  } catch {
    place.error('E_JSON', 'what searches begin with cannot be read.', { file, hint });
  }
}

import { z } from 'zod';
import { episodePaths } from '../../model/publication/paths/episode-paths.js';
import { EMBED_SCRIPT, isLookupPath } from '../../model/publication/paths/show-paths.js';
import { quoteValue } from '../../model/text.js';
import type { CheckedPlace } from '../checked-place.js';

const LOOKUP = z.record(z.string(), z.string());
const EMBED_DATA = z.object({ guid: z.string(), audio: z.array(z.object({ url: z.string() })).min(1) });
const OEMBED = z.object({ version: z.literal('1.0'), type: z.string(), html: z.string() });

type OnRecord = { readonly guid: string; readonly title: string; readonly audio: { readonly path: string } };

/**
 * What plays episodes on pages of others: every article leads to an episode that is on record, and every episode on record
 * can be shown in a frame. A show published before there were frames has none of it.
 */
export async function checkEmbeds(place: CheckedPlace, episodes: readonly OnRecord[] = []): Promise<void> {
  if (!place.has(EMBED_SCRIPT)) return;
  const slugs = new Map(episodes.map((episode) => [episode.audio.path.split('/')[1] ?? '', episode]));
  for (const file of [...place.files.keys()].filter(isLookupPath).sort()) {
    const found = await readAs(LOOKUP, file, place);
    for (const slug of new Set(Object.values(found ?? {}))) {
      if (slugs.has(slug)) continue;
      place.error('E_LINK', `it leads articles to ${quoteValue(slug)}, which is no episode on record.`, { file });
    }
  }
  for (const [slug, { title, guid }] of slugs) {
    const { embed, embedPage, embedData, oembed } = episodePaths(slug);
    for (const file of [embedPage, embedData, oembed]) {
      if (!place.has(file))
        place.error('E_FILE_MISSING', `${quoteValue(title)}: pages of others ask for a file that is not there.`, {
          file,
        });
    }
    const data = await readAs(EMBED_DATA, embedData, place);
    if (data && data.guid !== guid)
      place.error('E_MANIFEST', `${quoteValue(title)}: pages of others are told of another episode.`, {
        file: embedData,
      });
    const told = await readAs(OEMBED, oembed, place);
    if (told && !told.html.includes(embed))
      place.error('E_LINK', `${quoteValue(title)}: its frame shows another page.`, { file: oembed });
  }
}

/** Nothing for what is not there, or is not what it should be, which is told. */
async function readAs<Value>(schema: z.ZodType<Value>, file: string, place: CheckedPlace): Promise<Value | undefined> {
  const text = await place.readText(file);
  if (text === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    place.error('E_JSON', 'the file does not hold what pages of others ask for.', { file });
    return undefined;
  }
}

import type { z } from 'zod';
import { episodeTagsSchema, showTagsSchema } from '../../fields/podcast-schema.js';
import type { ForeignTags } from '../../sources/kinds/feed/read-foreign-tags.js';

const SCHEMAS = { episode: episodeTagsSchema.shape, show: showTagsSchema.shape };

/** `podcast:` of a side-car or of `lector.yaml`, with those rows of a foreign feed that Lector takes; absent when none is. */
export function checkedTags(
  tags: ForeignTags | undefined,
  of: keyof typeof SCHEMAS,
): Readonly<Record<string, unknown>> | undefined {
  const shape: Readonly<Record<string, z.ZodType>> = SCHEMAS[of];
  const taken = Object.entries(tags ?? {}).flatMap(([key, rows]) => {
    const schema = shape[key];
    const good = schema ? rows.filter((row) => schema.safeParse(row).success) : [];
    return good.length === 0 ? [] : [[key, good.length === 1 ? good[0] : good] as const];
  });
  // One licence is all there can be of an episode; a list of them is none.
  const kept = taken.filter(([key, value]) => shape[key]?.safeParse(value).success === true);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

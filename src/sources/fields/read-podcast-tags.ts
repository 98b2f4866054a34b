import { EXIT, LectorError } from '../../errors.js';
import { placeOfField, toPlainValue } from '../../fields/field-value.js';
import { episodeTagsSchema } from '../../fields/podcast-schema.js';
import { schemaFaults } from '../../fields/schema-faults.js';
import { present } from '../../model/present.js';
import type { EpisodeTags } from '../../model/publication/podcast-tags.js';
import { fail, placeOf, shown, type FieldRecord } from './fields.js';

/**
 * What an editor says of an episode in tags of the Podcasting 2.0 namespace.
 *
 * @throws {@link LectorError} The fault that stands first, the others in its `more`.
 */
export function readPodcastTags(record: FieldRecord): EpisodeTags | undefined {
  const value = record.fields.get('podcast')?.value;
  if (value === undefined || value.kind === 'missing') return undefined;
  if (value.kind !== 'map') {
    fail({
      record,
      name: 'podcast',
      code: 'E_FIELD_TYPE',
      message: `: expected fields, got ${shown(value)}`,
      hint: 'write fields of its own, one a line below it.',
    });
  }
  const raw = toPlainValue(value);
  const parsed = episodeTagsSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const placeIn = (path: readonly PropertyKey[]) => ({
    ...placeOf(record, 'podcast'),
    ...present({ line: placeOfField(value.fields, path, record.file).line }),
  });
  const [first, ...more] = schemaFaults(parsed.error.issues, {
    schema: episodeTagsSchema,
    raw,
    placeOf: placeIn,
    exitCode: EXIT.inputs,
    within: 'podcast',
  });
  const { code = 'E_FIELD_TYPE', message = 'podcast cannot be read.', hint, place = placeIn([]) } = first ?? {};
  throw new LectorError(code, message, { place, more: more.map((error) => error.toFinding()), ...present({ hint }) });
}

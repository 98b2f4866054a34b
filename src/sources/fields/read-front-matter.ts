import type { FieldRecord } from './fields.js';
import { parseYamlFields } from './parse-yaml-fields.js';
import { readItemFields, type ItemFields } from './read-item-fields.js';
import type { ReadContext } from '../source.js';

/** Front matter as checked fields; none where there is none. */
export function readFrontMatter(
  yaml: string | undefined,
  { location, context }: { readonly location: string; readonly context: ReadContext },
): ItemFields {
  if (yaml === undefined) return { options: {} };
  const fields = parseYamlFields({
    text: yaml,
    file: location,
    firstLine: 2,
    maxBytes: context.limits.maxYamlBytes,
    maxDepth: context.limits.maxYamlDepth,
  });
  const record: FieldRecord = { file: location, fields, warn: context.warn };
  return readItemFields(record, context);
}

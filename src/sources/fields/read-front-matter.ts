import { readYamlFields } from '../../fields/read-yaml.js';
import type { FieldRecord } from './fields.js';
import { readItemFields, type ItemFields } from './read-item-fields.js';
import type { ReadContext } from '../source.js';

/** Front matter as checked fields; none where there is none. */
export function readFrontMatter(
  yaml: string | undefined,
  { location, context }: { readonly location: string; readonly context: ReadContext },
): ItemFields {
  if (yaml === undefined) return { options: {} };
  const fields = readYamlFields({
    text: yaml,
    file: location,
    firstLine: 2,
    maxBytes: context.limits.maxYamlBytes,
    maxDepth: context.limits.maxYamlDepth,
    expected: 'fields such as title: …',
  });
  const record: FieldRecord = { file: location, fields, warn: (finding) => context.warn(finding) };
  return readItemFields(record, context);
}

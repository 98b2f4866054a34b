import { stringify } from 'yaml';

/** Fields as YAML that is read back the same by every reader: texts in quotes, in the order given; absent ones left out. */
export function writeYaml(fields: Readonly<Record<string, unknown>>): string {
  return stringify(fields, {
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    lineWidth: 0,
    blockQuote: 'literal',
  });
}

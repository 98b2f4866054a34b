import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { TEMPLATE_CONTRACT } from '../../src/show/templates/template-contexts.js';
import { schemaOfTypes, type Schema } from './template-schema.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const RENEW = 'npx vitest run test/docs/template-data-page.test.ts -u';
const { roots, $defs } = schemaOfTypes('src/show/templates/template-contexts.ts', ['EpisodeContexts', 'ShowContexts']);

function schemaFile(): string {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'What the templates of Lector are given',
    $comment: `Version ${TEMPLATE_CONTRACT} of the contract. Made from src/show/templates/template-contexts.ts by: ${RENEW}`,
    anyOf: roots,
    $defs,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function page(): string {
  const first = ['EpisodeContexts', 'ShowContexts'];
  const names = [...first, ...Object.keys($defs).filter((name) => !first.includes(name))];
  return [
    '# Data of templates',
    '',
    `<!-- Made from src/show/templates/template-contexts.ts by: ${RENEW} -->`,
    '',
    `Version ${TEMPLATE_CONTRACT} of the contract. \`lector notes --print-context SLUG\` prints exactly what the templates about an episode`,
    'are given (`EpisodeContexts`), and `--print-context show` those about the show (`ShowContexts`); the package has the same',
    'as a JSON Schema, `schemas/template-context.json`. A field that may be empty is there all the same: `{{#if field}}` asks',
    'for it, and as JSON it is `null`. HTML is printed with `{{html field}}`.',
    '',
    'A template that is right stays right within a version. The version is raised when a field is taken away or renamed, means',
    'or holds something else, or may be empty that never was; new fields do not raise it.',
    ...names.flatMap((name) => ['', `## ${name}`, '', ...tableOf($defs[name] ?? {})]),
    '',
  ].join('\n');
}

function tableOf({ description, properties = {} }: Schema): readonly string[] {
  const rows = Object.entries(properties).map(
    ([name, field]) => `| \`${name}\` | ${kindOf(field)} | ${cell(field.description ?? '')} |`,
  );
  return [...(description === undefined ? [] : [cell(description), '']), '| field | is | |', '|---|---|---|', ...rows];
}

function kindOf(field: Schema): string {
  const { $ref, anyOf, type, items, enum: values, properties } = field;
  if (typeof $ref === 'string') return `[${$ref.slice(8)}](#${$ref.slice(8).toLowerCase()})`;
  if (Array.isArray(anyOf)) {
    const kinds = (anyOf as Schema[]).map((one) => (one['type'] === 'null' ? 'may be empty' : kindOf(one)));
    return kinds.join(', ');
  }
  if (Array.isArray(values)) return values.map((value) => `\`${String(value)}\``).join(', ');
  if ('const' in field) return `\`${String(field['const'])}\``;
  if (type === 'array') return `list of ${kindOf((items ?? {}) as Schema)}`;
  if (type === 'string') return 'contentMediaType' in field ? 'HTML' : 'text';
  if (properties && Object.keys(properties).length > 0)
    return Object.keys(properties)
      .map((name) => `\`.${name}\``)
      .join(' ');
  return String(type ?? 'data');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}

describe('the contract of templates', () => {
  it(`is in the package as its types say; renew it with: ${RENEW}`, async () => {
    await expect(schemaFile()).toMatchFileSnapshot(path.join(ROOT, 'schemas/template-context.json'));
    await expect(page()).toMatchFileSnapshot(path.join(ROOT, 'docs/template-data.md'));
  });
});

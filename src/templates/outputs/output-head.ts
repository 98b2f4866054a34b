import { z } from 'zod';
import { EXIT, isLectorError, LectorError } from '../../errors.js';
import { placeOfField, toPlainValue } from '../../fields/field-value.js';
import { readYamlFields } from '../../fields/read-yaml.js';
import { schemaFaults } from '../../fields/schema-faults.js';
import { present } from '../../model/present.js';
import type { TemplateForm } from '../parse-template.js';

/** What an output is made for: once, or for each of these. */
export const OUTPUT_SUBJECTS = ['show', 'episode', 'section', 'tag', 'author', 'month'] as const;
export type OutputSubject = (typeof OUTPUT_SUBJECTS)[number];

/** What an output is: how its values are escaped, and the endings a file of that kind may have. */
export const OUTPUT_TYPES = {
  html: { form: 'html', extensions: ['html'] },
  email: { form: 'html', extensions: ['html'] },
  text: { form: 'text', extensions: ['txt', 'md', 'csv', 'ics'] },
  json: { form: 'json', extensions: ['json'] },
  xml: { form: 'html', extensions: ['xml', 'opml'] },
} as const satisfies Record<string, { readonly form: TemplateForm; readonly extensions: readonly string[] }>;
export type OutputType = keyof typeof OUTPUT_TYPES;

/** The head of a template of `templates/outputs`, with the line its path stands on. */
export type OutputHead = {
  readonly each: OutputSubject;
  readonly type: OutputType;
  /** A template itself: `newsletter/{{episode.slug}}.html`. */
  readonly path: string;
  readonly pathLine: number;
  /** Of the first line behind the head. */
  readonly bodyLine: number;
  /** Only of the newest so many episodes. */
  readonly latest?: number;
};

const SCHEMA = z.strictObject({
  each: z.enum(OUTPUT_SUBJECTS),
  path: z.string().trim().min(1).max(1000),
  type: z.enum(Object.keys(OUTPUT_TYPES) as [OutputType, ...OutputType[]]),
  latest: z.number().int().min(1).max(1_000_000).optional(),
});

const MAX_HEAD_BYTES = 8192;
const HEAD = /^---[ \t]*\n([\s\S]*?)^---[ \t]*(?:\n|$)/mu;

/** Whether a text begins as one with a head does. */
export function hasHead(source: string): boolean {
  return /^---[ \t]*\n/u.test(source);
}

/**
 * Parts a template from its head, YAML between two lines of `---`.
 *
 * @returns The head, and the template with a comment in its place, so that every line keeps its number.
 * @throws {@link LectorError} `E_TEMPLATE_OUTPUT`, `E_YAML`, `E_FIELD_…` or `E_UNKNOWN_KEY` with file and line.
 */
export function splitHead(source: string, file: string): { readonly head: OutputHead; readonly body: string } {
  const found = HEAD.exec(source);
  if (!hasHead(source) || found?.index !== 0) {
    throw missingHead(file, hasHead(source) ? 'its head is never closed' : 'it has no head');
  }
  const [whole, text = ''] = found;
  const lineCount = text.split('\n').length;
  return {
    head: { ...readHead(text, file), bodyLine: lineCount + 2 },
    body: `{{!--${'\n'.repeat(lineCount)}--}}\n${source.slice(whole.length)}`,
  };
}

function missingHead(file: string, why = 'its head cannot be read'): LectorError {
  return new LectorError('E_TEMPLATE_OUTPUT', `nothing can be made from this template: ${why}.`, {
    hint: 'begin with lines of ---, each: episode, path: social/{{episode.slug}}.txt, type: text, and ---.',
    place: { file, line: 1 },
  });
}

function readHead(text: string, file: string): Omit<OutputHead, 'bodyLine'> {
  const fields = readFields(text, file);
  const raw = toPlainValue({ kind: 'map', fields });
  const checked = SCHEMA.safeParse(raw);
  const placeOf = (path: readonly PropertyKey[]) => ({ line: 1, ...placeOfField(fields, path, file) });
  if (!checked.success) {
    const context = { schema: SCHEMA, raw, placeOf, exitCode: EXIT.config };
    const [first = missingHead(file), ...more] = schemaFaults(checked.error.issues, context);
    throw new LectorError(first.code, first.message, {
      exitCode: EXIT.config,
      more: more.map((fault) => fault.toFinding()),
      ...present({ hint: first.hint, place: first.place }),
    });
  }
  const { latest, ...head } = checked.data;
  return { ...head, ...(latest !== undefined && { latest }), pathLine: placeOf(['path']).line };
}

function readFields(text: string, file: string) {
  try {
    const expected = 'each:, path: and type:';
    return readYamlFields({
      text,
      file,
      firstLine: 2,
      maxBytes: MAX_HEAD_BYTES,
      maxDepth: 2,
      expected,
      exitCode: EXIT.config,
    });
  } catch (error) {
    const at = text.split('\n').findIndex((line) => /^\s*\w+:\s*\{\{/u.test(line));
    if (!isLectorError(error) || at < 0) throw error;
    throw new LectorError(error.code as 'E_YAML', 'a value that begins with {{ is not text to YAML.', {
      hint: 'put it in quotes: path: "{{episode.slug}}.txt".',
      place: { file, line: at + 2 },
      exitCode: EXIT.config,
      cause: error,
    });
  }
}

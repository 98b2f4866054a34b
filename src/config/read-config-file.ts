import { LineCounter, isMap, isNode, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { EXIT, LectorError, type ErrorCode } from '../errors.js';
import type { Finding, Place } from '../model/finding.js';
import { present } from '../model/present.js';
import { quoteValue } from '../model/text.js';
import { suggestWord } from '../model/suggest.js';
import { checkValues } from './check-values.js';
import { configSchema, type ConfigFile } from './schema.js';

type Issue = z.core.$ZodIssue;

const PROTO_KEY = '__proto__';
/** What people look for a key for, and how it is done instead. */
const NOT_A_KEY: Readonly<Record<string, string>> = {
  publish: 'remove it; Lector publishes into the folder outDir names: copy that to the host (S3, rsync, …) afterwards.',
};

/**
 * Reads the text of `lector.yaml` (or a `.json` file): strict YAML 1.2 core, no aliases, unknown keys refused.
 *
 * @throws {@link LectorError} `E_CONFIG_EMPTY`, `E_YAML`, `E_JSON`, `E_UNKNOWN_KEY`, `E_FIELD_…`; exit code 3.
 */
export function readConfigFile(text: string, file: string): { values: ConfigFile; warnings: readonly Finding[] } {
  const { document, lineOf } = parseText(text, file);
  const raw: unknown = document.toJS({ maxAliasCount: 0 });
  const parsed = configSchema.safeParse(raw);
  const placeOf = (fieldPath: readonly PropertyKey[]): Place => placeAt({ document, fieldPath, file, lineOf });
  const errors: LectorError[] = [
    ...findProtoKeys(document, file, lineOf),
    ...(parsed.success ? [] : parsed.error.issues.flatMap((issue) => toErrors(issue, { raw, placeOf }))),
  ];
  const values = parsed.success ? parsed.data : withoutFaults(raw, parsed.error.issues);
  const checked = values ? checkValues(values, placeOf) : { errors: [], warnings: [] };
  errors.push(...checked.errors);
  throwAll(errors);
  if (!parsed.success) throw new LectorError('E_CONFIG', `${file} cannot be read.`, { exitCode: EXIT.config });
  return { values: parsed.data, warnings: checked.warnings };
}

/** What is left when everything the schema refuses is taken out, so that its values are checked in the same run. */
function withoutFaults(raw: unknown, issues: readonly Issue[]): ConfigFile | undefined {
  const refused = new Set(
    issues.flatMap((issue) => {
      const [key] = issue.path;
      return key === undefined && issue.code === 'unrecognized_keys' ? issue.keys : [String(key)];
    }),
  );
  const kept = Object.entries(typeof raw === 'object' && raw ? raw : {}).filter(([key]) => !refused.has(key));
  return configSchema.safeParse({ title: 'untitled', ...Object.fromEntries(kept) }).data;
}

function parseText(text: string, file: string): { document: Document; lineOf: (offset: number) => Place } {
  const counter = new LineCounter();
  const lineOf = (offset: number): Place => {
    const { line, col } = counter.linePos(offset);
    return { file, line, column: col };
  };
  if (text.trim() === '') {
    throw new LectorError('E_CONFIG_EMPTY', `${file} is empty.`, {
      hint: 'run "lector init" to get one that works.',
      place: { file },
    });
  }
  if (file.endsWith('.json')) checkJson(text, file);
  const document = parseDocument(text, {
    lineCounter: counter,
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: true,
    prettyErrors: false,
  });
  const [error] = document.errors;
  if (error) {
    const place = lineOf(error.pos[0]);
    const duplicate = error.code === 'DUPLICATE_KEY' ? duplicateKeyAt(text, error.pos[0]) : undefined;
    throw new LectorError(
      'E_YAML',
      duplicate === undefined ? notYaml(error.message, place) : `the key "${duplicate}" stands twice.`,
      {
        hint: duplicate === undefined ? 'quote values that hold a colon or a bracket.' : 'remove one of the two.',
        place,
        exitCode: EXIT.config,
      },
    );
  }
  if (!isMap(document.contents)) {
    throw new LectorError('E_FIELD_TYPE', 'root: expected mapping.', {
      hint: 'start with a line such as "title: My show".',
      place: { file, line: 1 },
      exitCode: EXIT.config,
    });
  }
  return { document, lineOf };
}

function notYaml(message: string, { line, column }: Place): string {
  return `not valid YAML (line ${line}, column ${column}): ${message.replace(/\.$/u, '')}.`;
}

function checkJson(text: string, file: string): void {
  try {
    JSON.parse(text);
  } catch (error) {
    const position = /position (\d+)/u.exec(String(error))?.[1];
    const line = text.slice(0, Number(position ?? 0)).split('\n').length;
    throw new LectorError('E_JSON', `not valid JSON, line ${line}.`, {
      hint: 'JSON has no comments; use lector.yaml to have them.',
      place: { file, line },
      exitCode: EXIT.config,
    });
  }
}

function duplicateKeyAt(text: string, offset: number): string | undefined {
  return /^\s*["']?([^"':\s]+)/u.exec(text.slice(offset))?.[1];
}

/** A key that JavaScript treats specially may not reach the schema; it is named here, and here alone. */
function findProtoKeys(document: Document, file: string, lineOf: (offset: number) => Place): LectorError[] {
  const found: LectorError[] = [];
  if (!isMap(document.contents)) return found;
  for (const { key } of document.contents.items) {
    if (!isNode(key) || String(key) !== PROTO_KEY) continue;
    found.push(
      new LectorError('E_UNKNOWN_KEY', 'unknown key "__proto__".', {
        hint: 'remove it.',
        place: key.range ? lineOf(key.range[0]) : { file },
        exitCode: EXIT.config,
      }),
    );
  }
  return found;
}

function placeAt(input: {
  document: Document;
  fieldPath: readonly PropertyKey[];
  file: string;
  lineOf: (offset: number) => Place;
}): Place {
  for (let length = input.fieldPath.length; length > 0; length -= 1) {
    const node: unknown = input.document.getIn(input.fieldPath.slice(0, length), true);
    if (isNode(node) && node.range) return input.lineOf(node.range[0]);
  }
  return { file: input.file };
}

function toErrors(
  issue: Issue,
  context: { raw: unknown; placeOf: (path: readonly PropertyKey[]) => Place },
): LectorError[] {
  const field = issue.path.join('.');
  const make = (code: ErrorCode, message: string, hint?: string): LectorError =>
    new LectorError(code, message, {
      place: context.placeOf(issue.path),
      exitCode: EXIT.config,
      ...present({ hint }),
    });
  const value = valueAt(context.raw, issue.path);
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.filter((key) => key !== PROTO_KEY);
    return keys.map((key) => {
      const near = suggestWord(key, knownKeys(issue.path));
      const at = context.placeOf([...issue.path, key]);
      return new LectorError('E_UNKNOWN_KEY', `unknown key "${[...issue.path, key].join('.')}".`, {
        place: at,
        exitCode: EXIT.config,
        hint:
          near === undefined ? (NOT_A_KEY[[...issue.path, key].join('.')] ?? 'remove it.') : `did you mean "${near}"?`,
      });
    });
  }
  if (value === undefined)
    return [
      make(
        'E_FIELD_MISSING',
        `${field} is missing.`,
        `add a line such as ${field}: ${field === 'title' ? 'My show' : '…'}`,
      ),
    ];
  const shown = typeof value === 'object' ? 'a list or mapping' : quoteValue(String(value));
  if (typeof value === 'number' && !Number.isFinite(value)) {
    const isNan = Number.isNaN(value);
    return [
      make(
        isNan ? 'E_FIELD_TYPE' : 'E_FIELD_RANGE',
        `${field} ${shown} is not a finite number.`,
        field.startsWith('budget.')
          ? 'give an amount, or run with --no-budget to spend without limit.'
          : 'give a number.',
      ),
    ];
  }
  if (issue.code === 'too_small' || issue.code === 'too_big') {
    const isText = issue.origin === 'string';
    const isMinimum = issue.code === 'too_small';
    const limit = isMinimum ? `>= ${String(issue.minimum)}` : `<= ${String(issue.maximum)}`;
    if (isText)
      return [
        make(
          isMinimum ? 'E_FIELD_EMPTY' : 'E_FIELD_LONG',
          isMinimum ? `${field} is empty.` : `${field} is longer than ${String(issue.maximum)} characters.`,
        ),
      ];
    const range = field === 'concurrency' ? '1..64' : limit;
    return [make('E_FIELD_RANGE', `${field} ${shown} is out of range: ${range}.`, `give a value ${range}.`)];
  }
  if (issue.code === 'invalid_value')
    return [
      make(
        'E_FIELD_TYPE',
        `${field} ${shown} is not one of: ${issue.values.map(String).join(', ')}.`,
        `use ${issue.values.map(String).join(' or ')}.`,
      ),
    ];
  return [make('E_FIELD_TYPE', `${field} ${shown}: ${issue.message.replace(/^Invalid input: /u, '')}.`)];
}

function valueAt(raw: unknown, fieldPath: readonly PropertyKey[]): unknown {
  return fieldPath.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    raw,
  );
}

function knownKeys(fieldPath: readonly PropertyKey[]): string[] {
  let schema: unknown = configSchema;
  for (const key of fieldPath) schema = (shapeOf(schema) ?? {})[String(key)];
  return Object.keys(shapeOf(schema) ?? {});
}

/** The shape of an object schema, looking through defaults. */
function shapeOf(schema: unknown): Record<string, unknown> | undefined {
  const candidate = schema as { shape?: Record<string, unknown>; def?: { innerType?: unknown } } | undefined;
  if (!candidate) return undefined;
  return candidate.shape ?? (candidate.def?.innerType === undefined ? undefined : shapeOf(candidate.def.innerType));
}

function throwAll(errors: readonly LectorError[]): void {
  const [first, ...rest] = errors;
  if (!first) return;
  throw new LectorError(first.code as ErrorCode, first.message, {
    exitCode: EXIT.config,
    more: rest.map((error) => error.toFinding()),
    ...present({ hint: first.hint, place: first.place }),
  });
}

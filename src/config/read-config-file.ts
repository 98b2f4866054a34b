import type { z } from 'zod';
import { EXIT, LectorError, type ErrorCode } from '../errors.js';
import { placeOfField, toPlainValue, type FieldMap } from '../fields/field-value.js';
import { readJson } from '../fields/read-json.js';
import { readYaml } from '../fields/read-yaml.js';
import type { Finding, Place } from '../model/finding.js';
import { present } from '../model/present.js';
import { quoteValue } from '../model/text.js';
import { suggestWord } from '../model/text/suggest.js';
import { checkValues } from './check-values.js';
import { configSchema, type ConfigFile } from './schema.js';

type Issue = z.core.$ZodIssue;

const MAX_BYTES = 65_536;
const MAX_DEPTH = 32;
/** What each type of value is called in a hint. */
const EXPECTED: Readonly<Record<string, string>> = {
  number: 'a number, without quotes',
  int: 'a whole number, without quotes',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'fields of its own, one a line below it',
  record: 'fields of its own, one a line below it',
};
/** What people look for a key for, and how it is done instead. */
const NOT_A_KEY: Readonly<Record<string, string>> = {
  publish: 'remove it; Lector publishes into the folder outDir names: copy that to the host (S3, rsync, …) afterwards.',
};

/**
 * Reads the text of `lector.yaml` (or a `.json` file): strict YAML 1.2, no aliases, unknown keys refused.
 *
 * @throws {@link LectorError} `E_CONFIG_EMPTY`, `E_YAML`, `E_JSON`, `E_JSON_DUPLICATE`, `E_UNKNOWN_KEY`, `E_FIELD_…`; exit code 3.
 */
export function readConfigFile(
  text: string,
  file: string,
): { values: ConfigFile; warnings: readonly Finding[]; speechPlaces: SpeechPlaces } {
  const fields = readFields(text, file);
  const raw = toPlainValue({ kind: 'map', fields });
  const parsed = configSchema.safeParse(raw);
  const placeOf = (fieldPath: readonly PropertyKey[]): Place => placeOfField(fields, fieldPath, file);
  const errors = parsed.success ? [] : parsed.error.issues.flatMap((issue) => toErrors(issue, { raw, placeOf }));
  const values = parsed.success ? parsed.data : withoutFaults(raw, parsed.error.issues);
  const checked = values ? checkValues(values, placeOf) : { errors: [], warnings: [] };
  errors.push(...checked.errors);
  throwAll(errors);
  if (!parsed.success) throw new LectorError('E_CONFIG', `${file} cannot be read.`, { exitCode: EXIT.config });
  return { values: parsed.data, warnings: checked.warnings, speechPlaces: speechPlacesOf(parsed.data, placeOf) };
}

/** Where the file names the engine, and each voice first. */
export type SpeechPlaces = { readonly engine: Place; readonly voices: Readonly<Record<string, Place>> };

function speechPlacesOf({ tts }: ConfigFile, placeOf: (path: readonly string[]) => Place): SpeechPlaces {
  const named = (['roles', 'speakers', 'voices'] as const).flatMap((key) =>
    Object.entries(tts[key]).flatMap(([name, voice]) =>
      voice === undefined ? [] : [[voice, placeOf(['tts', key, name])] as const],
    ),
  );
  const narrator = tts.voice === undefined ? [] : [[tts.voice, placeOf(['tts', 'voice'])] as const];
  return { engine: placeOf(['tts', 'engine']), voices: Object.fromEntries([...named.toReversed(), ...narrator]) };
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

function readFields(text: string, file: string): FieldMap {
  if (text.trim() === '') {
    throw new LectorError('E_CONFIG_EMPTY', `${file} is empty.`, {
      hint: 'run "lector init" to get one that works.',
      place: { file },
    });
  }
  const expected = 'a line such as "title: My show"';
  const input = { text, file, maxBytes: MAX_BYTES, maxDepth: MAX_DEPTH, expected, exitCode: EXIT.config };
  if (!file.endsWith('.json')) refuseToml(text, file);
  const root = file.endsWith('.json') ? readJson(input) : readYaml(input);
  if (root.kind === 'map') return root.fields;
  throw new LectorError('E_FIELD_TYPE', 'root: expected mapping.', {
    hint: `start with ${expected}.`,
    place: { file, line: 1 },
    exitCode: EXIT.config,
  });
}

/** The first line that is no comment tells: `title = "My show"`, or the name of a table. */
function refuseToml(text: string, file: string): void {
  const lines = text.split(/\r?\n/u);
  const first = lines.findIndex((line) => /^\s*[^\s#]/u.test(line));
  if (!/^\s*(?:[\w-]+(?:\.[\w-]+)*\s*=|\[{1,2}[\w.-]+\]{1,2}\s*(?:#.*)?$)/u.test(lines[first] ?? '')) return;
  throw new LectorError('E_YAML', `${file} is written in TOML.`, {
    hint: 'write it as YAML: title: My show in place of title = "My show", and tts: with its keys indented below in place of [tts].',
    place: { file, line: first + 1 },
    exitCode: EXIT.config,
  });
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
    return issue.keys.map((key) => {
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
  const expected = issue.code === 'invalid_type' ? issue.expected : undefined;
  const hint = `give ${(expected && EXPECTED[expected]) ?? 'another value'}.`;
  return [make('E_FIELD_TYPE', `${field} ${shown}: ${issue.message.replace(/^Invalid input: /u, '')}.`, hint)];
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

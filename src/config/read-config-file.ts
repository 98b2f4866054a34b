import { EXIT, LectorError, type ErrorCode } from '../errors.js';
import { placeOfField, toPlainValue, type FieldMap } from '../fields/field-value.js';
import { readJson } from '../fields/read-json.js';
import { readYaml } from '../fields/read-yaml.js';
import { schemaFaults, type SchemaIssue } from '../fields/schema-faults.js';
import type { Finding, Place } from '../model/finding.js';
import { present } from '../model/present.js';
import { checkValues } from './check-values.js';
import { configSchema, type ConfigFile } from './schema.js';

const MAX_BYTES = 65_536;
const MAX_DEPTH = 32;

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
  const raw = spellOut(toPlainValue({ kind: 'map', fields }));
  const parsed = configSchema.safeParse(raw);
  const placeOf = (fieldPath: readonly PropertyKey[]): Place => placeOfField(fields, fieldPath, file);
  const errors: LectorError[] = parsed.success
    ? []
    : [
        ...schemaFaults(parsed.error.issues, {
          schema: configSchema,
          raw,
          placeOf,
          exitCode: EXIT.config,
        }),
      ];
  const values = parsed.success ? parsed.data : withoutFaults(raw, parsed.error.issues);
  const checked = values ? checkValues(values, placeOf) : { errors: [], warnings: [] };
  errors.push(...checked.errors);
  throwAll(errors);
  if (!parsed.success) throw new LectorError('E_CONFIG', `${file} cannot be read.`, { exitCode: EXIT.config });
  return { values: parsed.data, warnings: checked.warnings, speechPlaces: speechPlacesOf(parsed.data, placeOf) };
}

/** `disclosure: end` says where, and nothing else of it. */
function spellOut(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null || !('disclosure' in raw)) return raw;
  const { disclosure } = raw;
  return typeof disclosure === 'object' ? raw : { ...raw, disclosure: { spoken: disclosure } };
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
function withoutFaults(raw: unknown, issues: readonly SchemaIssue[]): ConfigFile | undefined {
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

function throwAll(errors: readonly LectorError[]): void {
  const [first, ...rest] = errors;
  if (!first) return;
  throw new LectorError(first.code as ErrorCode, first.message, {
    exitCode: EXIT.config,
    more: rest.map((error) => error.toFinding()),
    ...present({ hint: first.hint, place: first.place }),
  });
}

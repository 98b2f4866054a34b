import type { z } from 'zod';
import { LectorError, type ErrorCode, type ExitCode } from '../errors.js';
import type { Place } from '../model/finding.js';
import { present } from '../model/present.js';
import { quoteValue } from '../model/text.js';
import { suggestWord } from '../model/text/suggest.js';

export type SchemaIssue = z.core.$ZodIssue;

/** What is needed to tell a fault of a value in the words of who wrote it. */
export type FaultContext = {
  readonly schema: unknown;
  /** The value as it was checked. */
  readonly raw: unknown;
  readonly placeOf: (path: readonly PropertyKey[]) => Place;
  readonly exitCode: ExitCode;
  /** Of the value as a whole, in front of every path: `podcast`. */
  readonly within?: string;
};

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

/** Everything a schema refuses of a value somebody wrote: each with its place, and what to write in its stead. */
export function schemaFaults(issues: readonly SchemaIssue[], context: FaultContext): readonly LectorError[] {
  return issues.flatMap((issue) => faultsOf(issue, context));
}

function faultsOf(issue: SchemaIssue, context: FaultContext): readonly LectorError[] {
  const { within } = context;
  const path = writtenPath(context.raw, issue.path);
  const nameOf = (path: readonly PropertyKey[]): string =>
    [...(within === undefined ? [] : [within]), ...path].join('.');
  const field = nameOf(path);
  const make = (code: ErrorCode, message: string, hint?: string): LectorError =>
    new LectorError(code, message, {
      place: context.placeOf(path),
      exitCode: context.exitCode,
      ...present({ hint }),
    });
  const value = valueAt(context.raw, path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const name = nameOf([...path, key]);
      const near = suggestWord(key, knownKeys(context.schema, issue.path));
      return new LectorError('E_UNKNOWN_KEY', `unknown key "${name}".`, {
        place: context.placeOf([...path, key]),
        exitCode: context.exitCode,
        hint: near === undefined ? 'remove it.' : `did you mean "${near}"?`,
      });
    });
  }
  if (issue.code === 'custom') {
    const { code = 'E_FIELD_TYPE', hint } = (issue.params ?? {}) as {
      readonly code?: ErrorCode;
      readonly hint?: string;
    };
    const told = typeof value === 'string' ? ` ${quoteValue(value)}` : '';
    return [make(code, `${field}${told} ${issue.message}.`, hint)];
  }
  if (value === undefined) {
    const example = field === 'title' ? 'My show' : '…';
    return [make('E_FIELD_MISSING', `${field} is missing.`, `add a line such as ${field}: ${example}`)];
  }
  const shown = typeof value === 'object' ? 'a list or mapping' : quoteValue(String(value));
  if (typeof value === 'number' && !Number.isFinite(value)) {
    const hint = field.startsWith('budget.')
      ? 'give an amount, or run with --no-budget to spend without limit.'
      : 'give a number.';
    return [
      make(Number.isNaN(value) ? 'E_FIELD_TYPE' : 'E_FIELD_RANGE', `${field} ${shown} is not a finite number.`, hint),
    ];
  }
  if (issue.code === 'too_small' || issue.code === 'too_big') {
    const isMinimum = issue.code === 'too_small';
    if (issue.origin === 'string') {
      const message = isMinimum ? `${field} is empty.` : `${field} is longer than ${String(issue.maximum)} characters.`;
      return [make(isMinimum ? 'E_FIELD_EMPTY' : 'E_FIELD_LONG', message)];
    }
    const limit = isMinimum ? `>= ${String(issue.minimum)}` : `<= ${String(issue.maximum)}`;
    const range = field === 'concurrency' ? '1..64' : limit;
    return [make('E_FIELD_RANGE', `${field} ${shown} is out of range: ${range}.`, `give a value ${range}.`)];
  }
  if (issue.code === 'invalid_value') {
    const choices = issue.values.map(String);
    return [
      make('E_FIELD_TYPE', `${field} ${shown} is not one of: ${choices.join(', ')}.`, `use ${choices.join(' or ')}.`),
    ];
  }
  const expected = issue.code === 'invalid_type' ? issue.expected : undefined;
  const hint = `give ${(expected && EXPECTED[expected]) ?? 'another value'}.`;
  const is = issue.message.startsWith('is ') ? ' ' : ': ';
  return [make('E_FIELD_TYPE', `${field} ${shown}${is}${issue.message.replace(/^Invalid input: /u, '')}.`, hint)];
}

/** Where it stands for who wrote it: one row in place of a list has no number, one in place of several by name no name. */
function writtenPath(raw: unknown, path: readonly PropertyKey[]): readonly PropertyKey[] {
  return path.filter(
    (key, index) => key !== '' && (typeof key !== 'number' || Array.isArray(valueAt(raw, path.slice(0, index)))),
  );
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    raw,
  );
}

function knownKeys(schema: unknown, path: readonly PropertyKey[]): readonly string[] {
  let inner: SchemaNode | undefined = bare(schema);
  for (const key of path) inner = bare(inner?.def?.element ?? inner?.def?.valueType ?? inner?.shape?.[String(key)]);
  return [inner, ...(inner?.def?.options ?? []).map(bare)].flatMap((node) => Object.keys(node?.shape ?? {}));
}

/** What is looked at of a schema: the keys of an object, the rows of a list or a record, and what stands around either. */
type SchemaNode = {
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly def?: {
    readonly innerType?: unknown;
    readonly element?: unknown;
    /** Of what is called by names of its writer's own. */
    readonly valueType?: unknown;
    /** Kinds of objects, one of which it is. */
    readonly options?: readonly unknown[];
    readonly in?: unknown;
    readonly out?: unknown;
  };
};

/** The schema within defaults, transformations and options; of a pipe, the end that has a shape. */
function bare(schema: unknown): SchemaNode | undefined {
  const node = schema as SchemaNode | undefined;
  if (!node || node.shape || (node.def?.element ?? node.def?.valueType ?? node.def?.options) !== undefined) return node;
  const { innerType, in: first, out: last } = node.def ?? {};
  if (innerType !== undefined) return bare(innerType);
  return [first, last]
    .map((end) => (end === undefined ? undefined : bare(end)))
    .find((end) => end?.shape ?? end?.def?.element ?? end?.def?.valueType);
}

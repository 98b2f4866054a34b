import { EXIT, LectorError, type ErrorCode, type ExitCode } from '../errors.js';
import type { Place } from '../model/finding.js';
import { present } from '../model/present.js';
import { quoteValue } from '../model/text.js';

/** A value somebody wrote in YAML or JSON, as text: nothing is turned into a number on the way. */
export type FieldValue =
  | { readonly kind: 'missing' }
  | {
      readonly kind: 'text';
      readonly text: string;
      /** Written without quotes. */
      readonly isBare: boolean;
    }
  | {
      readonly kind: 'list';
      readonly items: readonly FieldValue[];
      /** Of each item, from 1, where the format knows. */
      readonly lines?: readonly number[];
    }
  | { readonly kind: 'map'; readonly fields: FieldMap };

/** A value with the place of its name, counted from 1. */
export type Field = { readonly value: FieldValue; readonly line?: number; readonly column?: number };

/** Fields by name. A map, so that no name reaches into a prototype. */
export type FieldMap = ReadonlyMap<string, Field>;

/** A document of fields, what it may hold, and how its faults are told. */
export type FieldsInput = {
  readonly text: string;
  readonly file: string;
  /** Line of the file on which the text begins, from 1. */
  readonly firstLine?: number;
  readonly maxBytes: number;
  readonly maxDepth: number;
  /** What the document should be, such as `fields such as title: …`. */
  readonly expected: string;
  /** Code of what cannot be read; default `E_YAML` or `E_JSON`. */
  readonly code?: ErrorCode;
  /** In place of that of the code. */
  readonly exitCode?: ExitCode;
  /** `null` and `~` are texts like any other, and only nothing at all is missing. */
  readonly hasNoNull?: boolean;
  /** Others write it, as a feed: of two fields of one name the last is taken, whatever the name. */
  readonly isForeign?: boolean;
};

/** Names that reach into what every JavaScript object has. */
const PROTOTYPE_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Refuses a name that reaches into prototypes.
 *
 * @throws {@link LectorError} `E_UNKNOWN_KEY` or the code of the input.
 */
export function refusePrototypeName(name: string, place: Place, input: FieldsInput): void {
  if (input.isForeign === true || !PROTOTYPE_NAMES.has(name)) return;
  throw new LectorError(input.code ?? 'E_UNKNOWN_KEY', `unknown key ${quoteValue(name)}.`, {
    place,
    hint: 'remove it.',
    exitCode: input.exitCode ?? EXIT.inputs,
  });
}

/**
 * Adds a field to the map it stands in.
 *
 * @throws {@link LectorError} `code` for a name that stands twice.
 */
export function putField(
  fields: Map<string, Field>,
  { name, field, input, code }: { name: string; field: Field; input: FieldsInput; code: ErrorCode },
): void {
  const { line, column } = field;
  const first = fields.get(name);
  if (first && input.isForeign !== true) {
    const message = `the key ${quoteValue(name)} stands twice, in line ${first.line} and in line ${line}`;
    const place: Place = { file: input.file, ...present({ line, column }) };
    refuse(input, { code, message, place, hint: 'keep one of the two.' });
  }
  fields.set(name, field);
}

/** Refuses a document, or what stands at a place of it. */
export function refuse(
  input: FieldsInput,
  fault: { code: ErrorCode; message: string; hint: string; place?: Place; cause?: unknown },
): never {
  const { code, message, hint, place = { file: input.file }, cause } = fault;
  throw new LectorError(code, `${message}.`, { place, hint, ...present({ cause, exitCode: input.exitCode }) });
}

/** Refuses a document that is too large to be one. */
export function requireSize({ input, code, hint }: { input: FieldsInput; code: ErrorCode; hint: string }): void {
  const sizeBytes = Buffer.byteLength(input.text);
  if (sizeBytes <= input.maxBytes) return;
  refuse(input, { code, message: `the file takes ${sizeBytes} bytes; the limit is ${input.maxBytes}`, hint });
}

/** The fields of a document, which may hold nothing at all. */
export function requireMap(root: FieldValue, input: FieldsInput, code: ErrorCode): FieldMap {
  if (root.kind === 'map') return root.fields;
  if (root.kind === 'missing') return new Map();
  const place = { file: input.file, line: input.firstLine ?? 1 };
  return refuse(input, { code, message: `expected ${input.expected}`, place, hint: 'write one field a line.' });
}

/** Where the field of a path stands, or the nearest one around it. */
export function placeOfField(root: FieldMap, path: readonly PropertyKey[], file: string): Place {
  let value: FieldValue = { kind: 'map', fields: root };
  let place: Place = { file };
  for (const key of path) {
    if (value.kind === 'list') {
      value = value.items[Number(key)] ?? { kind: 'missing' };
      continue;
    }
    const field: Field | undefined = value.kind === 'map' ? value.fields.get(String(key)) : undefined;
    if (!field) return place;
    place = { file, ...present({ line: field.line, column: field.column }) };
    value = field.value;
  }
  return place;
}

/** The value as YAML 1.2's core schema has it: numbers, truth values and `null` where they were written bare. */
export function toPlainValue(value: FieldValue): unknown {
  switch (value.kind) {
    case 'missing':
      return null;
    case 'text':
      return value.isBare ? toScalar(value.text) : value.text;
    case 'list':
      return value.items.map(toPlainValue);
    case 'map':
      return Object.fromEntries([...value.fields].map(([name, field]) => [name, toPlainValue(field.value)]));
  }
}

/** YAML 1.2.2 §10.3.2. */
function toScalar(text: string): unknown {
  if (/^(?:true|True|TRUE|false|False|FALSE)$/u.test(text)) return text.toLowerCase() === 'true';
  if (/^[-+]?\d+$/u.test(text)) return Number(text);
  if (/^0o[0-7]+$|^0x[\da-fA-F]+$/u.test(text)) return Number(text);
  if (/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/u.test(text)) return Number(text);
  if (/^[-+]?\.(?:inf|Inf|INF)$/u.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (/^\.(?:nan|NaN|NAN)$/u.test(text)) return Number.NaN;
  return text;
}

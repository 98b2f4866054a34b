import { EXIT, isLectorError, LectorError, type ErrorCode } from '../../errors.js';
import type { Field, FieldMap, FieldValue } from '../../fields/field-value.js';
import type { Place, Warn } from '../../model/finding.js';
import { present } from '../../model/present.js';
import { suggestWord } from '../../model/text/suggest.js';
import { quoteValue } from '../../model/text.js';
import { decodeReferences } from '../text/decode-references.js';
import { cleanAndReport } from '../text/report-cleaning.js';

/** The fields of one file, read one by one with the functions below, each of which names the field it refuses. */
export type FieldRecord = {
  readonly file: string;
  readonly fields: FieldMap;
  readonly warn: Warn;
};

/**
 * @param offered Of the known ones, those a message suggests when none is near.
 * @returns An error for each field nobody knows, with the nearest known one.
 */
export function findUnknownFields(
  record: FieldRecord,
  {
    known,
    isKnown,
    offered,
  }: {
    readonly known: readonly string[];
    readonly isKnown: (name: string) => boolean;
    readonly offered: readonly string[];
  },
): readonly LectorError[] {
  const unknown = [...record.fields.keys()].filter((name) => !known.includes(name) && !isKnown(name));
  return unknown.map((name) => {
    const near = suggestWord(name, known);
    const question = near === undefined ? '.' : `; did you mean "${near}"?`;
    return new LectorError('E_UNKNOWN_KEY', `Unknown field ${quoteValue(name)}${question}`, {
      place: placeOf(record, name),
      hint: near === undefined ? `remove it, or use one of: ${offered.join(', ')}.` : `write ${near}.`,
      exitCode: EXIT.inputs,
    });
  });
}

/** Reads one field; its fault is kept for the end. */
export type Attempt = <Value>(read: () => Value) => Value | undefined;

/** Keeps the faults of a file, so that all are told at once. */
export function collectFaults(known: readonly LectorError[]): {
  readonly attempt: Attempt;
  readonly faults: readonly LectorError[];
  /** Throws the fault that stands first in the file, the others in its `more`. */
  readonly refuse: () => void;
} {
  const faults = [...known];
  return {
    faults,
    attempt: (read) => {
      try {
        return read();
      } catch (error) {
        if (!isLectorError(error)) throw error;
        // Two readers of one field say the same of it.
        if (!faults.some(({ message }) => message === error.message)) faults.push(error);
        return undefined;
      }
    },
    refuse: () => {
      const [first, ...others] = faults.toSorted((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0));
      if (!first) return;
      const { hint, place, exitCode, code, message, cause } = first;
      throw new LectorError(code, message, {
        exitCode,
        more: others.map((error) => error.toFinding()),
        ...present({ hint, place, cause }),
      });
    },
  };
}

/** The first of several spellings of a field that is there. */
export function findField(record: FieldRecord, names: readonly string[]): { name: string; field: Field } | undefined {
  for (const name of names) {
    const field = record.fields.get(name);
    if (field) return { name, field };
  }
  return undefined;
}

type TextFieldOptions = {
  readonly maxLength: number;
  readonly isOptional?: boolean;
  /** Markdown, which has character references of its own. */
  readonly isMultiline?: boolean;
  /** An address or identity, of which every character counts. */
  readonly isVerbatim?: boolean;
};

/** One line of text. A field that is there and empty is a mistake, not a default. */
export function textField(
  record: FieldRecord,
  names: readonly string[],
  options: TextFieldOptions,
): string | undefined {
  const found = findField(record, names);
  if (!found) return undefined;
  const { name, field } = found;
  if (field.value.kind === 'missing') {
    if (options.isOptional === true) return undefined;
    fail({ record, name, code: 'E_FIELD_MISSING', message: 'has no value', hint: `write ${name}: "…" or remove it.` });
  }
  if (field.value.kind !== 'text') {
    fail({
      record,
      name,
      code: 'E_FIELD_TYPE',
      message: `: expected text, got ${nameOfKind(field.value)}`,
      hint: 'put quotes around the text.',
    });
  }
  return cleanField({ record, name, text: field.value.text, ...options });
}

/** Text made safe, checked for emptiness and length. */
export function cleanField(
  input: TextFieldOptions & { readonly record: FieldRecord; readonly name: string; readonly text: string },
): string | undefined {
  const { record, name, maxLength, isMultiline = false, isVerbatim = false } = input;
  const cleaned = cleanAndReport({
    text: isMultiline || isVerbatim ? input.text : decodeReferences(input.text),
    subject: `field ${name}`,
    place: placeOf(record, name),
    warn: record.warn,
  });
  const text = isMultiline ? cleaned.trim() : cleaned.replace(/\s+/gu, ' ').trim();
  if (text === '') {
    if (input.isOptional === true) return undefined;
    fail({ record, name, code: 'E_FIELD_EMPTY', message: 'is empty', hint: `write ${name}: "…" or remove it.` });
  }
  const length = Array.from(text).length;
  if (length > maxLength) {
    fail({ record, name, code: 'E_FIELD_LONG', message: `is too long: ${length} > ${maxLength}`, hint: 'shorten it.' });
  }
  return text;
}

export function placeOf(record: FieldRecord, name: string): Place {
  const line = record.fields.get(name)?.line;
  return { file: record.file, ...present({ line }) };
}

/** Refuses a field by name. */
export function fail(input: {
  readonly record: FieldRecord;
  readonly name: string;
  readonly code: ErrorCode;
  /** What is wrong, after the field's name. */
  readonly message: string;
  readonly hint?: string;
}): never {
  const gap = input.message.startsWith(':') ? '' : ' ';
  throw new LectorError(input.code, `field ${input.name}${gap}${input.message}.`, {
    place: placeOf(input.record, input.name),
    ...present({ hint: input.hint }),
  });
}

/** A value as a message may show it. */
export function shown(value: FieldValue): string {
  return value.kind === 'text' ? quoteValue(value.text) : nameOfKind(value);
}

export function nameOfKind(value: FieldValue): string {
  return value.kind === 'missing' ? 'nothing' : value.kind;
}

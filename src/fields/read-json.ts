import type { Place } from '../model/finding.js';
import {
  putField,
  refuse,
  refusePrototypeName,
  requireMap,
  requireSize,
  type Field,
  type FieldMap,
  type FieldsInput,
  type FieldValue,
} from './field-value.js';

/**
 * Reads JSON (RFC 8259) strictly as data. Numbers stay the text they were written as, so that no id is rounded.
 *
 * @throws {@link LectorError} `E_JSON` or the code of the input with line and column, `E_JSON_DUPLICATE` for a field that
 *   stands twice, `E_UNKNOWN_KEY` for names that reach into prototypes.
 */
export function readJson(input: FieldsInput): FieldValue {
  requireSize({ input, code: codeOf(input), hint: 'split the file.' });
  const reader: Reader = { input, at: 0, line: input.firstLine ?? 1, lineStart: 0 };
  const value = readValue(reader, 0);
  if (skipBlank(reader) !== undefined) refuseHere(reader, 'something stands after the end of it');
  return value;
}

/** The same of a document that is one object. */
export function readJsonFields(input: FieldsInput): FieldMap {
  const root = readJson(input);
  return requireMap(root.kind === 'missing' ? { kind: 'list', items: [] } : root, input, codeOf(input));
}

type Reader = { readonly input: FieldsInput; at: number; line: number; lineStart: number };

function codeOf({ code }: FieldsInput) {
  return code ?? 'E_JSON';
}

function readValue(reader: Reader, depth: number): FieldValue {
  const { input } = reader;
  const mark = skipBlank(reader);
  if (mark === '{' || mark === '[') {
    if (depth >= input.maxDepth) refuseHere(reader, `the depth of lists and maps is more than ${input.maxDepth}`);
    return mark === '{' ? readMap(reader, depth) : readList(reader, depth);
  }
  if (mark === '"') return { kind: 'text', text: readString(reader), isBare: false };
  const word = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/uy;
  word.lastIndex = reader.at;
  const [text] = word.exec(input.text) ?? refuseHere(reader, mark === undefined ? 'it ends too soon' : 'no value');
  reader.at += text.length;
  return text === 'null' ? { kind: 'missing' } : { kind: 'text', text, isBare: true };
}

function readMap(reader: Reader, depth: number): FieldValue {
  const fields = new Map<string, Field>();
  reader.at += 1;
  for (let mark = skipBlank(reader); mark !== '}'; mark = skipBlank(reader)) {
    if (fields.size > 0) mark = pass(reader, ',');
    if (mark !== '"') refuseHere(reader, 'no name in double quotes');
    const { line, column } = placeOf(reader);
    const name = readString(reader);
    refusePrototypeName(name, { file: reader.input.file, line, column }, reader.input);
    skipBlank(reader);
    pass(reader, ':');
    const field = { value: readValue(reader, depth + 1), line, column };
    putField(fields, { name, field, input: reader.input, code: 'E_JSON_DUPLICATE' });
  }
  reader.at += 1;
  return { kind: 'map', fields };
}

function readList(reader: Reader, depth: number): FieldValue {
  const items: FieldValue[] = [];
  const lines: number[] = [];
  reader.at += 1;
  for (let mark = skipBlank(reader); mark !== ']'; mark = skipBlank(reader)) {
    if (items.length > 0) pass(reader, ',');
    lines.push(placeOf(reader).line);
    items.push(readValue(reader, depth + 1));
  }
  reader.at += 1;
  return { kind: 'list', items, lines };
}

/** Goes past a mark that must stand here, and to what follows it. */
function pass(reader: Reader, mark: ',' | ':'): string | undefined {
  if (reader.input.text[reader.at] !== mark) refuseHere(reader, `no ${mark}`);
  reader.at += 1;
  return skipBlank(reader);
}

function readString(reader: Reader): string {
  const { text } = reader.input;
  let end = reader.at + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  try {
    const value: unknown = JSON.parse(text.slice(reader.at, end + 1));
    reader.at = end + 1;
    return String(value);
  } catch (cause) {
    return refuseHere(reader, 'no whole string', cause);
  }
}

/** Goes to the next mark and gives it; nothing at the end. */
function skipBlank(reader: Reader): string | undefined {
  const { text } = reader.input;
  for (; reader.at < text.length; reader.at += 1) {
    const mark = text[reader.at];
    if (mark === '\n') {
      reader.line += 1;
      reader.lineStart = reader.at + 1;
    } else if (mark !== ' ' && mark !== '\t' && mark !== '\r') return mark;
  }
  return undefined;
}

function placeOf({ input, at, line, lineStart }: Reader): Place & { line: number; column: number } {
  return { file: input.file, line, column: at - lineStart + 1 };
}

function refuseHere(reader: Reader, reason: string, cause?: unknown): never {
  const { input, at } = reader;
  const place = placeOf(reader);
  const isComment = /^(?:\/[/*]|#)/u.test(input.text.slice(at, at + 2));
  return refuse(input, {
    code: codeOf(input),
    message: `not valid JSON (line ${place.line}, column ${place.column}): ${isComment ? 'a comment' : reason}`,
    hint: isComment ? 'JSON has no comments; write YAML to have them.' : 'correct the JSON.',
    place,
    cause,
  });
}

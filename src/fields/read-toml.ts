import type { ErrorCode } from '../errors.js';
import type { Place } from '../model/finding.js';
import {
  putField,
  refuse,
  refusePrototypeName,
  requireSize,
  type Field,
  type FieldMap,
  type FieldsInput,
  type FieldValue,
} from './field-value.js';

/**
 * Reads TOML 1.0 (toml.io) strictly as data. Numbers, truth values and dates stay the text they were written as, so that
 * no id is rounded and every field has its line.
 *
 * @throws {@link LectorError} `E_TOML` or the code of the input with line and column, `E_UNKNOWN_KEY` for names that reach
 *   into prototypes.
 */
export function readTomlFields(input: FieldsInput): FieldMap {
  requireSize({ input, code: codeOf(input), hint: 'split the file.' });
  const reader: Reader = { input, at: 0, line: input.firstLine ?? 1, lineStart: 0 };
  const root: Table = new Map();
  const headers = new Set<string>();
  let table = root;
  for (take(reader, BLANK_LINES); reader.at < input.text.length; take(reader, BLANK_LINES)) {
    if (input.text[reader.at] === '[') table = readHeader(reader, { root, headers });
    else readPair(reader, { table, depth: 0 });
    if (take(reader, LINE_END) === undefined) refuseHere(reader, 'something stands after the value');
  }
  return root;
}

type Reader = { readonly input: FieldsInput; at: number; line: number; lineStart: number };
type Table = Map<string, Field>;
type Key = { readonly name: string; readonly place: Place & { line: number; column: number } };

const BLANK_LINES = /(?:[ \t\r\n]|#[^\n]*)*/uy;
const BLANK = /[ \t]*/uy;
const LINE_END = /[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/uy;
const BARE_KEY = /[\w-]+/uy;
const BASIC = /"((?:[^"\\\n]|\\[^\n])*)"/uy;
const LITERAL = /'([^'\n]*)'/uy;
const LONG_BASIC = /"""\r?\n?((?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*"{0,2})"""(?!")/uy;
const LONG_LITERAL = /'''\r?\n?((?:[^']|'{1,2}(?!'))*'{0,2})'''(?!')/uy;
/** Dates, times, truth values and numbers. */
const WORD =
  /(?:\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:\d{2})?)?|\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?|true|false|[+-]?(?:inf|nan)|0x[\da-fA-F_]+|0o[0-7_]+|0b[01_]+|[+-]?\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d[\d_]*)?)(?=[\s,\]}#]|$)/uy;
const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', e: '\u001B', '"': '"', '\\': '\\',
}; // prettier-ignore

function codeOf({ code }: FieldsInput): ErrorCode {
  return code ?? 'E_TOML';
}

/** `[table]` and `[[list of tables]]`: the table the lines below belong to. */
function readHeader(reader: Reader, { root, headers }: { root: Table; headers: Set<string> }): Table {
  const isList = take(reader, /\[\[/uy) !== undefined;
  if (!isList) take(reader, /\[/uy);
  const keys = readKeys(reader);
  if (take(reader, isList ? /\]\]/uy : /\]/uy) === undefined) refuseHere(reader, 'the name of a table is not closed');
  const name = JSON.stringify(keys.map((key) => key.name));
  if (!isList && headers.has(name)) refuseHere(reader, 'the table stands twice');
  headers.add(name);
  const last = keys.at(-1);
  const parent = descend(reader, { table: root, keys: keys.slice(0, -1) });
  if (!last) return root;
  if (!isList) return descend(reader, { table: parent, keys: [last] });
  const known = parent.get(last.name)?.value;
  if (known !== undefined && known.kind !== 'list') refuseHere(reader, `${last.name} is no list of tables`);
  const table: Table = new Map();
  const items: FieldValue[] = [...(known?.items ?? []), { kind: 'map', fields: table }];
  parent.set(last.name, { value: { kind: 'list', items }, ...placed(last) });
  return table;
}

function readPair(reader: Reader, { table, depth }: { table: Table; depth: number }): void {
  const keys = readKeys(reader);
  if (take(reader, /=[ \t]*/uy) === undefined) refuseHere(reader, 'no = after the name');
  const value = readValue(reader, depth);
  const last = keys.at(-1);
  if (!last) return;
  const parent = descend(reader, { table, keys: keys.slice(0, -1) });
  putField(parent, {
    name: last.name,
    field: { value, ...placed(last) },
    input: reader.input,
    code: codeOf(reader.input),
  });
}

/** The table that dotted names lead to, made where there is none yet. */
function descend(reader: Reader, { table, keys }: { table: Table; keys: readonly Key[] }): Table {
  let inner = table;
  for (const key of keys) {
    const known = inner.get(key.name)?.value;
    const value = known?.kind === 'list' ? known.items.at(-1) : known;
    if (value !== undefined && value.kind !== 'map') refuseHere(reader, `${key.name} is no table`);
    const next: Table = value === undefined ? new Map() : (value.fields as Table);
    if (value === undefined) inner.set(key.name, { value: { kind: 'map', fields: next }, ...placed(key) });
    inner = next;
  }
  return inner;
}

function readKeys(reader: Reader): readonly Key[] {
  const keys: Key[] = [];
  do {
    if (keys.length >= reader.input.maxDepth) refuseHere(reader, `a name has more than ${reader.input.maxDepth} parts`);
    take(reader, BLANK);
    const place = placeOf(reader);
    const quoted = take(reader, BASIC);
    const name =
      quoted === undefined
        ? (take(reader, LITERAL) ?? take(reader, BARE_KEY) ?? refuseHere(reader, 'no name'))
        : unescape(quoted, reader);
    refusePrototypeName(name, place, reader.input);
    keys.push({ name, place });
    take(reader, BLANK);
  } while (take(reader, /\./uy) !== undefined);
  return keys;
}

function readValue(reader: Reader, depth: number): FieldValue {
  if (depth >= reader.input.maxDepth) refuseHere(reader, `the depth is more than ${reader.input.maxDepth}`);
  const literal = take(reader, LONG_LITERAL);
  const basic = literal === undefined ? take(reader, LONG_BASIC) : undefined;
  const long = literal ?? (basic === undefined ? undefined : unescape(basic.replace(/\\[ \t]*\r?\n\s*/gu, ''), reader));
  if (long !== undefined) return { kind: 'text', text: long, isBare: false };
  const quoted = take(reader, BASIC);
  const text = quoted === undefined ? take(reader, LITERAL) : unescape(quoted, reader);
  if (text !== undefined) return { kind: 'text', text, isBare: false };
  if (take(reader, /\[/uy) !== undefined) return readList(reader, depth);
  if (take(reader, /\{/uy) !== undefined) return readInlineTable(reader, depth);
  const word = take(reader, WORD) ?? refuseHere(reader, 'no value; texts need quotes');
  const isDate = /^\d[\d-]*[-:]/u.test(word);
  return { kind: 'text', text: isDate ? word : word.replaceAll('_', ''), isBare: true };
}

function readList(reader: Reader, depth: number): FieldValue {
  const items: FieldValue[] = [];
  for (take(reader, BLANK_LINES); take(reader, /\]/uy) === undefined; take(reader, BLANK_LINES)) {
    if (items.length > 0 && take(reader, /,/uy) === undefined) refuseHere(reader, 'no , in a list');
    take(reader, BLANK_LINES);
    if (items.length > 0 && take(reader, /\]/uy) !== undefined) break;
    items.push(readValue(reader, depth + 1));
  }
  return { kind: 'list', items };
}

function readInlineTable(reader: Reader, depth: number): FieldValue {
  const fields: Table = new Map();
  for (take(reader, BLANK); take(reader, /\}/uy) === undefined; take(reader, BLANK)) {
    if (fields.size > 0 && take(reader, /,[ \t]*/uy) === undefined) refuseHere(reader, 'no , in a table');
    readPair(reader, { table: fields, depth: depth + 1 });
  }
  return { kind: 'map', fields };
}

function unescape(text: string, reader: Reader): string {
  return text.replace(
    /\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|x([\da-fA-F]{2})|([\s\S]))/gu,
    (_whole, short?: string, long?: string, byte?: string, letter?: string) => {
      const code = Number.parseInt(short ?? long ?? byte ?? '', 16);
      if (letter !== undefined) return ESCAPES[letter] ?? refuseHere(reader, `\\${letter} stands for nothing`);
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : refuseHere(reader, 'no such character');
    },
  );
}

/** What matches here, its first group or all of it; goes past it. Nothing, and stays, where it does not match. */
function take(reader: Reader, pattern: RegExp): string | undefined {
  const { text } = reader.input;
  pattern.lastIndex = reader.at;
  const match = pattern.exec(text);
  if (!match) return undefined;
  for (let at = match[0].indexOf('\n'); at >= 0; at = match[0].indexOf('\n', at + 1)) {
    reader.line += 1;
    reader.lineStart = reader.at + at + 1;
  }
  reader.at += match[0].length;
  return match[1] ?? match[0];
}

function placed({ place }: Key): { readonly line: number; readonly column: number } {
  return { line: place.line, column: place.column };
}

function placeOf({ input, at, line, lineStart }: Reader): Key['place'] {
  return { file: input.file, line, column: at - lineStart + 1 };
}

function refuseHere(reader: Reader, reason: string): never {
  const place = placeOf(reader);
  return refuse(reader.input, {
    code: codeOf(reader.input),
    message: `not valid TOML (line ${place.line}, column ${place.column}): ${reason}`,
    hint: 'correct the line; write name = "text".',
    place,
  });
}

import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
} from 'yaml';
import { EXIT, LectorError } from '../../errors.js';
import type { Place } from '../../model/finding.js';
import { present } from '../../model/present.js';
import { quoteValue } from '../../model/text.js';
import type { Field, FieldValue } from './fields.js';

/** What reading YAML needs to know to point at a place and to stay small. */
export type YamlInput = {
  readonly text: string;
  readonly file: string;
  /** Line of the file on which the text begins, from 1. */
  readonly firstLine: number;
  readonly maxBytes: number;
  readonly maxDepth: number;
};

/**
 * Reads a YAML mapping strictly as data: failsafe schema, so every scalar stays the text it was written as; no
 * aliases, tags, merges or second documents.
 *
 * @throws LectorError `E_YAML` with line and column, or `E_UNKNOWN_KEY` for names that reach into prototypes.
 */
export function parseYamlFields(input: YamlInput): ReadonlyMap<string, Field> {
  const size = Buffer.byteLength(input.text);
  if (size > input.maxBytes) {
    refuse(input, `the fields take ${size} bytes; the limit is ${input.maxBytes}`, { file: input.file });
  }
  checkDepth(input);
  const lines = new LineCounter();
  const document = parse(input, lines);
  const reader = { input, lines };
  refuseDangerousNames(document, reader);
  const [error] = document.errors;
  if (error) refuse(input, error.message.split('\n')[0] ?? 'not YAML', placeAt(reader, error.pos[0]), error.code);
  refuseAliasesAndTags(document, reader);
  const root = document.contents;
  if (root === null || (isScalar(root) && (root.source ?? '') === '')) return new Map();
  if (!isMap(root)) refuse(input, 'expected fields such as title: …', placeAt(reader, root.range?.[0] ?? 0));
  return toFields(root, reader);
}

type Reader = { readonly input: YamlInput; readonly lines: LineCounter };

/** Counts nesting over tokens, before the recursive parser sees them. */
function checkDepth(input: YamlInput): void {
  let flowDepth = 0;
  let indicators = 0;
  let line = 0;
  for (const token of new Lexer().lex(input.text)) {
    if (token === '[' || token === '{') flowDepth += 1;
    else if (token === ']' || token === '}') flowDepth -= 1;
    else if (token === '\n' || token === '\r\n') indicators = 0;
    else if (token === '-' || token === '?') indicators += 1;
    for (let at = token.indexOf('\n'); at >= 0; at = token.indexOf('\n', at + 1)) line += 1;
    if (Math.max(flowDepth, indicators) > input.maxDepth) refuseDepth(input, line);
  }
}

function refuseDepth(input: YamlInput, line: number): never {
  const place = { file: input.file, line: input.firstLine + line };
  return refuse(input, `the depth of lists and maps is more than ${input.maxDepth}`, place);
}

function parse(input: YamlInput, lines: LineCounter): Document.Parsed {
  try {
    return parseDocument(input.text, {
      schema: 'failsafe',
      version: '1.2',
      lineCounter: lines,
      prettyErrors: false,
      logLevel: 'silent',
      merge: false,
    });
  } catch (error) {
    if (error instanceof RangeError) refuseDepth(input, 0);
    throw error;
  }
}

const DANGEROUS_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

function refuseDangerousNames(document: Document.Parsed, reader: Reader): void {
  visit(document, {
    Pair: (_key, pair) => {
      const name = isScalar(pair.key) ? String(pair.key.value) : '';
      if (!DANGEROUS_NAMES.has(name)) return;
      const place = placeAt(reader, (pair.key as Node).range?.[0] ?? 0);
      throw new LectorError('E_UNKNOWN_KEY', `Unknown field ${quoteValue(name)}.`, {
        place,
        hint: 'remove it.',
        exitCode: EXIT.inputs,
      });
    },
  });
}

function refuseAliasesAndTags(document: Document.Parsed, reader: Reader): void {
  visit(document, {
    Node: (_key, node, path) => {
      const place = placeAt(reader, node.range?.[0] ?? 0);
      if (path.length > reader.input.maxDepth * 2)
        refuseDepth(reader.input, (place.line ?? 1) - reader.input.firstLine);
      if (isAlias(node)) refuse(reader.input, `an alias (*${node.source}) is not allowed`, place);
      if (node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:')) {
        refuse(reader.input, `the tag ${quoteValue(node.tag)} is not allowed`, place);
      }
    },
  });
  const [caution] = document.warnings;
  if (caution) refuse(reader.input, caution.message.split('\n')[0] ?? '', placeAt(reader, caution.pos[0]));
}

function toFields(node: Node, reader: Reader): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  if (!isMap(node)) return fields;
  for (const pair of node.items) {
    if (!isScalar(pair.key)) {
      refuse(reader.input, 'a field name must be plain text', placeAt(reader, node.range?.[0] ?? 0));
    }
    const name = String(pair.key.value);
    const place = placeAt(reader, pair.key.range?.[0] ?? 0);
    fields.set(name, { value: toValue(pair.value, reader), ...present({ line: place.line }) });
  }
  return fields;
}

function toValue(node: unknown, reader: Reader): FieldValue {
  if (isScalar(node)) {
    const isBare = node.type === 'PLAIN';
    const text = String(node.value ?? '');
    if (isBare && /^(?:|~|null|Null|NULL)$/u.test(text)) return { kind: 'missing' };
    return { kind: 'text', text, isBare };
  }
  if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => toValue(item, reader)) };
  if (isMap(node)) return { kind: 'map', fields: toFields(node as Node, reader) };
  return { kind: 'missing' };
}

function placeAt({ input, lines }: Reader, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { file: input.file, line: input.firstLine + Math.max(1, line) - 1, column: Math.max(1, col) };
}

function refuse(input: YamlInput, message: string, place: Place, yamlCode?: string): never {
  const where =
    place.line === undefined ? '' : ` (line ${place.line}${place.column ? `, column ${place.column}` : ''})`;
  const text = input.text.split('\n')[(place.line ?? input.firstLine) - input.firstLine] ?? '';
  const isTab = /^\s*\t/u.test(text);
  const duplicate = yamlCode === 'DUPLICATE_KEY' ? `: ${quoteValue(/^\s*([^:]*?)\s*:/u.exec(text)?.[1] ?? text)}` : '';
  const reason = isTab ? 'a tab indents the line' : message.replace(/[.\s]+$/u, '');
  throw new LectorError('E_YAML', `The fields are not YAML${where}: ${reason}${duplicate}.`, {
    place,
    hint: isTab ? 'indent with spaces.' : 'correct the line; put texts with : # [ { & * in quotes.',
  });
}

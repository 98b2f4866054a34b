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
  type YAMLMap,
} from 'yaml';
import type { Place } from '../model/finding.js';
import { quoteValue } from '../model/text.js';
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
 * Reads YAML 1.2 strictly as data: failsafe schema, so every scalar stays the text it was written as; no aliases, tags,
 * merges, second documents or fields that stand twice.
 *
 * @returns `missing` for a document that holds nothing but comments.
 * @throws {@link LectorError} `E_YAML` or the code of the input with line and column, `E_UNKNOWN_KEY` for names that reach
 *   into prototypes.
 */
export function readYaml(input: FieldsInput): FieldValue {
  const reader: Reader = { input, lines: new LineCounter(), firstLine: input.firstLine ?? 1 };
  requireSize({ input, code: codeOf(input), hint: 'split the file.' });
  checkDepth(reader);
  const document = parse(reader);
  refusePrototypeNames(document, reader);
  const [error] = document.errors;
  if (error?.code === 'MULTIPLE_DOCS') refuseSecond(reader, error.pos[0]);
  if (error) refuseAt(reader, error.message.split('\n')[0] ?? 'it cannot be read', error.pos[0]);
  refuseAliasesAndTags(document, reader);
  const root = document.contents;
  if (root === null || (isScalar(root) && (root.source ?? '') === '')) return { kind: 'missing' };
  return toValue(root, reader);
}

/** The same of a document that is one map of fields. */
export function readYamlFields(input: FieldsInput): FieldMap {
  return requireMap(readYaml(input), input, codeOf(input));
}

type Reader = { readonly input: FieldsInput; readonly lines: LineCounter; readonly firstLine: number };

function codeOf({ code }: FieldsInput) {
  return code ?? 'E_YAML';
}

/** Counts nesting over tokens, before the recursive parser sees them. */
function checkDepth(reader: Reader): void {
  const { input, firstLine } = reader;
  let flowDepth = 0;
  let indicators = 0;
  let line = firstLine;
  for (const token of new Lexer().lex(input.text)) {
    if (token === '[' || token === '{') flowDepth += 1;
    else if (token === ']' || token === '}') flowDepth -= 1;
    else if (token === '\n' || token === '\r\n') indicators = 0;
    else if (token === '-' || token === '?') indicators += 1;
    for (let at = token.indexOf('\n'); at >= 0; at = token.indexOf('\n', at + 1)) line += 1;
    if (Math.max(flowDepth, indicators) > input.maxDepth) refuseDepth(reader, line);
  }
}

function refuseDepth({ input }: Reader, line: number): never {
  const message = `the depth of lists and maps is more than ${input.maxDepth}`;
  return refuse(input, { code: codeOf(input), message, hint: 'flatten it.', place: { file: input.file, line } });
}

function parse(reader: Reader): Document.Parsed {
  try {
    // A side-car may end as front matter does.
    return parseDocument(reader.input.text.replace(/\n---\s*$/u, '\n'), {
      schema: 'failsafe',
      version: '1.2',
      lineCounter: reader.lines,
      prettyErrors: false,
      // A second document is an error at every level but "silent"; nothing is printed here.
      logLevel: 'error',
      merge: false,
      // Found below, with both places.
      uniqueKeys: false,
    });
  } catch (error) {
    if (error instanceof RangeError) refuseDepth(reader, reader.firstLine);
    throw error;
  }
}

/** Before anything else is refused: where prototypes are reached for, no alias or merge is an honest mistake. */
function refusePrototypeNames(document: Document.Parsed, reader: Reader): void {
  visit(document, {
    Pair: (_key, { key }) => {
      if (!isScalar(key)) return;
      refusePrototypeName(String(key.value), placeAt(reader, key.range?.[0] ?? 0), reader.input);
    },
  });
}

function refuseAliasesAndTags(document: Document.Parsed, reader: Reader): void {
  visit(document, {
    Node: (_key, node, path) => {
      const offset = node.range?.[0] ?? 0;
      if (path.length > reader.input.maxDepth * 2 + 1) refuseDepth(reader, placeAt(reader, offset).line);
      if (isAlias(node)) refuseAt(reader, `an alias (*${node.source}) is not allowed`, offset);
      if (node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:')) {
        refuseAt(reader, `the tag ${quoteValue(node.tag)} is not allowed`, offset);
      }
    },
  });
  const [caution] = document.warnings;
  if (caution) refuseAt(reader, caution.message.split('\n')[0] ?? '', caution.pos[0]);
}

function toFields(node: YAMLMap, reader: Reader): FieldMap {
  const { input } = reader;
  const fields = new Map<string, Field>();
  for (const { key, value } of node.items) {
    if (!isScalar(key)) refuseAt(reader, 'a field name must be plain text', node.range?.[0] ?? 0);
    const { line, column } = placeAt(reader, key.range?.[0] ?? 0);
    const field = { value: toValue(value, reader), line, column };
    putField(fields, { name: String(key.value), field, input, code: codeOf(input) });
  }
  return fields;
}

function toValue(node: unknown, reader: Reader): FieldValue {
  if (isScalar(node)) {
    const isBare = node.type === 'PLAIN';
    const text = String(node.value ?? '');
    const isNull = reader.input.hasNoNull === true ? text === '' : /^(?:|~|null|Null|NULL)$/u.test(text);
    return isBare && isNull ? { kind: 'missing' } : { kind: 'text', text, isBare };
  }
  if (isSeq(node)) {
    const lines = (node.items as readonly Node[]).map(({ range }) => placeAt(reader, range?.[0] ?? 0).line);
    return { kind: 'list', items: node.items.map((item) => toValue(item, reader)), lines };
  }
  if (isMap(node)) return { kind: 'map', fields: toFields(node as YAMLMap<Node>, reader) };
  return { kind: 'missing' };
}

function placeAt({ input, lines, firstLine }: Reader, offset: number): Place & { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { file: input.file, line: firstLine + Math.max(1, line) - 1, column: Math.max(1, col) };
}

function refuseSecond(reader: Reader, offset: number): never {
  const place = placeAt(reader, offset);
  return refuse(reader.input, {
    code: codeOf(reader.input),
    message: `not valid YAML (line ${place.line}, column ${place.column}): a second document begins here`,
    hint: 'put all fields into one, and take out the line "---" (or "...") between them.',
    place,
  });
}

function refuseAt(reader: Reader, message: string, offset: number): never {
  const { input, firstLine } = reader;
  const place = placeAt(reader, offset);
  const isTab = /^\s*\t/u.test(input.text.split('\n')[place.line - firstLine] ?? '');
  const reason = isTab ? 'a tab indents the line' : message.replace(/[.\s]+$/u, '');
  return refuse(input, {
    code: codeOf(input),
    message: `not valid YAML (line ${place.line}, column ${place.column}): ${reason}`,
    hint: isTab ? 'indent with spaces.' : 'correct the line; put texts with : # [ { & * in quotes.',
    place,
  });
}

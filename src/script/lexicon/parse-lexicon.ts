import { isAlias, isMap, isScalar, LineCounter, parseDocument, type Document, type Node, type Pair } from 'yaml';
import { LectorError, type ErrorCode } from '../../errors.js';
import type { Place } from '../../model/finding.js';
import { quoteValue } from '../../model/text.js';
import { makeLexiconEntry, LEXICON_FIELDS, type LexiconFields } from './make-lexicon-entry.js';
import type { Lexicon, LexiconEntry } from './lexicon-entry.js';

/** Entries one lexicon may have; more slow every article down and are a mistake more often than a wish. */
const MAX_ENTRIES = 5000;
const MAX_BYTES = 2_000_000;

/**
 * Reads a lexicon an editor wrote in YAML (or JSON): each key a term, each value what is said for it, as text or as
 * `alias`, `spell` or `ipa` with conditions.
 *
 * @throws LectorError `E_LEXICON`, `E_JSON_DUPLICATE` and `E_ENCODING`, with file and line.
 */
export function parseLexicon(source: string | Uint8Array, file: string): Lexicon {
  const text = typeof source === 'string' ? source : decode(source, file);
  if (text.length > MAX_BYTES) {
    fail({ file }, `the lexicon has ${text.length} characters; the limit is ${MAX_BYTES}.`, 'split it by article.');
  }
  const lines = new LineCounter();
  // Every scalar is text, so that the names "No" and "Null" and the number 911 can be terms.
  const document = parseDocument(text.replace(/^\uFEFF/u, ''), {
    schema: 'failsafe',
    lineCounter: lines,
    uniqueKeys: false,
    merge: false,
    prettyErrors: false,
  });
  refuseMistakes(document, { file, lines });
  return readEntries(document, { file, lines });
}

/** A lexicon of terms and aliases that were read elsewhere, such as an article's front matter. */
export function lexiconOfTerms(terms: Readonly<Record<string, string>>, place: Place): Lexicon {
  return {
    entries: Object.entries(terms).map(([term, alias]) => makeLexiconEntry({ term, fields: { alias }, place })),
  };
}

type Reading = { readonly file: string; readonly lines: LineCounter };

function refuseMistakes(document: Document, { file, lines }: Reading): void {
  const [error] = document.errors;
  if (error === undefined) return;
  const message = error.message.split('\n')[0] ?? 'not readable';
  fail({ file, ...position(lines, error.pos[0]) }, `the lexicon is not readable: ${message}.`, 'write TERM: ALIAS.');
}

function readEntries({ contents }: Document, reading: Reading): Lexicon {
  const { file } = reading;
  if (contents === null || (isScalar(contents) && contents.value === '')) return { entries: [] };
  if (!isMap(contents)) fail({ file, line: 1 }, 'the lexicon is not a list of terms.', 'write one TERM: ALIAS a line.');
  const { items } = contents;
  if (items.length > MAX_ENTRIES) {
    fail({ file }, `the lexicon has ${items.length} entries; the limit is ${MAX_ENTRIES}.`, 'split it by article.');
  }
  const entries: LexiconEntry[] = [];
  const seen = new Map<string, number | undefined>();
  for (const pair of items as Pair<Node, Node | null>[]) {
    const place = { file, ...position(reading.lines, pair.key.range?.[0]) };
    const term = textOf(pair.key, place, 'a term');
    refuseDuplicate({ term, place, seen });
    seen.set(term, place.line);
    entries.push(makeLexiconEntry({ term, fields: fieldsOf({ term, value: pair.value, place }), place }));
  }
  return { entries };
}

function refuseDuplicate(entry: { term: string; place: Place; seen: ReadonlyMap<string, number | undefined> }): void {
  if (!entry.seen.has(entry.term)) return;
  const line = entry.seen.get(entry.term);
  const isJson = entry.place.file.toLowerCase().endsWith('.json');
  const first = line === undefined ? '' : ` (first in line ${line})`;
  fail(
    entry.place,
    `${quoteValue(entry.term)} stands in the lexicon twice${first}.`,
    'keep one of them.',
    isJson ? 'E_JSON_DUPLICATE' : 'E_LEXICON',
  );
}

function fieldsOf(entry: { term: string; value: Node | null; place: Place }): LexiconFields {
  const { term, value, place } = entry;
  const name = quoteValue(term);
  if (!isMap(value)) return { alias: textOf(value, place, `what ${name} is said as`) };
  const fields: Record<string, string | readonly string[]> = {};
  for (const pair of value.items as Pair<Node, Node | null>[]) {
    const field = textOf(pair.key, place, `a setting of ${name}`);
    if (!LEXICON_FIELDS.includes(field) || field in fields) {
      const what = field in fields ? 'set twice' : 'not a setting';
      fail(place, `${name}: ${quoteValue(field)} is ${what}.`, `use ${LEXICON_FIELDS.join(', ')}.`);
    }
    fields[field] = listOf(pair.value, place, `${name}: "${field}"`);
  }
  return fields;
}

function listOf(node: Node | null, place: Place, what: string): string | readonly string[] {
  if (node !== null && 'items' in node && !isMap(node)) {
    return (node.items as Node[]).map((item) => textOf(item, place, what));
  }
  return textOf(node, place, what);
}

function textOf(node: Node | null, place: Place, what: string): string {
  if (isAlias(node)) fail(place, `${what} is a YAML alias.`, 'write it out.');
  if (isScalar(node) && node.tag !== undefined) fail(place, `${what} has a YAML tag.`, 'write plain text.');
  if (isScalar(node) && typeof node.value === 'string') return node.value;
  return fail(place, `${what} is not text.`, 'write plain text.');
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const decoded = Buffer.from(new TextDecoder().decode(bytes));
    let offset = 0;
    while (offset < bytes.length && bytes[offset] === decoded[offset]) offset += 1;
    throw new LectorError('E_ENCODING', `the lexicon is not UTF-8 at byte offset ${offset}.`, {
      hint: 'save it as UTF-8.',
      place: { file },
      cause,
      exitCode: 3,
    });
  }
}

function position(lines: LineCounter, offset: number | undefined): { line?: number; column?: number } {
  if (offset === undefined) return {};
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

function fail(place: Place, message: string, hint: string, code: ErrorCode = 'E_LEXICON'): never {
  throw new LectorError(code, message, { hint, place, exitCode: 3 });
}

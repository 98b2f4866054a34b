import { EXIT, LectorError } from '../../errors.js';
import type { Field, FieldMap, FieldValue } from '../../fields/field-value.js';
import { readJson } from '../../fields/read-json.js';
import { readYaml } from '../../fields/read-yaml.js';
import type { Place } from '../../model/finding.js';
import { present } from '../../model/present.js';
import { quoteValue } from '../../model/text.js';
import { makeLexiconEntry, LEXICON_FIELDS, type LexiconFields } from './make-lexicon-entry.js';
import type { Lexicon } from './lexicon-entry.js';

/** Entries one lexicon may have; more slow every article down and are a mistake more often than a wish. */
const MAX_ENTRIES = 5000;
const MAX_BYTES = 2_000_000;
/** A map of terms, a map of settings, a list of words, and one to spare. */
const MAX_DEPTH = 4;

/**
 * Reads a lexicon an editor wrote in YAML (or JSON): each key a term, each value what is said for it, as text or as
 * `alias`, `spell` or `ipa` with conditions.
 *
 * @throws LectorError `E_LEXICON`, `E_JSON_DUPLICATE` and `E_ENCODING`, with file and line.
 */
export function parseLexicon(source: string | Uint8Array, file: string): Lexicon {
  const text = (typeof source === 'string' ? source : decode(source, file)).replace(/^\uFEFF/u, '');
  const read = file.toLowerCase().endsWith('.json') ? readJson : readYaml;
  const root = read({
    text,
    file,
    maxBytes: MAX_BYTES,
    maxDepth: MAX_DEPTH,
    expected: 'one TERM: ALIAS a line',
    code: 'E_LEXICON',
    exitCode: EXIT.config,
    // The names "No" and "Null" and the number 911 can be terms.
    hasNoNull: true,
  });
  if (root.kind === 'missing') return { entries: [] };
  if (root.kind !== 'map')
    fail({ file, line: 1 }, 'the lexicon is not a list of terms.', 'write one TERM: ALIAS a line.');
  return readEntries(root.fields, file);
}

/** A lexicon of terms and aliases that were read elsewhere, such as an article's front matter. */
export function lexiconOfTerms(terms: Readonly<Record<string, string>>, place: Place): Lexicon {
  return {
    entries: Object.entries(terms).map(([term, alias]) => makeLexiconEntry({ term, fields: { alias }, place })),
  };
}

function readEntries(terms: FieldMap, file: string): Lexicon {
  if (terms.size > MAX_ENTRIES) {
    fail({ file }, `the lexicon has ${terms.size} entries; the limit is ${MAX_ENTRIES}.`, 'split it by article.');
  }
  return {
    entries: [...terms].map(([term, field]) => {
      const place = placeOf(field, file);
      return makeLexiconEntry({ term, fields: fieldsOf({ term, value: field.value, place }), place });
    }),
  };
}

function fieldsOf(entry: { term: string; value: FieldValue; place: Place }): LexiconFields {
  const { term, value, place } = entry;
  const name = quoteValue(term);
  if (value.kind !== 'map') return { alias: textOf(value, place, `what ${name} is said as`) };
  const settings = [...value.fields].map(([setting, field]) => {
    const at = placeOf(field, place.file);
    if (!LEXICON_FIELDS.includes(setting)) {
      fail(at, `${name}: ${quoteValue(setting)} is not a setting.`, `use ${LEXICON_FIELDS.join(', ')}.`);
    }
    const what = `${name}: "${setting}"`;
    const { value: said } = field;
    const texts = said.kind === 'list' ? said.items.map((item) => textOf(item, at, what)) : textOf(said, at, what);
    return [setting, texts] as const;
  });
  return Object.fromEntries(settings);
}

function textOf(value: FieldValue, place: Place, what: string): string {
  return value.kind === 'text' ? value.text : fail(place, `${what} is not text.`, 'write plain text.');
}

function placeOf({ line, column }: Field, file: string): Place {
  return { file, ...present({ line, column }) };
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
      exitCode: EXIT.config,
    });
  }
}

function fail(place: Place, message: string, hint: string): never {
  throw new LectorError('E_LEXICON', message, { hint, place, exitCode: EXIT.config });
}

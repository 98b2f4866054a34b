import { SaxesParser } from 'saxes';
import { LectorError } from '../../errors.js';
import type { Place } from '../../model/finding.js';
import { present } from '../../model/present.js';
import { escapeXml } from '../../model/text.js';
import { makeLexiconEntry } from './make-lexicon-entry.js';
import type { Lexicon, LexiconEntry } from './lexicon-entry.js';

const NAMESPACE = 'http://www.w3.org/2005/01/pronunciation-lexicon';
const MAX_DEPTH = 64;

/**
 * Reads a W3C Pronunciation Lexicon 1.0: the preferred alias, else the preferred IPA phoneme, of each grapheme.
 *
 * @throws LectorError `E_LEXICON` with file and line; a DOCTYPE is refused.
 */
export function readPls(xml: string, file: string): Lexicon {
  const parser = new SaxesParser({ xmlns: true });
  const reader: Reader = { entries: [], path: [], file, lexeme: undefined, alphabet: '', text: '' };
  const addText = (text: string): void => void (reader.text += text);
  parser.on('doctype', () => fail(reader, parser.line, 'a DOCTYPE is not allowed.', 'remove it.'));
  parser.on('opentag', ({ local, uri, attributes }) => {
    const values = Object.fromEntries(Object.values(attributes).map(({ local: name, value }) => [name, value]));
    openElement(reader, { name: uri === NAMESPACE ? local : `{${uri}}${local}`, values, line: parser.line });
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => closeElement(reader));
  parser.on('error', (error) => {
    fail(reader, parser.line, `not well formed: ${error.message.replace(/^\d+:\d+: /u, '')}`);
  });
  parser.write(xml.replace(/^\uFEFF/u, '')).close();
  return { entries: reader.entries };
}

/**
 * Writes a W3C Pronunciation Lexicon 1.0 for other tools. Spelled terms become aliases of single letters; conditions
 * (`after`, `before`) and case, for which PLS has no words, are left out.
 */
export function writePls(lexicon: Lexicon, language: string): string {
  const lexemes = lexicon.entries.map(({ term, spoken, ipa }) =>
    [
      '  <lexeme>',
      `    <grapheme>${escapeXml(term)}</grapheme>`,
      ...(ipa === undefined ? [] : [`    <phoneme>${escapeXml(ipa)}</phoneme>`]),
      `    <alias>${escapeXml(spoken)}</alias>`,
      '  </lexeme>',
    ].join('\n'),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<lexicon version="1.0" xmlns="${NAMESPACE}" alphabet="ipa" xml:lang="${escapeXml(language)}">`,
    ...lexemes,
    '</lexicon>',
    '',
  ].join('\n');
}

type Element = { readonly name: string; readonly values: Readonly<Record<string, string>>; readonly line: number };
type Said = { readonly text: string; readonly isPreferred: boolean };

/** What a lexeme has said so far. PLS 1.0 §4.4 to 4.7. */
type Lexeme = {
  readonly line: number;
  readonly graphemes: string[];
  readonly aliases: Said[];
  readonly phonemes: Said[];
};

type Reader = {
  readonly entries: LexiconEntry[];
  readonly path: Element[];
  readonly file: string;
  lexeme: Lexeme | undefined;
  alphabet: string;
  text: string;
};

function openElement(reader: Reader, element: Element): void {
  const { name, values, line } = element;
  if (reader.path.length >= MAX_DEPTH) fail(reader, line, `elements are nested deeper than ${MAX_DEPTH}.`);
  if (reader.path.length === 0) {
    const hint = `start with <lexicon version="1.0" alphabet="ipa" xmlns="${NAMESPACE}">.`;
    if (name !== 'lexicon') fail(reader, line, 'this is not a pronunciation lexicon.', hint);
    if (values['version'] !== '1.0') fail(reader, line, 'the version of the lexicon is not 1.0.', hint);
    reader.alphabet = values['alphabet'] ?? '';
  }
  if (name === 'lexeme') reader.lexeme = { line, graphemes: [], aliases: [], phonemes: [] };
  const alphabet = values['alphabet'] ?? reader.alphabet;
  if (name === 'phoneme' && alphabet !== 'ipa') {
    fail(reader, line, `the phonetic alphabet "${alphabet}" is not known.`, 'use alphabet="ipa".');
  }
  reader.path.push(element);
  reader.text = '';
}

function closeElement(reader: Reader): void {
  const element = reader.path.pop();
  const text = reader.text.replace(/\s+/gu, ' ').trim();
  reader.text = '';
  const { lexeme } = reader;
  if (lexeme === undefined || element === undefined) return;
  const said = { text, isPreferred: element.values['prefer'] === 'true' };
  if (element.name === 'grapheme') lexeme.graphemes.push(text);
  if (element.name === 'alias') lexeme.aliases.push(said);
  if (element.name === 'phoneme') lexeme.phonemes.push(said);
  if (element.name === 'lexeme') finishLexeme(reader, lexeme);
}

function finishLexeme(reader: Reader, { line, graphemes, aliases, phonemes }: Lexeme): void {
  const place: Place = { file: reader.file, line };
  const alias = preferred(aliases);
  const ipa = preferred(phonemes);
  if (graphemes.length === 0) fail(reader, line, 'a lexeme has no grapheme.', 'add <grapheme>.');
  for (const term of graphemes) {
    // Letters one by one are how PLS writes a spelled term.
    const isSpelled = ipa === undefined && term.length > 1 && alias === [...term].join(' ');
    const fields: Readonly<Record<string, string>> = isSpelled ? { spell: 'true' } : { ...present({ alias, ipa }) };
    reader.entries.push(makeLexiconEntry({ term, fields, place }));
  }
  reader.lexeme = undefined;
}

function fail({ file }: Pick<Reader, 'file'>, line: number, message: string, hint = 'correct the file.'): never {
  throw new LectorError('E_LEXICON', message, { hint, place: { file, line } });
}

function preferred(said: readonly Said[]): string | undefined {
  return (said.find(({ isPreferred }) => isPreferred) ?? said[0])?.text;
}

import { isLectorError, LectorError } from '../../errors.js';
import { readXml, type XmlElement } from '../../markup/xml-tree.js';
import type { Place } from '../../model/finding.js';
import { present } from '../../model/present.js';
import { escapeXml } from '../../model/text.js';
import { makeLexiconEntry } from './make-lexicon-entry.js';
import type { Lexicon, LexiconEntry } from './lexicon-entry.js';

const NAMESPACE = 'http://www.w3.org/2005/01/pronunciation-lexicon';

/**
 * Reads a W3C Pronunciation Lexicon 1.0: the preferred alias, else the preferred IPA phoneme, of each grapheme.
 *
 * @throws LectorError `E_LEXICON` with file and line; a DOCTYPE is refused.
 */
export function readPls(xml: string, file: string): Lexicon {
  const root = readRoot(xml, file);
  const hint = `start with <lexicon version="1.0" alphabet="ipa" xmlns="${NAMESPACE}">.`;
  const place: Place = { file, line: root.line };
  if (root.key !== `{${NAMESPACE}}lexicon`) fail(place, 'this is not a pronunciation lexicon.', hint);
  if (root.attributes['version'] !== '1.0') fail(place, 'the version of the lexicon is not 1.0.', hint);
  const alphabet = root.attributes['alphabet'] ?? '';
  return { entries: named(root, 'lexeme').flatMap((lexeme) => readLexeme(lexeme, { file, alphabet })) };
}

function readRoot(xml: string, file: string): XmlElement {
  try {
    return readXml(xml.replace(/^\uFEFF/u, ''), { file });
  } catch (error) {
    if (!isLectorError(error)) throw error;
    return fail(error.place ?? { file }, error.message, error.hint);
  }
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

/** PLS 1.0 §4.4 to 4.7. */
function readLexeme(
  lexeme: XmlElement,
  { file, alphabet }: { readonly file: string; readonly alphabet: string },
): readonly LexiconEntry[] {
  const place: Place = { file, line: lexeme.line };
  const graphemes = named(lexeme, 'grapheme').map(oneLine);
  const phonemes = named(lexeme, 'phoneme');
  for (const { attributes, line } of phonemes) {
    const used = attributes['alphabet'] ?? alphabet;
    if (used === 'ipa') continue;
    fail({ file, line }, `the phonetic alphabet "${used}" is not known.`, 'use alphabet="ipa".');
  }
  const alias = preferred(named(lexeme, 'alias'));
  const ipa = preferred(phonemes);
  if (graphemes.length === 0) fail(place, 'a lexeme has no grapheme.', 'add <grapheme>.');
  return graphemes.map((term) => {
    // Letters one by one are how PLS writes a spelled term.
    const isSpelled = ipa === undefined && term.length > 1 && alias === [...term].join(' ');
    const fields: Readonly<Record<string, string>> = isSpelled ? { spell: 'true' } : { ...present({ alias, ipa }) };
    return makeLexiconEntry({ term, fields, place });
  });
}

function named(parent: XmlElement, name: string): readonly XmlElement[] {
  return parent.children.filter(({ key }) => key === `{${NAMESPACE}}${name}`);
}

function preferred(said: readonly XmlElement[]): string | undefined {
  const element = said.find(({ attributes }) => attributes['prefer'] === 'true') ?? said[0];
  return element && oneLine(element);
}

function oneLine(element: XmlElement): string {
  return element.text.replace(/\s+/gu, ' ').trim();
}

function fail(place: Place, message: string, hint = 'correct the file.'): never {
  throw new LectorError('E_LEXICON', message, { hint, place });
}

import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { parseLexicon } from '../../../src/script/lexicon/lexicon.js';
import { readPls, writePls } from '../../../src/script/lexicon/lexicon-pls.js';

const NS = 'xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"';
const PLS = `<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" ${NS} alphabet="ipa" xml:lang="en">
  <lexeme>
    <grapheme>Nguyen</grapheme>
    <grapheme>Nguyễn</grapheme>
    <phoneme>ŋuːən</phoneme>
    <phoneme prefer="true">ŋwiən</phoneme>
  </lexeme>
  <lexeme>
    <grapheme>W3C</grapheme>
    <alias>World Wide Web Consortium</alias>
  </lexeme>
</lexicon>`;

describe('readPls', () => {
  it('reads graphemes with their preferred pronunciation', () => {
    expect(
      readPls(PLS, 'names.pls').entries.map(({ term, kind, spoken, ipa, place }) => [
        term,
        kind,
        spoken,
        ipa,
        place?.line,
      ]),
    ).toEqual([
      ['Nguyen', 'ipa', 'ngwee-uhn', 'ŋwiən', 3],
      ['Nguyễn', 'ipa', 'ngwee-uhn', 'ŋwiən', 3],
      ['W3C', 'alias', 'World Wide Web Consortium', undefined, 9],
    ]);
  });

  it('reads a term spelled letter by letter as spelled, so that its plural is that of letters', () => {
    const xml = writePls(parseLexicon('SCO: {spell: true}\nNATO: Nayto', 'lexicon.yaml'), 'en');
    expect(readPls(xml, 'own.pls').entries.map(({ term, kind, spoken }) => [term, kind, spoken])).toEqual([
      ['SCO', 'spell', 'S C O'],
      ['NATO', 'alias', 'Nayto'],
    ]);
  });

  it.each([
    ['a DOCTYPE', '<!DOCTYPE lexicon [<!ENTITY a "b">]><lexicon/>', 'DOCTYPE is not allowed'],
    ['another root', '<html/>', 'not a pronunciation lexicon'],
    ['a version it does not know', `<lexicon version="2.0" ${NS}/>`, 'version'],
    [
      'another alphabet',
      `<lexicon version="1.0" ${NS} alphabet="x-sampa"><lexeme><grapheme>a</grapheme><phoneme>b</phoneme></lexeme></lexicon>`,
      'x-sampa',
    ],
    [
      'a lexeme without grapheme',
      `<lexicon version="1.0" ${NS} alphabet="ipa"><lexeme><alias>b</alias></lexeme></lexicon>`,
      'no grapheme',
    ],
    ['what is not well formed', '<lexicon', 'ends before its root element'],
    [
      'markup as alias',
      `<lexicon version="1.0" ${NS} alphabet="ipa"><lexeme><grapheme>a</grapheme><alias>&lt;b&gt;</alias></lexeme></lexicon>`,
      'plain text only',
    ],
  ])('refuses %s', (_name, xml, message) => {
    expect(() => readPls(xml, 'names.pls')).toThrow(
      expect.objectContaining({ code: 'E_LEXICON', message: expect.stringContaining(message) as unknown }),
    );
  });
});

describe('writePls', () => {
  it('writes what another parser reads, and what it reads back itself', () => {
    const lexicon = parseLexicon('"AT&T": {spell: true}\nXi: shee\nNguyễn: {ipa: ŋwiən, alias: nwin}', 'lexicon.yaml');
    const xml = writePls(lexicon, 'en-GB');
    using document = XmlDocument.fromString(xml);
    const lexemes = document
      .find('//l:lexeme', { l: 'http://www.w3.org/2005/01/pronunciation-lexicon' })
      .map((node) => node.content.replace(/\s+/gu, ' ').trim());
    expect(lexemes).toEqual(['AT&T A T T', 'Xi shee', 'Nguyễn ŋwiən nwin']);
    const back = readPls(xml, 'names.pls').entries.map(({ term, spoken, ipa }) => ({ term, spoken, ipa }));
    expect(back).toEqual(lexicon.entries.map(({ term, spoken, ipa }) => ({ term, spoken, ipa })));
  });
});

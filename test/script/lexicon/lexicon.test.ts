import { describe, expect, it } from 'vitest';
import {
  emptyLexicon,
  findLexiconMatches,
  lexiconOfTerms,
  mergeLexicons,
  parseLexicon,
} from '../../../src/script/lexicon/lexicon.js';

const said = (text: string, yaml: string): string => {
  let result = '';
  let place = 0;
  for (const { start, end, alias } of findLexiconMatches(text, parseLexicon(yaml, 'lexicon.yaml'))) {
    result += `${text.slice(place, start)}[${alias}]`;
    place = end;
  }
  return result + text.slice(place);
};

describe('findLexiconMatches', () => {
  it('finds whole words only, in any script', () => {
    expect(said('Xi, not Xian or taXi; Си, не Сибирь; 習近平', 'Xi: shee\nСи: see\n習: shee')).toBe(
      '[shee], not Xian or taXi; [see], не Сибирь; [shee]近平',
    );
  });

  it('prefers the longest term and takes each place once', () => {
    expect(said('Xi Jinping met Xi', 'Xi: shee\nXi Jinping: shee jin ping\nJinping: no')).toBe(
      '[shee jin ping] met [shee]',
    );
  });

  it('follows plural and possessive', () => {
    expect(said("Xi's SCOs, the SCO’s aims, two foxes", 'Xi: shee\nSCO: {spell: true}\nfox: box')).toBe(
      "[shee's] [S C O's], the [S C O's] aims, two [boxes]",
    );
    expect(said('crises and as', '{crisis: {alias: cry, plural: none}, a: b}')).toBe('crises and as');
    expect(said('two Nguyens', 'Nguyen: {alias: nwin, plural: nwinz}')).toBe('two [nwinz]');
    expect(said('Burns’ plan', 'Burns: berns')).toBe('[berns] plan');
  });

  it('is case sensitive where the term has a capital, unless told otherwise', () => {
    expect(said('US us LEAD lead', 'US: {spell: true}\nlead: led')).toBe('[U S] us [led] [led]');
    expect(said('us US', 'US: {alias: x, caseSensitive: false}')).toBe('[x] [x]');
    expect(said('Polish polish', 'polish: {alias: x, caseSensitive: true}')).toBe('Polish [x]');
  });

  it('looks at the words around a term where the editor asks', () => {
    expect(said('I have read it; I will read it', 'read: {alias: red, after: [have, has]}')).toBe(
      'I have [red] it; I will read it',
    );
    expect(said('live music, live here', 'live: {alias: lyve, before: music}')).toBe('[lyve] music, live here');
  });

  it('leaves addresses alone', () => {
    const text = 'see https://lead.example/lead or lead@lead.example and www.lead.example, lead';
    expect(said(text, 'lead: led')).toBe(
      'see https://lead.example/lead or lead@lead.example and www.lead.example, [led]',
    );
  });

  it('makes one pass: what it says is never looked at again', () => {
    expect(said('a b', '{"a": "b", "b": "a"}')).toBe('[b] [a]');
  });

  it('takes all apostrophes and spaces for the same', () => {
    expect(said('O’Neil’s New\u00a0York', "O'Neil: oneel\nNew York: noo york")).toBe("[oneel's] [noo york]");
  });

  it('lets a later lexicon win', () => {
    const merged = mergeLexicons(parseLexicon('Xi: one', 'a.yaml'), lexiconOfTerms({ Xi: 'two' }, { file: 'b.md' }));
    expect(findLexiconMatches('Xi', merged)).toEqual([{ start: 0, end: 2, alias: 'two', rule: 'lexicon:Xi' }]);
    expect(mergeLexicons(emptyLexicon, merged)).toBe(merged);
  });

  it('takes time that grows with the text alone, with 5,000 entries', () => {
    const yaml = Array.from({ length: 5000 }, (_, index) => `the term ${index}: alias ${index}`).join('\n');
    const lexicon = parseLexicon(yaml, 'lexicon.yaml');
    const text = 'the term 77 stands by the term of the terms '.repeat(2000);
    findLexiconMatches('warm', lexicon);
    const timeOf = (length: number): number => {
      const started = performance.now();
      findLexiconMatches(text.slice(0, length), lexicon);
      return performance.now() - started;
    };
    timeOf(20_000);
    expect(timeOf(88_000)).toBeLessThan(1500);
  });
});

describe('parseLexicon', () => {
  const code = (source: string | Uint8Array, file = 'lexicon.yaml'): unknown => {
    try {
      parseLexicon(source, file);
      return undefined;
    } catch (error) {
      const {
        code: errorCode,
        message,
        place,
        exitCode,
      } = error as { code: string; message: string; place: unknown; exitCode: number };
      return { code: errorCode, message, place, exitCode };
    }
  };

  it('reads every form an editor may use', () => {
    const yaml = [
      '# names',
      'Xi: shee',
      'No: nope',
      '911: nine one one',
      'SCO: { spell: true }',
      'Nguyễn:',
      '  ipa: ŋwiən',
      '  alias: nwin',
    ].join('\n');
    expect(
      parseLexicon(yaml, 'lexicon.yaml').entries.map(({ term, kind, spoken, ipa, place }) => [
        term,
        kind,
        spoken,
        ipa,
        place?.line,
      ]),
    ).toEqual([
      ['Xi', 'alias', 'shee', undefined, 2],
      ['No', 'alias', 'nope', undefined, 3],
      ['911', 'alias', 'nine one one', undefined, 4],
      ['SCO', 'spell', 'S C O', undefined, 5],
      ['Nguyễn', 'ipa', 'nwin', 'ŋwiən', 6],
    ]);
  });

  it('respells IPA for voices that take text alone', () => {
    expect(
      parseLexicon('Xi: {ipa: ʃiː}\nGyllenhaal: {ipa: ˈdʒɪlənhɔːl}', 'l').entries.map(({ spoken }) => spoken),
    ).toEqual(['shee', 'jihluhnhawl']);
    expect(code('Xi: {ipa: ‽}')).toMatchObject({ code: 'E_LEXICON' });
  });

  it('reads an empty file as an empty lexicon', () => {
    expect(parseLexicon('# nothing yet\n', 'lexicon.yaml')).toEqual(emptyLexicon);
  });

  it.each([
    ['a control character', '{"SQL": "se\\u0007quel"}', 'E_LEXICON', '"SQL": U+0007'],
    ['markup', '{"SQL": "<phoneme>S</phoneme>"}', 'E_LEXICON', '"SQL": plain text only'],
    ['__proto__', '{"__proto__": {"x": "y"}}', 'E_LEXICON', '__proto__'],
    ['an unknown setting', 'Xi: {say: shee}', 'E_LEXICON', '"say" is not a setting'],
    ['a term twice', 'Xi: a\nXi: b', 'E_LEXICON', '"Xi" stands twice, in line 1 and in line 2'],
    ['an empty alias', 'Xi: ""', 'E_LEXICON', '"alias" is empty'],
    ['nothing said', 'Xi: {caseSensitive: true}', 'E_LEXICON', '"Xi" says nothing'],
    ['a flag that is none', 'Xi: {alias: a, caseSensitive: maybe}', 'E_LEXICON', 'neither true nor false'],
    ['both spelled and said', 'Xi: {alias: a, spell: true}', 'E_LEXICON', 'both spelled and said otherwise'],
    ['a list for a lexicon', '- Xi', 'E_LEXICON', 'not a list of terms'],
    ['a YAML alias', 'Xi: &a shee\nYi: *a', 'E_LEXICON', 'an alias (*a)'],
    ['broken YAML', 'Xi: "shee', 'E_LEXICON', 'not valid YAML'],
    ['an endless term', `${'x'.repeat(101)}: a`, 'E_LEXICON', '101 characters'],
    [
      'too many entries',
      Array.from({ length: 5001 }, (_, index) => `t${index}: a`).join('\n'),
      'E_LEXICON',
      '5001 entries',
    ],
  ])('refuses %s', (_name, source, wanted, message) => {
    expect(code(source)).toMatchObject({
      code: wanted,
      message: expect.stringContaining(message) as unknown,
      exitCode: 3,
    });
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('names the line of a mistake', () => {
    expect(code('Xi: shee\n\nYi: "<b>"')).toMatchObject({ place: { file: 'lexicon.yaml', line: 3 } });
  });

  it('tells a key that JSON has twice from a mistake in YAML', () => {
    expect(code('{"SQL": "a", "SQL": "b"}', 'lexicon.json')).toMatchObject({
      code: 'E_JSON_DUPLICATE',
      exitCode: 3,
      message: expect.stringContaining('"SQL"') as unknown,
    });
  });

  it('names the first byte that is not UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('{"caf'), Buffer.from([0xe9]), Buffer.from('": "x"}')]);
    expect(code(bytes, 'lexicon.json')).toMatchObject({
      code: 'E_ENCODING',
      exitCode: 3,
      message: expect.stringContaining('byte offset 5') as unknown,
    });
  });
});

import fc from 'fast-check';
import { parse as parseYaml } from 'yaml';
import { describe, expect, it } from 'vitest';
import { placeOfField, toPlainValue, type FieldsInput } from '../../src/fields/field-value.js';
import { readJson, readJsonFields } from '../../src/fields/read-json.js';
import { readYaml, readYamlFields } from '../../src/fields/read-yaml.js';

function inputOf(text: string, more: Partial<FieldsInput> = {}): FieldsInput {
  return { text, file: 'a', maxBytes: 10_000, maxDepth: 4, expected: 'fields such as title: …', ...more };
}

describe('readYaml and readJson', () => {
  const YAML = 'title: "A"\nowner:\n  name: Ann\n  ids: [0012, "7", true]\nnone:\n';
  const JSON_TEXT = '{\n "title": "A",\n "owner": {\n  "name": "Ann",\n  "ids": [12, "7", true]\n },\n "none": null\n}';

  it('give fields as text with the place of each name', () => {
    const yaml = readYamlFields(inputOf(YAML, { firstLine: 2 }));
    const json = readJsonFields(inputOf(JSON_TEXT));
    for (const fields of [yaml, json]) {
      expect([...fields].map(([name, { value }]) => [name, value.kind])).toEqual([
        ['title', 'text'],
        ['owner', 'map'],
        ['none', 'missing'],
      ]);
    }
    expect(toPlainValue({ kind: 'map', fields: yaml })).toEqual({ ...PLAIN, owner: { name: 'Ann', ids: [12, '7', true] } });
    expect(toPlainValue({ kind: 'map', fields: json })).toEqual(PLAIN);
    expect(placeOfField(yaml, ['owner', 'ids', 0], 'a')).toEqual({ file: 'a', line: 5, column: 3 });
    expect(placeOfField(json, ['owner', 'ids', 0], 'a')).toEqual({ file: 'a', line: 5, column: 3 });
    expect(placeOfField(json, ['owner', 'email'], 'a')).toEqual({ file: 'a', line: 3, column: 2 });
    expect(placeOfField(json, ['other'], 'a')).toEqual({ file: 'a' });
  }); // prettier-ignore

  it('keep a number as it was written', () => {
    const number = { kind: 'text', text: '12345678901234567890', isBare: true };
    expect(readJson(inputOf('12345678901234567890'))).toEqual(number);
    expect(readYaml(inputOf('12345678901234567890'))).toEqual(number);
    expect(readJson(inputOf('"\u{F0000}5"'))).toEqual({ kind: 'text', text: '\u{F0000}5', isBare: false });
  });

  it('let a document end as front matter does', () => {
    expect(toPlainValue(readYaml(inputOf('---\ntitle: A\n---\n')))).toEqual({ title: 'A' });
    expect(readYaml(inputOf('# nothing\n'))).toEqual({ kind: 'missing' });
  });

  it('take null for text where a document has no such word', () => {
    expect(readYaml(inputOf('[Null, ~, ""]', { hasNoNull: true }))).toMatchObject({
      items: [{ text: 'Null' }, { text: '~' }, { text: '' }],
    });
  });

  it.each<[string, string, string, string, number | undefined, number | undefined]>([
    ['too many bytes', `a: ${'x'.repeat(10_000)}`, 'E_YAML', '10003 bytes; the limit is 10000', undefined, undefined],
    ['too deep lists', 'a:\n  [[[[[1]]]]]', 'E_YAML', 'depth of lists and maps is more than 4', 2, undefined],
    ['too deep maps', 'a:\n b:\n  c:\n   d:\n    e:\n     f:\n      g:\n       h:\n        i: 1', 'E_YAML', 'depth', 5, undefined],
    ['a tab', 'a:\n\tb: 1', 'E_YAML', 'a tab indents the line', 2, 1],
    ['an alias', 'a: &x 1\nb: *x', 'E_YAML', 'an alias (*x)', 2, 4],
    ['a tag', 'a: !!js/function "x"', 'E_YAML', 'tag', 1, 4],
    ['a merge', 'a: &x {b: 1}\nc:\n  <<: *x', 'E_YAML', 'an alias', 3, 7],
    ['a second document', 'a: 1\n---\nb: 2', 'E_YAML', 'a second document begins here', 2, 1],
    ['a key twice', 'a: 1\nb: 2\n"a": 3', 'E_YAML', 'the key "a" stands twice, in line 1 and in line 3', 3, 1],
    ['a key twice further in', 'x:\n  - {a: 1, a: 2}', 'E_YAML', 'stands twice', 2, 12],
    ['a name of prototypes', 'a:\n  constructor: 1', 'E_UNKNOWN_KEY', 'unknown key "constructor"', 2, 3],
    ['a map as a name', '{a: 1}: 2', 'E_YAML', 'a field name must be plain text', 1, 1],
    ['an open quote', 'a: "x', 'E_YAML', 'not valid YAML (line 1', 1, 6],
    ['a list', '- a', 'E_YAML', 'expected fields such as title: …', 1, undefined],
  ])('refuse in YAML %s', (_name, text, code, says, line, column) => {
    expect(() => readYamlFields(inputOf(text))).toThrow(refusal({ code, says, line, column }));
  }); // prettier-ignore

  it.each<[string, string, string, string, number | undefined, number | undefined]>([
    ['too many bytes', `["${'x'.repeat(10_000)}"]`, 'E_JSON', '10004 bytes', undefined, undefined],
    ['too deep lists', '[\n[[[[1]]]]]', 'E_JSON', 'depth of lists and maps is more than 4', 2, 4],
    ['a comment', '{\n // no\n "a": 1}', 'E_JSON', 'not valid JSON (line 2, column 2): a comment', 2, 2],
    ['a trailing comma', '{"a": 1,\n}', 'E_JSON', 'no name in double quotes', 2, 1],
    ['a missing comma', '{"a": 1 "b": 2}', 'E_JSON', 'no ,', 1, 9],
    ['a missing colon', '{"a" 1}', 'E_JSON', 'no :', 1, 6],
    ['single quotes', "{'a': 1}", 'E_JSON', 'no name in double quotes', 1, 2],
    ['an open string', '["a\n"]', 'E_JSON', 'no whole string', 1, 2],
    ['a bad escape', '["\\x"]', 'E_JSON', 'no whole string', 1, 2],
    ['a number with a plus', '[+1]', 'E_JSON', 'no value', 1, 2],
    ['a number with a leading zero', '[012]', 'E_JSON', 'no value', 1, 2],
    ['half a document', '{"a": [1', 'E_JSON', 'no ,', 1, 9],
    ['two documents', '{} {}', 'E_JSON', 'something stands after the end', 1, 4],
    ['nothing', '', 'E_JSON', 'it ends too soon', 1, 1],
    ['a key twice', '{"a": 1,\n "a": 2}', 'E_JSON_DUPLICATE', '"a" stands twice, in line 1 and in line 2', 2, 2],
    ['a name of prototypes', '{"__proto__": 1}', 'E_UNKNOWN_KEY', 'unknown key "__proto__"', 1, 2],
    ['a list', '[]', 'E_JSON', 'expected fields such as title: …', 1, undefined],
    ['null', 'null', 'E_JSON', 'expected fields', 1, undefined],
  ])('refuse in JSON %s', (_name, text, code, says, line, column) => {
    expect(() => readJsonFields(inputOf(text))).toThrow(refusal({ code, says, line, column }));
  });

  it('take the last of two fields of a document that others write', () => {
    const fields = readJsonFields(inputOf('{"a": 1, "a": 2, "__proto__": {"x": 1}}', { isForeign: true }));
    expect(fields.get('a')?.value).toEqual({ kind: 'text', text: '2', isBare: true });
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('tell faults with the code and exit code they are given', () => {
    const more = { code: 'E_LEXICON', exitCode: 3 } as const;
    for (const read of [() => readYaml(inputOf('"', more)), () => readJson(inputOf('"', more))]) {
      expect(read).toThrow(expect.objectContaining({ code: 'E_LEXICON', exitCode: 3 }));
    }
  });

  it('agree with JSON.parse on every document', () => {
    const names = fc.string().filter((name) => !['__proto__', 'constructor', 'prototype'].includes(name));
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.string({ unit: 'binary' }),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number)),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(names, tie('value'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(value, fc.boolean(), (document, isIndented) => {
        const text = JSON.stringify(document, undefined, isIndented ? '\t' : '');
        expect(toPlainValue(readJson(inputOf(text, { maxBytes: 1_000_000, maxDepth: 64 })))).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([
    'true', 'False', 'yes', 'null', '~', '12', '+12', '012', '0o17', '0x1F', '1.5', '.5', '5.', '1e3', '-.inf', '.NaN', '1_000',
    '2024-12-31', '0:05', '"12"', "'true'", 'text', '[1, a, ""]',
  ])('take %s for what the core schema of YAML 1.2 takes it for', (text) => {
    expect(toPlainValue(readYaml(inputOf(text)))).toEqual(parseYaml(text));
  }); // prettier-ignore

  it('read a large document in a moment, whatever it holds', () => {
    const large = { maxBytes: 20_000_000, maxDepth: 64 };
    const startedMs = performance.now();
    readJson(inputOf(JSON.stringify(Array.from({ length: 20_000 }, (_, id) => ({ id, text: '\\"'.repeat(50) }))), large));
    expect(() => readJson(inputOf(`"${'\\"'.repeat(1_000_000)}`, large))).toThrow('no whole string');
    expect(() => readJson(inputOf('['.repeat(1_000_000), large))).toThrow('depth');
    expect(performance.now() - startedMs).toBeLessThan(5000);
  }); // prettier-ignore
});

const PLAIN = { title: 'A', owner: { name: 'Ann', ids: [12, '7', true] }, none: null };

function refusal(wanted: {
  code: string;
  says: string;
  line: number | undefined;
  column: number | undefined;
}): unknown {
  const { code, says, line, column } = wanted;
  return expect.objectContaining({
    code,
    message: expect.stringContaining(says) as string,
    place: { file: 'a', ...(line !== undefined && { line }), ...(column !== undefined && { column }) },
  });
}

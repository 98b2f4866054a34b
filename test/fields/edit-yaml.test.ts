import { describe, expect, it } from 'vitest';
import { editYaml, type FieldEdit } from '../../src/fields/edit-yaml.js';

const BASE: FieldEdit = { name: 'baseUrl', value: 'https://b.example/' };

describe('editYaml', () => {
  it.each<[string, string, readonly FieldEdit[], string | undefined]>([
    [
      'keeps comments, quotes and order',
      "# mine\ntitle: 'A'   # yes\nbaseUrl: https://a.example/ # old\ntts: {engine: x}\n",
      [BASE],
      '# mine\ntitle: \'A\'   # yes\nbaseUrl: "https://b.example/" # old\ntts: {engine: x}\n',
    ],
    [
      'puts a new field behind the one before it',
      'baseUrl: "https://a.example/"\n\n# sound\naudio: {bitrateKbps: 32}\n',
      [BASE, { name: 'movedFrom', value: 'https://a.example/' }],
      'baseUrl: "https://b.example/"\nmovedFrom: "https://a.example/"\n\n# sound\naudio: {bitrateKbps: 32}\n',
    ],
    ['puts it at the end where that is not there', 'title: A', [BASE], 'title: A\nbaseUrl: "https://b.example/"\n'],
    [
      'keeps the ends of lines of Windows',
      'title: A\r\nbaseUrl: https://a.example/\r\nlink: x\r\n',
      [BASE, { name: 'guid', value: 'g' }],
      'title: A\r\nbaseUrl: "https://b.example/"\r\nguid: "g"\r\nlink: x\r\n',
    ],
    ['takes a field out with its comment', 'a: 1\nb: 2 # gone\nc: 3\n', [{ name: 'b' }], 'a: 1\nc: 3\n'],
    ['takes the last one out', 'a: 1\nb: 2', [{ name: 'b' }], 'a: 1\n'],
    ['leaves what is not there', 'a: 1\n', [{ name: 'b' }], 'a: 1\n'],
    [
      'writes over a text of several lines',
      'a: >-\n  one\n  two\nb: 2\n',
      [{ name: 'a', value: 'three' }],
      'a: "three"\nb: 2\n',
    ],
    ['fills a field that is empty', 'guid:\nb: 2\n', [{ name: 'guid', value: 'g' }], 'guid: "g"\nb: 2\n'],
    ['does not mistake a field of another', 'x:\n  a: 1\na: 2\n', [{ name: 'a', value: '3' }], 'x:\n  a: 1\na: "3"\n'],
    ['writes true and false as they are', 'a: 1\n', [{ name: 'locked', value: false }], 'a: 1\nlocked: false\n'],
    ['has no way into a map on one line', '{a: 1, b: 2}\n', [{ name: 'a', value: '3' }], undefined],
  ])('%s', (_name, text, edits, expected) => {
    expect(editYaml(text, edits)).toBe(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { readXml, xmlAttribute, xmlMarkup, xmlText, type XmlElement } from '../../src/markup/xml-tree.js';

function read(xml: string, options: Partial<Parameters<typeof readXml>[1]> = {}): XmlElement {
  return readXml(xml, { file: 'a.xml', ...options });
}

describe('readXml', () => {
  it('gives elements, texts and lines in their order', () => {
    const root = read('<a xmlns:x="urn:x" x:b="1" c="2">one<x:d>\n<e/></x:d><![CDATA[<two>]]> &amp; three</a>');
    const [first] = root.children;
    expect([root.key, root.local, root.uri, root.text, root.line]).toEqual(['a', 'a', '', 'one<two> & three', 1]);
    expect([first?.key, first?.name, first?.local, first?.uri]).toEqual(['{urn:x}d', 'x:d', 'd', 'urn:x']);
    expect(first?.children.map(({ name, line }) => [name, line])).toEqual([['e', 2]]);
    expect(root.nodes.map((node) => (typeof node === 'string' ? node : node.name))).toEqual([
      'one', 'x:d', '<two>', ' & three',
    ]); // prettier-ignore
    expect([root.attributes['x:b'], xmlAttribute(root, 'b'), xmlAttribute(root, 'c')]).toEqual(['1', '1', '2']);
    expect([root.attributes['constructor'], xmlAttribute(root, '__proto__')]).toEqual([undefined, undefined]);
  });

  it('hands out elements as they end and keeps the others', () => {
    const taken: (readonly [string, number])[] = [];
    const root = read('<a><b><c/></b><d>text</d></a>', {
      take: ({ name }, depth) => {
        taken.push([name, depth]);
        return name !== 'd';
      },
    });
    expect(taken).toEqual([['c', 2], ['b', 1], ['d', 1]]); // prettier-ignore
    expect(root.children.map(({ name }) => name)).toEqual(['d']);
  });

  it('writes the content of an element as markup again', () => {
    const root = read(
      '<x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:p title="a &quot;b&quot;">1 &lt; 2<x:br/></x:p><x:i>3</x:i></x:div>',
    );
    expect(xmlMarkup(root)).toBe('<p title="a &quot;b&quot;">1 &lt; 2<br></p><i>3</i>');
    expect(xmlText(root)).toBe('1 < 23');
  });

  it.each<[string, string, string, string, number, number]>([
    ['a document type', '<!DOCTYPE a><a/>', 'E_XML_DOCTYPE', 'DOCTYPE is not allowed', 1, 13],
    ['a bare &', '<a>\n<b>Q & A</b></a>', 'E_XML', '& stands for itself', 2, 6],
    ['a bare & at the end of what is left', '<a>Q & ', 'E_XML', '& stands for itself', 1, 6],
    ['an entity of HTML', '<a>&nbsp;</a>', 'E_XML', 'undefined entity', 1, 10],
    ['two roots', '<a/>\n<b/>', 'E_XML', 'more than one root element', 2, 4],
    ['a wrong end', '<a><b></a>', 'E_XML', 'unexpected close tag', 1, 11],
    ['a prefix nobody declared', '<a><x:b/></a>', 'E_XML', 'unbound namespace prefix', 1, 10],
    ['half a file', '<a>\n<b>text', 'E_XML_TRUNCATED', 'in the middle of <b>', 2, 8],
    ['half a reference', '<a>text &am', 'E_XML_TRUNCATED', 'in the middle of <a>', 1, 12],
    ['half a tag', '<a', 'E_XML_TRUNCATED', 'before its root element', 1, 3],
    ['nothing', '', 'E_XML_TRUNCATED', 'before its root element', 1, 1],
    ['too deep a tree', '<a>'.repeat(65), 'E_TOO_DEEP', 'deeper than the limit 64', 1, 196],
    ['a long name', `<${'a'.repeat(257)}/>`, 'E_XML', 'a name of more than 256', 1, 261],
    [
      'many attributes',
      `<a ${Array.from({ length: 65 }, (_, index) => `b${index}=""`).join(' ')}/>`,
      'E_XML',
      'more than 64 attributes',
      1,
      450,
    ],
  ])('refuses %s and says where', (_name, xml, code, says, line, column) => {
    expect(() => read(xml)).toThrow(
      expect.objectContaining({
        code,
        message: expect.stringContaining(`${says}`) as string,
        place: { file: 'a.xml', line, column },
      }),
    );
  });

  it('takes the prefixes it is told of, and UTF-8 alone where that is asked for', () => {
    const latin = '<?xml version="1.0" encoding="ISO-8859-1"?><dc:a/>';
    expect(read(latin, { knownPrefixes: { dc: 'urn:dc' } }).key).toBe('{urn:dc}a');
    expect(() => read(latin, { isUtf8Only: true })).toThrow(expect.objectContaining({ code: 'E_ENCODING' }));
  });
});

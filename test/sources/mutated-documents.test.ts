import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isLectorError } from '../../src/errors.js';
import { SOURCES } from '../../src/sources/index.js';
import { SOURCE_LIMITS } from '../../src/sources/limits.js';
import type { ReadContext, SourceDocument } from '../../src/sources/source.js';
import { badInputsOf, readBadInput } from '../e2e/bad-inputs/corpus.js';
import { chooseSeed, makeRandom } from '../e2e/random.js';

const COUNT = 600;
const MAX_BYTES = 4_000;
/** What opens or closes something in one of the forms that are read. */
const MARKS = [
  '---\n',
  '+++\n',
  '---json\n',
  '<![CDATA[',
  ']]>',
  '<item>',
  '</item>',
  '</figure>',
  '<h1>',
  '</h',
  '&#',
];
const MORE = [
  '$$',
  '[^1]',
  '{{<',
  '[pause:',
  '\u0000',
  '"',
  '[[',
  '~~',
  '<del>',
  '[a]\n',
  '= ',
  '<!--',
  '{"',
  '<ruby>',
];
const PAGE = `<!doctype html><html lang="en"><head><title>The pier</title></head><body><article><h1>The pier</h1><p>${'The boats came in one by one before the rain. '.repeat(6)}</p></article></body></html>`;

const CONTEXT: ReadContext = {
  limits: SOURCE_LIMITS,
  timeZone: 'UTC',
  language: 'en',
  sites: {},
  warn: () => undefined,
  refuse: () => undefined,
  now: () => new Date('2026-03-01T12:00:00Z'),
  urlRules: { allowPrivateAddresses: false, allowedPorts: [80, 443] },
  feed: { fullText: 'feed', maxNewItems: 100, known: new Set() },
};

describe('a document that was cut, torn or mixed up', () => {
  it('is read or refused by a code, and never breaks the program', async () => {
    const random = makeRandom(chooseSeed());
    const below = (count: number): number => Math.floor(random() * count);
    const originals = badInputsOf('article', 'frontmatter', 'html', 'feed')
      .map(({ file, name }) => ({ name, bytes: readBadInput(file) }))
      .filter(({ bytes }) => bytes.byteLength < MAX_BYTES);
    originals.push({ name: 'page.html', bytes: Buffer.from(PAGE) });
    const marks = [...MARKS, ...MORE];
    const broken: string[] = [];
    for (let count = 0; count < COUNT; count += 1) {
      const { name, bytes: original } = originals[below(originals.length)] ?? { name: '', bytes: Buffer.of() };
      let bytes = original;
      for (let change = 1 + below(5); change > 0; change -= 1) {
        const at = below(bytes.byteLength + 1);
        const between = [Buffer.from(marks[below(marks.length)] ?? ''), Buffer.of(), Buffer.of(below(256))][below(3)];
        const rest = below(4) === 0 ? Buffer.of() : bytes.subarray(at + below(30));
        bytes = Buffer.concat([bytes.subarray(0, at), between ?? Buffer.of(), rest]);
      }
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const document: SourceDocument = { origin: 'articles', location: `articles/${name}`, name, bytes, sha256 };
      const source = SOURCES.find((candidate) => candidate.recognises(document));
      await source?.read(document, CONTEXT).catch((error: unknown) => {
        if (!isLectorError(error) || error.code === 'E_BUG')
          broken.push(`${name} ${bytes.toString('base64')} ${String(error)}`);
      });
    }
    expect(broken).toEqual([]);
  });

  it.each([
    '<!doctype html><html lang=',
    '<!doctype ht<![CDATA[ml>',
    '<html><head><title>T</title></h<p>Words.',
    '<',
    '',
  ])('a page is refused and not a fault of the program: %j', async (html) => {
    const bytes = Buffer.from(html);
    const document: SourceDocument = {
      origin: 'articles',
      location: 'articles/a.html',
      name: 'a.html',
      bytes,
      sha256: '',
    };
    const [source] = SOURCES.filter(({ kind }) => kind === 'html');
    const error = await source?.read(document, CONTEXT).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: expect.stringMatching(/^E_(?!BUG)/u) as string });
  });
});

import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/model/finding.js';
import { isLectorError } from '../../../src/errors.js';
import { SOURCE_LIMITS } from '../../../src/sources/limits.js';
import { decodeText } from '../../../src/sources/text/decode-text.js';
import { collectOne, onlyArticle } from '../project.js';

const QUOTED = '“Twelve boats – or more… cost €40”, said Zoë’s café”.';
/** What Windows writes for the characters of `QUOTED` that are not in latin1. */
const HIGH: Readonly<Record<string, number>> = { '“': 0x93, '”': 0x94, '’': 0x92, '–': 0x96, '€': 0x80, '…': 0x85 };
const cp1252 = (text: string): Buffer => Buffer.from(Array.from(text, (c) => HIGH[c] ?? c.charCodeAt(0)));
const utf8 = (text: string): Buffer => Buffer.from(text);
const join = (...parts: readonly (string | Buffer)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? utf8(part) : part)));

function decode(bytes: Uint8Array, claims: { charset?: string; declared?: string } = {}) {
  const warnings: Finding[] = [];
  const { charset, declared } = claims;
  const document = { origin: 'articles', location: 'a.txt', name: 'a.txt', bytes, sha256: '' } as const;
  const text = decodeText(
    { ...document, ...(charset !== undefined && { charset }) },
    { limits: SOURCE_LIMITS, warn: (finding) => warnings.push(finding), ...(declared !== undefined && { declared }) },
  );
  return { text, warnings: warnings.map(({ code, place }) => `${code} ${place?.line ?? ''}`.trim()) };
}

describe('decodeText', () => {
  it.each([
    ['windows-1252 by its name', cp1252(QUOTED), { declared: 'windows-1252' }, QUOTED, []],
    ['windows-1252 as browsers mean latin1', cp1252(QUOTED), { charset: 'ISO-8859-1' }, QUOTED, []],
    ['windows-1252 that says nothing', cp1252(`a\n${QUOTED}`), {}, `a\n${QUOTED}`, ['W_ENCODING 2']],
    ['windows-1252 that says UTF-8', cp1252(QUOTED), { declared: 'utf-8' }, QUOTED, ['W_ENCODING 1']],
    ['windows-1252 inside UTF-8', join('Zoë\n\n', cp1252(QUOTED)), {}, `Zoë\n\n${QUOTED}`, ['W_ENCODING 3']],
    ['UTF-8 with a byte that is none', join('Zoë – ', cp1252('café'), ' €'), {}, 'Zoë – café €', ['W_ENCODING 1']],
    ['UTF-8 with a sequence cut in two', join('Zoë: ', Buffer.from([0xe2, 0x80]), 'so'), {}, 'Zoë: so', ['W_ENCODING 1']],
    ['UTF-8 that says latin1', utf8(QUOTED), { declared: 'iso-8859-1' }, QUOTED, ['W_ENCODING']],
    ['UTF-8 that the server calls latin1', utf8(QUOTED), { charset: 'latin1', declared: 'utf-8' }, QUOTED, ['W_ENCODING']],
    ['UTF-8 that says what nobody knows', utf8(QUOTED), { declared: 'x-made-up' }, QUOTED, ['W_ENCODING']],
    ['ASCII whatever it says', utf8('plain'), { charset: 'iso-8859-1' }, 'plain', []],
    ['latin9, where the page knows better', Buffer.from([0xa4]), { charset: 'utf-8', declared: 'iso-8859-15' }, '€', ['W_ENCODING']],
    ['Cyrillic in one byte', Buffer.from([0xcf, 0xf0, 0xe8]), { declared: 'windows-1251' }, 'При', []],
    ['GBK that could be UTF-8', Buffer.from([0xc1, 0xaa, 0xcd, 0xa8]), { declared: 'gbk' }, '联通', []],
    ['UTF-16 without a mark', Buffer.from('Café “so”', 'utf16le'), {}, 'Café “so”', ['W_ENCODING']],
    ['UTF-16 with a mark, whatever it says', join(Buffer.from([0xff, 0xfe]), Buffer.from('Zoë', 'utf16le')), { charset: 'utf-8' }, 'Zoë', []],
    ['UTF-16 the other way round', Buffer.from('Café “so”', 'utf16le').swap16(), {}, 'Café “so”', ['W_ENCODING']],
    ['UTF-8 with a mark', join(Buffer.from([0xef, 0xbb, 0xbf]), 'Zoë'), { declared: 'latin1' }, 'Zoë', []],
    ['a zero byte', utf8('one\ntw\0o'), {}, 'one\ntwo', ['W_CONTROL_CHARS 2']],
  ])('reads %s', (_what, bytes, claims, text, warnings) => {
    expect(decode(bytes, claims)).toEqual({ text, warnings });
  }); // prettier-ignore

  it.each([
    ['Cyrillic that says nothing', Buffer.from(Array.from({ length: 60 }, (_, index) => 0xe0 + (index % 30)))],
    ['Shift_JIS that says nothing', Buffer.from(Array.from({ length: 40 }, () => [0x82, 0xa0, 0x83, 0x8a]).flat())],
    ['letters in more bytes than they need', Buffer.from([0x61, 0xc0, 0xaf, 0x62])],
    ['a file that is half zeros', Buffer.from(Array.from({ length: 90 }, (_, index) => (index % 3 === 0 ? 0 : 65)))],
  ])('refuses %s', (_what, bytes) => {
    expect.assertions(1);
    try {
      decode(bytes);
    } catch (error) {
      expect(isLectorError(error) && ['E_ENCODING', 'E_TEXT_BINARY'].includes(error.code)).toBe(true);
    }
  });

  const body = `${QUOTED} ${'The winter ferry runs until the end of March, the harbour board said. '.repeat(8)}`;
  const html = (head: string): string =>
    `<html><head>${head}</head><body><article><p>${body}</p></article></body></html>`;
  it.each([
    ['a page', 'a.html', html('<meta charset="windows-1252"><title>A</title>')],
    ['a page that says so late', 'a.html', html(`<!-- <meta charset="koi8-r"> ${'-'.repeat(2000)} --><meta http-equiv="Content-Type" content="text/html; charset=windows-1252">`)],
    ['XHTML', 'a.xhtml', `<?xml version="1.0" encoding="windows-1252"?>${html('')}`],
    ['a feed', 'a.xml', `<?xml version="1.0" encoding="windows-1252"?><rss version="2.0"><channel><item><guid>tag:a</guid><title>T</title><description>${body}</description></item></channel></rss>`],
    ['Markdown', 'a.md', body],
    ['text', 'a.txt', body],
  ])('keeps the quotation marks of %s', async (_what, name, text) => {
    const { blocks } = onlyArticle(await collectOne(name, cp1252(text)));
    expect(JSON.stringify(blocks)).toContain(QUOTED);
  }); // prettier-ignore
});

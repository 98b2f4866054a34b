import { describe, expect, it } from 'vitest';
import { isLectorError } from '../../../../src/errors.js';
import { extractHtml } from '../../../../src/sources/kinds/html/extract-html.js';

/** What any page may take on a busy machine; below it a ratio says nothing. */
const FLOOR_MS = 60;

const LINE = 'This sentence, which is one of many, is part of an article, and it goes on for a while before it ends. ';

/** Pages that have made other extractors slow, each of a size that grows with `n`. */
const SHAPES: Readonly<Record<string, (n: number) => string>> = {
  paragraphs: (n) => repeat(n, () => `<p>${LINE.repeat(3)}</p>`),
  brackets: (n) => `<p>${'<'.repeat(n * 20)}</p>`,
  quotes: (n) => `<p>${'"'.repeat(n * 50)}</p>`,
  entities: (n) => `<p>${'&amp;'.repeat(n * 20)}</p>`,
  'nested tags': (n) =>
    repeat(n / 40, (index) => `${'<div>'.repeat(200)}<p>word ${index}, and more text.</p>${'</div>'.repeat(200)}`),
  'a long word': (n) => `<p>${'a'.repeat(n * 200)}</p>`,
  'a long attribute': (n) => `<p id="${'y'.repeat(n * 200)}" title="${'z '.repeat(n * 100)}">text</p>`,
  links: (n) => repeat(n, (index) => `<p><a href="/l${index}">link ${index}</a> and text, that goes on.</p>`),
  tables: (n) => `<table>${repeat(n, (index) => `<tr><td>${index}</td><td>cell, of ${index}</td></tr>`)}</table>`,
  headings: (n) => repeat(n, (index) => `<h2>Heading ${index}</h2>`),
  'white space': (n) => `<p>a${' '.repeat(n * 300)}b</p>`,
  'related labels': (n) => `<p>Related${': - '.repeat(n * 50)}x</p>`,
};

describe('the time extraction takes', () => {
  for (const [name, shape] of Object.entries(SHAPES)) {
    it(`grows no faster than ${name} do`, () => {
      const [small, large] = [cpuTimeMs(shape(300)), cpuTimeMs(shape(1_200))];
      expect(large).toBeLessThan(2_000);
      // Four times the page: 2.6 a doubling, and what the first page costs anyway.
      expect(large).toBeLessThan(Math.max(small, FLOOR_MS) * 2.6 ** 2);
    }, 30_000);
  }
});

function cpuTimeMs(body: string): number {
  const html = `<html><head><title>Ships queue</title></head><body><article><h1>Ships queue</h1><p>${LINE.repeat(5)}</p>${body}<p>${LINE.repeat(6)}</p></article></body></html>`;
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 2; round += 1) {
    const start = process.cpuUsage();
    try {
      extractHtml(html);
    } catch (error) {
      if (!isLectorError(error)) throw error;
    }
    best = Math.min(best, process.cpuUsage(start).user / 1000);
  }
  return best;
}

function repeat(count: number, part: (index: number) => string): string {
  return Array.from({ length: Math.ceil(count) }, (_, index) => part(index)).join('');
}

import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { benchExtraction, scorePage } from '../../../../bench/reading/extraction.js';
import { FIRST_PARAGRAPH, FRAMES, LAST_PARAGRAPH } from './frames.js';

describe('scorePage', () => {
  it('counts shingles of four words as often as they stand there', () => {
    expect(scorePage('a b c d e', 'a b c d e')).toEqual({ precision: 1, recall: 1, isExact: true });
    expect(scorePage('a b c d e', 'a b c d x y')).toEqual({ precision: 1 / 3, recall: 1 / 2, isExact: false });
    expect(scorePage('a b c d', 'a b c d a b c d')).toMatchObject({ precision: 1 / 5, recall: 1 });
    expect(scorePage('a b', 'a, b!')).toEqual({ precision: 1, recall: 1, isExact: true });
    expect(scorePage('a b', '')).toEqual({ precision: undefined, recall: 0, isExact: false });
  });
});

describe('benchExtraction', () => {
  it('scores a folder of pages for each extractor', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'lector-extraction-'));
    await mkdir(path.join(folder, 'html'));
    const frame = FRAMES[0]?.({
      head: '',
      header: '<h1>Ships queue</h1>',
      body: '<p>And so on, said the pilot, who knew.</p>',
    });
    await writeFile(path.join(folder, 'html', 'one.html.gz'), gzipSync(frame ?? ''));
    const articleBody = `${FIRST_PARAGRAPH}\n\nAnd so on, said the pilot, who knew.\n\n${LAST_PARAGRAPH}`;
    await writeFile(path.join(folder, 'ground-truth.json'), JSON.stringify({ one: { articleBody } }));
    const print = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    const scores = await benchExtraction(folder);
    print.mockRestore();
    expect(scores.map(({ name }) => name)).toEqual(['lector', 'readability + linkedom', 'defuddle + linkedom']);
    expect(scores[0]).toMatchObject({ pageCount: 1, precision: 1, recall: 1, f1: 1, accuracy: 1 });
  });

  it('prints the worst pages with the lines too many and too few', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'lector-extraction-'));
    await mkdir(path.join(folder, 'html'));
    const frame = FRAMES[0]?.({
      head: '',
      header: '<h1>Ships queue</h1>',
      body: '<p>So said the pilot, who knew.</p>',
    });
    await writeFile(path.join(folder, 'html', 'one.html.gz'), gzipSync(frame ?? ''));
    const truth = { one: { articleBody: `${FIRST_PARAGRAPH}\n\nA line that is nowhere on the page.` } };
    await writeFile(path.join(folder, 'ground-truth.json'), JSON.stringify(truth));
    const printed: string[] = [];
    const print = vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
    await benchExtraction(folder, 1);
    print.mockRestore();
    expect(printed.join('\n')).toContain('  + So said the pilot, who knew.');
    expect(printed.join('\n')).toContain('  - A line that is nowhere on the page.');
  });
});

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { gunzipSync } from 'node:zlib';
import { isLectorError } from '../../src/errors.js';
import type { Block } from '../../src/model/article.js';
import { html as htmlSource } from '../../src/sources/kinds/html.js';
import { SOURCE_LIMITS } from '../../src/sources/limits.js';
import { bodyText, blockText } from './extraction.js';
import { halfOf, OTHER_EXTRACTORS, type Half } from './extractors.js';

/** One page: short pieces of text that must be in what is extracted, and pieces that must not. */
type SegmentPage = {
  readonly file: string;
  readonly url: string;
  readonly with: readonly string[];
  readonly without: readonly string[];
};

/** How well one extractor read one set of pages, counted over all their pieces. */
export type SegmentScore = {
  readonly name: string;
  readonly half: Half | 'all';
  readonly pageCount: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly refusedCount: number;
  readonly elapsedMs: number;
};

/** What became of the pieces of one page. */
type PageResult = {
  readonly page: SegmentPage;
  readonly missed: readonly string[];
  readonly unwanted: readonly string[];
  readonly refusal: string | undefined;
  readonly elapsedMs: number;
};

/**
 * Scores extractors on `extraction-segments/` of a folder (or the folder itself) with `segments.json` and the pages it
 * names, gzipped: white space folded, pieces as substrings. Prints the table for both halves; `showPages` also lists
 * what Lector refused, missed and read too much, of the worked half alone.
 */
export async function benchSegments(dataFolder: string, showPages = false): Promise<readonly SegmentScore[]> {
  const inner = path.join(dataFolder, 'extraction-segments');
  const folder = existsSync(inner) ? inner : dataFolder;
  const pages = JSON.parse(await readFile(path.join(folder, 'segments.json'), 'utf8')) as readonly SegmentPage[];
  const lists: string[] = [];
  const scores: SegmentScore[] = [];
  for (const [name, read] of Object.entries(READERS)) {
    const results: PageResult[] = [];
    for (const page of pages) results.push(await readPage(page, folder, read));
    scores.push(...(['all', 'worked', 'held-out'] as const).map((half) => scoreOf(name, half, results)));
    if (name === 'lector' && showPages) lists.push(...results.flatMap(toLines));
  }
  console.log([toTable(scores), ...lists].join('\n'));
  return scores;
}

/** Text of a page, or why there is none. */
type Read = (bytes: Uint8Array, url: string) => Promise<{ readonly text: string; readonly refusal?: string }>;

const READERS: Readonly<Record<string, Read>> = {
  lector: readWithLector,
  ...Object.fromEntries(
    Object.entries(OTHER_EXTRACTORS).map(([name, extract]): [string, Read] => [
      name,
      async (bytes, url) => ({ text: await extract(decodeDeclared(bytes), url) }),
    ]),
  ),
};

async function readPage(page: SegmentPage, folder: string, read: Read): Promise<PageResult> {
  const bytes = gunzipSync(await readFile(path.join(folder, page.file)));
  const start = performance.now();
  const { text, refusal } = await read(bytes, page.url);
  const elapsedMs = performance.now() - start;
  const haystack = fold(text);
  const isThere = (piece: string): boolean => haystack.includes(fold(piece));
  return {
    page,
    missed: page.with.filter((piece) => !isThere(piece)),
    unwanted: page.without.filter(isThere),
    refusal,
    elapsedMs,
  };
}

/** As the product reads a saved page, bytes to blocks. */
async function readWithLector(bytes: Uint8Array, url: string): Promise<{ text: string; refusal?: string }> {
  const document = { origin: 'address', location: url, name: 'page.html', bytes, sha256: '', url } as const;
  const context = {
    limits: SOURCE_LIMITS,
    timeZone: 'UTC',
    language: 'en',
    sites: {},
    warn: () => undefined,
    refuse: () => undefined,
    now: () => new Date(),
    urlRules: { allowPrivate: false },
    feed: { fullText: 'feed', maxNewItems: 1, known: new Set<string>() },
  } as const;
  try {
    const readings = await htmlSource.read(document, context as never);
    return { text: readings.flatMap((reading) => ('blocks' in reading ? [textOf(reading.blocks)] : [])).join('\n') };
  } catch (error) {
    if (!isLectorError(error)) throw error;
    return { text: '', refusal: `${error.code}: ${error.message}` };
  }
}

/** Body, title and standfirst: what is no caption and no date line. */
function textOf(blocks: readonly Block[]): string {
  const opening = blocks.filter(({ kind }) => kind === 'title' || kind === 'standfirst');
  return [...opening.map(blockText), bodyText(blocks)].join('\n');
}

function decodeDeclared(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 2_048)).toString('latin1');
  const charset = /charset\s*=\s*["']?\s*([\w-]{1,40})/iu.exec(head)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

function fold(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function scoreOf(name: string, half: SegmentScore['half'], all: readonly PageResult[]): SegmentScore {
  const results = all.filter(({ page }) => half === 'all' || halfOf(page.file) === half);
  const sum = (count: (result: PageResult) => number): number =>
    results.reduce((total, result) => total + count(result), 0);
  const wanted = sum(({ page }) => page.with.length);
  const found = wanted - sum(({ missed }) => missed.length);
  const foundAll = found + sum(({ unwanted }) => unwanted.length);
  return {
    name,
    half,
    pageCount: results.length,
    precision: foundAll === 0 ? 0 : found / foundAll,
    recall: wanted === 0 ? 0 : found / wanted,
    f1: wanted + foundAll === 0 ? 0 : (2 * found) / (wanted + foundAll),
    refusedCount: sum(({ refusal }) => (refusal === undefined ? 0 : 1)),
    elapsedMs: sum(({ elapsedMs }) => elapsedMs),
  };
}

function toTable(scores: readonly SegmentScore[]): string {
  const rows = scores.map(({ name, half, pageCount, precision, recall, f1, refusedCount, elapsedMs }) =>
    [
      name.padEnd(24),
      half.padEnd(8),
      pageCount,
      ...[precision, recall, f1].map((share) => share.toFixed(3)),
      refusedCount,
      `${(elapsedMs / Math.max(1, pageCount)).toFixed(0)} ms`,
    ].join('\t'),
  );
  const titles = ['extractor'.padEnd(24), 'half    ', 'pages', 'prec', 'recall', 'F', 'refused', 'a page'];
  return [titles.join('\t'), ...rows].join('\n');
}

function toLines({ page, missed, unwanted, refusal }: PageResult): readonly string[] {
  if (halfOf(page.file) !== 'worked' || (missed.length === 0 && unwanted.length === 0)) return [];
  return [
    `\n${page.file}  ${page.url}${refusal === undefined ? '' : `\n  refused ${refusal}`}`,
    ...(refusal === undefined ? missed : []).map((piece) => `  - ${fold(piece)}`),
    ...unwanted.map((piece) => `  + ${fold(piece)}`),
  ];
}

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { gunzipSync } from 'node:zlib';
import type { Block } from '../../src/model/article.js';
import { extractHtml } from '../../src/sources/kinds/html/extract-html.js';
import { OTHER_EXTRACTORS, type Extractor } from './extractors.js';

/** How well one extractor read a set of pages. */
export type ExtractionScore = {
  readonly name: string;
  readonly pageCount: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Share of pages whose body was exact, token by token. */
  readonly accuracy: number;
  readonly elapsedMs: number;
};

/** What one extractor did with one page. */
type PageResult = PageScore & { readonly id: string; readonly url: string | undefined; readonly body: string };

type Truth = Readonly<Record<string, { readonly articleBody: string; readonly url?: string }>>;

/**
 * Scores extractors on a folder (or its `extraction/`) with `ground-truth.json` and `html/<id>.html.gz`: shingles of four tokens as
 * multisets, precision and recall averaged over the pages. Prints the table and Lector's `worstCount` worst pages,
 * each with the lines it has too many and too few.
 */
export async function benchExtraction(dataFolder: string, worstCount = 0): Promise<readonly ExtractionScore[]> {
  const folder = existsSync(join(dataFolder, 'extraction')) ? join(dataFolder, 'extraction') : dataFolder;
  const truth = JSON.parse(await readFile(join(folder, 'ground-truth.json'), 'utf8')) as Truth;
  const extractors: Record<string, Extractor> = {
    lector: extractWithLector,
    ...OTHER_EXTRACTORS,
  };
  const scores: ExtractionScore[] = [];
  const worst: string[] = [];
  for (const [name, extract] of Object.entries(extractors)) {
    const { score, pages } = await scoreAll(name, extract, { truth, folder });
    scores.push(score);
    if (name === 'lector') worst.push(...toWorst(pages, truth, worstCount));
  }
  console.log([toTable(scores), ...worst].join('\n'));
  return scores;
}

async function scoreAll(
  name: string,
  extract: Extractor,
  { truth, folder }: { readonly truth: Truth; readonly folder: string },
): Promise<{ readonly score: ExtractionScore; readonly pages: readonly PageResult[] }> {
  const pages: PageResult[] = [];
  let elapsedMs = 0;
  for (const [id, { articleBody, url }] of Object.entries(truth)) {
    const html = gunzipSync(await readFile(join(folder, 'html', `${id}.html.gz`))).toString('utf8');
    const start = performance.now();
    const body = await extract(html, url);
    elapsedMs += performance.now() - start;
    pages.push({ id, url, body, ...scorePage(articleBody, body) });
  }
  const precision = mean(pages.map((page) => page.precision).filter((value) => value !== undefined));
  const recall = mean(pages.map((page) => page.recall).filter((value) => value !== undefined));
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  const accuracy = mean(pages.map(({ isExact }) => (isExact ? 1 : 0)));
  return { score: { name, pageCount: pages.length, precision, recall, f1, accuracy, elapsedMs }, pages };
}

/** One page; precision or recall is missing where there is nothing to measure it on. */
export type PageScore = {
  readonly precision: number | undefined;
  readonly recall: number | undefined;
  readonly isExact: boolean;
};

/** Compares two texts by their shingles of four tokens, a token being a run of letters, digits and underscores. */
export function scorePage(expected: string, actual: string): PageScore {
  const wanted = shinglesOf(expected);
  const found = shinglesOf(actual);
  let both = 0;
  for (const [shingle, count] of found) both += Math.min(count, wanted.get(shingle) ?? 0);
  const wantedCount = sum(wanted.values());
  const foundCount = sum(found.values());
  return {
    precision: foundCount === 0 ? undefined : both / foundCount,
    recall: wantedCount === 0 ? undefined : both / wantedCount,
    isExact: both === wantedCount && both === foundCount,
  };
}

function shinglesOf(text: string): ReadonlyMap<string, number> {
  const tokens = tokensOf(text);
  const shingles = new Map<string, number>();
  if (tokens.length === 0) return shingles;
  for (let start = 0; start < Math.max(1, tokens.length - 3); start += 1) {
    const shingle = tokens.slice(start, start + 4).join(' ');
    shingles.set(shingle, (shingles.get(shingle) ?? 0) + 1);
  }
  return shingles;
}

function tokensOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}_]+/gu) ?? [];
}

/** Kinds that are the body of an article; what stands above it and the captions of its pictures are not. */
const BODY_KINDS: ReadonlySet<Block['kind']> = new Set([
  'heading',
  'paragraph',
  'list',
  'quote',
  'table',
  'code',
  'math',
  'footnote',
  'aside',
]);

/** The text of a block as a reader sees it. */
export function bodyText(blocks: readonly Block[]): string {
  return blocks
    .filter(({ kind }) => BODY_KINDS.has(kind))
    .map(blockText)
    .join('\n\n');
}

/** The text of one block as a reader sees it; nothing for pictures and players. */
export function blockText(block: Block): string {
  const join = (spans: readonly { readonly text: string }[]): string => spans.map(({ text }) => text).join('');
  switch (block.kind) {
    case 'list':
      return block.items.map(({ spans }) => join(spans)).join('\n');
    case 'quote':
      return withSpeaker(block.paragraphs.map(join), block.speaker);
    case 'table':
      return [block.caption ?? '', block.header.join(' '), ...block.rows.map((row) => row.join(' '))].join('\n');
    case 'code':
      return block.code;
    case 'math':
      return block.tex;
    case 'figure':
    case 'embed':
      return '';
    default:
      return join(block.spans);
  }
}

/** The speaker's line, unless the quotation shows it already. */
function withSpeaker(paragraphs: readonly string[], speaker: string | undefined): string {
  const text = paragraphs.join('\n');
  return speaker === undefined || (paragraphs.at(-1) ?? '').includes(speaker) ? text : `${text}\n${speaker}`;
}

function extractWithLector(html: string, url: string | undefined): string {
  try {
    return bodyText(extractHtml(html, url === undefined ? {} : { url }).blocks);
  } catch (error) {
    console.error(`lector refused ${url ?? 'a page'}: ${error instanceof Error ? error.message : String(error)}`);
    return '';
  }
}

function toTable(scores: readonly ExtractionScore[]): string {
  const rows = scores.map(({ name, pageCount, precision, recall, f1, accuracy, elapsedMs }) =>
    [
      name.padEnd(24),
      pageCount,
      precision.toFixed(3),
      recall.toFixed(3),
      f1.toFixed(3),
      accuracy.toFixed(3),
      `${(elapsedMs / pageCount).toFixed(0)} ms`,
    ].join('\t'),
  );
  return [['extractor'.padEnd(24), 'pages', 'prec', 'recall', 'F1', 'exact', 'a page'].join('\t'), ...rows].join('\n');
}

/** The pages with the lowest F1 that were not exact, worst first; `+` is a line too many, `-` one too few. */
function toWorst(pages: readonly PageResult[], truth: Truth, count: number): readonly string[] {
  return pages
    .filter(({ isExact }) => !isExact)
    .sort((one, other) => pageF1(one) - pageF1(other))
    .slice(0, count)
    .flatMap((page) => {
      const expected = truth[page.id]?.articleBody ?? '';
      const figures = [page.precision ?? 0, page.recall ?? 0, pageF1(page)].map((value) => value.toFixed(3));
      return [
        `\n${page.id.slice(0, 12)}  precision ${figures[0]}  recall ${figures[1]}  F1 ${figures[2]}  ${page.url ?? ''}`,
        ...linesMissingIn(expected, page.body).map((line) => `  + ${line}`),
        ...linesMissingIn(page.body, expected).map((line) => `  - ${line}`),
      ];
    });
}

function pageF1({ precision = 0, recall = 0 }: PageScore): number {
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

/** Lines of a text whose words do not stand in another, in order. */
function linesMissingIn(whole: string, text: string): readonly string[] {
  const haystack = ` ${tokensOf(whole).join(' ')} `;
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => tokensOf(line).length > 0 && !haystack.includes(` ${tokensOf(line).join(' ')} `))
    .map((line) => (line.length > MAX_SHOWN_CHARACTERS ? `${line.slice(0, MAX_SHOWN_CHARACTERS - 1)}…` : line));
}

const MAX_SHOWN_CHARACTERS = 160;

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : sum(values) / values.length;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

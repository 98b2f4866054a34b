import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Article, Block } from '../../src/model/article.js';
import { extractHtml } from '../../src/sources/kinds/html/extract-html.js';
import { FIRST_PARAGRAPH, FRAMES, LAST_PARAGRAPH, TITLE } from '../sources/kinds/html/frames.js';
import { collectOne, onlyArticle } from '../sources/project.js';
import { readCases, showBlock } from './golden-cases.js';

const PAGE = 'https://harbour.example/2024/queue.html';
const FOLDER = path.resolve(import.meta.dirname, '../golden/markup');
const FRAGMENTS = readdirSync(FOLDER)
  .sort()
  .flatMap((file) => readCases(readFileSync(path.join(FOLDER, file), 'utf8'), TITLE));

describe('the reader of blocks', () => {
  it('is tried on fragments of many kinds, each with a name of its own', () => {
    const names = FRAGMENTS.map(({ name }) => name);
    expect(names.length).toBeGreaterThanOrEqual(110);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(FRAGMENTS)('reads $name alike in Markdown, in a feed and in a page', async ({ body, blocks }) => {
    const page = fromPage(body);
    expect(page.map(showBlock)).toEqual(blocks);
    expect(await fromMarkdown(body)).toEqual(page.map((block) => ({ ...block, line: expect.any(Number) as number })));
    expect(await fromFeed(body)).toEqual(page);
  });
});

async function fromMarkdown(html: string): Promise<readonly Block[]> {
  const source = `---\ntitle: ${TITLE}\ncanonical: ${PAGE}\n---\n\n${FIRST_PARAGRAPH}\n\n<section>${html}</section>\n`;
  return fragmentOf(onlyArticle(await collectOne('a.md', source)));
}

async function fromFeed(html: string): Promise<readonly Block[]> {
  const item = {
    id: 'a',
    url: PAGE,
    title: TITLE,
    date_published: '2024-10-15T00:00:00Z',
    content_html: `<p>${FIRST_PARAGRAPH}</p><section>${html}</section>`,
  };
  const feed = { version: 'https://jsonfeed.org/version/1.1', title: 'Harbour', items: [item] };
  return fragmentOf(onlyArticle(await collectOne('feed.json', JSON.stringify(feed))));
}

function fromPage(html: string): readonly Block[] {
  const [frame] = FRAMES;
  const page = frame?.({ head: '', header: `<h1>${TITLE}</h1>`, body: html }) ?? '';
  return fragmentOf(extractHtml(page, { url: PAGE }));
}

/** The blocks of the fragment alone; their numbers depend on what stands around it. */
function fragmentOf({ blocks }: Pick<Article, 'blocks'>): readonly Block[] {
  const frame = [TITLE, FIRST_PARAGRAPH, LAST_PARAGRAPH].map((text) => JSON.stringify([{ text }]));
  return blocks
    .filter((block) => !('spans' in block) || !frame.includes(JSON.stringify(block.spans)))
    .map((block) => ({ ...block, id: '' }));
}

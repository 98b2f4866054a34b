import { describe, expect, it } from 'vitest';
import type { Block } from '../../src/model/article.js';
import { extractHtml } from '../../src/sources/kinds/html/extract-html.js';
import { bare, collectOne, onlyArticle } from '../sources/project.js';
import { FRAMES, FIRST_PARAGRAPH, LAST_PARAGRAPH, TITLE } from '../sources/kinds/html/frames.js';
import { FRAGMENTS } from './fragments.js';

const PAGE = 'https://harbour.example/2024/queue.html';

describe('the reader of blocks', () => {
  it('is tried on fragments of many kinds, each with a name of its own', () => {
    const names = FRAGMENTS.map(([name]) => name);
    expect(names.length).toBeGreaterThanOrEqual(100);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(FRAGMENTS)('reads from Markdown, feed and page alike: %s', async (_name, html, blocks) => {
    expect(await fromMarkdown(html)).toEqual(blocks);
    expect(await fromFeed(html)).toEqual(blocks);
    expect(fromPage(html)).toEqual(blocks);
  });
});

async function fromMarkdown(html: string): Promise<readonly unknown[]> {
  const source = `---\ntitle: ${TITLE}\ncanonical: ${PAGE}\n---\n\n${FIRST_PARAGRAPH}\n\n<section>${html}</section>\n`;
  return withoutFrame(bare(onlyArticle(await collectOne('a.md', source))));
}

async function fromFeed(html: string): Promise<readonly unknown[]> {
  const item = {
    id: 'a',
    url: PAGE,
    title: TITLE,
    date_published: '2024-10-15T00:00:00Z',
    content_html: `<p>${FIRST_PARAGRAPH}</p><section>${html}</section>`,
  };
  const feed = { version: 'https://jsonfeed.org/version/1.1', title: 'Harbour', items: [item] };
  return withoutFrame(bare(onlyArticle(await collectOne('feed.json', JSON.stringify(feed)))));
}

function fromPage(html: string): readonly unknown[] {
  const [frame] = FRAMES;
  const page = frame?.({ head: '', header: `<h1>${TITLE}</h1>`, body: html }) ?? '';
  const { blocks } = extractHtml(page, { url: PAGE });
  return withoutFrame(blocks.map(withoutId));
}

function withoutId(block: Block): Record<string, unknown> {
  const copy: Record<string, unknown> = { ...block };
  delete copy['id'];
  return copy;
}

/** What every page has around the fragment. */
function withoutFrame(blocks: readonly unknown[]): readonly unknown[] {
  const frame = [TITLE, FIRST_PARAGRAPH, LAST_PARAGRAPH].map((text) => JSON.stringify([{ text }]));
  return blocks.filter((block) => !frame.includes(JSON.stringify((block as { spans?: unknown }).spans)));
}

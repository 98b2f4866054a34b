import { expect } from 'vitest';
import { isLectorError } from '../../../../../src/errors.js';
import type { Block, Span } from '../../../../../src/model/article.js';
import { partsOfBlock } from '../../../../../src/model/text/block-text.js';
import { extractHtml } from '../../../../../src/sources/kinds/html/extract-html.js';
import { FRAMES, TITLE } from '../frames.js';
import { PROSE } from './prose.js';

/**
 * A page of a kind: its markup (whole, or what stands in the middle of an article), the pieces that are heard, in
 * order, and those that are not, parted by ` | `; `{en1}` is a paragraph of the prose.
 */
export type Sibling = readonly [html: string, heard: string, silent?: string];

/** Reads one sibling, in one of the frames when it is no whole page, and compares what is heard. */
export function expectSibling([html, heard, silent = '']: Sibling, index: number): void {
  const text = heardIn(html, index);
  let from = 0;
  for (const piece of piecesOf(heard)) {
    const at = text.indexOf(piece, from);
    expect(at >= 0 ? piece : text).toBe(piece);
    from = at + piece.length;
  }
  for (const piece of piecesOf(silent)) expect(text).not.toContain(piece);
}

/** What a listener gets of a page, a line a part; the reason when it is refused. */
export function heardIn(html: string, index: number): string {
  const body = withProse(html);
  const frame = FRAMES[index % FRAMES.length];
  const page = /^<(?:!doctype|html)/iu.test(body)
    ? body
    : (frame?.({ head: '', header: `<h1>${TITLE}</h1>`, body }) ?? '');
  try {
    return extractHtml(page, { url: 'https://harbour.example/2024/queue.html' }).blocks.flatMap(heardParts).join('\n');
  } catch (error) {
    if (isLectorError(error)) return error.code;
    throw error;
  }
}

function heardParts(block: Block): readonly string[] {
  if (block.audio === 'skip' || block.kind === 'embed') return [];
  const shown = block.kind === 'figure' ? { ...block, alt: '' } : block;
  return partsOfBlock(shown)
    .map(wordsOf)
    .filter((line) => line !== '');
}

function wordsOf(spans: readonly Span[]): string {
  return spans
    .filter(({ audio, footnoteRef }) => audio !== 'skip' && footnoteRef === undefined)
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/gu, ' ')
    .trim();
}

function piecesOf(list: string): readonly string[] {
  return list === '' ? [] : withProse(list).split(' | ');
}

function withProse(text: string): string {
  return text.replace(/\{([a-z]{2}\d)\}/gu, (whole, key: string) => PROSE[key] ?? whole);
}

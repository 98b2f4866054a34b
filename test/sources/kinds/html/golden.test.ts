import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Block, DroppedBlock, Span } from '../../../../src/model/article.js';
import { extractHtml } from '../../../../src/sources/kinds/html/extract-html.js';
import { FIRST_PARAGRAPH, FRAME_WORDS, FRAMES, LAST_PARAGRAPH, TITLE } from './frames.js';

const PAGE = 'https://harbour.example/2024/queue.html';
const FOLDER = path.resolve(import.meta.dirname, '../../../golden/html');

for (const file of readdirSync(FOLDER).sort()) {
  describe(`golden pages of ${file}`, () => {
    for (const [index, golden] of readCases(readFileSync(path.join(FOLDER, file), 'utf8')).entries()) {
      it(golden.name, () => {
        const frame = FRAMES[index % FRAMES.length];
        if (frame === undefined) throw new Error('there are frames');
        const { blocks, dropped } = extractHtml(frame(golden), { url: PAGE });
        const shown = blocks.map(showBlock);
        expect(shown).toContain(`paragraph: ${FIRST_PARAGRAPH}`);
        expect(shown.at(-1) ?? '').not.toMatch(FRAME_WORDS);
        expect(shown.join('\n')).not.toMatch(FRAME_WORDS);
        expect(withoutFrame(shown)).toEqual(golden.blocks);
        expect(droppedOfCase(dropped, frame)).toEqual(golden.dropped);
      });
    }
  });
}

type GoldenCase = {
  readonly name: string;
  readonly head: string;
  readonly header: string;
  readonly body: string;
  readonly blocks: readonly string[];
  readonly dropped: readonly string[];
};

/**
 * `=== name`, then `--- head`, `--- header`, `--- body`, `--- blocks` with one block a line, and `--- dropped`
 * with what was left out of the case, one piece a line after its reason.
 */
function readCases(text: string): readonly GoldenCase[] {
  return text
    .split(/^=== /mu)
    .slice(1)
    .map((source) => {
      const [name = '', ...parts] = source.split(/^--- (?=(?:head|header|body|blocks|dropped)$)/mu);
      const part = (label: string): string =>
        parts
          .find((one) => one.startsWith(`${label}\n`))
          ?.slice(label.length + 1)
          .trim() ?? '';
      const header = part('header') === '' ? `<h1>${TITLE}</h1>` : part('header');
      const lines = (label: string): readonly string[] =>
        part(label)
          .split('\n')
          .filter((line) => line !== '');
      return {
        name: name.trim(),
        head: part('head'),
        header,
        body: part('body'),
        blocks: lines('blocks'),
        dropped: lines('dropped'),
      };
    });
}

/** What a case is not about: the title and the two paragraphs of every page. */
function withoutFrame(shown: readonly string[]): readonly string[] {
  const frame = [`title: ${TITLE}`, `paragraph: ${FIRST_PARAGRAPH}`, `paragraph: ${LAST_PARAGRAPH}`];
  return shown.filter((line) => !frame.includes(line));
}

/** What was left out of a case, but not what is left out of its frame with any article in it. */
function droppedOfCase(dropped: readonly DroppedBlock[], frame: (typeof FRAMES)[number]): readonly string[] {
  const bare = extractHtml(frame({ head: '', header: `<h1>${TITLE}</h1>`, body: '' }), { url: PAGE });
  const ofFrame = new Set(bare.dropped.map(({ text }) => text));
  return dropped
    .filter(({ text }) => !ofFrame.has(text))
    .map(({ reason, text }) => `${reason}: ${text.replace(/\s+/gu, ' ').trim()}`);
}

/** A block as one line: what it says, with its properties in brackets. */
function showBlock(block: Block): string {
  const marks = [
    ...(block.lang === undefined ? [] : [`lang=${block.lang}`]),
    ...(block.anchor === undefined ? [] : [`#${block.anchor}`]),
    ...(block.audio === undefined ? [] : [`audio=${block.audio}`]),
  ];
  return `${block.kind}${marks.length === 0 ? '' : ` (${marks.join(' ')})`}: ${showContent(block)}`;
}

function showContent(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `h${block.level} ${showSpans(block.spans)}`;
    case 'list':
      return `${block.isOrdered ? `ordered from ${block.start}` : 'bullets'} ${block.items.map(({ depth, spans }) => `${'>'.repeat(depth + 1)} ${showSpans(spans)}`).join(' ')}`;
    case 'quote':
      return `${block.paragraphs.map(showSpans).join(' // ')}${block.speaker === undefined ? '' : ` — said by ${block.speaker}`}`;
    case 'figure':
      return `src=${block.src ?? 'none'} alt=${JSON.stringify(block.alt ?? null)} caption=${block.caption === undefined ? 'none' : showSpans(block.caption)}`;
    case 'table':
      return `${block.caption ?? 'no caption'} [${block.header.join(' | ')}] ${block.rows.map((row) => `[${row.join(' | ')}]`).join(' ')}${block.reading === undefined ? '' : ` read=${block.reading}`}`;
    case 'code':
      return `${block.language ?? 'plain'} ${JSON.stringify(block.code)}`;
    case 'math':
      return block.tex;
    case 'footnote':
      return `[${block.label}] ${showSpans(block.spans)}`;
    case 'embed':
      return `${block.url ?? 'no address'} ${block.title ?? ''}`.trim();
    default:
      return showSpans(block.spans);
  }
}

function showSpans(spans: readonly Span[]): string {
  return spans
    .map((span) => {
      // A line break and a no-break space, which look like others.
      let text = span.text.replaceAll('\n', '⏎').replaceAll('\u00A0', '⍽');
      if (span.isCode === true) text = `\`${text}\``;
      if (span.emphasis !== undefined) text = span.emphasis === 'em' ? `*${text}*` : `**${text}**`;
      if (span.footnoteRef !== undefined) text = `[^${span.footnoteRef}]`;
      if (span.href !== undefined) text = `[${text}](${span.href})`;
      if (span.lang !== undefined) text = `{${span.lang}:${text}}`;
      return span.audio === undefined ? text : `<${span.audio}>${text}</${span.audio}>`;
    })
    .join('');
}

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DroppedBlock } from '../../../../src/model/article.js';
import { extractHtml } from '../../../../src/sources/kinds/html/extract-html.js';
import { readCases, showBlock } from '../../../markup/golden-cases.js';
import { FIRST_PARAGRAPH, FRAME_WORDS, FRAMES, LAST_PARAGRAPH, TITLE } from './frames.js';

const PAGE = 'https://harbour.example/2024/queue.html';
const FOLDER = path.resolve(import.meta.dirname, '../../../golden/html');

for (const file of readdirSync(FOLDER).sort()) {
  describe(`golden pages of ${file}`, () => {
    for (const [index, golden] of readCases(readFileSync(path.join(FOLDER, file), 'utf8'), TITLE).entries()) {
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

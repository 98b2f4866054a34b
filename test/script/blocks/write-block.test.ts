import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { formatScript } from '../../../src/script/format-script.js';
import { writeScript } from '../../../src/script/write-script.js';
import { articleOf, paragraph, scriptContext, SILENT_TEMPLATES, type BlockWithoutId } from '../sample-article.js';
import { BLOCK_SAMPLES } from './block-samples.js';

const GOLDEN = fileURLToPath(new URL('../../golden/script/', import.meta.url));

/** Each block in an article of its own, between two plain sentences, side by side as it is shown and said. */
async function review(block: BlockWithoutId, index: number): Promise<string> {
  const { reading, ...context } = scriptContext({ templates: SILENT_TEMPLATES });
  const article = articleOf([paragraph('Before.'), block, paragraph('After.')]);
  const script = await writeScript(article, { ...context, reading: { ...reading, footnotes: 'end' } });
  const own = {
    ...script,
    sections: [],
    utterances: script.utterances.filter(({ blockId }) => blockId === 'b2'),
    ledger: script.ledger.filter(({ blockId }) => blockId === 'b2'),
  };
  const lines = formatScript(own, { width: 110 })
    .slice(2)
    .map((line) => line.replace(/ · u-[0-9a-f]{10}$/u, ''));
  return `=== ${index + 1}\n${lines.join('\n')}\n`;
}

describe('writeBlock', () => {
  for (const [kind, blocks] of Object.entries(BLOCK_SAMPLES)) {
    it(`reads ${kind} blocks as the reviewed file says`, async () => {
      expect(blocks).toHaveLength(10);
      const reviews = await Promise.all(blocks.map(review));
      await expect(reviews.join('\n')).toMatchFileSnapshot(`${GOLDEN}${kind}.txt`);
    });
  }
});

describe('writeFigure', () => {
  const said = async (caption: string): Promise<readonly string[]> => {
    const figure = { kind: 'figure', caption: [{ text: caption }] } as const;
    const article = articleOf([paragraph('Before.'), figure, paragraph('After.')]);
    const { utterances, ledger } = await writeScript(article, scriptContext({ templates: SILENT_TEMPLATES }));
    const spoken = utterances.filter(({ blockId }) => blockId === 'b2').map((line) => line.spoken);
    return [...spoken, ...ledger.flatMap(({ skipped }) => skipped.map(({ reason, text }) => `${reason}: ${text}`))];
  };

  it('leaves the holder of the rights in a picture to the eye', async () => {
    expect(await said('The pier. © Lantern / J. Hale')).toEqual(['Image: The pier.', 'credit: © Lantern / J. Hale']);
    expect(await said('© Lantern / J. Hale')).toEqual(['credit: © Lantern / J. Hale']);
    expect(await said('The pier. (c) J. Hale')).toEqual(['Image: The pier.', 'credit: (c) J. Hale']);
    expect(await said('The letter (c) over the door')).toHaveLength(1);
  });
});

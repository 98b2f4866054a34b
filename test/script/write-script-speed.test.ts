import { describe, expect, it } from 'vitest';
import { writeScript } from '../../src/script/write-script.js';
import { articleOf, paragraph, scriptContext, SILENT_TEMPLATES } from './sample-article.js';

const SENTENCES =
  'Brandt and Hale met Dr. Li at 9 a.m. on 3 May 2021, although the board gave no details of the $5.2bn plan. ' +
  '“We waited,” said Hale, “for three weeks.” Traffic grew 12.5% in the 1990s, i.e. before the lock opened [3]. ';

/** CPU time alone, so that other work on the machine does not count. */
async function cpuMs(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe('writeScript on long texts', () => {
  const context = scriptContext({ templates: SILENT_TEMPLATES });
  const wordCount = SENTENCES.split(' ').length;
  const write = (blocks: number, repeats: number): Promise<number> =>
    cpuMs(() =>
      writeScript(
        articleOf(Array.from({ length: blocks }, (_, index) => paragraph(SENTENCES.repeat(repeats) + String(index)))),
        context,
      ),
    );

  it('takes seconds for 100,000 words in paragraphs, and no more for one paragraph of them', async () => {
    const repeats = Math.ceil(100_000 / wordCount);
    await write(50, 2);
    expect(await write(repeats / 2, 2)).toBeLessThan(6000);
    expect(await write(1, repeats)).toBeLessThan(6000);
  }, 60_000);
});

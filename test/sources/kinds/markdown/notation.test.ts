import { describe, expect, it } from 'vitest';
import { writeScript } from '../../../../src/script/write-script.js';
import { scriptContext, SILENT_TEMPLATES } from '../../../script/sample-article.js';
import { collectOne, onlyArticle } from '../../project.js';

/** What is said and left out of a Markdown text, its title apart. */
async function heard(body: string): Promise<{ said: string; left: readonly string[] }> {
  const article = onlyArticle(await collectOne('a.md', `# T\n\n${body}\n`));
  const { utterances, ledger } = await writeScript(article, scriptContext({ templates: SILENT_TEMPLATES }));
  const skipped = ledger.flatMap(({ skipped: parts }) => parts.map(({ text }) => text));
  return {
    said: utterances.slice(1).map(({ spoken }) => spoken).join(' '),
    left: [...skipped, ...article.dropped.map(({ text }) => text)],
  }; // prettier-ignore
}

describe('notation in Markdown', () => {
  it.each([
    ['Then $a_1 * b_1 + a_2 * b_2 = c$.', 'Then a one times b one plus a two times b two equals c.'],
    ['So it is.\n\n$$E = mc^2$$\n\nIt is so.', 'So it is. A formula stands here. It is so.'],
    ['The sum \\(x + y\\) is odd.', 'The sum x plus y is odd.'],
    ['It is \\(an aside\\).', 'It is (an aside).'],
    [':::note Mind\nThe tide turns.\n:::\n\nIt turned.', 'The tide turns. It turned.'],
    ['!!! note "Mind"\n\n    The tide turns.\n\nIt turned.', 'The tide turns. It turned.'],
    ['One.\n\n{{< youtube dQw4 >}}\n\nTwo.', 'One. Two.'],
    ['One. <break time="500ms"/> Two.', 'One. Two.'],
    ['Tides rise (Smith, 2020) in May (Berg et al., 2019; Lee & Roy 2021a, p. 12).', 'Tides rise in May.'],
    ['The car (Ford, 2020 model) sank (May, 2020) off (Beijing 2008).', 'The car (Ford, twenty twenty model) sank (May twenty twenty) off (Beijing two thousand eight).'],
    ['The tide<sup>1</sup> rises.<sup>2</sup> So it does.', 'The tide rises. So it does.'],
  ])('is said as it is meant: %s', async (body, said) => {
    expect((await heard(body)).said).toBe(said);
  }); // prettier-ignore

  it('is named where it is not said', async () => {
    const body = 'It is (Smith, 2020). {{< map 1 >}} Then $\\int_0^1 x dx$ is.';
    expect((await heard(body)).left).toEqual(['(Smith, 2020)', '\\int_0^1 x dx', '{{< map 1 >}}']);
  });

  it('keeps powers apart from marks of notes', async () => {
    const { said } = await heard(
      'It is 10<sup>6</sup> litres on 5 m<sup>2</sup> and 5 miles<sup>2</sup>; x<sup>2</sup>.',
    );
    expect(said.match(/square|squared|million|power/gu)?.length).toBeGreaterThanOrEqual(3);
  });

  it.each([
    ['<ol reversed><li>Apples</li><li>Pears</li></ol>', 'Two. Apples. One. Pears.'],
    ['<ol reversed start="9"><li>Apples</li><li>Pears</li></ol>', 'Nine. Apples. Eight. Pears.'],
    ['<ol><li value="5">Apples</li><li>Pears</li></ol>', 'Five. Apples. Six. Pears.'],
    ['1. Wash apples\n\n   Peel them\n\n2. Cut pears', 'One. Wash apples. Peel them. Two. Cut pears.'],
    ['- Wash apples.\n\n  Peel them.\n- Cut pears', 'Wash apples. Peel them. Cut pears.'],
  ])('is counted as it is seen: %s', async (body, said) => {
    expect((await heard(body)).said).toBe(said);
  });
});

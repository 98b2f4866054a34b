import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Script } from '../../src/model/script.js';
import { makeProject, type TestProject } from './project.js';

/** What is written, what is said of it, and what was left out. */
const CASES: readonly (readonly [text: string, spoken: string, skipped: readonly string[]])[] = [
  ['Room 1~~2~~3 is on the left, said the porter.', 'Room thirteen is on the left, said the porter.', ['2']],
  ['Room 1<del>2</del>3 is left, and 4<del>5</del> right.', 'Room thirteen is left, and four right.', ['2', '5']],
  ['The bill was ~~12~~ 13 pounds for all.', 'The bill was thirteen pounds for all.', ['12']],
  ['The code is 10<span data-audio="skip">11</span>12 and holds.', 'The code is ten twelve and holds.', ['11']],
  ['The ~old~ new pier opened on Monday.', 'The new pier opened on Monday.', ['old']],
  ['It rises 1~3 metres by day and 2~5 metres by night.', '', []],
  ['Children aged 5~7 and 8~9 sail free.', '', []],
  ['Make room for the crew (~2000 people) and the guests (~5000 people).', '', []],
  ['The price was 3.~~50~~75 pounds for 1,~~000~~500 people.', '', ['50', '000']],
  ['Water is H~2~O to chemists.', '', []],
  ['It rose 3[^1]4 metres, then 5[^1].\n\n[^1]: As seen.', '', []],
];

describe('struck and skipped text between digits', () => {
  let project: TestProject;
  beforeAll(async () => {
    const files = CASES.map(([text], index) => [
      `articles/a${index}.md`,
      `---\ntitle: Tides\ndate: 2026-03-02\n---\n\n${text}\n`,
    ]);
    project = await makeProject(Object.fromEntries(files) as Record<string, string>);
  });
  afterAll(() => rm(project.root, { recursive: true, force: true }));

  it.each(CASES.map((row, index) => [...row, index] as const))(
    'refuses no article: %s',
    async (text, spoken, left, index) => {
      const { exitCode, stdout } = await project.run(['script', `a${index}`, '--json']);
      expect(exitCode).toBe(0);
      const script = JSON.parse(stdout) as Script;
      const said = script.utterances.map((utterance) => utterance.spoken).join(' ');
      expect(said).toContain(spoken);
      const skipped = script.ledger.flatMap((entry) => entry.skipped.map((piece) => piece.text));
      expect(skipped.filter((piece) => piece !== '1')).toEqual(expect.arrayContaining([...left]));
      if (text.includes('1~3')) expect(said).toMatch(/one to three metres by day and two to five metres by night/u);
      if (text.includes('5~7')) expect(said).toMatch(/five to seven and eight to nine/u);
    },
  );

  it('marks what is crossed out for who looks at what was read', async () => {
    const { stdout } = await project.run(['extract', 'articles/a2.md']);
    expect(stdout).toContain('The bill was ~~12~~ 13 pounds for all.');
  });
});

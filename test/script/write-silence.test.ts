import { describe, expect, it } from 'vitest';
import type { Script } from '../../src/model/script.js';
import { writeScript } from '../../src/script/write-script.js';
import { articleOf, paragraph, scriptContext, SILENT_TEMPLATES } from './sample-article.js';

const bodyOnly = (changes = {}): ReturnType<typeof scriptContext> =>
  scriptContext({ templates: SILENT_TEMPLATES, ...changes });

const said = (script: Script): readonly string[] => script.utterances.map(({ spoken }) => spoken);
const shown = (script: Script): readonly string[] => script.utterances.map(({ display }) => display);
const skipped = (script: Script): readonly string[] =>
  script.ledger.flatMap(({ skipped: parts }) => parts.map(({ text, reason }) => `${reason}: ${text}`));

describe('what a script leaves out', () => {
  it('leaves out what the author marks and says what only listeners get', async () => {
    const script = await writeScript(
      articleOf([
        {
          kind: 'paragraph',
          spans: [
            { text: 'Look at ' },
            { text: '(see photo) ', audio: 'skip' },
            { text: 'this' },
            { text: 'great thing', audio: 'only' },
            { text: '.' },
          ],
        },
        { kind: 'paragraph', audio: 'skip', spans: [{ text: 'Click below.' }] },
        { kind: 'paragraph', audio: 'only', spans: [{ text: 'Hello listeners.' }] },
        { kind: 'paragraph', spans: [{ text: 'End.' }, { text: 'Heard at the end.', audio: 'only' }] },
      ]),
      bodyOnly(),
    );
    expect(script.utterances.map(({ display, spoken, audio }) => [display, spoken, audio])).toEqual([
      ['Look at (see photo) this.', 'Look at this great thing.', undefined],
      ['', 'Hello listeners.', 'only'],
      ['End.', 'End. Heard at the end.', undefined],
    ]);
    expect(skipped(script)).toEqual(['author-skip: (see photo)', 'author-skip: Click below.']);
  });

  it('never says footnote marks, citations or words that are none', async () => {
    const token = 'a1b2c3d4e5'.repeat(12);
    const script = await writeScript(
      articleOf([
        {
          kind: 'paragraph',
          spans: [
            { text: 'It grew' },
            { text: '1', footnoteRef: '1' },
            { text: ` fast [12, 13] (Hale et al., 2020). The key ${token} is long.` },
          ],
        },
      ]),
      bodyOnly(),
    );
    expect(said(script)).toEqual(['It grew fast.', 'The key is long.']);
    expect(skipped(script)).toEqual([
      'footnote-mark: 1',
      'citation: [12, 13]',
      'citation: (Hale et al., 2020)',
      `not-a-word: ${token}`,
    ]);
  });

  it.each([
    ['pl', 'To było: „Most”, The Lantern.'],
    ['ru', 'Вы прослушали: «Most», The Lantern.'],
    ['de', 'Das war “Most”, The Lantern.'],
  ])('ends in %s with the title in quotation marks of the language', async (language, outro) => {
    const blocks = [{ kind: 'title' as const, spans: [{ text: 'Most' }] }, paragraph('Ten. Ten.')];
    const script = await writeScript(articleOf(blocks, { language, title: 'Most' }), scriptContext());
    expect(shown(script)).toContain(outro);
  });
});

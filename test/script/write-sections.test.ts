import { describe, expect, it } from 'vitest';
import type { Script } from '../../src/model/script.js';
import { DEFAULT_PAUSES } from '../../src/script/passage/pause-model.js';
import { writeScript } from '../../src/script/write-script.js';
import { articleOf, briefingOf, heading, paragraph, scriptContext, SILENT_TEMPLATES } from './sample-article.js';

const bodyOnly = (changes = {}): ReturnType<typeof scriptContext> =>
  scriptContext({ templates: SILENT_TEMPLATES, ...changes });

const shown = (script: Script): readonly string[] => script.utterances.map(({ display }) => display);

describe('the sections of a script', () => {
  it('makes sections of the title and of headings two levels deep, with the address of the passage', async () => {
    const script = await writeScript(
      articleOf([
        paragraph('Start.'),
        heading('One', 2, 'one'),
        paragraph('A.'),
        heading('Deep', 4),
        paragraph('B.'),
        heading('Sub', 3),
        paragraph('C.'),
      ]),
      bodyOnly(),
    );
    const id = (display: string): string | undefined => script.utterances.find((line) => line.display === display)?.id;
    const href = 'https://news.example/harbour';
    expect(script.sections).toEqual([
      { title: 'Harbour reopens', level: 1, href, utteranceId: id('Start.') },
      { title: 'One', level: 1, href: `${href}#one`, utteranceId: id('One') },
      { title: 'Sub', level: 2, href, utteranceId: id('Sub') },
    ]);
  });

  it('gives a briefing one section an article, ids of its own, and the date once', async () => {
    const first = articleOf([
      { kind: 'title', spans: [{ text: 'Harbour reopens' }] },
      heading('Inside'),
      paragraph('Ships.'),
    ]);
    const second = articleOf([{ kind: 'title', spans: [{ text: 'Fog lifts' }] }, paragraph('Sun.')], {
      title: 'Fog lifts',
      canonicalUrl: 'https://news.example/fog',
    });
    const script = await writeScript(briefingOf([first, second]), scriptContext());
    expect(script.sections.map(({ title, level, href }) => [title, level, href])).toEqual([
      ['In this edition', 1, undefined],
      ['Harbour reopens', 1, 'https://news.example/harbour'],
      ['Fog lifts', 1, 'https://news.example/fog'],
    ]);
    expect(shown(script).filter((text) => text.includes('July'))).toEqual(['15 July 2025.']);
    expect(script.ledger.map(({ blockId }) => blockId)).toEqual(['a1-b1', 'a1-b2', 'a1-b3', 'a2-b1', 'a2-b2']);
    const lastOfFirst = script.utterances.find(({ display }) => display === 'Ships.');
    expect(lastOfFirst?.pauseAfterMs).toBe(DEFAULT_PAUSES.articleMs);
  });

  it.each([
    ['en', 'The harbour held 214 boats.', 'The harbour held two hundred and fourteen boats.'],
    ['en', 'The harbor held 214 boats.', 'The harbor held two hundred fourteen boats.'],
    ['en-US', 'The harbour held 214 boats.', 'The harbour held two hundred fourteen boats.'],
    ['en-GB', 'The harbor held 214 boats.', 'The harbor held two hundred and fourteen boats.'],
  ])('says numbers in %s as %j is spelled', async (language, text, said) => {
    const article = articleOf([paragraph(text)], { title: 'Boats', language });
    const script = await writeScript(article, scriptContext());
    expect(script.utterances.find(({ display }) => display === text)).toMatchObject({ spoken: said, lang: language });
  });

  it('says the day of a briefing once where its title names it', async () => {
    const briefing = { ...briefingOf([articleOf([paragraph('Ships.')])]), title: 'The briefing, 15 July 2025' };
    const script = await writeScript(briefing, scriptContext());
    expect(shown(script).filter((text) => text.includes('15 July'))).toEqual([
      'The briefing, 15 July 2025',
      'That was “The briefing, 15 July 2025”, The Lantern.',
    ]);
  });
});

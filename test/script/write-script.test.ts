import { describe, expect, it } from 'vitest';
import type { Script } from '../../src/model/script.js';
import { parseLexicon } from '../../src/script/lexicon/lexicon.js';
import { DEFAULT_PAUSES } from '../../src/script/passage/pause-model.js';
import { writeScript } from '../../src/script/write-script.js';
import { articleOf, briefingOf, heading, paragraph, scriptContext, SILENT_TEMPLATES } from './sample-article.js';

const bodyOnly = (changes = {}): ReturnType<typeof scriptContext> =>
  scriptContext({ templates: SILENT_TEMPLATES, ...changes });

const said = (script: Script): readonly string[] => script.utterances.map(({ spoken }) => spoken);
const shown = (script: Script): readonly string[] => script.utterances.map(({ display }) => display);
const skipped = (script: Script): readonly string[] =>
  script.ledger.flatMap(({ skipped: parts }) => parts.map(({ text, reason }) => `${reason}: ${text}`));

describe('writeScript', () => {
  it('says headline, byline, date and standfirst once, before the text', async () => {
    const script = await writeScript(
      articleOf([
        { kind: 'dateline', spans: [{ text: '15 Jul, 2025 07:28' }] },
        { kind: 'title', spans: [{ text: 'Harbour reopens' }] },
        { kind: 'standfirst', spans: [{ text: 'Ships are back.' }] },
        paragraph('The gates opened at dawn.'),
      ]),
      scriptContext(),
    );
    expect(shown(script)).toEqual([
      'Harbour reopens',
      'By Ada Brandt.',
      '15 July 2025.',
      'Ships are back.',
      'The gates opened at dawn.',
      'That was “Harbour reopens”, The Lantern.',
      'This text was read by a synthetic voice.',
    ]);
    expect(script.utterances.map(({ blockId }) => blockId)).toEqual([
      'b2',
      'intro',
      'intro',
      'b3',
      'b4',
      'outro',
      'outro',
    ]);
    expect(skipped(script)).toEqual(['said-in-intro: 15 Jul, 2025 07:28']);
  });

  it('speaks a dateline that says more than the introduction', async () => {
    const script = await writeScript(
      articleOf([
        { kind: 'dateline', spans: [{ text: 'Reporting from Tianjin, 15 July 2025' }] },
        paragraph('It began.'),
      ]),
      scriptContext(),
    );
    expect(shown(script)).toContain('Reporting from Tianjin, 15 July 2025');
  });

  it('counts a headline inside a line of the introduction as said', async () => {
    const script = await writeScript(
      articleOf([{ kind: 'title', spans: [{ text: 'Harbour reopens' }] }, paragraph('It began.')]),
      scriptContext({
        templates: { render: (name) => (name.includes('intro') ? 'Now: harbour reopens, at last.' : '') },
      }),
    );
    expect(shown(script)).toEqual(['Now: harbour reopens, at last.', 'It began.']);
    expect(script.ledger[0]).toMatchObject({
      blockId: 'b1',
      outcome: 'spoken',
      utteranceIds: [script.utterances[0]?.id],
    });
  });

  it('speaks headline and standfirst where they stand when the introduction is silent', async () => {
    const script = await writeScript(
      articleOf([{ kind: 'title', spans: [{ text: 'Harbour reopens' }] }, paragraph('It began.')]),
      bodyOnly(),
    );
    expect(shown(script)).toEqual(['Harbour reopens', 'It began.']);
  });

  it('keeps display text and tells every change with its place and rule', async () => {
    const script = await writeScript(
      articleOf([paragraph('Xi met SCO leaders.[2]')]),
      bodyOnly({ lexicon: parseLexicon('Xi: shee\nSCO: {spell: true}', 'lexicon.yaml') }),
    );
    expect(script.utterances).toMatchObject([
      {
        display: 'Xi met SCO leaders.[2]',
        spoken: 'shee met S C O leaders.',
        changes: [
          { start: 0, end: 2, from: 'Xi', to: 'shee', rule: 'lexicon:Xi' },
          { start: 7, end: 10, from: 'SCO', to: 'S C O', rule: 'lexicon:SCO' },
          { start: 19, end: 22, from: '[2]', to: '', rule: 'citation' },
        ],
      },
    ]);
  });

  it('lets pronunciations of the article win over those of the show', async () => {
    const item = articleOf([paragraph('Xi spoke.')], { options: { lexicon: { Xi: 'zee' } } });
    expect(said(await writeScript(item, bodyOnly({ lexicon: parseLexicon('Xi: shee', 'lexicon.yaml') })))).toEqual([
      'zee spoke.',
    ]);
  });

  it('pauses longer at the larger of two boundaries', async () => {
    const script = await writeScript(
      articleOf([
        paragraph('One. Two.'),
        heading('Next'),
        paragraph('Three.'),
        { kind: 'quote', paragraphs: [[{ text: 'Four.' }]] },
        {
          kind: 'list',
          isOrdered: false,
          start: 1,
          items: [
            { depth: 0, spans: [{ text: 'Five' }] },
            { depth: 0, spans: [{ text: 'Six' }] },
          ],
        },
      ]),
      bodyOnly(),
    );
    const { sentenceMs, sectionMs, headingMs, quoteMs, listItemMs } = DEFAULT_PAUSES;
    expect(script.utterances.map(({ pauseAfterMs }) => pauseAfterMs)).toEqual([
      sentenceMs,
      sectionMs,
      headingMs,
      quoteMs,
      quoteMs,
      listItemMs,
      0,
    ]);
  });

  it('pauses exactly as the author says', async () => {
    const script = await writeScript(
      articleOf([
        {
          kind: 'paragraph',
          spans: [{ text: 'Wait' }, { text: '', pauseMs: 800 }, { text: ' for it. Now.' }, { text: '', pauseMs: 50 }],
        },
        { kind: 'paragraph', spans: [{ text: '', pauseMs: 2000 }] },
        paragraph('Done.'),
      ]),
      bodyOnly(),
    );
    expect(script.utterances.map(({ display, pauseAfterMs }) => [display, pauseAfterMs])).toEqual([
      ['Wait', 800],
      ['for it.', DEFAULT_PAUSES.sentenceMs],
      ['Now.', 2000],
      ['Done.', 0],
    ]);
  });

  it('gives roles and named speakers their voices, and the item’s voice to all others', async () => {
    const item = articleOf(
      [
        heading('Next'),
        paragraph('He spoke.'),
        { kind: 'quote', paragraphs: [[{ text: 'Yes.' }]], speaker: 'Jo  Hale' },
      ],
      { options: { voice: 'own' } },
    );
    const script = await writeScript(
      item,
      bodyOnly({ voices: { narrator: 'n', quote: 'q', speakers: { 'jo hale': 'jo' } } }),
    );
    expect(script.utterances.map(({ role, voice, speaker }) => [role, voice, speaker])).toEqual([
      ['heading', 'own', undefined],
      ['narrator', 'own', undefined],
      ['quote', 'jo', 'Jo  Hale'],
      ['narrator', 'own', undefined],
    ]);
  });

  it('keeps ids of sentences when others change, and tells repeated ones apart', async () => {
    const before = await writeScript(articleOf([paragraph('One. Two. One.')]), bodyOnly());
    const after = await writeScript(articleOf([paragraph('Zero. One. Two. One.')]), bodyOnly());
    const ids = before.utterances.map(({ id }) => id);
    expect(after.utterances.slice(1).map(({ id }) => id)).toEqual(ids);
    expect(new Set(ids).size).toBe(3);
    expect(ids.every((id) => /^u-[0-9a-f]{10}$/u.test(id))).toBe(true);
  });

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

  it('carries links and languages to the sentences they stand in', async () => {
    const script = await writeScript(
      articleOf([
        {
          kind: 'paragraph',
          spans: [{ text: 'One. See ' }, { text: 'the report', href: 'https://r.example/' }, { text: '.' }],
        },
        {
          kind: 'paragraph',
          spans: [
            { text: 'He said ' },
            { text: 'c’est la vie', lang: 'fr' },
            { text: ' and left ' },
            { text: 'chez', lang: 'fr' },
            { text: ' us.' },
          ],
        },
        { kind: 'paragraph', lang: 'de', spans: [{ text: 'Am 3. Mai. Ja.' }] },
      ]),
      bodyOnly(),
    );
    expect(script.utterances.map(({ display, lang, links }) => [display, lang, links.length])).toEqual([
      ['One.', 'en', 0],
      ['See the report.', 'en', 1],
      ['He said', 'en', 0],
      ['c’est la vie', 'fr', 0],
      ['and left chez us.', 'en', 0],
      ['Am 3. Mai.', 'de', 0],
      ['Ja.', 'de', 0],
    ]);
    expect(script.utterances[1]?.links).toEqual([{ text: 'the report', href: 'https://r.example/', start: 4 }]);
  });

  it('cuts long sentences at clauses and keeps every part within the limits', async () => {
    const clause = 'the ships that had been waiting outside since the storm came in one after another';
    const sentence = `${Array.from({ length: 12 }, () => clause).join(', ')}.`;
    const script = await writeScript(articleOf([paragraph(sentence)]), bodyOnly());
    expect(shown(script).join(' ')).toBe(sentence);
    expect(said(script).every((text) => text.split(' ').length <= 60 && text.length <= 600)).toBe(true);
    expect(
      shown(script)
        .slice(0, -1)
        .every((text) => text.endsWith(',')),
    ).toBe(true);
  });

  it('cuts again where the spoken form is longer than the text', async () => {
    const script = await writeScript(
      articleOf([paragraph(Array.from({ length: 50 }, () => '1,234,567').join(' '))]),
      bodyOnly(),
    );
    expect(said(script).every((text) => text.split(' ').length <= 60)).toBe(true);
  });

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

  it('warns once when a language has no reading rules', async () => {
    const context = bodyOnly();
    await writeScript(articleOf([paragraph('Hei. Hei.')], { language: 'fi' }), context);
    expect(context.findings).toMatchObject([{ severity: 'warning', code: 'W_LANGUAGE_RULES' }]);
    expect(context.findings[0]?.message).toContain('pages and notes of a show in "fi" have English labels');
  });

  it('refuses an article with nothing to say', async () => {
    const item = articleOf([{ kind: 'embed', title: 'A video', url: 'https://v.example/1' }]);
    await expect(writeScript(item, scriptContext())).rejects.toThrow(expect.objectContaining({ code: 'E_EMPTY' }));
  });

  it('refuses a lexicon that makes a text many times as long', async () => {
    const lexicon = parseLexicon(`ha: {alias: ${'very '.repeat(50)}, inflections: false}`, 'lexicon.yaml');
    const item = articleOf([paragraph('ha '.repeat(200))]);
    await expect(writeScript(item, bodyOnly({ lexicon }))).rejects.toThrow(
      expect.objectContaining({ code: 'E_LEXICON_GROWTH' }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { Script } from '../../src/model/script.js';
import { parseLexicon } from '../../src/script/lexicon/lexicon.js';
import { DEFAULT_PAUSES } from '../../src/script/passage/pause-model.js';
import { writeScript } from '../../src/script/write-script.js';
import { articleOf, heading, paragraph, scriptContext, SILENT_TEMPLATES } from './sample-article.js';

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

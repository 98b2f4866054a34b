import { describe, expect, it } from 'vitest';
import * as LANGUAGES from '../../src/languages/index.js';
import type { DisclosurePlan, ScriptContext } from '../../src/script/write-script.js';
import { writeScript } from '../../src/script/write-script.js';
import { openTemplates } from '../../src/templates/render.js';
import { articleOf, briefingOf, heading, paragraph, scriptContext } from './sample-article.js';

const plan = (at: DisclosurePlan['at'], more: Partial<DisclosurePlan> = {}): Partial<ScriptContext> => ({
  disclosure: { at, rate: 1, ...more },
});
const TITLE = { kind: 'title', spans: [{ text: 'Harbour reopens' }] } as const;
const shown = async (...parameters: Parameters<typeof writeScript>): Promise<readonly string[]> =>
  (await writeScript(...parameters)).utterances.map(({ display }) => display);

describe('where a script says that a machine reads', () => {
  const NOTICE = 'This text is read by a synthetic voice.';
  const TEXT = ['Harbour reopens', 'By Ada Brandt.', '15 July 2025.', 'It began.'];
  const CLOSE = 'That was “Harbour reopens”, The Lantern.';
  const OLD_NOTICE = 'This text was read by a synthetic voice.';

  it.each([
    ['start', [NOTICE, ...TEXT, CLOSE]],
    ['end', [...TEXT, CLOSE, OLD_NOTICE]],
    ['template', [...TEXT, CLOSE, OLD_NOTICE]],
    ['off', [...TEXT, CLOSE]],
  ] as const)('is %s', async (at, lines) => {
    expect(await shown(articleOf([TITLE, paragraph('It began.')]), scriptContext(plan(at)))).toEqual(lines);
  });

  it('is the end also where the show’s own closing words do not say it', async () => {
    const builtIn = scriptContext().templates;
    const templates: ScriptContext['templates'] = {
      render: (name, data) => (name === 'spoken/outro.hbs' ? 'Goodbye.' : builtIn.render(name, data)),
    };
    const article = articleOf([paragraph('It began.')]);
    expect((await shown(article, scriptContext({ ...plan('end'), templates }))).slice(-2)).toEqual([
      'Goodbye.',
      OLD_NOTICE,
    ]);
    expect((await shown(article, scriptContext({ ...plan('template'), templates }))).at(-1)).toBe('Goodbye.');
  });

  it('is before the first chapter, which begins with it, and before all articles of a briefing', async () => {
    const article = articleOf([paragraph('It began.'), heading('Later'), paragraph('It ended.')]);
    const script = await writeScript(article, scriptContext(plan('start')));
    const placeOf = (id: string) => script.utterances.find((utterance) => utterance.id === id)?.display;
    expect(script.sections.map(({ title, utteranceId }) => [title, placeOf(utteranceId)])).toEqual([
      ['Harbour reopens', NOTICE],
      ['Later', 'Later'],
    ]);
    const heard = (id: string): readonly (string | undefined)[] =>
      script.ledger.find(({ blockId }) => blockId === id)?.utteranceIds.map(placeOf) ?? [];
    expect([heard('b1'), heard('b3')]).toEqual([['It began.'], ['It ended.']]);
    const briefing = await shown(briefingOf([article, article]), scriptContext(plan('start')));
    expect([briefing[0], briefing.filter((line) => line === NOTICE)]).toEqual([NOTICE, [NOTICE]]);
  });

  it('is said again in long pieces between two blocks, never under a heading or just before the end', async () => {
    const minute = paragraph(`${'The old harbour wall held all night. '.repeat(24).trim()}`);
    const blocks = Array.from({ length: 14 }, (_, index) =>
      index === 6 ? [heading('Later'), minute] : [minute],
    ).flat();
    const positions = async (rate: number): Promise<readonly number[]> => {
      const { utterances } = await writeScript(
        articleOf(blocks),
        scriptContext(plan('start', { reminderMinutes: 5, rate })),
      );
      return utterances.flatMap(({ display, spoken }, index) => {
        const words = utterances.slice(0, index).reduce((sum, one) => sum + one.spoken.split(' ').length, 0);
        const before = utterances[index - 1];
        expect(before?.blockKind === 'heading' && display === NOTICE).toBe(false);
        return spoken === NOTICE ? [Math.round(words / 165 / rate)] : [];
      });
    };
    expect(await positions(1)).toEqual([0, 5, 10]);
    expect(await positions(2)).toEqual([0, 5]);
  });

  it('is told where the language has no line, which a template then gives', async () => {
    const context = scriptContext(plan('start'));
    const article = articleOf([paragraph('Det började.')], { language: 'sv' });
    await writeScript(article, context);
    expect(context.findings.map(({ code }) => code)).toContain('W_DISCLOSURE_LANGUAGE');
    const builtIn = openTemplates({ directories: [new URL('../../templates', import.meta.url).pathname] });
    const templates: ScriptContext['templates'] = {
      render: (name, data) => (name === 'spoken/disclosure.hbs' ? 'Läses av en dator.' : builtIn.render(name, data)),
    };
    const own = scriptContext({ ...plan('start'), templates });
    expect((await shown(article, own))[0]).toBe('Läses av en dator.');
    expect(own.findings.map(({ code }) => code)).not.toContain('W_DISCLOSURE_LANGUAGE');
  });
});

describe('the line in each language', () => {
  const LINES: Readonly<Record<string, string>> = {
    de: 'Dieser Text wird von einer künstlichen Stimme gelesen.',
    en: 'This text is read by a synthetic voice.',
    es: 'Este texto lo lee una voz sintética.',
    fr: 'Ce texte est lu par une voix de synthèse.',
    it: 'Questo testo è letto da una voce sintetica.',
    nl: 'Deze tekst wordt voorgelezen door een computerstem.',
    pl: 'Ten tekst czyta głos syntetyczny.',
    pt: 'Este texto é lido por uma voz sintética.',
    ru: 'Этот текст читает синтезированный голос.',
  };

  it('is there for every pack that has words of its own', () => {
    const spoken = Object.values(LANGUAGES).flatMap(({ code, phrases }) => (phrases === undefined ? [] : [code]));
    expect(Object.keys(LINES)).toEqual([...spoken].sort());
  });

  it.each(Object.entries(LINES))('is the first thing heard in %s, as it is written', async (language, line) => {
    const script = await writeScript(
      articleOf([paragraph('Alpha beta.')], { language, title: 'A' }),
      scriptContext(plan('start')),
    );
    expect(script.utterances[0]).toMatchObject({
      display: line,
      spoken: line,
      lang: language,
      blockKind: 'disclosure',
    });
  });
});

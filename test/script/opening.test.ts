import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { embedded } from '../../src/narration/engines/embedded.js';
import { narrate } from '../../src/narration/narrate.js';
import { PACED_PAUSES } from '../../src/script/passage/pause-model.js';
import { writeScript, type ScriptContext } from '../../src/script/write-script.js';
import { makeContext } from '../narration/make-context.js';
import { articleOf, briefingOf, paragraph, scriptContext, type BlockWithoutId } from './sample-article.js';

const short = (changes: Partial<ScriptContext> = {}): ScriptContext =>
  scriptContext({ isShortOpening: true, disclosure: { at: 'start', rate: 0.94 }, pauses: PACED_PAUSES, ...changes });
const shown = async (...parameters: Parameters<typeof writeScript>): Promise<readonly string[]> =>
  (await writeScript(...parameters)).utterances.map(({ display }) => display);
const block = (kind: 'title' | 'standfirst' | 'dateline', text: string): BlockWithoutId =>
  ({ kind, spans: [{ text }] }) as BlockWithoutId;

const TITLE = block('title', 'Harbour reopens');
const NEWS = paragraph('Boats left at dawn.');
const NOTICE = 'Read by a synthetic voice.';
const LONG_NOTICE = 'This text is read by a synthetic voice.';
const CLOSE = 'That was “Harbour reopens”, The Lantern.';
const BY = 'By Ada Brandt.';
const DAY = '15 July 2025.';

describe('a short opening', () => {
  it.each<[string, readonly BlockWithoutId[], readonly string[]]>([
    ['comes to the news at once', [TITLE, NEWS], ['Harbour reopens', NOTICE, 'Boats left at dawn.', BY, DAY, CLOSE]],
    [
      'says a date once, where a dateline has it',
      [TITLE, block('dateline', 'PORT ELLIS, July 15 —'), NEWS],
      ['Harbour reopens', NOTICE, 'Boats left at dawn.', BY, 'PORT ELLIS, July 15.', CLOSE],
    ],
    [
      'says the day as well, where a dateline names a place alone',
      [TITLE, block('dateline', 'Port Ellis'), NEWS],
      ['Harbour reopens', NOTICE, 'Boats left at dawn.', BY, 'Port Ellis.', DAY, CLOSE],
    ],
    [
      'takes the figures of a dateline for a date',
      [TITLE, block('dateline', '15.07.2025'), NEWS],
      ['Harbour reopens', NOTICE, 'Boats left at dawn.', BY, '15.07.2025.', CLOSE],
    ],
    [
      'keeps a standfirst, which is news',
      [TITLE, block('standfirst', 'The repairs are done.'), NEWS],
      ['Harbour reopens', NOTICE, 'The repairs are done.', 'Boats left at dawn.', BY, DAY, CLOSE],
    ],
    [
      'has headlines of two sentences',
      [block('title', 'Harbour reopens. Ferries return.'), NEWS],
      ['Harbour reopens.', 'Ferries return.', NOTICE, 'Boats left at dawn.'],
    ],
  ])('%s', async (_, blocks, lines) => {
    const [first] = blocks;
    const title = first?.kind === 'title' ? first.spans.map(({ text }) => text).join('') : '';
    expect((await shown(articleOf(blocks, { title }), short())).slice(0, lines.length)).toEqual(lines);
  });

  it.each([
    ['en', 'PORT ELLIS, 15 July 2025 — Boats left at dawn.', false],
    ['en', 'LONDON, July 15 (Reuters) - Boats left at dawn.', false],
    ['de', 'KIEL, 15. Juli 2025 – Die Boote fuhren um sechs.', false],
    ['es', 'MADRID, 15 de julio.- Los barcos — todos — salieron.', false],
    ['fr', 'Paris, le 15 juillet : les bateaux sont partis.', false],
    ['en', 'PORT ELLIS, 14 July 2025 — Boats left at dawn.', true],
    ['en', 'PORT ELLIS, Sept. 15 — Boats left at dawn.', true],
    ['en', 'All 15 boats left at dawn — in July they had not.', true],
  ])('says the day at the end where the text does not open with it: %s, %s, %s', async (language, text, isSaid) => {
    const lines = await shown(articleOf([TITLE, paragraph(text)], { language }), short());
    expect(/\b2025\b/u.test(lines.at(-2) ?? '')).toBe(isSaid);
  });

  it('says the notice first where a headline or music would hold it up', async () => {
    const title = `Council ${'votes again on the plan for the harbour '.repeat(4)}tonight`;
    const long = await shown(articleOf([block('title', title), NEWS], { title }), short());
    expect(long.slice(0, 2)).toEqual([LONG_NOTICE, title]);
    const withMusic = short({ disclosure: { at: 'start', rate: 1, hasMusic: true } });
    expect((await shown(articleOf([TITLE, NEWS]), withMusic))[0]).toBe(LONG_NOTICE);
  });

  it('leaves out the list of a briefing, whose articles keep their names', async () => {
    const briefing = await shown(briefingOf([articleOf([TITLE, NEWS], { publishedAt: '2025-07-14' })]), short());
    expect(briefing.slice(0, 5)).toEqual(['Morning edition', NOTICE, 'Harbour reopens', BY, '14 July 2025.']);
    expect(briefing).toContain(DAY);
  });

  it('speaks the language of the article', async () => {
    const blocks = [TITLE, block('dateline', 'Kiel, 15. Juli 2025'), NEWS];
    expect((await shown(articleOf(blocks, { language: 'de' }), short())).slice(0, 5)).toEqual([
      'Harbour reopens',
      'Gelesen von einer künstlichen Stimme.',
      'Boats left at dawn.',
      'Von Ada Brandt.',
      'Kiel, 15. Juli 2025.',
    ]);
  });

  describe('heard at the pace of a newsreader', () => {
    const engine = embedded({ environment: {}, settings: {}, concurrency: 1 });
    const folder = mkdtemp(path.join(os.tmpdir(), 'lector-opening-'));
    afterAll(async () => {
      await engine.close();
      await rm(await folder, { recursive: true, force: true });
    });

    it.each([
      'Harbour reopens',
      'Ferries return to the harbour after three weeks of repairs',
      'Parliament votes to lower the price of trains and buses for everyone',
    ])('has the first news within 8 s and the notice within 10 s: %s', async (title) => {
      const dateline = block('dateline', 'Port Ellis, 15 July 2025');
      const script = await writeScript(articleOf([block('title', title), dateline, NEWS], { title }), short());
      const context = makeContext(engine, await folder, { pace: 'newsreader', voice: 'kal16' });
      const { clips } = await narrate({ ...script, utterances: script.utterances.slice(0, 2) }, context);
      // A master begins with 200 ms of silence.
      const ends = clips.map(({ firstSample, endSample, sampleRateHz }, index) => ({
        heardMs: ((endSample - firstSample) * 1000) / sampleRateHz,
        pauseMs: script.utterances[index]?.pauseAfterMs ?? 0,
      }));
      const newsMs = ends.reduce((sum, { heardMs, pauseMs }) => sum + heardMs + pauseMs, 200);
      expect(script.utterances.slice(1, 3).map(({ display }) => display)).toEqual([NOTICE, 'Boats left at dawn.']);
      expect(newsMs).toBeLessThan(8_000);
    });
  });
});

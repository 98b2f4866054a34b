import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { askAll } from '../../src/cli/ask.js';
import { answersOf, askForAnswers, hasArticles, withAnswers } from '../../src/cli/verbs/authoring/init-answers.js';
import { withSpeech } from '../../src/cli/verbs/authoring/init-speech.js';
import { readText } from '../../src/open-file.js';
import { STARTER } from '../../src/show/starter.js';

let root: string;
beforeAll(async () => {
  root = path.join(await mkdtemp(path.join(os.tmpdir(), 'lector-init-')), 'harbour-news');
  await mkdir(path.join(root, 'texts'), { recursive: true });
  await writeFile(path.join(root, 'texts/a.md'), '# A\n');
});
afterAll(() => rm(path.dirname(root), { recursive: true, force: true }));

type Flags = Parameters<typeof answersOf>[0];

/** What stands in lector.yaml after these lines were typed, and what was shown. */
async function talk(lines: readonly string[], flags: Flags = {}) {
  const input = new PassThrough();
  const output = new PassThrough();
  input.end(lines.map((line) => `${line}\n`).join(''));
  const controller = new AbortController();
  const work = askAll((ask) => askForAnswers(flags, { root, locale: 'en', ask }), controller.signal, { input, output });
  const show = await work;
  const text = withSpeech(withAnswers(await readText(path.join(STARTER, 'lector.yaml')), show), show.speech);
  return { config: parse(text) as Record<string, unknown>, text, shown: String(output.read()), show };
}

describe('what is asked of a new show', () => {
  it.each<[string, string[], Record<string, unknown>]>([
    [
      'nothing but Enter',
      ['', '', '', '', ''],
      { title: 'Harbour news', language: 'en', baseUrl: 'http://127.0.0.1:4860/' },
    ],
    [
      'everything',
      ['Tide: "the" #news', 'German', '0', 'texts', 'pod.example.org/tide'],
      { title: 'Tide: "the" #news', language: 'de', source: 'texts', baseUrl: 'https://pod.example.org/tide/' },
    ],
    ['a language in its own name', ['', 'Español', '0', '', ''], { language: 'es' }],
    ['a tag with a region', ['', 'pt-BR', '0', '', ''], { language: 'pt-BR' }],
    ['a language that is none, then one', ['', 'klingonish!', 'fr', '0', '', ''], { language: 'fr' }],
    [
      'a voice that is not there, then none',
      ['', 'en', '77', '0', '', ''],
      { tts: { engine: 'embedded', voice: 'slt' } },
    ],
    [
      'the address of a feed',
      ['', 'en', '0', 'https://paper.example/feed.xml', ''],
      { sources: [{ url: 'https://paper.example/feed.xml' }] },
    ],
    [
      'a folder outside, a file, then one inside',
      ['', 'en', '0', '../other', 'texts/a.md', 'texts', ''],
      { source: 'texts' },
    ],
    [
      'an address that is none, then one',
      ['', 'en', '0', '', 'soon', 'http://a.example'],
      { baseUrl: 'http://a.example/' },
    ],
    ['"later" for the address', ['', 'en', '0', '', 'later'], { baseUrl: 'http://127.0.0.1:4860/' }],
  ])('takes %s', async (_, lines, expected) => {
    const { config, text } = await talk(lines);
    expect(config).toMatchObject(expected);
    expect([config['author'], /My (?:Show|Name)/u.test(text)]).toEqual([config['title'], false]);
  });

  it('asks for nothing a flag says, and says what an answer lacks', async () => {
    const flags = { title: 'Given', language: 'de', voice: 'x', articles: 'texts', url: 'https://a.example/' };
    const { shown, config } = await talk([], flags);
    expect([shown, config['title']]).toEqual(['null', 'Given']);
    const wrong = await talk(['', 'en', '0', '', 'soon', ''], {});
    expect(wrong.shown).toContain('the address "soon" is no address of a web page. write one such as https://');
  });

  it('makes nothing of answers that end too early', async () => {
    await expect(talk(['A title', 'en'])).rejects.toMatchObject({ code: 'E_INTERRUPTED', exitCode: 130 });
  });

  it('takes the name of the folder where nobody is asked', () => {
    expect(answersOf({}, root)).toMatchObject({
      title: 'Harbour news',
      articles: 'articles',
      speech: { language: 'en' },
    });
    expect(answersOf({}, '/')).toMatchObject({ title: 'A new show' });
  });

  it('knows a folder that has articles already', async () => {
    const found = ['texts', 'articles', 'https://paper.example/feed.xml'].map((place) => hasArticles(root, place));
    expect(await Promise.all(found)).toEqual([true, false, true]);
  });
});

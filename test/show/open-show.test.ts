import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.js';
import type { EngineFactory } from '../../src/narration/engines/index.js';
import { silence } from '../../src/narration/engines/silence.js';
import type { SpeechEngine } from '../../src/narration/speech-engine.js';
import type { FormatterModule, SourceModule } from '../../src/show/contracts.js';
import { openShow, type ShowOptions } from '../../src/show/open-show.js';
import { article, countingEngine, makeShow, type TestShow } from './test-show.js';

describe('openShow', () => {
  let show: TestShow;
  afterEach(() => show.remove());

  it('needs nothing but a configuration', async () => {
    show = await makeShow({ 'articles/one.md': article('One') });
    await show.edit('lector.yaml', 'engine: counting', 'engine: silence');
    const { config } = await loadConfig({ cwd: show.root });
    const lector = openShow(config);
    expect((await lector.plan()).rows).toMatchObject([{ slug: 'one', work: 'narrate' }]);
    expect((await lector.build()).rows).toMatchObject([{ slug: 'one', outcome: 'built' }]);
    expect((await lector.check()).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(await lector.notes()).toMatchObject({ episodeCount: 1, written: [] });
    expect((await lector.script('one')).slug).toBe('one');
    expect((await lector.say('One word')).spoken).toBe('One word');
    expect((await lector.extract({ target: 'articles/one.md' })).map(({ title }) => title)).toEqual(['One']);
  });

  it('lets go of the show when an engine of the caller cannot be closed', async () => {
    show = await makeShow({ 'articles/one.md': article('One') });
    const stubborn: EngineFactory = () => ({
      ...silence(),
      close: () => Promise.reject(new Error('it will not close')),
    });
    await expect((await show.open({ engines: { counting: stubborn } })).build()).rejects.toThrow('it will not close');
    expect((await (await show.open()).build()).rows).toMatchObject([{ slug: 'one' }]);
  });

  it('has Node say nothing of a leak where many sentences are spoken at once', async () => {
    const text = Array.from({ length: 20 }, (_, index) => `Ferry number ${index + 3} left.`).join(' ');
    show = await makeShow({ 'articles/one.md': article('One', text) });
    await show.edit('lector.yaml', 'tts:', 'concurrency: 20\ntts:');
    const patient: EngineFactory = () => {
      const engine = silence();
      const speak: SpeechEngine['speak'] = (request) =>
        new Promise((resolve, reject) => {
          request.signal.addEventListener('abort', reject, { once: true });
          setTimeout(() => resolve(engine.speak(request)), 50);
        });
      return { ...engine, speak };
    };
    const warnings: string[] = [];
    const note = ({ name }: Error): void => void warnings.push(name);
    process.on('warning', note);
    await (await show.open({ engines: { counting: patient } })).build();
    process.off('warning', note);
    expect(warnings).toEqual([]);
  });

  it('refuses an engine of the caller that lacks what its contract asks for', async () => {
    show = await makeShow({ 'articles/one.md': article('One') });
    const half = { specificationVersion: 1, name: 'half', version: '1' } as SpeechEngine;
    const none = (() => undefined) as unknown as EngineFactory;
    for (const [engine, message] of [
      [half, 'the speech engine "counting" has no capabilities, voices, defaultVoice, speak, close.'],
      [none, 'the speech engine "counting" keeps contract undefined; this is contract 1.'],
    ] as const)
      await expect((await show.open({ engines: { counting: engine } })).plan()).rejects.toMatchObject({
        code: 'E_CONFIG',
        message,
      });
  });

  it('changes nothing when it only plans on a damaged manifest, and mends it when it builds', async () => {
    show = await makeShow({ 'articles/one.md': article('One').replace(/date: .*\n/u, 'date: now\n') });
    await (await show.open()).build();
    const before = await show.manifest();
    const whole = await readFile(path.join(show.root, 'output/manifest.json'), 'utf8');
    await show.write('output/manifest.json', whole.slice(0, 300));
    const damaged = await show.published();
    const plan = await (await show.open()).plan();
    expect(plan.findings.map(({ code }) => code)).toEqual(['W_STATE_REBUILT']);
    expect(plan.rows.map(({ work }) => work)).toEqual(['nothing']);
    expect(await show.published()).toEqual(damaged);
    await (await show.open({ now: () => new Date('2026-04-01T12:00:00Z') })).build();
    expect(await show.manifest()).toEqual(before);
  });

  it('takes an engine, a source, a formatter and templates of the caller', async () => {
    show = await makeShow({
      'articles/one.note': 'A note.',
      'more/spoken/intro.hbs': '{{shout title}}\n',
    });
    const options: ShowOptions = {
      templates: [path.join(show.root, 'more')],
      formatters: [
        {
          specificationVersion: 1,
          name: 'shout',
          summary: 'In capitals.',
          format: ({ values }) => `${String(values[0]).toUpperCase()}!`,
        },
      ],
      sources: [
        {
          specificationVersion: 1,
          kind: 'text',
          version: 1,
          isPure: true,
          recognises: ({ name }) => name.endsWith('.note'),
          read: ({ bytes }) =>
            Promise.resolve([
              {
                kind: 'article',
                title: 'Note',
                authors: [],
                tags: [],
                provenance: {},
                options: {},
                dropped: [],
                blocks: [{ id: 'b1', kind: 'paragraph', spans: [{ text: Buffer.from(bytes).toString('utf8') }] }],
              },
            ]),
        },
      ],
    };
    const report = await (await show.open(options)).build();
    expect(report.rows).toMatchObject([{ slug: 'note', outcome: 'built' }]);
    expect(show.spoken.slice(0, 3).sort()).toEqual(['A note.', 'NOTE!', 'This text is read by a synthetic voice.']);
    // What the program cannot look into is written anew every time, and found to be the same.
    expect((await (await show.open(options)).build()).rows).toMatchObject([{ outcome: 'reused' }]);
  });

  it('never takes for what a caller’s source reads what one of its own of the same name has read', async () => {
    show = await makeShow({ 'articles/one.txt': 'The pier\n\nThe pier is open.' });
    await (await show.open()).build();
    const { text } = await import('../../src/sources/kinds/text.js');
    const own: SourceModule = {
      ...text,
      specificationVersion: 1,
      read: async (document, context) => (await text.read(document, context)).map((one) => ({ ...one, title: 'Ours' })),
    };
    const titles = async (options: ShowOptions) =>
      (await (await show.open(options)).plan()).rows.map(({ title }) => title);
    expect([await titles({ sources: [own] }), await titles({})]).toEqual([['Ours'], ['The pier']]);
  });

  it('refuses what was made for another version of a contract, or keeps half of one', async () => {
    show = await makeShow({ 'articles/one.md': article('One') });
    const { config } = await loadConfig({ cwd: show.root });
    const formatter = { specificationVersion: 1, name: 'shout', summary: 'In capitals.', format: () => '' } as const;
    const open = (module: object) => () => openShow(config, { formatters: [module as FormatterModule] });
    expect(open({ ...formatter, specificationVersion: 2 })).toThrow(
      expect.objectContaining({ code: 'E_CONFIG', message: 'the formatter "shout" keeps version 2 of its contract.' }),
    );
    expect(open({ specificationVersion: 1, name: 'half' })).toThrow(
      expect.objectContaining({ code: 'E_CONFIG', message: 'the formatter "half" has no format.' }),
    );
    const engine = { ...silence(), specificationVersion: 2 } as unknown as SpeechEngine;
    await expect(openShow(config, { engines: { counting: engine } }).plan()).rejects.toMatchObject({
      code: 'E_CONFIG',
      message: expect.stringContaining('contract 2') as string,
    });
  });

  it('keeps the environment out of what a configuration shows, and gives its keys to the engine', async () => {
    show = await makeShow({ 'articles/one.md': article('One') });
    await show.edit('lector.yaml', 'engine: counting}', 'engine: counting, apiKey: "${MY_KEY}"}');
    const { config } = await loadConfig({ cwd: show.root });
    expect(JSON.stringify(config)).not.toContain(process.env['PATH']);
    const keys: (string | undefined)[] = [];
    const counting: EngineFactory = (options) => {
      keys.push(options.environment['LECTOR_TTS_API_KEY']);
      return countingEngine(show.spoken)(options);
    };
    const environment = { PATH: process.env['PATH'], MY_KEY: 'a-secret' };
    await openShow(config, { engines: { counting }, environment }).say('One');
    expect(keys).toEqual(['a-secret']);
  });

  it('prices what a pronunciation touches as a build would bill it, and finds what was said so before for nothing', async () => {
    const sentence = 'The tide came in at ten and covered the lower steps of the old quay.';
    show = await makeShow({ 'articles/one.md': article('One', sentence), 'articles/two.md': article('Two') });
    await (await show.open()).build();
    show.spoken.length = 0;
    const impact = await (await show.open()).lexiconImpact({ term: 'tide', alias: 'tyde' });
    const after = sentence.replace('tide', 'tyde');
    expect(impact.touches).toEqual([
      {
        slug: 'one',
        utteranceId: expect.stringMatching(/^u-/u) as string,
        before: sentence,
        after,
        startMs: expect.any(Number) as number,
      },
    ]);
    expect([impact.characters, impact.costUsd]).toEqual([after.length, after.length / 1_000_000]);
    await show.write('lexicon.yaml', 'tide: tyde\n');
    await (await show.open()).build();
    expect(show.spoken).toEqual([after]);
    await show.write('lexicon.yaml', '');
    const again = await (await show.open()).lexiconImpact({ term: 'tide', alias: 'tyde' });
    expect([again.touches.length, again.characters]).toEqual([1, 0]);
  });

  it('writes the decision about a take under the address the episode is published by', async () => {
    show = await makeShow({ 'articles/one.md': article('One') });
    await (await show.open()).build();
    await show.edit('articles/one.md', 'title: One', 'title: Quite another');
    await (await show.open()).redo({ wanted: 'one.md', utterance: 'It will speak', step: 1 });
    const takes = JSON.parse(await readFile(path.join(show.root, 'audio/takes.json'), 'utf8')) as object;
    expect(Object.keys(takes)).toEqual(['one']);
    show.spoken.length = 0;
    await (await show.open()).build();
    expect(show.spoken).toContain('It will speak of that again in the spring.');
  });
});

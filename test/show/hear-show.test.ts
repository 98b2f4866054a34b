import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig, type Config } from '../../src/config.js';
import { failAttempt } from '../../src/narration/speech-engine.js';
import type { Recogniser } from '../../src/narration/recognisers/recogniser.js';
import { openShow, type OpenShow } from '../../src/show/open-show.js';
import { makeProject, type TestProject } from '../e2e/project.js';

const ARTICLE = `---
date: 2026-03-05
---

# Harbour opens

The first ferry left the harbour at dawn.

Mayor Brandt thanked all 25 crews of the *night* shift.
`;

/** What is heard of each sentence of the show, in order; a recogniser that knows it by heart. */
const HEARD = [
  'this text is read by a synthetic voice',
  'harbor opens',
  'five march twenty twenty six',
  'the first ferry left the harbor at dawn',
  'mayor brandt thanked all 25 crews of the night shift',
  'that was harbor opens a test show',
];

describe('lector hear', () => {
  let project: TestProject;
  let heard: (readonly [durationMs: number, lang: string])[];
  let texts: readonly string[];
  const mine: Recogniser = {
    specificationVersion: 1,
    name: 'mine',
    version: '1',
    languages: ['en'],
    concurrency: 1,
    pricePerMinuteUsd: 0,
    hear({ samples, sampleRateHz, lang }) {
      heard.push([Math.round((samples.length * 1000) / sampleRateHz), lang]);
      return Promise.resolve({ text: texts[heard.length - 1] ?? '' });
    },
    close: () => Promise.resolve(),
  };

  beforeAll(async () => {
    project = await makeProject({ 'articles/harbour.md': ARTICLE });
    await openShow((await loadConfig({ cwd: project.root })).config).build();
  });
  afterAll(() => rm(project.root, { recursive: true, force: true }));

  /** A version of the recogniser's own for each test, so that nothing is remembered from another. */
  async function open(version: string, more: Partial<Config> = {}): Promise<OpenShow> {
    heard = [];
    const { config } = await loadConfig({ cwd: project.root });
    const recogniser = { engine: 'mine', settings: {}, beforePublish: false };
    return openShow({ ...config, recogniser, ...more }, { recognisers: { mine: { ...mine, version } } });
  }

  it('listens to each sentence once, and finds nothing in a good reading', async () => {
    texts = HEARD;
    const show = await open('good');
    const [episode] = await show.hear();
    expect(episode).toMatchObject({ slug: 'harbour-opens', sentenceCount: HEARD.length, findings: [] });
    expect(episode?.wordErrorRate).toBeLessThan(0.1);
    expect(heard.every(([durationMs, lang]) => durationMs > 300 && durationMs < 8_000 && lang === 'en')).toBe(true);
    const again = await show.hear('harbour');
    expect([heard.length, again[0]?.listenedMs]).toEqual([HEARD.length, 0]);
  });

  it('says what is not heard, where it is written, and how to have it spoken again', async () => {
    texts = HEARD.map((text) =>
      text.replace('mayor brandt thanked', 'mayor thanked').replace(/^the first .*/u, '$& $&'),
    );
    const [episode] = await (await open('bad')).hear();
    expect(episode?.findings.map(({ code, place }) => [code, place])).toEqual([
      ['W_HEARD_TWICE', { file: 'articles/harbour.md', line: 7 }],
      ['W_HEARD_MISSING', { file: 'articles/harbour.md', line: 9 }],
    ]);
    const [, missing] = episode?.findings ?? [];
    expect(missing?.message).toMatch(/^harbour-opens u-[0-9a-f]{10}: "brandt" is not heard\.$/u);
    expect(missing?.hint).toMatch(/lector redo harbour-opens u-[0-9a-f]{10} && lector build$/u);
  });

  it('keeps what is not heard as it is written from being published, where that is asked for', async () => {
    const place = path.join(project.root, 'place');
    await mkdir(place);
    const recogniser = { engine: 'mine', settings: {}, beforePublish: true };
    const publish = { live: { target: 'folder', path: place } } as unknown as NonNullable<Config['publish']>;
    texts = HEARD.slice(0, 3);
    await expect((await open('gate', { recogniser, publish })).publish()).rejects.toMatchObject({
      code: 'E_HEARD',
      message: '3 sentences are not heard as written; nothing is published.',
    });
    texts = HEARD;
    const report = await (await open('gate-good', { recogniser, publish })).publish();
    expect(report.puts.length).toBeGreaterThan(3);
  });

  it('stops where the ceiling of a run would be passed', async () => {
    const { config } = await loadConfig({ cwd: project.root });
    const dear = { ...mine, version: 'dear', pricePerMinuteUsd: 1_000 };
    const recogniser = { engine: 'mine', settings: {}, beforePublish: false };
    const show = openShow({ ...config, recogniser }, { recognisers: { mine: dear } });
    await expect(show.hear()).rejects.toMatchObject({ code: 'E_BUDGET' });
  });

  it('asks again where the service was busy, and keeps to the ceiling of a month', async () => {
    const { config } = await loadConfig({ cwd: project.root });
    const recogniser = { engine: 'mine', settings: {}, beforePublish: false };
    let asked = 0;
    const busy: Recogniser = {
      ...mine,
      version: 'busy',
      hear(request) {
        asked += 1;
        if (asked > 1) return mine.hear(request);
        return Promise.reject(failAttempt(new Error('busy'), { isRetryable: true, retryAfterMs: 1 }));
      },
    };
    heard = [];
    texts = HEARD;
    const [episode] = await openShow({ ...config, recogniser }, { recognisers: { mine: busy } }).hear();
    expect([episode?.findings, asked]).toEqual([[], HEARD.length + 1]);
    const dear = { ...mine, version: 'dear-month', pricePerMinuteUsd: 1 };
    const budget = { ...config.budget, maxUsdPerMonth: 0.001 };
    const show = openShow({ ...config, recogniser, budget }, { recognisers: { mine: dear } });
    await expect(show.hear()).rejects.toMatchObject({ code: 'E_BUDGET' });
  });

  it('says what it needs', async () => {
    const { config } = await loadConfig({ cwd: project.root });
    await expect(openShow(config).hear()).rejects.toMatchObject({ code: 'E_CONFIG' });
    await expect((await open('none')).hear('nothing-like-it')).rejects.toMatchObject({ code: 'E_INPUT' });
    await writeFile(path.join(project.root, 'articles/harbour.md'), ARTICLE.replace('left', 'quit'));
    texts = HEARD.filter((text) => !text.startsWith('the first'));
    const [episode] = await (await open('changed')).hear();
    expect([episode?.sentenceCount, episode?.findings]).toEqual([HEARD.length - 1, []]);
  });
});

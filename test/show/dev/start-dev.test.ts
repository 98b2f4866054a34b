import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { silence } from '../../../src/narration/engines/silence.js';
import { startDev, type Dev, type DevRound } from '../../../src/show/dev/start-dev.js';
import { openBrowser } from '../../browser.js';
import { article, CONFIG, countingEngine, makeShow, NOW, type TestShow } from '../test-show.js';

const FREE = CONFIG.replace('counting', 'silence');
let show: TestShow;
let dev: Dev;
let last: DevRound | undefined;

/** Everything open pages were told since it was last asked. */
let told: Record<string, unknown>[] = [];
let rounds = 0;

beforeAll(async () => {
  show = await makeShow({
    'lector.yaml': FREE,
    'articles/ferry.md': article('The ferry', 'It sails at noon.'),
    'articles/secret.md': article('The secret').replace('date:', 'draft: true\ndate:'),
    'articles/later.md': article('Later', '', '2026-04-01T08:00:00Z'),
  });
  await (await show.open()).build();
  const onBuilt = (round: DevRound): void => {
    rounds += 1;
    last = round;
  };
  dev = await startDev({ cwd: show.root, port: 0, onBuilt }, { now: () => NOW });
  await dev.settled();
  const events = await fetch(new URL('-/events?page=/episodes/the-ferry/', dev.url));
  void (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of events.body ?? []) {
      for (const line of decoder.decode(chunk).split('\n'))
        if (line.startsWith('data: ')) told.push(JSON.parse(line.slice(6)) as Record<string, unknown>);
    }
  })().catch(() => undefined);
});

afterAll(async () => {
  await dev.close();
  await show.remove();
});

/** Does what an editor does, and waits until the show is built after it. */
async function save(work: () => Promise<unknown>): Promise<DevRound | undefined> {
  const before = rounds;
  told = [];
  await work();
  await expect.poll(() => rounds, { timeout: 10_000, interval: 20 }).toBeGreaterThan(before);
  await dev.settled();
  return last;
}

function sentences(): unknown[] {
  return told.flatMap(({ type, text }) => (type === 'sentence' ? [text] : []));
}

const file = (name: string): string => path.join(show.root, 'articles', name);
const ask = (place: string, init: RequestInit = {}): Promise<Response> => fetch(new URL(place, dev.url), init);
const said = (round: DevRound | undefined): string[] =>
  (round?.findings ?? [])
    .filter(({ code }) => code !== 'W_DATE_FUTURE')
    .map(({ code, place }) => `${code} ${place?.file ?? ''}:${place?.line ?? ''}`);

describe('lector dev', () => {
  it('shows drafts and what waits for its day, marked, and publishes neither', async () => {
    const index = await (await ask('')).text();
    expect(index).toContain('The secret');
    expect(index).toContain('Later');
    expect(told[0]).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ slug: 'the-secret', state: 'draft' }),
        expect.objectContaining({ slug: 'later', state: 'scheduled' }),
        expect.objectContaining({ slug: 'the-ferry', state: 'published' }),
      ]) as unknown,
    });
    expect(await readFile(path.join(show.root, 'output/index.html'), 'utf8')).not.toMatch(
      /The secret|data-token|\/-\//u,
    );
  });

  it.each<readonly [string, (text: string) => Promise<unknown>]>([
    ['written over', (text) => writeFile(file('ferry.md'), text)],
    [
      'renamed over it',
      async (text) => {
        await writeFile(file('.ferry.md.swp'), text);
        await rename(file('.ferry.md.swp'), file('ferry.md'));
      },
    ],
    [
      'emptied and written in two steps',
      async (text) => {
        await writeFile(file('ferry.md'), '');
        await writeFile(file('ferry.md'), text.slice(0, 80));
        await writeFile(file('ferry.md'), text);
      },
    ],
    [
      'taken away and laid there again',
      async (text) => {
        await rm(file('ferry.md'));
        await writeFile(file('ferry.md'), text);
      },
    ],
  ])('tells the changed sentence alone, and where it is heard, of a file that is %s', async (how, write) => {
    const published = await show.published();
    const round = await save(() => write(article('The ferry', `It sails when it is ${how}.`)));
    expect(sentences()).toEqual([`It sails when it is ${how}.`]);
    expect(round?.report?.rows.find(({ slug }) => slug === 'the-ferry')).toMatchObject({ outcome: 'built' });
    const { src } = told.find(({ type }) => type === 'sentence') ?? {};
    expect((await ask(String(src))).headers.get('content-type')).toBe('audio/wav');
    expect(await (await ask('episodes/the-ferry/')).text()).toContain(`when it is ${how}.`);
    expect(await show.published()).toEqual(published);
  });

  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['two are new', ['One.', 'Two.'], ['One.', 'Two.']],
    ['one is added', ['One.', 'Two.', 'Three.'], ['Three.']],
    ['one is taken away', ['One.', 'Three.'], []],
    ['it is there again', ['One.', 'Two.', 'Three.'], ['Two.']],
    ['two change places and one is said twice', ['Two.', 'One.', 'Three.', 'One.'], ['One.']],
    ['one is another', ['Two.', 'Four.', 'Three.'], ['Four.']],
    ['that is undone', ['Two.', 'One.', 'Three.'], ['One.']],
  ])('tells of an article, sentence by sentence, when %s', async (_what, text, heard) => {
    await save(() => writeFile(file('ferry.md'), article('The ferry', text.join('\n\n'))));
    expect(sentences()).toEqual(heard);
  });

  it('hears what is saved twice at once as it is in the end', async () => {
    await save(async () => {
      await writeFile(file('ferry.md'), article('The ferry', 'First.'));
      await new Promise((resolve) => setTimeout(resolve, 90));
      await writeFile(file('ferry.md'), article('The ferry', 'Last.'));
    });
    await save(() => show.edit('articles/ferry.md', 'date:', 'tags: [quay]\ndate:'));
    expect(await (await ask('episodes/the-ferry/')).text()).toContain('Last.');
  });

  it('hears nothing where nothing sounds otherwise', async () => {
    await save(() => show.edit('articles/ferry.md', 'date:', 'tags: [town]\ndate:'));
    expect(sentences()).toEqual([]);
  });

  it('takes two files that are saved at once in one', async () => {
    const round = await save(() =>
      Promise.all([
        writeFile(file('ferry.md'), article('The ferry', 'One of two.')),
        writeFile(file('secret.md'), article('The secret', 'Two of two.').replace('date:', 'draft: true\ndate:')),
      ]),
    );
    expect(sentences().sort()).toEqual(['One of two.', 'Two of two.']);
    expect(said(round)).toEqual([]);
  });

  it.each<readonly [string, string, string]>([
    ['lector.yaml', `${FREE}feeds: [1\n`, 'E_YAML lector.yaml:10'],
    ['articles/ferry.md', '---\ntitle: "The ferry\n---\n\nIt sails.\n', 'E_YAML articles/ferry.md:3'],
    ['templates/pages/index.hbs', '<p>{{show.titel}}</p>', 'E_TEMPLATE_FIELD templates/pages/index.hbs:1'],
    ['lexicon.yaml', 'a: [\n', 'E_LEXICON lexicon.yaml:2'],
  ])('tells what is wrong in %s until it is mended, and goes on showing what there was', async (name, text, fault) => {
    const before = await readFile(path.join(show.root, name), 'utf8').catch(() => undefined);
    const round = await save(() => show.write(name, text));
    const { status } = await ask('episodes/the-ferry/');
    const mended = await save(() => (before === undefined ? rm(path.join(show.root, name)) : show.write(name, before)));
    expect([said(round), status, said(mended)]).toEqual([[fault], 200, []]);
  });

  it('finds an article in a new folder, and lets go of a draft that is gone', async () => {
    await save(async () => {
      await mkdir(file('new'));
      await writeFile(path.join(file('new'), 'piano.md'), article('The piano').replace('date:', 'draft: true\ndate:'));
    });
    expect((await ask('episodes/the-piano/')).status).toBe(200);
    await save(() => rm(file('new'), { recursive: true }));
    expect((await ask('episodes/the-piano/')).status).toBe(404);
  });

  it('follows the published show when it is built meanwhile', async () => {
    await save(async () => (await show.open()).build());
    expect(told.at(-1)).toBeDefined();
    expect((await ask('episodes/the-secret/')).status).toBe(200);
  });

  it.each<readonly [string, RequestInit, number]>([
    ['-/approve', { method: 'POST', body: 'the-ferry' }, 403],
    [
      '-/approve',
      { method: 'POST', body: 'the-ferry', headers: { 'x-lector-token': 'x', origin: 'https://evil.example' } },
      403,
    ],
    ['-/sound/999.wav', {}, 404],
    ['-/live-page.js', { method: 'PUT' }, 405],
    ['-/panel.js', {}, 200],
  ])('answers %s %j with %i', async (place, init, status) => {
    const { status: got, headers } = await ask(place, init);
    expect(got).toBe(status);
    expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  it('narrates nothing that costs money unless it may', async () => {
    const costly = await makeShow({ 'lector.yaml': CONFIG, 'articles/ferry.md': article('The ferry') });
    const engines = { counting: countingEngine(costly.spoken), silence };
    for (const isSpeaking of [false, true]) {
      let round: DevRound | undefined;
      const options = { cwd: costly.root, port: 0, isSpeaking, onBuilt: (one: DevRound) => (round = one) };
      const own = await startDev(options, { now: () => NOW, engines });
      await own.settled();
      await own.close();
      expect([costly.spoken.length > 0, said(round)]).toEqual([
        isSpeaking,
        isSpeaking ? [] : ['W_NOT_NARRATED articles/ferry.md:'],
      ]);
    }
    costly.spoken.length = 0;
    await (await costly.open()).build();
    expect(costly.spoken).toEqual([]);
    await costly.remove();
  });

  it('plays the sentence on the open page, and shows what is wrong over it until it is mended', async () => {
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      const faults: string[] = [];
      page.on('pageerror', ({ message }) => faults.push(message));
      page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
      await page.goto(new URL('episodes/the-ferry/', dev.url).href);
      const bar = page.locator('lector-live section[aria-label="Heard anew"]');
      const shown = bar.waitFor().then(() => bar.textContent());
      await save(() => writeFile(file('ferry.md'), article('The ferry', 'At dusk.')));
      expect(await shown).toContain('At dusk.');
      await expect.poll(() => page.textContent('body').catch(() => ''), { timeout: 10_000 }).toContain('At dusk.');
      await save(() => show.write('templates/pages/index.hbs', '{{nothing}}'));
      const alert = page.locator('lector-live [role=alert]');
      await alert.waitFor();
      expect(await alert.textContent()).toContain('templates/pages/index.hbs:1');
      await save(() => rm(path.join(show.root, 'templates'), { recursive: true }));
      await alert.waitFor({ state: 'hidden' });
      expect(await bar.count()).toBe(1);
      await markOf(page);
      expect(faults).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});

async function markOf(page: Page): Promise<void> {
  await page.goto(dev.url);
  await expect.poll(() => page.locator('[data-lector-mark=draft]').count()).toBe(1);
}

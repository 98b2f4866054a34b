import { appendFile, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadConfig } from '../../../src/config.js';
import type { SourceItem } from '../../../src/model/article.js';
import type { Finding } from '../../../src/model/finding.js';
import { wholeItem } from '../../../src/model/text/article-text.js';
import { assignItems } from '../../../src/show/items/assign-items.js';
import { withShow } from '../../../src/show/read-show.js';
import type * as FindFiles from '../../../src/sources/collect/find-files.js';
import { article, CONFIG, makeShow, NOW, type TestShow } from '../test-show.js';

const read: string[] = [];
vi.mock('../../../src/sources/collect/find-files.js', async (original) => {
  const files = await original<typeof FindFiles>();
  return {
    ...files,
    readWhole: (file: Parameters<typeof files.readWhole>[0], maxBytes: number) => {
      read.push(path.basename(file.location));
      return files.readWhole(file, maxBytes);
    },
  };
});

const FILES = {
  'articles/plain.md': article('Plain'),
  'articles/secret.md': article('Secret', 'See [the page](https://example.org/a?token=0a1b2c3d4e5f6a7b8c9d0e1f).'),
  'articles/picture.md': article('Picture').replace('\n---\n', '\nimage: harbour.png\n---\n'),
  'articles/harbour.png': 'not looked into',
  'articles/dateless.txt': `Dateless\n\nThe ferry left at ten. ${'It came back at noon. '.repeat(12)}`,
  'articles/later.md': article('Later', '', '2026-05-01T08:00:00Z'),
  'articles/waning.md': article('Waning').replace('\n---\n', '\nexpires: 2026-04-01\n---\n'),
  'articles/twin.md': article('Plain').replace('title: Plain', 'title: Twin'),
  'articles/_drafts/half.md': article('Half'),
  'articles/told.md': article('Told', 'Told in a *briefing*.'),
  'articles/broken.md': '---\ntitle: [\n---\n\nNobody can read this.\n',
  'lector.yaml': `${CONFIG}briefings: [{title: Both, articles: [told.md, plain.md]}]\n`,
};

const MEMO = '.lector/cache/sources.jsonl';
/** Those that are read in the end: what was a draft is none by then. */
const ALL = [
  ...Object.keys(FILES).flatMap((file) => /^articles\/([a-z]+\.(?:md|txt))$/u.exec(file)?.slice(1) ?? []),
  'half.md',
];

let show: TestShow;
const at = (file: string): string => path.join(show.root, file);

/** Items and messages of a run, and the files it read to know them. */
async function collect({ isLying, now = NOW }: { readonly isLying: boolean; readonly now?: Date }) {
  read.length = 0;
  const findings: Finding[] = [];
  const { config } = await loadConfig({ cwd: show.root });
  const ports = {
    environment: {},
    engines: {},
    recognisers: {},
    sources: [],
    formatters: {},
    templates: [],
    now: () => now,
    signal: new AbortController().signal,
    warn: (finding: Finding) => void findings.push(finding),
    report: () => undefined,
  };
  const found = await withShow(config, ports, (state) => assignItems(state, { isLying }));
  const whole = <Held extends { readonly item: SourceItem }>(entries: readonly Held[]): Promise<readonly Held[]> =>
    Promise.all(entries.map(async (entry) => ({ ...entry, item: await wholeItem(entry.item) })));
  // Every text is asked for, as by whoever publishes an item.
  const items = { ...found, assignments: await whole(found.assignments), held: await whole(found.held) };
  return { items, findings, read: read.toSorted() };
}

/** What is remembered and what is read anew must be the same; returns what was read to remember. */
async function compare(now?: Date): Promise<readonly string[]> {
  const known = await collect({ isLying: true, ...(now && { now }) });
  const fresh = await collect({ isLying: false, ...(now && { now }) });
  expect(known.items).toEqual(fresh.items);
  expect(known.findings).toEqual(fresh.findings);
  expect(fresh.findings.length).toBeGreaterThan(0);
  return known.read;
}

beforeAll(async () => {
  show = await makeShow(FILES);
});
afterAll(() => show.remove());
beforeEach(() => {
  // By then every file is older than a tick of any disk.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('files that are known', () => {
  it('are not read again, and tell the same', async () => {
    await compare();
    expect(await compare()).toEqual([]);
    const { findings } = await collect({ isLying: true });
    expect(findings.map(({ code }) => code).toSorted()).toEqual(['E_YAML', 'W_DATE_FUTURE', 'W_DUPLICATE', 'W_SECRET']);
  });

  it.each<[string, readonly string[], () => Promise<unknown>]>([
    ['edited', ['plain.md'], () => show.edit('articles/plain.md', 'until ten', 'until one')],
    [
      'edited to the same length, and dated as before',
      ['plain.md'],
      async () => {
        const { atime, mtime } = await stat(at('articles/plain.md'));
        await show.edit('articles/plain.md', 'until one', 'until six');
        await utimes(at('articles/plain.md'), atime, mtime);
      },
    ],
    [
      'exchanged for another of the same length',
      ['plain.md'],
      async () => {
        const text = await readFile(at('articles/plain.md'), 'utf8');
        await writeFile(at('articles/new'), text.replace('until six', 'until two'));
        await rename(at('articles/new'), at('articles/plain.md'));
      },
    ],
    ['touched', ['told.md'], () => utimes(at('articles/told.md'), NOW, NOW)],
    ['renamed', ['moved.md'], () => rename(at('articles/plain.md'), at('articles/moved.md'))],
    ['named as before', ['plain.md'], () => rename(at('articles/moved.md'), at('articles/plain.md'))],
    ['taken away', [], () => rm(at('articles/twin.md'))],
    ['joined by another', ['twin.md'], () => show.write('articles/twin.md', FILES['articles/twin.md'])],
    ['left without their picture', [], () => rm(at('articles/harbour.png'))],
    ['mended', ['broken.md'], () => show.write('articles/broken.md', article('Mended'))],
    [
      'brought out of a folder of drafts',
      ['half.md'],
      () => rename(at('articles/_drafts/half.md'), at('articles/half.md')),
    ],
    ['read in another language', ALL, () => appendFile(at('lector.yaml'), 'language: de\n')],
    ['remembered by a damaged list', ALL, () => writeFile(at(MEMO), '1\n{')],
    ['remembered while their texts are lost', ALL, () => rm(at('.lector/cache/sources'), { recursive: true })],
  ])('are read where they are %s', async (_what, expected, change) => {
    await compare();
    await change();
    vi.setSystemTime(Date.now() + 60_000);
    expect(await compare()).toEqual(expected.toSorted());
  });

  it('are told by the clock what they are told anew', async () => {
    const before = await collect({ isLying: true });
    const { items } = await collect({ isLying: true, now: new Date('2026-06-01T00:00:00Z') });
    expect(await compare(new Date('2026-06-01T00:00:00Z'))).toEqual([]);
    expect(before.items.held.map(({ slug }) => slug)).not.toContain('waning');
    expect(items.held.map(({ slug }) => slug)).toContain('waning');
  });

  it('are read again while they may have changed within a tick of the clock', async () => {
    vi.useRealTimers();
    await show.edit('articles/plain.md', 'until two', 'until ten');
    await compare();
    expect(await compare()).toContain('plain.md');
  });
});

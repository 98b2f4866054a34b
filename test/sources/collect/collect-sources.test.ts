import { execFileSync } from 'node:child_process';
import { chmod, mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ParseCache } from '../../../src/sources/collect/read-document.js';
import type { Source } from '../../../src/sources/source.js';
import { collect, makeProject, type Collected } from '../project.js';

const article = (fields: string, body = 'The ferry sails on Monday.'): string => `---\n${fields}\n---\n\n${body}\n`;
const summary = ({ items, refused }: Collected): unknown => ({
  items: items.map(({ source, slug }) => [source.location, slug]),
  refused: refused.map(({ code, place }) => [code, place?.file]),
});

describe('collectSources', () => {
  it('gives every item in the order of its location, folders and all', async () => {
    const root = await makeProject({
      'articles/b.md': article('title: B'),
      'articles/a.txt': 'A title\n\nSome text here.',
      'articles/2025/c.md': article('title: C'),
      'articles/_partial.md': article('title: Hidden'),
      'articles/.draft.md': article('title: Hidden'),
      'articles/picture.jpg': 'jpeg',
      'audio/programmes/p.mp3': 'audio',
      'audio/programmes/p.yaml': 'title: P',
    });
    expect(summary(await collect(root))).toEqual({
      items: [
        ['articles/2025/c.md', 'c'],
        ['articles/a.txt', 'a-title'],
        ['articles/b.md', 'b'],
        ['audio/programmes/p.yaml', 'p'],
      ],
      refused: [],
    });
  });

  it('goes on after a source that fails in a way of its own, and says by which file', async () => {
    const root = await makeProject({ 'articles/a.boom': 'x', 'articles/good.md': article('title: Good') });
    const boom: Source = {
      kind: 'boom',
      version: 1,
      isPure: false,
      recognises: ({ name }) => name.endsWith('.boom'),
      read: () => Promise.reject(new TypeError('no tree here')),
    };
    expect(summary(await collect(root, { sources: [boom] }))).toEqual({
      items: [['articles/good.md', 'good']],
      refused: [['E_BUG', 'articles/a.boom']],
    });
  });

  it('goes on after every bad input and names each', async () => {
    const root = await makeProject({
      'articles/bad.md': article('titel: X'),
      'articles/good.md': article('title: Good'),
      'articles/huge.md': 'x'.repeat(6_000_000),
      'articles/notes.docx': 'PK\u0003\u0004',
    });
    await mkdir(path.join(root, 'articles/folder.md'));
    execFileSync('mkfifo', [path.join(root, 'articles/pipe.md')]);
    await symlink('/etc/hostname', path.join(root, 'articles/link.txt'));
    await symlink(path.join(root, 'articles/good.md'), path.join(root, 'articles/same.md'));
    await writeFile(Buffer.concat([Buffer.from(`${root}/articles/`), Buffer.from([0xe9]), Buffer.from('.md')]), 'x');
    const collected = await collect(root);
    expect(collected.items.map(({ title }) => title)).toEqual(['Good', 'Good']);
    expect(collected.refused.map(({ code, place, hint }) => [code, place?.file, hint]).sort()).toEqual([
      ['E_ASSET_OUTSIDE', 'articles/link.txt', 'copy the file into the source folder.'],
      ['E_INPUT', 'articles/folder.md', 'remove or rename it.'],
      ['E_INPUT', 'articles/pipe.md', 'remove or rename it.'],
      ['E_NAME', 'articles', 'rename the file.'],
      [
        'E_TOO_LONG',
        'articles/huge.md',
        'split it, or raise limits.documentBytes in lector.yaml, at most to 50000000.',
      ],
      ['E_UNKNOWN_KEY', 'articles/bad.md', 'write title.'],
    ]);
    expect(collected.warnings.map(({ code, place }) => [code, place?.file])).toEqual([
      ['W_IGNORED', 'articles/notes.docx'],
      ['W_DUPLICATE', 'articles/same.md'],
    ]);
  });

  it('refuses more words than the limit and says which key raises it', async () => {
    const root = await makeProject({ 'articles/long.md': article('title: Long', 'word '.repeat(60)) });
    const { refused } = await collect(root, { limits: { maxArticleWords: 50 } });
    expect(refused.map(({ code, hint }) => [code, hint])).toEqual([
      ['E_ARTICLE_LONG', 'split it, or raise limits.articleWords in lector.yaml, at most to 200000.'],
    ]);
  });

  it('has nothing to say of folders that are not there', async () => {
    expect(await collect(await makeProject({}))).toEqual({ items: [], refused: [], warnings: [] });
  });

  it('gives each item an identity that outlives its title, slug and text', async () => {
    const identities = async (files: Record<string, string>): Promise<readonly string[]> =>
      (await collect(await makeProject(files))).items.map(({ identity }) => identity);
    expect(
      await identities({
        'articles/a.md': article('title: A\nid: cms-7\ncanonical: https://example.org/a'),
        'articles/b.md': article('title: B\ncanonical: https://Example.org:443/b?utm_source=x&id=3#top'),
        'articles/c.md': article('title: C'),
      }),
    ).toEqual(['cms-7', 'https://example.org/b?id=3', 'articles/c.md']);
    expect(
      await identities({
        'articles/renamed.md': article('title: New title\nslug: new\nid: cms-7', 'New text.'),
        'articles/zz.md': article('title: Moved\ncanonical: https://example.org/b?id=3&fbclid=1'),
      }),
    ).toEqual(['cms-7', 'https://example.org/b?id=3']);
  });

  it('refuses a second item of one identity or guid and names the first', async () => {
    const root = await makeProject({
      'articles/a.md': article('title: A\ncanonical: https://example.org/x'),
      'articles/b.md': article('title: B\ncanonical: https://example.org/x#part'),
      'articles/c.md': article('title: C\nguid: same'),
      'articles/d.md': article('title: D\nid: other\nguid: same'),
    });
    const { items, refused } = await collect(root);
    expect(items.map(({ title }) => title)).toEqual(['A', 'C']);
    expect(refused.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'E_GUID_DUPLICATE articles/b.md and articles/a.md are the same item: "https://example.org/x".',
      'E_GUID_DUPLICATE articles/d.md and articles/c.md are the same item: "other".',
    ]);
  });

  it('numbers slugs made of titles, and lets stated ones go first', async () => {
    const root = await makeProject({
      'articles/a.md': article('title: News'),
      'articles/b.md': article('title: News'),
      'articles/c.md': article('title: Other\nslug: news'),
      'articles/d.md': article('title: CON'),
    });
    expect((await collect(root)).items.map(({ slug }) => slug)).toEqual(['news-2', 'news-3', 'news', 'con-episode']);
  });

  it('leaves drafts out, and warns of dates to come', async () => {
    const root = await makeProject({
      'articles/draft.md': article('title: Draft\ndraft: true\nslug: later'),
      'articles/later.md': article('title: Later\ndate: 2999-01-01\nslug: later'),
    });
    const { items, refused, warnings } = await collect(root);
    expect(items.map(({ title }) => title)).toEqual(['Later']);
    expect(refused).toEqual([]);
    expect(warnings.map(({ code, place }) => [code, place?.file])).toEqual([['W_DATE_FUTURE', 'articles/later.md']]);
  });

  it('fills in language and time zone of the show and says so', async () => {
    const root = await makeProject({ 'articles/a.md': article('title: A\ndate: 2025-07-15 07:28') });
    const options = { language: 'de', timeZone: 'Europe/Berlin' };
    const { items } = await collect(root, options);
    expect(items.map((item) => [item.language, item.authors, item.publishedAt, item.provenance])).toEqual([
      [
        'de',
        [],
        '2025-07-15T07:28:00+02:00',
        { language: 'config', title: 'front-matter', publishedAt: 'front-matter' },
      ],
    ]);
  });

  it('finds a picture in the project and does without one that is not there', async () => {
    const root = await makeProject({
      'articles/a.md': article('title: A\nimage: img/a.jpg'),
      'articles/img/a.jpg': 'jpeg',
      'articles/b.md': article('title: B\nimage: img/none.jpg', 'Other text.'),
      'articles/c.md': article('title: C\nimage: https://example.org/c.jpg', 'More text.'),
    });
    const { items, warnings } = await collect(root);
    expect(items.map(({ image }) => image)).toEqual([
      path.join(root, 'articles/img/a.jpg'),
      undefined,
      'https://example.org/c.jpg',
    ]);
    expect(warnings.map(({ code }) => code)).toEqual(['W_ASSET_MISSING']);
  });

  it('refuses more words than the limit, which configuration may raise', async () => {
    const root = await makeProject({ 'articles/a.md': article('title: A', 'word '.repeat(101)) });
    const refusedAt = async (maxArticleWords: number): Promise<readonly string[]> =>
      (await collect(root, { limits: { maxArticleWords } })).refused.map(({ message }) => message);
    expect(await refusedAt(100)).toEqual(['articles/a.md has 101 words; the limit is 100.']);
    expect(await refusedAt(101)).toEqual([]);
  });

  it('gives the same from the cache as from the files, warnings too, and reads again what changed', async () => {
    const entries = new Map<string, string>();
    let hits = 0;
    const cache: ParseCache = {
      get: (key) => {
        const entry = entries.get(key);
        if (entry !== undefined) hits += 1;
        return Promise.resolve(entry === undefined ? undefined : JSON.parse(entry));
      },
      put: (key, value) => Promise.resolve(void entries.set(key, JSON.stringify(value))),
    };
    const root = await makeProject({
      'articles/a.md': article('title: "A\\x07"', '[x](javascript:a) text'),
      'articles/bad.md': article('titel: B'),
      'articles/c.txt': 'Some text.',
    });
    const first = await collect(root, { cache });
    expect([hits, entries.size]).toEqual([0, 3]);
    expect(await collect(root, { cache })).toEqual(first);
    expect(hits).toBe(3);
    expect(first.warnings.map(({ code }) => code)).toEqual(['W_CONTROL_CHARS', 'W_LINK_SCHEME']);
    await writeFile(path.join(root, 'articles/c.txt'), 'Other text.');
    const changed = await collect(root, { cache });
    expect([hits, entries.size]).toEqual([5, 4]);
    expect(changed.items.map(({ source }) => source.sha256)).not.toEqual(
      first.items.map(({ source }) => source.sha256),
    );
    for (const key of entries.keys()) entries.set(key, '"damaged"');
    expect(await collect(root, { cache })).toEqual(changed);
  });

  it('keeps a source folder outside the project apart from the rest of the disk', async () => {
    const root = await makeProject({
      'project/lector.yaml': 'title: x',
      'content/a.md': article('title: A\nimage: a.jpg'),
      'content/a.jpg': 'jpeg',
      'content/b.md': article('title: B\nimage: ../../b.jpg'),
    });
    const { items, refused } = await collect(path.join(root, 'project'), { articlesDir: '../content' });
    expect(items.map(({ image }) => image)).toEqual([path.join(root, 'content/a.jpg')]);
    expect(refused.map(({ code }) => code)).toEqual(['E_ASSET_OUTSIDE']);
  });

  it('keeps the hash of a file that is only renamed', async () => {
    const root = await makeProject({ 'articles/a.md': article('title: A') });
    const before = (await collect(root)).items[0]?.source;
    await rename(path.join(root, 'articles/a.md'), path.join(root, 'articles/b.md'));
    const after = (await collect(root)).items[0]?.source;
    expect([after?.sha256, after?.location]).toEqual([before?.sha256, 'articles/b.md']);
  });

  it('says so when a file may not be read', async () => {
    const root = await makeProject({ 'articles/a.md': article('title: A') });
    await chmod(path.join(root, 'articles/a.md'), 0o000);
    const { items, refused } = await collect(root);
    // Whoever may read everything reads it.
    const isAllowed = process.getuid?.() === 0;
    expect([items.length, refused.map(({ code }) => code)]).toEqual(isAllowed ? [1, []] : [0, ['E_INPUT']]);
  });
});

describe('briefings', () => {
  const files = {
    'articles/harbour.md': article('title: The harbour\ndate: 2025-07-15\nauthor: Ann\ntags: [sea]'),
    'articles/bridge.md': article(
      'title: The bridge\ndate: 2025-07-16\nauthor: Bo\ntags: [road, sea]',
      'It is closed.',
    ),
  };

  it('joins articles by file name, path or slug in the order given', async () => {
    const root = await makeProject(files);
    const briefings = [
      { title: 'Morning briefing', articles: ['bridge.md', 'the-harbour'], description: 'Two stories.' },
    ];
    const { items, refused } = await collect(root, { briefings });
    expect(refused).toEqual([]);
    const briefing = items.find(({ kind }) => kind === 'briefing');
    expect(briefing).toMatchObject({
      kind: 'briefing',
      identity: 'briefing:Morning briefing',
      slug: 'morning-briefing',
      title: 'Morning briefing',
      standfirst: 'Two stories.',
      authors: ['Bo', 'Ann'],
      publishedAt: '2025-07-16T00:00:00Z',
      language: 'en',
      tags: ['road', 'sea'],
      articles: [{ title: 'The bridge' }, { title: 'The harbour' }],
    });
  });

  it('is refused when an article is not there, and the articles stay', async () => {
    const root = await makeProject(files);
    const briefings = [
      { title: 'Lost', articles: ['bridge.md', 'nowhere.md'] },
      { title: 'Dated', articles: ['bridge.md'], publishedAt: 'yesterday' },
      { title: 'Twice', articles: ['bridge.md'] },
      { title: 'Twice', articles: ['harbour.md'] },
    ];
    const { items, refused } = await collect(root, { briefings });
    expect(items.map(({ title }) => title)).toEqual(['The bridge', 'The harbour', 'Twice']);
    expect(refused.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'E_INPUT The briefing "Lost" names "nowhere.md", which is no article of this project.',
      'E_FIELD_DATE The briefing "Dated" has a publishedAt that is no date: "yesterday".',
      'E_GUID_DUPLICATE The briefing "Twice" is defined twice.',
    ]);
  });
});

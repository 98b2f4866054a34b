import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseRssFeed } from 'feedsmith';
import { XmlDocument } from 'libxml2-wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { article, CONFIG, makeShow, type TestShow } from '../test-show.js';

const FEEDS = 'feeds:\n  - {path: members.xml, title: For members, access: private}\n';
const BASE = 'https://pod.example.org/show/';
const hidden = (title: string, day: number): string =>
  article(title, '', `2026-01-0${day}T08:00:00Z`).replace('---\n', '---\nprivate: true\n');

describe('feeds for subscribers', () => {
  let show: TestShow;
  let url = '';
  const read = (file: string): Promise<string> => readFile(path.join(show.root, 'output', file), 'utf8');
  const build = async () => (await show.open()).build();
  const pathOf = (address: string): string => address.slice(BASE.length);
  const titles = (xml: string) => (parseRssFeed(xml).items ?? []).map(({ title }) => title);

  beforeAll(async () => {
    show = await makeShow({
      'lector.yaml': CONFIG + FEEDS,
      'articles/open.md': article('For everybody'),
      'articles/secret.md': hidden('For few', 3),
    });
    [url = ''] = (await (await show.open()).addSubscriber('ida@example.org')).feedUrls;
    await (await show.open()).addSubscriber('tom');
    await build();
  });
  afterAll(() => show.remove());

  it('are promised to nobody where the show has none', async () => {
    const open = await makeShow({});
    const added = (await open.open()).addSubscriber('ida@example.org');
    await expect(added).rejects.toMatchObject({ code: 'E_INPUT', message: expect.stringContaining('no private feed') as string }); // prettier-ignore
    await open.remove();
  });

  it('lie under addresses nobody can guess, one for each, and hold what is private too', async () => {
    const all = await (await show.open()).subscribers();
    expect(all.map(({ name }) => name)).toEqual(['ida@example.org', 'tom']);
    const urls = all.flatMap(({ feedUrls }) => feedUrls);
    expect(new Set(urls).size).toBe(2);
    for (const each of urls) {
      expect(each).toMatch(/^https:\/\/pod\.example\.org\/show\/private\/[0-9a-z]{25}\/members\.xml$/u);
      expect(titles(await read(pathOf(each)))).toEqual(['For few', 'For everybody']);
    }
    expect(titles(await read('feed.xml'))).toEqual(['For everybody']);
  });

  it('ask every directory to leave them out, and need no query for audio or art', async () => {
    const xml = await read(pathOf(url));
    const feed = parseRssFeed(xml);
    expect(feed).toMatchObject({
      title: 'For members',
      itunes: { block: true },
      podcast: { blocks: [{ value: true }] },
    });
    const document = XmlDocument.fromString(xml);
    const addresses = document.find('//@url|//@href|//link').map(({ content }) => content);
    document.dispose();
    expect(addresses.filter((address) => address.includes('?'))).toEqual([]);
    expect(feed.items?.[0]?.enclosures?.[0]?.url).toMatch(/\/episodes\/for-few-[0-9a-z]{25}\/[^/]+\.mp3$/u);
    const [page = ''] = /episodes\/for-few-\w+\//u.exec(xml) ?? [];
    expect(await read(`${page}index.html`)).toContain('<meta name="robots" content="noindex, nofollow">');
  });

  it('are named in nothing that everybody can read, and pass every check', async () => {
    const secret = /for-few-[0-9a-z]{25}/u.exec(await read(pathOf(url)))?.[0] ?? '';
    const tokens = (await (await show.open()).subscribers()).flatMap(({ feedUrls }) =>
      feedUrls.map((each) => each.split('/')[5] ?? ''),
    );
    for (const file of Object.keys(await show.published())) {
      if (file.startsWith('private/') || file.includes(secret) || file.endsWith('.mp3') || file.endsWith('.jpg'))
        continue;
      const text = await read(file);
      expect([file, [secret, ...tokens, 'For few'].filter((word) => text.includes(word))]).toEqual([file, []]);
    }
    expect((await show.manifest()).episodes.map(({ title }) => title)).toEqual(['For everybody']);
    expect((await (await show.open()).check()).map(({ code, message }) => [code, message])).toEqual([]);
    expect((await stat(path.join(show.root, 'subscribers.json'))).mode & 0o777).toBe(0o600);
  });

  it('stay as they are while nothing changes, with all local state lost too', async () => {
    const before = await show.published();
    expect((await build()).receipt?.written).toEqual([]);
    const copy = await show.copy();
    const report = await (await copy.open()).build();
    expect([report.receipt?.removed, copy.spoken]).toEqual([[], []]);
    expect(await copy.published()).toEqual(before);
    await copy.remove();
  });

  it('are gone with the next publication when they are revoked, and nobody else loses any', async () => {
    const copy = await show.copy();
    const [ida, tom] = await (await copy.open()).subscribers();
    await (await copy.open()).revokeSubscriber('ida@example.org');
    const { receipt } = await (await copy.open()).build();
    const gone = pathOf(ida?.feedUrls[0] ?? '');
    expect(receipt?.removed).toEqual([gone.replace('.xml', '.json'), gone].sort());
    const left = Object.keys(await copy.published());
    expect([left.includes(gone), left.includes(pathOf(tom?.feedUrls[0] ?? ''))]).toEqual([false, true]);
    await expect((await copy.open()).revokeSubscriber('tomm')).rejects.toMatchObject({ hint: 'did you mean "tom"?' });
    await expect((await copy.open()).addSubscriber('tom')).rejects.toMatchObject({ code: 'E_INPUT' });
    await copy.remove();
  });

  it('are brought to a place with the show, named on no list there, and gone from it when they are revoked', async () => {
    const copy = await show.copy();
    await copy.edit('lector.yaml', FEEDS, `${FEEDS}publish: {target: folder, path: place}\n`);
    await (await copy.open()).publish();
    const at = (file: string): Promise<string> => readFile(path.join(copy.root, 'place', file), 'utf8');
    const feed = parseRssFeed(await at(pathOf(url)));
    const [enclosure] = feed.items?.[0]?.enclosures ?? [];
    const audio = await stat(path.join(copy.root, 'place', pathOf(enclosure?.url ?? '')));
    expect(audio.size).toBe(enclosure?.length);
    for (const list of ['.lector-files.json', '.lector-published.json', 'manifest.json']) {
      expect([list, /private\/|for-few/u.test(await at(list))]).toEqual([list, false]);
    }
    await (await copy.open()).revokeSubscriber('ida@example.org');
    await (await copy.open()).build();
    const { done } = await (await copy.open()).publish();
    expect(done?.removed).toEqual([pathOf(url).replace('.xml', '.json'), pathOf(url)].sort());
    await expect(at(pathOf(url))).rejects.toThrow('ENOENT');
    await copy.remove();
  });

  it('leave nothing where it was when an episode becomes private, and keep its GUID', async () => {
    const copy = await show.copy();
    const [record] = (await copy.manifest()).episodes;
    await copy.edit('articles/open.md', '---\n', '---\nprivate: true\n');
    await (await copy.open()).build();
    const files = Object.keys(await copy.published());
    expect(files.filter((file) => file.startsWith('episodes/for-everybody/'))).toEqual([]);
    const xml = await readFile(path.join(copy.root, 'output', pathOf(url)), 'utf8');
    expect(parseRssFeed(xml).items?.map(({ guid }) => guid?.value)).toContain(record?.guid);
    expect(copy.spoken).toEqual([]);
    await copy.remove();
  });

  it('take nothing private where a show has none, and hold it back as ever', async () => {
    const plain = await makeShow({ 'articles/a.md': article('A'), 'articles/b.md': hidden('B', 4) });
    const report = await (await plain.open()).build();
    expect(report.findings.map(({ code }) => code)).toEqual(['W_HELD_BACK']);
    expect(Object.keys(await plain.published()).filter((file) => /private|\/b/u.test(file))).toEqual([]);
    await plain.remove();
  });
});

import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { article, CONFIG, makeShow, type TestShow } from '../test-show.js';
import { sentences, serveFeeds, type FeedServer } from './feed-server.js';

const TITLES = ['Anchors', 'Buoys', 'Cranes', 'Docks', 'Eels', 'Ferries'];
let show: TestShow;
let server: FeedServer;
let before: Readonly<Record<string, string>>;
const at = (...parts: string[]): string => path.join(show.root, ...parts);
const items = ['Nets', 'Oars', 'Piers'].map((title) => ({ title, guid: title, date: '2026-02-02T10:00:00Z', text: sentences(title) })); // prettier-ignore

beforeAll(async () => {
  server = await serveFeeds();
  server.pages.set('/feed', items);
  show = await makeShow(Object.fromEntries(TITLES.map((title) => [`articles/${title}.md`, article(title)])));
  await show.write('lector.yaml', settings());
  await (await show.open()).build();
  before = await show.published();
  await rename(at('articles'), at('kept'));
}, 60_000);
afterAll(async () => {
  await server.close();
  await show.remove();
});
/** Every way starts from the show as it was published. */
beforeEach(async () => {
  await rm(at('articles'), { recursive: true, force: true });
  await mkdir(at('articles'));
  for (const title of TITLES) await show.write(`articles/${title}.md`, article(title));
  await show.write('lector.yaml', settings());
  server.pages.set('/feed', items);
});

function settings(folder = 'articles', feed = '/feed'): string {
  return `${CONFIG}source: ${folder}\nsources: [{url: "${server.origin}${feed}", fullText: feed}]\nhttp: {allowPrivateAddresses: true}\n`;
}

const everyArticle = async (change: (file: string) => Promise<void>): Promise<void> => {
  for (const name of await readdir(at('articles'))) await change(at('articles', name));
};

describe('a show whose sources are empty all at once', () => {
  it.each<[string, () => Promise<void>]>([
    ['the folder is empty', () => everyArticle((file) => rm(file))],
    ['the folder is gone', () => rm(at('articles'), { recursive: true })],
    ['another folder is given', () => show.write('lector.yaml', settings('elsewhere')).then(() => mkdir(at('elsewhere'), { recursive: true })).then(() => undefined)],
    ['half of the articles are gone', async () => { for (const title of TITLES.slice(3)) await rm(at(`articles/${title}.md`)); }],
    ['every article is a draft', () => everyArticle((file) => writeFile(file, article('Draft').replace('title:', 'draft: true\ntitle:')))],
    ['every article is an empty file', () => everyArticle((file) => writeFile(file, ''))],
    ['every article has front matter that cannot be read', () => everyArticle((file) => writeFile(file, '---\ntitle: [\n---\n\nText.\n'))],
    ['the feed has no item', () => Promise.resolve(void server.pages.set('/feed', []))],
    ['the feed is not found', () => Promise.resolve(void server.pages.set('/feed', 404))],
    ['the feed is not configured any more, and the folder is empty', async () => { await show.write('lector.yaml', CONFIG); await everyArticle((file) => rm(file)); }],
  ])('loses no episode, with --prune neither, where %s', async (_name, empty) => {
    await empty();
    for (const isPruning of [false, true]) {
      const opened = await show.open();
      const failure: unknown = await opened.build({ isPruning }).then(
        ({ findings }) => findings.find(({ severity }) => severity === 'error') ?? findings[0],
        (error: unknown) => error,
      );
      expect(failure, isPruning ? 'pruned' : 'built').toMatchObject({ code: expect.stringMatching(/^[EW]_/u) as string });
      expect(await show.published()).toEqual(before);
    }
  }); // prettier-ignore
});

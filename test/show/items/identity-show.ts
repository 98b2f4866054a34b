import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect } from 'vitest';
import type { BuildReport } from '../../../src/show/verbs/build-show.js';
import type { Finding } from '../../../src/model/finding.js';
import { CONFIG, makeShow, type TestShow } from '../test-show.js';
import { sentences, serveFeeds, type FeedServer, type TestItem } from './feed-server.js';

export const BOILERPLATE =
  'The harbour board met on Tuesday evening and voted by seven to two to keep the winter ferry running. Fares stay as they are, the chair said, because the council has agreed to pay half of the bill.';
export const STORY: TestItem = {
  title: 'A story',
  guid: 'http://p.example/?p=12',
  link: 'http://p.example/story',
  date: '2026-02-02T10:00:00Z',
  text: `This is the story. ${BOILERPLATE}`,
};
export const OTHER: TestItem = {
  title: 'The school opens',
  guid: 'http://p.example/?p=13',
  link: 'http://p.example/school',
  date: '2026-02-03T10:00:00Z',
  text: sentences('schools'),
};
export const without = (item: TestItem, name: 'guid' | 'date'): TestItem =>
  Object.fromEntries(Object.entries(item).filter(([key]) => key !== name)) as TestItem;

export let show: TestShow;
export let server: FeedServer;

/** Gives each test of the file that calls it a show and a server of feeds: workers load this module once for many files. */
export function openForEach(): void {
  beforeEach(async () => {
    server = await serveFeeds();
    show = await makeShow({});
  });
  afterEach(async () => {
    await Promise.all([server.close(), show.remove()]);
  });
}

type Pages = Readonly<Record<string, readonly TestItem[] | number>>;

export async function build(pages: Pages, files: Readonly<Record<string, string>> = {}): Promise<BuildReport> {
  for (const [path, page] of Object.entries(pages)) server.pages.set(path, page);
  const sources = Object.keys(pages).map((path) => `  - {url: "${server.origin}${path}", fullText: feed}`);
  const list = sources.length > 0 ? `sources:\n${sources.join('\n')}\n` : '';
  await show.write('lector.yaml', `${CONFIG}${list}http: {allowPrivateAddresses: true}\n`);
  for (const [file, content] of Object.entries(files)) await show.write(file, content);
  show.spoken.length = 0;
  return (await show.open()).build();
}

/** GUIDs by title; a title that stands twice fails. */
export const guids = async (): Promise<Record<string, string>> => {
  const { episodes } = await show.manifest();
  expect(new Set(episodes.map(({ title }) => title)).size).toBe(episodes.length);
  return Object.fromEntries(episodes.map(({ title, guid }) => [title, guid]));
};
export const errors = ({ findings }: BuildReport): readonly Finding[] =>
  findings.filter(({ severity }) => severity === 'error');
export const codes = ({ findings }: BuildReport): readonly string[] => findings.map(({ code }) => code);

/** What a manifest of a version looked like that kept no memory. */
export async function forgetMemory(target: TestShow): Promise<void> {
  const { version, showGuid, feedUrl, episodes } = await target.manifest();
  const old = {
    version,
    showGuid,
    feedUrl,
    episodes: episodes.map((record) => ({ ...record, aliases: undefined, words: undefined })),
  };
  const sha256 = createHash('sha256').update(JSON.stringify(old)).digest('hex');
  await target.write('output/manifest.json', `${JSON.stringify({ ...old, sha256 }, undefined, 1)}\n`);
}

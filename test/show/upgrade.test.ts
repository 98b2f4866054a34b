import { cp, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseRssFeed } from 'feedsmith';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.js';
import type { EpisodeRecord, Manifest } from '../../src/model/publication/manifest.js';
import { openShow, type OpenShow } from '../../src/show/open-show.js';
import { countingEngine } from './test-show.js';

/**
 * A show as Lector 0.1.0 published it when records had no hash of their sound: two articles, a briefing, a recording, a
 * second take, a sting, spoken templates of its own, and an article that waits. Its pages and `.lector` were left out.
 */
const PUBLISHED = path.resolve(import.meta.dirname, '../fixtures/published-by-0.1.0');
const NOW = new Date('2026-11-01T12:00:00Z');

describe('a show that an older version published', () => {
  let root: string;
  let spoken: string[];

  beforeEach(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'lector-upgrade-'));
    spoken = [];
    await cp(PUBLISHED, root, { recursive: true });
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  /** The same engine, which remembers what it was to say. */
  async function open(now = NOW): Promise<OpenShow> {
    const { config } = await loadConfig({ cwd: root });
    return openShow(config, { now: () => now, engines: { silence: countingEngine(spoken, 'silence') } });
  }

  const read = (file: string): Promise<string> => readFile(path.join(root, file), 'utf8');
  const edit = async (file: string, from: string, to: string): Promise<void> => {
    const text = await read(file);
    expect(text).toContain(from);
    await writeFile(path.join(root, file), text.replace(from, to));
  };
  const records = async (folder: string): Promise<readonly EpisodeRecord[]> =>
    (JSON.parse(await readFile(path.join(folder, 'output/manifest.json'), 'utf8')) as Manifest).episodes;
  const lasting = (episodes: readonly EpisodeRecord[]) =>
    episodes.map(({ guid, slug, publishedAt, audio, clipKeys, retiredAudio }) => ({
      guid,
      slug,
      publishedAt,
      audio: { ...audio, files: {} },
      clipKeys,
      retiredAudio,
    }));
  const encoded = async (): Promise<readonly string[]> =>
    (await readdir(path.join(root, '.lector/audio')).catch(() => [])).filter((name) => /\.(?:mp3|frames)$/u.test(name));

  it('keeps every GUID, date and enclosure, and is neither narrated nor encoded, with all local state lost', async () => {
    const plan = await (await open()).plan();
    expect(plan.rows.map(({ slug, work, characters }) => [slug, work, characters])).toEqual([
      ['the-harbour-opens', 'tag', 0],
      ['a-piano-goes-missing', 'tag', 0],
      ['harbour-talk', 'tag', 0],
      ['the-briefing', 'tag', 0],
    ]);
    const report = await (await open()).build();
    expect([spoken, await encoded()]).toEqual([[], []]);
    expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(lasting(await records(root))).toEqual(lasting(await records(PUBLISHED)));
    const items = async (folder: string) =>
      parseRssFeed(await readFile(path.join(folder, 'output/feed.xml'), 'utf8')).items?.map((item) => [
        item.guid,
        item.pubDate,
        item.enclosures,
      ]);
    expect(await items(root)).toEqual(await items(PUBLISHED));
    const second = await (await open()).build();
    expect(second.receipt?.written).toEqual([]);
    expect(second.rows.map(({ outcome }) => outcome)).toEqual(['reused', 'reused', 'reused', 'reused', 'scheduled']);
  });

  it('gets the feed it always got, to the byte, while nothing new is configured', async () => {
    await (await open()).build();
    const golden = path.resolve(import.meta.dirname, '../golden/feed/upgraded.xml');
    await expect(await read('output/feed.xml')).toMatchFileSnapshot(golden);
  });

  it('leaves the files that are heard as they are, to their dates', async () => {
    const audio = path.join(root, 'output', (await records(root))[0]?.audio.path ?? '');
    const before = await stat(audio);
    await (await open()).build();
    expect((await stat(audio)).mtimeMs).toBe(before.mtimeMs);
  });

  it('keeps the chapters and transcripts that older feeds name while their audio stays, and names new ones', async () => {
    const plain = ['chapters.json', 'transcript.vtt', 'transcript.srt'].map(
      (name) => `output/episodes/harbour-talk/${name}`,
    );
    for (const file of plain) await writeFile(path.join(root, file), `what ${file} said`);
    await (await open()).build();
    await edit('audio/programmes/talk.yaml', 'title: ', 'title: Another ');
    await (await open()).build();
    expect(await Promise.all(plain.map(read))).toEqual(plain.map((file) => `what ${file} said`));
    const talk = (await records(root)).find(({ slug }) => slug === 'harbour-talk');
    const [old] = talk?.retiredAudio ?? [];
    expect(Object.keys(old?.files ?? {})).toEqual(expect.arrayContaining(plain.map((file) => file.slice(7))));
    expect((await (await open()).check()).filter(({ severity }) => severity === 'error')).toEqual([]);
    const later = await open(new Date(NOW.getTime() + 31 * 86_400_000));
    await edit('audio/programmes/talk.yaml', 'title: ', 'title: Yet ');
    await later.build();
    const names = await readdir(path.join(root, 'output/episodes/harbour-talk'));
    expect(names.filter((name) => /^(?:chapters|transcript)\./u.test(name))).toEqual([]);
  });

  it('is narrated where its words changed, and there alone', async () => {
    await edit('articles/harbour.md', 'Nobody minded the rain.', 'Nobody minded the snow.');
    const report = await (await open()).build();
    expect(report.rows.map(({ slug, outcome }) => [slug, outcome])).toEqual([
      ['the-harbour-opens', 'built'],
      ['a-piano-goes-missing', 'tagged'],
      ['harbour-talk', 'tagged'],
      ['the-briefing', 'tagged'],
      ['later', 'scheduled'],
    ]);
    const names = await encoded();
    expect([names.length > 0, names.filter((name) => name.endsWith('.mp3'))]).toEqual([true, []]);
  });

  it.each([
    ['its pauses are others', 'sentenceMs: 120', 'sentenceMs: 420', 3],
    ['it gets an end to the music before it', ', intro: audio/stings/intro.wav', '', 3],
    ['it is to be louder', 'bitrateKbps: 32', 'bitrateKbps: 32, loudnessLufs: -19', 4],
    ['it is to be encoded otherwise', 'bitrateKbps: 32', 'bitrateKbps: 48', 4],
  ])('is made again where %s', async (_why, from, to, count) => {
    await edit('lector.yaml', from, to);
    const report = await (await open()).build();
    expect(report.rows.filter(({ outcome }) => outcome === 'built')).toHaveLength(count);
  });
});

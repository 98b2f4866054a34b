import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Project } from '../../../src/context.js';
import type { Episode } from '../../../src/model/episode.js';
import { openShowSearch } from '../../../src/show/search/show-search.js';
import { fileOfPart, readEpisodes, readShard, type Catalogue } from '../../../src/site/player/search/search-shard.js';
import { ARTICLE, SHOW } from '../../site/sample-show.js';

const COUNT = 300;

function say(nth: number, text: string): Episode {
  const cue = { startMs: 0, endMs: 1000, text, words: [] };
  return {
    ...ARTICLE,
    slug: `day-${nth}`,
    guid: `guid-${nth}`,
    title: `Day ${nth}`,
    fingerprint: text,
    chapters: [],
    transcript: { language: 'en', cues: [cue] },
  };
}

describe('the index of a show', () => {
  let stateDir = '';
  const lying = new Map<string, Uint8Array>();
  const project = {
    get config() {
      return { stateDir };
    },
    show: SHOW,
    target: {
      stat: (paths: readonly string[]) =>
        Promise.resolve(paths.map((name) => (lying.has(name) ? { path: name, version: '1' } : undefined))),
    },
  } as unknown as Project;

  /** Publishes episodes, oldest first: how many of them had to be read, and the files that were made and did not lie there. */
  async function publish(episodes: readonly Episode[]): Promise<{ read: number; written: number; fresh: number }> {
    const search = await openShowSearch(episodes.toReversed(), project);
    let [read, written, fresh] = [0, 0, 0];
    const kept = new Map(
      [...(search?.standing.keys() ?? [])].map((name) => [name, lying.get(name) ?? new Uint8Array()]),
    );
    const readOne = (one: Episode): Promise<Episode> => {
      read += 1;
      return Promise.resolve(one);
    };
    for await (const file of search?.files(readOne) ?? []) {
      written += 1;
      if (!lying.has(file.path)) fresh += 1;
      kept.set(file.path, 'content' in file ? Buffer.from(file.content) : new Uint8Array());
    }
    await search?.save();
    lying.clear();
    for (const [name, content] of kept) lying.set(name, content);
    return { read, written, fresh };
  }

  /** Slugs and words of all that lies there. */
  function indexed(): { slugs: readonly string[]; words: ReadonlySet<string> } {
    const read = (name: string): Uint8Array => gunzipSync(lying.get(`search/${name}.bin`) ?? '');
    const { parts } = JSON.parse(Buffer.from(read('catalogue')).toString('utf8')) as Catalogue;
    return {
      slugs: parts.flatMap((part) =>
        part.episodes.flatMap((_, nth) =>
          readEpisodes(read(fileOfPart(part, part.shards.length + nth))).map(([slug]) => slug),
        ),
      ),
      words: new Set(
        parts.flatMap((part) =>
          part.shards.flatMap((_, nth) => readShard(read(fileOfPart(part, nth))).map(({ term }) => term)),
        ),
      ),
    };
  }

  const episodes = Array.from({ length: COUNT }, (_, nth) => say(nth, `Matter word${nth} and others were spoken of.`));
  beforeAll(async () => {
    stateDir = await mkdtemp(path.join(os.tmpdir(), 'lector-search-'));
    expect((await publish(episodes)).read).toBe(COUNT);
  });
  afterAll(() => rm(stateDir, { recursive: true, force: true }));

  it('reads a new episode alone, and writes what the newest are found by alone', async () => {
    const whole = lying.size;
    const { read, written } = await publish([...episodes, say(COUNT, 'Something new.')]);
    expect(read).toBe(1);
    expect(written).toBeLessThan(whole / 2);
    expect(indexed().slugs).toHaveLength(COUNT + 1);
  });

  it('has the words of a correction and no longer those of before', async () => {
    const corrected = episodes.with(7, say(7, 'Matter mended and others were spoken of.'));
    expect((await publish(corrected)).read).toBe(1);
    expect([indexed().words.has('mended'), indexed().words.has('word7'), indexed().words.has('word8')]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('has nothing of what was taken back, nor of what is for subscribers alone', async () => {
    const left = episodes
      .filter((_, nth) => nth !== 8)
      .map((one, nth) => (nth === 3 ? { ...one, isPrivate: true } : one));
    await publish(left);
    const { slugs, words } = indexed();
    expect([slugs.includes('day-8'), slugs.includes('day-3'), words.has('word8'), words.has('word3')]).toEqual(
      Array.from({ length: 4 }, () => false),
    );
    expect(slugs).toHaveLength(COUNT - 2);
  });

  it('is the same bytes when nothing of it was kept, and mends what is missing', async () => {
    await publish(episodes);
    const before = new Map(lying);
    await rm(path.join(stateDir, 'cache'), { recursive: true });
    await publish(episodes);
    expect(new Map(lying)).toEqual(before);
    const [lost = ''] = [...lying.keys()].filter((name) => !name.includes('catalogue'));
    lying.delete(lost);
    expect((await publish(episodes)).fresh).toBe(1);
    expect(new Map(lying)).toEqual(before);
  });
});

import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.js';
import type { EpisodeRecord, Manifest } from '../../src/model/publication/manifest.js';
import { publish } from '../../src/publish/publish.js';
import { readPublishedShow } from '../../src/publish/published-show.js';
import type { PublishTarget } from '../../src/publish/target.js';
import { openFolderTarget } from '../../src/publish/targets/folder.js';
import { openClipCache, openWorkspace } from '../../src/workspace.js';
import { openMemoryTarget } from './targets/memory-target.js';

function manifestOf(count: number, clipKeys: readonly string[] = []): Manifest {
  const episodes = Array.from({ length: count }, (_, index): EpisodeRecord => ({
    identity: `articles/${index}.md`,
    guid: `guid-${index}`,
    slug: `episode-${index}`,
    title: `Episode ${index}`,
    location: `articles/${index}.md`,
    sourceSha256: 'ab',
    publishedAt: '2026-01-02T03:04:05Z',
    fingerprint: 'cd',
    chapterCount: 3,
    audio: { path: 'a.mp3', sha256: 'ef', sizeBytes: 5, durationMs: 1000 },
    retiredAudio: [],
    clipKeys,
  }));
  return { version: 1, showGuid: 'show', feedUrl: 'https://example.org/feed.xml', episodes };
}

describe('the manifest', () => {
  let root: string;
  let outDir: string;
  let stateDir: string;
  let findings: Finding[];
  let target: PublishTarget;
  const warn = (finding: Finding): void => void findings.push(finding);
  beforeEach(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'lector-manifest-'));
    outDir = path.join(root, 'output');
    stateDir = path.join(root, '.lector');
    await mkdir(outDir);
    findings = [];
    target = openFolderTarget(outDir);
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const file = (): string => path.join(outDir, 'manifest.json');
  const read = () => readPublishedShow(target, { stateDir, warn, isPublishing: true });

  /** Publishes a show that has nothing but its manifest, and says whether that was new. */
  async function write(manifest: Manifest): Promise<boolean> {
    const { versions } = await read();
    const { written } = await publish(
      { audio: [], files: [], feedXml: '<rss/>', manifest: () => manifest, keep: new Set() },
      { target, replaces: versions, stateDir },
    );
    return written.includes('manifest.json');
  }

  it('comes back as it was written, and is not written when nothing changed', async () => {
    expect(await read()).toEqual({ versions: {} });
    expect(await write(manifestOf(2))).toBe(true);
    expect((await read()).manifest).toEqual(manifestOf(2));
    expect(await write(manifestOf(2))).toBe(false);
    expect(findings).toEqual([]);
  });

  it('keeps the last five in the state folder', async () => {
    for (let count = 1; count <= 8; count += 1) await write(manifestOf(count));
    expect((await readdir(path.join(stateDir, 'manifests'))).sort()).toEqual([
      '000004.json',
      '000005.json',
      '000006.json',
      '000007.json',
      '000008.json',
    ]);
  });

  it('comes back from the copy that was published in this very place when it is lost, and from no other', async () => {
    const retired = (name: string) => ({
      path: name,
      sha256: 'ef',
      sizeBytes: 5,
      durationMs: 1000,
      retiredAt: '2026-01-02T03:04:05Z',
    });
    await writeFile(path.join(outDir, 'old.mp3'), 'sound');
    const [record] = manifestOf(1).episodes;
    if (!record) throw new TypeError('no record');
    const episodes = [{ ...record, retiredAudio: [retired('old.mp3'), retired('gone.mp3')] }];
    await write({ ...manifestOf(1), episodes });
    await rm(file());
    const other = openFolderTarget(path.join(root, 'elsewhere'));
    expect(await readPublishedShow(other, { stateDir, warn })).toEqual({ versions: {} });
    expect(findings).toEqual([]);
    const { manifest } = await read();
    expect(manifest?.episodes).toEqual([{ ...record, retiredAudio: [retired('old.mp3')] }]);
    expect(findings).toMatchObject([
      { code: 'W_STATE_REBUILT', message: expect.stringContaining('is gone') as string },
    ]);
  });

  it('comes back in a project that was moved, and not from a copy nobody knows the place of', async () => {
    await write(manifestOf(2));
    await rm(file());
    const moved = `${root}-moved`;
    await cp(root, moved, { recursive: true });
    const there = openFolderTarget(path.join(moved, 'output'));
    const inMoved = { stateDir: path.join(moved, '.lector'), warn };
    expect((await readPublishedShow(there, inMoved)).manifest).toEqual(manifestOf(2));
    await rm(path.join(moved, '.lector/manifest-places.json'));
    expect((await readPublishedShow(there, inMoved)).manifest).toBeUndefined();
    await rm(moved, { recursive: true });
  });

  const damages: Record<string, (good: Buffer) => Buffer> = {
    'cut in the middle': (good) => good.subarray(0, good.length / 2),
    empty: () => Buffer.alloc(0),
    'filled with zeros': (good) => Buffer.alloc(good.length),
    'not an object': () => Buffer.from('[]'),
    'not JSON': () => Buffer.from('hello'),
    'with a wrong checksum': (good) => Buffer.from(good.toString().replace('guid-1', 'guid-7')),
    'with a __proto__ key': (good) => Buffer.from(good.toString().replace('"identity"', '"__proto__": {}, "identity"')),
    'without a version': (good) => Buffer.from(good.toString().replace('"version"', '"versiom"')),
    'with an episode that lacks its guid': (good) => Buffer.from(good.toString().replace('"guid"', '"gudi"')),
  };
  it.each(Object.entries(damages))('that is %s is rebuilt from the kept copy and set aside', async (_, damage) => {
    await write(manifestOf(3));
    const bad = damage(await readFile(file()));
    await writeFile(file(), bad);
    expect((await read()).manifest).toEqual(manifestOf(3));
    expect(findings.map(({ code }) => code)).toEqual(['W_STATE_REBUILT']);
    expect(findings[0]?.message).toContain(file());
    const aside = (await readdir(outDir)).find((name) => name.startsWith('manifest.json.corrupt-'));
    expect(await readFile(path.join(outDir, aside ?? ''))).toEqual(bad);
    expect(({} as { pwned?: unknown }).pwned).toBeUndefined();
  });

  it('keeps its guids through any flipped bit', async () => {
    await write(manifestOf(3));
    const good = await readFile(file());
    for (let nth = 0; nth < 64; nth += 1) {
      const bad = Buffer.from(good);
      const bit = Math.floor((nth / 64) * good.length * 8) + (nth % 8);
      bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await writeFile(file(), bad);
      const found = await read().catch((error: unknown) => error);
      // A flip may make the version a larger number: then the file is left alone, as that of a newer program.
      if (found instanceof Error) expect(found).toMatchObject({ code: 'E_STATE_VERSION' });
      else expect([bit, found]).toMatchObject([bit, { manifest: manifestOf(3) }]);
    }
  });

  it('uses what can be read of a damaged one when there is no copy', async () => {
    await write(manifestOf(2));
    await rm(path.join(stateDir, 'manifests'), { recursive: true });
    await writeFile(file(), (await readFile(file(), 'utf8')).replace('"title": "Episode 1"', '"title": "Episode X"'));
    expect((await read()).manifest?.episodes.map(({ guid }) => guid)).toEqual(['guid-0', 'guid-1']);
    expect(findings.map(({ code }) => code)).toEqual(['W_STATE_REBUILT']);
  });

  it('is set aside where it was published, wherever that is', async () => {
    const store = new Map();
    target = openMemoryTarget(store);
    await write(manifestOf(2));
    store.set('manifest.json', { ...store.get('manifest.json'), bytes: Buffer.from('half of i') });
    expect((await read()).manifest).toEqual(manifestOf(2));
    expect([...store.keys()].filter((name) => name.startsWith('manifest.json'))).toEqual([
      expect.stringMatching(/^manifest\.json\.corrupt-2/u),
    ]);
    expect(findings[0]?.message).toContain('memory://manifest.json is damaged');
    // Nothing stands in the way of publishing it anew.
    expect(await write(manifestOf(2))).toBe(true);
  });

  it('is kept once, however often publishing it fails', async () => {
    await write(manifestOf(1));
    const { versions } = await read();
    const fails = { ...target, putFeed: () => Promise.reject(new Error('no room')) };
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const input = { audio: [], files: [], feedXml: '<rss/>', manifest: () => manifestOf(2), keep: new Set<string>() };
      await expect(publish(input, { target: fails, replaces: versions, stateDir })).rejects.toThrow('no room');
    }
    expect((await readdir(path.join(stateDir, 'manifests'))).sort()).toEqual(['000001.json', '000002.json']);
  });

  it('of a newer program is refused and not touched', async () => {
    await writeFile(file(), '{"version":999,"episodes":{}}');
    await expect(read()).rejects.toMatchObject({
      code: 'E_STATE_VERSION',
      exitCode: 9,
      message: expect.stringContaining('file version 999, this program knows 1') as string,
    });
    expect(await readFile(file(), 'utf8')).toBe('{"version":999,"episodes":{}}');
  });

  describe('and the clips it names', () => {
    const keys = Array.from({ length: 9 }, (_, index) => String(index).repeat(64));

    async function fillCache(): Promise<void> {
      const sound = { samples: new Int16Array(100), sampleRateHz: 8000, firstSample: 0, endSample: 100, words: [] };
      const clips = openClipCache(path.join(stateDir, 'clips'), warn);
      for (const key of keys) await clips.put(key, sound);
    }

    const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000);

    async function collect(now = inDays(31)): Promise<{ removed: number; left: boolean[] }> {
      const workspace = await openWorkspace({ root, outDir, stateDir, now: () => now, warn });
      const { removedCount } = await workspace.collectGarbage((await read()).manifest);
      await workspace.close();
      const clips = openClipCache(path.join(stateDir, 'clips'), warn);
      return { removed: removedCount, left: await Promise.all(keys.map((key) => clips.has(key))) };
    }

    it('stay for five manifests', async () => {
      await fillCache();
      for (const key of keys.slice(0, 7)) await write(manifestOf(1, [key]));
      expect(await collect()).toEqual({
        removed: 4,
        left: [false, false, true, true, true, true, true, false, false],
      });
    });

    it('are 30 days old before any goes: it may be of an article that is not published yet', async () => {
      await fillCache();
      await write(manifestOf(1, keys.slice(0, 1)));
      expect((await collect(inDays(29))).removed).toBe(0);
      expect((await collect(inDays(31))).removed).toBe(keys.length - 1);
    });

    it('all stay while a kept manifest cannot be read', async () => {
      await fillCache();
      for (const key of keys.slice(0, 2)) await write(manifestOf(1, [key]));
      await writeFile(path.join(stateDir, 'manifests', '000001.json'), 'x');
      expect((await collect()).removed).toBe(0);
      expect((await stat(path.join(stateDir, 'manifests', '000001.json'))).size).toBe(1);
      expect(findings.map(({ code }) => code)).toEqual(['W_STATE_REBUILT']);
    });
  });
});

import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isLectorError } from '../../src/errors.js';
import { PUBLISH_TARGET_VERSION, type PublishTarget, type TargetFile } from '../../src/publish/target.js';

/** An empty place to try a target on. */
export type TargetOnTrial = {
  readonly target: PublishTarget;
  /** Opens the same place once more, as another machine would. */
  readonly reopen: () => PublishTarget;
};

const FEED = 'feed.xml';
const RECORD = 'manifest.json';
/** More than a stream hands over at once. */
const AUDIO_BYTES = 300_000;

/** What every target owes, wherever it publishes to: one call per target in its own test. */
export function describePublishTarget(name: string, make: (folder: string) => Promise<TargetOnTrial>): void {
  describe(`the ${name} target keeps the contract of publish targets`, () => {
    let folder = '';
    let target: PublishTarget;
    let reopen: () => PublishTarget;

    beforeEach(async () => {
      folder = await mkdtemp(path.join(os.tmpdir(), 'lector-target-'));
      ({ target, reopen } = await make(path.join(folder, 'place')));
      await target.prepare();
    });
    afterEach(() => rm(folder, { recursive: true, force: true }));

    async function textOf(file: string): Promise<string | undefined> {
      return (await reopen().read(file))?.toString('utf8');
    }

    async function tree(): Promise<readonly string[]> {
      return (await reopen().list()).map((file) => file.path).sort();
    }

    async function versions(): Promise<{ readonly feed?: string; readonly record?: string }> {
      const [feed, record] = await target.stat([FEED, RECORD]);
      return { ...(feed && { feed: feed.version }), ...(record && { record: record.version }) };
    }

    async function audioFile(bytes: Uint8Array): Promise<{ readonly file: string }> {
      const file = path.join(folder, `${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}.mp3`);
      await writeFile(file, bytes);
      return { file };
    }

    it('says what it is and what it was written for', () => {
      expect([target.name, target.specificationVersion]).toEqual([name, PUBLISH_TARGET_VERSION]);
      expect(target.locate(FEED)).toContain(FEED);
    });

    it('is empty at first, and tells that from a fault', async () => {
      expect(await tree()).toEqual([]);
      expect(await target.read(FEED)).toBeUndefined();
      expect(await target.download(FEED, () => Promise.resolve(folder))).toBeUndefined();
      expect(await target.stat([FEED, 'a/b/c.txt', '../x', 'a//b', ''])).toEqual(Array(5).fill(undefined));
      expect(await target.remove(FEED)).toBe(false);
    });

    it('gives back what was put, with its size', async () => {
      expect(await target.put(fileOf('episodes/a/index.html', 'page'))).toBe(true);
      expect(await textOf('episodes/a/index.html')).toBe('page');
      const [found, none] = await target.stat(['episodes/a/index.html', 'episodes/a']);
      expect(found).toMatchObject({ path: 'episodes/a/index.html', sizeBytes: 4 });
      expect(none).toBeUndefined();
      expect(await target.list()).toEqual([found]);
    });

    it('streams audio from a file and back into one', async () => {
      const bytes = Buffer.from(Array.from({ length: AUDIO_BYTES }, (_, index) => index % 251));
      await target.put({ ...fileOf('episodes/a/a-00112233.mp3', ''), content: await audioFile(bytes) });
      const copy = await reopen().download('episodes/a/a-00112233.mp3', () => mkdtemp(path.join(folder, 'copies-')));
      expect((await readFile(copy ?? '')).equals(bytes)).toBe(true);
      expect((await target.stat(['episodes/a/a-00112233.mp3']))[0]?.sizeBytes).toBe(AUDIO_BYTES);
    });

    it.each(['text', 'audio'])('touches no %s that is there already', async (kind) => {
      const bytes = Buffer.from(kind);
      const file = { ...fileOf('a/b', ''), content: kind === 'audio' ? await audioFile(bytes) : bytes };
      expect(await target.put(file)).toBe(true);
      const [before] = await target.stat(['a/b']);
      expect(await reopen().put(file)).toBe(false);
      expect(await target.stat(['a/b'])).toEqual([before]);
    });

    it('has another version when the bytes are others, also when they are as many', async () => {
      await target.put(fileOf('a', 'one'));
      const [before] = await target.stat(['a']);
      expect(await target.put(fileOf('a', 'two'))).toBe(true);
      const [after] = await reopen().stat(['a']);
      expect(after?.version).not.toBe(before?.version);
      expect(await textOf('a')).toBe('two');
    });

    it('takes names in any script, with spaces and signs', async () => {
      const names = [
        'épisodes/Überfahrt bei Nacht.html',
        'эпизоды/пе́рвый.txt',
        '節目/第一集.txt',
        'a%20b/#c?.txt',
        '.hidden',
      ];
      for (const one of names) await target.put(fileOf(one, one));
      expect(await tree()).toEqual([...names].sort());
      for (const one of names) expect(await textOf(one)).toBe(one);
      for (const one of names) expect(await target.remove(one)).toBe(true);
      expect(await tree()).toEqual([]);
    });

    it.each(['../x', '/etc/x', 'a/../../x', 'a//x', './x', 'a/', 'a\\..\\x', 'C:x', 'a\0b', ''])(
      'lets %j lead nowhere',
      async (bad) => {
        const refused = { code: 'E_WRITE' };
        await expect(target.put(fileOf(bad, 'x'))).rejects.toMatchObject(refused);
        await expect(target.remove(bad)).rejects.toMatchObject(refused);
        const feeds = { feed: fileOf(bad, 'x'), record: fileOf(RECORD, 'x'), replaces: {} };
        await expect(target.putFeed(feeds)).rejects.toMatchObject(refused);
        expect(await target.read(bad)).toBeUndefined();
        expect(await target.download(bad, () => Promise.resolve(folder))).toBeUndefined();
        expect(await tree()).toEqual([]);
        expect(await readdir(folder)).toEqual(expect.not.arrayContaining(['x']));
      },
    );

    it('removes what it is told to and nothing beside it', async () => {
      for (const one of ['a/b/one', 'a/b/two', 'a/b.txt']) await target.put(fileOf(one, one));
      expect(await target.remove('a/b/one')).toBe(true);
      expect(await target.remove('a/b/one')).toBe(false);
      expect(await target.remove('a/b')).toBe(false);
      expect(await tree()).toEqual(['a/b.txt', 'a/b/two']);
    });

    it('keeps the old file when a new one breaks off, and leaves no part of it', async () => {
      await target.put(fileOf('a/a.mp3', 'old and good'));
      const unreadable = path.join(folder, 'unreadable.mp3');
      // A folder can be opened like a file: it is the reading that fails.
      await mkdir(unreadable);
      for (const file of [unreadable, path.join(folder, 'missing.mp3')]) {
        const failure: unknown = await target
          .put({ ...fileOf('a/a.mp3', ''), content: { file } })
          .catch((error: unknown) => error);
        expect(isLectorError(failure) && failure.code !== 'E_BUG').toBe(true);
      }
      expect(await textOf('a/a.mp3')).toBe('old and good');
      expect(await tree()).toEqual(['a/a.mp3']);
    });

    it('puts feed and record where none was, and tells which of the two changed', async () => {
      const put = async (feed: string, record: string): Promise<readonly string[]> =>
        target.putFeed({ feed: fileOf(FEED, feed), record: fileOf(RECORD, record), replaces: await versions() });
      expect(await put('feed 1', 'record 1')).toEqual([FEED, RECORD]);
      expect(await put('feed 1', 'record 1')).toEqual([]);
      expect(await put('feed 1', 'record 2')).toEqual([RECORD]);
      expect(await put('feed 3', 'record 2')).toEqual([FEED]);
      expect([await textOf(FEED), await textOf(RECORD)]).toEqual(['feed 3', 'record 2']);
    });

    it.each([
      ['the feed', FEED],
      ['the record', RECORD],
    ])('lets nobody publish over %s of another who was faster', async (_what, changed) => {
      const publish = (content: string, replaces: Awaited<ReturnType<typeof versions>>): Promise<unknown> =>
        target.putFeed({ feed: fileOf(FEED, content), record: fileOf(RECORD, content), replaces });
      await publish('first', {});
      const read = await versions();
      await reopen().put(fileOf(changed, 'faster'));
      const before = [await textOf(FEED), await textOf(RECORD)];
      await expect(publish('slower', read)).rejects.toMatchObject({ code: 'E_FEED_CONFLICT', exitCode: 8 });
      await expect(publish('slower', {})).rejects.toMatchObject({ code: 'E_FEED_CONFLICT' });
      expect([await textOf(FEED), await textOf(RECORD)]).toEqual(before);
      expect(await tree()).toEqual([FEED, RECORD]);
      // Who reads again may publish; a feed that is there already as it is to be is no conflict.
      await publish('again', await versions());
      await publish('again', read);
      expect([await textOf(FEED), await textOf(RECORD)]).toEqual(['again', 'again']);
    });

    it('does not publish into a place where what was read is gone', async () => {
      await target.putFeed({ feed: fileOf(FEED, '1'), record: fileOf(RECORD, '1'), replaces: {} });
      const read = await versions();
      await reopen().remove(FEED);
      const second = { feed: fileOf(FEED, '2'), record: fileOf(RECORD, '2'), replaces: read };
      await expect(target.putFeed(second)).rejects.toMatchObject({ code: 'E_FEED_CONFLICT' });
      expect([await textOf(FEED), await textOf(RECORD)]).toEqual([undefined, '1']);
    });
  });
}

function fileOf(name: string, text: string): TargetFile {
  return { path: name, content: Buffer.from(text), contentType: 'text/plain; charset=utf-8', cacheControl: 'no-cache' };
}

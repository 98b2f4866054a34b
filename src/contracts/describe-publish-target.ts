import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { isLectorError } from '../errors.js';
import { PUBLISHED } from '../model/publication/paths/show-paths.js';
import {
  PUBLISH_TARGET_VERSION,
  type PublishedVersions,
  type PublishTarget,
  type TargetFile,
} from '../publish/target.js';
import type { TestRunner } from './test-runner.js';

/** An empty place to try a target on. */
export type TargetOnTrial = {
  readonly target: PublishTarget;
  /** Opens the same place once more, as another machine would. */
  readonly reopen: () => PublishTarget;
};

const { feed: FEED, manifest: RECORD } = PUBLISHED;
/** More than a stream hands over at once. */
const AUDIO_BYTES = 300_000;
const NAMES = [
  'épisodes/Überfahrt bei Nacht.html',
  'эпизоды/первый.txt',
  '節目/第一集.txt',
  'a%20b/#c?.txt',
  '.hidden',
];
const LEADING_AWAY = ['../x', '/etc/x', 'a/../../x', 'a//x', './x', 'a/', 'a\\..\\x', 'C:x', 'a\0b', ''];

/**
 * What every publish target owes, wherever it publishes to: one call per target in a test of its own.
 *
 * @param name The target's `name`.
 * @param make Opens a new and empty place; called for each test, with a folder of this machine the place may use.
 */
export function describePublishTarget(
  name: string,
  make: (folder: string) => TargetOnTrial | Promise<TargetOnTrial>,
  { describe, it, afterAll }: TestRunner,
): void {
  describe(`the ${name} target keeps the contract of publish targets`, () => {
    const folders: string[] = [];

    afterAll(async () => {
      for (const folder of folders) await rm(folder, { recursive: true, force: true });
    });

    async function open(): Promise<Trial> {
      const folder = await mkdtemp(path.join(os.tmpdir(), 'lector-target-'));
      folders.push(folder);
      const { target, reopen } = await make(path.join(folder, 'place'));
      await target.prepare();
      return { folder, target, reopen };
    }

    it('says what it is and what it was written for', async () => {
      const { target } = await open();
      assert.deepEqual([target.name, target.specificationVersion], [name, PUBLISH_TARGET_VERSION]);
      assert.ok(target.locate(FEED).includes(FEED));
    });

    it('is empty at first, and tells that from a fault', async () => {
      const { target, folder } = await open();
      assert.deepEqual(await target.list(), []);
      assert.equal(await target.read(FEED), undefined);
      assert.equal(await target.download(FEED, () => Promise.resolve(folder)), undefined);
      assert.deepEqual(await target.stat([FEED, 'a/b/c.txt']), [undefined, undefined]);
      assert.equal(await target.remove(FEED), false);
    });

    it('gives back what was put, with its size', async () => {
      const trial = await open();
      const page = 'episodes/a/index.html';
      assert.equal(await trial.target.put(fileOf(page, 'page')), true);
      assert.equal(await textOf(trial, page), 'page');
      const [found, none] = await trial.target.stat([page, 'episodes/a']);
      assert.deepEqual([found?.path, found?.sizeBytes, none], [page, 4, undefined]);
      assert.deepEqual(await trial.target.list(), [found]);
    });

    it('streams audio from a file and back into one', async () => {
      const { target, reopen, folder } = await open();
      const audio = 'episodes/a/a-00112233.mp3';
      const bytes = Buffer.from(Array.from({ length: AUDIO_BYTES }, (_, index) => index % 251));
      await target.put({ ...fileOf(audio, ''), content: await onDisk(bytes, folder) });
      const copy = await reopen().download(audio, () => mkdtemp(path.join(folder, 'copies-')));
      assert.ok((await readFile(copy ?? '')).equals(bytes));
      assert.equal((await target.stat([audio]))[0]?.sizeBytes, AUDIO_BYTES);
    });

    it('touches nothing that is there already, be it bytes or a file', async () => {
      const { target, reopen, folder } = await open();
      const bytes = Buffer.from('the same');
      const contents = { bytes, file: await onDisk(bytes, folder) };
      for (const [kind, content] of Object.entries(contents)) {
        const file = { ...fileOf(kind, ''), content };
        assert.equal(await target.put(file), true);
        const before = await target.stat([kind]);
        assert.equal(await reopen().put(file), false);
        assert.deepEqual(await target.stat([kind]), before);
      }
    });

    it('has another version when the bytes are others, also when they are as many', async () => {
      const trial = await open();
      await trial.target.put(fileOf('a', 'one'));
      const [before] = await trial.target.stat(['a']);
      assert.equal(await trial.target.put(fileOf('a', 'two')), true);
      const [after] = await trial.reopen().stat(['a']);
      assert.notEqual(after?.version, before?.version);
      assert.equal(await textOf(trial, 'a'), 'two');
    });

    it('takes names in any script, with spaces and signs', async () => {
      const trial = await open();
      for (const one of NAMES) await trial.target.put(fileOf(one, one));
      assert.deepEqual(await tree(trial), [...NAMES].sort());
      for (const one of NAMES) assert.equal(await textOf(trial, one), one);
      for (const one of NAMES) assert.equal(await trial.target.remove(one), true);
      assert.deepEqual(await tree(trial), []);
    });

    it('lets no path lead out of the place', async () => {
      const trial = await open();
      const { target, folder } = trial;
      for (const bad of LEADING_AWAY) {
        await refuses(() => target.put(fileOf(bad, 'x')), 'E_WRITE');
        await refuses(() => target.remove(bad), 'E_WRITE');
        const files = { feed: fileOf(bad, 'x'), record: fileOf(RECORD, 'x'), replaces: {} };
        await refuses(() => target.putFeed(files), 'E_WRITE');
        assert.equal(await target.read(bad), undefined);
        assert.equal(await target.download(bad, () => Promise.resolve(folder)), undefined);
        assert.deepEqual(await target.stat([bad]), [undefined]);
      }
      assert.deepEqual(await tree(trial), []);
      assert.ok(!(await readdir(folder)).includes('x'));
    });

    it('removes what it is told to and nothing beside it', async () => {
      const trial = await open();
      for (const one of ['a/b/one', 'a/b/two', 'a/b.txt']) await trial.target.put(fileOf(one, one));
      assert.equal(await trial.target.remove('a/b/one'), true);
      assert.equal(await trial.target.remove('a/b/one'), false);
      assert.equal(await trial.target.remove('a/b'), false);
      assert.deepEqual(await tree(trial), ['a/b.txt', 'a/b/two']);
    });

    it('takes and removes many files at once where it offers to, and tells which changed', async () => {
      const trial = await open();
      const { target } = trial;
      const told: string[] = [];
      const files = ['a', 'b/c', 'b/d e'].map((one) => fileOf(one, one));
      const report = ({ path: one }: TargetFile, isWritten: boolean): void => void told.push(`${one} ${isWritten}`);
      await target.put(fileOf('b/c', 'b/c'));
      if (target.putAll) assert.deepEqual([...(await target.putAll(files, report))].sort(), ['a', 'b/d e']);
      else for (const file of files) report(file, await target.put(file));
      assert.deepEqual(told.sort(), ['a true', 'b/c false', 'b/d e true']);
      assert.deepEqual(await tree(trial), ['a', 'b/c', 'b/d e']);
      const gone = ['a', 'b/d e', 'never'];
      if (target.removeAll) assert.deepEqual([...(await target.removeAll(gone))].sort(), ['a', 'b/d e']);
      else for (const one of gone) await target.remove(one);
      assert.deepEqual(await tree(trial), ['b/c']);
    });

    it('keeps the old file when a new one breaks off, and leaves no part of it', async () => {
      const trial = await open();
      await trial.target.put(fileOf('a/a.mp3', 'old and good'));
      const unreadable = path.join(trial.folder, 'unreadable.mp3');
      // A folder can be opened like a file: it is the reading that fails.
      await mkdir(unreadable);
      for (const file of [unreadable, path.join(trial.folder, 'missing.mp3')])
        await refuses(() => trial.target.put({ ...fileOf('a/a.mp3', ''), content: { file } }), 'E_WRITE');
      assert.equal(await textOf(trial, 'a/a.mp3'), 'old and good');
      assert.deepEqual(await tree(trial), ['a/a.mp3']);
    });

    it('puts record and feed where none was, and tells which of the two changed', async () => {
      const trial = await open();
      assert.deepEqual(await publish(trial, ['feed 1', 'record 1']), [RECORD, FEED]);
      assert.deepEqual(await publish(trial, ['feed 1', 'record 1']), []);
      assert.deepEqual(await publish(trial, ['feed 1', 'record 2']), [RECORD]);
      assert.deepEqual(await publish(trial, ['feed 3', 'record 2']), [FEED]);
      assert.deepEqual(await published(trial), ['feed 3', 'record 2']);
    });

    for (const changed of [FEED, RECORD]) {
      it(`lets nobody publish over ${changed} of another who was faster`, async () => {
        const trial = await open();
        await publish(trial, ['first', 'first']);
        const read = await versions(trial);
        await trial.reopen().put(fileOf(changed, 'faster'));
        const before = await published(trial);
        for (const replaces of [read, {}])
          await refuses(() => publish(trial, ['slower', 'slower'], replaces), 'E_FEED_CONFLICT');
        assert.deepEqual(await published(trial), before);
        assert.deepEqual(await tree(trial), [FEED, RECORD]);
      });
    }

    it('lets who reads again publish, and finds no conflict where all is as it is to be', async () => {
      const trial = await open();
      await publish(trial, ['first', 'first']);
      const read = await versions(trial);
      await trial.reopen().put(fileOf(FEED, 'faster'));
      await publish(trial, ['again', 'again']);
      assert.deepEqual(await publish(trial, ['again', 'again'], read), []);
      assert.deepEqual(await published(trial), ['again', 'again']);
    });

    it('does not publish where what was read is gone', async () => {
      const trial = await open();
      await publish(trial, ['first', 'first']);
      const read = await versions(trial);
      await trial.reopen().remove(FEED);
      await refuses(() => publish(trial, ['second', 'second'], read), 'E_FEED_CONFLICT');
      assert.deepEqual(await published(trial), [undefined, 'first']);
    });
  });
}

type Trial = TargetOnTrial & { readonly folder: string };

function fileOf(name: string, text: string): TargetFile {
  return { path: name, content: Buffer.from(text), contentType: 'text/plain; charset=utf-8', cacheControl: 'no-cache' };
}

async function onDisk(bytes: Uint8Array, folder: string): Promise<{ readonly file: string }> {
  const file = path.join(folder, `${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}.mp3`);
  await writeFile(file, bytes);
  return { file };
}

async function textOf({ reopen }: Trial, name: string): Promise<string | undefined> {
  return (await reopen().read(name))?.toString('utf8');
}

async function tree({ reopen }: Trial): Promise<readonly string[]> {
  return (await reopen().list()).map((file) => file.path).sort();
}

function published(trial: Trial): Promise<readonly (string | undefined)[]> {
  return Promise.all([FEED, RECORD].map((name) => textOf(trial, name)));
}

async function versions({ target }: Trial): Promise<PublishedVersions> {
  const [feed, record] = await target.stat([FEED, RECORD]);
  return { ...(feed && { feed: feed.version }), ...(record && { record: record.version }) };
}

async function publish(
  trial: Trial,
  [feed, record]: readonly [string, string],
  replaces?: PublishedVersions,
): Promise<readonly string[]> {
  return trial.target.putFeed({
    feed: fileOf(FEED, feed),
    record: fileOf(RECORD, record),
    replaces: replaces ?? (await versions(trial)),
  });
}

async function refuses(work: () => Promise<unknown>, code: 'E_WRITE' | 'E_FEED_CONFLICT'): Promise<void> {
  await assert.rejects(work, (error) => isLectorError(error) && error.code === code);
}

import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import PQueue from 'p-queue';
import { isLectorError, LectorError } from '../../errors.js';
import { isPublishedPath } from '../../model/publication/paths/addresses.js';
import { makeTemporaryName, toWriteError } from '../../workspace.js';
import { feedConflict, pathRefused, type PublishedFile, type PublishTarget, type TargetFile } from '../target.js';
import { cut, getObject, headObject, isWhole, listObjects } from '../../bucket/objects.js';
import { contentOf, putObject, type Content } from '../../bucket/put-object.js';
import { forgetUploads } from '../../bucket/forget-uploads.js';
import { openS3Sender, type S3Place, type S3Ports } from '../../bucket/send.js';
import { readBytes } from '../../open-file.js';

/** Requests at the same time. */
const CONCURRENCY = 6;
/** From so many files on, a list of all is asked for in place of each by itself. */
const LIST_FROM = 50;
/** Proves that the key may write; it holds nothing and is put anew by each run. */
const PROBE = '.lector-probe';

/**
 * A bucket of Amazon S3 or of any store that speaks its protocol, or the part of one below a prefix. Files larger than
 * 16 MiB go in parts; record and feed change under `If-Match`, so that of two publishers one is told. A store that knows
 * no conditions is asked right before instead.
 */
export function openS3Target(place: S3Place, ports: Partial<S3Ports> = {}): PublishTarget {
  const send = openS3Sender(place, ports);
  const keyOf = (name: string): string => place.prefix + name;
  const locate = (name: string): string => `s3://${place.bucket}/${keyOf(name)}`;

  async function statOne(name: string): Promise<PublishedFile | undefined> {
    const head = isPublishedPath(name) ? await headObject(send, keyOf(name)) : undefined;
    return head && { path: name, sizeBytes: head.sizeBytes, version: head.version };
  }

  async function readContent({ path: name, content }: TargetFile): Promise<Content> {
    if (!isPublishedPath(name)) throw pathRefused(name);
    try {
      return await contentOf(content);
    } catch (cause) {
      throw new LectorError('E_WRITE', `${locate(name)} cannot be put: its source cannot be read.`, {
        hint: 'run the same command again.',
        cause,
      });
    }
  }

  async function put(file: TargetFile): Promise<boolean> {
    const content = await readContent(file);
    const key = keyOf(file.path);
    const there = await headObject(send, key);
    if (there && isSame(there, content, file)) return false;
    await putObject(send, { key, file, content });
    return true;
  }

  /** Puts a file in place of the version that was read. */
  async function replace(file: TargetFile, content: Content, version: string | undefined): Promise<void> {
    const request = { key: keyOf(file.path), file, content };
    const stored = await putObject(send, { ...request, only: { version: version ?? 'none' } });
    if (stored === 'unknown') {
      if ((await statOne(file.path))?.version !== version) throw feedConflict({ locate }, file.path);
      await putObject(send, request);
    }
    if (stored === false) throw feedConflict({ locate }, file.path);
  }

  async function remove(name: string): Promise<boolean> {
    if (!isPublishedPath(name)) throw pathRefused(name);
    if (!(await statOne(name))) return false;
    const request = { method: 'DELETE', key: keyOf(name), accept: [404] } as const;
    return send({ ...request, read: () => Promise.resolve(true) });
  }

  return {
    specificationVersion: 1,
    name: 's3',
    locate,
    async prepare() {
      await putObject(send, {
        key: keyOf(PROBE),
        file: { contentType: 'text/plain; charset=utf-8', cacheControl: 'no-cache' },
        content: await contentOf(new Uint8Array()),
      });
      await forgetUploads(send, place, ports.now?.() ?? new Date());
    },
    async stat(names) {
      if (names.length < LIST_FROM) return inParallel(names, statOne);
      const files = new Map((await listObjects(send, place)).map((file) => [file.path, file]));
      return names.map((name) => files.get(name));
    },
    read: async (name) => (isPublishedPath(name) ? getObject(send, keyOf(name)) : undefined),
    async download(name, makeFolder) {
      if (!isPublishedPath(name) || !(await statOne(name))) return undefined;
      const file = path.join(await makeFolder(), makeTemporaryName(path.extname(name)));
      return send<string | undefined>({
        method: 'GET',
        key: keyOf(name),
        accept: [404],
        async read({ status, headers, body }) {
          if (status === 404) return undefined;
          await pipeline(body, createWriteStream(file)).catch(async (error: unknown) => {
            throw await toWriteError({ error, path: file });
          });
          return isWhole((await stat(file)).size, headers) ? file : cut(name);
        },
      });
    },
    list: async () => (await listObjects(send, place)).filter((file) => file.path !== PROBE),
    put,
    async putAll(files, report) {
      const written = await inParallel(files, async (file) => {
        const isWritten = await put(file);
        report?.(file, isWritten);
        return isWritten;
      });
      return files.flatMap((file, index) => (written[index] === true ? [file.path] : []));
    },
    async putFeed({ record, feed, replaces }) {
      const wanted = await Promise.all(
        [record, feed].map(async (file) => {
          const before = isPublishedPath(file.path) ? await headObject(send, keyOf(file.path)) : undefined;
          const content = await readContent({ ...file, content: await bytesOf(file) });
          return { file, content, before, version: file === feed ? replaces.feed : replaces.record };
        }),
      );
      const changed = wanted.filter(({ before, content, file }) => !before || !isSame(before, content, file));
      for (const { before, file, version } of changed)
        if (before?.version !== version) throw feedConflict({ locate }, file.path);
      const [first, second] = changed;
      const old = first && second ? await getObject(send, keyOf(first.file.path)) : undefined;
      if (first) await replace(first.file, first.content, first.version);
      if (first && second) {
        await replace(second.file, second.content, second.version).catch(async (error: unknown) => {
          // Somebody changed the feed alone at this very moment: the record is theirs again.
          if (isLectorError(error) && error.code === 'E_FEED_CONFLICT')
            await takeBack(first.file, { content: first.content, old });
          throw error;
        });
      }
      return changed.map(({ file }) => file.path);
    },
    remove,
  };

  async function takeBack(
    file: TargetFile,
    { content, old }: { readonly content: Content; readonly old: Buffer | undefined },
  ): Promise<void> {
    const now = await headObject(send, keyOf(file.path));
    if (now?.sha256 !== content.sha256) return;
    if (old) await replace(file, await contentOf(old), now.version);
    else await remove(file.path);
  }
}

async function bytesOf({ content }: TargetFile): Promise<Uint8Array | { readonly file: string }> {
  return content instanceof Uint8Array ? content : readBytes(content.file).catch(() => content);
}

function isSame(
  there: {
    readonly sizeBytes: number;
    readonly version: string;
    readonly contentType: string;
    readonly sha256?: string;
  },
  content: Content,
  { contentType }: TargetFile,
): boolean {
  if (there.sizeBytes !== content.sizeBytes || there.contentType !== contentType) return false;
  return there.sha256 === undefined ? there.version === content.md5 : there.sha256 === content.sha256;
}

async function inParallel<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const queue = new PQueue({ concurrency: CONCURRENCY });
  try {
    return await Promise.all(items.map((item) => queue.add(() => work(item))));
  } finally {
    queue.clear();
    await queue.onIdle();
  }
}

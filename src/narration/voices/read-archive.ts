import { createReadStream } from 'node:fs';
import { PassThrough, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import { isLectorError, LectorError } from '../../errors.js';

/** A regular file of an archive. */
export type ArchivedFile = { readonly name: string; readonly sizeBytes: number; readonly bytes: AsyncIterable<Buffer> };

const FILE_TYPES: ReadonlySet<string> = new Set(['File', 'OldFile', 'ContiguousFile']);

/**
 * Reads the regular files of an archive, `.tar`, `.tar.gz` or `.tar.bz2`, one after the other. Links and devices are
 * passed over.
 *
 * @param take Reads the bytes of one file to their end.
 * @throws {@link LectorError} `E_FETCH` when the archive is damaged, cut, or names a place outside itself; what `take`
 *   throws.
 */
export async function readArchive(file: string, take: (file: ArchivedFile) => Promise<void>): Promise<void> {
  const source = await unpack(file);
  let current: ReadEntry | undefined;
  let taking: Promise<unknown> = Promise.resolve();
  await new Promise<unknown>((resolve, reject) => {
    const fail = (error: Error): void => {
      reject(
        isLectorError(error) || isOfThisMachine(error)
          ? error
          : damaged(error.message.replace(/^TAR_\w+: |\.$/gu, ''), error),
      );
      source.destroy();
      current?.destroy(error);
    };
    const parser = new Parser({
      strict: true,
      onReadEntry(entry) {
        current = entry;
        // Whoever is reading it meets the error there; when nobody is, it has been said already.
        entry.on('error', () => undefined);
        if (!FILE_TYPES.has(entry.type)) return void entry.resume();
        const taken = takeEntry(entry, take);
        taking = Promise.all([taking, taken]);
        taking.catch(fail);
      },
    });
    parser.on('error', fail);
    parser.on('end', () => resolve(taking));
    source.on('error', fail);
    source.pipe(parser as unknown as NodeJS.WritableStream);
  });
}

async function takeEntry(entry: ReadEntry, take: (file: ArchivedFile) => Promise<void>): Promise<void> {
  await take({ name: requireInside(entry.path), sizeBytes: entry.size, bytes: entry as AsyncIterable<Buffer> });
}

async function unpack(file: string): Promise<Readable> {
  const packed = createReadStream(file, { highWaterMark: 1 << 20 });
  if (!/\.(?:bz2|t?gz)$/u.test(file)) return packed;
  const unpacked: NodeJS.ReadWriteStream = file.endsWith('.bz2')
    ? (await import('unbzip2-stream')).default()
    : createGunzip();
  // The unpacker of bzip2 is a stream of the first kind; a second one behind it waits for its reader.
  const plain = new PassThrough({ highWaterMark: 1 << 20 });
  packed.on('error', (error) => plain.destroy(error));
  unpacked.on('error', (error: Error) => plain.destroy(damaged('what is packed in it was cut or changed', error)));
  plain.on('close', () => packed.destroy());
  return packed.pipe(unpacked).pipe(plain);
}

/** Nothing in an archive may land outside its folder. */
function requireInside(name: string): string {
  const parts = name
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  if (
    name.startsWith('/') ||
    parts.length === 0 ||
    parts.some((part) => part === '..' || part.includes(':') || part.includes('\0'))
  ) {
    throw damaged('it names a place outside its folder');
  }
  return parts.join('/');
}

function isOfThisMachine(error: Error): boolean {
  return 'syscall' in error;
}

function damaged(why: string, cause?: unknown): LectorError {
  return new LectorError('E_FETCH', `the archive is damaged: ${why}.`, {
    hint: 'install the voice again.',
    cause,
  });
}

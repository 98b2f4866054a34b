import { LectorError } from '../../errors.js';

/** A file of an archive. Its bytes must be read, or left, before the next file is asked for. */
export type TarFile = { readonly name: string; readonly size: number; readonly bytes: AsyncIterable<Buffer> };

const BLOCK = 512;
const MAX_NAME_BYTES = 64 * 1024;

/**
 * Reads the regular files of a tar archive (POSIX.1-1988 ustar, pax and GNU long names). Links and devices are passed over.
 *
 * @throws {@link LectorError} `E_FETCH` when the archive is damaged, cut, or names a place outside itself.
 */
export async function* readTar(chunks: AsyncIterable<Buffer>): AsyncGenerator<TarFile> {
  const stream = openStream(chunks);
  let longName: string | undefined;
  for (;;) {
    const header = await stream.take(BLOCK);
    if (header.length < BLOCK || header.every((byte) => byte === 0)) return;
    requireChecksum(header);
    const size = readNumber(header, 124, 12);
    const padded = Math.ceil(size / BLOCK) * BLOCK;
    const type = String.fromCharCode(header[156] ?? 0);
    if (type === 'L' || type === 'x') {
      if (size > MAX_NAME_BYTES) throw damaged('a name is too long');
      const text = (await stream.take(padded)).toString('utf8', 0, size);
      longName =
        type === 'L' ? text.replace(/\0.*$/su, '') : (/(?:^|\n)\d+ path=([^\n]*)\n/u.exec(text)?.[1] ?? longName);
      continue;
    }
    const isFile = type === '0' || type === '\0';
    const name = longName ?? nameIn(header);
    if (type !== 'g') longName = undefined;
    let left = isFile ? size : 0;
    const bytes = async function* (): AsyncGenerator<Buffer> {
      while (left > 0) {
        const piece = await stream.some(left);
        if (piece.length === 0) throw damaged('it ends too soon');
        left -= piece.length;
        yield piece;
      }
    };
    if (isFile) yield { name: requireInside(name), size, bytes: bytes() };
    for (let rest = left + padded - (isFile ? size : 0); rest > 0;) {
      const piece = await stream.some(rest);
      if (piece.length === 0) throw damaged('it ends too soon');
      rest -= piece.length;
    }
  }
}

function openStream(chunks: AsyncIterable<Buffer>) {
  const source = chunks[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  const some = async (most: number): Promise<Buffer> => {
    while (rest.length === 0) {
      const { value, done } = await source.next();
      if (done === true) return rest;
      rest = value;
    }
    const piece = rest.subarray(0, most);
    rest = rest.subarray(piece.length);
    return piece;
  };
  return {
    /** At least one byte and at most this many; none at the end. */
    some,
    /** Exactly this many bytes, or what is left. */
    async take(count: number): Promise<Buffer> {
      const pieces: Buffer[] = [];
      for (let length = 0; length < count;) {
        const piece = await some(count - length);
        if (piece.length === 0) break;
        pieces.push(piece);
        length += piece.length;
      }
      return Buffer.concat(pieces);
    },
  };
}

function nameIn(header: Buffer): string {
  const text = (start: number, length: number): string =>
    header.toString('utf8', start, start + length).replace(/\0.*$/su, '');
  const prefix = header.toString('latin1', 257, 262) === 'ustar' ? text(345, 155) : '';
  return prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`;
}

/** Octal digits, or with the first bit set a binary number (GNU). */
function readNumber(header: Buffer, start: number, length: number): number {
  if ((header[start] ?? 0) & 0x80) return Number(header.readBigUInt64BE(start + length - 8));
  const text = header.toString('latin1', start, start + length).replace(/[\0 ]+/gu, '');
  if (!/^[0-7]*$/u.test(text)) throw damaged('a number is not one');
  return Number.parseInt(text === '' ? '0' : text, 8);
}

function requireChecksum(header: Buffer): void {
  const expected = readNumber(header, 148, 8);
  const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0);
  if (sum !== expected) throw damaged('a header has another checksum');
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

function damaged(why: string): LectorError {
  return new LectorError('E_FETCH', `the archive is damaged: ${why}.`, { hint: 'install the voice again.' });
}

import { createWriteStream } from 'node:fs';
import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate, type Zlib } from 'node:zlib';
import { isLectorError, LectorError } from '../../errors.js';
import { present } from '../../model/present.js';

/** Compression is believed until this much came out of it. */
const RATIO_FREE_BYTES = 1_000_000;
const MAX_RATIO = 100;

/**
 * Reads a body, decompressing as it comes; counts what comes out, since 317 bytes can become 200 MB.
 *
 * @throws LectorError `E_BODY_LONG`, `E_CONTENT_ENCODED`, `E_TRUNCATED`.
 */
export async function readBody(incoming: IncomingBody): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of chunksOf(incoming)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * Writes a body into a file as it comes, whatever its size.
 *
 * @throws LectorError as {@link readBody}; what was written by then stays in the file.
 */
export async function saveBody(incoming: IncomingBody, file: string): Promise<void> {
  await pipeline(chunksOf(incoming), createWriteStream(file));
}

/** The first bytes of a body, as they are sent; the rest is not asked for. */
export async function readStart(body: Readable, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let total = 0;
  body.on('error', () => undefined);
  if (maxBytes > 0) {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      total += chunk.length;
      if (total >= maxBytes) break;
    }
  }
  body.destroy();
  return Buffer.concat(chunks).subarray(0, maxBytes);
}

/** A body as a server sends it. */
export type IncomingBody = {
  readonly body: Readable;
  /** `Content-Encoding`, one or none. */
  readonly encoding: string | undefined;
  readonly maxBytes: number;
  /** The address, as messages may show it. */
  readonly shown: string;
};

async function* chunksOf({ body, encoding, maxBytes, shown }: IncomingBody): AsyncGenerator<Buffer> {
  const decoder = decoderFor(encoding, shown);
  let total = 0;
  const stream = decoder === undefined ? body : body.pipe(decoder);
  if (decoder) body.once('error', (error) => decoder.destroy(error));
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      total += chunk.length;
      if (total > maxBytes) fail('E_BODY_LONG', `${shown} sends more than ${maxBytes} bytes`);
      if (decoder && total > RATIO_FREE_BYTES && total > decoder.bytesWritten * MAX_RATIO) {
        fail('E_BODY_LONG', `${shown} sends a body compressed more than ${MAX_RATIO} times`);
      }
      yield chunk;
    }
  } catch (error) {
    throw toBodyError(error, shown);
  } finally {
    body.destroy();
    decoder?.destroy();
  }
}

function decoderFor(encoding: string | undefined, shown: string): (Transform & Zlib) | undefined {
  const names = (encoding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  const [name] = names;
  if (name === undefined) return undefined;
  if (names.length > 1) fail('E_CONTENT_ENCODED', `${shown} sends a body encoded ${names.length} times`);
  if (name === 'gzip' || name === 'x-gzip') return createGunzip();
  if (name === 'br') return createBrotliDecompress();
  if (name === 'deflate') return createInflate();
  return fail('E_CONTENT_ENCODED', `${shown} sends a body in the unknown encoding "${name.slice(0, 20)}"`);
}

function toBodyError(error: unknown, shown: string): unknown {
  if (isLectorError(error)) return error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'Z_BUF_ERROR') return truncated(shown, error);
  if (
    code.startsWith('Z_') ||
    code.startsWith('ERR__ERROR_FORMAT') ||
    code.startsWith('ERR_BROTLI') ||
    code === 'ERR_PADDING_1'
  ) {
    return new LectorError('E_CONTENT_ENCODED', `${shown} sends a body that is not what it is declared to be.`, {
      hint: 'run again later; if it stays, tell the publisher: its Content-Encoding is wrong.',
      cause: error,
    });
  }
  return error;
}

/** What ends before its end. */
export function truncated(shown: string, cause?: unknown): LectorError {
  return new LectorError('E_TRUNCATED', `${shown} was cut off before its end.`, {
    hint: 'run again later.',
    ...present({ cause }),
  });
}

function fail(code: 'E_BODY_LONG' | 'E_CONTENT_ENCODED', message: string): never {
  throw new LectorError(code, `${message}.`, { hint: 'check the address; it may not be a page or a feed.' });
}

import { createHash } from 'node:crypto';
import { buffer, text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { LectorError } from '../errors.js';
import { streamFile } from '../open-file.js';
import { DIGEST_HEADER, headObject, parseOr, textOf, versionOf } from './objects.js';
import type { S3Body, S3Retry, S3Send } from './send.js';

/** Larger files go in parts, each sent again by itself; the smallest part S3 takes is 5 MiB, the most parts are 10,000. */
const PART_BYTES = 16 * 1024 * 1024;
const MAX_PARTS = 10_000;

/** Bytes in memory, or a file of this machine, which is opened anew for each attempt. */
export type Source = Uint8Array | { readonly file: string };

/** Bytes with their digests. */
export type Content = S3Body & { readonly md5: string; readonly source: Source };

/** Reads a file once, in pieces; throws what the system says when it cannot be read. */
export async function contentOf(source: Source): Promise<Content> {
  const sha256 = createHash('sha256');
  const md5 = createHash('md5');
  let sizeBytes = 0;
  const take = (chunk: Uint8Array): void => {
    sizeBytes += chunk.byteLength;
    sha256.update(chunk);
    md5.update(chunk);
  };
  if (source instanceof Uint8Array) take(source);
  else
    await pipeline(await streamFile(source.file), async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) take(chunk);
    });
  return {
    source,
    sizeBytes,
    sha256: sha256.digest('hex'),
    md5: md5.digest('hex'),
    open: () => (source instanceof Uint8Array ? Promise.resolve(source) : streamFile(source.file)),
  };
}

/** What has to be true of what lies there for a file to be put; `none` where nothing may lie there. */
export type Precondition = { readonly version: string | 'none' };

export type PutRequest = {
  readonly key: string;
  readonly file: { readonly contentType: string; readonly cacheControl: string };
  readonly content: Content;
  readonly only?: Precondition;
};

/**
 * Stores a file under a key, in one piece or in parts; nothing is seen of it before it is whole.
 *
 * @returns False when the precondition does not hold; `unknown` when the store knows no preconditions and stored nothing.
 */
export async function putObject(send: S3Send, request: PutRequest): Promise<boolean | 'unknown'> {
  const { content } = request;
  if (content.sizeBytes > PART_BYTES && !(content.source instanceof Uint8Array)) {
    await putInParts(send, request, content.source.file);
    return true;
  }
  const { key, only } = request;
  const headers = {
    ...headersOf(request),
    'content-md5': Buffer.from(content.md5, 'hex').toString('base64'),
    ...(only?.version === 'none' && { 'if-none-match': '*' }),
    ...(only && only.version !== 'none' && { 'if-match': `"${only.version}"` }),
  };
  const outcome = await send<'stored' | 'refused' | 'unknown'>({
    method: 'PUT',
    key,
    headers,
    body: content,
    accept: only ? [404, 412, 501] : [],
    read: ({ status, headers: answer }) => {
      if (status === 412 || status === 404) return Promise.resolve('refused');
      return Promise.resolve(status === 501 ? 'unknown' : storedAs(content, answer, key));
    },
  });
  if (outcome === 'unknown') return outcome;
  // An attempt whose answer was lost may have been the one that succeeded.
  return outcome === 'stored' || (await headObject(send, key))?.sha256 === content.sha256;
}

function headersOf({ file, content }: PutRequest): Record<string, string> {
  return {
    'content-type': file.contentType,
    'cache-control': file.cacheControl,
    [DIGEST_HEADER]: content.sha256,
  };
}

/** The ETag of what was put in one piece is its MD5, but where the store encrypts it with a key of somebody. */
function storedAs(content: Content, headers: Readonly<Record<string, string>>, key: string): 'stored' | S3Retry {
  const etag = versionOf(headers['etag']);
  const isDigest = /^[0-9a-f]{32}$/u.test(etag) && !/kms|^$/u.test(headers['x-amz-server-side-encryption'] ?? 'none');
  return !isDigest || etag === content.md5 ? 'stored' : notAsSent(key);
}

function notAsSent(key: string): S3Retry {
  return {
    retry: new LectorError('E_PUBLISH', `${key} was not stored as it was sent.`, {
      hint: 'run the same command again; if it stays, ask who runs the store.',
    }),
  };
}

/** A part that fails is sent again by itself; when the whole fails, the store is told to forget the parts. */
async function putInParts(send: S3Send, request: PutRequest, file: string): Promise<void> {
  const { key, content } = request;
  const uploadId = await send({
    method: 'POST',
    key,
    query: { uploads: '' },
    headers: headersOf(request),
    read: async ({ body }) => {
      const result = parseOr(await text(body), 'InitiateMultipartUploadResult');
      return 'retry' in result ? result : textOf(result, 'UploadId');
    },
  });
  try {
    const etags = await sendParts(send, { key, uploadId, content, file });
    await complete(send, { key, uploadId, etags });
    const stored = await headObject(send, key);
    if (stored?.sizeBytes !== content.sizeBytes || (stored.sha256 ?? content.sha256) !== content.sha256)
      throw notAsSent(key).retry;
  } catch (error) {
    const forget = { method: 'DELETE', key, query: { uploadId }, accept: [404] } as const;
    await send({ ...forget, read: () => Promise.resolve(true) }).catch(() => undefined);
    throw error;
  }
}

type Upload = { readonly key: string; readonly uploadId: string };

async function sendParts(
  send: S3Send,
  { key, uploadId, content, file }: Upload & { readonly content: Content; readonly file: string },
): Promise<readonly string[]> {
  const partBytes = Math.max(PART_BYTES, Math.ceil(content.sizeBytes / MAX_PARTS));
  const whole = createHash('sha256');
  const etags: string[] = [];
  for (let start = 0; start < content.sizeBytes; start += partBytes) {
    const end = Math.min(start + partBytes, content.sizeBytes) - 1;
    const bytes = await buffer(await streamFile(file, { start, end }));
    whole.update(bytes);
    const part = await contentOf(bytes);
    etags.push(
      await send<string>({
        method: 'PUT',
        key,
        query: { partNumber: String(etags.length + 1), uploadId },
        headers: { 'content-md5': Buffer.from(part.md5, 'hex').toString('base64') },
        body: part,
        read: ({ headers }) => {
          const stored = storedAs(part, headers, key);
          return Promise.resolve(stored === 'stored' ? versionOf(headers['etag']) : stored);
        },
      }),
    );
  }
  if (whole.digest('hex') === content.sha256) return etags;
  throw new LectorError('E_WRITE', `${file} was changed while it was put.`, { hint: 'run the same command again.' });
}

/** May answer with status 200 and an error all the same (Amazon S3, CompleteMultipartUpload). */
async function complete(
  send: S3Send,
  { key, uploadId, etags }: Upload & { readonly etags: readonly string[] },
): Promise<void> {
  const parts = etags.map((etag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>"${etag}"</ETag></Part>`);
  const body = await contentOf(Buffer.from(`<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`));
  await send({
    method: 'POST',
    key,
    query: { uploadId },
    headers: { 'content-type': 'application/xml' },
    body,
    // Of an upload that an attempt before has completed, whose answer was lost, the store knows nothing any more.
    accept: [404],
    read: async ({ status, body: answer }) => {
      const xml = await text(answer);
      return status === 404 ? true : parseOr(xml, 'CompleteMultipartUploadResult');
    },
  });
}

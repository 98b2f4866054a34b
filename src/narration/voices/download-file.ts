import { createWriteStream } from 'node:fs';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { LectorError, isLectorError } from '../../errors.js';
import { isLoopback } from '../engines/http/read-settings.js';
import { readText } from '../../open-file.js';

export type DownloadOptions = {
  readonly url: string;
  /** Where the file grows; what an earlier attempt left there is continued when the server still has the same file. */
  readonly file: string;
  readonly signal: AbortSignal;
  readonly maxBytes: number;
  readonly onProgress?: (progress: { readonly receivedBytes: number; readonly totalBytes: number | undefined }) => void;
};

const MAX_REDIRECTS = 5;
const IDLE_MS = 30_000;

/**
 * Downloads a file to its last byte, going on where an interrupted download stopped.
 *
 * @throws {@link LectorError} `E_FETCH`; what has come stays for the next attempt.
 */
export async function downloadFile(options: DownloadOptions): Promise<void> {
  const { file, signal } = options;
  await mkdir(path.dirname(file), { recursive: true });
  const tagFile = `${file}.etag`;
  const tag = await readText(tagFile).catch(() => undefined);
  const startByte =
    tag === undefined
      ? 0
      : await stat(file).then(
          ({ size }) => size,
          () => 0,
        );
  const headers = startByte > 0 && tag !== undefined ? { Range: `bytes=${startByte}-`, 'If-Range': tag } : {};
  try {
    const answer = await get(new URL(options.url), { headers, signal });
    const isContinued = answer.statusCode === 206;
    // All of it was here already.
    if (answer.statusCode === 416 && startByte > 0) return answer.destroy() && undefined;
    if (answer.statusCode !== 200 && !isContinued) {
      answer.destroy();
      throw new LectorError('E_FETCH', `${options.url}: the server answered ${answer.statusCode ?? 0}.`, {
        hint: answer.statusCode === 404 ? 'check the name of the voice.' : 'try again later.',
      });
    }
    const etag = answer.headers.etag;
    if (etag !== undefined && !etag.startsWith('W/')) await writeFile(tagFile, etag);
    else await rm(tagFile, { force: true });
    await receive(answer, { ...options, startByte: isContinued ? startByte : 0 });
    await rm(tagFile, { force: true });
  } catch (error) {
    signal.throwIfAborted();
    if (isLectorError(error)) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new LectorError('E_FETCH', `${options.url}: the download broke off (${why}).`, {
      hint: 'run the same command again; it goes on where it stopped.',
      cause: error,
    });
  }
}

async function receive(
  answer: IncomingMessage,
  options: DownloadOptions & { readonly startByte: number },
): Promise<void> {
  const { startByte, maxBytes, file, signal } = options;
  const length = Number(answer.headers['content-length'] ?? Number.NaN);
  const totalBytes = Number.isNaN(length) ? undefined : startByte + length;
  let receivedBytes = startByte;
  answer.setTimeout(IDLE_MS, () => answer.destroy(new LectorError('E_FETCH', `nothing came for ${IDLE_MS / 1000} s.`)));
  answer.on('data', (chunk: Buffer) => {
    receivedBytes += chunk.length;
    if (receivedBytes > maxBytes)
      answer.destroy(new LectorError('E_FETCH', `${options.url}: larger than ${maxBytes} bytes.`));
    options.onProgress?.({ receivedBytes, totalBytes });
  });
  await pipeline(answer, createWriteStream(file, { flags: startByte > 0 ? 'a' : 'w' }), { signal });
  if (totalBytes !== undefined && receivedBytes !== totalBytes) {
    throw new LectorError('E_FETCH', `${options.url}: ${receivedBytes} of ${totalBytes} bytes came.`, {
      hint: 'run the same command again; it goes on where it stopped.',
    });
  }
}

/** Follows redirects, which release pages use, and never from https to http. */
async function get(
  url: URL,
  options: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
): Promise<IncomingMessage> {
  let current = url;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    requireSafe(current);
    const answer = await request(current, options);
    const location = answer.headers.location;
    if (![301, 302, 303, 307, 308].includes(answer.statusCode ?? 0) || location === undefined) return answer;
    answer.destroy();
    current = new URL(location, current);
  }
  throw new LectorError('E_FETCH', `${url.href}: more than ${MAX_REDIRECTS} redirects.`);
}

function request(
  url: URL,
  { headers, signal }: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? https.get : http.get;
    const outgoing = send(
      url,
      { headers: { ...headers, 'Accept-Encoding': 'identity', 'User-Agent': 'lector' }, signal },
      resolve,
    );
    outgoing.setTimeout(IDLE_MS, () => outgoing.destroy(new LectorError('E_FETCH', `${url.host} does not answer.`)));
    outgoing.on('error', reject);
  });
}

function requireSafe(url: URL): void {
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return;
  throw new LectorError('E_FETCH', `${url.href}: voices are fetched by https only.`);
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import send from 'send';
import type { FoundFile } from './find-file.js';

/** Sends a file as it stands, whole or a byte range of it (RFC 9110 §14). */
export function sendMedia(options: {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly found: FoundFile;
}): void {
  const { request, response, found } = options;
  const { root, name, sizeBytes, modifiedMs } = found;
  shortenSuffix(request, sizeBytes);
  // RFC 9110 §13.1.5: If-Range holds for a strong validator alone; the one `send` would make is weak.
  response.setHeader('ETag', `"${sizeBytes.toString(16)}-${Math.floor(modifiedMs * 1000).toString(16)}"`);
  const encoded = name.split('/').map(encodeURIComponent).join('/');
  send(request, encoded, { root, index: false, dotfiles: 'ignore', cacheControl: false })
    .on('error', (error: { status?: number }) => {
      // Of the headers set for the file, only the length of it belongs to this answer.
      const status = error.status ?? 500;
      response.statusCode = status;
      response.setHeader('Content-Type', 'text/plain; charset=utf-8');
      response.removeHeader('Cache-Control');
      response.end(request.method === 'HEAD' ? undefined : `${status}`);
    })
    .pipe(response);
}

/** RFC 9110 §14.1.2: a suffix longer than the file means all of it; `send` would refuse it. */
function shortenSuffix({ headers }: IncomingMessage, sizeBytes: number): void {
  const suffix = /^bytes=-(\d+)$/u.exec(headers.range ?? '');
  if (suffix && Number(suffix[1]) > sizeBytes && sizeBytes > 0) headers.range = 'bytes=0-';
}

import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readText } from '../open-file.js';

/** Sends a text file after a rewrite; length and ETag are those of what is sent. */
export async function sendText(options: {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly file: string;
  readonly rewrite: (text: string) => string;
}): Promise<void> {
  const { request, response, file, rewrite } = options;
  const body = Buffer.from(rewrite(await readText(file)), 'utf8');
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  response.setHeader('ETag', etag);
  if (isKnown(request.headers['if-none-match'], etag)) {
    response.removeHeader('Content-Type');
    response.statusCode = 304;
    response.end();
    return;
  }
  response.setHeader('Content-Length', body.byteLength);
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** RFC 9110 §13.1.2: weak comparison, `*` matches anything. */
function isKnown(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header
    .split(',')
    .some((candidate) => candidate.trim() === '*' || candidate.trim().replace(/^W\//u, '') === etag);
}

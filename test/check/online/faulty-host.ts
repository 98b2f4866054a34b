import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type HostedFile = { readonly bytes: Uint8Array; readonly type: string };

/** One answer as it would be sent by a good host; faults change it on its way out. */
export type Answer = {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
};

export type Fault = (answer: Answer, request: IncomingMessage) => void;

export type FaultyHost = {
  /** Without a slash at its end. */
  readonly url: string;
  readonly files: Map<string, HostedFile>;
  /** Spoils what is answered from now on for these paths. */
  spoil(paths: RegExp, fault: Fault): void;
  heal(): void;
  /** `GET /a.mp3 bytes=0-1`, in the order they came. */
  readonly log: string[];
  close(): Promise<void>;
};

/** A host on loopback that does everything right, until it is told otherwise. */
export async function startFaultyHost(): Promise<FaultyHost> {
  const files = new Map<string, HostedFile>();
  const faults = new Map<RegExp, Fault>();
  const log: string[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    log.push(`${request.method ?? ''} ${path} ${request.headers.range ?? ''}`.trimEnd());
    const answer = answerTo(request, files.get(path));
    for (const [paths, fault] of faults) if (paths.test(path)) fault(answer, request);
    send(response, answer, request.method === 'HEAD');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    files,
    log,
    spoil: (paths, fault) => void faults.set(paths, fault),
    heal: () => {
      faults.clear();
      log.length = 0;
    },
    close: () => new Promise((done) => void server.close(() => done())),
  };
}

function send(response: ServerResponse, { status, headers, body }: Answer, isHead: boolean): void {
  response.writeHead(status, headers);
  // A reader that has seen enough hangs up.
  response.on('error', () => undefined);
  response.end(isHead ? undefined : body);
}

/** RFC 9110 §13 and §14, as far as a static host needs them. */
function answerTo({ headers }: IncomingMessage, file: HostedFile | undefined): Answer {
  if (!file)
    return { status: 404, headers: { 'content-type': 'text/plain', 'content-length': '0' }, body: new Uint8Array() };
  const { bytes, type } = file;
  const etag = `"v${bytes.length}"`;
  const usual = {
    'content-type': type,
    'accept-ranges': 'bytes',
    etag,
    'cache-control': 'public, max-age=300',
    'access-control-allow-origin': '*',
  };
  if (headers['if-none-match']?.replace('W/', '') === etag)
    return { status: 304, headers: usual, body: new Uint8Array() };
  const isRange = headers.range !== undefined && (headers['if-range'] ?? etag) === etag;
  const [, from = '', to = ''] = (isRange && /^bytes=(\d*)-(\d*)$/u.exec(headers.range ?? '')) || [];
  if (from === '' && to === '') {
    return { status: 200, headers: { ...usual, 'content-length': String(bytes.length) }, body: bytes };
  }
  const start = from === '' ? Math.max(0, bytes.length - Number(to)) : Number(from);
  const end = from === '' || to === '' ? bytes.length - 1 : Math.min(bytes.length - 1, Number(to));
  if (start >= bytes.length) {
    return {
      status: 416,
      headers: { 'content-range': `bytes */${bytes.length}`, 'content-length': '0' },
      body: new Uint8Array(),
    };
  }
  const body = bytes.subarray(start, end + 1);
  const range = { 'content-range': `bytes ${start}-${end}/${bytes.length}`, 'content-length': String(body.length) };
  return { status: 206, headers: { ...usual, ...range }, body };
}

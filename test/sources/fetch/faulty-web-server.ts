import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import zlib from 'node:zlib';

export type FaultyWebServer = {
  readonly url: string;
  /** How often each path was asked for. */
  readonly hits: ReadonlyMap<string, number>;
  /** Headers of the last request of each path. */
  readonly headersOf: ReadonlyMap<string, http.IncomingHttpHeaders>;
  /** Most requests that were open at once. */
  readonly peak: () => number;
  /** Changes what `/changing` and `/etag` give. */
  readonly change: () => void;
  readonly close: () => Promise<void>;
};

type Visit = {
  readonly request: http.IncomingMessage;
  readonly response: http.ServerResponse;
  readonly url: URL;
  /** Which time this path is asked for. */
  readonly count: number;
  readonly version: number;
  readonly self: string;
};

const PARAGRAPHS = [
  'The ferry of Westmere sails at nine, at noon and at six, and it waits for nobody, not even for the mayor.',
  'On Sundays it sails once, after the service, and those who miss it walk home along the shore in the dark.',
  'In winter the crew breaks the ice before breakfast; the noise wakes the whole town, and nobody minds it.',
];

/** A page of three paragraphs. */
export function articlePage(title: string, extra = ''): string {
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><article>` +
    `<h1>${title}</h1>${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}${extra}</article></body></html>`
  );
}

/** A loopback server that answers every path in a wrong way of its own. */
export async function startFaultyWebServer(
  routes: Readonly<Record<string, (visit: Visit) => void>> = {},
): Promise<FaultyWebServer> {
  const hits = new Map<string, number>();
  const headersOf = new Map<string, http.IncomingHttpHeaders>();
  let version = 1;
  let open = 0;
  let peak = 0;
  const server = http.createServer((request, response) => {
    const self = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const url = new URL(request.url ?? '/', self);
    const count = (hits.get(url.pathname) ?? 0) + 1;
    hits.set(url.pathname, count);
    headersOf.set(url.pathname, request.headers);
    open += 1;
    peak = Math.max(peak, open);
    response.on('close', () => {
      open -= 1;
    });
    const visit: Visit = { request, response, url, count, version, self };
    const route =
      routes[url.pathname] ??
      ROUTES[url.pathname] ??
      (url.pathname.startsWith('/redirect/') ? redirectDown : undefined);
    if (route) route(visit);
    else sendPage(visit, 'no such page', { status: 404 });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hits,
    headersOf,
    peak: () => peak,
    change: () => {
      version += 1;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

export function sendPage(
  { response }: Visit,
  body: string | Buffer,
  options: { readonly status?: number; readonly headers?: http.OutgoingHttpHeaders } = {},
): void {
  response.writeHead(options.status ?? 200, { 'content-type': 'text/html; charset=utf-8', ...options.headers });
  response.end(body);
}

function redirect({ response }: Visit, location: string | undefined, status = 302): void {
  response.writeHead(status, location === undefined ? {} : { location });
  response.end();
}

function redirectDown(visit: Visit): void {
  const left = Number(visit.url.pathname.split('/')[2]);
  redirect(visit, left > 0 ? `/redirect/${left - 1}` : '/ok');
}

/** Writes something again and again until the other side has had enough. */
function keepWriting(socket: Socket | http.ServerResponse, piece: string, everyMs: number): void {
  const timer = setInterval(() => {
    if (socket.destroyed) clearInterval(timer);
    else if (!socket.writableNeedDrain) socket.write(piece);
  }, everyMs);
  socket.on('error', () => clearInterval(timer));
  socket.on('close', () => clearInterval(timer));
}

function compressed(visit: Visit, encoding: string, body: Buffer): void {
  sendPage(visit, body, { headers: { 'content-encoding': encoding } });
}

const BOMB = Buffer.alloc(64 << 20, 32);

const ROUTES: Readonly<Record<string, (visit: Visit) => void>> = {
  '/ok': (visit) => sendPage(visit, articlePage('Good article')),
  '/changing': (visit) =>
    sendPage(
      visit,
      articlePage(
        'Changing article',
        `<p>This is version ${visit.version} of the text, and it has enough words to matter to somebody.</p>`,
      ),
    ),
  '/etag': (visit) => {
    const etag = `"v${visit.version}"`;
    const isSame = visit.request.headers['if-none-match'] === etag;
    if (isSame) visit.response.writeHead(304, { etag }).end();
    else sendPage(visit, articlePage('Tagged'), { headers: { etag } });
  },
  '/fresh': (visit) => sendPage(visit, articlePage('Fresh'), { headers: { 'cache-control': 'max-age=300' } }),
  '/gone': (visit) => sendPage(visit, 'gone', { status: 410 }),
  '/secret-in-error': (visit) =>
    sendPage(visit, `bad key ${visit.request.headers['x-api-key'] ?? ''}`, { status: 403 }),
  '/flaky': (visit) =>
    visit.count % 3 === 0
      ? sendPage(visit, articlePage('Flaky'))
      : sendPage(visit, 'busy', { status: 503, headers: { 'retry-after': '1' } }),
  '/429': (visit) => sendPage(visit, 'slow down', { status: 429, headers: { 'retry-after': '2' } }),
  '/429-tomorrow': (visit) => sendPage(visit, 'slow down', { status: 429, headers: { 'retry-after': '86400' } }),
  '/500': (visit) => sendPage(visit, 'oops', { status: 500 }),
  '/loop': (visit) => redirect(visit, '/loop'),
  '/loop-a': (visit) => redirect(visit, '/loop-b'),
  '/loop-b': (visit) => redirect(visit, '/loop-a'),
  '/to-file': (visit) => redirect(visit, 'file:///etc/hostname'),
  '/to-data': (visit) => redirect(visit, 'data:text/html,hi'),
  '/to-localhost': (visit) => redirect(visit, `${visit.self.replace('127.0.0.1', 'localhost')}/internal`),
  '/to-metadata': (visit) => redirect(visit, 'http://169.254.169.254/latest/meta-data/'),
  '/to-other-port': (visit) => redirect(visit, 'http://example.org:6379/'),
  '/internal': (visit) => sendPage(visit, articlePage('Internal')),
  '/no-location': (visit) => redirect(visit, undefined),
  '/gzip': (visit) => compressed(visit, 'gzip', zlib.gzipSync(articlePage('Zipped'))),
  '/br': (visit) => compressed(visit, 'br', zlib.brotliCompressSync(articlePage('Brotli'))),
  '/deflate': (visit) => compressed(visit, 'deflate', zlib.deflateSync(articlePage('Deflated'))),
  '/gzip-bomb': (visit) => compressed(visit, 'gzip', zlib.gzipSync(BOMB)),
  '/br-bomb': (visit) =>
    compressed(visit, 'br', zlib.brotliCompressSync(BOMB, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } })),
  '/many-encodings': (visit) =>
    sendPage(visit, 'x', { headers: { 'content-encoding': Array(200).fill('gzip').join(', ') } }),
  '/odd-encoding': (visit) => sendPage(visit, 'x', { headers: { 'content-encoding': 'rot13' } }),
  '/gzip-cut': (visit) => compressed(visit, 'gzip', zlib.gzipSync(articlePage('Cut')).subarray(0, -20)),
  '/gzip-lie': (visit) => compressed(visit, 'gzip', Buffer.from(articlePage('Not gzip'))),
  '/cut': (visit) => {
    visit.response.writeHead(200, { 'content-type': 'text/html', 'content-length': 5000 });
    visit.response.write(articlePage('Cut').slice(0, 300));
    setTimeout(() => visit.response.destroy(), 20);
  },
  '/cut-chunked': ({ request, response }) => {
    response.writeHead(200, { 'content-type': 'text/html', connection: 'close' });
    response.write(articlePage('Cut').slice(0, 300));
    setTimeout(() => request.socket.end(), 10);
  },
  '/cut-silent': ({ request }) => {
    request.socket.end(
      `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\n\r\n${articlePage('Cut').slice(0, 300)}`,
    );
  },
  '/close-whole': ({ request }) => {
    request.socket.end(
      `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\n\r\n${articlePage('Whole')}`,
    );
  },
  '/never': () => undefined,
  '/drip': ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    keepWriting(response, '<p>x', 50);
  },
  '/stall': ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.write('<p>x');
  },
  '/endless': ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    keepWriting(response, '<p>more</p>'.repeat(4000), 1);
  },
  '/huge-header': ({ request }) => {
    request.socket.write('HTTP/1.1 200 OK\r\n');
    keepWriting(request.socket, `x-a: ${'a'.repeat(4000)}\r\n`, 2);
  },
  '/type-pdf': (visit) => sendPage(visit, '%PDF-1.7', { headers: { 'content-type': 'application/pdf' } }),
  '/type-none': ({ response }) => {
    response.writeHead(200);
    response.end(articlePage('No type'));
  },
  '/latin1': (visit) =>
    sendPage(visit, Buffer.from(articlePage('Café').replace('<meta charset="utf-8">', ''), 'latin1'), {
      headers: { 'content-type': 'text/html; charset=iso-8859-1' },
    }),
  '/slow': (visit) => void setTimeout(() => sendPage(visit, articlePage('Slow')), 60),
};

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EXIT, LectorError } from '../errors.js';
import type { Metrics } from './metrics.js';

/** A server an operator's tools ask; it shows counts and whether it works, and nothing of what is narrated. */
export type OperationsServer = {
  /** `http://127.0.0.1:9464/` */
  readonly url: string;
  close(): Promise<void>;
};

export type OperationsOptions = {
  /** `9464`, `:9464` or `0.0.0.0:9464`; this machine alone unless a host is named, and any free port for 0. */
  readonly address: string;
  readonly metrics: Pick<Metrics, 'expose'>;
  /** Why work cannot be done now; empty when it can. */
  readonly lacks: () => Promise<readonly string[]>;
};

const LOOPBACK = '127.0.0.1';

/**
 * Serves `/metrics`, `/health` (it is alive) and `/ready` (it can do work, or 503 with the reasons).
 *
 * @throws {@link LectorError} `E_FLAG` for an address that is none, `E_PORT` where it is taken.
 */
export async function serveOperations({ address, metrics, lacks }: OperationsOptions): Promise<OperationsServer> {
  const { host, port } = readAddress(address);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (request.method !== 'GET' && request.method !== 'HEAD') return void response.writeHead(405).end();
    answer(pathname, { metrics, lacks }).then(
      ({ status, type = 'application/json', body }) =>
        response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const hint = 'choose another port: --metrics 9465, or --metrics 0 for any.';
      reject(
        new LectorError('E_PORT', `${host}:${port} cannot be listened on (${cause.code ?? ''}).`, { hint, cause }),
      );
    });
    server.listen(port, host, resolve);
  });
  const { port: own } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${own}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Answer = { readonly status: number; readonly type?: string; readonly body: string };

async function answer(path: string, { metrics, lacks }: Omit<OperationsOptions, 'address'>): Promise<Answer> {
  switch (path) {
    case '/metrics': {
      const { contentType, body } = await metrics.expose();
      return { status: 200, type: contentType, body };
    }
    case '/health':
      return { status: 200, body: '{"status":"alive"}\n' };
    case '/ready': {
      const reasons = await lacks();
      const status = reasons.length === 0 ? 'ready' : 'not ready';
      return { status: reasons.length === 0 ? 200 : 503, body: `${JSON.stringify({ status, reasons })}\n` };
    }
    default:
      return { status: 404, body: '{"status":"nothing here; ask /metrics, /health or /ready"}\n' };
  }
}

function readAddress(address: string): { readonly host: string; readonly port: number } {
  const [, host = '', digits = ''] = /^(?:(.*):)?(\d{1,5})$/u.exec(address) ?? [];
  const port = Number(digits);
  if (digits === '' || port > 65_535) {
    throw new LectorError('E_FLAG', `--metrics ${address} is no port and no address with one.`, {
      hint: 'write --metrics 9464, or --metrics 0.0.0.0:9464 for other machines.',
      exitCode: EXIT.usage,
    });
  }
  return { host: host.replace(/^\[|\]$/gu, '') || LOOPBACK, port };
}

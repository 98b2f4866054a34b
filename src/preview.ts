import { createServer, type Server } from 'node:http';
import { isIP, type AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { LectorError } from './errors.js';
import { toBaseUrl } from './model/publication/paths/addresses.js';
import type { Draft } from './model/publication/draft.js';
import type { Live } from './preview/live.js';
import { handleRequest } from './preview/handle-request.js';
import { openDrafts } from './preview/serve-drafts.js';

export type PreviewOptions = {
  readonly outDir: string;
  /** 0 for any free one. */
  readonly port: number;
  /** Loopback unless given. */
  readonly host?: string;
  /** The show's published address; on the way out it becomes the server's own. */
  readonly baseUrl: string | (() => string);
  /** Tells open pages what happens; without it they are left as they are published. */
  readonly live?: Live;
  /** Reads what is not published, to be shown under `/drafts/`; nothing is there without it. */
  readonly drafts?: () => Promise<readonly Draft[]>;
};

export type Preview = {
  /** With a trailing slash. */
  readonly url: string;
  close(): Promise<void>;
};

/**
 * Serves a published folder as a host of podcasts must (STANDARDS of Apple and PSP-1: HEAD, byte ranges, types), with
 * addresses rewritten so that an app on the same machine can subscribe and play.
 *
 * @throws {@link LectorError} `E_PORT` when the port is taken or not allowed.
 */
export async function startPreview(options: PreviewOptions): Promise<Preview> {
  const { outDir, port, host = '127.0.0.1', baseUrl, drafts, live } = options;
  const addressNow = typeof baseUrl === 'string' ? () => baseUrl : baseUrl;
  const serveDrafts = drafts && openDrafts(drafts, live);
  const server = createServer((request, response) => {
    const asked = request.headers.host;
    const origin = asked === undefined ? addressOf(server, host) : ownOrigin(asked, host);
    const published = toBaseUrl(addressNow());
    void handleRequest({ request, response, outDir, baseUrl: published, origin, serveDrafts, live });
  });
  await listen(server, port, host);
  return {
    url: addressOf(server, host),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        live?.close();
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(toPortError(cause, port, host)));
    server.listen(port, host, resolve);
  });
}

function toPortError(cause: NodeJS.ErrnoException, port: number, host: string): LectorError {
  const reason =
    cause.code === 'EADDRINUSE' ? 'is taken' : cause.code === 'EACCES' ? 'is not allowed' : 'cannot be used';
  return new LectorError('E_PORT', `port ${port} on ${host} ${reason}.`, {
    hint: `choose another with --port ${port < 65535 ? port + 1 : 8000}, or --port 0 for any free one.`,
    cause,
  });
}

function addressOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}/`;
}

/**
 * The name the client used, so that another device in the house gets addresses it can reach. Only names of this machine
 * count: a page anywhere whose name was made to lead here (DNS rebinding) must not read what is not published yet. An
 * address of figures is asked for by nobody else's page.
 */
function ownOrigin(asked: string, host: string): string | undefined {
  const [, name = ''] = /^([\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/iu.exec(asked) ?? [];
  const bare = name.replace(/^\[|\]$/gu, '').toLowerCase();
  const machine = hostname().toLowerCase();
  const isOwn =
    isIP(bare) !== 0 ||
    /^(?:.+\.)?localhost$/u.test(bare) ||
    [host.toLowerCase(), machine, `${machine}.local`].includes(bare);
  return isOwn ? `http://${asked}/` : undefined;
}

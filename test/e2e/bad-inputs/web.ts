import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { LectorError } from '../../../src/errors.js';
import type { Connect, Resolve } from '../../../src/sources/fetch/connect-pinned.js';
import { articlePage } from '../../sources/fetch/faulty-web-server.js';

/** The public internet of these tests: two sites on loopback, and nothing else that answers. */
const PUBLIC_ADDRESS = '93.184.216.34';
const SITES = ['example.org', 'example.com'];

/** Every name and address that was connected to, in order. */
export const connections: string[] = [];

let server: Server | undefined;
let bodies: Readonly<Record<string, string | Buffer>> = {};

/** What paths give from now on; every other path gives an article. */
export function serve(next: Readonly<Record<string, string | Buffer>>): void {
  bodies = next;
}

export async function openWeb(): Promise<void> {
  const web = createServer((request, response) => {
    const path = request.url ?? '';
    const isFeed = path.endsWith('.xml');
    response.writeHead(200, { 'content-type': isFeed ? 'application/rss+xml' : 'text/html; charset=utf-8' });
    response.end(bodies[path] ?? articlePage(`Page ${path}`));
  });
  await new Promise<void>((resolve) => void web.listen(0, '127.0.0.1', resolve));
  server = web;
}

export function closeWeb(): void {
  server?.close();
  server?.closeAllConnections();
}

/** Names are data: those of `nip.io` lead to the address they spell, all others to a public one. */
export const resolveName: Resolve = (hostname) => {
  const spelt = /((?:\d{1,3}\.){4})nip\.io$/u.exec(hostname)?.[1];
  return Promise.resolve([spelt?.slice(0, -1) ?? PUBLIC_ADDRESS]);
};

export const connectToWeb: Connect = async ({ hostname, port, address }) => {
  connections.push(`${hostname} ${address}:${port}`);
  if (!SITES.includes(hostname) || !server) throw new LectorError('E_FETCH', `nothing answers at ${hostname}.`);
  const socket = connect({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });
  await new Promise<void>((done, fail) => {
    socket.once('connect', done);
    socket.once('error', fail);
  });
  return Object.defineProperty<Socket>(socket, 'remoteAddress', { value: address });
};

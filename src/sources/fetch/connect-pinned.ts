import { lookup } from 'node:dns/promises';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { isLectorError, LectorError } from '../../errors.js';
import { quoteValue } from '../../model/text.js';
import { showUrl } from './check-fetch-url.js';
import { isPublicAddress } from './public-address.js';

/** One checked address to connect to. */
export type Target = {
  readonly address: string;
  readonly port: number;
  readonly isSecure: boolean;
  /** Name the certificate must be for. */
  readonly hostname: string;
  readonly timeoutMs: number;
};

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;
export type Connect = (target: Target) => Promise<Socket>;

export const resolveByDns: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true, verbatim: true })).map(({ address }) => address);

/**
 * Resolves a host once and connects to an address that was checked; nothing resolves the name again.
 *
 * @throws LectorError `E_URL_PRIVATE` when any address of the name is not public, with name and address.
 */
export async function connectPinned(
  url: URL,
  context: {
    readonly resolve: Resolve;
    readonly connect: Connect;
    readonly allowPrivateAddresses: boolean;
    readonly connectTimeoutMs: number;
  },
): Promise<Socket> {
  const hostname = url.hostname.replace(/^\[|\]$/gu, '');
  const addresses = isIP(hostname) === 0 ? await context.resolve(hostname) : [hostname];
  if (!context.allowPrivateAddresses) for (const address of addresses) requirePublic(url, address);
  const isSecure = url.protocol === 'https:';
  const port = url.port === '' ? (isSecure ? 443 : 80) : Number(url.port);
  let failure: unknown;
  for (const address of addresses.slice(0, 3)) {
    try {
      const target = { address, port, isSecure, hostname, timeoutMs: context.connectTimeoutMs };
      const socket = await context.connect(target);
      // The last word: where the socket really leads.
      const remote = socket.remoteAddress;
      if (!context.allowPrivateAddresses && (remote === undefined || !isPublicAddress(remote))) {
        socket.destroy();
        requirePublic(url, remote ?? 'nowhere');
      }
      return socket;
    } catch (error) {
      if (isLectorError(error) && error.code === 'E_URL_PRIVATE') throw error;
      failure = error;
    }
  }
  if (failure instanceof Error) throw failure;
  throw new LectorError('E_FETCH', `${quoteValue(hostname)} has no address.`);
}

function requirePublic(url: URL, address: string): void {
  if (isPublicAddress(address)) return;
  throw new LectorError('E_URL_PRIVATE', `${showUrl(url)}: ${url.hostname} leads to the private address ${address}.`, {
    hint: 'use the public http or https address of a page or feed.',
  });
}

/** Opens a socket, with TLS where asked for. */
export const connectSocket: Connect = ({ address, port, isSecure, hostname, timeoutMs }) =>
  new Promise((resolve, reject) => {
    const servername = isIP(hostname) === 0 ? { servername: hostname } : {};
    const socket = isSecure
      ? connectTls({ host: address, port, ALPNProtocols: ['http/1.1'], ...servername })
      : connectPlain({ host: address, port });
    const timer = setTimeout(() => socket.destroy(timedOut(timeoutMs)), timeoutMs);
    socket.once(isSecure ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      socket.off('error', reject);
      resolve(socket);
    });
    socket.once('error', reject);
    socket.once('close', () => clearTimeout(timer));
  });

function timedOut(timeoutMs: number): LectorError {
  return new LectorError('E_FETCH', `No connection within ${timeoutMs / 1000} s.`);
}

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterAll, describe, expect, it } from 'vitest';
import { checkHost } from '../../../src/check/online/check-host.js';
import { runProgram } from '../../../src/run-tool.js';
import { openHostGate } from '../../../src/sources/fetch/host-gate.js';
import { requireProgram } from '../../debian-program.js';

const openssl = requireProgram('openssl');
const folder = await mkdtemp(path.join(os.tmpdir(), 'lector-certificates-'));
afterAll(() => rm(folder, { recursive: true }));

type Case = { readonly name: string; readonly days: number; readonly isTrusted: boolean };

/** What is found of a feed behind a certificate, asked for as https://pod.example/. */
async function foundBehind({ name, days, isTrusted }: Case): Promise<readonly string[]> {
  const [key, certificate] = [path.join(folder, 'key'), path.join(folder, 'certificate')];
  const made = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`, '-days', String(days)];
  const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', ...made];
  await runProgram({ program: openssl, args: [...args, '-keyout', key, '-out', certificate], timeoutMs: 20_000 });
  const cert = await readFile(certificate);
  const headers = {
    'content-type': 'application/rss+xml',
    'content-length': '6',
    etag: '"1"',
    'cache-control': 'max-age=300',
    'access-control-allow-origin': '*',
  };
  const server = createServer({ key: await readFile(key), cert }, (request, response) => {
    const isKnown = request.headers['if-none-match'] === '"1"';
    response.writeHead(isKnown ? 304 : 200, headers).end(isKnown || request.method === 'HEAD' ? '' : '<rss/>');
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const fetch = {
    allowPrivateAddresses: true,
    gate: openHostGate({ delayMs: 0 }),
    sleep: () => Promise.resolve(),
    resolve: () => Promise.resolve(['127.0.0.1']),
    connect: () =>
      new Promise<ReturnType<typeof connectTls>>((done, fail) => {
        const trust = isTrusted ? { ca: cert } : {};
        const socket = connectTls({ host: '127.0.0.1', port, servername: 'pod.example', ...trust }, () => done(socket));
        socket.once('error', fail);
      }),
    now: () => new Date(),
    warn: () => undefined,
  };
  const file = { url: 'https://pod.example/feed.xml', kind: 'feed', label: 'The feed' } as const;
  const { looks } = await checkHost(file, { fetch, now: () => new Date() });
  await new Promise((done) => void server.close(done));
  return looks.flatMap(({ finding }) => (finding ? [`${finding.code}: ${finding.message}`] : []));
}

describe('a certificate', () => {
  it.each<[string, Case, readonly string[]]>([
    ['that holds', { name: 'pod.example', days: 60, isTrusted: true }, []],
    [
      'that ends soon',
      { name: 'pod.example', days: 5, isTrusted: true },
      ['W_HOST_TLS: The feed has a certificate that ends in 4 days (RFC 5280).'],
    ],
    [
      'for another name',
      { name: 'other.example', days: 60, isTrusted: true },
      ['E_HOST_TLS: The feed has a certificate for another name (RFC 9110).'],
    ],
    [
      'nobody vouches for',
      { name: 'pod.example', days: 60, isTrusted: false },
      ['E_HOST_TLS: The feed has a certificate that nobody vouches for (RFC 9110).'],
    ],
  ])('%s', async (_name, how, told) => {
    expect(await foundBehind(how)).toEqual(told);
  });
});

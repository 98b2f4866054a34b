import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/model/finding.js';
import { fetchPage, type FetchOptions, type FetchRequest } from '../../../src/sources/fetch/fetch-page.js';
import { checkFetchUrl } from '../../../src/sources/fetch/check-fetch-url.js';
import { openHostGate } from '../../../src/sources/fetch/host-gate.js';
import { isPublicAddress } from '../../../src/sources/fetch/public-address.js';
import { parseRetryAfter } from '../../../src/sources/fetch/retry.js';
import { startFaultyWebServer, type FaultyWebServer } from './faulty-web-server.js';

let server: FaultyWebServer;
beforeAll(async () => {
  server = await startFaultyWebServer();
});
afterAll(() => server.close());

const waits: number[] = [];
const warnings: Finding[] = [];
const timeouts = { connectMs: 1000, headersMs: 600, idleMs: 600, wholeMs: 5000 };
const LOOPBACK: FetchOptions = {
  allowPrivateAddresses: true,
  timeouts,
  gate: openHostGate({ delayMs: 0 }),
  sleep: (durationMs) => Promise.resolve(void waits.push(durationMs)),
  random: () => 1,
  now: () => new Date('2026-01-01T00:00:00Z'),
  warn: (finding) => void warnings.push(finding),
};

async function fetchText(path: string, request: Partial<FetchRequest> = {}): Promise<string> {
  const page = await fetchPage({ url: server.url + path, maxBytes: 5_000_000, ...request }, LOOPBACK);
  return page.kind === 'page' ? Buffer.from(page.bytes).toString('utf8') : page.kind;
}

/** Options that reach nothing: every connection is noted and refused. */
function spy(resolve: FetchOptions['resolve'] = () => Promise.resolve(['93.184.216.34'])): {
  readonly options: FetchOptions;
  readonly targets: string[];
} {
  const targets: string[] = [];
  const options: FetchOptions = {
    ...LOOPBACK,
    allowPrivateAddresses: false,
    resolve,
    connect: (target) => {
      targets.push(`${target.address}:${target.port}`);
      return Promise.reject(Object.assign(new TypeError('no connection in this test'), { code: 'ENETUNREACH' }));
    },
  };
  return { options, targets };
}

describe('private places', () => {
  it.each([
    ['http://127.0.0.1\\@example.com/', 'E_URL_PRIVATE'],
    ['http://①②⑦.⓪.⓪.①/', 'E_URL_PRIVATE'],
    ['http://127。0。0。1/', 'E_URL_PRIVATE'],
    ['http://2130706433/', 'E_URL_PRIVATE'],
    ['http://0x7f000001/', 'E_URL_PRIVATE'],
    ['http://0177.0.0.1/', 'E_URL_PRIVATE'],
    ['http://127.1/', 'E_URL_PRIVATE'],
    ['http://127.0.0.1:6379/', 'E_URL_PRIVATE'],
    ['http://0/', 'E_URL_PRIVATE'],
    ['http://[::1]/', 'E_URL_PRIVATE'],
    ['http://[::]/', 'E_URL_PRIVATE'],
    ['http://[::ffff:127.0.0.1]/', 'E_URL_PRIVATE'],
    ['http://[::127.0.0.1]/', 'E_URL_PRIVATE'],
    ['http://[64:ff9b::7f00:1]/', 'E_URL_PRIVATE'],
    ['http://[2002:7f00:1::]/', 'E_URL_PRIVATE'],
    ['http://[fe80::1]/', 'E_URL_PRIVATE'],
    ['http://[fd00::1]/', 'E_URL_PRIVATE'],
    ['http://[ff02::1]/', 'E_URL_PRIVATE'],
    ['http://10.0.0.1/', 'E_URL_PRIVATE'],
    ['http://172.16.0.1/', 'E_URL_PRIVATE'],
    ['http://192.168.1.1/', 'E_URL_PRIVATE'],
    ['http://100.64.0.1/', 'E_URL_PRIVATE'],
    ['http://169.254.169.254/latest/meta-data/', 'E_URL_PRIVATE'],
    ['http://192.0.2.1/', 'E_URL_PRIVATE'],
    ['http://198.18.0.1/', 'E_URL_PRIVATE'],
    ['http://224.0.0.1/', 'E_URL_PRIVATE'],
    ['http://255.255.255.255/', 'E_URL_PRIVATE'],
    ['http://localhost/', 'E_URL_PRIVATE'],
    ['http://localhost./', 'E_URL_PRIVATE'],
    ['http://printer.local/', 'E_URL_PRIVATE'],
    ['http://metadata.google.internal/', 'E_URL_PRIVATE'],
    ['file:///etc/passwd', 'E_URL_SCHEME'],
    ['gopher://127.0.0.1:6379/_INFO', 'E_URL_SCHEME'],
    ['data:text/html,hi', 'E_URL_SCHEME'],
    ['concat:/etc/hostname|/etc/hostname', 'E_URL_SCHEME'],
    ['javascript:alert(1)', 'E_URL_SCHEME'],
    ['ftp://example.org/', 'E_URL_SCHEME'],
    ['http://example.org:6379/', 'E_URL_PORT'],
    ['http://example.org:0/', 'E_URL_PORT'],
    ['https://me:secret@example.org/', 'E_URL_CREDENTIALS'],
    [`https://example.org/${'a'.repeat(9000)}`, 'E_URL_LONG'],
    ['example.org/a', 'E_URL'],
    ['http://', 'E_URL'],
  ])('%s is refused before a name is resolved or a socket opened', async (url, code) => {
    const resolved: string[] = [];
    const { options, targets } = spy((host) => {
      resolved.push(host);
      return Promise.resolve(['93.184.216.34']);
    });
    const failure = await fetchPage({ url, maxBytes: 1000 }, options).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code, exitCode: 4 });
    expect((failure as Error).message).not.toContain('secret');
    expect([resolved, targets]).toEqual([[], []]);
  });

  it.each([
    ['private at once', ['169.254.169.254']],
    ['one private of three', ['93.184.216.34', '10.0.0.1', '93.184.216.35']],
    ['private in IPv6 only', ['93.184.216.34', 'fd00::1']],
    ['mapped', ['::ffff:192.168.0.1']],
    ['NAT64 of a private address', ['64:ff9b::a00:1']],
  ])('are refused when a name leads there: %s', async (_name, addresses) => {
    const { options, targets } = spy(() => Promise.resolve(addresses));
    await expect(
      fetchPage({ url: 'http://169.254.169.254.nip.example/', maxBytes: 1000 }, options),
    ).rejects.toMatchObject({
      code: 'E_URL_PRIVATE',
      message: expect.stringMatching(/169\.254\.169\.254\.nip\.example leads to the private address /u),
    });
    expect(targets).toEqual([]);
  });

  it('are out of reach for a name that changes between look-ups: the checked address is the connected one', async () => {
    const answers = [['93.184.216.34'], ['127.0.0.1'], ['127.0.0.1'], ['127.0.0.1'], ['127.0.0.1']];
    let count = 0;
    const { options, targets } = spy(() => Promise.resolve(answers[count++] ?? []));
    await expect(fetchPage({ url: 'https://rebind.example/', maxBytes: 1000 }, options)).rejects.toMatchObject({
      code: 'E_URL_PRIVATE',
    });
    expect(targets).toEqual(['93.184.216.34:443']);
  });

  it('are noticed even when the connection itself leads there', async () => {
    const { options } = spy();
    const port = Number(new URL(server.url).port);
    const before = server.hits.get('/ok') ?? 0;
    const connect: FetchOptions['connect'] = () =>
      new Promise((done) => {
        const socket = net.connect(port, '127.0.0.1', () => done(socket));
      });
    await expect(
      fetchPage({ url: 'http://public.example/ok', maxBytes: 1000 }, { ...options, connect }),
    ).rejects.toMatchObject({ code: 'E_URL_PRIVATE' });
    expect(server.hits.get('/ok') ?? 0).toBe(before);
  });

  it.each([
    ['93.184.216.34', true], ['2606:2800:220:1:248:1893:25c8:1946', true], ['::ffff:93.184.216.34', true],
    ['64:ff9b::5db8:d822', true], ['2002:5db8:d822::', true], ['::5db8:d822', false], ['100::1', false],
    ['2001:db8::1', false], ['2001::1', false], ['2a00::1', true], ['3fff::1', false], ['4000::1', false], ['fec0::1', false],
    ['127.0.0.1', false], ['nonsense', false],
  ])('%s is public: %s', (address, isPublic) => {
    expect(isPublicAddress(address)).toBe(isPublic);
  }); // prettier-ignore

  it('normalises odd spellings of a host and says so', () => {
    const found: Finding[] = [];
    const rules = { allowPrivateAddresses: false, allowedPorts: [80] };
    const url = checkFetchUrl('http://exa\u00ADmple.com/', rules, (finding) => void found.push(finding));
    expect([url.href, found.map(({ code, message }) => `${code} ${message}`)]).toEqual([
      'http://example.com/',
      [expect.stringMatching(/^W_IDN .* normalised to example\.com\.$/u)],
    ]);
    checkFetchUrl('http://Example.com/', rules, (finding) => void found.push(finding));
    expect(found).toHaveLength(1);
  });
});

describe('redirects', () => {
  it('are followed five times', async () => {
    expect(await fetchText('/redirect/4')).toContain('Good article');
    const page = await fetchPage({ url: `${server.url}/redirect/0`, maxBytes: 100_000 }, LOOPBACK);
    expect(page).toMatchObject({ kind: 'page', url: `${server.url}/ok`, mediaType: 'text/html', charset: 'utf-8' });
  });

  it.each([
    ['/redirect/5', 'E_REDIRECT', 'more than 5 times'],
    ['/loop', 'E_REDIRECT', 'in a circle'],
    ['/loop-a', 'E_REDIRECT', 'in a circle'],
    ['/no-location', 'E_REDIRECT', 'to nowhere'],
    ['/to-file', 'E_URL_SCHEME', 'file:'],
    ['/to-data', 'E_URL_SCHEME', 'data:'],
  ])('%s is refused', async (path, code, says) => {
    await expect(fetchText(path)).rejects.toMatchObject({ code, message: expect.stringContaining(says) });
  });

  it.each([
    ['/to-metadata', 'E_URL_PRIVATE'],
    ['/to-localhost', 'E_URL_PRIVATE'],
    ['/to-other-port', 'E_URL_PORT'],
  ])('%s is checked anew at every hop', async (path, code) => {
    const port = Number(new URL(server.url).port);
    const hits = server.hits.get('/internal') ?? 0;
    // The first hop is let through to the test server as if it were public.
    const connect: FetchOptions['connect'] = () =>
      new Promise((done) => {
        const socket = net.connect(port, '127.0.0.1', () => {
          Object.defineProperty(socket, 'remoteAddress', { value: '93.184.216.34' });
          done(socket);
        });
      });
    const options = { ...spy().options, connect };
    await expect(fetchPage({ url: `http://public.example${path}`, maxBytes: 1000 }, options)).rejects.toMatchObject({
      code,
    });
    expect(server.hits.get('/internal') ?? 0).toBe(hits);
  });

  it('never lead a key to another host', async () => {
    const other = await startFaultyWebServer({
      '/landing': ({ response }) => response.end('<html>there</html>'),
    });
    const first = await startFaultyWebServer({
      '/leave': ({ response }) => response.writeHead(302, { location: `${other.url}/landing` }).end(),
      '/stay': ({ response }) => response.writeHead(302, { location: '/ok' }).end(),
    });
    const names = ['authorization', 'x-api-key', 'cookie', 'proxy-authorization', 'x-goog-api-key'];
    const headers = Object.fromEntries(names.map((name) => [name, 'canary-value']));
    await fetchPage({ url: `${first.url}/leave`, headers, maxBytes: 1000 }, LOOPBACK);
    expect(JSON.stringify(other.headersOf.get('/landing'))).not.toContain('canary');
    expect(JSON.stringify(first.headersOf.get('/leave'))).toContain('canary');
    await fetchPage({ url: `${first.url}/stay`, headers, maxBytes: 100_000 }, LOOPBACK);
    expect(first.headersOf.get('/ok')).toMatchObject({ 'x-api-key': 'canary-value' });
    await Promise.all([first.close(), other.close()]);
  });

  it('never show a key that a server gives back, nor what follows the question mark', async () => {
    const failure = await fetchText('/secret-in-error?token=canary', { headers: { 'x-api-key': 'canary' } }).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({
      code: 'E_FETCH',
      message: expect.stringContaining('status 403 (forbidden)'),
      hint: expect.stringContaining('check the key'),
    });
    expect(JSON.stringify(failure) + (failure as Error).message + (failure as Error).stack).not.toContain('canary');
  });
});

describe('bodies', () => {
  it.each([
    ['/gzip', 'Zipped'],
    ['/br', 'Brotli'],
    ['/deflate', 'Deflated'],
    ['/close-whole', 'Whole'],
    ['/type-none', 'No type'],
  ])('%s is read', async (path, title) => {
    expect(await fetchText(path)).toContain(`<title>${title}</title>`);
  });

  it.each([
    ['/gzip-bomb', 'E_BODY_LONG', 'compressed more than 100 times'],
    ['/br-bomb', 'E_BODY_LONG', 'compressed more than 100 times'],
    ['/endless', 'E_BODY_LONG', 'more than 5000000 bytes'],
    ['/many-encodings', 'E_CONTENT_ENCODED', 'encoded 200 times'],
    ['/odd-encoding', 'E_CONTENT_ENCODED', '"rot13"'],
    ['/gzip-lie', 'E_CONTENT_ENCODED', 'not what it is declared'],
    ['/type-pdf', 'E_CONTENT_TYPE', 'application/pdf'],
    ['/huge-header', 'E_FETCH', 'headers are too large'],
    ['/never', 'E_FETCH', 'does not answer'],
    ['/stall', 'E_FETCH', 'stopped sending'],
    ['/drip', 'E_FETCH', 'took too long'],
    ['/gone', 'E_FETCH', 'status 410'],
  ])('%s is refused at once, and asked for once', async (path, code, says) => {
    const before = process.memoryUsage().rss;
    await expect(fetchText(path)).rejects.toMatchObject({ code, message: expect.stringContaining(says) });
    expect(server.hits.get(path)).toBe(1);
    // The bombs are made in this very process, and count too.
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
  });

  it.each(['/cut', '/cut-silent', '/cut-chunked', '/gzip-cut'])(
    '%s is tried again, then refused: no article without its end',
    async (path) => {
      await expect(fetchText(path)).rejects.toMatchObject({ code: 'E_TRUNCATED', exitCode: 5 });
      expect(server.hits.get(path)).toBe(4);
    },
  );
});

describe('servers in trouble', () => {
  it('are asked again after the time they name', async () => {
    waits.length = 0;
    expect(await fetchText('/flaky')).toContain('Flaky');
    expect([server.hits.get('/flaky'), waits]).toEqual([3, [1000, 1000]]);
  });

  it('are asked four times, waiting longer each time', async () => {
    waits.length = 0;
    await expect(fetchText('/500')).rejects.toMatchObject({ code: 'E_FETCH', exitCode: 5 });
    expect([server.hits.get('/500'), waits]).toEqual([4, [500, 1000, 2000]]);
    waits.length = 0;
    await expect(fetchText('/429')).rejects.toMatchObject({ code: 'E_FETCH' });
    expect(waits).toEqual([2000, 2000, 2000]);
  });

  it('are left alone when they ask for more than a minute', async () => {
    await expect(fetchText('/429-tomorrow')).rejects.toMatchObject({
      code: 'E_FETCH',
      message: expect.stringContaining('wait 86400 s'),
    });
    expect(server.hits.get('/429-tomorrow')).toBe(1);
  });

  it('are named when nothing listens', async () => {
    const closed = await startFaultyWebServer();
    await closed.close();
    await expect(fetchPage({ url: closed.url, maxBytes: 1000 }, LOOPBACK)).rejects.toMatchObject({
      code: 'E_FETCH',
      message: expect.stringContaining('refuses connections'),
    });
  });

  it.each([
    ['3', 3000], ['0', 0], ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000], ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['-5', undefined], ['soon', undefined], [undefined, undefined],
  ])('Retry-After %s is %s ms', (text, durationMs) => {
    expect(parseRetryAfter(text, new Date('2026-01-01T00:00:00Z'))).toBe(durationMs);
  }); // prettier-ignore

  it('end at once when the run is interrupted', async () => {
    const controller = new AbortController();
    const options = { ...LOOPBACK, signal: controller.signal };
    const fetching = fetchPage({ url: `${server.url}/never`, maxBytes: 1000 }, options);
    setTimeout(() => controller.abort(), 30);
    await expect(fetching).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
  });
});

describe('politeness', () => {
  it('asks whether a page changed before it takes it again', async () => {
    const first = await fetchPage({ url: `${server.url}/etag`, maxBytes: 100_000 }, LOOPBACK);
    const etag = first.headers['etag'] ?? '';
    const request = { url: `${server.url}/etag`, validators: { etag }, maxBytes: 100_000 };
    expect((await fetchPage(request, LOOPBACK)).kind).toBe('unchanged');
    server.change();
    expect((await fetchPage(request, LOOPBACK)).kind).toBe('page');
  });

  it('has two requests at most under way at one host', async () => {
    const own = await startFaultyWebServer();
    const gate = openHostGate({ delayMs: 5 });
    await Promise.all(
      Array.from({ length: 20 }, () => fetchPage({ url: `${own.url}/slow`, maxBytes: 100_000 }, { ...LOOPBACK, gate })),
    );
    expect([own.hits.get('/slow'), own.peak()]).toEqual([20, 2]);
    await own.close();
  });

  it('says who is asking', async () => {
    await fetchText('/ok');
    expect(server.headersOf.get('/ok')?.['user-agent']).toMatch(/^Lector\/\d/u);
  });
});

import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPreview, type Preview } from '../../src/preview.js';
import { handleRequest } from '../../src/preview/handle-request.js';

const BASE = 'https://harbour.example/podcast/';
const AUDIO = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 251));
const MP3 = 'episodes/a/a-00112233.mp3';
let outDir = '';
let preview: Preview;

type Answer = { readonly status: number; readonly headers: http.IncomingHttpHeaders; readonly body: Buffer };

/** A request as it stands: fetch would tidy the path. */
function ask(target: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { hostname, port } = new URL(preview.url);
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, path: target, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    request.on('error', reject);
    request.end();
  });
}

beforeAll(async () => {
  const root = await mkdtemp(path.join(os.tmpdir(), 'lector-preview-'));
  outDir = path.join(root, 'output');
  await writeFile(path.join(root, 'secret.txt'), 'secret').catch(() => undefined);
  const files: Readonly<Record<string, string | Buffer>> = {
    'feed.xml': `<rss><link>${BASE}</link><enclosure url="${BASE}${MP3}"/><b>ü</b></rss>`,
    'index.html': `<a href="${BASE}">x</a>`,
    '.lector-files.json': '[]',
    'cover-0a1b2c3d.jpg': 'jpeg',
    'assets/player-0a1b2c3d/player.js': 'x',
    [MP3]: AUDIO,
    'episodes/a/a-00112233.m4a': 'm4a',
    'episodes/a/index.html': '<p>a</p>',
    'episodes/a/chapters.json': `{"url":"${BASE}x"}`,
    'episodes/a/episode.json': '{}',
    'episodes/a/transcript.vtt': 'WEBVTT',
    'episodes/a/transcript.srt': '1',
    'episodes/news-20240131/index.html': '<p>n</p>',
  };
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(outDir, name)), { recursive: true });
    await writeFile(path.join(outDir, name), content);
  }
  await writeFile(path.join(root, 'secret.txt'), 'secret');
  await symlink(path.join(root, 'secret.txt'), path.join(outDir, 'link.txt'));
  await symlink(root, path.join(outDir, 'up'));
  preview = await startPreview({ outDir, port: 0, baseUrl: BASE });
});

afterAll(() => preview.close());

describe('a file that a build removes between the look at it and its reading', () => {
  it.each(['gone.vtt', 'gone.mp3'])('is not there: %s', async (name) => {
    const file = path.join(outDir, name);
    await writeFile(file, 'x');
    const server = http.createServer((request, response) => {
      // The name of its type is set after the look.
      const setHeader = response.setHeader.bind(response);
      response.setHeader = (header, value) => {
        if (header === 'Cache-Control') rmSync(file, { force: true });
        return setHeader(header, value);
      };
      void handleRequest({ request, response, outDir, baseUrl: BASE, origin: 'http://x/', serveDrafts: undefined });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect((await fetch(`http://127.0.0.1:${port}/${name}`)).status).toBe(404);
    server.close();
  });
});

describe('the preview, asked for byte ranges (RFC 9110 §14)', () => {
  it.each([
    ['bytes=0-0', 206, 'bytes 0-0/1000', AUDIO.subarray(0, 1)],
    ['bytes=0-1', 206, 'bytes 0-1/1000', AUDIO.subarray(0, 2)],
    ['bytes=500-', 206, 'bytes 500-999/1000', AUDIO.subarray(500)],
    ['bytes=-500', 206, 'bytes 500-999/1000', AUDIO.subarray(500)],
    ['bytes=-5000', 206, 'bytes 0-999/1000', AUDIO],
    ['bytes=990-2000', 206, 'bytes 990-999/1000', AUDIO.subarray(990)],
    ['bytes=0-1,4-5', 200, undefined, AUDIO],
    ['chapters=0-1', 200, undefined, AUDIO],
  ])('%s → %i', async (range, status, contentRange, body) => {
    const answer = await ask(`/${MP3}`, { range });
    expect(answer).toMatchObject({ status, body });
    expect(answer.headers).toMatchObject({
      'content-type': 'audio/mpeg',
      'content-length': String(body.length),
      'accept-ranges': 'bytes',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(answer.headers['content-range']).toBe(contentRange);
    expect(answer.headers['content-encoding']).toBeUndefined();
  });

  it.each(['bytes=1000-', 'bytes=5-2', 'bytes=-0'])('answers 416 with the length to %s', async (range) => {
    const answer = await ask(`/${MP3}`, { range });
    expect(answer.status).toBe(416);
    expect(answer.headers['content-range']).toBe('bytes */1000');
  });

  it('answers a HEAD request with the headers of GET and no body', async () => {
    const [head, get] = await Promise.all([ask(`/${MP3}`, {}, 'HEAD'), ask(`/${MP3}`)]);
    expect({ ...head.headers, date: '' }).toEqual({ ...get.headers, date: '' });
    expect(head.body).toHaveLength(0);
    const part = await ask(`/${MP3}`, { range: 'bytes=0-9' }, 'HEAD');
    expect(part).toMatchObject({ status: 206, headers: { 'content-length': '10' } });
  });

  it('sends a part only while the file is the one the client knows', async () => {
    const { headers } = await ask(`/${MP3}`, {}, 'HEAD');
    // RFC 9110 §13.1.5: a weak validator must not be used here.
    expect(headers.etag).toMatch(/^"/u);
    expect(await ask(`/${MP3}`, { range: 'bytes=0-1', 'if-range': headers.etag ?? '' })).toMatchObject({ status: 206 });
    expect(await ask(`/${MP3}`, { range: 'bytes=0-1', 'if-range': '"other"' })).toMatchObject({
      status: 200,
      body: AUDIO,
    });
    expect(await ask(`/${MP3}`, { 'if-none-match': headers.etag ?? '' })).toMatchObject({ status: 304 });
  });
});

describe('the preview', () => {
  it.each([
    ['/feed.xml', 'application/rss+xml; charset=utf-8', 'public, max-age=300'],
    ['/', 'text/html; charset=utf-8', 'no-cache'],
    ['/episodes/a/', 'text/html; charset=utf-8', 'no-cache'],
    ['/episodes/news-20240131/', 'text/html; charset=utf-8', 'no-cache'],
    ['/episodes/a/chapters.json', 'application/json+chapters; charset=utf-8', 'no-cache'],
    ['/episodes/a/episode.json', 'application/json; charset=utf-8', 'no-cache'],
    ['/episodes/a/transcript.vtt', 'text/vtt; charset=utf-8', 'no-cache'],
    ['/episodes/a/transcript.srt', 'application/x-subrip; charset=utf-8', 'no-cache'],
    ['/episodes/a/a-00112233.m4a', 'audio/x-m4a', 'public, max-age=31536000, immutable'],
    ['/cover-0a1b2c3d.jpg', 'image/jpeg', 'public, max-age=31536000, immutable'],
    ['/assets/player-0a1b2c3d/player.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
  ])('serves %s as %s, and lets other origins read what podcast apps load', async (target, type, cache) => {
    const isShared = !type.startsWith('text/html') && !target.endsWith('episode.json');
    for (const method of ['GET', 'HEAD']) {
      const answer = await ask(target, {}, method);
      expect(answer.status).toBe(200);
      expect(answer.headers).toMatchObject({
        'content-type': type,
        'cache-control': cache,
      });
      expect(answer.headers['access-control-allow-origin']).toBe(isShared ? '*' : undefined);
    }
  });

  it('puts its own address where the show has its published one, and the length and ETag of that', async () => {
    const feed = await ask('/feed.xml');
    expect(feed.body.toString()).toBe(
      `<rss><link>${preview.url}</link><enclosure url="${preview.url}${MP3}"/><b>ü</b></rss>`,
    );
    expect(feed.headers['content-length']).toBe(String(feed.body.length));
    expect(await ask('/feed.xml', { 'if-none-match': feed.headers.etag ?? '' })).toMatchObject({
      status: 304,
      body: Buffer.alloc(0),
    });
    expect(await ask('/feed.xml', { 'if-none-match': '"x", W/' + (feed.headers.etag ?? '') })).toMatchObject({
      status: 304,
    });
    expect(await ask('/feed.xml', { 'if-none-match': '"x"' })).toMatchObject({ status: 200 });
    expect((await ask('/episodes/a/chapters.json')).body.toString()).toBe(`{"url":"${preview.url}x"}`);
  });

  it.each(['localhost:8000', '192.168.1.20:4860', '[::1]:4860', 'pod.localhost', `${os.hostname()}:1`])(
    'answers to %s with addresses of that name',
    async (host) => {
      expect((await ask('/', { host })).body.toString()).toBe(`<a href="http://${host}/">x</a>`);
    },
  );

  // A page whose name is made to lead to this machine would read what is not published yet.
  it.each(['evil.example', 'evil.example:4860', '127.0.0.1.evil.example', 'localhost.evil.example', 'a"><script>'])(
    'answers nothing to %s',
    async (host) => {
      const answer = await ask('/feed.xml', { host });
      expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([421, undefined]);
      expect(answer.body.toString()).not.toContain('<rss');
    },
  );

  it.each([BASE.slice(0, -1), BASE.replace('harbour', 'Harbour')])(
    'knows the published address as the configuration may write it: %s',
    async (baseUrl) => {
      const other = await startPreview({ outDir, port: 0, baseUrl });
      const answer = await fetch(new URL('feed.xml', other.url));
      expect(await answer.text()).toContain(`<enclosure url="${other.url}${MP3}"/>`);
      await other.close();
    },
  );

  it('sends a folder without its slash to the one with', async () => {
    expect(await ask('/episodes/a?x=1')).toMatchObject({ status: 301, headers: { location: '/episodes/a/' } });
  });

  it.each([
    ['/../secret.txt', 403],
    ['/%2e%2e/secret.txt', 403],
    ['/episodes/..%2f..%2f..%2fsecret.txt', 403],
    ['/..%5csecret.txt', 400],
    ['/%00', 400],
    ['/%zz', 400],
    ['/link.txt', 403],
    ['/up/secret.txt', 403],
    ['/.lector-files.json', 404],
    ['/nothing', 404],
    ['/feed.xml/', 404],
    ['//secret.txt', 404],
  ])('refuses %s with %i', async (target, status) => {
    const answer = await ask(target);
    expect(answer.status).toBe(status);
    expect(answer.body.toString()).not.toContain('secret\n');
    expect(answer.body.toString()).not.toBe('secret');
  });

  it('answers other methods with what it allows', async () => {
    expect(await ask('/feed.xml', {}, 'DELETE')).toMatchObject({
      status: 405,
      headers: { allow: 'GET, HEAD, OPTIONS' },
    });
    const preflight = await ask(
      `/${MP3}`,
      { origin: 'https://player.example', 'access-control-request-headers': 'range' },
      'OPTIONS',
    );
    expect(preflight).toMatchObject({
      status: 204,
      headers: { 'access-control-allow-headers': expect.stringContaining('Range') as unknown },
    });
  });

  it('says what to do when the port is taken', async () => {
    const port = Number(new URL(preview.url).port);
    await expect(startPreview({ outDir, port, baseUrl: BASE })).rejects.toMatchObject({
      code: 'E_PORT',
      message: `port ${port} on 127.0.0.1 is taken.`,
      hint: expect.stringContaining(`--port ${port + 1}`) as unknown,
    });
  });

  it('lets go of its port when closed, with connections open', async () => {
    const second = await startPreview({ outDir, port: 0, baseUrl: BASE });
    const port = Number(new URL(second.url).port);
    const agent = new http.Agent({ keepAlive: true });
    await new Promise<void>((resolve) =>
      http.get(second.url, { agent }, (response) => response.resume().on('end', resolve)),
    );
    await second.close();
    const third = await startPreview({ outDir, port, baseUrl: BASE });
    await third.close();
    agent.destroy();
  });
});

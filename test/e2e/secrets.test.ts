import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { article, makeProject, TEST_CONFIG, type TestProject } from './project.js';

const TOKEN = 's3cr3tFEEDtoken42';
const ITEM_KEY = 'k3yOfTheItem99';
const PATH_KEY = '9f8e7d6c5b4a39281706f5e4d3c2b1a0';
const WORDS = Array.from({ length: 6 }, (_, index) => `The ferry sails on day ${index} from the old harbour.`).join(
  ' ',
);

describe('a show whose sources are named with keys', () => {
  let server: Server;
  let project: TestProject;
  let host = '';
  let token = TOKEN;

  beforeEach(async () => {
    token = TOKEN;
    server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://x/');
      const isFeed = url.pathname === '/feed';
      if (isFeed && url.searchParams.get('token') !== token) return response.writeHead(403).end();
      response.writeHead(200, { 'content-type': isFeed ? 'application/rss+xml' : 'text/html' });
      return response.end(isFeed ? feed() : page());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    project = await makeProject();
  });
  afterEach(() => server.close());

  const feed = (): string => `<rss version="2.0"><channel><title>Members</title>
    <item><guid isPermaLink="true">${host}/a?key=${ITEM_KEY}</guid><link>${host}/a?key=${ITEM_KEY}</link>
    <title>The ferry</title><pubDate>Fri, 02 Jan 2026 08:00:00 GMT</pubDate>
    <description><![CDATA[<p>${WORDS} <a href="${host}/more?token=${ITEM_KEY}">More</a></p>]]></description></item></channel></rss>`;
  const page = (): string =>
    `<html><head><title>The harbour</title><meta property="article:published_time" content="2026-01-03T08:00:00Z"></head>
    <body><article><h1>The harbour</h1><p>${WORDS}</p><p>${WORDS}</p></article></body></html>`;
  const configure = (sources: string): Promise<void> =>
    project.write('lector.yaml', `${TEST_CONFIG}http: {allowPrivateAddresses: true}\nsources: ${sources}\n`);

  /** Every byte that is published, as text. */
  async function published(): Promise<string> {
    const folder = path.join(project.root, 'output');
    const names = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile());
    return (await Promise.all(files.map((file) => readFile(path.join(file.parentPath, file.name), 'latin1')))).join(
      '\n',
    );
  }

  it('publishes and logs no key, and knows its episodes again when the keys change', async () => {
    await configure(`[{url: "${host}/feed?token=\${FEED_TOKEN}"}, {url: "${host}/${PATH_KEY}/page?token=${TOKEN}"}]`);
    const first = await project.run(['build'], { FEED_TOKEN: TOKEN });
    expect([first.stderr, first.exitCode]).toEqual([expect.any(String), 0]);
    expect(first.stderr).toContain('W_SECRET');
    const before = (await project.manifest()).episodes;
    expect(before.map(({ title }) => title).sort()).toEqual(['The ferry', 'The harbour']);

    token = 'another0Token77';
    const second = await project.run(['build', '--json'], { FEED_TOKEN: token });
    expect(second).toMatchObject({ exitCode: 0 });
    expect((await project.manifest()).episodes.map(({ guid }) => guid)).toEqual(before.map(({ guid }) => guid));

    const said = [first, second].map(({ stdout, stderr }) => stdout + stderr).join('\n');
    for (const text of [said, await published()]) {
      for (const key of [TOKEN, token, ITEM_KEY]) expect(text).not.toContain(key);
    }
    expect(said).not.toContain(PATH_KEY);
    expect(JSON.stringify(await project.manifest())).not.toContain(PATH_KEY);
  });

  it('names no key of a source that does not answer', async () => {
    await project.write('articles/a.md', article('There'));
    await configure(`[{url: "${host}/feed?token=wr0ngKey1234"}]`);
    const { exitCode, stdout, stderr } = await project.run(['build']);
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain(`${host}/feed`);
    expect(stdout + stderr).not.toContain('wr0ngKey1234');
  });

  it('says which variable is missing', async () => {
    await configure(`[{url: "${host}/feed?token=\${FEED_TOKEN}"}]`);
    const { exitCode, stderr } = await project.run(['build']);
    expect([exitCode === 0, stderr]).toEqual([false, expect.stringContaining('FEED_TOKEN')]);
  });
});

describe('an apiKey whose variable is not set', () => {
  it('refuses, names it, and never uses another key of the environment', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.headers.authorization ?? '');
      response.writeHead(401).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const project = await makeProject({ 'articles/a.md': article('A') });
    const tts = `tts: {engine: openai, apiKey: "\${SHOW_KEY}", settings: {baseUrl: "${baseUrl}"}}`;
    await project.write('lector.yaml', TEST_CONFIG.replace('tts: {engine: silence}', tts));
    const keys = { OPENAI_API_KEY: 'sk-of-somebody-else', LECTOR_TTS_API_KEY: 'sk-of-another-show' };
    for (const SHOW_KEY of [undefined, '', ' ']) {
      const { exitCode, stderr } = await project.run(['build'], {
        ...keys,
        ...(SHOW_KEY !== undefined && { SHOW_KEY }),
      });
      expect([exitCode === 0, stderr]).toEqual([false, expect.stringMatching(/E_API_KEY.*SHOW_KEY/u)]);
    }
    expect(asked).toEqual([]);
    server.close();
  });
});

describe('a text with a key', () => {
  it('is published, with a warning that shows the beginning of the key alone', async () => {
    const key = 'ghp_0123456789abcdefABCDEF';
    const project = await makeProject({ 'articles/a.md': article('A', `${WORDS} Use ${key} to log in.`) });
    const { exitCode, stdout, stderr } = await project.run(['build']);
    expect([exitCode, stderr]).toEqual([
      0,
      expect.stringMatching(/W_SECRET.*articles\/a\.md:6|articles\/a\.md:6.*W_SECRET/u),
    ]);
    expect(stdout + stderr).not.toContain(key);
  });
});

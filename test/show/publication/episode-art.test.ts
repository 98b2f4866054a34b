import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { imageSize } from 'image-size';
import { parseFile } from 'music-metadata';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { article, CONFIG, makeShow, type TestShow } from '../test-show.js';

/** ISO 15948, annex D. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** A red PNG (ISO 15948). */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const ends = [Buffer.alloc(4), Buffer.alloc(4)] as const;
    ends[0].writeUInt32BE(data.length);
    ends[1].writeUInt32BE(crc32(body));
    return Buffer.concat([ends[0], body, ends[1]]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const row = Buffer.concat([Buffer.alloc(1), Buffer.alloc(width * 3, Buffer.from([200, 10, 10]))]);
  const rows = Buffer.concat(Array.from({ length: height }, () => row));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

let server: Server;
let address: string;
let requests: string[] = [];
let isDown = false;
beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(request.url ?? '');
    if (request.url === '/wide.png' && !isDown) response.setHeader('content-type', 'image/png').end(png(1200, 630));
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

let show: TestShow;
afterEach(() => show.remove());

const WEB = `${CONFIG}http: {allowPrivateAddresses: true, allowedPorts: [80, 443, PORT]}\n`;
const withImage = (image: string): string => article('The pier').replace('title:', `image: ${image}\ntitle:`);

/** Builds a show of one article; gives its picture in the feed and what was told. */
async function build(files: Readonly<Record<string, string | Uint8Array>>) {
  requests = [];
  const config = WEB.replace('PORT', new URL(address).port);
  show = await makeShow({ 'lector.yaml': config, ...files });
  return again();
}

async function again() {
  const opened = await show.open();
  const { findings, rows } = await opened.build();
  const feed = await readFile(path.join(show.root, 'output/feed.xml'), 'utf8');
  const item = feed.slice(feed.indexOf('<item>'));
  const url = /<itunes:image href="([^"]+)"/u.exec(item)?.[1];
  const codes = findings.map(({ code }) => code).filter((code) => /ART|ASSET|IMAGE|COVER/u.test(code));
  const checked = (await opened.check()).map(({ code }) => code);
  return { url, codes, checked, outcomes: rows.map(({ outcome }) => outcome) };
}

async function sizeOf(url: string | undefined) {
  const name = (url ?? '').replace('https://pod.example.org/show/', 'output/');
  const { width, height, type } = imageSize(await readFile(path.join(show.root, name)));
  return { width, height, type };
}

describe('the picture of an episode', () => {
  it('is squared on the colour of the show, published with it, and right for check', async () => {
    const { url, codes, checked } = await build({
      'articles/a.md': withImage('wide.png'),
      'articles/wide.png': png(1200, 630),
    });
    expect(url).toMatch(/^https:\/\/pod\.example\.org\/show\/episodes\/the-pier\/art-[0-9a-f]{8}\.jpg$/u);
    expect(await sizeOf(url)).toEqual({ width: 1400, height: 1400, type: 'jpg' });
    expect({ codes, wrong: checked.filter((code) => /IMAGE|ART/u.test(code)) }).toEqual({ codes: [], wrong: [] });
  });

  it('is published as it is where it is right', async () => {
    const { url } = await build({ 'articles/a.md': withImage('square.png'), 'articles/square.png': png(1500, 1500) });
    expect(await sizeOf(url)).toEqual({ width: 1500, height: 1500, type: 'png' });
  });

  it('is the one the article begins with where none is named', async () => {
    const text = article('The pier').replace('---\n\n', '---\n\n![The pier](wide.png)\n\n');
    const { url } = await build({ 'articles/a.md': text, 'articles/wide.png': png(1200, 630) });
    expect(url).toMatch(/art-[0-9a-f]{8}\.jpg$/u);
  });

  it.each([
    ['of the web', () => `![The pier](${address}/wide.png)`],
    ['that is not there', () => '<img src=x alt="The pier">'],
    ['that is too small', () => '![The pier](small.png)'],
  ])('is none, and nothing is asked for or told, where a file only shows one %s', async (_why, shown) => {
    const text = article('The pier').replace('---\n\n', `---\n\n${shown()}\n\n`);
    const { url, codes } = await build({ 'articles/a.md': text, 'articles/small.png': png(300, 200) });
    expect({ url, codes, requests }).toEqual({ url: undefined, codes: [], requests: [] });
  });

  it('is the one the text of a feed begins with', async () => {
    const rss =
      '<rss version="2.0"><channel><title>F</title><item><title>The pier</title><guid>p</guid><description>' +
      `<![CDATA[<p><img src="${address}/wide.png" alt="The pier"></p><p>The pier is open to all again.</p>]]>` +
      '</description></item></channel></rss>';
    const { url } = await build({ 'articles/a.xml': rss });
    expect({ isThere: url !== undefined, requests }).toEqual({ isThere: true, requests: ['/wide.png'] });
  });

  it('is fetched from another host, once', async () => {
    const { url } = await build({ 'articles/a.md': withImage(`${address}/wide.png`) });
    expect(await sizeOf(url)).toEqual({ width: 1400, height: 1400, type: 'jpg' });
    await again();
    expect(requests).toEqual(['/wide.png']);
    await rm(path.join(show.root, '.lector/cache/art'), { recursive: true });
    isDown = true;
    expect(await again()).toMatchObject({ url, codes: ['W_ART'] });
    isDown = false;
  });

  it('changes nothing of the sound, and goes when it is taken out', async () => {
    const { url } = await build({ 'articles/a.md': article('The pier'), 'articles/wide.png': png(1200, 630) });
    expect(url).toBeUndefined();
    await show.encodedCount();
    const said = show.spoken.length;
    await show.write('articles/a.md', withImage('wide.png'));
    const shown = await again();
    expect([shown.url !== undefined, await show.encodedCount(), show.spoken.length]).toEqual([true, 0, said]);
    await show.write('articles/a.md', article('The pier'));
    expect((await again()).url).toBeUndefined();
    expect(Object.keys(await show.published()).filter((file) => file.includes('art-'))).toEqual([]);
  });

  it('is what the audio file shows, and is put into it anew when it is another', async () => {
    const embedded = async (slug: string): Promise<{ sha: string; name: string }> => {
      const record = (await show.manifest()).episodes.find((episode) => episode.slug === slug);
      const name = record?.audio.path ?? '';
      const { common } = await parseFile(path.join(show.root, 'output', name));
      const [picture] = common.picture ?? [];
      const sha = createHash('sha256')
        .update(picture?.data ?? '')
        .digest('hex');
      return { sha, name };
    };
    await build({
      'articles/a.md': withImage('square.png'),
      'articles/square.png': png(1400, 1400),
      'articles/b.md': article('The clock'),
      'articles/c.md': article('The tide'),
    });
    const [own, cover, other] = [await embedded('the-pier'), await embedded('the-clock'), await embedded('the-tide')];
    expect([own.sha === cover.sha, cover.sha === other.sha]).toEqual([false, true]);
    await show.encodedCount();
    await show.write('articles/square.png', png(1500, 1500));
    expect((await again()).outcomes.sort()).toEqual(['reused', 'reused', 'tagged']);
    expect(await show.encodedCount()).toBe(0);
    expect((await embedded('the-pier')).sha).not.toBe(own.sha);
    expect((await again()).outcomes).toEqual(['reused', 'reused', 'reused']);
  });

  it.each([
    ['it is too small', { 'articles/small.png': png(300, 200) }, 'small.png'],
    ['it is no picture', { 'articles/a.png': 'no picture' }, 'a.png'],
    ['it is not there', {}, 'GONE'],
  ])('is the cover of the show where %s', async (_why, files, image) => {
    const name = image === 'GONE' ? `${address}/gone.png` : image;
    const { url, codes } = await build({ 'articles/a.md': withImage(name), ...files });
    expect({ url, codes }).toEqual({ url: undefined, codes: ['W_ART'] });
  });
});

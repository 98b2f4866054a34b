import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Episode } from '../../../src/model/episode.js';
import { findFfmpeg } from '../../../src/run-tool.js';
import { article, CONFIG, makeShow, type TestShow } from '../test-show.js';

/** Two pictures of 200 × 160, one after the other. */
const MOVING_WEBP =
  'UklGRqIAAABXRUJQVlA4WAoAAAACAAAAxwAAnwAAQU5JTQYAAAAAAAAAAABBTk1GOAAAAAAAAAAAAMcAAJ8AAMgAAAJWUDhMIAAAAC/HwCcADxDzv//zHw4Ism1qcH/aYTyi/1FVVTUAeOEAQU5NRjYAAAAAAAAAAADHAACfAADIAAAAVlA4TB4AAAAvx8AnAA8w/xHzHwaCbJsa3J92GI/of1RVVQ0AXjg=';
/** Red on the left, blue on the right. */
const HALVES = 'color=c=red:s=160x240[l];color=c=blue:s=160x240[r];[l][r]hstack';
const SENTENCE = 'The lock keeper told the council about water, wood and wages until the bell rang. ';
const COLOURS = { red: [254, 0, 0], blue: [0, 0, 254], white: [255, 255, 255] } as const;

let show: TestShow;
let server: Server;
let told: readonly string[] = [];

async function ffmpeg(args: readonly string[], input?: string): Promise<Buffer> {
  const { path: program } = await findFfmpeg({ searchPath: process.env['PATH'] ?? '' });
  const source = input === undefined ? [] : ['-f', 'lavfi', '-i', input];
  const all = ['-v', 'error', ...source, ...args, '-'];
  return (await promisify(execFile)(program, all, { encoding: 'buffer', maxBuffer: 50_000_000 })).stdout;
}

/** A JPEG that lies otherwise in its file than it is looked at (Exif 2.3, Orientation). */
function turned(jpeg: Buffer, orientation: number): Buffer {
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
  const tiff = Buffer.from([0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, ...entry, 0, 0, 0, 0]);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const size = body.length + 2;
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1, size >> 8, size & 255]), body, jpeg.subarray(2)]);
}

beforeAll(async () => {
  const one = ['-frames:v', '1', '-f', 'image2pipe', '-c:v'];
  const jpeg = await ffmpeg([...one, 'mjpeg'], HALVES);
  const clear = await ffmpeg([...one, 'png'], 'color=c=red@0.0:s=320x240,format=rgba');
  server = createServer(({ url = '' }, response) => {
    if (url === '/moved.jpg') response.writeHead(302, { location: '/there.jpg' }).end();
    else if (url === '/there.jpg') response.writeHead(200, { 'content-type': 'image/jpeg' }).end(jpeg);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const web = `http://127.0.0.1:${port}`;
  const shown = (name: string): string => `## ${name}\n\n![${name}](${name})\n\n${SENTENCE}${name}.\n\n`;
  const names = [
    'turned.jpg',
    'moving.gif',
    'moving.webp',
    'clear.png',
    'huge.png',
    `${web}/gone.jpg`,
    `${web}/moved.jpg`,
  ];
  show = await makeShow({
    'lector.yaml': `${CONFIG}reading: {chapterPictures: web}\nhttp: {allowPrivateAddresses: true, allowedPorts: [${port}]}\nfeeds:\n  - {path: members.xml, title: For members, access: private}\n`,
    'articles/a.md': article('Odd', names.map(shown).join('')),
    'articles/b.md': article('Members', shown('turned.jpg')).replace('---\n', '---\nprivate: true\n'),
    'articles/turned.jpg': turned(jpeg, 6),
    'articles/moving.gif': await ffmpeg(['-t', '0.2', '-f', 'gif'], HALVES),
    'articles/moving.webp': Buffer.from(MOVING_WEBP, 'base64'),
    'articles/clear.png': clear,
    'articles/huge.png': hugePng(),
  });
  const { findings } = await (await show.open()).build();
  told = findings.flatMap(({ code, message }) => (code === 'W_PICTURE' ? [message.replaceAll(web, 'WEB')] : []));
});
afterAll(async () => {
  server.close();
  await show.remove();
});

/** The head of one that claims more than is opened. */
function hugePng(): Buffer {
  const head = Buffer.from('89504e470d0a1a0a0000000d49484452000030000000240008020000000000000000', 'hex');
  return Buffer.concat([head, Buffer.alloc(64)]);
}

async function pictures(slug: RegExp) {
  const data = Object.keys(await show.published()).find((name) => slug.test(name)) ?? '';
  const episode = JSON.parse(await readFile(path.join(show.root, 'output', data), 'utf8')) as Episode;
  return episode.pictures ?? [];
}

describe('pictures unlike most', () => {
  it.each([
    ['turned.jpg', 240, 320, 'red', 'blue'],
    ['moving.gif', 320, 240, 'red', 'red'],
    ['clear.png', 320, 240, 'white', 'white'],
    ['moved.jpg', 320, 240, 'red', 'red'],
  ] as const)('are shown upright, whole and as they look: %s', async (name, widthPx, heightPx, top, bottom) => {
    const picture = (await pictures(/episodes\/odd\/episode\.json$/u)).find(({ alt = '' }) => alt.endsWith(name));
    expect(picture).toMatchObject({ widthPx, heightPx });
    const file = path.join(show.root, 'output', picture?.path ?? '');
    const pixels = await ffmpeg(['-i', file, '-f', 'rawvideo', '-pix_fmt', 'rgb24']);
    const near = (y: number) => [...pixels.subarray((y * widthPx + 20) * 3, (y * widthPx + 20) * 3 + 3)];
    const off = [top, bottom].flatMap((colour, index) =>
      near(index === 0 ? 20 : heightPx - 20).map((value, at) => Math.abs(value - (COLOURS[colour][at] ?? 0))),
    );
    expect(Math.max(...off)).toBeLessThan(12);
  });

  it('are told with their reason where they cannot be shown, and one that is lost hides no other of its host', () => {
    expect(told.toSorted()).toEqual([
      expect.stringMatching(/WEB\/gone\.jpg" is not shown: .* answers with status 404 \(not found\)\.$/u),
      expect.stringMatching(/huge\.png" is not shown: it has 12288 × 9216 pixels\.$/u),
      expect.stringMatching(
        /moving\.webp" is not shown: moving\.webp is a WebP that moves, which ffmpeg cannot read\.$/u,
      ),
    ]);
  });

  it('of a private episode lie in its folder alone, and nothing that is open names them', async () => {
    const files = Object.keys(await show.published());
    const [own] = await pictures(/episodes\/members-[0-9a-z]{25}\/episode\.json$/u);
    expect(own?.path).toMatch(/^episodes\/members-[0-9a-z]{25}\/figure-[0-9a-f]{8}\.jpg$/u);
    const folder = path.posix.dirname(own?.path ?? '');
    const open = files.filter(
      (name) => /\.(?:html|xml|json|txt)$/u.test(name) && !/\/private\/|\/members-/u.test(name),
    );
    const texts = await Promise.all(open.map((name) => readFile(path.join(show.root, 'output', name), 'utf8')));
    expect([open.length > 5, texts.filter((text) => text.includes(folder))]).toEqual([true, []]);
  });
});

import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installVoice, type InstallOptions } from '../../../src/narration/voices/install-voice.js';
import { listInstalledVoices, readVoiceLock, voicesFolder } from '../../../src/narration/voices/installed-voices.js';
import { languagesOfVoice } from '../../../src/narration/voices/voice-catalogue.js';
import { makeTar } from './make-tar.js';

const FILES = {
  'tiny/model.onnx': Buffer.alloc(70_000, 'model'),
  'tiny/tokens.txt': 'a 1\n',
  'tiny/espeak-ng-data/lang/en': 'x',
  'tiny/MODEL_CARD': '# Tiny\n\n* Licence: CC0\n',
};
const ARCHIVE = gzipSync(makeTar(FILES));
const SHA256 = createHash('sha256').update(ARCHIVE).digest('hex');

describe('installVoice', () => {
  let folder: string;
  let server: Server;
  let url: string;
  let requests: IncomingMessage[];
  let answer: (request: IncomingMessage, response: ServerResponse) => void;

  /** A mirror that knows ranges, as release pages do. */
  const serve = (bytes: Buffer) => (request: IncomingMessage, response: ServerResponse) => {
    const start = Number(/^bytes=(\d+)-$/u.exec(request.headers.range ?? '')?.[1] ?? 0);
    const isPart = start > 0 && request.headers['if-range'] === '"v1"';
    const body = isPart ? bytes.subarray(start) : bytes;
    response.writeHead(isPart ? 206 : 200, { etag: '"v1"', 'content-length': String(body.length) });
    response.end(body);
  };

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'lector-voices-'));
    requests = [];
    answer = serve(ARCHIVE);
    server = createServer((request, response) => {
      requests.push(request);
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tiny.tar.gz`;
  });
  afterEach(async () => {
    server.close();
    server.closeAllConnections();
    await rm(folder, { recursive: true, force: true });
  });

  const install = (changes: Partial<InstallOptions> = {}) =>
    installVoice({ id: 'vits-piper-en_GB-tiny-low', folder, url, signal: new AbortController().signal, ...changes });

  it('fetches a plain file that belongs beside it, and demands the same ever after', async () => {
    const vocoder = url.replace('tiny.tar.gz', 'vocos-22khz-univ.onnx');
    const files: Record<string, Buffer> = { '/tiny.tar.gz': ARCHIVE, '/vocos-22khz-univ.onnx': Buffer.from('vocoder') };
    answer = (request, response) => serve(files[request.url ?? ''] ?? Buffer.alloc(0))(request, response);
    const { path: place } = await install({ vocoder });
    expect(await readFile(path.join(place, 'vocos-22khz-univ.onnx'), 'utf8')).toBe('vocoder');
    const [before] = await listInstalledVoices(folder);
    files['/vocos-22khz-univ.onnx'] = Buffer.from('another');
    await expect(install({ vocoder })).rejects.toMatchObject({ code: 'E_CHECK' });
    expect(await readFile(path.join(place, 'vocos-22khz-univ.onnx'), 'utf8')).toBe('vocoder');
    expect(before?.sha256).not.toBe(SHA256);
  });

  it('puts a voice in place, tells its licence, and writes down its hash', async () => {
    const seen: number[] = [];
    const installed = await install({ onProgress: ({ receivedBytes }) => void seen.push(receivedBytes) });
    const place = path.join(folder, 'vits-piper-en_GB-tiny-low');
    const licence = 'MODEL_CARD: * Licence: CC0';
    expect(installed).toEqual({
      id: 'vits-piper-en_GB-tiny-low',
      path: place,
      languages: ['en-GB'],
      sha256: SHA256,
      licence,
      isFirst: true,
    });
    expect(await readFile(path.join(place, 'model.onnx'))).toEqual(FILES['tiny/model.onnx']);
    expect(await readFile(path.join(place, 'espeak-ng-data/lang/en'), 'utf8')).toBe('x');
    expect(await readVoiceLock(folder)).toEqual({
      'vits-piper-en_GB-tiny-low': { url, sha256: SHA256, sizeBytes: ARCHIVE.length, licence },
    });
    expect((await listInstalledVoices(folder)).map(({ id, sha256 }) => [id, sha256])).toEqual([[installed.id, SHA256]]);
    expect(seen.at(-1)).toBe(ARCHIVE.length);
    expect((await readdir(folder)).filter((name) => name.startsWith('.installing'))).toEqual([]);
    expect(await readdir(path.join(folder, '.downloads'))).toEqual([]);
  });

  it('demands the same hash ever after, and keeps the voice when another comes', async () => {
    await install();
    expect((await install()).isFirst).toBe(false);
    answer = serve(gzipSync(makeTar({ 'tiny/model.onnx': 'another' })));
    await expect(install()).rejects.toMatchObject({
      code: 'E_CHECK',
      message: expect.stringContaining(SHA256) as string,
    });
    expect(await readFile(path.join(folder, 'vits-piper-en_GB-tiny-low', 'model.onnx'))).toEqual(
      FILES['tiny/model.onnx'],
    );
  });

  it('demands a hash that is given at once', async () => {
    await expect(install({ sha256: '0'.repeat(64) })).rejects.toMatchObject({ code: 'E_CHECK' });
    expect(await listInstalledVoices(folder)).toEqual([]);
    expect((await install({ sha256: SHA256.toUpperCase() })).isFirst).toBe(false);
  });

  /** Waits until so many bytes of the download lie on the disk. */
  const untilKept = async (sizeBytes: number): Promise<void> => {
    const downloads = path.join(folder, '.downloads');
    for (;;) {
      for (const name of await readdir(downloads).catch(() => []))
        if ((await stat(path.join(downloads, name))).size === sizeBytes) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };

  it('goes on where a download broke off', async () => {
    answer = (_, response) => {
      response.writeHead(200, { etag: '"v1"', 'content-length': String(ARCHIVE.length) });
      response.write(ARCHIVE.subarray(0, 100));
      void untilKept(100).then(() => response.destroy());
    };
    await expect(install()).rejects.toMatchObject({
      code: 'E_FETCH',
      hint: expect.stringContaining('goes on where it stopped') as string,
    });
    answer = serve(ARCHIVE);
    expect((await install()).sha256).toBe(SHA256);
    expect(requests.at(-1)?.headers.range).toBe('bytes=100-');
  });

  it('begins anew when the file on the server is another one', async () => {
    await writeFile(path.join(folder, 'x'), '');
    answer = (_, response) => {
      response.writeHead(200, { etag: '"v0"', 'content-length': '500' });
      response.write(Buffer.alloc(100, 'old'));
      setTimeout(() => response.destroy(), 50);
    };
    await install().catch(() => undefined);
    answer = serve(ARCHIVE);
    expect((await install()).sha256).toBe(SHA256);
  });

  it('follows redirects, and to https or this computer only', async () => {
    answer = (request, response) => {
      if (request.url === '/tiny.tar.gz') response.writeHead(302, { location: '/final.tar.gz' }).end();
      else serve(ARCHIVE)(request, response);
    };
    expect((await install()).sha256).toBe(SHA256);
    answer = (_, response) => void response.writeHead(302, { location: 'http://example.org/a.tar.gz' }).end();
    await expect(install()).rejects.toMatchObject({
      code: 'E_FETCH',
      message: expect.stringContaining('by https only') as string,
    });
    answer = (_, response) => void response.writeHead(302, { location: '/tiny.tar.gz' }).end();
    await expect(install()).rejects.toThrow('more than 5 redirects');
  });

  it('says when there is no such voice', async () => {
    answer = (_, response) => void response.writeHead(404).end();
    await expect(install()).rejects.toMatchObject({ code: 'E_FETCH', hint: 'check the name of the voice.' });
    await expect(install({ id: '../../etc' })).rejects.toMatchObject({ code: 'E_VOICE_UNKNOWN' });
  });

  it.each([
    ['goes outside its folder', makeTar({ 'tiny/../../../pwned': 'x' })],
    ['names an absolute place', makeTar({ '/tmp/pwned': 'x' })],
    ['is cut', makeTar(FILES).subarray(0, 40_000)],
    ['has a changed header', Buffer.from(makeTar(FILES)).fill('x', 0, 5)],
    ['holds nothing but links', makeTar({ 'tiny/link': '' }, '2')],
  ])('refuses an archive that %s, and leaves nothing behind', async (_, archive) => {
    answer = serve(gzipSync(archive));
    await expect(install()).rejects.toMatchObject({ code: 'E_FETCH' });
    expect(await listInstalledVoices(folder)).toEqual([]);
    expect((await readdir(folder)).sort()).toEqual(['.downloads']);
    await expect(stat('/tmp/pwned')).rejects.toThrow();
  });

  it('takes long names, and plain tar archives', async () => {
    const name = `tiny/${'deep/'.repeat(30)}file`;
    answer = serve(makeTar({ [name]: 'found' }));
    const { path: place } = await install({ url: url.replace('.gz', '') });
    expect(await readFile(path.join(place, name.slice(5)), 'utf8')).toBe('found');
  });
});

describe('where voices are and what they speak', () => {
  it('is one place per user, or the one that is named', () => {
    expect(voicesFolder({ LECTOR_VOICES_DIR: '/voices' })).toBe('/voices');
    expect(voicesFolder({ XDG_DATA_HOME: '/data', HOME: '/home/a' })).toBe('/data/lector/voices');
    expect(voicesFolder({ HOME: '/home/a' })).toBe('/home/a/.local/share/lector/voices');
  });

  it('is read from the name where the catalogue does not say', () => {
    expect(
      ['kokoro-en-v0_19', 'vits-piper-de_DE-thorsten-medium', 'vits-coqui-sv-cv', 'mine'].map(languagesOfVoice),
    ).toEqual([['en'], ['de-DE'], ['sv'], []]);
  });
});

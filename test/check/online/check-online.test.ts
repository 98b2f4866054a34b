import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { contentTypeOf } from '../../../src/model/publication/paths/addresses.js';
import { startPreview } from '../../../src/preview.js';
import { article, CONFIG, makeShow, recording } from '../../show/test-show.js';
import { startFaultyHost, type Answer } from './faulty-host.js';

const host = await startFaultyHost();
const baseUrl = `${host.url}/show/`;
const LOOPBACK = 'http: {allowPrivateAddresses: true}\n';
const show = await makeShow({
  'articles/one.md': `${article('One')}\n## Later\n\nMore was said of it at the end of the day, and then the lights went out.\n`,
  'audio/programmes/p.wav': recording(),
  'audio/programmes/p.yaml':
    'title: Recorded\ndate: 2026-01-03T08:00:00Z\nchapters:\n  - {start: "0:00", title: All of it}\n',
  'lector.yaml': CONFIG.replace('https://pod.example.org/show/', baseUrl) + LOOPBACK,
});
await (await show.open()).build();
const outDir = path.join(show.root, 'output');
for (const entry of await readdir(outDir, { withFileTypes: true, recursive: true })) {
  if (!entry.isFile()) continue;
  const file = path.join(entry.parentPath, entry.name);
  const name = path.relative(outDir, file);
  host.files.set(`/show/${name}`, { bytes: await readFile(file), type: contentTypeOf(name) });
}
afterEach(() => host.heal());
afterAll(async () => {
  await host.close();
  await show.remove();
});

/** What is found online and not in the folder, without what any feed on loopback is told. */
async function found(): Promise<readonly string[]> {
  const opened = await show.open();
  const offline = new Set((await opened.check()).map(({ message }) => message));
  const all = await opened.check({ isOnline: true });
  return all
    .filter(({ message, code }) => !offline.has(message) && !/^W_URL_|E_URL_PRIVATE/u.test(code))
    .map(({ code, message }) => `${code}: ${message.replaceAll(baseUrl, '')}`);
}

const text =
  (content: string) =>
  (answer: Answer): void => {
    const bytes = Buffer.from(content);
    answer.body = bytes;
    answer.headers['content-length'] = String(bytes.length);
  };
const paint = (answer: Answer): void => {
  const bytes = Buffer.from(answer.body);
  const frame = bytes.findIndex((byte, at) => byte === 0xff && [0xc0, 0xc2].includes(bytes[at + 1] ?? 0));
  bytes[frame + 9] = 4;
  answer.body = bytes;
};
/** The bytes after a part of a file, spoilt wherever they are asked for. */
const spoilAfter =
  (part: number) =>
  (answer: Answer): void => {
    const [, start = '0', total = String(answer.body.length)] =
      /(\d+)-\d+\/(\d+)/u.exec(answer.headers['content-range'] ?? '') ?? [];
    answer.body = Uint8Array.from(answer.body, (byte, at) => (Number(start) + at >= part * Number(total) ? 0 : byte));
  };

describe('checking what is served', () => {
  it('finds nothing at a good host', async () => {
    expect(await found()).toEqual([]);
  });

  it.each([
    [
      'a feed of before',
      /feed\.xml$/u,
      text('<rss version="2.0"><channel/></rss>'),
      'W_HOST_STALE: The feed that is served is not the one in the output folder.',
    ],
    ['a cover for print', /\.jpg$/u, paint, 'E_IMAGE: "COVER" has CMYK colours, not RGB (Apple).'],
    [
      'a transcript that is none',
      /\.vtt$/u,
      text('not a transcript\n'),
      'E_TRANSCRIPT: "One": line 1: a WebVTT file starts with the line "WEBVTT".',
    ],
    ['chapters that are none', /chapters-[^/]*json$/u, text('{"version": "1.2.0"}'), 'E_CHAPTERS_JSON'],
    [
      'a page in place of audio',
      /\.mp3$/u,
      text('<!doctype html><p>Pay first.'),
      'E_AUDIO: "One": its audio is not audio but an HTML page.',
    ],
    ['audio without its end', /\.mp3$/u, spoilAfter(0.8), 'E_AUDIO: "One": its audio holds no sound at its end.'],
  ])('finds %s', async (_name, ending, fault, told) => {
    host.spoil(ending, fault);
    const all = (await found()).map((message) => message.replace(/cover-[0-9a-f]{8}\.jpg/u, 'COVER'));
    expect(all.filter((message) => message.startsWith(told)).length, all.join('\n')).toBeGreaterThan(0);
  });

  it('takes the preview for a good host', async () => {
    const preview = await startPreview({ outDir, baseUrl, port: 0 });
    const { checkOnline } = await import('../../../src/check/online/check-online.js');
    const now = () => new Date('2026-03-01T12:00:00Z');
    const fetch = { allowPrivateAddresses: true, now, warn: () => undefined };
    const findings = await checkOnline(`${preview.url}feed.xml`, { fetch, now, profiles: ['rss'] });
    await preview.close();
    expect(findings.filter(({ code }) => /_HOST_/u.test(code))).toEqual([]);
  });

  it('asks no private address unless the configuration allows it', async () => {
    await show.edit('lector.yaml', LOOPBACK, '');
    const asked = host.log.length;
    const findings = await (await show.open()).check({ isOnline: true });
    await show.edit('lector.yaml', 'tts:', `${LOOPBACK}tts:`);
    expect(findings.map(({ code, place }) => [code, place?.file])).toContainEqual([
      'E_URL_PRIVATE',
      `${baseUrl}feed.xml`,
    ]);
    expect(host.log).toHaveLength(asked);
  });
});

import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { checkHost } from '../../../src/check/online/check-host.js';
import type { ServedFile } from '../../../src/check/online/host-facts.js';
import { openHostGate } from '../../../src/sources/fetch/host-gate.js';
import { startFaultyHost, type Answer, type Fault } from './faulty-host.js';

const host = await startFaultyHost();
afterAll(() => host.close());
afterEach(() => host.heal());
host.files.set('/a.mp3', { bytes: new Uint8Array(5000).fill(7), type: 'audio/mpeg' });
host.files.set('/a.m4a', { bytes: new Uint8Array(5000), type: 'audio/mp4' });
host.files.set('/small.mp3', { bytes: new Uint8Array(20), type: 'audio/mpeg' });
host.files.set('/feed.xml', { bytes: Buffer.from('<rss/>'), type: 'application/rss+xml; charset=utf-8' });
host.files.set('/t.vtt', { bytes: Buffer.from('WEBVTT\n'), type: 'text/vtt; charset=utf-8' });

const NOW = new Date('2026-03-01T00:00:00Z');
const AUDIO: ServedFile = {
  url: `${host.url}/a.mp3`,
  kind: 'audio',
  label: 'The audio',
  type: 'audio/mpeg',
  lengthBytes: 5000,
};
const FEED: ServedFile = { url: `${host.url}/feed.xml`, kind: 'feed', label: 'The feed' };
const TEXT: ServedFile = { url: `${host.url}/t.vtt`, kind: 'text', label: 'A transcript', type: 'text/vtt' };

const fetch = {
  allowPrivateAddresses: true,
  gate: openHostGate({ perHost: 10, delayMs: 0 }),
  sleep: () => Promise.resolve(),
  resolve: () => Promise.resolve(['127.0.0.1']),
  now: () => NOW,
  warn: () => undefined,
};

async function codesOf(file: ServedFile): Promise<readonly string[]> {
  const { looks } = await checkHost(file, { fetch, now: () => NOW });
  return looks.flatMap(({ finding }) => (finding ? [`${finding.code}: ${finding.message}`] : []));
}

const set =
  (name: string, value: string | undefined): Fault =>
  ({ headers }) => {
    if (value === undefined) delete headers[name];
    else headers[name] = value;
  };
const onRange =
  (wanted: RegExp, fault: (answer: Answer) => void): Fault =>
  (answer, { headers }) => {
    if (wanted.test(headers.range ?? '')) fault(answer);
  };
const whole = (answer: Answer): void => {
  answer.status = 200;
  answer.body = new Uint8Array(5000);
  answer.headers = { 'content-type': 'audio/mpeg', 'content-length': '5000', etag: '"v5000"' };
};

const NONE: Fault = () => undefined;

/** Of a good host nothing is said. */
const GOOD: readonly (readonly [string, ServedFile, Fault])[] = [
  ['audio', AUDIO, NONE],
  ['audio shorter than any range', { ...AUDIO, url: `${host.url}/small.mp3`, lengthBytes: 20 }, NONE],
  ['M4A by another of its names', { ...AUDIO, url: `${host.url}/a.m4a`, type: 'audio/x-m4a' }, NONE],
  ['audio with a weak validator', AUDIO, set('etag', 'W/"v5000"')],
  ['audio without its length in HEAD of nothing else', AUDIO, set('accept-ranges', undefined)],
  ['a feed', FEED, NONE],
  ['a feed as text/xml', FEED, set('content-type', 'text/xml')],
  ['a feed for one origin', FEED, set('access-control-allow-origin', 'https://player.example')],
  ['a transcript', TEXT, NONE],
];

/** Each fault of a host, by the code it has. */
const BAD: readonly (readonly [string, ServedFile, Fault, string])[] = [
  [
    'nothing there',
    { ...AUDIO, url: `${host.url}/b.mp3` },
    NONE,
    'E_HOST_STATUS: The audio answers with status 404 (RFC 9110).',
  ],
  [
    'a password',
    AUDIO,
    (answer) => void (answer.status = 401),
    'E_HOST_STATUS: The audio answers with status 401 (RFC 9110).',
  ],
  [
    'no HEAD',
    AUDIO,
    (answer, { method }) => void (method === 'HEAD' && (answer.status = 405)),
    'E_HOST_HEAD: The audio answers HEAD with 405 and GET with 200 (RFC 9110).',
  ],
  [
    'another length in HEAD',
    AUDIO,
    (answer, { method }) => void (method === 'HEAD' && (answer.headers['content-length'] = '0')),
    'E_HOST_HEAD: The audio says content-length "0" to HEAD and "5000" to GET (RFC 9110).',
  ],
  [
    'no ranges',
    AUDIO,
    onRange(/./u, whole),
    'E_HOST_RANGE: The audio answers the range 0-1 with 200 in place of 206 (RFC 9110).',
  ],
  [
    'a wrong range',
    AUDIO,
    onRange(/=0-1$/u, set('content-range', 'bytes 0-4999/5000') as (answer: Answer) => void),
    'E_HOST_RANGE: The audio says Content-Range "bytes 0-4999/5000" of the range 0-1, not "bytes 0-1/5000" (RFC 9110).',
  ],
  [
    'no open range',
    AUDIO,
    onRange(/=500-$/u, whole),
    'E_HOST_RANGE: The audio answers the range 500- with 200 in place of 206 (RFC 9110).',
  ],
  [
    'no suffix range',
    AUDIO,
    onRange(/=-500$/u, whole),
    'W_HOST_RANGE: The audio answers the range -500 with 200 in place of 206 (RFC 9110).',
  ],
  [
    'all past the end',
    AUDIO,
    onRange(/=5001-$/u, whole),
    'W_HOST_RANGE: The audio answers a range past its end with 200 in place of 416 (RFC 9110).',
  ],
  [
    'no If-Range',
    AUDIO,
    (answer, { headers }) => {
      if (headers['if-range'] === '"lector-other-version"') answer.status = 206;
    },
    'W_HOST_RANGE: The audio answers a range of another version with 206 in place of 200 and the whole file (RFC 9110).',
  ],
  [
    'no type',
    AUDIO,
    set('content-type', undefined),
    'E_HOST_TYPE: The audio is sent without a Content-Type (RFC 9110).',
  ],
  [
    'another type',
    AUDIO,
    set('content-type', 'application/octet-stream'),
    'E_HOST_TYPE: The audio is sent as "application/octet-stream", not as audio/mpeg (RFC 9110).',
  ],
  [
    'another type of ranges',
    AUDIO,
    onRange(/./u, set('content-type', 'text/html') as (answer: Answer) => void),
    'E_HOST_TYPE: The audio is sent as "audio/mpeg", and a range of it as "text/html" (RFC 9110).',
  ],
  [
    'another length',
    { ...AUDIO, lengthBytes: 40_000 },
    NONE,
    'E_HOST_LENGTH: The audio has 5000 bytes, and the feed says 40000 (RSS 2.0).',
  ],
  [
    'compression',
    AUDIO,
    set('content-encoding', 'gzip'),
    'E_HOST_ENCODED: The audio is sent compressed ("gzip") (RFC 9110).',
  ],
  [
    'no validator',
    AUDIO,
    set('etag', undefined),
    'W_HOST_VALIDATOR: The audio has neither ETag nor Last-Modified (RFC 9110).',
  ],
  [
    'no 304',
    FEED,
    (answer) => {
      if (answer.status === 304) answer.status = 200;
    },
    'W_HOST_VALIDATOR: The feed is sent anew to who has it (status 200 in place of 304) (RFC 9110).',
  ],
  [
    'audio that may not be kept',
    AUDIO,
    set('cache-control', 'no-store'),
    'W_HOST_CACHE: The audio may not be kept ("no-store") (RFC 9111).',
  ],
  [
    'a feed that is kept for a day',
    FEED,
    set('cache-control', 'max-age=86400'),
    'W_HOST_CACHE: The feed may be kept for 86400 s (RFC 9111).',
  ],
  [
    'a feed as a page',
    FEED,
    set('content-type', 'text/html'),
    'E_HOST_TYPE: The feed is sent as "text/html", not as application/rss+xml (RFC 9110).',
  ],
  [
    'a closed feed',
    FEED,
    set('access-control-allow-origin', undefined),
    'W_HOST_CORS: The feed is closed to other origins (PSP-1).',
  ],
  [
    'a transcript for another site',
    TEXT,
    set('access-control-allow-origin', 'https://example.org'),
    'W_HOST_CORS: A transcript is open to "https://example.org" alone (PSP-1).',
  ],
  [
    'a transcript as bytes',
    TEXT,
    set('content-type', 'application/octet-stream'),
    'W_HOST_TYPE: A transcript is sent as "application/octet-stream", not as text/vtt (RFC 9110).',
  ],
];

describe('a host', () => {
  it.each(GOOD)('that is good is not blamed: %s', async (_name, file, fault) => {
    host.spoil(/./u, fault);
    expect(await codesOf(file)).toEqual([]);
  });

  it.each(BAD)('with a fault hears of it, and of nothing else: %s', async (_name, file, fault, told) => {
    host.spoil(/./u, fault);
    expect(await codesOf(file)).toEqual([told]);
  });

  it('that has no TLS hears of it, but on networks of one’s own', async () => {
    const url = AUDIO.url.replace('127.0.0.1', 'pod.example');
    expect(await codesOf({ ...AUDIO, url })).toEqual(['W_URL_HTTP: The audio is served without TLS (Apple).']);
  });

  it('is asked little: no more than a few KB of a file of any size, and of one without ranges one range', async () => {
    await codesOf(AUDIO);
    expect(host.log).toHaveLength(9);
    host.heal();
    host.spoil(/./u, onRange(/./u, whole));
    await codesOf(AUDIO);
    expect(host.log).toHaveLength(4);
  });

  it.each([
    [4, '/a.mp3', ['W_HOST_REDIRECT: The audio redirects 4 times (RFC 9110).']],
    [3, '/a.mp3', []],
    [
      1,
      '/play?id=1',
      ['W_HOST_EXTENSION: The audio is redirected to an address without the ending of its kind ("play") (Apple).'],
    ],
  ])('that redirects %i times to %s', async (count, last, told) => {
    host.files.set('/play', { bytes: new Uint8Array(5000), type: 'audio/mpeg' });
    host.spoil(/\.go$/u, (answer, { url = '' }) => {
      const hop = Number(/\d+/u.exec(url)?.[0]);
      answer.status = 302;
      answer.headers = { location: hop < count ? `/${hop + 1}.go` : last, 'content-length': '0' };
    });
    expect(await codesOf({ ...AUDIO, url: `${host.url}/1.go` })).toEqual(told);
  });
});

import { readFile, writeFile, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { readXml } from '../../../src/markup/xml-tree.js';
import type { PublishTarget } from '../../../src/publish/target.js';
import { openS3Target } from '../../../src/publish/targets/s3.js';
import { startS3Server, type S3Fault, type S3Seen, type StoredObject } from '../targets/s3-server.js';
import { bringFrom, buildVersions } from './built-versions.js';

const versions = await buildVersions();
const server = await startS3Server();
afterAll(async () => {
  await server.close();
  await versions.remove();
});
const feeds = {
  one: await readFile(path.join(versions.one, 'feed.xml'), 'utf8'),
  two: await readFile(path.join(versions.two, 'feed.xml'), 'utf8'),
};
const slept: number[] = [];
let isKilled = false;
const open = (): PublishTarget =>
  openS3Target(server.place, {
    sleep: (ms) => {
      slept.push(ms);
      return isKilled ? Promise.reject(new Error('killed')) : Promise.resolve();
    },
    random: () => 0.5,
    idleMs: 150,
  });

/** The place as it is when the first version lies there. */
let before: ReadonlyMap<string, StoredObject>;
beforeEach(async () => {
  server.fault = () => undefined;
  server.clockOffsetMs = 0;
  if (!before) {
    await bringFrom(versions.one, open());
    before = new Map(server.objects);
  }
  reset();
});

function reset(): void {
  server.objects.clear();
  for (const [key, object] of before) server.objects.set(key, object);
  server.log.length = 0;
  slept.length = 0;
}

const textAt = (name: string): string => server.objects.get(`pod/${name}`)?.bytes.toString('utf8') ?? '';

/** What a reader needs: a feed that was published, with everything it names, each in its full length. */
function expectWhole(): 'one' | 'two' {
  const feed = textAt('feed.xml');
  expect([feeds.one, feeds.two]).toContain(feed);
  const [channel] = readXml(feed, { file: 'feed.xml' }).children;
  const named = channel?.children.filter(({ local }) => local === 'item') ?? [];
  for (const { children } of named) {
    const { url = '', length = '' } = children.find(({ local }) => local === 'enclosure')?.attributes ?? {};
    const addresses = children.flatMap(({ attributes: { url: address } }) => (address === undefined ? [] : [address]));
    for (const address of addresses) expect(server.objects.has(keyOf(address)), address).toBe(true);
    expect(server.objects.get(keyOf(url))?.bytes.length).toBe(Number(length));
  }
  return feed === feeds.one ? 'one' : 'two';
}

const keyOf = (address: string): string => address.replace('https://pod.example.org/show/', 'pod/');

async function expectFinished(): Promise<void> {
  server.fault = () => undefined;
  server.clockOffsetMs = 0;
  await bringFrom(versions.two, open());
  expect(expectWhole()).toBe('two');
  server.log.length = 0;
  expect((await bringFrom(versions.two, open())).written).toEqual([]);
  expect(server.log.filter((line) => line.startsWith('PUT'))).toEqual([]);
}

describe('a publisher that is killed', () => {
  // From the store's side a killed publisher is one that never comes back, before or after a request took effect.
  it.each([
    ['reset-before', ['one']],
    ['reset-after', ['one', 'two']],
  ] as const)('at any write (%s) leaves the old or the new show whole', async (fault, outcomes) => {
    await bringFrom(versions.two, open());
    const total = server.log.filter((line) => !/^(?:GET|HEAD) /u.test(line)).length;
    const seen = new Set<string>();
    for (let last = 1; last <= total; last += 1) {
      reset();
      let writes = 0;
      server.fault = ({ isWrite }) => {
        if (isWrite) writes += 1;
        if (isKilled) return 'reset-before';
        isKilled = writes === last;
        return isKilled ? fault : undefined;
      };
      await bringFrom(versions.two, open()).catch(() => undefined);
      seen.add(expectWhole());
      isKilled = false;
      server.fault = () => undefined;
      if (last % 4 !== 0) continue;
      await bringFrom(versions.two, open());
      expect(expectWhole()).toBe('two');
    }
    expect([...seen].sort()).toEqual(outcomes);
    await expectFinished();
  });
});

type Trouble = readonly [name: string, fault: (seen: S3Seen, tries: number) => S3Fault | undefined];

/** The first `times` requests of a kind go wrong. */
const first =
  (times: number, fault: S3Fault, isMeant: (seen: S3Seen) => boolean = () => true) =>
  (seen: S3Seen, tries: number): S3Fault | undefined =>
    isMeant(seen) && tries <= times ? fault : undefined;
const isPage = ({ method, key }: S3Seen): boolean => method === 'PUT' && key.endsWith('.html');
const isFeed = ({ method, key }: S3Seen): boolean => method === 'PUT' && key === 'pod/feed.xml';

const PASSING: readonly Trouble[] = [
  ['SlowDown', first(3, { status: 503, code: 'SlowDown', headers: { 'retry-after': '2' } })],
  ['too many requests', first(2, { status: 429, code: 'TooManyRequests' })],
  ['an internal error', first(4, { status: 500, code: 'InternalError' }, isPage)],
  ['a gateway without a body', first(2, { status: 502, code: '' }, isFeed)],
  ['a connection that breaks before the work', first(2, 'reset-before', isPage)],
  ['a connection that breaks after the feed was stored', first(1, 'reset-after', isFeed)],
  ['an answer that is cut', first(2, 'cut-answer', ({ method }) => method === 'GET')],
  ['an ETag that lies once', first(1, 'wrong-etag', isPage)],
  ['a store that is silent once', first(1, 'silence', isPage)],
  ['two conditional writes that meet', first(1, { status: 409, code: 'ConditionalRequestConflict' }, isFeed)],
];

describe('trouble of a store that passes', () => {
  it.each(PASSING)('%s: is waited for', async (_name, fault) => {
    const tries = new Map<string, number>();
    server.fault = (seen) => {
      const name = fault(seen, 0) === undefined ? '' : 'meant';
      if (name !== '') tries.set(name, (tries.get(name) ?? 0) + 1);
      return fault(seen, tries.get(name) ?? 0);
    };
    await bringFrom(versions.two, open());
    expect(expectWhole()).toBe('two');
    await expectFinished();
  });

  it('honours how long it asks to be left alone, and waits longer each time', async () => {
    let count = 0;
    server.fault = () => {
      count += 1;
      return count <= 3
        ? { status: 503, code: 'SlowDown', ...(count === 2 && { headers: { 'retry-after': '7' } }) }
        : undefined;
    };
    await open().list();
    expect(slept).toEqual([250, 7000, 1000]);
  });

  it.each([-3_600_000, 3_600_000])('a clock that is %i ms off is set right', async (offset) => {
    server.clockOffsetMs = offset;
    await bringFrom(versions.two, open());
    expect(expectWhole()).toBe('two');
  });
});

const LASTING: readonly (readonly [
  name: string,
  fault: (seen: S3Seen) => S3Fault | undefined,
  code: string,
  hint: string,
])[] = [
  ['is down', ({ isWrite }) => (isWrite ? { status: 500, code: 'InternalError' } : undefined), 'E_PUBLISH', 'again'],
  [
    'refuses',
    ({ isWrite }) => (isWrite ? { status: 403, code: 'AccessDenied' } : undefined),
    'E_PUBLISH_REFUSED',
    'rights',
  ],
  [
    'lends keys that end on the way',
    ({ count }) => (count > 25 ? { status: 400, code: 'ExpiredToken' } : undefined),
    'E_PUBLISH_REFUSED',
    'get new ones',
  ],
  ['lies about every ETag', ({ method }) => (method === 'PUT' ? 'wrong-etag' : undefined), 'E_PUBLISH', 'again'],
  ['stops answering', ({ count }) => (count > 20 ? 'silence' : undefined), 'E_PUBLISH', 'again'],
  [
    'has another region',
    () => ({ status: 301, code: 'PermanentRedirect', headers: { 'x-amz-bucket-region': 'eu-other-2' } }),
    'E_PUBLISH_REFUSED',
    'publish.region: eu-other-2',
  ],
  ['has no such bucket', () => ({ status: 404, code: 'NoSuchBucket' }), 'E_PUBLISH_REFUSED', 'bucket'],
];

describe('trouble of a store that lasts', () => {
  it.each(LASTING)('%s: is told, the feed stays, and the next run finishes', async (_name, fault, code, hint) => {
    server.fault = fault;
    await expect(bringFrom(versions.two, open())).rejects.toMatchObject({
      code,
      exitCode: 5,
      hint: expect.stringContaining(hint) as unknown,
    });
    expect(expectWhole()).toBe('one');
    await expectFinished();
  });

  it('changes no feed before every file lies there in its full length', async () => {
    server.fault = (seen) => {
      // Somebody cuts a file that was put well.
      if (seen.key.endsWith('index.html') && seen.method === 'PUT') {
        const [audio = ''] = [...server.objects.keys()].filter((key) => key.endsWith('.mp3'));
        const object = server.objects.get(audio);
        if (object) server.objects.set(audio, { ...object, bytes: object.bytes.subarray(1) });
      }
      return undefined;
    };
    await expect(bringFrom(versions.two, open())).rejects.toMatchObject({ code: 'E_PUBLISH' });
    expect(textAt('feed.xml')).toBe(feeds.one);
  });

  it('without conditional writes is asked right before, and tells all the same', async () => {
    server.hasConditions = false;
    await bringFrom(versions.two, open());
    expect(expectWhole()).toBe('two');
    server.hasConditions = true;
  });
});

describe('audio of more than 16 MiB', () => {
  it('goes in parts, each sent again by itself, and is forgotten when it fails', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'lector-large-'));
    const file = path.join(folder, 'long.mp3');
    const bytes = Buffer.alloc(17 * 1024 * 1024 + 1, 'sound');
    await writeFile(file, bytes);
    const put = { path: 'episodes/l/l-00112233.mp3', content: { file }, contentType: 'audio/mpeg', cacheControl: 'x' };
    const tries = new Map<string, number>();
    server.fault = ({ method, query }) => {
      const what = query.has('partNumber')
        ? 'reset-before'
        : method === 'POST' && query.has('uploadId')
          ? 'error-in-200'
          : undefined;
      if (what === undefined) return undefined;
      tries.set(what, (tries.get(what) ?? 0) + 1);
      return tries.get(what) === 1 ? what : undefined;
    };
    expect(await open().put(put)).toBe(true);
    expect(server.objects.get('pod/episodes/l/l-00112233.mp3')).toMatchObject({
      etag: expect.stringMatching(/-2$/u) as unknown,
      headers: { 'content-type': 'audio/mpeg' },
    });
    expect(server.objects.get('pod/episodes/l/l-00112233.mp3')?.bytes.equals(bytes)).toBe(true);
    expect(await open().put(put)).toBe(false);

    server.objects.delete('pod/episodes/l/l-00112233.mp3');
    server.fault = ({ method, query }) => (method === 'POST' && query.has('uploadId') ? 'error-in-200' : undefined);
    await expect(open().put(put)).rejects.toMatchObject({ code: 'E_PUBLISH' });
    expect(server.log.at(-1)).toMatch(/^DELETE pod\/episodes\/l\/.*uploadId/u);
    await rm(folder, { recursive: true });
  });
});

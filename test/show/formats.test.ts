import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readNeroChapters } from '../../src/chapters/read-nero-chapters.js';
import { readVorbisChapters } from '../../src/chapters/read-vorbis-chapters.js';
import { loadConfig } from '../../src/config.js';
import type { EpisodeRecord } from '../../src/model/publication/manifest.js';
import { openFile } from '../../src/open-file.js';
import { article, CONFIG, makeShow, recording, type TestShow } from './test-show.js';

const BOTH = CONFIG.replace('bitrateKbps: 32', 'bitrateKbps: 32, formats: [mp3, m4a, opus]');
const SIDECAR =
  'title: Recorded\ndate: 2026-01-03T08:00:00Z\nchapters:\n  - {at: 0:00, title: One}\n  - {at: 0:00.4, title: Two}\n  - {at: 0:00.7, title: Three}\n';

let show: TestShow;
beforeAll(async () => {
  show = await makeShow({
    'lector.yaml': BOTH,
    'articles/one.md': article('One'),
    'audio/programmes/two.wav': recording(),
    'audio/programmes/two.yaml': SIDECAR,
  });
});
afterAll(() => show.remove());

const build = async () => (await (await show.open()).build()).rows.map(({ outcome }) => outcome);
const recordOf = async (title: string): Promise<EpisodeRecord> => {
  const found = (await show.manifest()).episodes.find((record) => record.title === title);
  if (!found) throw new Error(`${title} is not on record`);
  return found;
};
const published = (file: string) => path.join(show.root, 'output', file);
const textOf = (file: string) => readFile(published(file), 'utf8');
const faults = async () =>
  (await (await show.open()).check()).map(({ code }) => code).filter((code) => code.startsWith('E_'));

/** What is found when a published file was changed; it is as it was afterwards. */
async function faultsAfter(
  file: string,
  change: (bytes: Buffer) => Buffer | string | undefined,
): Promise<readonly string[]> {
  const before = await readFile(published(file));
  const after = change(Buffer.from(before));
  await (after === undefined ? rm(published(file)) : writeFile(published(file), after));
  try {
    return [...new Set(await faults())].sort();
  } finally {
    await writeFile(published(file), before);
  }
}

describe('a show in several formats', { timeout: 60_000 }, () => {
  it('names the second wherever it names the first', async () => {
    expect((await build()).sort()).toEqual(['built', 'built']);
    expect(await build()).toEqual(['reused', 'reused']);
    expect(await faults()).toEqual([]);
    const { slug, audio } = await recordOf('One');
    const [other] = audio.alternates ?? [];
    if (!other) throw new Error('no alternate is on record');
    expect([audio.path.endsWith('.mp3'), other.path.endsWith('.m4a')]).toEqual([true, true]);
    const feed = await textOf('feed.xml');
    const sri = Buffer.from(other.sha256, 'hex').toString('base64');
    expect(feed).toMatch(
      new RegExp(
        `<podcast:alternateEnclosure type="audio/x-m4a" length="${other.sizeBytes}" bitrate="\\d+" lang="en" title="M4A" default="false">`,
        'u',
      ),
    );
    expect(feed).toContain(`<podcast:source uri="https://pod.example.org/show/${other.path}"/>`);
    expect(feed).toContain(`value="sha256-${sri}"`);
    const json = JSON.parse(await textOf('feed.json')) as {
      items: { id: string; attachments: { url: string; mime_type: string }[] }[];
    };
    expect(json.items.map(({ attachments }) => attachments.map(({ mime_type }) => mime_type))).toEqual([
      ['audio/mpeg', 'audio/x-m4a', 'audio/ogg'],
      ['audio/mpeg', 'audio/x-m4a', 'audio/ogg'],
    ]);
    const page = await textOf(`episodes/${slug}/index.html`);
    expect(page).toContain(
      `<source src="${path.basename(audio.path)}" type="audio/mpeg">\n<source src="${path.basename(other.path)}" type="audio/x-m4a">`,
    );
    expect(page).toMatch(/type="audio\/x-m4a">\n<source src="one-[0-9a-f]{8}\.opus" type="audio\/ogg">/u);
    const [, ld = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/su.exec(page) ?? [];
    const { associatedMedia } = JSON.parse(ld) as { associatedMedia: { contentUrl: string; encodingFormat: string }[] };
    expect(associatedMedia.map(({ contentUrl, encodingFormat }) => [path.extname(contentUrl), encodingFormat])).toEqual(
      [
        ['.mp3', 'audio/mpeg'],
        ['.m4a', 'audio/x-m4a'],
        ['.opus', 'audio/ogg'],
      ],
    );
  });

  it('has the chapters of a recording in both', async () => {
    const [other] = (await recordOf('Recorded')).audio.alternates ?? [];
    const handle = await openFile(published(other?.path ?? ''));
    expect(await readNeroChapters(handle)).toEqual([
      { startMs: 0, title: 'One' },
      { startMs: 400, title: 'Two' },
      { startMs: 700, title: 'Three' },
    ]);
    await handle.close();
    const opus = (await recordOf('Recorded')).audio.alternates?.[1]?.path ?? '';
    expect((await readVorbisChapters(published(opus))).map(({ title }) => title)).toEqual(['One', 'Two', 'Three']);
  });

  it.each<[string, readonly string[], (bytes: Buffer) => Buffer | string | undefined]>([
    ['is gone', ['E_ENCLOSURE_FILE', 'E_LINK'], () => undefined],
    ['is cut', ['E_AUDIO', 'E_ENCLOSURE_LENGTH'], (bytes) => bytes.subarray(0, -1)],
    [
      'has another byte',
      ['E_AUDIO'],
      (bytes) => (bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1), bytes),
    ],
  ])('is told of an alternate that %s', async (_what, codes, change) => {
    const [other] = (await recordOf('One')).audio.alternates ?? [];
    expect(await faultsAfter(other?.path ?? '', change)).toEqual(codes);
  });

  it.each<[string, string, string | RegExp, string]>([
    ['of another type', 'E_ENCLOSURE_TYPE', /type="audio\/x-m4a"/u, 'type="audio/ogg"'],
    ['of another hash', 'E_AUDIO', /value="sha256-.{43}="/u, `value="sha256-${'A'.repeat(43)}="`],
    ['of another length', 'E_ENCLOSURE_LENGTH', /type="audio\/x-m4a" length="/u, '$&1'],
  ])('is told of a feed that says it is %s', async (_what, code, from, to) => {
    expect(await faultsAfter('feed.xml', (bytes) => bytes.toString('utf8').replace(from, to))).toContain(code);
  });

  it('is told of an alternate that lasts another time or has other chapters', async () => {
    const { audio } = await recordOf('One');
    const recorded = await recordOf('Recorded');
    for (const nth of [0, 1]) {
      const [own, foreign] = [audio.alternates?.[nth]?.path ?? '', recorded.audio.alternates?.[nth]?.path ?? ''];
      const bytes = await readFile(published(foreign));
      const codes = await faultsAfter(own, () => bytes);
      expect(codes).toEqual(expect.arrayContaining(['E_DURATION', 'E_CHAPTERS_DIFFER']));
    }
  });

  it('tags both anew without encoding, and keeps what was replaced', async () => {
    const before = await recordOf('One');
    show.spoken.length = 0;
    await show.edit('articles/one.md', 'title: One', 'author: Ida\ntitle: One');
    await show.edit('lector.yaml', 'author: The Tester', 'author: The Tester\ncopyright: Nobody');
    await build();
    const { audio, retiredAudio } = await recordOf('One');
    expect(audio.alternates?.[0]?.path).not.toBe(before.audio.alternates?.[0]?.path);
    const kept = [before.audio, ...(before.audio.alternates ?? [])].map(({ path: file }) => file);
    expect(retiredAudio.map((one) => [one, ...(one.alternates ?? [])].map(({ path: file }) => file))).toEqual([kept]);
    for (const file of kept) expect((await readFile(published(file))).length).toBeGreaterThan(0);
    expect(await faults()).toEqual([]);
  });

  it('keeps a format that is offered no more for those who hold its address, and takes all away with the episode', async () => {
    const { audio } = await recordOf('One');
    const dropped = audio.alternates?.[0]?.path ?? '';
    show.spoken.length = 0;
    await show.edit('lector.yaml', 'formats: [mp3, m4a, opus]', 'formats: [mp3]');
    await build();
    expect(show.spoken).toEqual([]);
    const now = await recordOf('One');
    expect([now.audio.path, now.audio.alternates]).toEqual([audio.path, undefined]);
    expect(now.retiredAudio.map(({ path: file }) => file)).toContain(dropped);
    expect((await readFile(published(dropped))).length).toBeGreaterThan(0);
    expect(await textOf('feed.xml')).not.toContain('alternateEnclosure');
    expect(await faults()).toEqual([]);
    await (await show.open()).unpublish({ wanted: now.slug });
    expect(
      Object.keys(await show.published()).filter((file) => /\/one-[0-9a-f]{8}\.(?:m4a|mp3|opus)$/u.test(file)),
    ).toEqual([]);
  });
});

describe('a feed of a format of its own', { timeout: 60_000 }, () => {
  it('has the same items with that file as their enclosure, and is faultless', async () => {
    const rules = '\nfeeds:\n  - {path: small.xml, title: Small, format: opus}\n  - {path: apple.xml, format: m4a}\n';
    const own = await makeShow({
      'lector.yaml': `${CONFIG.replace('bitrateKbps: 32', 'bitrateKbps: 32, formats: [mp3, opus, m4a]')}${rules}`,
      'articles/one.md': article('One'),
    });
    await (await own.open()).build();
    const read = (file: string) => readFile(path.join(own.root, 'output', file), 'utf8');
    const enclosuresOf = (xml: string) => ({
      guid: /<guid[^>]*>([^<]+)/u.exec(xml)?.[1],
      texts: [...xml.matchAll(/<podcast:(?:transcript|chapters) url="([^"]+)"/gu)].map(([, url]) => url),
      types: [...xml.matchAll(/<(?:enclosure|podcast:alternateEnclosure) [^>]*type="([^"]+)"/gu)].map(
        ([, type]) => type,
      ),
    });
    const [main, small, apple] = await Promise.all(['feed.xml', 'small.xml', 'apple.xml'].map(read));
    const first = enclosuresOf(main ?? '');
    expect(first.types).toEqual(['audio/mpeg', 'audio/ogg', 'audio/x-m4a']);
    expect(enclosuresOf(small ?? '')).toEqual({ ...first, types: ['audio/ogg', 'audio/mpeg', 'audio/x-m4a'] });
    expect(enclosuresOf(apple ?? '')).toEqual({ ...first, types: ['audio/x-m4a', 'audio/mpeg', 'audio/ogg'] });
    const json = JSON.parse(await read('small.json')) as { items: { attachments: { mime_type: string }[] }[] };
    expect(json.items[0]?.attachments.map(({ mime_type }) => mime_type)).toEqual(enclosuresOf(small ?? '').types);
    const found = (await (await own.open()).check()).filter(({ severity }) => severity === 'error');
    // What directories do not list is told of the feed that is none of theirs.
    expect(found.map(({ code, place }) => [code, place?.file])).toEqual([['E_ENCLOSURE_TYPE', 'small.xml']]);
    expect((await (await own.open()).build()).rows.map(({ outcome }) => outcome)).toEqual(['reused']);
    expect([await read('small.xml'), await read('feed.xml')]).toEqual([small, main]);
    await own.remove();
  });
});

it.each([
  ['a quality of a constant bitrate', 'mp3: {quality: 3}', 'E_CONFIG'],
  ['a format twice', 'formats: [mp3, mp3]', 'E_CONFIG'],
  ['a format that is not made', 'formats: [wma]', 'E_FIELD_TYPE'],
  ['none', 'formats: []', 'E_FIELD_RANGE'],
])('refuses %s', async (_what, formats, code) => {
  const bad = await makeShow({ 'lector.yaml': CONFIG.replace('bitrateKbps: 32', formats) });
  await expect(loadConfig({ cwd: bad.root })).rejects.toMatchObject({ code });
  await bad.remove();
});

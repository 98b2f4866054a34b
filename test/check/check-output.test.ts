import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkOutput, checkTarget } from '../../src/check/check-output.js';
import { openFolderTarget } from '../../src/publish/targets/folder.js';
import { contentTypeOf } from '../../src/model/publication/paths/addresses.js';
import { findFfmpeg, type Ffmpeg } from '../../src/run-tool.js';
import { openMemoryTarget } from '../publish/targets/memory-target.js';
import { png, publishSample, squareJpeg, tagWithChapters } from './sample-output.js';

const EPISODE = 'episodes/the-tide-table';
const AUDIO = `${EPISODE}/the-tide-table-0f1e2d3c.mp3`;

describe('checkOutput', () => {
  let folder = '';
  let good = '';
  let ffmpeg: Ffmpeg;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'lector-check-'));
    good = path.join(folder, 'good');
    ffmpeg = await findFfmpeg({ searchPath: process.env['PATH'] ?? '' });
    await publishSample(good, ffmpeg);
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** What is found in a copy of the good folder after something in it was changed. */
  async function findingsAfter(change: (file: (name: string) => string) => Promise<void>) {
    const copy = await mkdtemp(path.join(folder, 'copy-'));
    await cp(good, copy, { recursive: true });
    await change((name) => path.join(copy, name));
    const findings = await checkOutput({ outDir: copy });
    await rm(copy, { recursive: true });
    return findings.map(({ code, place }) => `${code} ${place?.file ?? ''}`);
  }

  function replace(name: string, from: string | RegExp, to: string) {
    return async (file: (name: string) => string): Promise<void> => {
      const before = await readFile(file(name), 'utf8');
      const after = before.replace(from, to);
      expect(after).not.toBe(before);
      await writeFile(file(name), after);
    };
  }

  it('finds nothing in a good folder, decoded or not', async () => {
    expect(await checkOutput({ outDir: good })).toEqual([]);
    expect(await checkOutput({ outDir: good, ffmpeg })).toEqual([]);
  });

  it('finds the same at a target that is no folder, and leaves no copy of its audio behind', async () => {
    const copies = async (): Promise<number> =>
      (await readdir(os.tmpdir())).filter((name) => name.startsWith('lector-audio-')).length;
    const copiesBefore = await copies();
    const store = new Map();
    const elsewhere = openMemoryTarget(store);
    const here = openFolderTarget(good);
    for (const { path: name } of await here.list())
      await elsewhere.put({
        path: name,
        content: { file: here.locate(name) },
        contentType: contentTypeOf(name),
        cacheControl: 'no-cache',
      });
    expect(await checkTarget({ target: elsewhere, ffmpeg })).toEqual([]);
    const damaged = Buffer.from(store.get(AUDIO).bytes);
    damaged.fill(0, damaged.length - 100);
    store.set(AUDIO, { ...store.get(AUDIO), bytes: damaged });
    store.delete(`${EPISODE}/transcript-0f1e2d3c.srt`);
    expect((await checkTarget({ target: elsewhere })).map(({ code, place }) => [code, place?.file])).toEqual([
      ['E_AUDIO', AUDIO],
      ['E_FILE_MISSING', `${EPISODE}/transcript-0f1e2d3c.srt`],
    ]);
    expect(await copies()).toBe(copiesBefore);
  });

  it('takes a link to a folder for good, and one to nothing for dead', async () => {
    const found = await findingsAfter(async (file) => {
      const page = await readFile(file('index.html'), 'utf8');
      await writeFile(file('index.html'), `${page}<a href="episodes">All</a><a href="episode">None</a>`);
    });
    expect(found).toEqual(['E_LINK index.html']);
  });

  it('says when nothing was published', async () => {
    expect(await checkOutput({ outDir: path.join(folder, 'nothing') })).toMatchObject([{ code: 'E_FEED_MISSING' }]);
  });

  it('reports a feed that is no XML and nothing after it', async () => {
    expect(await findingsAfter((file) => writeFile(file('feed.xml'), '<rss><channel>'))).toEqual([
      'E_XML_TRUNCATED feed.xml',
    ]);
  });

  it.each<[string, string, string | RegExp, string, string[]]>([
    [
      'a chapter file that is not JSON',
      `${EPISODE}/chapters-0f1e2d3c.json`,
      '{',
      '',
      [`E_CHAPTERS_JSON ${EPISODE}/chapters-0f1e2d3c.json`],
    ],
    [
      'chapters that start late',
      `${EPISODE}/chapters-0f1e2d3c.json`,
      '"startTime": 0',
      '"startTime": 0.5',
      [`E_CHAPTERS_JSON ${EPISODE}/chapters-0f1e2d3c.json`],
    ],
    [
      'a chapter that reaches past the end',
      `${EPISODE}/chapters-0f1e2d3c.json`,
      '"endTime": 95',
      '"endTime": 9999',
      [`E_CHAPTERS_JSON ${EPISODE}/chapters-0f1e2d3c.json`],
    ],
    [
      'another title in the feed',
      'feed.xml',
      'title="Introduction"',
      'title="Opening"',
      ['E_CHAPTERS_DIFFER feed.xml'],
    ],
    [
      'another time in the feed',
      'feed.xml',
      'start="00:00:31.000"',
      'start="00:00:32.000"',
      ['E_CHAPTERS_DIFFER feed.xml'],
    ],
    ['another time in the description', 'feed.xml', '<p>00:31 ', '<p>00:33 ', ['E_CHAPTERS_DIFFER feed.xml']],
    ['no list in the description', 'feed.xml', /<p>\d\d:\d\d /gu, '<p>', ['W_CHAPTERS_LIST feed.xml']],
    [
      'another title on the page',
      `${EPISODE}/index.html`,
      '0:00 Introduction',
      '0:00 Opening',
      [`E_CHAPTERS_DIFFER ${EPISODE}/index.html`],
    ],
    ['another duration in the feed', 'feed.xml', '<itunes:duration>95', '<itunes:duration>96', [`E_DURATION ${AUDIO}`]],
    ['no duration on the page', `${EPISODE}/index.html`, '>1:35<', '>1:36<', [`W_PAGE_DURATION ${EPISODE}/index.html`]],
    [
      'a VTT cue that cannot be read',
      `${EPISODE}/transcript-0f1e2d3c.vtt`,
      '00:00:01.200 -->',
      '00:01,200 -->',
      [`E_TRANSCRIPT ${EPISODE}/transcript-0f1e2d3c.vtt`],
    ],
    [
      'an SRT cue before its time',
      `${EPISODE}/transcript-0f1e2d3c.srt`,
      '00:00:05,000 -->',
      '00:00:00,100 -->',
      [`E_TRANSCRIPT ${EPISODE}/transcript-0f1e2d3c.srt`],
    ],
    [
      'a JSON segment after the end',
      `${EPISODE}/transcript-0f1e2d3c.json`,
      '"endTime":9.1',
      '"endTime":900',
      [`E_TRANSCRIPT ${EPISODE}/transcript-0f1e2d3c.json`],
    ],
    [
      'a JSON segment without an end',
      `${EPISODE}/transcript-0f1e2d3c.json`,
      '"endTime":9.1,',
      '',
      [`E_TRANSCRIPT ${EPISODE}/transcript-0f1e2d3c.json`],
    ],
    [
      'a tag in the HTML transcript',
      `${EPISODE}/transcript-0f1e2d3c.html`,
      '<p>',
      '<p><script>1</script>',
      [`E_TRANSCRIPT ${EPISODE}/transcript-0f1e2d3c.html`],
    ],
    [
      'other words in the text',
      `${EPISODE}/transcript-0f1e2d3c.txt`,
      'fills',
      'empties',
      [`E_TRANSCRIPT_DIFFERS ${EPISODE}/transcript-0f1e2d3c.txt`],
    ],
    [
      'a dead link',
      `${EPISODE}/index.html`,
      'href="transcript-0f1e2d3c.vtt"',
      'href="transcript.ass"',
      [`E_LINK ${EPISODE}/index.html`],
    ],
    ['a dead fragment', `${EPISODE}/index.html`, 'href="#top"', 'href="#bottom"', [`E_LINK ${EPISODE}/index.html`]],
    [
      'a guid that is not on record',
      'manifest.json',
      'guid-of-the-tide-table',
      'another',
      ['E_MANIFEST manifest.json'],
    ],
    [
      'a file that is not the one on record',
      'manifest.json',
      /"sha256":"\w{8}/u,
      '"sha256":"00000000',
      [`E_AUDIO ${AUDIO}`],
    ],
    [
      'an address that leads nowhere',
      'feed.xml',
      '/transcript-0f1e2d3c.srt"',
      '/transcript2.srt"',
      [`E_FILE_MISSING ${EPISODE}/transcript2.srt`],
    ],
  ])('reports %s', async (_name, file, from, to, expected) => {
    const found = await findingsAfter(replace(file, from, to));
    expect(found).toEqual(expect.arrayContaining(expected));
    // Nothing in another file is blamed, but for forms that are compared with this one.
    expect(
      found.filter(
        (finding) =>
          !expected.includes(finding) &&
          !finding.startsWith('E_CHAPTERS_DIFFER') &&
          !finding.startsWith('E_TRANSCRIPT_DIFFERS'),
      ),
    ).toEqual([]);
  });

  it.each<[string, () => Uint8Array]>([
    ['too small', () => png(600, 600)],
    ['not square', () => png(1600, 1400)],
    ['of another type than its name', () => png(1400, 1400)],
    ['too large', () => squareJpeg(3001)],
    ['no image', () => Buffer.from('hello')],
  ])('reports a cover that is %s', async (_name, bytes) => {
    const found = await findingsAfter((file) => writeFile(file('cover-1a2b3c4d.jpg'), bytes()));
    expect(new Set(found)).toEqual(new Set(['E_IMAGE cover-1a2b3c4d.jpg']));
  });

  it.each<[string, string]>([
    ['cover', 'cover-1a2b3c4d.jpg'],
    ['chapter file', `${EPISODE}/chapters-0f1e2d3c.json`],
    ['transcript', `${EPISODE}/transcript-0f1e2d3c.json`],
    ['page', `${EPISODE}/index.html`],
  ])('reports a missing %s', async (_name, name) => {
    const found = await findingsAfter((file) => rm(file(name)));
    expect(found).toContain(`E_FILE_MISSING ${name}`);
  });

  it('reports missing audio once', async () => {
    const found = await findingsAfter((file) => rm(file(AUDIO)));
    expect(found.filter((finding) => finding.startsWith('E_ENCLOSURE'))).toEqual(['E_ENCLOSURE_FILE feed.xml']);
  });

  it('reports chapters in the file that differ from the others', async () => {
    const found = await findingsAfter(async (file) => {
      const audio = await readFile(file(AUDIO));
      await writeFile(file(AUDIO), tagWithChapters(audio, [{ startMs: 0, endMs: 95_000, title: 'All' }]));
    });
    expect(found).toContain(`E_CHAPTERS_DIFFER ${AUDIO}`);
  });

  it('reports audio of another length', async () => {
    const found = await findingsAfter(async (file) => {
      const episode = JSON.parse(await readFile(file(`${EPISODE}/episode.json`), 'utf8')) as { durationMs: number };
      await writeFile(
        file(`${EPISODE}/episode.json`),
        JSON.stringify({ ...episode, durationMs: episode.durationMs + 200 }),
      );
    });
    expect(found).toContain(`E_DURATION ${AUDIO}`);
  });
});

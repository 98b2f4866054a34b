import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkOutput } from '../../src/check/check-output.js';
import { retag, type EncodingContext } from '../../src/encoding/encode.js';
import type { Episode } from '../../src/model/episode.js';
import { silence } from '../../src/narration/engines/silence.js';
import { article, CONFIG, makeShow, recording, type TestShow } from '../show/test-show.js';

const IPTC = 'https://cv.iptc.org/newscodes/digitalsourcetype/';
const WHOLE = 'This episode is narrated by a computer-generated voice.';
const PARTS = 'Parts of this episode are narrated by a computer-generated voice.';
const SIDECAR = 'title: Talk\ndate: 2026-01-04T08:00:00Z\n';
const VOICES = 'disclosure: {voices: {ida: {synthesis: neural}}}\n';

/** A show in which every kind of voice is heard, alone and beside others. */
const FILES = {
  'lector.yaml': `${CONFIG.replace('engine: counting', 'engine: several')}${VOICES}`,
  'articles/rules.md': article('Rules'),
  'articles/neural.md': article('Neural').replace('title:', 'voice: ida\ntitle:'),
  'articles/mixed.md': article('Mixed').replace('title:', 'voice: ida\ntitle:'),
  'audio/programmes/people.yaml': `${SIDECAR}slug: people\nvoice: human\n`,
  'audio/programmes/people.wav': recording(),
  'audio/programmes/unsaid.yaml': `${SIDECAR.replace('04T', '05T')}slug: unsaid\n`,
  'audio/programmes/unsaid.wav': recording(),
};

let show: TestShow;
const out = (name: string) => path.join(show.root, 'output', name);
const read = (name: string) => readFile(out(name), 'utf8');
const dataOf = async (slug: string): Promise<Episode> =>
  JSON.parse(await read(`episodes/${slug}/episode.json`)) as Episode;

beforeAll(async () => {
  show = await makeShow(FILES);
  const ids = ['silence', 'ida'];
  const several = () => ({
    ...silence(),
    name: 'several',
    voices: () => Promise.resolve(ids.map((id) => ({ id, languages: [] }))),
  });
  const open = () => show.open({ engines: { several } });
  const { utterances } = await (await open()).script({ wanted: 'mixed' });
  const last = utterances.find(({ spoken }) => spoken.startsWith('It will speak'));
  await show.write(`audio/recordings/mixed/${last?.id ?? ''}.wav`, recording());
  await (await open()).build();
});
afterAll(() => show.remove());

describe('whose voice is heard', () => {
  it.each([
    ['rules', `${IPTC}algorithmicMedia`, 'true', WHOLE],
    ['neural', `${IPTC}trainedAlgorithmicMedia`, 'true', WHOLE],
    ['mixed', `${IPTC}compositeWithTrainedAlgorithmicMedia`, 'true', PARTS],
    ['people', `${IPTC}digitalCapture`, 'false', undefined],
    ['unsaid', undefined, undefined, undefined],
  ])('is told alike in every place of the episode %s', async (slug, sourceType, aiContent, sentence) => {
    const page = await read(`episodes/${slug}/index.html`);
    const types = [...page.matchAll(/"digitalSourceType":"([^"]*)"/gu)].map(([, type]) => type);
    expect(types).toEqual(sourceType === undefined ? [] : [sourceType, sourceType]);
    const item = (await read('feed.xml')).split('<item>').find((part) => part.includes(`/episodes/${slug}/`)) ?? '';
    expect(/purpose="ai-content">(\w+)</u.exec(item)?.[1]).toBe(aiContent);
    for (const text of [WHOLE, PARTS]) {
      expect([page.includes(text), item.includes(text)]).toEqual([text === sentence, text === sentence]);
    }
    const tag = (await readFile(out((await dataOf(slug)).audio.path))).subarray(0, 4000).toString('utf16le');
    const odd = (await readFile(out((await dataOf(slug)).audio.path))).subarray(1, 4001).toString('utf16le');
    for (const text of [sourceType, sentence])
      if (text !== undefined) expect(tag.includes(text) || odd.includes(text)).toBe(true);
    expect((tag + odd).includes('digitalSourceType')).toBe(sourceType !== undefined);
  });

  it('is nothing to complain of in a good show, by its profile alone or by all', async () => {
    const codes = (await checkOutput({ outDir: out('') })).map(({ code }) => code);
    expect(codes.filter((code) => code.includes('DISCLOSURE'))).toEqual([]);
    expect(await checkOutput({ outDir: out(''), profiles: ['disclosure'] })).toEqual([]);
  });
});

describe('a show whose places do not agree', () => {
  /** What is found in a copy after something in it was changed. */
  async function foundAfter(
    change: (file: (name: string) => string) => Promise<void>,
    profiles = ['disclosure'] as const,
  ) {
    const copy = path.join(show.root, 'copy');
    await cp(out(''), copy, { recursive: true });
    await change((name) => path.join(copy, name));
    const findings = await checkOutput({ outDir: copy, profiles });
    await rm(copy, { recursive: true });
    return findings.filter(({ code }) => code.includes('DISCLOSURE')).map(({ code, message }) => `${code} ${message}`);
  }
  const edit = (name: string, from: string | RegExp, to: string) => async (file: (name: string) => string) => {
    const before = await readFile(file(name), 'utf8');
    const after = before.replace(from, to);
    expect(after).not.toBe(before);
    await writeFile(file(name), after);
  };
  const DATA = 'episodes/neural/episode.json';
  const PAGE = 'episodes/neural/index.html';

  it.each([
    [
      'its feed denies a machine',
      edit('feed.xml', /(<item>[^]*?ai-content">)true/u, '$1false'),
      /^E_DISCLOSURE .*the feed says "false", and its data say "true"/u,
    ],
    [
      'its feed is silent',
      edit('feed.xml', /(<item>[^]*?)<podcast:txt purpose="ai-content">true<\/podcast:txt>/u, '$1'),
      /^W_DISCLOSURE_SILENT .*the feed does not say "true"/u,
    ],
    [
      'its page names another source',
      edit(PAGE, '/trainedAlgorithmicMedia', '/digitalCapture'),
      /^E_DISCLOSURE "Neural": its page says/u,
    ],
    ['its page has another template', edit(PAGE, WHOLE, ''), /^W_DISCLOSURE_SILENT "Neural": its page does not say/u],
    ['its notes have another template', edit('feed.xml', WHOLE, ''), /^W_DISCLOSURE_SILENT .*: its notes do not say/u],
    [
      'its notice comes late',
      edit(DATA, /"endMs":\d+/u, '"endMs":10001'),
      /^W_DISCLOSURE_SILENT "Neural": its first 10 seconds/u,
    ],
    [
      'its notice is gone',
      edit(DATA, '"blockKind":"disclosure"', '"blockKind":"intro"'),
      /^W_DISCLOSURE_SILENT "Neural": its first 10 seconds/u,
    ],
  ])('is told where %s', async (_what, change, expected) => {
    const found = await foundAfter(change);
    expect(found.filter((line) => expected.test(line))).toHaveLength(1);
    expect(await foundAfter(change, ['apple'] as never)).toEqual([]);
  });

  it('is told where the tag of its audio says otherwise, or nothing', async () => {
    const { audio } = await dataOf('neural');
    const tags = {
      title: 'Neural',
      album: 'A',
      publishedAt: '2026-01-02T08:00:00Z',
      language: 'en',
      genre: 'Podcast',
    } as const;
    const retagged = (disclosure: object) => async (file: (name: string) => string) => {
      const context = {
        temporaryFolder: path.join(show.root, 'tmp'),
        warn: () => undefined,
      } as unknown as EncodingContext;
      const finished = { ...audio, sampleRateHz: 22_050, channelCount: 1 as const, path: file(audio.path) };
      const [made] = await retag(
        { finished: [finished], chapters: [], tags: { ...tags, ...disclosure }, slug: 's' },
        context,
      );
      await cp(made.path, file(audio.path));
    };
    const other = { disclosure: { digitalSourceType: `${IPTC}digitalCapture`, isAiContent: false } };
    expect(await foundAfter(retagged(other))).toEqual([
      expect.stringContaining('E_DISCLOSURE "Neural": the tag of its audio says'),
      expect.stringContaining('E_DISCLOSURE "Neural": the tag of its audio says "false"'),
    ]);
    expect(await foundAfter(retagged({}))).toEqual([
      expect.stringContaining('W_DISCLOSURE_SILENT "Neural": the tag of its audio does not say'),
      expect.stringContaining('W_DISCLOSURE_SILENT "Neural": the tag of its audio does not say "true"'),
    ]);
  });
});

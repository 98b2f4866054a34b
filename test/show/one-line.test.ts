import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type * as Chapters from '../../src/chapters/formats/index.js';
import type * as Namespaces from '../../src/feed/namespaces/index.js';
import type * as Transcripts from '../../src/transcript/formats/index.js';
import type { Episode } from '../../src/model/episode.js';
import { besideAudio } from '../../src/model/publication/paths/episode-paths.js';
import type { ChapterFormat } from '../../src/chapters/formats/chapter-format.js';
import type { FeedNamespace } from '../../src/feed/namespaces/feed-namespace.js';
import type { TranscriptFormat } from '../../src/transcript/formats/transcript-format.js';
import { article, makeShow, type TestShow } from './test-show.js';

/** What would be a file of each folder, and the one line in its table. */
const added = vi.hoisted(() => {
  const transcript: TranscriptFormat = {
    extension: 'ttml',
    isTimed: true,
    label: 'TTML',
    write: ({ cues }) =>
      `<tt>${cues.map(({ startMs, endMs, text }) => `<p begin="${startMs}ms" end="${endMs}ms">${text}</p>`).join('')}</tt>`,
    read: (xml) => {
      const cues = [...xml.matchAll(/<p begin="(\d+)ms" end="(\d+)ms">([^<]*)<\/p>/gu)];
      return {
        cues: cues.map(([, startMs, endMs]) => ({ startMs: Number(startMs), endMs: Number(endMs) })),
        text: cues.map(([, , , text]) => text).join(' '),
        speakers: [],
        faults: xml.startsWith('<tt>') ? [] : ['it is not TTML'],
      };
    },
  };
  const namespace: FeedNamespace = {
    prefix: 'house',
    uri: 'https://example.org/house',
    channel: [{ name: 'house:desk', values: () => ['Harbour'] }],
    item: [{ name: 'house:slug', values: ({ episode }) => [episode.slug] }],
  };
  return { transcript, namespace };
});
const chapterList: ChapterFormat = {
  name: 'chapters.txt',
  write: ({ chapters }) => chapters.map(({ startMs, title }) => `${startMs / 1000} ${title}\n`).join(''),
  read: (text) => ({
    chapters: text
      .trim()
      .split('\n')
      .map((line) => /^(\S+) (.*)$/u.exec(line))
      .map((match) => ({ startMs: Number(match?.[1]) * 1000, title: match?.[2] ?? '' })),
    faults: text.endsWith('\n') ? [] : ['it ends in the middle of a line.'],
  }),
};

vi.mock('../../src/transcript/formats/index.js', async (original) => {
  const { TRANSCRIPT_FORMATS } = await original<typeof Transcripts>();
  return { TRANSCRIPT_FORMATS: [...TRANSCRIPT_FORMATS, added.transcript] };
});
vi.mock('../../src/chapters/formats/index.js', async (original) => {
  const { CHAPTER_FORMATS } = await original<typeof Chapters>();
  return {
    get CHAPTER_FORMATS() {
      return [...CHAPTER_FORMATS, chapterList];
    },
  };
});
vi.mock('../../src/feed/namespaces/index.js', async (original) => {
  const { FEED_NAMESPACES } = await original<typeof Namespaces>();
  return { FEED_NAMESPACES: [...FEED_NAMESPACES, added.namespace] };
});

const FOLDER = 'episodes/one';
const sections = ['The first part', 'The second part', 'The third part']
  .map(
    (title) =>
      `## ${title}\n\nOf ${title.toLowerCase()} ${'they spoke until the evening came and went '.repeat(12)}.\n`,
  )
  .join('\n');

describe('one file and one line', () => {
  let show: TestShow;
  beforeAll(async () => {
    show = await makeShow({ 'articles/one.md': article('One', sections) });
    await (await show.open()).build();
  });
  afterAll(() => show.remove());

  const textOf = async (file: string): Promise<string> => {
    const { readFile } = await import('node:fs/promises');
    return readFile(`${show.root}/output/${file}`, 'utf8');
  };
  const errors = async () =>
    (await (await show.open()).check()).flatMap(({ severity, code, place }) =>
      severity === 'error' ? [[code, place?.file]] : [],
    );
  const beside = async (name: string): Promise<string> =>
    besideAudio((JSON.parse(await textOf(`${FOLDER}/episode.json`)) as Episode).audio.path, name);
  /** What `check` says while a file holds something else. */
  const errorsWith = async (file: string, edit: (text: string) => string) => {
    const text = await textOf(file);
    await show.write(`output/${file}`, edit(text));
    try {
      return await errors();
    } finally {
      await show.write(`output/${file}`, text);
    }
  };

  it('are all that a build with them needs to pass every check', async () => {
    expect(await errors()).toEqual([]);
  });

  it('add a transcript format to the files, the feed, the page and the checks', async () => {
    const file = await beside('transcript.ttml');
    expect(added.transcript.read(await textOf(file)).text).toContain('Of the second part');
    expect(await textOf('feed.xml')).toContain(
      `<podcast:transcript url="https://pod.example.org/show/${file}" type="application/ttml+xml" language="en" rel="captions"/>`,
    );
    expect(await textOf(`${FOLDER}/index.html`)).toContain(`<a href="${path.basename(file)}">TTML</a>`);
    expect(await errorsWith(file, (text) => text.replace('second', 'other'))).toEqual([['E_TRANSCRIPT_DIFFERS', file]]);
    expect(await errorsWith(file, (text) => text.slice(1))).toEqual([['E_TRANSCRIPT', file]]);
  });

  it('add a chapter format to the files and the checks', async () => {
    const file = await beside('chapters.txt');
    expect(await textOf(file)).toMatch(/^0 The first part\n[\d.]+ The second part\n[\d.]+ The third part\n$/u);
    expect(await errorsWith(file, (text) => text.replace('second', 'other'))).toEqual([['E_CHAPTERS_DIFFER', file]]);
    expect(await errorsWith(file, (text) => text.trim())).toEqual([['E_CHAPTERS_JSON', file]]);
  });

  it('add tags to the feed, of the channel and of each item', async () => {
    const feed = await textOf('feed.xml');
    expect(feed).toContain('xmlns:house="https://example.org/house"');
    expect(feed).toContain('<house:desk>Harbour</house:desk>');
    expect(feed).toContain('<house:slug>one</house:slug>');
  });
});

import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as Notes from '../../src/notes/write-notes.js';
import { openFolderTarget } from '../../src/publish/targets/folder.js';
import type * as FindFiles from '../../src/sources/collect/find-files.js';
import { article, makeShow, type TestShow } from './test-show.js';

/** Enough for a first, a last, and many between that nobody may touch. */
const COUNT = 9;

const done = { read: [] as string[], rendered: [] as string[] };
vi.mock('../../src/sources/collect/find-files.js', async (original) => {
  const files = await original<typeof FindFiles>();
  return {
    ...files,
    readWhole: (file: Parameters<typeof files.readWhole>[0], maxBytes: number) => {
      done.read.push(path.basename(file.location));
      return files.readWhole(file, maxBytes);
    },
  };
});
vi.mock('../../src/notes/write-notes.js', async (original) => {
  const notes = await original<typeof Notes>();
  return {
    ...notes,
    writeNotes: (input: Parameters<typeof notes.writeNotes>[0], context: Parameters<typeof notes.writeNotes>[1]) => {
      if (input.episode.slug !== 'sample') done.rendered.push(input.episode.slug);
      return notes.writeNotes(input, context);
    },
  };
});

describe('a show of many episodes', () => {
  let show: TestShow;
  const day = (nth: number): string => article(`Day ${nth}`, '', `2026-01-0${nth}T08:00:00Z`);

  /** What a run reads of sources and of what is published, what it renders, and what it writes. */
  async function run(verb: 'build' | 'notes') {
    done.read.length = 0;
    done.rendered.length = 0;
    const fetched: string[] = [];
    const folder = openFolderTarget(path.join(show.root, 'output'));
    const read = (name: string) => {
      fetched.push(name);
      return folder.read(name);
    };
    const opened = await show.open({ target: { ...folder, read } });
    const receipt = verb === 'build' ? (await opened.build()).receipt : await opened.notes();
    return {
      sources: done.read.toSorted(),
      data: fetched.filter((name) => name.endsWith('episode.json')).length,
      rendered: done.rendered.toSorted(),
      written: receipt?.written.map((name) => name.replace(/-[0-9a-f]{8}(?=\.)|[0-9a-f]{16}(?=\.bin)/u, '')).toSorted(),
    };
  }

  beforeAll(async () => {
    const days = Array.from({ length: COUNT - 1 }, (_, index) => [`articles/${index + 1}.md`, day(index + 1)]);
    show = await makeShow(Object.fromEntries(days) as Record<string, string>);
    await run('build');
  }, 60_000);
  afterAll(() => show.remove());
  beforeEach(() => {
    // By then every file is older than a tick of any disk.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('reads no source, renders nothing and writes nothing when nothing changed', async () => {
    // What was written just before it was read is read once more.
    await run('build');
    expect(await run('build')).toEqual({ sources: [], data: 0, rendered: [], written: [] });
  });

  it('reads one new article, renders it and its neighbour, and writes what tells of it', async () => {
    await show.write(`articles/${COUNT}.md`, day(COUNT));
    const own = ['episode.json', 'index.html', 'day-9.mp3', 'embed.json', 'embed/index.html', 'oembed.json'];
    const transcripts = ['html', 'json', 'srt', 'txt', 'vtt'].map((extension) => `transcript.${extension}`);
    expect(await run('build')).toEqual({
      sources: ['9.md'],
      data: 1,
      rendered: ['day-8', 'day-9'],
      written: [
        ...[...own, ...transcripts].map((name) => `episodes/day-9/${name}`),
        '404.html',
        'episodes/day-8/index.html',
        'feed.json',
        'feed.xml',
        'index.html',
        'manifest.json',
        'search/.bin',
        'search/.bin',
        'search/catalogue.bin',
        'sitemap.xml',
      ].toSorted(),
    });
  }, 30_000);

  it('renders each once when a template is another, and writes what that changed', async () => {
    await show.write('templates/notes/description.hbs', '<p>{{episode.summary}}</p>\n');
    const { rendered, written } = await run('notes');
    expect(rendered).toHaveLength(COUNT);
    expect(written).toEqual(['feed.xml']);
    expect((await run('notes')).written).toEqual([]);
  });
});

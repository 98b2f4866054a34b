import type { Block } from '../../src/model/article.js';
import type { Chapter } from '../../src/model/chapter.js';
import type { Episode } from '../../src/model/episode.js';
import type { Show } from '../../src/model/publication/show.js';
import type { Cue, CueLink } from '../../src/model/transcript.js';

/** A show with two episodes: a narrated article with everything pages can show, and a recorded programme. */
export const SHOW: Show = {
  title: 'The Harbour Review',
  description: 'Reporting and essays from a small port town, read aloud. New episodes on weekdays.',
  baseUrl: 'https://harbour.example/podcast/',
  link: 'https://harbour.example/podcast/',
  language: 'en',
  author: 'Harbour Press',
  categories: [['News', 'Daily News']],
  isExplicit: false,
  type: 'episodic',
  isLocked: true,
  medium: 'newsletter',
  guid: '6f1d3b1e-6f0b-5c8e-9d52-0d9a1f7a2c11',
  image: 'cover-0a1b2c3d.png',
};

type Line = {
  readonly block: string;
  readonly kind: Block['kind'];
  readonly text: string;
  readonly speaker?: string;
  readonly link?: { readonly text: string; readonly href: string };
};

const LINES: readonly Line[] = [
  { block: 'b1', kind: 'title', text: 'The ferry that kept its timetable' },
  { block: 'b2', kind: 'standfirst', text: 'For sixty years one boat has crossed the sound at seven. This is how.' },
  { block: 'b3', kind: 'paragraph', text: 'At six in the morning the quay is dark and the engine is already warm.' },
  {
    block: 'b3',
    kind: 'paragraph',
    text: 'Marta Lindqvist checks the oil, the ropes and the barometer, in that order.',
  },
  { block: 'b3', kind: 'paragraph', text: 'She has done so since 1998, and her father did it before her.' },
  { block: 'b4', kind: 'heading', text: 'A boat with one job' },
  {
    block: 'b5',
    kind: 'paragraph',
    text: 'The crossing takes 22 minutes when the tide is kind and 31 when it is not.',
  },
  {
    block: 'b5',
    kind: 'paragraph',
    text: 'The harbour board publishes every arrival, late or not, in a log anyone may read.',
    link: { text: 'a log anyone may read', href: 'https://harbour.example/log' },
  },
  { block: 'b6', kind: 'quote', text: 'People set their clocks by us.', speaker: 'Marta Lindqvist' },
  { block: 'b6', kind: 'quote', text: 'You cannot be late when you are the clock.', speaker: 'Marta Lindqvist' },
  { block: 'b7', kind: 'heading', text: 'What the numbers say' },
  {
    block: 'b8',
    kind: 'paragraph',
    text: 'Of 18,250 crossings in the log, 211 were cancelled, most of them in one winter.',
  },
  { block: 'b9', kind: 'figure', text: 'Photograph: the ferry at the north quay, a light snow falling.' },
  {
    block: 'b10',
    kind: 'paragraph',
    text: 'Next year the old engine will give way to a battery, and the timetable will stay as it is.',
    link: { text: 'a battery', href: 'https://www.boats.example/battery?x=1&y=2' },
  },
];

const SENTENCE_MS = 5000;

export const ARTICLE: Episode = toArticle();

export const PROGRAMME: Episode = {
  ...ARTICLE,
  kind: 'programme',
  slug: 'evening-at-the-quay',
  guid: 'b6e6a1c0-3f1f-4a43-8a58-6a8b6f2f0d02',
  identity: 'audio/programmes/evening.mp3',
  title: 'Evening at the quay: an hour with the net menders',
  summary: 'Recorded on a windy night in March, between two tides.',
  description:
    'Recorded on a windy night in March, between **two tides**.\n\n- With Ida Berg\n- Music: the harbour choir',
  publishedAt: '2026-03-02T18:00:00+01:00',
  isAiNarrated: false,
  voices: [],
  durationMs: 3_723_000,
  audio: {
    ...ARTICLE.audio,
    name: 'evening-at-the-quay-99aabbcc.mp3',
    path: 'episodes/evening-at-the-quay/evening-at-the-quay-99aabbcc.mp3',
  },
  chapters: [],
  links: [],
  blocks: [],
};
delete (PROGRAMME as { standfirst?: string }).standfirst;
delete (PROGRAMME as { transcript?: unknown }).transcript;
delete (PROGRAMME as { engine?: string }).engine;

function toArticle(): Episode {
  const cues: Cue[] = LINES.map(({ block, kind, text, speaker, link }, index) => ({
    startMs: index * SENTENCE_MS + 200,
    endMs: (index + 1) * SENTENCE_MS - 300,
    text,
    ...(speaker !== undefined && { speaker }),
    utteranceId: `u-${index}`,
    blockId: block,
    blockKind: kind,
    role: kind === 'figure' ? 'aside' : kind === 'quote' || kind === 'heading' ? kind : 'narrator',
    ...(link && { links: [linkIn(text, link)] }),
    words: [],
  }));
  const durationMs = LINES.length * SENTENCE_MS;
  return {
    kind: 'article',
    slug: 'the-ferry-that-kept-its-timetable',
    guid: '0b0f3c62-52a4-4d0c-9a6e-0a7f3b0c1d01',
    identity: 'https://harbour.example/ferry',
    source: { kind: 'markdown', location: 'articles/ferry.md', sha256: 'ab'.repeat(32) },
    title: 'The ferry that kept its timetable',
    summary: 'For sixty years one boat has crossed the sound at seven. This is how.',
    standfirst: 'For sixty years one boat has crossed the sound at seven. This is how.',
    language: 'en',
    authors: ['Ida Berg', 'Tom Ashe'],
    publishedAt: '2026-03-05T07:00:00+01:00',
    section: 'Coast',
    tags: ['ferries'],
    sourceUrl: 'https://harbour.example/ferry',
    siteName: 'Harbour Review',
    isExplicit: false,
    episodeType: 'full',
    isAiNarrated: true,
    engine: 'flite',
    voices: ['slt'],
    durationMs,
    audio: {
      name: 'the-ferry-that-kept-its-timetable-1a2b3c4d.mp3',
      path: 'episodes/the-ferry-that-kept-its-timetable/the-ferry-that-kept-its-timetable-1a2b3c4d.mp3',
      format: 'mp3',
      mimeType: 'audio/mpeg',
      sizeBytes: 840_123,
      sha256: 'cd'.repeat(32),
      durationMs,
      bitrateKbps: 96,
      sampleRateHz: 44_100,
      channelCount: 1,
    },
    chapters: chapters(durationMs),
    transcript: { language: 'en', cues },
    links: [
      { text: 'a log anyone may read', href: 'https://harbour.example/log', startMs: 38_000 },
      { text: 'a battery', href: 'https://www.boats.example/battery?x=1&y=2', startMs: 66_500 },
    ],
    blocks: [...new Map(LINES.map(({ block, kind }) => [block, kind]))].map(([id, kind]) => toBlock(id, kind)),
  };
}

function linkIn(text: string, link: { readonly text: string; readonly href: string }): CueLink {
  const start = text.indexOf(link.text);
  return { start, end: start + link.text.length, href: link.href };
}

function chapters(durationMs: number): readonly Chapter[] {
  return [
    { startMs: 0, endMs: 25_000, title: 'The ferry that kept its timetable' },
    { startMs: 25_000, endMs: 50_000, title: 'A boat with one job', href: 'https://harbour.example/ferry#job' },
    { startMs: 50_000, endMs: durationMs, title: 'What the numbers say' },
  ];
}

function toBlock(id: string, kind: Block['kind']): Block {
  return (kind === 'heading' ? { id, kind, level: 2, spans: [] } : { id, kind, spans: [] }) as unknown as Block;
}

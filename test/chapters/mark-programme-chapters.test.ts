import { describe, expect, it } from 'vitest';
import { markProgrammeChapters } from '../../src/chapters/mark-programme-chapters.js';
import type { Programme, ProgrammeChapter } from '../../src/model/article.js';
import type { Finding } from '../../src/model/finding.js';

const DURATION_MS = 120_000;

function programmeWith(chapters: readonly ProgrammeChapter[]): Programme {
  return {
    kind: 'programme',
    identity: 'programmes/harbour.mp3',
    slug: 'harbour',
    source: { kind: 'programme', location: 'audio/programmes/harbour.yaml', sha256: '0'.repeat(64) },
    title: 'Harbour talk',
    authors: [],
    language: 'en',
    tags: [],
    provenance: {},
    options: {},
    audioPath: '/audio/harbour.mp3',
    description: '',
    chapters,
    isAiNarrated: false,
  };
}

function mark(chapters: readonly ProgrammeChapter[]) {
  const warnings: Finding[] = [];
  const marked = markProgrammeChapters({
    programme: programmeWith(chapters),
    timeline: { durationMs: DURATION_MS, sampleRateHz: 44_100, sampleCount: 5_292_000, items: [] },
    warn: (finding) => warnings.push(finding),
  });
  return { marked, warnings };
}

describe('markProgrammeChapters', () => {
  it('keeps times and titles as given and fills in the ends', () => {
    const { marked, warnings } = mark([
      { startMs: 0, title: 'a=b;c#d\\e' },
      { startMs: 30_500, endMs: 40_000, title: 'Two', href: 'https://example.org/2' },
      { startMs: 60_000, endMs: 120_400, title: 'Three', imageUrl: 'https://example.org/3.jpg' },
    ]);
    expect(warnings).toEqual([]);
    expect(marked).toEqual([
      { startMs: 0, endMs: 30_500, title: 'a=b;c#d\\e' },
      { startMs: 30_500, endMs: 40_000, title: 'Two', href: 'https://example.org/2' },
      { startMs: 60_000, endMs: 120_000, title: 'Three', imageUrl: 'https://example.org/3.jpg' },
    ]);
  });

  it('gives none for a programme without any', () => {
    expect(mark([])).toEqual({ marked: [], warnings: [] });
  });

  it('sorts chapters and says which were out of order', () => {
    const { marked, warnings } = mark([
      { startMs: 10_000, title: 'b' },
      { startMs: 0, title: 'a' },
    ]);
    expect(marked.map(({ title }) => title)).toEqual(['a', 'b']);
    expect(warnings).toMatchObject([{ code: 'W_CHAPTER_ORDER', message: expect.stringContaining('chapters 1,2') }]);
  });

  it('adds a chapter at 0, named after the programme', () => {
    const { marked, warnings } = mark([{ startMs: 5_000, title: 'a' }]);
    expect(marked).toEqual([
      { startMs: 0, endMs: 5_000, title: 'Harbour talk' },
      { startMs: 5_000, endMs: DURATION_MS, title: 'a' },
    ]);
    expect(warnings).toMatchObject([
      { code: 'W_CHAPTER_START', message: expect.stringContaining('first chapter at 5 s') },
    ]);
  });

  it('takes line ends and control characters out of a title and stays one chapter', () => {
    const { marked, warnings } = mark([{ startMs: 0, title: 'A\n[CHAPTER]\nSTART=0\u0007' }]);
    expect(marked).toEqual([{ startMs: 0, endMs: DURATION_MS, title: 'A [CHAPTER] START=0' }]);
    expect(warnings).toMatchObject([{ code: 'W_CONTROL_CHARS', message: expect.stringContaining('chapter 1 title') }]);
  });

  it('warns of chapters that are over at once', () => {
    const { marked, warnings } = mark([0, 10, 20, 30].map((startMs) => ({ startMs, title: `c${startMs}` })));
    expect(marked).toHaveLength(4);
    expect(warnings).toMatchObject([
      { code: 'W_CHAPTER_SHORT', message: expect.stringContaining('chapters under 1 s') },
    ]);
  });

  it('tells a chapter by the number, the line and the time that were written, one that was added not counted', () => {
    const place = { file: 'audio/programmes/marks.txt', line: 7 };
    const late = { startMs: 150_000, title: 'b', written: { number: 1, place, time: '2:30' } };
    const message = 'chapter 1 starts at 2:30, and the audio ends at 120 s.';
    expect(() => mark([{ startMs: 0, title: 'a' }, late])).toThrowError(
      expect.objectContaining({ code: 'E_CHAPTER_TIME', message, place }),
    );
  });

  it.each<[string, ProgrammeChapter[], string, string]>([
    [
      'a start beyond the end',
      [{ startMs: 120_000, title: 'a' }],
      'E_CHAPTER_TIME',
      'chapter 1 starts at 120 s, and the audio ends at 120 s',
    ],
    [
      'an end beyond the end',
      [{ startMs: 0, endMs: 9_999_000, title: 'a' }],
      'E_CHAPTER_TIME',
      'chapter 1 ends at 9999 s',
    ],
    [
      'an end before the start',
      [{ startMs: 10_000, endMs: 5_000, title: 'a' }],
      'E_CHAPTER_TIME',
      'chapter 1 endTime > startTime',
    ],
    ['a negative start', [{ startMs: -1000, title: 'a' }], 'E_CHAPTER_TIME', 'chapter 1 startTime >= 0'],
    ['a start that is no number', [{ startMs: Number.NaN, title: 'a' }], 'E_CHAPTER_TIME', 'chapter 1 startTime >= 0'],
    [
      'two chapters at one time',
      [
        { startMs: 0, title: 'a' },
        { startMs: 0, title: 'b' },
      ],
      'E_CHAPTER_TIME',
      '"a" and "b" both start at 0 s',
    ],
    ['an empty title', [{ startMs: 0, title: ' \n' }], 'E_FIELD_EMPTY', 'chapter 1 title'],
    ['a title too long', [{ startMs: 0, title: 'x'.repeat(5000) }], 'E_FIELD_LONG', 'chapter 1 title 5000 > 255'],
    ['a script as link', [{ startMs: 0, title: 'a', href: 'javascript:alert(1)' }], 'E_URL_SCHEME', 'chapter 1 url'],
    [
      'a local file as image',
      [{ startMs: 0, title: 'a', imageUrl: 'file:///etc/hostname' }],
      'E_URL_SCHEME',
      'chapter 1 img',
    ],
    [
      'more chapters than a file holds',
      Array.from({ length: 256 }, (_, index) => ({ startMs: index * 400, title: `c${index}` })),
      'E_FIELD_RANGE',
      '256 chapters',
    ],
  ])('refuses %s', (_name, chapters, code, says) => {
    const place = { file: 'audio/programmes/harbour.yaml' };
    expect(() => mark(chapters)).toThrowError(
      expect.objectContaining({ code, message: expect.stringContaining(says), place }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { json as jsonChapters } from '../../src/chapters/formats/json.js';
import { markProgrammeChapters } from '../../src/chapters/mark-programme-chapters.js';
import { LectorError } from '../../src/errors.js';
import type { ProgrammeChapter } from '../../src/model/article.js';
import {
  arrangeChapters,
  cutChapterTitle,
  findChapterFaults,
  findOrderFaults,
  findOverlapFaults,
} from '../../src/model/chapter-rules.js';
import { collect, makeProject } from '../sources/project.js';

const DURATION_MS = 100_000;

/** A fault, with the sentence that says so wherever it is met. */
const FAULTS: readonly (readonly [name: string, chapters: readonly ProgrammeChapter[], sentence: string])[] = [
  ['no title', [{ startMs: 0, title: ' ' }], 'chapter 1 title is empty.'],
  ['a title too long', [{ startMs: 0, title: '😀'.repeat(256) }], 'chapter 1 title 256 > 255 characters.'],
  ['a start before 0', [{ startMs: -500, title: 'a' }], 'chapter 1 startTime >= 0 does not hold: -0.5 s.'],
  [
    'an end before its start',
    [{ startMs: 0, title: 'a' }, { startMs: 9000, endMs: 8000, title: 'b' }],
    'chapter 2 endTime > startTime does not hold: 8 s, 9 s.',
  ],
  [
    'two starts at once',
    [{ startMs: 0, title: 'a' }, { startMs: 9000, title: 'b' }, { startMs: 9000, title: 'c' }],
    'chapters "b" and "c" both start at 9 s.',
  ],
  [
    'a script as an address',
    [{ startMs: 0, title: 'a', href: 'javascript:alert(1)' }],
    'chapter 1 url "javascript:alert(1)" is not an http or https address.',
  ],
  ['no address', [{ startMs: 0, title: 'a', imageUrl: 'a.png' }], 'chapter 1 img "a.png" is not an address.'],
  [
    'an address with a password',
    [{ startMs: 0, title: 'a', href: 'https://me:secret@example.org/' }],
    'chapter 1 url holds a user name or password.',
  ],
  [
    'too many',
    Array.from({ length: 256 }, (_, index) => ({ startMs: index * 300, title: `c${index}` })),
    '256 chapters, and a file holds at most 255.',
  ],
]; // prettier-ignore

describe('a list of chapters', () => {
  it.each(FAULTS)('with %s is told so in one sentence by side-car, recording and check', async (_n, list, sentence) => {
    const json = JSON.stringify({ version: '1.2.0', chapters: list.map(toJson) });
    expect(jsonChapters.read(json, DURATION_MS).faults).toContain(sentence);
    expect(refusalOf(list)).toBe(sentence);
    const root = await makeProject({
      'audio/programmes/talk.mp3': 'audio bytes',
      'audio/programmes/talk.json': JSON.stringify({ title: 'A talk', chapters: list.map(toJson) }),
    });
    expect((await collect(root)).refused.map(({ message }) => message)).toEqual([sentence]);
  });

  it('is measured against the recording once that is known', () => {
    const late: ProgrammeChapter[] = [{ startMs: DURATION_MS, title: 'a' }];
    const sentence = 'chapter 1 starts at 100 s, and the audio ends at 100 s.';
    expect(findChapterFaults(late)).toEqual([]);
    expect(refusalOf(late)).toBe(sentence);
    expect(
      jsonChapters.read(JSON.stringify({ version: '1.2.0', chapters: late.map(toJson) }), DURATION_MS).faults,
    ).toContain(sentence);
  });

  it('may end as late as a list that rounds would say', () => {
    const chapter = { startMs: 0, endMs: DURATION_MS + 900, title: 'a' };
    expect(findChapterFaults([chapter], { durationMs: DURATION_MS, endToleranceMs: 1000 })).toEqual([]);
    expect(findChapterFaults([chapter], { durationMs: DURATION_MS }).map(({ message }) => message)).toEqual([
      'chapter 1 ends at 100.9 s, and the audio ends at 100 s.',
    ]);
  });

  it('is published in the order of its times, without one reaching into the next', () => {
    const list = [
      { startMs: 0, endMs: 6000, title: 'a' },
      { startMs: 5000, endMs: 5000, title: 'b' },
      { startMs: 4000, endMs: 9000, title: 'c' },
    ];
    expect(findOrderFaults(list).map(({ message }) => message)).toEqual([
      'chapter "c" at 4 s stands after "b" at 5 s.',
    ]);
    expect(findOverlapFaults(list, { durationMs: 8000 }).map(({ message }) => message)).toEqual([
      'chapter 1 ends at 6 s, and the next starts at 5 s.',
      'chapter 2 ends at 5 s, and the next starts at 4 s.',
      'chapter 3 ends at 9 s, and the audio ends at 8 s.',
    ]);
  });

  it('is put in order with a chapter at 0, and says so', () => {
    const { chapters, changes } = arrangeChapters([{ startMs: 9000, title: 'b' }, { startMs: 5000, title: 'a' }], 'Talk');
    expect(chapters.map(({ startMs, title }) => [startMs, title])).toEqual([[0, 'Talk'], [5000, 'a'], [9000, 'b']]);
    expect(changes.map(({ message }) => message)).toEqual([
      'chapters 1,2 were not in the order of their times; they were sorted.',
      'first chapter at 5 s; a chapter at 0 s, "Talk", was added.',
    ]);
  }); // prettier-ignore

  it('has titles that are cut between characters', () => {
    expect(cutChapterTitle(`\n${'😀'.repeat(300)}`)).toBe('😀'.repeat(255));
  });
});

function refusalOf(chapters: readonly ProgrammeChapter[]): string {
  try {
    markProgrammeChapters({
      programme: {
        kind: 'programme', identity: 'a.mp3', slug: 'a', source: { kind: 'programme', location: 'a.yaml', sha256: '' },
        title: 'A', authors: [], language: 'en', tags: [], provenance: {}, options: {}, audioPath: '/a.mp3',
        description: '', chapters, isAiNarrated: false,
      },
      timeline: { durationMs: DURATION_MS, sampleRateHz: 44_100, sampleCount: 4_410_000, items: [] },
      warn: () => undefined,
    });
  } catch (error) {
    if (error instanceof LectorError) return error.message;
    throw error;
  }
  return 'taken';
} // prettier-ignore

function toJson({ startMs, endMs, title, href, imageUrl }: ProgrammeChapter): object {
  return {
    startTime: startMs / 1000,
    title,
    ...(endMs !== undefined && { endTime: endMs / 1000 }),
    ...(href !== undefined && { url: href }),
    ...(imageUrl !== undefined && { img: imageUrl }),
  };
}

import { describe, expect, it } from 'vitest';
import { markChapters } from '../../src/chapters/mark-chapters.js';
import type { ScriptSection } from '../../src/model/script.js';
import type { Timeline } from '../../src/model/timeline.js';

/** A timeline in which utterance `u<n>` is heard from the n-th start on. */
function timelineOf(startsMs: readonly number[], durationMs: number): Timeline {
  return {
    durationMs,
    sampleRateHz: 44_100,
    sampleCount: (durationMs / 1000) * 44_100,
    items: startsMs.map((startMs, index) => ({
      kind: 'speech',
      startMs,
      endMs: (startsMs[index + 1] ?? durationMs) - 300,
      utteranceId: `u${index + 1}`,
    })),
  };
}

function section(title: string, utterance: number, level = 1): ScriptSection {
  return { title, level, utteranceId: `u${utterance}` };
}

describe('markChapters', () => {
  it('starts chapters on the whole second before the first word, the first at 0, and ends each where the next starts', () => {
    const chapters = markChapters({
      timeline: timelineOf([450, 61_200, 122_200], 187_432),
      sections: [
        { ...section('Opening', 1), href: 'https://example.org/a#opening' },
        section(' The  middle\n', 2),
        section('The end', 3),
      ],
    });
    expect(chapters).toEqual([
      { startMs: 0, endMs: 61_000, title: 'Opening', href: 'https://example.org/a#opening' },
      { startMs: 61_000, endMs: 122_000, title: 'The middle' },
      { startMs: 122_000, endMs: 187_432, title: 'The end' },
    ]);
  });

  it('gives none when fewer than three are left', () => {
    const timeline = timelineOf([200, 61_200], 120_000);
    expect(markChapters({ timeline, sections: [section('One', 1), section('Two', 2)] })).toEqual([]);
  });

  it.each([
    {
      name: 'joins a short section with the one before it, and moves no other title',
      startsMs: [200, 60_200, 65_200, 130_200, 200_200],
      levels: [1, 1, 1, 1, 1],
      expected: ['s1 0', 's3 65', 's4 130', 's5 200'],
    },
    {
      name: 'keeps the title of a heading that has nothing but its own subsection below it',
      startsMs: [200, 60_200, 64_200, 130_200],
      levels: [1, 1, 2, 1],
      expected: ['s1 0', 's2 60', 's4 130'],
    },
    {
      name: 'gives the place of a short first section to the second',
      startsMs: [200, 6_200, 65_200, 130_200],
      levels: [1, 1, 1, 1],
      expected: ['s2 0', 's3 65', 's4 130'],
    },
    {
      name: 'joins short neighbours in pairs instead of losing them all to the first',
      startsMs: [200, 40_200, 60_200, 80_200, 100_200, 120_200],
      levels: [1, 2, 2, 2, 2, 1],
      expected: ['s1 0', 's2 40', 's4 80', 's6 120'],
    },
    {
      name: 'names two short neighbours after the longer',
      startsMs: [200, 40_200, 44_200, 70_200, 110_200],
      levels: [1, 2, 2, 1, 1],
      expected: ['s1 0', 's3 40', 's4 70', 's5 110'],
    },
    {
      name: 'keeps a top section of 15 s and drops a nested one',
      startsMs: [200, 60_200, 75_200, 130_200, 240_200],
      levels: [1, 1, 1, 1, 2],
      expected: ['s1 0', 's2 60', 's3 75', 's4 130'],
    },
  ])('$name', ({ startsMs, levels, expected }) => {
    const sections = levels.map((level, index) => section(`s${index + 1}`, index + 1, level));
    const chapters = markChapters({ timeline: timelineOf(startsMs, 260_000), sections });
    expect(chapters.map(({ title, startMs }) => `${title} ${startMs / 1000}`)).toEqual(expected);
  });

  it('takes what comes before the first section into it', () => {
    const input = {
      timeline: timelineOf([200, 45_200, 90_200, 140_200], 200_000),
      sections: [section('One', 2), section('Two', 3), section('Three', 4)],
    };
    expect(markChapters(input).map(({ title, startMs }) => [title, startMs])).toEqual([
      ['One', 0],
      ['Two', 90_000],
      ['Three', 140_000],
    ]);
  });

  it('leaves out sections that are not heard and sections without a title', () => {
    const sections = [section('One', 1), section('Lost', 9), section('  ', 2), section('Two', 3), section('Three', 4)];
    const chapters = markChapters({ timeline: timelineOf([200, 40_200, 80_200, 120_200], 160_000), sections });
    expect(chapters.map(({ title }) => title)).toEqual(['One', 'Two', 'Three']);
  });

  it('never gives more than the 255 a CTOC frame holds', () => {
    const startsMs = Array.from({ length: 600 }, (_, index) => index * 40_000 + 200);
    const sections = startsMs.map((_, index) => section(`s${index + 1}`, index + 1));
    const chapters = markChapters({ timeline: timelineOf(startsMs, 600 * 40_000), sections });
    expect(chapters.length).toBeGreaterThan(100);
    expect(chapters.length).toBeLessThanOrEqual(255);
    expect(
      chapters.every(
        ({ startMs, endMs }, index) => endMs === (chapters[index + 1]?.startMs ?? 24_000_000) && endMs > startMs,
      ),
    ).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import type { EpisodeRow } from '../../../src/context.js';
import { formatSummary, formatTable } from '../../../src/cli/terminal/summary-table.js';
import { textWidth } from '../../../src/cli/terminal/text-width.js';

describe('formatTable', () => {
  it('keeps columns in line whatever script a title is in', () => {
    const table = formatTable(
      [
        ['Episode', 'Length'],
        ['港の夜行', '25:48'],
        ['🚢 é', '1:02:03'],
      ],
      { rightAligned: [1], cut: 0 },
    );
    expect(table).toBe(['Episode    Length', '港の夜行    25:48', '🚢 é      1:02:03'].join('\n'));
  });
});

describe('the table a build ends with', () => {
  const row: EpisodeRow = {
    slug: 'a',
    title: 'A',
    outcome: 'scheduled',
    durationMs: 3_723_000,
    chapterCount: 24,
    sizeBytes: 123_400_000,
    loudnessLufs: -16,
    elapsedMs: 12_300,
  };

  it.each([
    'A long title of an article about the harbour, the school and the road to both',
    '船'.repeat(60),
    '👩‍🚀'.repeat(60),
  ])('fits into 80 columns with %s, and cuts inside no character', (title) => {
    const lines = formatSummary([row, { ...row, title }]).split('\n');
    expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(80);
    expect(lines[1]).toMatch(/^A +1:02:03 +24 +123\.4 +-16\.0 +scheduled +12\.3 s$/u);
    expect(lines[2]).toMatch(/^(?:\P{L}|\p{L})*?… +1:02:03/u);
  });
});

import { describe, expect, it } from 'vitest';
import { formatTable, shortenTitle } from '../../../src/cli/terminal/summary-table.js';

describe('formatTable', () => {
  it('keeps columns in line whatever script a title is in', () => {
    const table = formatTable(
      [
        ['Episode', 'Length'],
        ['港の夜行', '25:48'],
        ['🚢 é', '1:02:03'],
      ],
      new Set([1]),
    );
    expect(table).toBe(['Episode    Length', '港の夜行    25:48', '🚢 é      1:02:03'].join('\n'));
  });
});

describe('shortenTitle', () => {
  it('cuts at 44 columns and never inside a character', () => {
    expect(shortenTitle('A short title')).toBe('A short title');
    expect(shortenTitle('船'.repeat(30))).toBe(`${'船'.repeat(21)}…`);
    expect(shortenTitle('👩‍🚀'.repeat(30))).toBe(`${'👩‍🚀'.repeat(21)}…`);
  });
});

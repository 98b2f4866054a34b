import { describe, expect, it } from 'vitest';
import { readTimestampList } from '../../../src/feed/standards/text/read-timestamp-list.js';

describe('readTimestampList', () => {
  it('reads a chapter from each line that begins with a time', () => {
    const html = '<p>00:00 Start<br>(1:05) The middle</p><ul><li>1:02:03 &amp; the end</li></ul><p>No time.</p>';
    expect(readTimestampList(html).chapters).toEqual([
      { startMs: 0, title: 'Start' },
      { startMs: 65_000, title: 'The middle' },
      { startMs: 3_723_000, title: '& the end' },
    ]);
  });

  it('takes no line with one digit of seconds, as Apple and Spotify do not', () => {
    expect(readTimestampList('<p>0:00 Start</p><p>0:5 Intro</p><p>3:1 for the home team</p>')).toEqual({
      chapters: [{ startMs: 0, title: 'Start' }],
      refused: [],
    });
  });
});

import { describe, expect, it } from 'vitest';
import { chapterFiles } from '../../src/chapters/chapter-files.js';
import { json as jsonChapters } from '../../src/chapters/formats/json.js';
import { SHOW, sampleEpisode } from '../feed/sample-show.js';

describe('chapterFiles', () => {
  it('writes JSON chapters 1.2 in seconds', () => {
    const [file] = chapterFiles({ episode: sampleEpisode(), show: SHOW });
    expect(file?.path).toBe('episodes/the-tide-table/chapters-0f1e2d3c.json');
    const text = file && 'content' in file ? String(file.content) : '';
    expect(JSON.parse(text)).toEqual({
      version: '1.2.0',
      title: 'The tide table, explained',
      podcastName: 'The Harbour Reader',
      author: 'Ada Marsh, Jón Þór',
      fileName: 'the-tide-table-0f1e2d3c.mp3',
      chapters: [
        { startTime: 0, endTime: 61, title: 'Introduction' },
        {
          startTime: 61,
          endTime: 122,
          title: 'The moon & the sun',
          url: 'https://www.example.org/the-tide-table#moon',
        },
        { startTime: 122, endTime: 187.4, title: 'Spring tides' },
      ],
    });
    expect(jsonChapters.read(text, 187_400).faults).toEqual([]);
  });

  it('writes no file for an episode without chapters', () => {
    expect(chapterFiles({ episode: sampleEpisode({ chapters: [] }), show: SHOW })).toEqual([]);
  });
});

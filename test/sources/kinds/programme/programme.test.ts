import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { collect, makeProject } from '../../project.js';

const AUDIO = { 'audio/programmes/talk.mp3': 'audio bytes' };

describe('a recorded programme', () => {
  it('takes everything from its YAML sidecar and from the files of its name', async () => {
    const root = await makeProject({
      ...AUDIO,
      'audio/programmes/talk.vtt': 'WEBVTT\n',
      'audio/programmes/cover.jpg': 'picture',
      'audio/programmes/talk.yaml': [
        'title: "An evening with a lighthouse keeper"',
        'date: July 15, 2025 at 7:28 p.m. EDT',
        'description: |',
        '  Recorded **live**.',
        '',
        '  With questions.',
        'authors: [Ann Example]',
        'image: cover.jpg',
        'language: en-GB',
        'explicit: true',
        'season: 2',
        'episode: 3',
        'episodeType: bonus',
        'guid: "0012"',
        'aiNarrated: false',
        'chapters:',
        '  - { time: "0:00", title: Welcome }',
        '  - { start: "1:02:03", title: "Fog; and light = hope", url: "https://example.org/fog", img: "https://example.org/f.jpg" }',
        '  - { startTime: 4000.5, endTime: 4100, title: End }',
      ].join('\n'),
    });
    const { items, refused, warnings } = await collect(root);
    expect([refused, warnings]).toEqual([[], []]);
    expect(items).toEqual([
      {
        kind: 'programme',
        identity: '0012',
        slug: 'an-evening-with-a-lighthouse-keeper',
        source: {
          kind: 'programme',
          location: 'audio/programmes/talk.yaml',
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/u),
        },
        title: 'An evening with a lighthouse keeper',
        authors: ['Ann Example'],
        publishedAt: '2025-07-15T19:28:00-04:00',
        language: 'en-GB',
        tags: [],
        image: path.join(root, 'audio/programmes/cover.jpg'),
        provenance: {
          title: 'sidecar',
          publishedAt: 'sidecar',
          description: 'sidecar',
          authors: 'sidecar',
          image: 'sidecar',
          language: 'sidecar',
          statedIdentity: 'sidecar',
        },
        options: { guid: '0012', isExplicit: true, season: 2, episode: 3, episodeType: 'bonus' },
        audioPath: path.join(root, 'audio/programmes/talk.mp3'),
        description: 'Recorded **live**.\n\nWith questions.',
        chapters: [
          {
            startMs: 0,
            title: 'Welcome',
            written: { number: 1, place: { file: 'audio/programmes/talk.yaml', line: 17 }, time: '0:00' },
          },
          {
            startMs: 3_723_000,
            title: 'Fog; and light = hope',
            href: 'https://example.org/fog',
            imageUrl: 'https://example.org/f.jpg',
            written: { number: 2, place: { file: 'audio/programmes/talk.yaml', line: 18 }, time: '1:02:03' },
          },
          {
            startMs: 4_000_500,
            endMs: 4_100_000,
            title: 'End',
            written: { number: 3, place: { file: 'audio/programmes/talk.yaml', line: 19 }, time: '4000.5' },
          },
        ],
        transcriptPath: path.join(root, 'audio/programmes/talk.vtt'),
        isAiNarrated: false,
      },
    ]);
  });

  it('reads a JSON sidecar without changing an id', async () => {
    const sidecar = '{"title": "A talk", "id": "12345678901234567890", "episode": 4, "explicit": false}';
    const { items } = await collect(await makeProject({ ...AUDIO, 'audio/programmes/talk.json': sidecar }));
    expect(items.map(({ identity, options }) => [identity, options])).toEqual([
      ['12345678901234567890', { episode: 4, isExplicit: false }],
    ]);
  });

  it.each([
    ['a list of lines', 'chapters:\n  - 0:00 Start\n  - "1:30 - Middle"\n'],
    ['one text of lines', 'chapters: |\n  0:00 Start\n  1:30 Middle\n'],
    ['a text file', 'chapters: marks.txt\n'],
    ['a JSON Chapters file', 'chapters: marks.json\n'],
  ])('takes chapters as %s', async (_name, chapters) => {
    const json = {
      version: '1.2.0',
      chapters: [
        { startTime: 0, title: 'Start' },
        { startTime: 45, title: 'A picture only', toc: false },
        { startTime: 90, title: 'Middle' },
      ],
    };
    const root = await makeProject({
      ...AUDIO,
      'audio/programmes/talk.yaml': `title: A talk\n${chapters}`,
      'audio/programmes/marks.txt': '00:00 Start\n(1:30) Middle\n',
      'audio/programmes/marks.json': JSON.stringify(json),
    });
    const { items, refused } = await collect(root);
    expect(refused).toEqual([]);
    expect(items.map((item) => (item.kind === 'programme' ? item.chapters : []))).toMatchObject([
      [
        { startMs: 0, title: 'Start' },
        { startMs: 90_000, title: 'Middle' },
      ],
    ]);
  });

  it.each([
    ['a list of lines', 'chapters:\n  - "0:0 Start"\n  - "0:5 Intro"\n  - "1:2:3 End"\n'],
    ['one text of lines', 'chapters: |\n  0:0 Start\n  [0:5] Intro\n  1:2:3 - End\n'],
    ['fields', 'chapters: [{time: "0:0", title: Start}, {start: "0:5", title: Intro}, {at: "1:2:3", title: End}]\n'],
    ['a text file', 'chapters: marks.txt\n'],
    ['a JSON Chapters file', 'chapters: marks.json\n'],
  ])('takes one digit of seconds for what it says in %s', async (_name, chapters) => {
    const json = ['0:0 Start', '0:5 Intro', '1:2:3 End'].map((line) => line.split(' '));
    const root = await makeProject({
      ...AUDIO,
      'audio/programmes/talk.yaml': `title: A talk\n${chapters}`,
      'audio/programmes/marks.txt': '0:0 Start\n0:5 Intro\n1:2:3 End\n',
      'audio/programmes/marks.json': JSON.stringify({
        version: '1.2.0',
        chapters: json.map(([startTime, title]) => ({ startTime, title })),
      }),
    });
    const { items, refused } = await collect(root);
    expect(refused).toEqual([]);
    expect(items.map((item) => (item.kind === 'programme' ? item.chapters : []))).toMatchObject([
      [
        { startMs: 0, title: 'Start' },
        { startMs: 5_000, title: 'Intro' },
        { startMs: 3_723_000, title: 'End' },
      ],
    ]);
  });

  it.each([
    ['00:15: Money', 15_000, 'Money'],
    ['00:15:Money', 15_000, 'Money'],
    ['(0:15) Money', 15_000, 'Money'],
    ['[00:00:15.5] – Money', 15_500, 'Money'],
    ['- 0:15 Money: a talk', 15_000, 'Money: a talk'],
    ['2. 0:15 | Money', 15_000, 'Money'],
    ['**0:15** Money', 15_000, 'Money'],
    ['0:15 — Money', 15_000, 'Money'],
    ['Money – 0:15', 15_000, 'Money'],
    ['Money (00:15)', 15_000, 'Money'],
    ['0:15 -10 degrees', 15_000, '-10 degrees'],
    ['0:15 24:7 service', 15_000, '24:7 service'],
    ['15s Money', 15_000, 'Money'],
    ['15,5 Money', 15_500, 'Money'],
    ['1h02m03s Money', 3_723_000, 'Money'],
    ['2 min 30 s – Money', 150_000, 'Money'],
    [`1'30" Money`, 90_000, 'Money'],
    ['【0：15】潮汐', 15_000, '潮汐'],
  ])('reads the line %s of a list of chapters', async (line, startMs, title) => {
    const sidecar = `title: A talk\nchapters: |\n  0:00 Start\n  ${line}\n`;
    const { items } = await collect(await makeProject({ ...AUDIO, 'audio/programmes/talk.yaml': sidecar }));
    const chapters = items.flatMap((item) => (item.kind === 'programme' ? item.chapters : []));
    expect(chapters[1]).toMatchObject({ startMs, title, written: { number: 2, place: { line: 4 } } });
  });

  it('ends a chapter where its line says so', async () => {
    const sidecar = 'title: A talk\nchapters: ["0:00 – 0:10 Start", "(0:15-0:20) Money"]\n';
    const { items } = await collect(await makeProject({ ...AUDIO, 'audio/programmes/talk.yaml': sidecar }));
    expect(items.flatMap((item) => (item.kind === 'programme' ? item.chapters : []))).toMatchObject([
      { startMs: 0, endMs: 10_000, title: 'Start' },
      { startMs: 15_000, endMs: 20_000, title: 'Money' },
    ]);
  });

  it.each([
    [
      'chapters: |\n  0:00 Start\n  0:75 Money\n',
      4,
      'line 4 of the chapters begins with no time such as 1:02:03: "0:75 Money"',
    ],
    [
      'chapters:\n  - 0:00 Start\n\n  - Money\n',
      5,
      'line 5 of the chapters begins with no time such as 1:02:03: "Money"',
    ],
    ['chapters:\n  - 0:00 Start\n  - 12 Angry Men\n', 4, '"12 Angry Men"'],
    ['chapters:\n  - 5 minutes of fame\n  - 0:10 Money\n', 3, '"5 minutes of fame"'],
    ['chapters:\n  - 1.5 Money\n  - 1.6 Tide\n', 3, '"1.5 Money"'],
    ['chapters:\n  - {time: 0:00, title: Start}\n  - {time: soon, title: Money}\n', 4, 'chapter 2 startTime "soon"'],
    ['chapters:\n  - {time: 0:00, title: Start}\n  - {time: "0:10"}\n', 4, 'chapter 2 title is empty'],
  ])('names line and value of a fault in %j', async (chapters, line, says) => {
    const sidecar = `title: A talk\n${chapters}`;
    const { refused } = await collect(await makeProject({ ...AUDIO, 'audio/programmes/talk.yaml': sidecar }));
    const message = expect.stringContaining(says) as string;
    expect(refused).toMatchObject([{ message, place: { file: 'audio/programmes/talk.yaml', line } }]);
  });

  it.each([
    [
      'title: A talk\naudio: other.mp3\n',
      'E_AUDIO',
      'other.mp3 is not there',
      'put it there or correct the path in the sidecar.',
    ],
    [
      'title: A talk\naudio: ../../../secret.mp3\n',
      'E_ASSET_OUTSIDE',
      'field audio',
      'put assets below the source folder and write a path relative to this file.',
    ],
    [
      'title: A talk\ntranscript: none.vtt\n',
      'E_INPUT',
      'none.vtt is not there',
      'put it there or correct the path in the sidecar.',
    ],
    ['date: 2025-07-15\n', 'E_FIELD_MISSING', 'field title is missing', 'add title: "…".'],
    ['title: A talk\ntilte: x\n', 'E_UNKNOWN_KEY', 'did you mean "title"?', 'write title.'],
    ['title: A talk\nchapters: {a: b}\n', 'E_FIELD_TYPE', 'field chapters: expected list', 'write one - per chapter.'],
    [
      'title: A talk\nchapters: ["0:00 a", "0:00 b"]\n',
      'E_CHAPTER_TIME',
      '"a" and "b" both start at 0 s',
      'give each chapter a start of its own.',
    ],
    [
      'title: A talk\nchapters: none.txt\n',
      'E_INPUT',
      'none.txt cannot be read',
      'check that the file is there and may be read.',
    ],
    ['title: A talk\nseason: 0\n', 'E_FIELD_RANGE', 'field season', 'count from 1.'],
    [
      'title: A talk\nexplicit: maybe\n',
      'E_FIELD_TYPE',
      'field explicit: expected true or false',
      'write explicit: true',
    ],
    ['title: A talk\nlanguage: engl!sh\n', 'E_FIELD_LANG', 'field language', 'write language: en or language: pt-BR'],
    [
      'title: A talk\nurl: https://me:secret@example.org/\n',
      'E_URL_CREDENTIALS',
      '***@example.org',
      'remove it: everything in a feed is public.',
    ],
    ['- a\n- b\n', 'E_YAML', 'expected fields', 'write one field a line.'],
    ['title: !!js/function "x"\n', 'E_YAML', 'tag', 'correct the line; put texts with : # [ { & * in quotes.'],
  ])('is refused for %j', async (sidecar, code, says, hint) => {
    const { items, refused } = await collect(await makeProject({ ...AUDIO, 'audio/programmes/talk.yaml': sidecar }));
    expect(items).toEqual([]);
    expect(refused.map((finding) => finding.code)).toEqual([code]);
    expect(refused[0]?.message).toContain(says);
    expect(refused[0]?.message).not.toContain('secret@');
    expect(refused[0]?.hint).toBe(hint);
  });
});

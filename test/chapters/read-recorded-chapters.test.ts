import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRecordedChapters } from '../../src/chapters/read-recorded-chapters.js';
import type { Finding } from '../../src/model/finding.js';
import { findFfmpeg, runProgram } from '../../src/run-tool.js';
import { tagWithChapters } from '../check/sample-output.js';

describe('readRecordedChapters', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'lector-recorded-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  let findings: Finding[] = [];
  function chaptersOf(name: string, durationMs: number) {
    findings = [];
    const warn = (finding: Finding) => void findings.push(finding);
    return readRecordedChapters({ audioPath: path.join(folder, name), durationMs, place: { file: name }, warn });
  }

  async function read(name: string, bytes: Uint8Array, durationMs: number) {
    const file = path.join(folder, name);
    await writeFile(file, bytes);
    return chaptersOf(name, durationMs);
  }

  it('reads the chapters of an MP3, in order, without those no list could hold', async () => {
    const chapters = [
      { startMs: 5000, endMs: 9000, title: 'The\ntide' },
      { startMs: 0, endMs: 5000, title: 'Welcome' },
      { startMs: 0, endMs: 10, title: 'Again at the start' },
      { startMs: 7000, endMs: 9000, title: ' ' },
      { startMs: 9000, endMs: 9500, title: 'After the end' },
    ];
    expect(await read('a.mp3', tagWithChapters(new Uint8Array(16), chapters), 9000)).toEqual([
      { startMs: 0, title: 'Welcome' },
      { startMs: 5000, title: 'The tide' },
    ]);
    const message =
      'a.mp3: of the 5 chapters it carries inside, left out: "Again at the start" at 0:00 starts with another, " " at 0:07 has no name, "After the end" at 0:09 lies after the end (0:09).';
    const hint = 'list the chapters in the sidecar.';
    expect(findings).toMatchObject([{ code: 'W_CHAPTERS_RECORDED', message, hint, place: { file: 'a.mp3' } }]);
  });

  const THREE = [
    { startMs: 0, title: 'Welcome' },
    { startMs: 500, title: 'The tide' },
    { startMs: 1500, title: 'Good night' },
  ];
  const THREE_NAMES = { CHAPTER001NAME: 'Welcome', CHAPTER002NAME: 'The tide', CHAPTER003NAME: 'Good night' };
  const CUE = [
    'PERFORMER "Ada"\nTITLE "The whole"\nFILE "x.wav" WAVE',
    '  TRACK 01 AUDIO\n    TITLE "Welcome"\n    INDEX 01 00:00:00',
    '  TRACK 02 AUDIO\n    TITLE "The tide"\n    INDEX 00 00:00:20\n    INDEX 01 00:00:37.5',
    '  TRACK 03 AUDIO\n    TITLE Good night\n    INDEX 01 00:01:37',
  ].join('\n');

  it.each<[string, string, Record<string, string>, readonly object[], string]>([
    [
      'Opus',
      'a.opus',
      { CHAPTER001: '00:00:00.000', CHAPTER002: '00:00:00.500', CHAPTER003: '00:00:01.500', ...THREE_NAMES },
      THREE,
      '',
    ],
    [
      'Ogg Vorbis in lower case',
      'b.ogg',
      { chapter001: '00:00:00.000', chapter001name: 'Welcome' },
      THREE.slice(0, 1),
      '',
    ],
    [
      'FLAC, short times',
      'c.flac',
      {
        CHAPTER01: '0:0',
        CHAPTER01NAME: 'Welcome',
        CHAPTER02: '0:00.5',
        CHAPTER02NAME: 'The tide',
        CHAPTER3: '00:00:01.5',
        CHAPTER3NAME: 'Good night',
      },
      THREE,
      '',
    ],
    [
      'Opus, numbered otherwise',
      'd.opus',
      {
        CHAPTER001: '00:00:01.500',
        CHAPTER002: '00:00:00.500',
        CHAPTER003: '00:00:00.000',
        CHAPTER001NAME: 'Good night',
        CHAPTER002NAME: 'The tide',
        CHAPTER003NAME: 'Welcome',
      },
      THREE,
      'sorted by their times',
    ],
    [
      'Opus, without a name and after the end',
      'e.opus',
      {
        CHAPTER000: '00:00:00.000',
        CHAPTER000NAME: 'Welcome',
        CHAPTER001: '00:00:01.000',
        CHAPTER002: '00:00:59.000',
        CHAPTER002NAME: 'Late',
        CHAPTER003: 'soon',
        CHAPTER003NAME: 'Soon',
      },
      THREE.slice(0, 1),
      'left out: CHAPTER001=00:00:01.000 has no name, CHAPTER002=00:00:59.000 lies after the end (0:02), CHAPTER003=soon is no time',
    ],
    [
      'FLAC, a cue sheet',
      'f.flac',
      { CUESHEET: CUE.replace('37.5', '37') },
      [...THREE.slice(0, 1), { startMs: 493, title: 'The tide' }, { startMs: 1493, title: 'Good night' }],
      '',
    ],
    ['Ogg without any', 'g.ogg', { TITLE: 'A talk' }, [], ''],
  ])('reads the comments of %s', async (_name, file, comments, chapters, says) => {
    const ffmpeg = await findFfmpeg({ searchPath: process.env['PATH'] ?? '' });
    const metadata = Object.entries(comments).flatMap(([name, value]) => ['-metadata', `${name}=${value}`]);
    const codec = { opus: 'libopus', ogg: 'libvorbis', flac: 'flac' }[path.extname(file).slice(1)] ?? '';
    const args = ['-nostdin', '-y', '-f', 'lavfi', '-i', 'sine=duration=2', ...metadata, '-c:a', codec, file];
    expect((await runProgram({ program: ffmpeg.path, args, cwd: folder, timeoutMs: 60_000 })).exitCode).toBe(0);
    expect(await chaptersOf(file, 2000)).toEqual(chapters);
    expect(findings.map(({ message }) => message.replace(/^.* inside, /u, ''))).toEqual(
      says === '' ? [] : [`${says}.`],
    );
  });

  it('reads the chapters of an M4A', async () => {
    const ffmpeg = await findFfmpeg({ searchPath: process.env['PATH'] ?? '' });
    const chapter = (start: number, title: string) =>
      `[CHAPTER]\nTIMEBASE=1/1000\nSTART=${start}\nEND=${start + 1000}\ntitle=${title}\n`;
    await writeFile(path.join(folder, 'c.txt'), `;FFMETADATA1\n${chapter(0, 'Eins')}${chapter(1000, 'Zwei')}`);
    const args = '-nostdin -v error -f lavfi -i sine=duration=2 -i c.txt -map_chapters 1 -c:a aac x.m4a'.split(' ');
    expect(await runProgram({ program: ffmpeg.path, args, cwd: folder, timeoutMs: 60_000 })).toMatchObject({
      exitCode: 0,
    });
    expect(await chaptersOf('x.m4a', 2000)).toEqual([
      { startMs: 0, title: 'Eins' },
      { startMs: 1000, title: 'Zwei' },
    ]);
  });

  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['a recording without chapters', Buffer.from('RIFF\0\0\0\0WAVEfmt ', 'latin1')],
    ['a tag that says it is larger than any tag', Buffer.from('ID3\u0003\0\0\u007f\u007f\u007f\u007f', 'latin1')],
    ['a movie whose boxes are cut', Buffer.from('\0\0\0\u000cftypM4A \0\0\u00ff\u00ffmoov', 'latin1')],
  ])('finds none in %s', async (_name, bytes) => {
    expect(await read('other', bytes, 1000)).toEqual([]);
  });
});

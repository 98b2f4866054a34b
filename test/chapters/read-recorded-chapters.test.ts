import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRecordedChapters } from '../../src/chapters/read-recorded-chapters.js';
import { findFfmpeg, runProgram } from '../../src/run-tool.js';
import { tagWithChapters } from '../check/sample-output.js';

describe('readRecordedChapters', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'lector-recorded-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function read(name: string, bytes: Uint8Array, durationMs: number) {
    const file = path.join(folder, name);
    await writeFile(file, bytes);
    return readRecordedChapters(file, durationMs);
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
    expect(await readRecordedChapters(path.join(folder, 'x.m4a'), 2000)).toEqual([
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

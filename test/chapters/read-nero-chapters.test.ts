import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readNeroChapters } from '../../src/chapters/read-nero-chapters.js';
import { findFfmpeg, runProgram } from '../../src/run-tool.js';

describe('readNeroChapters', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'lector-chpl-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function read(name: string) {
    const file = await open(path.join(folder, name));
    try {
      return await readNeroChapters(file);
    } finally {
      await file.close();
    }
  }

  it('reads the chapters that ffmpeg writes into an M4A file', async () => {
    const ffmpeg = await findFfmpeg({ searchPath: process.env['PATH'] ?? '' });
    const chapter = (start: number, end: number, title: string) =>
      `[CHAPTER]\nTIMEBASE=1/1000\nSTART=${start}\nEND=${end}\ntitle=${title}\n`;
    const metadata = `;FFMETADATA1\n${chapter(0, 1500, 'Größe')}${chapter(1500, 3000, 'Two & three')}`;
    await writeFile(path.join(folder, 'chapters.txt'), metadata);
    const args = '-nostdin -v error -f lavfi -i sine=duration=3 -i chapters.txt -map_chapters 1 -c:a aac x.m4a'.split(
      ' ',
    );
    const { exitCode } = await runProgram({ program: ffmpeg.path, args, cwd: folder, timeoutMs: 60_000 });
    expect(exitCode).toBe(0);
    expect(await read('x.m4a')).toEqual([
      { startMs: 0, title: 'Größe' },
      { startMs: 1500, title: 'Two & three' },
    ]);
  });

  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['a file of another kind', Buffer.from('ID3\u0003 not a box at all, and long enough to be read')],
    ['a box that says it is larger than the file', Buffer.from('\u0000\u0000\u00ff\u00ffmoov', 'latin1')],
    ['a movie without chapters', Buffer.from('\u0000\u0000\u0000\u0008moov', 'latin1')],
  ])('is nothing for %s', async (_name, bytes) => {
    await writeFile(path.join(folder, 'other'), bytes);
    expect(await read('other')).toBeUndefined();
  });
});

import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readArchive } from '../../../src/narration/voices/read-archive.js';
import { makeTar } from './make-tar.js';

/** A tar of `voice/a.txt`, packed by the program bzip2 itself (1.0.8). */
const BZIP2 =
  'QlpoOTFBWSZTWYQSMYIAADXfgcIyYAX3AABAAgBqZJ9AAAQBCCAAVEKA0NNMIMjJmQNNUADJp6hkGgaNbFkokC2sAJQCgBOBDBFIbuzsCQVZ3KVe+nGVwP8lGQRcHfQ/gJPIzI6scI2F3JFOFCQhBIxggA==';
const FILES = { 'voice/a.txt': 'Hello, hello, hello!\n' };
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lector-archive-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(name: string, bytes: Buffer): Promise<Readonly<Record<string, string>>> {
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  const found: Record<string, string> = {};
  await readArchive(file, async (entry) => {
    const pieces: Buffer[] = [];
    for await (const piece of entry.bytes) pieces.push(piece);
    found[entry.name] = Buffer.concat(pieces).toString();
    expect(Buffer.concat(pieces)).toHaveLength(entry.sizeBytes);
  });
  return found;
}

const packed = Buffer.from(BZIP2, 'base64');

describe('readArchive', () => {
  it.each([
    ['plain.tar', makeTar(FILES)],
    ['gzip.tar.gz', gzipSync(makeTar(FILES))],
    ['gzip.tgz', gzipSync(makeTar(FILES))],
    ['bzip2.tar.bz2', packed],
  ])('reads %s', async (name, bytes) => {
    expect(await read(name, bytes)).toEqual(FILES);
  });

  it('reads what a file of several streams holds, one behind the other', async () => {
    const tar = makeTar(FILES);
    const parts = [tar.subarray(0, 700), tar.subarray(700)].map((part) =>
      execFileSync('bzip2', ['-c'], { input: part }),
    );
    expect(await read('two.tar.bz2', Buffer.concat(parts))).toEqual(FILES);
  });

  it('passes over what the program tar made of links', async () => {
    await writeFile(path.join(folder, 'real'), 'real');
    await symlink('/etc/passwd', path.join(folder, 'link'));
    execFileSync('tar', ['-cf', path.join(folder, 'links.tar'), '-C', folder, 'link', 'real']);
    expect(await read('again.tar', await readFile(path.join(folder, 'links.tar')))).toEqual({ real: 'real' });
  });

  it.each([
    ['a bit of bzip2 was turned', 'x.tar.bz2', flip(packed)],
    ['bzip2 was cut', 'x.tar.bz2', packed.subarray(0, 60)],
    ['it is no bzip2', 'x.tar.bz2', Buffer.from('<!doctype html>')],
    ['gzip was cut', 'x.tar.gz', gzipSync(makeTar(FILES)).subarray(0, 60)],
    ['the tar was cut', 'x.tar', makeTar(FILES).subarray(0, 520)],
    ['a header was changed', 'x.tar', Buffer.from(makeTar(FILES)).fill('x', 0, 5)],
    ['a name leads outside', 'x.tar', makeTar({ 'voice/../../x': '' })],
    ['a name is absolute', 'x.tar', makeTar({ '/tmp/x': '' })],
    ['a name has a drive', 'x.tar', makeTar({ 'c:/x': '' })],
    ['a name has backslashes that lead outside', 'x.tar', makeTar({ 'voice\\..\\..\\x': '' })],
  ])('refuses an archive when %s', async (_why, name, bytes) => {
    await expect(read(name, bytes)).rejects.toMatchObject({
      code: 'E_FETCH',
      message: expect.stringMatching(/^the archive is damaged: [^:]{5,80}\.$/u) as string,
    });
  });

  it('keeps no name of any length in memory', async () => {
    const found = await read('x.tar', makeTar({ ['x'.repeat(5_000_000)]: 'y' }));
    expect(found).toEqual({ ['x'.repeat(100)]: 'y' });
  });

  it('says that a file is missing as what it is, and passes on what its reader throws', async () => {
    const nothing = readArchive(path.join(folder, 'nothing.tar.bz2'), () => Promise.resolve());
    await expect(nothing).rejects.toMatchObject({ code: 'ENOENT' });
    const file = path.join(folder, 'large.tar.gz');
    await writeFile(file, gzipSync(makeTar({ a: Buffer.alloc(5_000_000, 'x'), b: 'y' })));
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC', syscall: 'write' });
    await expect(readArchive(file, () => Promise.reject(full))).rejects.toBe(full);
  });

  it('waits for its reader, however slow', async () => {
    const file = path.join(folder, 'slow.tar.bz2');
    const noise = Buffer.from(
      Uint32Array.from({ length: 750_000 }, (_, index) => (index * 2_654_435_761) >>> 3).buffer,
    );
    await writeFile(file, execFileSync('bzip2', ['-c'], { input: makeTar({ a: noise, b: noise }), maxBuffer: 20e6 }));
    const sizes: Record<string, number> = {};
    await readArchive(file, async ({ name, bytes }) => {
      for await (const piece of bytes) {
        sizes[name] = (sizes[name] ?? 0) + piece.length;
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    });
    expect(sizes).toEqual({ a: noise.length, b: noise.length });
  });
});

function flip(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8((copy[70] ?? 0) ^ 4, 70);
  return copy;
}

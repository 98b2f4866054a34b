import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFfmpeg } from '../../src/run-tool.js';
import { fakeFfmpeg, makeProgram } from './fake-program.js';

const BUNDLED = (createRequire(import.meta.url)('@ffmpeg-installer/ffmpeg') as { path: string }).path;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lector-find-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function folderWith(name: string, script: string): Promise<string> {
  const place = path.join(folder, name);
  await mkdir(place);
  await makeProgram(place, 'ffmpeg', script);
  return place;
}

describe('findFfmpeg', () => {
  it('takes a good one from the search path', async () => {
    const place = await folderWith('good', fakeFfmpeg('6.1.1', { encoders: ['libmp3lame', 'libopus'] }));
    expect(await findFfmpeg({ searchPath: ['/nowhere', place].join(path.delimiter) })).toEqual({
      path: path.join(place, 'ffmpeg'),
      version: '6.1.1',
      origin: 'path',
      encoders: ['libmp3lame', 'libopus'],
    });
  });

  it('takes the next one where the first is too old', async () => {
    const old = await folderWith('old-first', fakeFfmpeg('4.4.2'));
    const young = await folderWith('young-second', fakeFfmpeg('n7.0'));
    const found = await findFfmpeg({ searchPath: [old, young].join(path.delimiter) });
    expect(found).toMatchObject({ version: 'n7.0', path: path.join(young, 'ffmpeg') });
  });

  it('falls back on the binary that npm installed', async () => {
    const old = await folderWith('old', fakeFfmpeg('3.4'));
    const found = await findFfmpeg({ searchPath: old });
    expect(found).toMatchObject({ path: BUNDLED, origin: 'bundled' });
    expect(found.encoders).toContain('libmp3lame');
  });

  it('falls back on it where the one on the path writes no MP3', async () => {
    const poor = await folderWith('poor', fakeFfmpeg('6.0', { encoders: ['aac'] }));
    expect(await findFfmpeg({ searchPath: poor })).toMatchObject({ origin: 'bundled' });
  });

  it('takes the next one where the first lacks what the formats of a show need', async () => {
    const poor = await folderWith('without-opus', fakeFfmpeg('6.0', { encoders: ['libmp3lame', 'aac'] }));
    const rich = await folderWith('with-opus', fakeFfmpeg('6.0', { encoders: ['libmp3lame', 'libopus'] }));
    const searchPath = [poor, rich].join(path.delimiter);
    expect(await findFfmpeg({ searchPath, encoders: ['libopus'] })).toMatchObject({ path: path.join(rich, 'ffmpeg') });
  });

  it.each<[string, object]>([
    ['configured', { configuredPath: 'without/ffmpeg' }],
    ['on the path', { searchPath: 'without', bundledPackage: '@ffmpeg-installer/not-installed' }],
  ])('says which format cannot be written by the only one, %s', async (what, options) => {
    const place = await folderWith(`only-${what}`, fakeFfmpeg('6.0', { encoders: ['libmp3lame', 'aac'] }));
    const own = Object.entries(options).map(([key, value]) => [key, String(value).replace('without', place)]);
    await expect(findFfmpeg({ ...Object.fromEntries(own), encoders: ['aac', 'libopus'] })).rejects.toMatchObject({
      code: 'E_FFMPEG',
      message: `${place}/ffmpeg has no libopus encoder, so it cannot write Opus.`,
      hint: 'leave Opus out of audio.formats, or install ffmpeg 5.0 or newer, or run "npm install @ffmpeg-installer/ffmpeg".',
    });
  });

  it('says that there is none when the npm package is missing too', async () => {
    await expect(
      findFfmpeg({ searchPath: '', bundledPackage: '@ffmpeg-installer/not-installed' }),
    ).rejects.toMatchObject({
      code: 'E_FFMPEG_MISSING',
      message: 'ffmpeg was not found.',
      hint: 'install ffmpeg 5.0 or newer, or run "npm install @ffmpeg-installer/ffmpeg".',
    });
  });

  it('names the version of the only one when that is too old', async () => {
    const old = await folderWith('only-old', fakeFfmpeg('3.4.11-0ubuntu0.1', { libavutil: 55 }));
    await expect(
      findFfmpeg({ searchPath: old, bundledPackage: '@ffmpeg-installer/not-installed' }),
    ).rejects.toMatchObject({
      code: 'E_FFMPEG_OLD',
      message: `${path.join(old, 'ffmpeg')} is too old: found 3.4.11, need 5.0.`,
    });
  });

  it('tells the age of a build without a release number by its libraries', async () => {
    const git = await folderWith('git', fakeFfmpeg('N-109000-gabcdef', { libavutil: 58 }));
    expect(await findFfmpeg({ searchPath: git })).toMatchObject({ version: 'N-109000-gabcdef', origin: 'path' });
    const old = await folderWith('git-old', fakeFfmpeg('N-47683-g0e8eb07980', { libavutil: 56 }));
    const configuredPath = path.join(old, 'ffmpeg');
    await expect(findFfmpeg({ configuredPath })).rejects.toMatchObject({ code: 'E_FFMPEG_OLD' });
  });

  it('tries nothing else where one is configured', async () => {
    const missing = path.join(folder, 'nothing-here');
    const searchPath = process.env['PATH'] ?? '';
    const configured = (configuredPath: string) => findFfmpeg({ configuredPath, searchPath });
    await expect(configured(missing)).rejects.toMatchObject({ code: 'E_FFMPEG_MISSING' });
    const old = await makeProgram(folder, 'old-ffmpeg', fakeFfmpeg('3.4'));
    await expect(configured(old)).rejects.toMatchObject({ message: `${old} is too old: found 3.4, need 5.0.` });
    const poor = await makeProgram(folder, 'poor-ffmpeg', fakeFfmpeg('5.1', { encoders: [] }));
    await expect(configured(poor)).rejects.toMatchObject({ code: 'E_FFMPEG' });
    const other = await makeProgram(folder, 'not-ffmpeg', 'echo hello');
    await expect(configured(other)).rejects.toMatchObject({ code: 'E_FFMPEG_MISSING' });
  });

  it('accepts the bundled one by its path, old as it is', async () => {
    expect(await findFfmpeg({ configuredPath: BUNDLED })).toMatchObject({ origin: 'config', path: BUNDLED });
  });
});

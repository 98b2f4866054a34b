import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig, type Config } from '../../../src/config.js';
import { readTakes, writeTake } from '../../../src/show/episodes/takes.js';

describe('takes', () => {
  let config: Config;
  beforeEach(async () => {
    const root = await mkdtemp(path.join(os.tmpdir(), 'lector-takes-'));
    await writeFile(path.join(root, 'lector.yaml'), 'title: A show\n');
    await mkdir(path.join(root, 'audio'));
    config = (await loadConfig({ cwd: root })).config;
  });
  afterEach(() => rm(config.root, { recursive: true }));

  const file = (): string => path.join(config.root, 'audio', 'takes.json');

  it('are none without a file, and are read back as they were written', async () => {
    expect(await readTakes(config)).toEqual({});
    await writeTake(config, { slug: 'b', utteranceId: 'u-1', take: 2 });
    await writeTake(config, { slug: 'a', utteranceId: 'u-2', take: 1 });
    expect(await readTakes(config)).toEqual({ a: { 'u-2': 1 }, b: { 'u-1': 2 } });
    await writeTake(config, { slug: 'a', utteranceId: 'u-2', take: 0 });
    expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual({ b: { 'u-1': 2 } });
  });

  it.each([
    ['half a file', '{"a": {"u-1": 1', 'E_JSON', 'not valid JSON (line 1, column 16)'],
    ['a sentence twice', '{"a": {"u-1": 1,\n"u-1": 2}}', 'E_JSON_DUPLICATE', '"u-1" stands twice'],
    ['a take in words', '{"a": {"u-1": "two"}}', 'E_JSON', 'damaged'],
    ['a list', '[]', 'E_JSON', 'damaged'],
    ['a name of prototypes', '{"__proto__": {"u-1": 1}}', 'E_UNKNOWN_KEY', '__proto__'],
  ])('are refused for %s', async (_name, text, code, says) => {
    await writeFile(file(), text);
    await expect(readTakes(config)).rejects.toMatchObject({
      code,
      exitCode: 3,
      message: expect.stringContaining(says) as string,
      place: { file: path.join('audio', 'takes.json') },
    });
  });
});

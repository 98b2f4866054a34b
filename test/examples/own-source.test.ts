import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { describeSource } from '../../src/contracts/index.js';
import { loadConfig, openShow, type Manifest, type OpenShow, type SourceModule } from '../../src/index.js';

const EXAMPLE = path.resolve(import.meta.dirname, '../../examples/own-source');
const EXPORT = path.join(EXAMPLE, 'articles/harbour.export.json');
const { jsonExport } = (await import(pathToFileURL(path.join(EXAMPLE, 'json-source.mjs')).href)) as {
  readonly jsonExport: SourceModule;
};

const content = await readFile(EXPORT, 'utf8');
describeSource(
  jsonExport,
  { origin: 'articles', location: 'articles/harbour.export.json', content },
  { afterAll, describe, it },
);

describe('the example of a source', () => {
  let root = '';
  afterAll(() => rm(root, { recursive: true, force: true }));

  async function open(): Promise<OpenShow> {
    const { config } = await loadConfig({ cwd: root });
    return openShow(config, { sources: [jsonExport], now: () => new Date('2026-03-05T12:00:00Z') });
  }

  it('gives an episode for each article of one file, and an edit of one leaves the other alone', async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'lector-own-source-'));
    await cp(EXAMPLE, root, { recursive: true });
    const yaml = await readFile(path.join(root, 'lector.yaml'), 'utf8');
    await writeFile(path.join(root, 'lector.yaml'), yaml.replace('../..', path.resolve(EXAMPLE, '../..')));
    const report = await (await open()).build();
    expect(report.rows.map(({ slug, outcome }) => [slug, outcome])).toEqual([
      ['the-pier-opens-again', 'built'],
      ['a-longer-night-for-the-ferry', 'built'],
    ]);
    const guids = async () =>
      (JSON.parse(await readFile(path.join(root, 'output/manifest.json'), 'utf8')) as Manifest).episodes.map(
        ({ guid }) => guid,
      );
    const before = await guids();
    const file = path.join(root, 'articles/harbour.export.json');
    await writeFile(file, content.replace('The pier opens again', 'The pier is open at last'));
    expect((await (await open()).build()).rows.map(({ outcome }) => outcome)).toEqual(['built', 'reused']);
    expect(await guids()).toEqual(before);
    expect((await (await open()).check()).filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

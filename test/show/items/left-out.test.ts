import { mkdtemp, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { loadConfig } from '../../../src/config.js';
import { openShow } from '../../../src/show/open-show.js';

it('gives with a script what reading its source left out, and why', async () => {
  const cwd = await mkdtemp(path.join(tmpdir(), 'lector-left-out-'));
  await mkdir(path.join(cwd, 'articles'));
  await writeFile(path.join(cwd, 'lector.yaml'), 'title: T\nbaseUrl: https://pod.example.org/\n');
  await writeFile(path.join(cwd, 'articles', 'a.md'), '---\ntitle: Fog\n---\n\n# Fog\n\nThe fog came in at nine.\n');
  const { config } = await loadConfig({ cwd });
  const { leftOut } = await openShow(config).script('a');
  expect(leftOut).toMatchObject([{ text: 'Fog', reason: 'duplicate-headline', line: 5 }]);
});

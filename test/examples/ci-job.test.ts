import { execFile } from 'node:child_process';
import { chmod, copyFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { article, CONFIG } from '../show/test-show.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const EXAMPLE = path.join(ROOT, 'examples/ci-job');
const run = promisify(execFile);

type Step = { readonly uses?: string; readonly run?: string; readonly with?: Readonly<Record<string, unknown>> };
type Workflow = { readonly jobs: { readonly publish: { readonly steps: readonly Step[] } } };

const workflow = parse(await readFile(path.join(EXAMPLE, 'publish-podcast.yml'), 'utf8')) as Workflow;
const { steps } = workflow.jobs.publish;

describe('the example of a CI job', () => {
  let place = '';
  afterAll(() => rm(place, { recursive: true, force: true }));

  it('keeps the published branch and the clips, and runs the script beside it', async () => {
    const kept = steps.flatMap(({ uses, with: input }) => (uses && input?.['path'] ? [[uses, input['path']]] : []));
    expect(kept).toEqual([
      ['actions/checkout@v4', 'output'],
      ['actions/cache@v4', '.lector'],
    ]);
    expect(steps.at(-1)?.run).toBe('sh ./publish-podcast.sh');
  });

  it('publishes once what it builds twice, each time in a new checkout', async () => {
    place = await mkdtemp(path.join(os.tmpdir(), 'lector-ci-'));
    const environment = await environmentIn(place);
    const [cache, served] = [path.join(place, 'cache'), path.join(place, 'served')];
    for (const folder of [cache, served]) await mkdir(folder);

    const job = async (name: string, articles: Readonly<Record<string, string>>) => {
      const folder = path.join(place, name);
      await mkdir(path.join(folder, 'articles'), { recursive: true });
      await writeFile(path.join(folder, 'lector.yaml'), CONFIG.replace('engine: counting', 'engine: silence'));
      await copyFile(path.join(ROOT, 'test/fixtures/published-by-0.1.0/cover.jpg'), path.join(folder, 'cover.jpg'));
      await copyFile(path.join(EXAMPLE, 'publish-podcast.sh'), path.join(folder, 'publish-podcast.sh'));
      for (const [file, text] of Object.entries(articles)) await writeFile(path.join(folder, 'articles', file), text);
      await cp(served, path.join(folder, 'output'), { recursive: true });
      await cp(cache, path.join(folder, '.lector'), { recursive: true });
      await run('sh', ['./publish-podcast.sh'], { cwd: folder, env: environment });
      await rm(cache, { recursive: true });
      await cp(path.join(folder, '.lector'), cache, { recursive: true });
    };
    const gitCalls = async () => {
      const calls = await readFile(path.join(place, 'git.log'), 'utf8');
      await rm(path.join(place, 'git.log'));
      return calls.trim().split('\n');
    };
    const feed = () => readFile(path.join(served, 'feed.xml'), 'utf8');

    await job('one', { 'one.md': article('One') });
    expect(await gitCalls()).toEqual(['add', 'diff', 'commit', 'push']);
    const first = await feed();
    expect(first).toContain('<title><![CDATA[One]]></title>');

    await job('two', { 'one.md': article('One') });
    expect(await gitCalls()).toEqual(['add', 'diff', 'push']);
    expect(await feed()).toBe(first);

    // Exit code 4 of the build: what is refused does not keep the rest from being published.
    await job('three', { 'one.md': article('One'), 'two.md': article('Two'), 'bad.md': '' });
    expect(await gitCalls()).toEqual(['add', 'diff', 'commit', 'push']);
    expect((await feed()).match(/<item>/gu)).toHaveLength(2);
  });
});

/** As git does for a branch that is served: what is pushed lies in the folder `served`. */
const GIT = `#!/usr/bin/env node
const { appendFileSync, cpSync, readFileSync, readdirSync, rmSync } = require('node:fs');
const [, folder, command] = process.argv.slice(2);
const served = process.env.SERVED;
const filesOf = (root) => {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => entry.parentPath.slice(root.length) + '/' + entry.name).sort();
};
const bytesOf = (root) => JSON.stringify(filesOf(root).map((file) => [file, readFileSync(root + file, 'base64')]));
appendFileSync(process.env.GIT_LOG, command + '\\n');
if (command === 'diff') process.exitCode = bytesOf(folder) === bytesOf(served) ? 0 : 1;
if (command === 'push') {
  rmSync(served, { recursive: true });
  cpSync(folder, served, { recursive: true });
}
`;

/** `npx lector` is the program as it was compiled. */
async function environmentIn(folder: string): Promise<NodeJS.ProcessEnv> {
  const programs = path.join(folder, 'bin');
  await mkdir(programs);
  const npx = '#!/bin/sh\n[ "$1" = lector ] && shift && exec "$NODE" "$LECTOR" "$@"\n';
  for (const [name, text] of Object.entries({ npx, git: GIT })) {
    await writeFile(path.join(programs, name), text);
    await chmod(path.join(programs, name), 0o755);
  }
  return {
    PATH: [programs, path.dirname(process.execPath), process.env['PATH'] ?? ''].join(path.delimiter),
    HOME: folder,
    NODE: process.execPath,
    LECTOR: path.join(ROOT, 'bin/lector.mjs'),
    SERVED: path.join(folder, 'served'),
    GIT_LOG: path.join(folder, 'git.log'),
  };
}

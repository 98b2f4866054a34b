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
    const git = (...args: readonly string[]) => run('git', args, { cwd: place, env: environment });
    await git('init', '--quiet', '--bare', 'served.git');
    await git('clone', '--quiet', 'served.git', 'first');
    await git('-C', 'first', 'commit', '--quiet', '--allow-empty', '--message', 'The published podcast');
    await git('-C', 'first', 'push', '--quiet', 'origin', 'HEAD:podcast');
    const cache = path.join(place, 'cache');
    await mkdir(cache);

    const job = async (name: string, articles: Readonly<Record<string, string>>) => {
      const folder = path.join(place, name);
      await mkdir(path.join(folder, 'articles'), { recursive: true });
      await writeFile(path.join(folder, 'lector.yaml'), CONFIG.replace('engine: counting', 'engine: silence'));
      await copyFile(path.join(ROOT, 'starter/cover.jpg'), path.join(folder, 'cover.jpg'));
      await copyFile(path.join(EXAMPLE, 'publish-podcast.sh'), path.join(folder, 'publish-podcast.sh'));
      for (const [file, text] of Object.entries(articles)) await writeFile(path.join(folder, 'articles', file), text);
      await git('clone', '--quiet', '--branch', 'podcast', 'served.git', path.join(name, 'output'));
      await cp(cache, path.join(folder, '.lector'), { recursive: true });
      await run('sh', ['./publish-podcast.sh'], { cwd: folder, env: environment });
      await rm(cache, { recursive: true });
      await cp(path.join(folder, '.lector'), cache, { recursive: true });
    };
    const commits = async () =>
      (await git('-C', 'served.git', 'log', '--format=%s', 'podcast')).stdout.trim().split('\n');
    const published = async (file: string) => (await git('-C', 'served.git', 'show', `podcast:${file}`)).stdout;

    await job('one', { 'one.md': article('One') });
    expect(await commits()).toEqual(['Publish the podcast', 'The published podcast']);
    const feed = await published('feed.xml');
    expect(feed).toContain('<title><![CDATA[One]]></title>');

    await job('two', { 'one.md': article('One') });
    expect(await commits()).toHaveLength(2);
    expect(await published('feed.xml')).toBe(feed);

    // Exit code 4 of the build: what is refused does not keep the rest from being published.
    await job('three', { 'one.md': article('One'), 'two.md': article('Two'), 'bad.md': '' });
    expect(await commits()).toHaveLength(3);
    expect((await published('feed.xml')).match(/<item>/gu)).toHaveLength(2);
  });
});

/** Git with a name and no settings of this machine; `npx lector` is the program as it was compiled. */
async function environmentIn(folder: string): Promise<NodeJS.ProcessEnv> {
  const npx = path.join(folder, 'bin/npx');
  await mkdir(path.dirname(npx));
  await writeFile(npx, `#!/bin/sh\n[ "$1" = lector ] && shift && exec "$NODE" "$LECTOR" "$@"\n`);
  await chmod(npx, 0o755);
  const who = { NAME: 'podcast', EMAIL: 'podcast@example.org' };
  return {
    PATH: `${path.dirname(npx)}${path.delimiter}${process.env['PATH'] ?? ''}`,
    HOME: folder,
    NODE: process.execPath,
    LECTOR: path.join(ROOT, 'bin/lector.mjs'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: who.NAME,
    GIT_AUTHOR_EMAIL: who.EMAIL,
    GIT_COMMITTER_NAME: who.NAME,
    GIT_COMMITTER_EMAIL: who.EMAIL,
  };
}

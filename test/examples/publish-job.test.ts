import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { startS3Server } from '../publish/targets/s3-server.js';
import { article, CONFIG } from '../show/test-show.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const EXAMPLE = path.join(ROOT, 'examples/publish-job');
const run = promisify(execFile);

type Step = { readonly run?: string; readonly env?: Readonly<Record<string, string>> };
type Workflow = { readonly jobs: { readonly publish: { readonly steps: readonly Step[] } } };
type GitLab = { readonly 'publish-podcast': { readonly script: readonly string[] } };

const read = async (name: string): Promise<unknown> => parse(await readFile(path.join(EXAMPLE, name), 'utf8'));
const { steps } = ((await read('publish-podcast.yml')) as Workflow).jobs.publish;
const commands = steps.flatMap((step) => step.run ?? []);

describe('the example of a job that publishes', () => {
  let place = '';
  afterAll(() => rm(place, { recursive: true, force: true }));

  it('runs the same commands on GitHub, on GitLab and in a container', async () => {
    expect(((await read('gitlab-ci.yml')) as GitLab)['publish-podcast'].script).toEqual(commands);
    const container = await readFile(path.join(EXAMPLE, 'Containerfile'), 'utf8');
    const ran = [...container.matchAll(/^(?:RUN (npm ci)|CMD \["sh", "(.*)"\])$/gmu)];
    expect(ran.map(([, install, script]) => install ?? `sh ${script}`)).toEqual(commands);
  });

  it('publishes what is new, each time on a machine that has nothing, and changes no GUID', async () => {
    place = await mkdtemp(path.join(os.tmpdir(), 'lector-job-'));
    const server = await startS3Server();
    const { endpoint, bucket, region, accessKeyId, secretAccessKey } = server.place;
    const publish = `publish: {target: s3, bucket: ${bucket}, endpoint: "${endpoint.href}", region: ${region}}\n`;
    const environment = {
      ...(await environmentIn(place)),
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
    };
    const job = async (name: string, articles: Readonly<Record<string, string>>): Promise<readonly string[]> => {
      const folder = path.join(place, name);
      await mkdir(path.join(folder, 'articles'), { recursive: true });
      await writeFile(
        path.join(folder, 'lector.yaml'),
        CONFIG.replace('engine: counting', 'engine: silence') + publish,
      );
      await copyFile(path.join(ROOT, 'test/fixtures/published-by-0.1.0/cover.jpg'), path.join(folder, 'cover.jpg'));
      await copyFile(path.join(EXAMPLE, 'publish-podcast.sh'), path.join(folder, 'publish-podcast.sh'));
      for (const [file, text] of Object.entries(articles)) await writeFile(path.join(folder, 'articles', file), text);
      server.log.length = 0;
      for (const command of commands) await run('sh', ['-e', '-c', command], { cwd: folder, env: environment });
      return server.log.filter((line) => /^PUT .*\.mp3/u.test(line));
    };
    const feed = (): string => server.objects.get('feed.xml')?.bytes.toString() ?? '';
    const guids = (): readonly string[] => [...feed().matchAll(/<guid[^>]*>([^<]*)</gu)].map(([, guid = '']) => guid);

    expect(await job('one', { 'one.md': article('One') })).toHaveLength(1);
    const [first] = guids();
    // Exit code 4 of the build: what is refused does not keep the rest from being published.
    expect(await job('two', { 'one.md': article('One'), 'two.md': article('Two'), 'bad.md': '' })).toHaveLength(1);
    expect(guids()).toHaveLength(2);
    expect(guids()).toContain(first);
    await server.close();
  });
});

/** `npx lector` is the program as it was compiled, and there is nothing to be installed. */
async function environmentIn(folder: string): Promise<NodeJS.ProcessEnv> {
  const programs = path.join(folder, 'bin');
  await mkdir(programs);
  const npx = '#!/bin/sh\n[ "$1" = lector ] && shift && exec "$NODE" "$LECTOR" "$@"\n';
  for (const [name, text] of Object.entries({ npx, npm: '#!/bin/sh\n[ "$1" = ci ]\n' })) {
    await writeFile(path.join(programs, name), text);
    await chmod(path.join(programs, name), 0o755);
  }
  return {
    PATH: [programs, path.dirname(process.execPath), process.env['PATH'] ?? ''].join(path.delimiter),
    HOME: folder,
    NODE: process.execPath,
    LECTOR: path.join(ROOT, 'bin/lector.mjs'),
  };
}

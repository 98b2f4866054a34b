import { rm } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkSite } from './check-site.js';
import { article, makeProject, type RunResult, type TestProject } from './project.js';

/** Every how-manieth step a kill is tried at; `LECTOR_KILL_EVERY=1` tries all of some three hundred. */
const KILL_EVERY = Number(process.env['LECTOR_KILL_EVERY'] ?? 37);
const SHIM = path.resolve(import.meta.dirname, 'faulty-disk.mjs');

type Fault = { readonly killAt?: number; readonly fullFrom?: number; readonly log?: string };
type Step = readonly [name: string, file: string, target?: string];

describe('a build on a disk that fails', () => {
  let project: TestProject;
  let clean: Record<string, string>;
  let steps: readonly Step[];

  const build = (fault: Fault = {}): Promise<RunResult> =>
    project.run(['build', '--json'], {
      NODE_OPTIONS: `--import ${SHIM}`,
      LECTOR_FAULT: JSON.stringify({ root: project.root, ...fault }),
      SOURCE_DATE_EPOCH: '1767600000',
    });
  const reset = async (): Promise<void> => {
    for (const folder of ['output', '.lector'])
      await rm(path.join(project.root, folder), { recursive: true, force: true });
  };
  const bytes = (): Promise<Record<string, string>> => project.hashes('output');

  beforeAll(async () => {
    project = await makeProject({ 'articles/one.md': article('One'), 'articles/two.md': article('Two') });
    const log = path.join(project.root, 'steps.log');
    expect(await build({ log })).toMatchObject({ exitCode: 0 });
    clean = await bytes();
    steps = (await project.read('steps.log'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Step);
  });

  it('is whole after a kill at any step, and ends with the same bytes', async () => {
    expect(steps.length).toBeGreaterThan(200);
    for (let killAt = 1 + (steps.length % KILL_EVERY); killAt < steps.length; killAt += KILL_EVERY) {
      await reset();
      const killed = await build({ killAt });
      expect([killAt, killed.exitCode]).toEqual([killAt, null]);
      await checkSite(path.join(project.root, 'output'));
      expect([killAt, (await build()).exitCode]).toEqual([killAt, 0]);
      expect(await bytes()).toEqual(clean);
    }
  }, 1_800_000);

  it('names nothing that would not outlive a power cut: each file is synced before it gets its name', () => {
    const unsynced = new Set<string>();
    const renamedIn = new Set<string>();
    for (const [name, file, target] of steps) {
      if (name === 'write') unsynced.add(file);
      if (name === 'copyFile' && target !== undefined) unsynced.add(target);
      if (name === 'sync') {
        unsynced.delete(file);
        renamedIn.delete(file);
      }
      if (name !== 'rename' || target === undefined || !isRecord(target)) continue;
      expect([target, unsynced.has(file)]).toEqual([target, false]);
      // What the feed and the manifest name has its name for good before they do.
      if (target === 'output/feed.xml' || target === 'output/manifest.json') expect([...renamedIn]).toEqual([]);
      renamedIn.add(path.dirname(target));
    }
    expect(steps.filter(([name, , target]) => name === 'rename' && target === 'output/feed.xml')).toHaveLength(1);
  });

  it('keeps what is published when the disk is full, says so, and goes on when there is room', async () => {
    await reset();
    await build();
    const published = await bytes();
    await project.write('articles/three.md', article('Three'));
    for (const fullFrom of [1, 30, 80]) {
      const { exitCode, stdout } = await build({ fullFrom });
      expect([fullFrom, exitCode]).toEqual([fullFrom, 7]);
      expect(stdout).toContain('"code":"E_DISK"');
      expect(await checkSite(path.join(project.root, 'output'))).toBe(2);
      expect(await project.read('output/feed.xml')).not.toContain('Three');
    }
    // Files of the new episode may lie there already; what listeners have is untouched.
    const isHeard = ([name]: [string, string]): boolean => /^(?:feed\.xml|manifest\.json|.*\.mp3)$/u.test(name);
    expect(await bytes()).toMatchObject(Object.fromEntries(Object.entries(published).filter(isHeard)));
    expect((await build()).exitCode).toBe(0);
    expect(await checkSite(path.join(project.root, 'output'))).toBe(3);
  });
});

/** What is kept: the cache of sources may be lost at any time. */
function isRecord(file: string): boolean {
  return file.startsWith('output/') || file.startsWith('.lector/clips/') || file.startsWith('.lector/audio/');
}

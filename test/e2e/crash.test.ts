import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkSite } from './check-site.js';
import { disksAfterPowerCuts, layOut, type Disk, type Step } from './power-cut.js';
import { article, makeProject, type RunResult, type TestProject } from './project.js';

/** Every how-manieth step a kill is tried at; `LECTOR_KILL_EVERY=1` tries all of some three hundred. */
const KILL_EVERY = Number(process.env['LECTOR_KILL_EVERY'] ?? 37);
/** Every how-manieth disk after a power cut is built upon; all are looked at. */
const REBUILD_EVERY = Number(process.env['LECTOR_REBUILD_EVERY'] ?? 11);
const FIXED_TIME = { SOURCE_DATE_EPOCH: '1767600000' };
const SHIM = path.resolve(import.meta.dirname, 'faulty-disk.mjs');

type Fault = { readonly killAt?: number; readonly fullFrom?: number; readonly log?: string };

describe('a build on a disk that fails', () => {
  let project: TestProject;
  let clean: Record<string, string>;
  let steps: readonly Step[];

  const build = (fault: Fault = {}): Promise<RunResult> => buildOn(project, fault);
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
    steps = await readSteps(project);
  });

  it('is whole after a kill at any step, and ends with the same bytes', async () => {
    const stepCount = Math.max(...steps.map(([number]) => number));
    expect(stepCount).toBeGreaterThan(200);
    for (let killAt = 1 + (stepCount % KILL_EVERY); killAt < stepCount; killAt += KILL_EVERY) {
      await reset();
      const killed = await build({ killAt });
      expect([killAt, killed.exitCode]).toEqual([killAt, null]);
      await checkSite(path.join(project.root, 'output'));
      expect([killAt, (await build()).exitCode]).toEqual([killAt, 0]);
      expect(await bytes()).toEqual(clean);
    }
  }, 1_800_000);

  it('publishes what outlives a power cut at any moment, and ends with the same bytes', async () => {
    const { before, after, disks } = await recordSecondBuild();
    expect(before).not.toEqual(after);
    expect(disks.size).toBeGreaterThan(50);
    const all = [...disks];
    for (const [nth, [moment, disk]] of all.entries()) {
      const fresh = await makeProject();
      await layOut(disk, fresh.root);
      const count = await checkSite(path.join(fresh.root, 'output'));
      expect([moment, [2, 3].includes(count)]).toEqual([moment, true]);
      expect([moment, emptyFiles(disk)]).toEqual([moment, []]);
      if (nth % REBUILD_EVERY === all.length % REBUILD_EVERY) {
        expect([moment, (await fresh.run(['build'], FIXED_TIME)).exitCode]).toEqual([moment, 0]);
        expect([moment, await fresh.hashes('output')]).toEqual([moment, after]);
      }
      await rm(fresh.root, { recursive: true, force: true });
    }
  }, 1_800_000);

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

/** The published files, the feed and the manifest among them, have bytes on the disk before they have names. */
function emptyFiles(disk: Disk): string[] {
  const isPublished = (file: string): boolean => file.startsWith('output/') && !path.basename(file).startsWith('.');
  return [...disk].flatMap(([file, bytesAt]) => (isPublished(file) && bytesAt === undefined ? [file] : []));
}

function buildOn(project: TestProject, fault: Fault): Promise<RunResult> {
  return project.run(['build', '--json'], {
    NODE_OPTIONS: `--import ${SHIM}`,
    LECTOR_FAULT: JSON.stringify({ root: project.root, ...fault }),
    ...FIXED_TIME,
  });
}

/** A show of two episodes that gets a third and a correction: what each moment of that build may leave. */
async function recordSecondBuild(): Promise<{ before: object; after: object; disks: Map<string, Disk> }> {
  const project = await makeProject({ 'articles/one.md': article('One'), 'articles/two.md': article('Two') });
  expect(await buildOn(project, {})).toMatchObject({ exitCode: 0 });
  const before = await project.hashes('output');
  await project.write('articles/one.md', article('One', 'A correction: the council met on Monday, not on Tuesday.'));
  await project.write('articles/three.md', article('Three'));
  const copy = await makeProject();
  await cp(project.root, copy.root, { recursive: true });
  const names = Object.keys(await copy.files('.'));
  const base = new Map(names.map((name) => [name, path.join(copy.root, name)]));
  expect(await buildOn(project, { log: path.join(project.root, 'steps.log') })).toMatchObject({ exitCode: 0 });
  const steps = await readSteps(project);
  return { before, after: await project.hashes('output'), disks: disksAfterPowerCuts(base, steps) };
}

async function readSteps(project: TestProject): Promise<readonly Step[]> {
  const lines = (await project.read('steps.log')).trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Step);
}

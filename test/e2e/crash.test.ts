import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from './bad-inputs/test-show.js';
import { checkSite } from './check-site.js';
import { makeFastFolder } from './disk-states.js';
import { disksAfterPowerCuts, layOut, type Disk, type Step } from './power-cut.js';
import { article, makeProject, type RunResult, type TestProject } from './project.js';
import { chooseSeed, makeRandom } from './random.js';

/** At how many steps, another sample each time, the program is really killed; every-step.test.ts tries each in this process. */
const KILLS = Number(process.env['LECTOR_KILLS'] ?? 5);
/** Every how-manieth disk after a power cut is built upon; all are looked at. */
const REBUILD_EVERY = Number(process.env['LECTOR_REBUILD_EVERY'] ?? 11);
const NOW = new Date('2026-01-05T08:00:00Z');
const FIXED_TIME = { SOURCE_DATE_EPOCH: String(NOW.getTime() / 1000) };
const SHIM = path.resolve(import.meta.dirname, 'faulty-disk.mjs');

type Fault = { readonly killAt?: number; readonly fullFrom?: number; readonly log?: string };

let folder: string;
beforeAll(() => {
  folder = makeFastFolder();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const newProject = (files: Readonly<Record<string, string>> = {}): Promise<TestProject> =>
  makeProject(files, { parent: folder });

describe('a build on a disk that fails', () => {
  let project: TestProject;
  let clean: Record<string, string>;
  let steps: readonly Step[];

  const reset = async (): Promise<void> => {
    for (const name of ['output', '.lector']) await rm(path.join(project.root, name), { recursive: true, force: true });
  };

  beforeAll(async () => {
    project = await newProject({ 'articles/one.md': article('One'), 'articles/two.md': article('Two') });
    const log = path.join(project.root, 'steps.log');
    expect(await buildOn(project, { log })).toMatchObject({ exitCode: 0 });
    clean = await project.hashes('output');
    steps = await readSteps(project);
  });

  it('is whole after the program was killed at a step, and ends with the same bytes', async () => {
    const stepCount = Math.max(...steps.map(([number]) => number));
    expect(stepCount).toBeGreaterThan(200);
    const seed = chooseSeed();
    const random = makeRandom(seed);
    for (let nth = 0; nth < KILLS; nth += 1) {
      // Each from its own part of the build.
      const killAt = 1 + Math.floor(((nth + random()) / KILLS) * (stepCount - 1));
      await reset();
      const killed = await buildOn(project, { killAt });
      expect([seed, killAt, killed.exitCode]).toEqual([seed, killAt, null]);
      await checkSite(path.join(project.root, 'output'));
      expect([seed, killAt, (await buildOn(project)).exitCode]).toEqual([seed, killAt, 0]);
      expect([seed, killAt, await project.hashes('output')]).toEqual([seed, killAt, clean]);
    }
  }, 1_800_000);

  it('publishes what outlives a power cut at any moment, and ends with the same bytes', async () => {
    const { before, after, disks } = await recordSecondBuild();
    expect(before).not.toEqual(after);
    expect(disks.size).toBeGreaterThan(50);
    const all = [...disks];
    for (const [nth, [moment, disk]] of all.entries()) {
      const fresh = await newProject();
      await layOut(disk, fresh.root);
      const count = await checkSite(path.join(fresh.root, 'output'));
      expect([moment, [2, 3].includes(count)]).toEqual([moment, true]);
      expect([moment, emptyFiles(disk)]).toEqual([moment, []]);
      if (nth % REBUILD_EVERY === all.length % REBUILD_EVERY) {
        expect([moment, (await build(fresh.root, { now: () => NOW })).exitCode]).toEqual([moment, 0]);
        expect([moment, await fresh.hashes('output')]).toEqual([moment, after]);
      }
      await rm(fresh.root, { recursive: true, force: true });
    }
  }, 1_800_000);

  it('says so and ends with 7 when the disk is full', async () => {
    await reset();
    expect(await buildOn(project)).toMatchObject({ exitCode: 0 });
    await project.write('articles/three.md', article('Three'));
    const { exitCode, stdout } = await buildOn(project, { fullFrom: 60 });
    expect([exitCode, stdout]).toEqual([7, expect.stringContaining('"code":"E_DISK"')]);
    expect(await checkSite(path.join(project.root, 'output'))).toBe(2);
    expect(await buildOn(project)).toMatchObject({ exitCode: 0 });
    expect(await checkSite(path.join(project.root, 'output'))).toBe(3);
  });
});

/** The published files, the feed and the manifest among them, have bytes on the disk before they have names. */
function emptyFiles(disk: Disk): string[] {
  const isPublished = (file: string): boolean => file.startsWith('output/') && !path.basename(file).startsWith('.');
  return [...disk].flatMap(([file, bytesAt]) => (isPublished(file) && bytesAt === undefined ? [file] : []));
}

function buildOn(project: TestProject, fault?: Fault): Promise<RunResult> {
  const watched = { NODE_OPTIONS: `--import ${SHIM}`, LECTOR_FAULT: JSON.stringify({ root: project.root, ...fault }) };
  return project.run(['build', '--json'], { ...(fault && watched), ...FIXED_TIME });
}

/** A show of two episodes that gets a third and a correction: what each moment of that build may leave. */
async function recordSecondBuild(): Promise<{ before: object; after: object; disks: Map<string, Disk> }> {
  const project = await newProject({ 'articles/one.md': article('One'), 'articles/two.md': article('Two') });
  expect(await buildOn(project)).toMatchObject({ exitCode: 0 });
  const before = await project.hashes('output');
  await project.write('articles/one.md', article('One', 'A correction: the council met on Monday, not on Tuesday.'));
  await project.write('articles/three.md', article('Three'));
  const copy = await newProject();
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

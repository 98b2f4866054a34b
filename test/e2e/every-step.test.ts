import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TEMPORARY_NAME } from '../../src/workspace/write-durably.js';
import { startFaultyServer, type FaultyServer } from '../narration/engines/faulty-speech-server.js';
import { build, type BuildRequest, type BuildResult } from './bad-inputs/test-show.js';
import { checkSite } from './check-site.js';
import { makeFastFolder, recordStates, restoreMade, saveMade, type DiskState } from './disk-states.js';
import { fullDisk, takesRoom, watchDisk, type DiskStep } from './faulty-disk.mjs';
import { article, makeProject, TEST_CONFIG, type TestProject } from './project.js';
import { findLostClips, findUnrecorded, guidsOfFeed } from './published-state.js';
import { chooseSeed } from './random.js';

const CONCURRENCY = 2;
/** Two episodes are made at a time; what they have been answered and not yet kept is what is under way. */
const MOST_UNDER_WAY = 2 * CONCURRENCY;
/** Letters and the index of the search are put like all files: each would only be tried once more at every step. */
const FEW_FILES = 'theme: {font: system}\nsearch: false\n';
/** One of so many steps is tried in a run, from another one on in each; `LECTOR_EVERY_STEP=1` tries all. */
const STRIDE = Number(process.env['LECTOR_EVERY_STEP'] ?? 3);
const NOW = new Date('2026-03-01T12:00:00Z');
/** When audio that was replaced, and clips that nothing names, are no longer kept. */
const LATER = new Date('2100-01-01T12:00:00Z');
const DONE: Pick<BuildResult, 'exitCode' | 'text'> = { exitCode: 0, text: '' };

let folder: string;
let server: FaultyServer;
let project: TestProject;

beforeAll(async () => {
  server = await startFaultyServer();
  folder = makeFastFolder();
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  const tts = `tts: {engine: openai, settings: {baseUrl: "${server.url('ok')}", pricePerMillionCharactersUsd: 15}}`;
  project = await makeProject(
    {
      'articles/one.md': first(0),
      'articles/two.md': article('Two', 'The school has a piano again, and nobody knows who gave it.'),
    },
    { parent: folder },
  );
  await project.write(
    'lector.yaml',
    `${TEST_CONFIG.replace('tts: {engine: silence}', tts)}concurrency: ${CONCURRENCY}\n${FEW_FILES}`,
  );
  server.bills.length = 0;
});

/** The first article; each version has one sentence of its own. */
function first(version: number): string {
  return article(
    'One',
    `The council met for the ${version + 2}th time. Nobody left the old hall early, although it rained.`,
  );
}

function sampleOf<T>(steps: readonly T[]): readonly T[] {
  const first = chooseSeed() % STRIDE;
  return steps.filter((_, index) => index % STRIDE === first);
}

/** A build in this process. */
function run(request: BuildRequest = {}): Promise<BuildResult> {
  return build(project.root, { now: () => NOW, ...request });
}

const at = (name: string): string => path.join(folder, `${path.basename(project.root)}-${name}`);
const delivered = (): string[] => server.bills.filter(({ isDelivered }) => isDelivered).map(({ text }) => text);

/** What must hold whatever a build was stopped by. */
async function expectWhole(step: string, leaving: readonly string[] = []): Promise<void> {
  await checkSite(path.join(project.root, 'output'));
  expect([step, await findUnrecorded(project.root, leaving)]).toEqual([step, []]);
  expect([step, await findLostClips(project.root)]).toEqual([step, []]);
}

/** A first build that was stopped has kept its record already, and none lies where it publishes: the next one says so. */
const RECORD_TAKEN = /^warning W_STATE_REBUILT: \S+manifest\.json is gone; .*$/u;

/** Builds upon a disk as it was left, and pays for nothing that was paid but what was under way. */
async function expectResumed(
  state: { readonly step: string; readonly noted: readonly string[] },
  expected: { readonly bytes: Record<string, string>; readonly request?: BuildRequest },
): Promise<void> {
  const { step, noted } = state;
  server.bills.length = 0;
  const { exitCode, text } = await run(expected.request);
  expect([step, { exitCode, text: text.replace(RECORD_TAKEN, '') }]).toEqual([step, DONE]);
  expect([step, await project.hashes('output')]).toEqual([step, expected.bytes]);
  const paidTwice = delivered().filter((words) => noted.includes(words));
  expect([step, paidTwice.length <= MOST_UNDER_WAY, paidTwice]).toEqual([step, true, paidTwice]);
  const left = await readdir(project.root, { recursive: true });
  expect([step, left.filter((name) => TEMPORARY_NAME.test(path.basename(name)))]).toEqual([step, []]);
  expect([step, await findLostClips(project.root)]).toEqual([step, []]);
}

/** Everything a kill before any step of a build leaves, and what the build ends with when nobody kills it. */
async function recordBuild(request: BuildRequest = {}): Promise<{
  states: readonly DiskState[];
  stepCount: number;
  bytes: Record<string, string>;
}> {
  const recorded = await recordStates({
    root: project.root,
    into: at('states'),
    note: delivered,
    work: async () => expect(await run(request)).toMatchObject(DONE),
  });
  return { ...recorded, bytes: await project.hashes('output') };
}

describe('a kill before any step of a build', () => {
  it('of a new show loses nothing, and nothing is paid twice but what was under way', async () => {
    const { states, stepCount, bytes } = await recordBuild();
    const paid = delivered();
    expect([stepCount > 200, states.length > 50, new Set(paid).size]).toEqual([true, true, paid.length]);
    for (const state of sampleOf(states)) {
      restoreMade(state.folder, project.root);
      await expectWhole(state.step);
      await expectResumed(state, { bytes });
      expect([state.step, new Set([...state.noted, ...delivered()])]).toEqual([state.step, new Set(paid)]);
    }
  }, 600_000);

  it('of a show that changes loses nothing of what was published, nor a clip that is needed', async () => {
    for (let version = 0; version < 7; version += 1) {
      await project.write('articles/one.md', first(version));
      expect(await run()).toMatchObject(DONE);
    }
    const before = await guidsOfFeed(project.root);
    await project.write('articles/one.md', first(7));
    await project.write('articles/three.md', article('Three', 'The library opens on Sundays from now on.'));
    await rm(path.join(project.root, 'articles/two.md'));
    const request = { now: () => LATER, isPruning: true, maxRemovals: 1 };
    const { states, bytes } = await recordBuild(request);
    const after = await guidsOfFeed(project.root);
    const leaving = before.filter((guid) => !after.includes(guid));
    expect([before.length, after.length, leaving.length]).toEqual([2, 2, 1]);
    // Clips of an earlier version were let go of, and that too was stopped.
    expect(states.filter(({ step }) => /^\d+ rm \.lector\/clips\/.*\.wav$/u.test(step))).not.toEqual([]);
    for (const state of sampleOf(states)) {
      restoreMade(state.folder, project.root);
      await expectWhole(state.step, leaving);
      expect([before, after]).toContainEqual(await guidsOfFeed(project.root));
      await expectResumed(state, { bytes, request });
    }
  }, 600_000);
});

describe('a disk that is full from any step of a build on', () => {
  let bytes: Record<string, string>;
  let feeds: readonly (readonly string[])[];

  /** Two episodes are published, and a third is to come. */
  beforeEach(async () => {
    expect(await run()).toMatchObject(DONE);
    const before = await guidsOfFeed(project.root);
    await project.write('articles/three.md', article('Three', 'The library opens on Sundays from now on.'));
    saveMade(project.root, at('published'));
    expect(await run()).toMatchObject(DONE);
    saveMade(project.root, at('made'));
    bytes = await project.hashes('output');
    feeds = [before, await guidsOfFeed(project.root)];
  });

  /** The steps of a build that need room. */
  async function listSteps(): Promise<readonly string[]> {
    const steps: string[] = [];
    const stop = await watchDisk({
      root: project.root,
      before({ number, name, names }) {
        if (takesRoom(name) && number > 0) steps.push([number, name, ...names].join(' '));
        return undefined;
      },
    });
    expect(await run()).toMatchObject(DONE);
    stop();
    return steps;
  }

  /** Lets the disk be full from each step on, then gives it room again. */
  async function fillFrom(steps: readonly string[], restore: () => void): Promise<readonly (readonly string[])[]> {
    const seen: (readonly string[])[] = [];
    for (const step of sampleOf(steps)) {
      restore();
      const number = Number.parseInt(step, 10);
      const stop = await watchDisk({
        root: project.root,
        before({ stepCount, name, names: [file = ''] }) {
          if (stepCount >= number && takesRoom(name)) throw fullDisk(name, file);
          return undefined;
        },
      });
      server.bills.length = 0;
      const { exitCode, findings } = await run();
      stop();
      // Told of the article it was met at, of the publication, or of both.
      expect([step, exitCode, ...new Set(findings.map(({ code }) => code))]).toEqual([step, 7, 'E_DISK']);
      await expectWhole(step);
      const guids = await guidsOfFeed(project.root);
      const recorded = (await project.manifest()).episodes.map(({ guid }) => guid);
      expect([step, recorded.toSorted()]).toEqual([step, guids.toSorted()]);
      seen.push(guids);
      await expectResumed({ step, noted: delivered() }, { bytes });
    }
    return seen;
  }

  it('leaves the old show while episodes are made, and pays for nothing twice when there is room again', async () => {
    const restore = (): void => restoreMade(at('published'), project.root);
    restore();
    const making = (await listSteps()).filter((step) => !/ output\/(?!\.lector)/u.test(step));
    expect(making.length).toBeGreaterThan(15);
    const seen = await fillFrom(making, restore);
    expect(new Set(seen.map(String))).toEqual(new Set(feeds.map(String)));
  }, 600_000);

  it('changes feed and manifest together or not at all while the show is published', async () => {
    const restore = (): void => {
      restoreMade(at('published'), project.root, ['output']);
      restoreMade(at('made'), project.root, ['.lector']);
    };
    restore();
    const publishing = await listSteps();
    expect(publishing.some((step) => step.includes('copyFile output/episodes/three'))).toBe(true);
    const seen = await fillFrom(publishing, restore);
    expect(new Set(seen.map(String))).toEqual(new Set(feeds.map(String)));
  }, 600_000);
});

describe('a disk that takes half of what it is given', () => {
  it('is given the rest, until all is there', async () => {
    expect(await run()).toMatchObject(DONE);
    const bytes = await project.hashes('output');
    for (const name of ['output', '.lector']) await rm(path.join(project.root, name), { recursive: true });
    let shortCount = 0;
    const before = ({ name }: DiskStep): 'short' | undefined => {
      if (name !== 'write') return undefined;
      shortCount += 1;
      return 'short';
    };
    const stop = await watchDisk({ root: project.root, before });
    expect(await run()).toMatchObject(DONE);
    stop();
    expect(shortCount).toBeGreaterThan(500);
    expect(await project.hashes('output')).toEqual(bytes);
  });

  it('has no copy published that was cut without a word', async () => {
    const copied: string[] = [];
    const note = ({ name, number, names }: DiskStep): undefined => {
      if (name === 'copyFile') copied.push([number, ...names].join(' '));
      return undefined;
    };
    saveMade(project.root, at('empty'));
    const stopNoting = await watchDisk({ root: project.root, before: note });
    expect(await run()).toMatchObject(DONE);
    stopNoting();
    const bytes = await project.hashes('output');
    const noted = delivered();
    saveMade(project.root, at('made'));
    expect(copied.length).toBeGreaterThan(3);
    for (let nth = 0; nth < copied.length; nth += 1) {
      restoreMade(at('empty'), project.root, ['output']);
      restoreMade(at('made'), project.root, ['.lector']);
      let seen = -1;
      const cut = ({ name }: DiskStep): 'short' | undefined => {
        if (name === 'copyFile') seen += 1;
        return name === 'copyFile' && seen === nth ? 'short' : undefined;
      };
      const stop = await watchDisk({ root: project.root, before: cut });
      expect([nth, await run()]).toEqual([nth, expect.objectContaining({ exitCode: 7 })]);
      stop();
      await expectWhole(copied[nth] ?? '');
      expect(await guidsOfFeed(project.root)).toEqual([]);
      await expectResumed({ step: copied[nth] ?? '', noted }, { bytes });
    }
  });
});

import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { article, makeProject, type TestProject } from './project.js';

const HOOK = pathToFileURL(path.resolve(import.meta.dirname, 'list-loaded.mjs')).href;
const DIST = pathToFileURL(path.resolve(import.meta.dirname, '../../dist')).href;

const LONG = 'The school piano is in tune again. '.repeat(20);

let project: TestProject;

beforeAll(async () => {
  project = await makeProject({
    'articles/ferry.md': article('Ferry'),
    'articles/clock.txt': `Clock\n\nBy Ada Brandt\n\nThe town clock tells the tide, and nobody knows who wound it. ${LONG}\n`,
    'articles/piano.html': `<meta property="article:published_time" content="2026-02-01T08:00:00Z"><article><h1>Piano</h1><p>${LONG}</p></article>`,
  });
  expect(await project.run(['build'])).toMatchObject({ exitCode: 0 });
}, 60_000);

/** What a run loads: files of the program without their folder, and the packages they use. */
async function loadedBy(...args: readonly string[]) {
  const list = `${args.join('')}.txt`;
  const env = { NODE_OPTIONS: `--import ${HOOK}`, LIST_LOADED: path.join(project.root, list) };
  const { exitCode, stderr } = await project.run(args, env);
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  const urls = (await project.read(list)).split('\n');
  const files = urls.flatMap((url) => (url.startsWith(`${DIST}/`) ? url.slice(DIST.length + 1) : []));
  const packages = urls.flatMap((url) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//u.exec(url)?.[1] ?? []);
  return { files, packages: [...new Set(packages)].sort() };
}

/** The languages whose figures are among them. */
function spokenIn(files: readonly string[]): readonly string[] {
  return files.flatMap((file) => /^languages\/(..)\/figures\/figures\.js$/u.exec(file)?.[1] ?? []);
}

describe('what a run loads', () => {
  it('is for help and the version no more than the command line', async () => {
    expect((await loadedBy('--version')).packages).toEqual(['commander', 'picocolors']);
  });

  it('is for a build with nothing new nothing that speaks, makes sound, or writes', async () => {
    const { files, packages } = await loadedBy('build');
    expect(files).toContain('show/verbs/build-show.js');
    const making =
      /^(?:languages\/(?:..\/)?figures|script|narration|mastering|encoding|chapters|notes|feed|site|markup|check|run-tool\.js)\b/u;
    expect(files.filter((file) => making.test(file))).toEqual([]);
    const light = ['commander', 'eventemitter3', 'image-size', 'p-queue', 'p-timeout', 'picocolors', 'yaml', 'zod'];
    expect(packages).toEqual(light);
  });

  it('is for a new article the figures of its own language, and of no other', async () => {
    await project.write('articles/fleet.md', article('Fleet'));
    expect(spokenIn((await loadedBy('plan')).files)).toEqual(['en']);
  });

  it('is for an article with words of other languages the figures of each', async () => {
    await project.write(
      'articles/words.md',
      `${article('Words')}\nThey said <span lang="de">am 3. Mai um 12 Uhr</span> of it.\n\n<p lang="fr">Il coûte 5 €.</p>\n`,
    );
    expect([...spokenIn((await loadedBy('plan', '--json')).files)].sort()).toEqual(['de', 'en', 'fr']);
  });
});

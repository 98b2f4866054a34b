import { execFileSync, spawn } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recording } from '../show/test-show.js';
import { article, makeProject, openProject, TEST_CONFIG, type RunResult, type TestProject } from './project.js';

type Kind = 'pipe' | 'folder' | 'loop';

/** Puts something that is no file where one is expected. */
async function put(kind: Kind, file: string): Promise<void> {
  await rm(file, { recursive: true, force: true });
  await mkdir(path.dirname(file), { recursive: true });
  if (kind === 'pipe') execFileSync('mkfifo', [file]);
  else if (kind === 'folder') await mkdir(file);
  else await symlink(path.basename(file), file);
}

const FILES = {
  'articles/harbour.md': article('The harbour'),
  'articles/school.md': article('The school'),
  'audio/programmes/talk.yaml': 'title: The talk\ndate: 2026-01-03T08:00:00Z\n',
  'audio/programmes/talk.vtt': 'WEBVTT\n\n00:00.000 --> 00:02.000\nGood morning.\n',
  'audio/programmes/talk.chapters.json': '{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "One"}]}',
  'templates/spoken/intro.hbs': '{{title}}.\n',
  'lexicon.yaml': 'Ellery: Ell-er-ee\n',
  'audio/takes.json': '{}',
};

describe('what is no file where one is expected', { timeout: 120_000 }, () => {
  let original: TestProject;
  let root: string;

  beforeAll(async () => {
    original = await makeProject(FILES);
    await original.write('audio/programmes/talk.wav', recording());
    await original.write('sting.wav', recording());
    await original.write('lector.yaml', TEST_CONFIG.replace('audio: {', 'audio: {intro: sting.wav, '));
    expect(await original.run(['build'])).toMatchObject({ exitCode: 0 });
  });
  afterAll(() => rm(original.root, { recursive: true }));
  beforeEach(async () => {
    root = path.join(await mkdtemp(path.join(os.tmpdir(), 'lector-odd-')), 'show');
    await cp(original.root, root, { recursive: true, preserveTimestamps: true });
    return () => rm(path.dirname(root), { recursive: true });
  });

  const makeAnew = async (): Promise<void> => {
    const project = openProject(root);
    await project.write(
      'lector.yaml',
      (await project.read('lector.yaml')).replace('bitrateKbps: 32', 'bitrateKbps: 40'),
    );
  };
  const run = async (args: readonly string[]): Promise<RunResult & { readonly codes: readonly string[] }> => {
    const result = await openProject(root).run(args);
    return { ...result, codes: [...result.stderr.matchAll(/^error (\w+)/gmu)].map((match) => match[1] ?? '') };
  };

  /** Where, the exit code, and the codes of the messages. */
  const PLACES: readonly (readonly [file: string, exitCode: number, codes: string])[] = [
    ['articles/odd.md', 4, 'E_INPUT'],
    ['audio/programmes/talk.wav', 4, 'E_INPUT E_AUDIO'],
    ['audio/programmes/talk.vtt', 4, 'E_INPUT'],
    ['audio/programmes/talk.chapters.json', 4, 'E_INPUT'],
    ['audio/programmes/odd.yaml', 4, 'E_INPUT'],
    ['cover.jpg', 4, 'E_IMAGE'],
    ['lexicon.yaml', 3, 'E_LEXICON'],
    ['templates/spoken/intro.hbs', 3, 'E_TEMPLATE'],
    ['templates/pages/episode.hbs', 3, 'E_TEMPLATE'],
    ['audio/takes.json', 3, 'E_JSON'],
    ['lector.yaml', 2, 'E_CONFIG'],
    ['sting.wav', 4, 'E_INPUT E_AUDIO'],
  ];
  const ODD = ['pipe', 'folder', 'loop'] as const;

  it.each(PLACES.flatMap((place) => ODD.map((kind) => [kind, ...place] as const)))(
    'is told by name: a %s for %s',
    async (kind, file, exitCode, codes) => {
      // With a pipe, where reading would never end, everything is made anew; with the others what was made still stands.
      if (kind === 'pipe') await makeAnew();
      await put(kind, path.join(root, file));
      const result = await run(['build']);
      expect(result.exitCode, result.stderr).toBe(exitCode);
      expect(result.codes.filter((code) => !codes.includes(code))).toEqual([]);
      expect(result.stderr).toContain(path.basename(file));
    },
  );

  it.each([
    ['pipe', 'articles/odd.md'],
    ['pipe', 'audio/programmes/talk.vtt'],
    ['loop', 'articles/odd'],
  ] as const)('lets the rest be published: a %s for %s', async (kind, file) => {
    await put(kind, path.join(root, file));
    await writeFile(
      path.join(root, 'articles/third.md'),
      article('A third one', 'It was said in the evening. '.repeat(20)),
    );
    expect((await run(['build'])).exitCode).toBe(4);
    const feed = await openProject(root).read('output/feed.xml');
    expect(feed.match(/<item>/gu)).toHaveLength(4);
  });

  it.each([
    ['spending.json', [0, 7]],
    ['publication.json', [0]],
    ['manifests', [7]],
    ['cache', [7]],
    ['cache/fingerprints.json', [0]],
    ['audio', [7]],
    ['clips', [7]],
    ['tmp', [0]],
  ] as const)('harms nothing but time, or is named, in the state folder: %s', async (name, exitCodes) => {
    const kind = ['manifests', 'cache', 'audio', 'clips', 'tmp'].includes(name) ? 'file' : 'pipe';
    const file = path.join(root, '.lector', name);
    await rm(file, { recursive: true, force: true });
    if (kind === 'file') await writeFile(file, 'a file');
    else await put(kind, file);
    await writeFile(
      path.join(root, 'articles/third.md'),
      article('A third one', 'It was said in the evening. '.repeat(20)),
    );
    const result = await run(['build']);
    expect(exitCodes, result.stderr).toContain(result.exitCode);
    expect(result.codes.filter((code) => code !== 'E_WRITE')).toEqual([]);
    if (result.exitCode !== 0) expect(result.stderr).toContain(file);
  });

  it.each(['output/manifest.json', 'output/feed.xml', 'output/.lector-files.json'])(
    'is named or put right where the show is published: a pipe for %s',
    async (file) => {
      await put('pipe', path.join(root, file));
      await writeFile(
        path.join(root, 'articles/third.md'),
        article('A third one', 'It was said in the evening. '.repeat(20)),
      );
      const result = await run(['build']);
      expect([0, 4, 7]).toContain(result.exitCode);
      expect(result.codes).not.toContain('E_BUG');
    },
  );

  it('does not print what a template outside the project holds, nor follow folders in a circle', async () => {
    const elsewhere = path.join(path.dirname(root), 'secret.hbs');
    await writeFile(elsewhere, 'the secret\n');
    await mkdir(path.join(root, 'templates/partials'), { recursive: true });
    await symlink('..', path.join(root, 'templates/partials/round'));
    await symlink(path.join(root, 'templates'), path.join(root, 'templates/again'));
    expect((await run(['build'])).exitCode).toBe(0);
    await writeFile(path.join(root, 'templates/spoken/intro.hbs'), '{{> partials/secret}}\n');
    await symlink(elsewhere, path.join(root, 'templates/partials/secret.hbs'));
    const result = await run(['build']);
    expect([result.exitCode, result.codes]).toEqual([3, ['E_ASSET_OUTSIDE']]);
    expect(result.stderr).toContain('templates/partials/secret.hbs');
    await rm(path.join(root, 'templates/partials/secret.hbs'));
    await writeFile(path.join(root, 'shared.hbs'), 'Shared.\n');
    await symlink('../../shared.hbs', path.join(root, 'templates/partials/secret.hbs'));
    expect((await run(['build'])).exitCode).toBe(0);
  });

  it('names a folder nobody may look into, and publishes the rest', async () => {
    for (const folder of ['articles/lost+found', 'output/lost+found', 'templates/lost+found']) {
      await mkdir(path.join(root, folder), { recursive: true });
      await chmod(path.join(root, folder), 0o000);
    }
    await writeFile(
      path.join(root, 'articles/third.md'),
      article('A third one', 'It was said in the evening. '.repeat(20)),
    );
    const [exitCode, stderr] = await runAsNobody(root, ['build']);
    expect(stderr).toMatch(/^error E_INPUT articles\/lost\+found: .*EACCES/mu);
    expect([exitCode, stderr.match(/^error \w+/gmu)]).toEqual([4, ['error E_INPUT']]);
    expect((await openProject(root).read('output/feed.xml')).match(/<item>/gu)).toHaveLength(4);
  });

  it.each([
    ['check', 'feed.xml'],
    ['extract', 'page.html'],
    ['lexicon', 'import', 'list.pls'],
  ])('is told by name when it is given to %s', async (...args) => {
    await put('pipe', path.join(root, args.at(-1) ?? ''));
    const result = await run(args);
    expect([result.exitCode, result.codes]).toEqual([4, ['E_INPUT']]);
  });
});

/** Runs the program as a user who is not root, to whom everything of the show belongs. */
async function runAsNobody(root: string, args: readonly string[]): Promise<readonly [number | null, string]> {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) execFileSync('chown', ['-R', '65534:65534', path.dirname(root)]);
  const program = path.resolve(import.meta.dirname, '../../bin/lector.mjs');
  const child = spawn(process.execPath, [program, ...args], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', HOME: path.dirname(root) },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(isRoot && { uid: 65_534, gid: 65_534 }),
  });
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString('utf8')));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return [exitCode, stderr];
}

import { execFile } from 'node:child_process';
import { copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { article, CONFIG } from '../show/test-show.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const run = promisify(execFile);
const PAGES = ['README.md', 'docs/library.md', 'docs/engines.md'];
/** As a careful user would have them, for TypeScript and for JavaScript with JSDoc. */
const TSCONFIG = {
  compilerOptions: {
    target: 'ES2023',
    lib: ['ES2023'],
    module: 'NodeNext',
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    allowJs: true,
    checkJs: true,
    noEmit: true,
  },
  include: ['docs', 'examples'],
};

type Block = { readonly name: string; readonly language: 'ts' | 'js'; readonly code: string };

/** The code of a page; a block that begins with a comment of a file name is that file. */
async function blocksOf(page: string): Promise<readonly Block[]> {
  const text = await readFile(path.join(ROOT, page), 'utf8');
  return [...text.matchAll(/^```(ts|js)\n([\s\S]*?)^```$/gmu)].map(([, language, code = ''], index) => ({
    name: /^\/\/ ([\w-]+)\.ts\n/u.exec(code)?.[1] ?? `block-${index + 1}`,
    language: language === 'js' ? 'js' : 'ts',
    code,
  }));
}

describe('the code in the documentation and in examples/', () => {
  /** A project that has installed the package. */
  let project = '';
  beforeAll(async () => {
    project = await mkdtemp(path.join(os.tmpdir(), 'lector-docs-'));
    await mkdir(path.join(project, 'node_modules/@types'), { recursive: true });
    await symlink(ROOT, path.join(project, 'node_modules/lector'), 'dir');
    for (const name of ['vitest', '@types/node'])
      await symlink(path.join(ROOT, 'node_modules', name), path.join(project, 'node_modules', name), 'dir');
    await writeFile(path.join(project, 'package.json'), '{"type": "module"}');
  });
  afterAll(() => rm(project, { recursive: true, force: true }));

  it('has types that fit the package as it is published', async () => {
    await writeFile(path.join(project, 'tsconfig.json'), JSON.stringify(TSCONFIG));
    await cp(path.join(ROOT, 'examples'), path.join(project, 'examples'), { recursive: true });
    for (const page of PAGES) {
      const folder = path.join(project, 'docs', path.basename(page, '.md'));
      await mkdir(folder, { recursive: true });
      for (const { name, language, code } of await blocksOf(page))
        await writeFile(path.join(folder, `${name}.${language}`), code);
    }
    const tsc = path.join(ROOT, 'node_modules/native-typescript/bin/tsc');
    const { stdout } = await run(process.execPath, [tsc, '-p', project]).catch(
      (error: { readonly stdout: string }) => error,
    );
    expect(stdout).toBe('');
    expect(await readdir(path.join(project, 'docs/library'))).toHaveLength(5);
  });

  it.each(['README.md', 'docs/library.md'])('builds a show as %s says', async (page) => {
    const folder = path.join(project, path.basename(page, '.md'));
    await mkdir(path.join(folder, 'articles'), { recursive: true });
    await writeFile(path.join(folder, 'lector.yaml'), CONFIG.replace('engine: counting', 'engine: silence'));
    await copyFile(path.join(ROOT, 'test/fixtures/published-by-0.1.0/cover.jpg'), path.join(folder, 'cover.jpg'));
    await writeFile(path.join(folder, 'articles/one.md'), article('One'));
    const [block] = (await blocksOf(page)).filter(({ language }) => language === 'js');
    await writeFile(path.join(folder, 'build.mjs'), block?.code ?? '');
    const { stdout } = await run(process.execPath, ['build.mjs'], { cwd: folder });
    expect(await readFile(path.join(folder, 'output/feed.xml'), 'utf8')).toContain('<title><![CDATA[One]]></title>');
    if (page === 'README.md') return;
    expect(stdout).toMatch(/^\d+ characters, 0 USD\nbuilt one\nhttps:\/\/pod\.example\.org\/show\/feed\.xml 0\n$/u);
  });

  it('names every method of an open show in docs/library.md', async () => {
    const { openShow } = await import('../../src/index.js');
    const text = await readFile(path.join(ROOT, 'docs/library.md'), 'utf8');
    const named = [...text.matchAll(/^\| `(\w+)\(/gmu)].map(([, name]) => name);
    const config = { root: project } as Parameters<typeof openShow>[0];
    expect(named).toEqual(Object.keys(openShow(config)));
  });
});

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../src/run-tool.js';
import { article, makeProject, type TestProject } from './project.js';

/** What is typed, the exit code, and what the one line on standard error says. */
const REFUSED: readonly (readonly [readonly string[], number, string])[] = [
  [
    ['build', '--api-key', 'sk-000'],
    2,
    'error E_FLAG: keys are not taken on the command line. Fix: put the key into the environment',
  ],
  [['build', '--budget', ''], 2, 'error E_FLAG: --budget'],
  [['build', '--budget', 'NaN'], 2, 'error E_FLAG: --budget "NaN"'],
  [['build', '--concurrency', '0x10'], 2, 'is not a whole number'],
  [['build', '--config', '.'], 2, 'is a folder'],
  [['build', '--config', 'nope.yaml'], 2, 'error E_CONFIG: nope.yaml: no such file.'],
  [['build', '--out', '--dry-run'], 2, 'error E_FLAG: --out needs a value, got --dry-run.'],
  [['build', '--out'], 2, 'error E_FLAG: --out needs a value.'],
  [['build', '--out', 'a', '--out', 'b'], 2, 'error E_FLAG: --out given twice.'],
  [['build', '--out', ''], 2, 'error E_OUT_DIR: --out'],
  [['build', '--out', '/'], 2, 'error E_OUT_DIR: --out "/"'],
  [['build', '--since', 'yesterday'], 2, 'Fix: write --since 2024-01-31.'],
  [['bulid'], 2, 'error E_COMMAND: there is no command "bulid". Fix: did you mean build?'],
  [['build', '--concurency', '2'], 2, 'did you mean --concurrency?'],
  [['build', 'empty/'], 4, 'error E_INPUT'],
  [['build', 'fifo/'], 4, 'is not a regular file'],
  [['script', 'harbor'], 4, 'did you mean harbour?'],
  [['check', 'nothing-here.xml'], 4, 'no such file or folder'],
  [
    ['check', 'a.xml', '--profile', 'rss,aple'],
    2,
    '--profile "aple" is no profile. Fix: choose from rss, psp1, apple,',
  ],
];

describe('the command line', () => {
  let project: TestProject;

  beforeAll(async () => {
    project = await makeProject({
      'articles/harbour.md': article(
        'Harbour',
        'The harbour froze in the night, and the boats lay still until the tide broke the ice at noon the day after.',
      ),
    });
    await mkdir(path.join(project.root, 'empty'));
    await project.write('fifo/good.md', article('Good'));
    await runProgram({ program: 'mkfifo', args: [path.join(project.root, 'fifo/p.md')], timeoutMs: 10_000 });
  });

  it.each(REFUSED)('answers lector %j with exit code %i: %s', async (args, exitCode, says) => {
    const result = await project.run(args);
    expect(result.stderr).toContain(says);
    expect(result).toMatchObject({ exitCode });
    expect(result.stdout + result.stderr).not.toMatch(/sk-000|\n\s+at /u);
  });

  it.each(['init', 'build', 'plan', 'notes', 'unpublish', 'preview', 'check', 'script', 'say', 'voices', 'doctor'])(
    'shows examples in lector %s --help',
    async (verb) => {
      const { exitCode, stdout } = await project.run([verb, '--help']);
      expect({ exitCode, stdout }).toMatchObject({
        exitCode: 0,
        stdout: expect.stringContaining(`$ lector ${verb}`) as string,
      });
    },
  );

  it.each(['night-ferry-returns', 'night-ferry', 'articles/sea.md', 'sea.md', 'sea'])(
    'finds an article by its slug, the beginning of it, or its file: %s',
    async (wanted) => {
      const show = await makeProject({ 'articles/sea.md': article('Night ferry returns') });
      expect(await show.run(['script', wanted])).toMatchObject({
        exitCode: 0,
        stdout: expect.stringMatching(/^Night ferry returns \(en\)/u) as string,
      });
    },
  );

  it('plans without a key, without sending and without writing', async () => {
    const before = await project.files('.');
    const { exitCode, stdout } = await project.run(['build', '--dry-run'], { ELEVENLABS_API_KEY: '' });
    expect({ exitCode, stdout }).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/\d+ characters to silence · \$0\.0000/u) as string,
    });
    const after = await project.files('.');
    expect(Object.keys(after).filter((file) => !(file in before) && !file.startsWith('.lector/cache'))).toEqual([]);
  });

  it('gives the same errors as objects with --json', async () => {
    const { stdout, exitCode } = await project.run(['build', '--out', '/', '--json']);
    expect({ exitCode, finding: JSON.parse(stdout) as unknown }).toMatchObject({
      exitCode: 2,
      finding: { type: 'finding', severity: 'error', code: 'E_OUT_DIR' },
    });
  });

  it('goes on when nobody reads what it prints', async () => {
    const program = path.resolve(import.meta.dirname, '../../bin/lector.mjs');
    const { exitCode } = await runProgram({
      program: 'bash',
      args: ['-c', '"$0" "$1" build | head -c1 >/dev/null', process.execPath, program],
      cwd: project.root,
      timeoutMs: 60_000,
    });
    expect(exitCode).toBe(0);
    expect(await project.read('output/feed.xml')).toContain('<rss');
  });

  it('builds whatever names the files have', async () => {
    const odd = await makeProject({
      'articles/concat:x.md': article('One'),
      'articles/ep%d.md': article('Two'),
      "articles/Magician's Guild.md": article('Three'),
      'articles/-dash.md': article('Four'),
    });
    expect(await odd.run(['build'], { TZ: 'Mars/Olympus', HOME: '' })).toMatchObject({ exitCode: 0 });
    expect((await odd.manifest()).episodes).toHaveLength(4);
  });

  it('makes a show that builds from nothing', async () => {
    const empty = await makeProject();
    const { exitCode } = await empty.run(['init', 'fresh']);
    expect(exitCode).toBe(0);
    expect(Object.keys(await empty.files('fresh'))).toEqual(
      expect.arrayContaining(['.gitignore', 'articles/first-steps.md', 'cover.jpg', 'lector.yaml']),
    );
    const again = await empty.run(['init', 'fresh']);
    expect(again.stderr).toContain('lector.yaml was there already and stays');
    expect(await empty.run(['build', '--config', 'fresh/lector.yaml', '--engine', 'silence'])).toMatchObject({
      exitCode: 0,
    });
  });

  it('makes a show of its own name, with a cover that says it and nothing of the starter', async () => {
    const empty = await makeProject();
    const title = 'Tide: "the" news';
    const { stderr, exitCode } = await empty.run(['init', 'tide', '--title', title, '--color', '#1d3b4f']);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    const built = await empty.run(['build', '--config', 'tide/lector.yaml', '--engine', 'silence']);
    expect(built.exitCode).toBe(0);
    // What it is about is still to be written; title, author and cover are not.
    expect(built.stderr).toMatch(/W_PLACEHOLDER .*description is still/u);
    expect(built.stderr).not.toMatch(/title is still|cover is still|author is still/u);
    expect(await empty.read('tide/output/feed.xml')).toContain('<title><![CDATA[Tide: "the" news]]></title>');
    const wrong = await empty.run(['init', 'other', '--title', 'Tide', '--color', 'blue']);
    expect([wrong.exitCode, Object.keys(await empty.files('other').catch(() => ({})))]).toEqual([2, []]);
  });
});

import { chmod, chown, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../../src/run-tool.js';
import { article, makeProject, TEST_CONFIG, type TestProject } from '../project.js';
import { runWarm } from '../warm-program.js';
import { badInputsOf, readBadInput, type BadInput } from './corpus.js';
import { changes } from './describe-bad-inputs.js';
import { readTree } from './test-show.js';

type Project = Pick<TestProject, 'root' | 'write'>;
type Call = { readonly argv: readonly string[]; readonly env?: Readonly<Record<string, string>> };

const PROGRAM = path.resolve(import.meta.dirname, '../../../bin/lector.mjs');
const FIXED = { SOURCE_DATE_EPOCH: '1772366400' };
/** An account that may write nowhere in particular; files of root are read-only to it. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

const callOf = ({ file }: BadInput): Call => JSON.parse(readBadInput(file).toString('utf8')) as Call;

/** An article of another folder, with words of its own: the same words would be the same episode, moved. */
const elsewhere = (title: string): string =>
  article(
    title,
    `${title} was seen from the pier, and the boats of the north shore came in one by one before the rain.`,
    'The keeper of the light wrote down each name in her book and went home at dusk.',
  );

/** What lies there when the command is given. */
const SETUPS: Readonly<Record<string, (project: Project) => Promise<void>>> = {
  'bad-tz.json': forget,
  'no-home.json': forget,
  'stdout-closed.json': forget,
  'dry-run-no-key.json': async (project) => {
    await project.write(
      'lector.yaml',
      TEST_CONFIG.replace('engine: silence', 'engine: elevenlabs, voice: abcdefghijklmnopqrst'),
    );
    await project.write('articles/new.md', article('Not narrated'));
  },
  'ffmpeg-old.json': async (project) => {
    const stub = path.join(project.root, 'ffmpeg-stub');
    await writeFile(stub, '#!/bin/sh\necho "ffmpeg version 3.4 Copyright (c)"\necho "libavutil      55. 78.100"\n', {
      mode: 0o755,
    });
    await project.write('lector.yaml', `${TEST_CONFIG}ffmpeg: {path: '${stub}'}\n`);
    await project.write('articles/new.md', article('Not narrated'));
  },
  'input-colon-name.json': (project) => project.write('src/concat:x.md', elsewhere('Colon')),
  'input-empty-dir.json': async (project) => void (await mkdir(path.join(project.root, 'empty'))),
  'input-fifo.json': async (project) => {
    await project.write('src/good.md', elsewhere('Good'));
    await runProgram({ program: 'mkfifo', args: [path.join(project.root, 'src/p.md')], timeoutMs: 10_000 });
  },
  'input-non-utf8-name.json': async (project) => {
    await project.write('src/good.md', elsewhere('Good'));
    await writeFile(
      Buffer.concat([Buffer.from(path.join(project.root, 'src/')), Buffer.from([0xff]), Buffer.from('.md')]),
      elsewhere('Bad'),
    );
  },
  'input-percent-name.json': (project) => project.write('src/ep%d.md', elsewhere('Percent')),
  'input-quote-name.json': (project) => project.write("src/Magician's Guild.md", elsewhere('Quote')),
  'out-readonly.json': async (project) => {
    await mkdir(path.join(project.root, 'ro'));
    await project.write('articles/new.md', article('Not narrated'));
    if (isRoot) for (const folder of ['.', '.lector']) await chown(path.join(project.root, folder), NOBODY, NOBODY);
    await chmod(path.join(project.root, 'ro'), 0o555);
  },
};

/** The command is given to an account, or into a pipe, of its own. */
const WRAPPED: Readonly<Record<string, readonly string[]>> = {
  ...(isRoot && {
    'out-readonly.json': ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--'],
  }),
  'stdout-closed.json': ['bash', '-c', '"$0" "$@" | head -c1 >/dev/null; exit ${PIPESTATUS[0]}'],
};

describe('bad command lines', () => {
  let original: TestProject;
  beforeAll(async () => {
    original = await makeProject({
      'articles/a-good.md': article('First good article'),
      'articles/z-good.md': article('Last good article'),
    });
    expect(await original.run(['build'], FIXED)).toMatchObject({ exitCode: 0 });
  });

  it.each(badInputsOf('cli').map((entry) => [entry.name, entry] as const))('%s', async (name, entry) => {
    const project = await copyOf(original);
    await SETUPS[name]?.(project);
    const before = await readTree(project.root);
    const { argv, env = {} } = callOf(entry);
    const call = { cwd: project.root, env: { ...plainEnvironment(), ...FIXED, NO_COLOR: '1', ...env } };
    const { exitCode, stdout, stderr } = await (WRAPPED[name]
      ? runWrapped(WRAPPED[name], { ...call, args: argv })
      : runWarm({ ...call, args: argv }));
    const said = `${stdout.toString()}${stderr}`;
    expect({ exitCode, said }).toEqual({ exitCode: entry.exitCode, said });
    if (entry.code !== '') expect(said).toContain(` ${entry.code}`);
    for (const part of entry.says) expect(said).toContain(part);
    expect(said).not.toMatch(/\n\s+at |sk-000/u);
    const after = await readTree(project.root);
    const left = changes(before, after).filter((file) => !file.startsWith('.lector'));
    if (entry.result === 'reject') expect(left.filter((file) => !file.startsWith('output/'))).toEqual([]);
    expect((after.get('output/feed.xml') ?? Buffer.of()).toString('utf8')).toContain('First good article');
    await EFFECTS[name]?.({ said, left, after, original: await readTree(original.root) });
    await rm(project.root, { recursive: true, force: true });
  });
});

type Tree = ReadonlyMap<string, Buffer>;
type Effect = {
  readonly said: string;
  readonly left: readonly string[];
  readonly after: Tree;
  readonly original: Tree;
};

const published =
  (title: string) =>
  ({ after }: Effect): void =>
    expect(after.get('output/feed.xml')?.toString('utf8')).toContain(title);
/** Built from nothing, the show has the bytes it has in a usual environment. */
const sameBytes = ({ after, original }: Effect): void =>
  expect(changes(original, after).filter((file) => file.startsWith('output/'))).toEqual([]);
const nothingWritten = ({ left }: Effect): void => expect(left).toEqual([]);

const EFFECTS: Readonly<Record<string, (effect: Effect) => void | Promise<void>>> = {
  'bad-tz.json': sameBytes,
  'dry-run-no-key.json': ({ said, left }) => {
    expect(left).toEqual([]);
    expect(said).toMatch(/\d+ characters to elevenlabs · \$\d+\.\d{4}/u);
  },
  'ffmpeg-old.json': nothingWritten,
  'input-colon-name.json': published('Colon'),
  'input-empty-dir.json': nothingWritten,
  'input-fifo.json': published('Good'),
  'input-non-utf8-name.json': published('Good'),
  'input-percent-name.json': published('Percent'),
  'input-quote-name.json': published('Quote'),
  'no-home.json': sameBytes,
  'out-readonly.json': nothingWritten,
  'stdout-closed.json': sameBytes,
  'unknown-flag.json': nothingWritten,
};

function runWrapped(
  [program = '', ...wrapping]: readonly string[],
  { args, ...call }: { readonly args: readonly string[]; readonly cwd: string; readonly env: Record<string, string> },
): ReturnType<typeof runProgram> {
  return runProgram({ ...call, program, args: [...wrapping, process.execPath, PROGRAM, ...args], timeoutMs: 60_000 });
}

function plainEnvironment(): Readonly<Record<string, string>> {
  const { PATH = '' } = process.env;
  return { PATH };
}

async function copyOf({ root }: TestProject): Promise<Project> {
  const copy = await mkdtemp(path.join(os.tmpdir(), 'lector-cli-'));
  await chmod(copy, 0o755);
  await cp(root, copy, { recursive: true, preserveTimestamps: true });
  return {
    root: copy,
    async write(file, content) {
      await mkdir(path.dirname(path.join(copy, file)), { recursive: true });
      await writeFile(path.join(copy, file), content);
    },
  };
}

/** Forgets that anything was ever built. */
async function forget({ root }: Project): Promise<void> {
  for (const folder of ['output', '.lector']) await rm(path.join(root, folder), { recursive: true });
}

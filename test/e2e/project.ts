import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Manifest } from '../../src/model/publication/manifest.js';
import { hashFile } from '../../src/workspace.js';
import { isWarmIdle, runWarm } from './warm-program.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PROGRAM = path.join(ROOT, 'bin/lector.mjs');

export type RunResult = { readonly exitCode: number | null; readonly stdout: string; readonly stderr: string };

export type Running = {
  readonly ended: Promise<RunResult & { readonly signal: NodeJS.Signals | null }>;
  kill(signal: NodeJS.Signals): void;
  /** Resolves once what it said on standard error matches. */
  said(pattern: RegExp): Promise<void>;
};

/** A show of a test's own in a fresh folder, and the program as a user runs it. */
export type TestProject = {
  readonly root: string;
  write(file: string, content: string | Uint8Array): Promise<void>;
  read(file: string): Promise<string>;
  /** In a process that is warm from the run before, unless one is under way or `env` has `NODE_OPTIONS`. */
  run(args: readonly string[], env?: Record<string, string>): Promise<RunResult>;
  /** The same in a process of its own, while it runs: it leads a process group, and `within` may name what starts it. */
  start(args: readonly string[], env?: Record<string, string>, within?: readonly string[]): Running;
  manifest(): Promise<Manifest>;
  /** Path, size and time of every file below a folder. */
  files(folder: string): Promise<Record<string, string>>;
  /** SHA-256 of every file below a folder, by path. */
  hashes(folder: string): Promise<Record<string, string>>;
};

/** The settings every test show starts from; `silence` narrates at once and at no cost. */
export const TEST_CONFIG = `title: A test show
description: For tests.
baseUrl: https://pod.example.org/show/
author: The Tester
owner: {email: tester@example.org}
category: News
image: cover.jpg
tts: {engine: silence}
audio: {sampleRateHz: 22050, bitrateKbps: 32}
`;

export async function makeProject(
  files: Readonly<Record<string, string>> = {},
  { parent = os.tmpdir() }: { parent?: string } = {},
): Promise<TestProject> {
  const root = await mkdtemp(path.join(parent, 'lector-e2e-'));
  const project = openProject(root);
  await copyFile(path.join(ROOT, 'test/fixtures/published-by-0.1.0/cover.jpg'), path.join(root, 'cover.jpg'));
  await project.write('lector.yaml', TEST_CONFIG);
  for (const [file, content] of Object.entries(files)) await project.write(file, content);
  return project;
}

/** The same of a folder that is there. */
export function openProject(root: string): TestProject {
  const write = async (file: string, content: string | Uint8Array): Promise<void> => {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), content);
  };
  return {
    root,
    write,
    read: (file) => readFile(path.join(root, file), 'utf8'),
    run: (args, env = {}) =>
      isWarmIdle() && env['NODE_OPTIONS'] === undefined
        ? runWarm({ args, cwd: root, env: environment(env) })
        : start(args, { cwd: root, env }).ended,
    start: (args, env = {}, within = []) => start(args, { cwd: root, env, within }),
    manifest: async () => JSON.parse(await readFile(path.join(root, 'output/manifest.json'), 'utf8')) as Manifest,
    files: (folder) => listFiles(path.join(root, folder)),
    async hashes(folder) {
      const names = Object.keys(await listFiles(path.join(root, folder)));
      const hashes = await Promise.all(names.map((name) => hashFile(path.join(root, folder, name))));
      return Object.fromEntries(names.map((name, index) => [name, hashes[index] ?? '']));
    },
  };
}

/** An article long enough to be published: a title and one paragraph per text. */
export function article(title: string, ...paragraphs: readonly string[]): string {
  const filler =
    'The council met on Tuesday evening in the old hall and talked until ten about the harbour, the school and the road.';
  const texts = paragraphs.length > 0 ? paragraphs : [filler, `${filler} Nobody left early.`];
  return `---\ntitle: ${title}\ndate: 2026-01-02T08:00:00Z\n---\n\n${texts.join('\n\n')}\n`;
}

function start(
  args: readonly string[],
  options: { cwd: string; env: Record<string, string>; within?: readonly string[] },
): Running {
  const [command = '', ...rest] = [...(options.within ?? []), process.execPath, PROGRAM, ...args];
  const child = spawn(command, rest, {
    cwd: options.cwd,
    env: environment(options.env),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let stdout = '';
  let stderr = '';
  const listeners = new Set<() => void>();
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString('utf8')));
  child.stderr.on('data', (data: Buffer) => {
    stderr += data.toString('utf8');
    listeners.forEach((listener) => listener());
  });
  return {
    ended: new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (exitCode, signal) => resolve({ exitCode, signal, stdout, stderr }));
    }),
    kill: (signal) => void child.kill(signal),
    said: (pattern) =>
      new Promise((resolve) => {
        const listener = (): void => {
          if (!pattern.test(stderr)) return;
          listeners.delete(listener);
          resolve();
        };
        listeners.add(listener);
        listener();
      }),
  };
}

function environment(env: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, NO_COLOR: '1', ...env };
}

async function listFiles(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  const described = await Promise.all(
    files.map(async (file) => {
      const { size, mtimeMs } = await stat(file);
      return [path.relative(folder, file), `${size} ${mtimeMs}`] as const;
    }),
  );
  return Object.fromEntries(described);
}

import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { exitCodeOf } from '../../../src/cli/terminal/exit-code.js';
import { formatFinding } from '../../../src/cli/terminal/terminal.js';
import { loadConfig } from '../../../src/config.js';
import { toLectorError } from '../../../src/errors.js';
import type { Finding } from '../../../src/model/finding.js';
import { openShow as openLector, type ShowOptions } from '../../../src/show/open-show.js';
import type { BuildOptions } from '../../../src/show/verbs/build-show.js';
import { article } from '../project.js';

/** How a show is built, besides the defaults. */
export type BuildRequest = BuildOptions &
  Pick<ShowOptions, 'now'> & {
    /** Instead of `lector.yaml`. */
    readonly file?: string;
  };

export type BuildResult = {
  readonly exitCode: number;
  readonly findings: readonly Finding[];
  /** Every finding as the terminal shows it. */
  readonly text: string;
};

/** A copy of a show that published two good articles. */
export type TestShow = {
  readonly root: string;
  write(file: string, content: string | Uint8Array): Promise<void>;
  read(file: string): Promise<Buffer>;
  build(request?: BuildRequest): Promise<BuildResult>;
  /** Makes the sources what they were before an entry was put among them. */
  restore(): Promise<void>;
  /** The published bytes by path. */
  published(): Promise<ReadonlyMap<string, Buffer>>;
  /** The bytes of everything that is the author's. */
  sources(): Promise<ReadonlyMap<string, Buffer>>;
  remove(): Promise<void>;
};

/** A show that published two good articles and is copied for every test. */
export type GoodShow = {
  readonly show: TestShow;
  copy(): Promise<TestShow>;
  remove(): Promise<void>;
};

export const GOOD_TITLES = ['First good article', 'Last good article'];
export const NOW = new Date('2026-03-01T12:00:00Z');
/** What Lector itself writes and the sources of the show. */
const MADE = new Set(['output', '.lector']);

/** @param files Sources besides the two good articles. */
export async function buildGoodShow(
  speechUrl: string,
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<GoodShow> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lector-bad-'));
  const original = path.join(folder, 'original');
  const show = openShow(path.join(folder, 'good'), original);
  await show.write('lector.yaml', configWith(speechUrl));
  await show.write('articles/a-good.md', article(GOOD_TITLES[0] ?? ''));
  await show.write('articles/z-good.md', article(GOOD_TITLES[1] ?? '', 'The library opens on Sundays from now on.'));
  for (const [file, content] of Object.entries(files)) await show.write(file, content);
  await cp(show.root, original, { recursive: true });
  const { exitCode, text } = await show.build();
  if (exitCode !== 0) throw new Error(`the good show does not build: ${text}`);
  let count = 0;
  return {
    show,
    async copy() {
      count += 1;
      const root = path.join(folder, String(count), 'show');
      await cp(show.root, root, { recursive: true, preserveTimestamps: true });
      return openShow(root, original);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

const HEAD = `title: A test show
description: For tests.
baseUrl: https://pod.example.org/show/
author: The Tester
owner: {email: tester@example.org}
`;

export function configWith(
  speechUrl: string,
  { head = HEAD, tail = '' }: { head?: string; tail?: string } = {},
): string {
  return `${head}tts: {engine: openai, settings: {baseUrl: '${speechUrl}'}}
audio: {sampleRateHz: 22050, bitrateKbps: 32}
${tail}`;
}

function openShow(root: string, original: string): TestShow {
  const outDir = path.join(root, 'output');
  return {
    root,
    async write(file, content) {
      await mkdir(path.dirname(path.join(root, file)), { recursive: true });
      await writeFile(path.join(root, file), content);
    },
    read: (file) => readFile(path.join(root, file)),
    build: (request = {}) => build(root, request),
    async restore() {
      for (const name of await readdir(root)) {
        if (!MADE.has(name)) await rm(path.join(root, name), { recursive: true, force: true });
      }
      await cp(original, root, { recursive: true });
    },
    published: () => readTree(outDir),
    sources: async () => {
      const all = [...(await readTree(root))];
      return new Map(all.filter(([name]) => !MADE.has(name.split(path.sep)[0] ?? '')));
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** What `lector build` does, in this process; its exit code and everything it says. */
export async function build(
  root: string,
  { file, now = () => NOW, ...options }: BuildRequest = {},
): Promise<BuildResult> {
  const findings: Finding[] = [];
  let exitCode: number;
  try {
    const { config, warnings } = await loadConfig({ cwd: root, ...(file !== undefined && { file }) });
    findings.push(...warnings);
    const warn = (finding: Finding): void => void findings.push(finding);
    const report = await openLector(config, { now, warn }).build(options);
    exitCode = exitCodeOf(report.findings);
  } catch (error) {
    const failure = toLectorError(error);
    findings.push(failure.toFinding(), ...failure.more);
    exitCode = failure.exitCode;
  }
  return { exitCode, findings, text: findings.map((finding) => formatFinding(finding)).join('\n') };
}

/** Every file below a folder, by its path there. */
export async function readTree(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const tree = new Map<string, Buffer>();
  // A name that is no UTF-8 cannot be opened by it.
  for (const file of files.sort()) tree.set(path.relative(folder, file), await readFile(file).catch(() => Buffer.of()));
  return tree;
}

import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { isLectorError, LectorError } from '../../../errors.js';
import { present } from '../../../model/present.js';
import { runProgram, type ProgramResult } from '../../../run-tool.js';
import { makeTemporaryName } from '../../../workspace.js';

/** A branch of a repository that a host shows as it is. */
export type GitPlace = {
  /** Address or path of the repository. */
  readonly remote: string;
  readonly branch: string;
  /** `keep` adds a commit to the branch; `squash` leaves one commit with no past, so that no old audio stays. */
  readonly history: 'keep' | 'squash';
  /** A token for an https address; it goes by the environment alone. */
  readonly token?: string;
  /** Folder of this machine for what was fetched; losing it costs a fetch. */
  readonly cacheDir: string;
};

/** One file of a commit. */
export type TreeEntry = { readonly blob: string; readonly sizeBytes: number };

export type Tree = ReadonlyMap<string, TreeEntry>;

/** The branch as it is at the remote. */
export type Tip = { readonly commit?: string; readonly tree: Tree };

const TIMEOUT_MS = 3_600_000;
const MAX_OUTPUT_BYTES = 1_000_000_000;

export type GitRepository = {
  /** What the branch holds now; asks the remote. */
  tip(): Promise<Tip>;
  bytesOf(blob: string): Promise<Buffer>;
  /** Names of blobs for files of this machine, in order; they are stored here. */
  store(files: readonly string[]): Promise<readonly string[]>;
  /**
   * Makes a commit of a tree with these changes and puts it at the remote in place of the tip.
   *
   * @param changes Blobs by path; nothing for a path that goes.
   * @returns False when the branch was moved meanwhile.
   */
  push(tip: Tip, changes: ReadonlyMap<string, string | undefined>): Promise<boolean>;
  /** Asks whether this user may push; changes nothing. */
  provePush(): Promise<void>;
};

/** A bare repository of this machine that speaks with the remote; it has no working tree. */
export function openRepository(
  place: GitPlace,
  { environment, signal }: { readonly environment: Readonly<Record<string, string>>; readonly signal?: AbortSignal },
): GitRepository {
  const { remote, branch, cacheDir } = place;
  const ref = `refs/heads/${branch}`;
  const env = { ...IDENTITY, ...environment, ...QUIET, ...authorization(place.token) };
  let isReady = false;

  async function git(args: readonly string[], options: GitOptions = {}): Promise<ProgramResult> {
    const result = await runProgram({
      program: 'git',
      args: ['-c', 'core.quotePath=false', ...args],
      timeoutMs: TIMEOUT_MS,
      maxOutputBytes: MAX_OUTPUT_BYTES,
      cwd: cacheDir,
      env: { ...env, GIT_DIR: cacheDir, ...options.env },
      ...present({ stdin: options.stdin, signal }),
    }).catch((error: unknown) => {
      throw isLectorError(error) && /ENOENT/u.test(error.message) ? missing(error) : error;
    });
    if (result.exitCode !== 0 && options.isTolerant !== true) throw refused(args, result.stderr, place);
    return result;
  }

  async function ready(): Promise<void> {
    if (isReady) return;
    await mkdir(cacheDir, { recursive: true, mode: 0o700 });
    await git(['init', '--quiet', '--bare', '.']);
    isReady = true;
  }

  async function treeOf(commit: string): Promise<Tree> {
    const { stdout } = await git(['ls-tree', '-r', '-l', '-z', '--full-tree', commit]);
    const rows = stdout
      .toString('utf8')
      .split('\0')
      .filter((row) => row !== '');
    return new Map(
      rows.flatMap((row) => {
        const [, kind, blob, size, name] = /^\d+ (\w+) ([0-9a-f]+) +(\d+|-)\t(.*)$/su.exec(row) ?? [];
        return kind === 'blob' && blob && name ? [[name, { blob, sizeBytes: Number(size) }] as const] : [];
      }),
    );
  }

  return {
    async tip() {
      await ready();
      const listed = await git(['ls-remote', '--', remote, ref]);
      const commit = /^([0-9a-f]{40,64})\s/u.exec(listed.stdout.toString('utf8'))?.[1];
      if (commit === undefined) return { tree: new Map() };
      const isHere = (await git(['cat-file', '-e', `${commit}^{tree}`], { isTolerant: true })).exitCode === 0;
      if (!isHere) await git(['fetch', '--quiet', '--no-tags', '--depth=1', '--', remote, ref]);
      return { commit, tree: await treeOf(commit) };
    },
    bytesOf: async (blob) => (await git(['cat-file', 'blob', blob])).stdout,
    async store(files) {
      await ready();
      const { stdout } = await git(['hash-object', '-w', '--no-filters', '--stdin-paths'], {
        stdin: files.map((file) => `${file}\n`).join(''),
      });
      return stdout.toString('utf8').trim().split('\n');
    },
    async push({ commit, tree }, changes) {
      const index = path.join(cacheDir, makeTemporaryName('.index'));
      const inIndex = { env: { GIT_INDEX_FILE: index } };
      try {
        if (commit !== undefined) await git(['read-tree', commit], inIndex);
        const rows = [...changes].map(([name, blob]) =>
          blob === undefined ? `0 ${'0'.repeat(40)}\t${name}\0` : `100644 ${blob}\t${name}\0`,
        );
        if (!tree.has(NO_JEKYLL)) {
          const empty = await git(['hash-object', '-w', '--stdin']);
          rows.push(`100644 ${empty.stdout.toString('utf8').trim()}\t${NO_JEKYLL}\0`);
        }
        await git(['update-index', '--replace', '-z', '--index-info'], { ...inIndex, stdin: rows.join('') });
        const written = (await git(['write-tree'], inIndex)).stdout.toString('utf8').trim();
        const parent = commit !== undefined && place.history === 'keep' ? ['-p', commit] : [];
        const made = await git(['commit-tree', written, ...parent, '-m', 'Publish the podcast']);
        const next = made.stdout.toString('utf8').trim();
        const lease = `--force-with-lease=${ref}:${commit ?? ''}`;
        const pushed = await git(['push', '--quiet', lease, '--', remote, `${next}:${ref}`], { isTolerant: true });
        if (pushed.exitCode === 0) return true;
        if (MOVED.test(pushed.stderr)) return false;
        throw refused(['push'], pushed.stderr, place);
      } finally {
        await rm(index, { force: true });
      }
    },
    async provePush() {
      await ready();
      const nothing = (await git(['hash-object', '-t', 'tree', '-w', '--stdin'])).stdout.toString('utf8').trim();
      const commit = (await git(['commit-tree', nothing, '-m', 'probe'])).stdout.toString('utf8').trim();
      await git(['push', '--quiet', '--dry-run', '--', remote, `${commit}:refs/heads/lector-probe`]);
    },
  };
}

type GitOptions = {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The exit code is looked at by who asked. */
  readonly isTolerant?: boolean;
};

/** GitHub Pages runs what is pushed through Jekyll, which drops names with a dot, unless this lies there. */
export const NO_JEKYLL = '.nojekyll';
const IDENTITY = {
  GIT_AUTHOR_NAME: 'Lector',
  GIT_AUTHOR_EMAIL: 'lector@localhost',
  GIT_COMMITTER_NAME: 'Lector',
  GIT_COMMITTER_EMAIL: 'lector@localhost',
};
/** Nobody is there to answer a question. */
const QUIET = { GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
/** What git and its hosts say of a branch that is no longer where it was. */
const MOVED = /stale info|non-fast-forward|fetch first|cannot lock ref|failed to update ref|reference already exists/u;

/** As header by the environment (git-config, GIT_CONFIG_COUNT), so that no list of processes shows it. */
function authorization(token: string | undefined): Record<string, string> {
  if (token === undefined) return {};
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'http.extraHeader',
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
  };
}

function missing(cause: unknown): LectorError {
  return new LectorError('E_PROGRAM', 'git is not installed, or not on the search path.', {
    hint: 'install git, or publish to another kind of place.',
    cause,
  });
}

function refused(args: readonly string[], stderr: string, { remote }: GitPlace): LectorError {
  const said = stderr.trim().split('\n').slice(-3).join(' ');
  const isRemote = ['ls-remote', 'fetch', 'push'].includes(args[0] ?? '');
  const isUnread = args[0] === 'hash-object';
  return new LectorError(
    isRemote ? 'E_PUBLISH_REFUSED' : isUnread ? 'E_WRITE' : 'E_PUBLISH',
    isUnread ? `a file cannot be read: ${said}` : `git ${args[0] ?? ''} with ${remote} failed: ${said}`,
    {
      hint: isRemote
        ? 'see that this user may push there: git push by hand says the same.'
        : 'run the same command again.',
    },
  );
}

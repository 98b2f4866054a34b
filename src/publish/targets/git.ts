import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LectorError, warning } from '../../errors.js';
import { present } from '../../model/present.js';
import type { Warn } from '../../model/finding.js';
import { isPublishedPath } from '../../model/publication/paths/addresses.js';
import { openFile } from '../../open-file.js';
import { makeTemporaryName } from '../../workspace.js';
import {
  feedConflict,
  pathRefused,
  type PublishedFile,
  type PublishedVersions,
  type PublishTarget,
  type TargetFile,
} from '../target.js';
import { NO_JEKYLL, openRepository, type GitPlace, type Tip } from './git/repository.js';

/** What GitHub refuses a push for (GitHub Docs, About large files on GitHub), and what its Pages ask not to exceed. */
const MAX_FILE_BYTES = 100 * 1024 * 1024;
const MAX_SITE_BYTES = 1_000_000_000;
/** Another push may come in between; so many times it is tried again from there. */
const MAX_ATTEMPTS = 5;

/**
 * A branch that a host such as GitHub Pages or GitLab Pages shows as it is. Every call that changes something is one
 * commit that is pushed, so that each state of the place is whole; files of others on the branch stay.
 */
export function openGitTarget(
  place: GitPlace,
  {
    environment = {},
    warn = () => undefined,
    signal,
  }: {
    readonly environment?: Readonly<Record<string, string>>;
    readonly warn?: Warn;
    readonly signal?: AbortSignal;
  },
): PublishTarget {
  const repository = openRepository(place, { environment, ...present({ signal }) });
  const locate = (name: string): string =>
    [`${place.remote}#${place.branch}`, ...(name === '' ? [] : [name])].join(':');
  let isLargeTold = false;

  function fileOf(name: string, { tree }: Tip): PublishedFile | undefined {
    const entry = name === NO_JEKYLL ? undefined : tree.get(name);
    return entry && { path: name, sizeBytes: entry.sizeBytes, version: entry.blob };
  }

  /** Puts and removes in one commit; with `replaces`, only while what was read lies there. */
  async function commit(
    files: readonly TargetFile[],
    {
      removals = [],
      confirm,
    }: {
      readonly removals?: readonly string[];
      readonly confirm?: (tip: Tip, changed: readonly string[]) => void;
    } = {},
  ): Promise<readonly string[]> {
    for (const name of [...files.map((file) => file.path), ...removals])
      if (!isPublishedPath(name)) throw pathRefused(name);
    const blobs = await store(files);
    for (let count = 1; count <= MAX_ATTEMPTS; count += 1) {
      const tip = await repository.tip();
      const puts = files.filter(({ path: name }, index) => tip.tree.get(name)?.blob !== blobs[index]);
      const gone = removals.filter((name) => tip.tree.has(name));
      const changed = [...puts.map((file) => file.path), ...gone];
      confirm?.(tip, changed);
      if (changed.length === 0) return [];
      const changes = new Map<string, string | undefined>(gone.map((name) => [name, undefined]));
      for (const [index, { path: name }] of files.entries()) changes.set(name, blobs[index]);
      if (count === 1) await tellOfLimits(tip, files);
      if (await repository.push(tip, changes)) return changed;
    }
    throw new LectorError('E_PUBLISH', `${place.remote}: others push to ${place.branch} all the time.`, {
      hint: 'run the same command again, or give the podcast a branch of its own.',
    });
  }

  /** Blobs of files, in order. What is in memory lies in a file for the moment. */
  async function store(files: readonly TargetFile[]): Promise<readonly string[]> {
    if (files.length === 0) return [];
    const folder = path.join(place.cacheDir, makeTemporaryName());
    try {
      await mkdir(folder, { recursive: true });
      const sources: string[] = [];
      for (const [index, { path: name, content }] of files.entries()) {
        const own = path.join(folder, String(index));
        if (content instanceof Uint8Array) await writeFile(own, content);
        else await requireReadable(content.file, locate(name));
        sources.push(content instanceof Uint8Array ? own : path.resolve(content.file));
      }
      return await repository.store(sources);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Hosts refuse what is too large, some without a word that helps. */
  async function tellOfLimits({ tree }: Tip, files: readonly TargetFile[]): Promise<void> {
    const putting = new Set(files.map((file) => file.path));
    const staying = [...tree].filter(([name]) => !putting.has(name)).map(([, { sizeBytes }]) => sizeBytes);
    const sizes = await Promise.all(files.map(sizeOf));
    const large = files.filter((_, index) => (sizes[index] ?? 0) > MAX_FILE_BYTES);
    for (const { path: name } of large)
      warn(
        warning('W_HOST_LIMIT', `${name} is larger than 100 MiB: GitHub refuses such files.`, {
          hint: 'lower audio.bitrateKbps, split the episode, or publish to an object store.',
        }),
      );
    const sum = [...staying, ...sizes].reduce((total, size) => total + size, 0);
    if (sum <= MAX_SITE_BYTES || isLargeTold) return;
    isLargeTold = true;
    warn(
      warning('W_HOST_LIMIT', `the branch ${place.branch} holds more than 1 GB, which is what GitHub Pages serve.`, {
        hint: 'publish to an object store; lector publish --prune takes away what is no longer listed.',
      }),
    );
  }

  return {
    specificationVersion: 1,
    isAtomic: true,
    name: 'git',
    locate,
    prepare: () => repository.provePush(),
    async stat(names) {
      const tip = await repository.tip();
      return names.map((name) => fileOf(name, tip));
    },
    async read(name) {
      const { tree } = await repository.tip();
      const entry = tree.get(name);
      return entry && repository.bytesOf(entry.blob);
    },
    async download(name, makeFolder) {
      const { tree } = await repository.tip();
      const entry = tree.get(name);
      if (!entry) return undefined;
      const file = path.join(await makeFolder(), makeTemporaryName(path.extname(name)));
      await writeFile(file, await repository.bytesOf(entry.blob));
      return file;
    },
    async list() {
      const tip = await repository.tip();
      return [...tip.tree.keys()].flatMap((name) => fileOf(name, tip) ?? []);
    },
    put: async (file) => (await commit([file])).length > 0,
    async putAll(files, report) {
      const written = await commit(files);
      for (const file of files) report?.(file, written.includes(file.path));
      return written;
    },
    putFeed: ({ record, feed, replaces }) =>
      commit([record, feed], {
        confirm: (tip, changed) => {
          const expected: Readonly<Record<string, keyof PublishedVersions>> = {
            [record.path]: 'record',
            [feed.path]: 'feed',
          };
          for (const name of changed) {
            const version = replaces[expected[name] ?? 'feed'];
            if (tip.tree.get(name)?.blob !== version) throw feedConflict({ locate }, name);
          }
        },
      }),
    remove: async (name) => (await commit([], { removals: [name] })).length > 0,
    removeAll: (names) => commit([], { removals: names }),
  };
}

async function sizeOf({ content }: TargetFile): Promise<number> {
  return content instanceof Uint8Array ? content.byteLength : (await stat(content.file)).size;
}

async function requireReadable(file: string, where: string): Promise<void> {
  try {
    await (await openFile(file)).close();
  } catch (cause) {
    throw new LectorError('E_WRITE', `${where} cannot be put: its source cannot be read.`, {
      hint: 'run the same command again.',
      cause,
    });
  }
}

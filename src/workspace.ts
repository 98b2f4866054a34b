import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Warn } from './model/finding.js';
import { present } from './model/present.js';
import type { Manifest } from './model/publication/manifest.js';
import { openClipCache, type ClipCache, type Shelf } from './workspace/clip-cache.js';
import { collectGarbage, type SweepResult } from './workspace/collect-garbage.js';
import { makeFolder, probeWritable } from './workspace/probe-writable.js';
import { removeLeftovers } from './workspace/remove-leftovers.js';
import { openSpendingLedger, type OpenLedger } from './workspace/spending-ledger.js';
import { takeLock } from './workspace/take-lock.js';

export { openClipCache, type ClipCache, type NewClip, type Shelf } from './workspace/clip-cache.js';
export type { SweepResult } from './workspace/collect-garbage.js';
export { hashFile } from './workspace/hash-file.js';
export { listFiles } from './workspace/list-files.js';
export { openJsonCache, type JsonCache } from './workspace/json-cache.js';
export { digestOfValue, openLineStore, type LineStore } from './workspace/line-store.js';
export { openMemo, type Memo } from './workspace/memo.js';
export {
  isKeptFor,
  keepManifest,
  MANIFESTS_FOLDER,
  parseManifest,
  readKeptManifests,
  type ManifestReading,
} from './workspace/manifest-store.js';
export {
  newPrivateState,
  PRIVATE_STATE_FILE,
  newToken,
  privateSlug,
  readPrivateState,
  writePrivateState,
  type PrivateState,
  type Subscriber,
} from './workspace/private-state.js';
export { makeFolder, probeWritable } from './workspace/probe-writable.js';
export { DEV_FOLDER, removeTemporaries } from './workspace/remove-leftovers.js';
export {
  type Book,
  EMPTY,
  keepLedger,
  openSpendingLedger,
  type OpenLedger,
  type Reservation,
  type SpendingLedger,
  type SpendingLimits,
} from './workspace/spending-ledger.js';
export { takeLock } from './workspace/take-lock.js';
export { toWriteError } from './workspace/to-write-error.js';
export {
  copyDurably,
  createDurably,
  makeTemporaryName,
  placeDurably,
  TEMPORARY_NAME,
  writeDurably,
  writeIfChanged,
  writeTogether,
  syncFolder,
} from './workspace/write-durably.js';

/** The state of one project, held by this process alone until it is closed. */
export type Workspace = {
  readonly root: string;
  /** `.lector`: losing it costs time, never correctness. */
  readonly stateDir: string;
  /** Encoded audio, until it is published. */
  readonly audioDir: string;
  readonly clips: ClipCache;
  readonly spending: OpenLedger;
  /** A fresh folder below `stateDir/tmp`, removed by {@link Workspace.close}. */
  temporaryFolder(): Promise<string>;
  /**
   * Proves that clips and encoded audio can be kept: before anything is paid that would be lost.
   *
   * @throws {@link LectorError} `E_WRITE` or `E_DISK`.
   */
  proveKeeping(): Promise<void>;
  /**
   * Removes clips of more than 30 days ago that neither this run, the published manifest nor any of the last five names.
   */
  collectGarbage(published: Pick<Manifest, 'episodes'> | undefined): Promise<SweepResult>;
  close(): Promise<void>;
};

/** What a workspace is opened with. */
export type WorkspaceOptions = {
  readonly root: string;
  /** Locked as well, so that no two projects publish into one folder at the same time. */
  readonly outDir: string;
  readonly stateDir: string;
  /** Where clips and the ledger of spending are kept; `stateDir` unless shows share them. */
  readonly soundDir?: string;
  readonly now: () => Date;
  readonly warn: Warn;
  /** Has the clips of other machines too. */
  readonly clipShelf?: Shelf;
  /** Takes over what another host's lock file claims; a lock that is really held stays refused. */
  readonly breakLock?: boolean;
  /** Takes turns with others who work here. */
  readonly isWatching?: boolean;
  /** Ends the waiting for a turn. */
  readonly signal?: AbortSignal;
};

/**
 * Makes and locks the folders, and clears what a killed run left behind in the state folder; what it left where the show
 * is published is the target's to clear.
 *
 * @throws {@link LectorError} `E_LOCKED` when another run works here, `E_WRITE` or `E_DISK` when writing is impossible.
 */
export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { root, outDir, stateDir, soundDir = stateDir, now, warn } = options;
  await makeFolder(stateDir, 0o700);
  await makeFolder(outDir);
  const turn = present({ isWatching: options.isWatching, signal: options.signal });
  const lock = await takeLock({ stateDir, outDir, now, warn, breakLock: options.breakLock === true, ...turn });
  const temporaryRoot = path.join(stateDir, 'tmp');
  try {
    await removeLeftovers({ stateDir, now });
  } catch (error) {
    await lock.release();
    throw error;
  }
  const clipsDir = path.join(soundDir, 'clips');
  const audioDir = path.join(stateDir, 'audio');
  const clips = openClipCache(clipsDir, warn, options.clipShelf);
  const spending = openSpendingLedger({ file: path.join(soundDir, 'spending.json'), now, warn });
  let folderCount = 0;
  return {
    root,
    stateDir,
    audioDir,
    clips,
    spending,
    async temporaryFolder() {
      folderCount += 1;
      const folder = path.join(temporaryRoot, `run-${folderCount}`);
      await mkdir(folder, { recursive: true });
      return folder;
    },
    async proveKeeping() {
      for (const folder of [clipsDir, audioDir]) {
        await makeFolder(folder);
        await probeWritable(folder);
      }
    },
    collectGarbage: (published) => collectGarbage({ clips, published, stateDir, now, warn }),
    async close() {
      try {
        await rm(temporaryRoot, { recursive: true, force: true });
        await spending.close();
      } finally {
        await lock.release();
      }
    },
  };
}

import { copyFileSync, existsSync, linkSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { TEMPORARY_NAME } from '../../src/workspace/write-durably.js';
import { makeMemoryFolder } from '../memory-folder.js';
import { watchDisk, type DiskStep } from './faulty-disk.mjs';

const ROOM_BYTES = 500_000_000;

/** The folders a build writes to. */
const MADE = ['output', '.lector'];

/** A new folder in memory where the system has one: a test that builds hundreds of times would only wait for syncs. */
export function makeFastFolder(): string {
  const prefix = 'lector-steps-';
  return makeMemoryFolder(prefix, ROOM_BYTES) ?? mkdtempSync(path.join(os.tmpdir(), prefix));
}

/** What lies here is cleared before anything else. */
const SCRATCH = path.join('.lector', 'tmp', 'run-');

/** What a kill before one step leaves of the folders a build writes to. */
export type DiskState = {
  /** `12 rename output/feed.xml`. */
  readonly step: string;
  readonly folder: string;
  /** What `note` said at that moment. */
  readonly noted: readonly string[];
};

/**
 * Runs `work`, and keeps what a kill before each of its steps would leave. Steps that leave the same but for files being
 * written are kept once, as the last of them leaves it.
 */
export async function recordStates(options: {
  readonly root: string;
  readonly into: string;
  readonly work: () => Promise<void>;
  readonly note: () => readonly string[];
}): Promise<{ readonly states: readonly DiskState[]; readonly stepCount: number }> {
  const { root, into, note } = options;
  const states: DiskState[] = [];
  let last: string | undefined;
  let stepCount = 0;
  const before = ({ number, name, names }: DiskStep): undefined => {
    if (number === 0) return;
    stepCount = number;
    const identity = MADE.flatMap((folder) => identityOf(path.join(root, folder))).join('\n');
    const same = identity === last ? states.pop() : undefined;
    if (same) rmSync(same.folder, { recursive: true });
    last = identity;
    const folder = path.join(into, String(number));
    saveMade(root, folder);
    states.push({ step: [number, name, ...names].join(' '), folder, noted: note() });
  };
  const stop = await watchDisk({ root, before });
  try {
    await options.work();
  } finally {
    stop();
  }
  return { states, stepCount };
}

/** Keeps what a build has made in `root`. Files are linked, not copied: nothing in place is ever written to. */
export function saveMade(root: string, folder: string): void {
  for (const name of MADE)
    if (existsSync(path.join(root, name))) linkTree(path.join(root, name), path.join(folder, name));
}

/** Makes of some of the folders in `root` what they were when {@link saveMade} was called. */
export function restoreMade(folder: string, root: string, names: readonly string[] = MADE): void {
  for (const name of names) {
    rmSync(path.join(root, name), { recursive: true, force: true });
    if (existsSync(path.join(folder, name))) linkTree(path.join(folder, name), path.join(root, name));
  }
}

/** Paths and inodes of all files that another build would look at. */
function identityOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (file.includes(SCRATCH)) return [];
    if (entry.isDirectory()) return [file, ...identityOf(file)];
    return TEMPORARY_NAME.test(entry.name) ? [] : [`${file} ${lstatSync(file, { throwIfNoEntry: false })?.ino ?? ''}`];
  });
}

function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    const target = path.join(to, entry.name);
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isFile()) keepFile(source, target);
  }
}

function keepFile(source: string, target: string): void {
  const isBeingWritten = TEMPORARY_NAME.test(path.basename(source)) || source.includes(SCRATCH);
  try {
    if (isBeingWritten) copyFileSync(source, target);
    else linkSync(source, target);
  } catch (error) {
    // ffmpeg, or another episode, may have taken its file away since the folder was listed.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

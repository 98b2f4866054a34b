import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readlink, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { LectorError, warning } from '../errors.js';
import type { Finding, Warn } from '../model/finding.js';
import { createDurably, writeDurably } from './write-durably.js';
import { readText } from '../open-file.js';

/** For humans, and for hosts that share the folder but no kernel; what really locks is a descriptor. */
export const LOCK_FILE_NAME = 'lock.json';

/** What libuv calls UV_FS_O_EXLOCK: flock on macOS, an exclusive share mode on Windows. Node names it nowhere. */
const O_EXLOCK = process.platform === 'win32' ? 0x1000_0000 : 0x20;

export type Lock = { release(): Promise<void> };

type Holder = {
  readonly pid: number;
  readonly host: string;
  readonly startedAt: string;
  readonly namespace?: string;
  /** It is `lector watch`, which gives the lock back after each round. */
  readonly isWatching?: boolean;
};

export type LockOptions = {
  readonly stateDir: string;
  readonly outDir: string;
  readonly now: () => Date;
  readonly breakLock: boolean;
  /** Takes its turn with whoever works here, and lets others take theirs. */
  readonly isWatching?: boolean;
  /** Ends the waiting for a turn. */
  readonly signal?: AbortSignal;
  /** Hears that a turn is waited for. */
  readonly warn?: Warn;
};

const TURN_POLL_MS = 100;

/**
 * Locks the state folder and the output folder for this process. The operating system frees the lock when the process
 * ends, however it ends, so there is nothing to clean up and no process id to guess about. Where one of two watches the
 * show, whoever comes second waits for the first.
 *
 * @throws {@link LectorError} `E_LOCKED` when another process holds it, or when a lock file names another host.
 */
export async function takeLock(options: LockOptions): Promise<Lock> {
  let isTold = false;
  for (;;) {
    const attempt = await tryLock(options);
    if (attempt.lock) return attempt.lock;
    const { folder, holder } = attempt;
    if (options.isWatching !== true && holder?.isWatching !== true) throw locked(folder, holder);
    if (!isTold) options.warn?.(waiting(folder, holder));
    isTold = true;
    options.signal?.throwIfAborted();
    await new Promise((resolve) => void setTimeout(resolve, TURN_POLL_MS));
    options.signal?.throwIfAborted();
  }
}

/** The lock, or who has it. */
type Attempt =
  { readonly lock: Lock } | { readonly lock?: undefined; readonly folder: string; readonly holder: Holder | undefined };

async function tryLock(options: LockOptions): Promise<Attempt> {
  const { stateDir, outDir } = options;
  const file = path.join(stateDir, LOCK_FILE_NAME);
  const releaseState = await holdFolder(stateDir);
  if (!releaseState) return { folder: stateDir, holder: await readHolder(file) };
  const releaseOutput = await holdFolder(outDir);
  if (!releaseOutput) {
    await releaseState();
    return { folder: outDir, holder: undefined };
  }
  const free = async (): Promise<void> => {
    await releaseOutput();
    await releaseState();
  };
  try {
    const self = { ...(await describeSelf(options.now)), ...(options.isWatching === true && { isWatching: true }) };
    const text = `${JSON.stringify(self)}\n`;
    // Of two hosts that start at the same time, one makes the file and the other finds it.
    if (options.breakLock || !(await createDurably(file, text))) {
      const previous = await readHolder(file);
      if (previous && !options.breakLock && !isSameHost(previous, self)) throw lockedElsewhere(stateDir, previous);
      await writeDurably(file, text);
    }
  } catch (error) {
    await free();
    throw error;
  }
  const lock = {
    async release() {
      await rm(file, { force: true });
      await free();
    },
  };
  return { lock };
}

/** Takes the lock of one folder, named by the folder itself and not by its path; nothing when another process has it. */
async function holdFolder(folder: string): Promise<(() => Promise<void>) | undefined> {
  const { dev, ino } = await stat(folder, { bigint: true });
  const name = `lector-${createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 32)}`;
  return process.platform === 'linux' ? holdSocket(`\0${name}`) : holdFile(path.join(os.tmpdir(), `${name}.lock`));
}

/** An address in the abstract socket namespace (unix(7)): no file, gone with the process. */
function holdSocket(address: string): Promise<(() => Promise<void>) | undefined> {
  const server = createServer((socket) => socket.destroy());
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(address, () => {
      resolve(() => new Promise((done) => void server.close(() => done())));
    });
  });
}

async function holdFile(file: string): Promise<(() => Promise<void>) | undefined> {
  try {
    const handle = await open(
      file,
      constants.O_RDWR | constants.O_CREAT | (constants.O_NONBLOCK ?? 0) | O_EXLOCK,
      0o600,
    );
    return () => handle.close();
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      ['EAGAIN', 'EWOULDBLOCK', 'EBUSY', 'EPERM'].includes(String(error.code))
    ) {
      return undefined;
    }
    throw error;
  }
}

async function describeSelf(now: () => Date): Promise<Holder> {
  // Two containers may share a host name and a folder; sockets are seen only inside one network namespace.
  const namespace = await readlink('/proc/self/ns/net').catch(() => undefined);
  const self = { pid: process.pid, host: os.hostname(), startedAt: now().toISOString() };
  return namespace === undefined ? self : { ...self, namespace };
}

function isSameHost(previous: Holder, self: Holder): boolean {
  return previous.host === self.host && previous.namespace === self.namespace;
}

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    const value: unknown = JSON.parse(await readText(file));
    const isHolder = typeof value === 'object' && value && 'host' in value && typeof value.host === 'string';
    return isHolder ? (value as Holder) : undefined;
  } catch {
    return undefined;
  }
}

function locked(folder: string, holder: Holder | undefined): LectorError {
  const who = holder ? ` (process ${holder.pid} on ${holder.host}, since ${holder.startedAt})` : '';
  return new LectorError('E_LOCKED', `${folder}: another run is working here${who}.`, {
    hint: 'wait for it to end, or stop it.',
  });
}

function waiting(folder: string, holder: Holder | undefined): Finding {
  const who = holder ? `process ${holder.pid} on ${holder.host}` : 'another run';
  return warning('W_WAITING', `${folder}: waiting until ${who} has done what it is at.`);
}

function lockedElsewhere(folder: string, holder: Holder): LectorError {
  const message = `${folder}: a run on host ${holder.host}, started ${holder.startedAt}, has not given its lock back.`;
  return new LectorError('E_LOCKED', message, {
    hint: 'if that run has ended, use --break-lock; two runs at once would harm each other.',
  });
}

import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import { isLectorError, LectorError } from '../errors.js';
import { present } from '../model/present.js';
import { endWithUs, HAS_PROCESS_GROUPS, killGroup } from './kill-group.js';

/** A program and how long it may take. Text to be read goes by `stdin`, never into `args`. */
export type RunProgramOptions = {
  readonly program: string;
  readonly args: readonly string[];
  readonly stdin?: string | Uint8Array;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  readonly cwd?: string;
  /** The whole environment of the child; inherited when absent. */
  readonly env?: Readonly<Record<string, string>>;
  /** Standard output beyond this is an error; 256 MiB unless set. */
  readonly maxOutputBytes?: number;
};

/** How a program ended. A status of 0 proves nothing: measure what it made. */
export type ProgramResult = {
  /** 128 plus the signal's number when a signal ended it. */
  readonly exitCode: number;
  readonly stdout: Buffer;
  /** The last 64 KiB. */
  readonly stderr: string;
};

const MAX_STDERR_BYTES = 64 * 1024;
const MAX_STDOUT_BYTES = 256 * 1024 * 1024;

/**
 * Runs a program to its end, without a shell and in a process group of its own.
 *
 * @throws {@link LectorError} `E_PROGRAM` when it cannot be started, takes too long or prints without end;
 *   `E_INTERRUPTED` when the signal aborts. Its whole group is killed then.
 */
export function runProgram(options: RunProgramOptions): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    if (options.signal?.aborted === true) {
      reject(stopError(options.signal));
      return;
    }
    const name = path.basename(options.program);
    let child: ChildProcessWithoutNullStreams;
    try {
      child = start(options);
    } catch (error) {
      reject(cannotStart(name, error));
      return;
    }
    endWithUs(child);
    let failure: LectorError | undefined;
    const stop = (error: LectorError): void => {
      failure ??= error;
      killGroup(child);
    };
    const timer = setTimeout(() => {
      stop(new LectorError('E_PROGRAM', `${name} did not end within ${options.timeoutMs} ms.`));
    }, options.timeoutMs);
    const onAbort = (): void => {
      if (options.signal) stop(stopError(options.signal));
    };
    options.signal?.addEventListener('abort', onAbort, { once: true });
    const output = collect(child, options.maxOutputBytes ?? MAX_STDOUT_BYTES, () => {
      stop(new LectorError('E_PROGRAM', `${name} printed more than it may.`));
    });
    child.on('error', (error) => {
      failure ??= cannotStart(name, error);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', onAbort);
      if (failure) reject(failure);
      else resolve({ exitCode: exitCodeOf(code, signal), stdout: output.stdout(), stderr: output.stderr() });
    });
    // A program may end without reading its input: not an error of ours.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.stdin ?? '');
  });
}

function start({ program, args, cwd, env }: RunProgramOptions): ChildProcessWithoutNullStreams {
  return spawn(program, args, {
    stdio: 'pipe',
    windowsHide: true,
    detached: HAS_PROCESS_GROUPS,
    ...present({ cwd, env }),
  });
}

function cannotStart(name: string, cause: unknown): LectorError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new LectorError('E_PROGRAM', `${name} cannot be started: ${reason}.`, { cause });
}

function collect(child: ChildProcessWithoutNullStreams, maxBytes: number, onTooMuch: () => void) {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    sizeBytes += chunk.length;
    if (sizeBytes <= maxBytes) chunks.push(chunk);
    else onTooMuch();
  });
  let tail = Buffer.alloc(0);
  child.stderr.on('data', (chunk: Buffer) => {
    tail = Buffer.concat([tail, chunk]);
    if (tail.length > MAX_STDERR_BYTES) tail = tail.subarray(tail.length - MAX_STDERR_BYTES);
  });
  return { stdout: () => Buffer.concat(chunks), stderr: () => tail.toString('utf8') };
}

function exitCodeOf(code: number | null, signal: NodeJS.Signals | null): number {
  if (code !== null) return code;
  return 128 + (signal === null ? 0 : constants.signals[signal]);
}

/** What to throw when a signal ends work: the reason where it is ours, else `E_INTERRUPTED`. */
export function stopError(signal: AbortSignal): LectorError {
  const reason: unknown = signal.reason;
  if (isLectorError(reason)) return reason;
  return new LectorError('E_INTERRUPTED', 'stopped before it was done.', {
    hint: 'run the same command again: it goes on where it stopped.',
    cause: reason,
  });
}

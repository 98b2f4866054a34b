import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { isLectorError, LectorError } from '../errors.js';
import { isExecutable, type Ffmpeg } from './find-ffmpeg.js';
import { endWithUs, HAS_PROCESS_GROUPS, killGroup } from './kill-group.js';
import { stopError } from './run-program.js';

/** One thing ffmpeg reads: a file of ours or samples from this process, with the options that stand before it. */
export type FfmpegInput = { readonly source: string | Readable; readonly options: readonly string[] };

/** One thing ffmpeg writes: a file of ours, or samples for this process, of which there can be one. */
export type FfmpegOutput = { readonly target: string | Writable; readonly options: readonly string[] };

/** One ffmpeg command. File names are absolute paths; nothing of an article's text is ever among the options. */
export type FfmpegJob = {
  readonly ffmpeg: Ffmpeg;
  readonly inputs: readonly FfmpegInput[];
  readonly outputs: readonly FfmpegOutput[];
  /** A graph between inputs and outputs, of our own labels and numbers. */
  readonly filters?: readonly string[];
  readonly signal?: AbortSignal;
};

/** A command under way. */
export type FfmpegRun = {
  /** Resolves with what ffmpeg complained of, at most 100 lines, when it ends with status 0. */
  readonly done: Promise<readonly string[]>;
  /** Ends ffmpeg; `done` rejects with the error given. */
  stop(error: LectorError): void;
};

const GLOBAL_OPTIONS = ['-nostdin', '-hide_banner', '-v', 'error', '-y'];
const INPUT_GUARD = ['-protocol_whitelist', 'file,pipe'];
const SHOWN_LINES = 5;
/** Of what it prints, and of a line without an end. */
const MAX_LINES = 100;
const MAX_LINE_CHARACTERS = 4_000;

/**
 * Runs ffmpeg in a process group of its own.
 *
 * fluent-ffmpeg writes the command line; the process is ours. Its own way to start one reads the environment, keeps one
 * binary for the whole process, knows no groups, and ends in an uncaught exception when a start fails.
 */
export function startFfmpeg(job: FfmpegJob): FfmpegRun {
  const { ffmpeg, inputs, outputs, signal } = job;
  const samples = inputs.map(({ source }) => source).find((source) => typeof source !== 'string');
  const state: { failure?: LectorError; child?: ChildProcess } = {};
  const stop = (error: LectorError): void => {
    state.failure ??= error;
    if (state.child) killGroup(state.child);
  };
  const onAbort = (): void => {
    if (signal) stop(stopError(signal));
  };
  if (signal?.aborted === true) onAbort();
  signal?.addEventListener('abort', onAbort, { once: true });
  samples?.on('error', (error) => stop(inputError(error)));
  const throwIfStopped = (): void => {
    if (state.failure) throw state.failure;
  };
  const run = async (): Promise<readonly string[]> => {
    if (!(await isExecutable(ffmpeg.path))) throw new LectorError('E_FFMPEG_MISSING', `${ffmpeg.path} is gone.`);
    const command = await writeCommand(job);
    throwIfStopped();
    const options = { windowsHide: true, detached: HAS_PROCESS_GROUPS } as const;
    const child = spawn(ffmpeg.path, command, { ...options, stdio: ['pipe', 'pipe', 'pipe'] });
    endWithUs(child);
    state.child = child;
    const ended = waitForEnd(child);
    // It may end without reading its input: not an error of ours, and why is said when it ends.
    child.stdin.on('error', () => undefined);
    if (samples) samples.pipe(child.stdin);
    else child.stdin.end();
    const reader = outputs.map(({ target }) => target).find((target) => typeof target !== 'string');
    if (reader) child.stdout.pipe(reader);
    else child.stdout.resume();
    const { lines, reason } = await ended;
    throwIfStopped();
    if (lines.some((line) => line.includes('No space left on device'))) throw diskError();
    if (reason !== undefined) throw toFfmpegError(reason, lines);
    return lines;
  };
  const done = run().finally(() => {
    signal?.removeEventListener('abort', onAbort);
    samples?.destroy();
  });
  // Whoever reads the output meets the failure there first and may never ask for `done`.
  done.catch(() => undefined);
  return { done, stop };
}

async function writeCommand({ inputs, outputs, filters = [] }: FfmpegJob): Promise<readonly string[]> {
  // Loaded for the first command: whoever only asks which ffmpeg there is starts without it.
  const { default: createCommand } = await import('fluent-ffmpeg');
  const command = createCommand();
  inputs.forEach(({ source, options }, index) => {
    command.input(typeof source === 'string' ? `file:${source}` : source);
    // Varargs only: an array or a single string is split at its spaces.
    command.inputOptions(...([...(index === 0 ? GLOBAL_OPTIONS : []), ...INPUT_GUARD, ...options] as [string, string]));
  });
  if (filters.length > 0) command.complexFilter([...filters]);
  for (const { target, options } of outputs) {
    command.output(typeof target === 'string' ? `file:${target}` : target);
    command.outputOptions(...(options as [string, string]));
  }
  return command._getArguments();
}

type End = {
  /** What it complained of, the last lines of it. */
  readonly lines: readonly string[];
  /** How it ended, where it did not end well. */
  readonly reason?: string;
};

function waitForEnd(child: ChildProcess): Promise<End> {
  const lines: string[] = [];
  let rest = '';
  const add = (line: string): void => {
    if (line.trim() !== '') lines.push(line);
    if (lines.length > MAX_LINES) lines.shift();
  };
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    const parts = `${rest}${text}`.split(/\r?\n/u);
    rest = (parts.pop() ?? '').slice(-MAX_LINE_CHARACTERS);
    parts.forEach(add);
  });
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ lines, reason: `ffmpeg cannot be started: ${error.message}` }));
    child.on('close', (code, signal) => {
      add(rest);
      if (signal !== null) resolve({ lines, reason: `ffmpeg was killed with signal ${signal}` });
      else if (code !== 0) resolve({ lines, reason: `ffmpeg exited with code ${code}` });
      else resolve({ lines });
    });
  });
}

function toFfmpegError(reason: string, lines: readonly string[]): LectorError {
  const shown = lines.slice(-SHOWN_LINES).map(withoutFolders);
  return new LectorError('E_FFMPEG', [`${reason}.`, ...shown].join('\n  '), {
    hint: 'run "lector doctor" to see which ffmpeg is used.',
  });
}

function withoutFolders(line: string): string {
  return line
    .replace(/file:(\S*[/\\])/gu, (_match, folder: string) => (path.isAbsolute(folder) ? '' : folder))
    .slice(0, 300);
}

function diskError(): LectorError {
  return new LectorError('E_DISK', 'the disk is full: ffmpeg could not write its file.', {
    hint: 'free some space and run the same command again.',
  });
}

function inputError(error: unknown): LectorError {
  if (isLectorError(error)) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new LectorError('E_FFMPEG', `the samples for ffmpeg could not be made: ${reason}.`, { cause: error });
}

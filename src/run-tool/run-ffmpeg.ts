import type { ChildProcess, SpawnOptions } from 'node:child_process';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import createCommand, { type FfmpegCommand } from 'fluent-ffmpeg';
import { isLectorError, LectorError } from '../errors.js';
import { isExecutable, type Ffmpeg } from './find-ffmpeg.js';
import { HAS_PROCESS_GROUPS, killGroup } from './kill-group.js';
import { stopError } from './stop-error.js';

/** One thing ffmpeg reads: a file of ours or samples from this process, with the options that stand before it. */
export type FfmpegInput = { readonly source: string | Readable; readonly options: readonly string[] };

/** One ffmpeg command. File names are absolute paths; nothing of an article's text is ever among the options. */
export type FfmpegJob = {
  readonly ffmpeg: Ffmpeg;
  readonly inputs: readonly FfmpegInput[];
  readonly output: string | Writable;
  readonly outputOptions: readonly string[];
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

/**
 * Runs ffmpeg through fluent-ffmpeg, fenced: the binary is looked at first, it is ours and not a global's, it leads
 * a process group, and a failed start is an error instead of an uncaught exception.
 */
export function startFfmpeg(job: FfmpegJob): FfmpegRun {
  const { ffmpeg, signal } = job;
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
  for (const { source } of job.inputs) {
    if (typeof source !== 'string') source.on('error', (error) => stop(inputError(error)));
  }
  const throwIfStopped = (): void => {
    if (state.failure) throw state.failure;
  };
  const run = async (): Promise<readonly string[]> => {
    if (!(await isExecutable(ffmpeg.path))) throw new LectorError('E_FFMPEG_MISSING', `${ffmpeg.path} is gone.`);
    throwIfStopped();
    const command = buildCommand(job);
    fence(command, ffmpeg, (started) => {
      state.child = started;
      // fluent-ffmpeg leaves it open when nothing is piped in; whoever reads it would wait for ever.
      if (job.inputs.every(({ source }) => typeof source === 'string')) started.stdin?.end();
      if (state.failure) killGroup(started);
    });
    const outcome = await runCommand(command);
    throwIfStopped();
    if (outcome.error) throw toFfmpegError(outcome.error, outcome.lines);
    if (outcome.lines.some((line) => line.includes('No space left on device'))) throw diskError();
    return outcome.lines;
  };
  const done = run().finally(() => {
    signal?.removeEventListener('abort', onAbort);
    for (const { source } of job.inputs) if (typeof source !== 'string') source.destroy();
  });
  // Whoever reads the output meets the failure there first and may never ask for `done`.
  done.catch(() => undefined);
  return { done, stop };
}

function buildCommand({ inputs, output, outputOptions }: FfmpegJob): FfmpegCommand {
  const command = createCommand({ stdoutLines: 100 });
  inputs.forEach(({ source, options }, index) => {
    command.input(typeof source === 'string' ? `file:${source}` : source);
    // Varargs only: an array or a single string is split at its spaces.
    command.inputOptions(...([...(index === 0 ? GLOBAL_OPTIONS : []), ...INPUT_GUARD, ...options] as [string, string]));
  });
  command.outputOptions(...(outputOptions as [string, string]));
  return typeof output === 'string' ? command.output(`file:${output}`) : command.output(output);
}

type Done = (error: Error | null, ...rest: unknown[]) => void;
type Ring = { get(): string };
/** The inner methods of fluent-ffmpeg 2.1.3 (archived, so they stay) that are replaced on each command. */
type Inside = {
  _getFfmpegPath(done: Done): void;
  _checkCapabilities(done: Done): void;
  availableEncoders(done: Done): void;
  _spawnFfmpeg(
    args: string[],
    options: SpawnOptions,
    onStart: (child: ChildProcess, ...rings: Ring[]) => void,
    done: Done,
  ): void;
};

const EMPTY_RING: Ring = { get: () => '' };

function fence(command: FfmpegCommand, ffmpeg: Ffmpeg, onStart: (child: ChildProcess) => void): void {
  const inside = command as unknown as Inside;
  const spawnFfmpeg = inside._spawnFfmpeg.bind(command);
  // Its own lookup reads the environment and keeps one path for the whole process.
  inside._getFfmpegPath = (done) => done(null, ffmpeg.path);
  // Its own checks start ffmpeg twice and keep the answers of whichever binary came first.
  inside._checkCapabilities = (done) => done(null);
  inside.availableEncoders = (done) => done(null, {});
  inside._spawnFfmpeg = (args, options, started, done) => {
    spawnFfmpeg(
      args,
      { ...options, detached: HAS_PROCESS_GROUPS },
      (child, ...rings) => {
        onStart(child);
        started(child, ...rings);
      },
      // Without rings a failed start ends in an uncaught TypeError.
      (error, out = EMPTY_RING, err = EMPTY_RING) => done(error, out, err),
    );
  };
}

type Outcome = { readonly error?: Error; readonly lines: readonly string[] };

function runCommand(command: FfmpegCommand): Promise<Outcome> {
  return new Promise((resolve) => {
    command.on('end', (_stdout: unknown, stderr: string | null) => resolve({ lines: linesOf(stderr) }));
    command.on('error', (error: Error, _stdout: unknown, stderr: string | null | undefined) => {
      resolve({ error, lines: linesOf(stderr) });
    });
    try {
      command.run();
    } catch (error) {
      resolve({ error: error instanceof Error ? error : new LectorError('E_FFMPEG', String(error)), lines: [] });
    }
  });
}

function linesOf(stderr: string | null | undefined): readonly string[] {
  return (stderr ?? '').split(/\r?\n/u).filter((line) => line.trim() !== '');
}

function toFfmpegError(error: Error, lines: readonly string[]): LectorError {
  if (lines.some((line) => line.includes('No space left on device'))) return diskError();
  const reason = error.message.split('\n')[0]?.replace(/:.*$/u, '') ?? 'ffmpeg failed';
  const shown = lines.slice(-SHOWN_LINES).map(withoutFolders);
  return new LectorError('E_FFMPEG', [`${reason}.`, ...shown].join('\n  '), {
    hint: 'run "lector doctor" to see which ffmpeg is used.',
    cause: error,
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

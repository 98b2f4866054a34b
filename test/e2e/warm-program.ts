import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { RunResult } from './project.js';

const CHILD = path.resolve(import.meta.dirname, 'run-repeatedly.mjs');
const DONE = '\u0000done ';

type Call = { readonly args: readonly string[]; readonly cwd: string; readonly env: NodeJS.ProcessEnv };

/** One process that has loaded the program and runs it whenever it is told to, one run at a time. */
let warm: ChildProcess | undefined;
let isBusy = false;

/** Whether {@link runWarm} can be called now. */
export function isWarmIdle(): boolean {
  return !isBusy;
}

/**
 * Runs the program as `node bin/lector.mjs` would, in a process that need not load it again: a fifth of the time. A run
 * that is about the process itself, is stopped, or runs beside another one has to have its own.
 */
export async function runWarm(call: Call): Promise<RunResult> {
  isBusy = true;
  try {
    return await run((warm ??= startChild()), call);
  } finally {
    isBusy = false;
  }
}

function startChild(): ChildProcess {
  const child = fork(CHILD, [], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: [] });
  child.unref();
  child.channel?.unref();
  child.stdout?.setEncoding('utf8');
  child.stderr?.setEncoding('utf8');
  return child;
}

function run(child: ChildProcess, call: Call): Promise<RunResult> {
  const texts = { stdout: '', stderr: '' };
  return new Promise((resolve, reject) => {
    const finish = (exitCode: number | null): void => {
      for (const name of ['stdout', 'stderr'] as const) child[name]?.removeAllListeners('data');
      child.removeAllListeners('close').removeAllListeners('error');
      resolve({ exitCode, ...texts });
    };
    for (const name of ['stdout', 'stderr'] as const)
      child[name]?.on('data', (text: string) => {
        texts[name] += text;
        const [out, code] = texts.stdout.split(DONE);
        const [err, again] = texts.stderr.split(DONE);
        if (out === undefined || err === undefined || !code?.endsWith('\n') || !again?.endsWith('\n')) return;
        texts.stdout = out;
        texts.stderr = err;
        finish(Number(code));
      });
    child.on('error', reject);
    // The program ended the process, as it does where there is nothing to wait for.
    child.on('close', (exitCode) => {
      warm = undefined;
      finish(exitCode);
    });
    child.send({ ...call, done: DONE });
  });
}

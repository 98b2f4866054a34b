import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LectorError } from '../../src/errors.js';
import { runProgram } from '../../src/run-tool.js';
import { makeProgram } from './fake-program.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lector-run-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('runProgram', () => {
  it('gives text by standard input and returns what was printed', async () => {
    const program = await makeProgram(folder, 'echo-back', 'cat; echo "to stderr" >&2; exit 3');
    const result = await runProgram({ program, args: [], stdin: 'a "b" $(c)\n', timeoutMs: 5000 });
    expect(result).toEqual({ exitCode: 3, stdout: Buffer.from('a "b" $(c)\n'), stderr: 'to stderr\n' });
  });

  it('passes arguments without a shell', async () => {
    const program = await makeProgram(folder, 'show-args', 'for a in "$@"; do echo "[$a]"; done');
    const { stdout } = await runProgram({ program, args: ['a b', '$HOME', '; rm x', ''], timeoutMs: 5000 });
    expect(stdout.toString()).toBe('[a b]\n[$HOME]\n[; rm x]\n[]\n');
  });

  it('kills a program that takes too long, with everything it started', async () => {
    const trace = path.join(folder, 'trace');
    const program = await makeProgram(folder, 'hang', `(sleep 1; echo late > ${trace}) & wait`);
    await expect(runProgram({ program, args: [], timeoutMs: 300 })).rejects.toMatchObject({
      code: 'E_PROGRAM',
      message: 'hang did not end within 300 ms.',
    });
    await wait(1500);
    await expect(readFile(trace)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('kills it when the signal aborts, with the reason where that is ours', async () => {
    const program = await makeProgram(folder, 'sleep', 'exec sleep 60');
    const controller = new AbortController();
    const running = runProgram({ program, args: [], timeoutMs: 60_000, signal: controller.signal });
    controller.abort(new LectorError('E_BUDGET', 'enough'));
    await expect(running).rejects.toMatchObject({ code: 'E_BUDGET' });
    const late = runProgram({ program, args: [], timeoutMs: 60_000, signal: AbortSignal.abort() });
    await expect(late).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
  });

  it('survives a program that does not read, one that is not there, and one that never stops printing', async () => {
    const deaf = await makeProgram(folder, 'deaf', 'exit 0');
    expect(await runProgram({ program: deaf, args: [], stdin: 'x'.repeat(1 << 20), timeoutMs: 5000 })).toMatchObject({
      exitCode: 0,
    });
    const gone = runProgram({ program: path.join(folder, 'gone'), args: [], timeoutMs: 5000 });
    await expect(gone).rejects.toMatchObject({ code: 'E_PROGRAM' });
    const loud = await makeProgram(folder, 'loud', 'while :; do echo yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy; done');
    const printing = runProgram({ program: loud, args: [], timeoutMs: 20_000, maxOutputBytes: 100_000 });
    await expect(printing).rejects.toMatchObject({ message: 'loud printed more than it may.' });
  });

  it('tells a signal by its exit code', async () => {
    const program = await makeProgram(folder, 'crash', 'kill -SEGV $$');
    expect((await runProgram({ program, args: [], timeoutMs: 5000 })).exitCode).toBe(139);
  });

  it('refuses a NUL in an argument instead of throwing something else', async () => {
    await expect(runProgram({ program: '/bin/echo', args: ['a\0b'], timeoutMs: 5000 })).rejects.toMatchObject({
      code: 'E_PROGRAM',
    });
  });
});

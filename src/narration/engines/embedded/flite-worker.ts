import { workerData } from 'node:worker_threads';
import { Tinypool } from 'tinypool';
import { loadWasiProgram } from './run-wasi.js';
import type { WasmModule } from './web-assembly.js';

/** One call of the synthesiser. */
export type FliteTask = {
  /** Plain ASCII. */
  readonly text: string;
  readonly voice: string;
  /** 1 is the voice's own pace, 2 half as fast. */
  readonly stretch: number;
};

/** The synthesiser and the memory it begins with, of which there is one for all threads. */
export type FliteProgram = readonly [module: WasmModule, pristine: Uint8Array];

export type FliteOutput = {
  readonly wav: Uint8Array;
  /** `-psdur`: per utterance one line of `phone:endSecond`. */
  readonly phones: string;
  /** What it complained about, if anything. */
  readonly complaint: string;
};

// tinypool puts its own data first.
const [, [module, pristine]] = workerData as readonly [unknown, FliteProgram];
const flite = loadWasiProgram(module, pristine);

/**
 * Runs in a worker thread. Text goes in through a file in memory, never as an argument; the audio is handed over, not copied.
 *
 * @returns A {@link FliteOutput}, as the pool wants it wrapped.
 */
export function speakInWorker({ text, voice, stretch }: FliteTask): unknown {
  const { exitCode, stdout, stderr, files } = flite.run({
    args: [
      'flite',
      '-voice',
      voice,
      '-psdur',
      '--setf',
      `duration_stretch=${stretch}`,
      '-f',
      'in.txt',
      '-o',
      'out.wav',
    ],
    inputs: { 'in.txt': Buffer.from(text, 'latin1') },
  });
  const wav = files.get('out.wav') ?? new Uint8Array(0);
  const output: FliteOutput = {
    wav,
    phones: stdout,
    complaint: exitCode === 0 ? stderr : `status ${exitCode} ${stderr}`,
  };
  return Tinypool.move({ [Tinypool.transferableSymbol]: [wav.buffer], [Tinypool.valueSymbol]: output } as never);
}

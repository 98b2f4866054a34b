import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { isLectorError, LectorError } from '../errors.js';

/** Asks one thing; an empty answer is the default, and one that cannot be taken is told of and asked for again. */
export type Ask = <Value>(
  question: string,
  standard: string,
  parse: (answer: string) => Value | Promise<Value>,
) => Promise<Value>;

/** Whether somebody sits there who can be asked. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY;
}

/**
 * Asks one question after the other on the terminal.
 *
 * @throws {@link LectorError} `E_INTERRUPTED` at Ctrl-C, and where there are no more answers.
 */
export async function askAll<Answers>(
  work: (ask: Ask) => Promise<Answers>,
  signal: AbortSignal,
  { input = process.stdin, output = process.stderr }: { readonly input?: Readable; readonly output?: Writable } = {},
): Promise<Answers> {
  const terminal = createInterface({ input, output, terminal: input === process.stdin });
  // Lines that came while nobody asked are answers all the same.
  const lines = terminal[Symbol.asyncIterator]();
  const stopped = new Promise<never>((_, reject) => {
    const stop = (): void => {
      reject(
        new LectorError('E_INTERRUPTED', 'stopped: nothing was made.', {
          hint: 'run the same command again, or add --yes.',
        }),
      );
    };
    terminal.once('SIGINT', stop);
    signal.addEventListener('abort', stop, { once: true });
    terminal.once('close', () => setImmediate(stop));
  });
  stopped.catch(() => undefined);
  try {
    return await work(async (question, standard, parse) => {
      for (;;) {
        output.write(`${question}${standard === '' ? '' : ` [${standard}]`} `);
        const { value, done } = await Promise.race([lines.next(), stopped]);
        if (done === true) await stopped;
        const answer = String(value).trim();
        try {
          return await parse(answer === '' ? standard : answer);
        } catch (error) {
          if (!isLectorError(error)) throw error;
          const { hint = '' } = error.toFinding();
          output.write(`  ${error.message} ${hint}\n`);
        }
      }
    });
  } finally {
    terminal.close();
  }
}

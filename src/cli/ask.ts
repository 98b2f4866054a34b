import { createInterface } from 'node:readline/promises';

/** Whether somebody sits there who can be asked. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY;
}

/** Asks one question after the other on the terminal; an empty answer is the default. */
export async function askAll<Answers>(
  work: (ask: (question: string, standard: string) => Promise<string>) => Promise<Answers>,
  signal: AbortSignal,
): Promise<Answers> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await work(async (question, standard) => {
      const answer = (await terminal.question(`${question} [${standard}] `, { signal })).trim();
      return answer === '' ? standard : answer;
    });
  } finally {
    terminal.close();
  }
}

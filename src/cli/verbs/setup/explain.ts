import type { Command } from 'commander';
import { LectorError } from '../../../errors.js';
import { ERROR_CODES, WARNING_CODES } from '../../../model/codes.js';
import { suggestWord } from '../../../model/text/suggest.js';
import { openSession, type GlobalFlags } from '../../session.js';

/** `lector explain`: what the code of an error or a warning means. */
export function registerExplain(program: Command): void {
  program
    .command('explain')
    .description('say what the code of an error or a warning means, and what to do')
    .argument('[code]', 'such as E_PAYWALL (default: all of them)')
    .addHelpText('after', '\nExamples:\n  $ lector explain E_PAYWALL\n  $ lector explain')
    .action((wanted: string | undefined, _flags: unknown, command: Command) => {
      const { terminal } = openSession(command.optsWithGlobals<GlobalFlags>());
      for (const { code, exitCode, cause, cure } of wanted === undefined ? ALL : [find(wanted)]) {
        const ends = exitCode === undefined ? 'a warning, stops nothing' : `an error, exit code ${exitCode}`;
        terminal.print(`${code}: ${ends}\n  ${cause}\n  Fix: ${cure}`);
        terminal.printJson({
          type: 'code',
          code,
          severity: exitCode === undefined ? 'warning' : 'error',
          exitCode,
          cause,
          cure,
        });
      }
    });
}

type Explained = {
  readonly code: string;
  /** Of errors. */
  readonly exitCode?: number;
  readonly cause: string;
  readonly cure: string;
};

const ALL: readonly Explained[] = [...Object.entries(ERROR_CODES), ...Object.entries(WARNING_CODES)].map(
  ([code, text]) => ({ code, ...text }),
);

function find(wanted: string): Explained {
  const found = ALL.find(({ code }) => code === wanted.toUpperCase());
  if (found) return found;
  const near = suggestWord(
    wanted,
    ALL.map(({ code }) => code),
  );
  throw new LectorError('E_COMMAND', `there is no code "${wanted}".`, {
    hint: near === undefined ? 'run "lector explain" to see all of them.' : `did you mean ${near}?`,
  });
}

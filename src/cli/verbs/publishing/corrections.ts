import type { Command } from 'commander';
import { count } from '../../../model/text.js';
import { openSession, type GlobalFlags } from '../../session.js';

/** `lector corrections`: what was corrected after it was published. */
export function registerCorrections(program: Command): void {
  program
    .command('corrections')
    .description('what was corrected after it was published: when, why, and each sentence before and after')
    .argument('[episode]', 'slug of one episode')
    .addHelpText('after', '\nExamples:\n  $ lector corrections\n  $ lector corrections night-ferry-returns --json')
    .action(async (wanted: string | undefined, _flags: unknown, command: Command) => {
      const session = openSession(command.optsWithGlobals<GlobalFlags>());
      const { terminal } = session;
      const items = await session.open(await session.config()).corrections(wanted);
      for (const { at, title, reason, isSilent, changes } of items) {
        const silent = isSilent === true ? ' (not announced)' : '';
        terminal.print(`${at.slice(0, 10)}  ${title}${silent}${reason === undefined ? '' : `: ${reason}`}`);
        for (const { before, after, isWithheld } of changes) {
          if (before !== undefined) terminal.print(`  - ${before}`);
          if (isWithheld === true) terminal.print('  - (words that were taken back are not repeated)');
          if (after !== undefined) terminal.print(`  + ${after}`);
        }
      }
      terminal.print(count(items.length, 'correction'));
      terminal.printJson({ type: 'report', corrections: items });
    });
}

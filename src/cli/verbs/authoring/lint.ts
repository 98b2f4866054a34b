import type { Command } from 'commander';
import { openSession, type GlobalFlags } from '../../session.js';
import { formatTable } from '../../terminal/summary-table.js';
import { count } from '../../../model/text.js';

const MAX_SENTENCE_LENGTH = 72;

/** `lector lint`: words whose pronunciation nothing settles, before money is spent. */
export function registerLint(program: Command): void {
  program
    .command('lint')
    .description('list names, acronyms and foreign words that neither a rule nor the lexicon says how to speak')
    .addHelpText('after', '\nExamples:\n  $ lector lint\n  $ lector lint --json')
    .action(async (_flags: unknown, command: Command) => {
      const session = openSession(command.optsWithGlobals<GlobalFlags>());
      const { terminal } = session;
      const config = await session.config();
      const terms = await session.open(config).uncovered();
      const rows = terms.map(({ term, kind, count, sentence }) => [
        term,
        kind,
        String(count),
        sentence.length > MAX_SENTENCE_LENGTH ? `${sentence.slice(0, MAX_SENTENCE_LENGTH - 1)}…` : sentence,
      ]);
      if (rows.length > 0)
        terminal.print(
          formatTable([['Term', 'Kind', 'Count', 'First sentence'], ...rows], { rightAligned: [2], cut: 3 }),
        );
      terminal.print(
        `${count(terms.length, 'term')}. Hear one: lector say "TERM". Settle it in ${config.lexiconPath}.`,
      );
      terminal.printJson({ type: 'report', terms });
    });
}

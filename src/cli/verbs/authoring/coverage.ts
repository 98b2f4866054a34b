import type { Command } from 'commander';
import { openSession, type GlobalFlags } from '../../session.js';
import { count } from '../../../model/text.js';

/** `lector coverage`: what became of every word of an article. */
export function registerCoverage(program: Command): void {
  program
    .command('coverage')
    .description('show what became of every word: spoken, or skipped for a named reason')
    .argument('[episode]', 'slug or file (default: all)')
    .addHelpText('after', '\nExamples:\n  $ lector coverage\n  $ lector coverage night-ferry-returns --json')
    .action(async (wanted: string | undefined, _flags: unknown, command: Command) => {
      const session = openSession(command.optsWithGlobals<GlobalFlags>());
      const { terminal, cwd } = session;
      const config = await session.config();
      const show = session.open(config);
      const scripts = wanted === undefined ? await show.scripts() : [await show.script({ wanted, cwd })];
      for (const { slug, ledger, leftOut } of scripts) {
        const wordCount = ledger.reduce((sum, entry) => sum + entry.wordCount, 0);
        const spokenWordCount = ledger.reduce((sum, entry) => sum + entry.spokenWordCount, 0);
        const skipped = ledger.flatMap(({ blockId, kind, skipped: pieces }) =>
          pieces.map((piece) => ({ blockId, kind, ...piece })),
        );
        // writeScript refuses an article with a word that is neither.
        terminal.print(
          `${slug}: ${count(wordCount, 'word')}, ${spokenWordCount} spoken, ${wordCount - spokenWordCount} skipped, 0 unaccounted`,
        );
        for (const { blockId, kind, reason, text } of skipped)
          terminal.print(`  ${blockId} ${kind} ${reason}: ${text.slice(0, 100)}`);
        for (const { reason, line, text } of leftOut)
          terminal.print(
            `  left out of the source${line === undefined ? '' : ` (line ${line})`} ${reason}: ${text.slice(0, 100)}`,
          );
        terminal.printJson({ type: 'report', slug, wordCount, spokenWordCount, unaccounted: 0, ledger, leftOut });
      }
    });
}

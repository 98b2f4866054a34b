import type { Command } from 'commander';
import { count } from '../../../model/text.js';
import { formatClock } from '../../../model/time.js';
import { openSession, type GlobalFlags } from '../../session.js';

/** `lector hear`: what a recogniser hears of what is published. */
export function registerHear(program: Command): void {
  program
    .command('hear')
    .description('have a recogniser listen to what was built, and compare it with what is written')
    .argument('[episode]', 'slug or the beginning of one (default: all)')
    .addHelpText('after', '\nExamples:\n  $ lector hear\n  $ lector hear night-ferry-returns')
    .action(async (wanted: string | undefined, _flags: unknown, command: Command) => {
      const session = openSession(command.optsWithGlobals<GlobalFlags>());
      const { terminal } = session;
      const episodes = await session.open(await session.config()).hear(wanted);
      for (const { slug, sentenceCount, wordErrorRate, listenedMs, tookMs, findings } of episodes) {
        for (const finding of findings) terminal.finding(finding);
        const speed =
          listenedMs > 0 ? `, ${formatClock(listenedMs)} in ${(tookMs / 1000).toFixed(1)} s` : ', heard before';
        const rate = `${(wordErrorRate * 100).toFixed(1)} % of words heard otherwise`;
        terminal.print(
          `${slug}: ${count(sentenceCount, 'sentence')}, ${rate}, ${findings.length} to listen to${speed}`,
        );
      }
      terminal.printJson({ type: 'report', episodes });
    });
}

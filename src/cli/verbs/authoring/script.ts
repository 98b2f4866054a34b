import type { Command } from 'commander';
import { openSession, type GlobalFlags } from '../../session.js';

/** `lector script`: what will be said beside what is written, before a word is narrated. */
export function registerScript(program: Command): void {
  program
    .command('script')
    .description('show what will be said of an article beside what is written, with the rule behind each change')
    .argument('<article>', 'slug, or file of the article')
    .addHelpText(
      'after',
      '\nExamples:\n  $ lector script harbour-bridge-reopens\n  $ lector script articles/news.md --json',
    )
    .action(async (wanted: string, _flags: unknown, command: Command) => {
      const session = openSession(command.optsWithGlobals<GlobalFlags>());
      const { terminal, cwd } = session;
      const config = await session.config();
      const script = await session.open(config).script({ wanted, cwd });
      const { formatScript } = await import('../../../script/format-script.js');
      for (const line of formatScript(script)) terminal.print(line);
      terminal.printJson(script);
    });
}

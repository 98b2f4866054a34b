import { Option, type Command } from 'commander';
import { EXIT } from '../../../errors.js';
import { count } from '../../../model/text.js';
import { feedUrlOf } from '../../../show/show-of.js';
import type { ImportOptions } from '../../../show/verbs/import-podcast.js';
import { openSession, type GlobalFlags } from '../../session.js';

type ImportFlags = GlobalFlags & Pick<ImportOptions, 'media'> & { readonly dryRun?: boolean };

/** `lector import`: takes a podcast over that is published elsewhere. */
export function registerImport(program: Command): void {
  program
    .command('import')
    .description('take over a podcast: its episodes with GUIDs, dates and notes as subscribers know them')
    .argument('<feed>', 'the feed: a file, or its address')
    .addOption(
      new Option('--media <how>', 'copy each audio file here, byte for byte, or leave it where it is')
        .choices(['copy', 'leave'])
        .default('copy'),
    )
    .option('--dry-run', 'show what would be imported; write nothing')
    .addHelpText(
      'after',
      '\nRun again it brings what is new. Two shows become one by importing both.\n\nExamples:\n  $ lector import https://old.example/podcast.rss\n  $ lector import https://old.example/podcast.rss --media leave\n  $ lector import old-podcast.xml --dry-run',
    )
    .action(async (feed: string, _flags: unknown, command: Command) => {
      const flags = command.optsWithGlobals<ImportFlags>();
      const session = openSession(flags);
      const { terminal, cwd } = session;
      const config = await session.config();
      const isDryRun = flags.dryRun === true;
      const { items, refusedCount, settings } = await session
        .open(config)
        .importPodcast({ feed, cwd, media: flags.media, isDryRun });
      const fresh = items.filter(({ outcome }) => outcome === 'imported');
      for (const { title, file } of fresh) terminal.say(`  ${file}  ${title}`);
      const known = items.length - fresh.length;
      const what = isDryRun ? 'would be imported' : 'imported';
      const rest = [known > 0 && `${known} known already`, refusedCount > 0 && `${refusedCount} refused`].filter(
        Boolean,
      );
      terminal.print([`${count(fresh.length, 'episode')} ${what}`, ...rest].join(' · '));
      terminal.print(`\nThe old feed says of the show; take what you want into lector.yaml:\n\n${settings.trimEnd()}`);
      terminal.print(
        `\nNext: lector build, publish it, then let the old host forward its feed to ${feedUrlOf(config)} (301, or itunes:new-feed-url).`,
      );
      terminal.printJson({ type: 'report', items, refusedCount, settings });
      if (refusedCount > 0) process.exitCode ??= EXIT.inputs;
    });
}

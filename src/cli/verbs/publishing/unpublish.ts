import type { Command } from 'commander';
import { openSession, type GlobalFlags } from '../../session.js';
import { count } from '../../../model/text.js';

type UnpublishFlags = GlobalFlags & { readonly keepAudio?: boolean; readonly undo?: boolean };

/** `lector unpublish`: takes an episode back from everywhere it is published. */
export function registerUnpublish(program: Command): void {
  program
    .command('unpublish')
    .description('take an episode back: out of the feed and the pages, its audio and texts gone at once')
    .argument('<episode>', 'slug, GUID, source file, or the address of its source, page or audio')
    .option('--keep-audio', 'leave its audio for 30 days to those who have it in their queue')
    .option('--undo', 'let it return: the next build publishes it as it was called')
    .addHelpText(
      'after',
      '\nExamples:\n  $ lector unpublish night-ferry-returns\n  $ lector unpublish https://paper.example/night-ferry --keep-audio\n  $ lector unpublish --undo night-ferry-returns',
    )
    .action(async (wanted: string, _flags: unknown, command: Command) => {
      const flags = command.optsWithGlobals<UnpublishFlags>();
      const session = openSession(flags);
      const { terminal, cwd } = session;
      const config = await session.config();
      const show = session.open(config);
      const done = await show.unpublish({
        wanted,
        cwd,
        isKeepingAudio: flags.keepAudio === true,
        isUndone: flags.undo === true,
      });
      for (const file of done.removed) terminal.say(`  ${file}`);
      if (done.isReturning) {
        terminal.print(`"${done.title}" may return, with its GUID, address and date.`);
        terminal.print('Next: lector build');
      } else {
        const kept = done.kept.length > 0 ? ` · ${count(done.kept.length, 'file')} of its audio kept for 30 days` : '';
        terminal.print(`"${done.title}" is unpublished: ${count(done.removed.length, 'file')} removed${kept}`);
        terminal.print(
          'Clips of it stay in .lector on this machine until they are 30 days old; delete .lector/clips and .lector/audio to have them gone.',
        );
        const hasPlace = Object.keys(config.publish).length > 0;
        const next = hasPlace ? 'lector publish' : 'bring output/ to where it is served';
        terminal.print(`Next: ${next}; to publish it again: lector unpublish --undo ${done.slug}`);
      }
      terminal.printJson({ type: 'report', ...done });
    });
}

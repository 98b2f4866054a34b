import type { Command } from 'commander';
import { openSession, type GlobalFlags } from '../../session.js';

/** `lector embed`: what is pasted into other pages, so that they play an episode. */
export function registerEmbed(program: Command): void {
  program
    .command('embed')
    .description('print the tag that plays an episode on the page of its article, and the frame for other pages')
    .argument('[episode]', 'slug of a published episode, or its beginning; without it the tag for all articles')
    .addHelpText('after', '\nExamples:\n  $ lector embed\n  $ lector embed night-ferry-returns')
    .action(async (wanted: string | undefined, _flags: unknown, command: Command) => {
      const session = openSession(command.optsWithGlobals<GlobalFlags>());
      const { terminal } = session;
      const found = await session.open(await session.config()).embed(wanted);
      const { tag, episode } = found;
      terminal.say(
        episode
          ? 'On the page of the article, where the controls are to stand:'
          : 'In the template of all articles; one that is not read out stays as it is:',
      );
      terminal.print(tag);
      if (episode) {
        terminal.say('\nOn any other page:');
        terminal.print(episode.frame);
        terminal.say(`\nFor pages that show links (oEmbed): ${episode.oembedUrl}`);
      }
      terminal.printJson({ type: 'report', ...found });
    });
}

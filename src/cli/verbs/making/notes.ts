import type { Command } from 'commander';
import { openSession, type GlobalFlags } from '../../session.js';
import { count } from '../../../model/text.js';

type NotesFlags = { readonly adopt?: boolean; readonly printContext?: string };

/** `lector notes`: notes, pages and feed texts again, from what is published; never audio. */
export function registerNotes(program: Command): void {
  program
    .command('notes')
    .description('render notes, pages and feed again after a change of templates; audio, GUIDs and dates stay')
    .option('--adopt', 'replace files of others that are in the way')
    .option('--print-context <slug>', 'print what templates are given for an episode, or for the show, as JSON')
    .addHelpText('after', '\nExamples:\n  $ lector notes\n  $ lector notes --print-context night-ferry')
    .action(async (_flags: unknown, command: Command) => {
      const flags = command.optsWithGlobals<GlobalFlags & NotesFlags>();
      const session = openSession(flags);
      const { terminal } = session;
      if (flags.printContext !== undefined) {
        const context = await session.open(await session.config()).context(flags.printContext);
        const text = JSON.stringify(context, orNull, 2);
        terminal.print(text);
        terminal.printJson(JSON.parse(text));
        return;
      }
      const startedMs = performance.now();
      const receipt = await session.open(await session.config()).notes({ isAdopting: flags.adopt === true });
      const { written, removed, unchangedCount, episodeCount } = receipt;
      for (const file of written) terminal.say(`  ${file}`);
      const removals = removed.length > 0 ? `, ${removed.length} removed` : '';
      const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
      terminal.print(
        `${count(written.length, 'file')} changed, ${unchangedCount} unchanged${removals} · ${count(episodeCount, 'episode')} · ${seconds} s`,
      );
      terminal.printJson({ type: 'report', ...receipt });
    });
}

/** A field that is empty is there all the same. */
function orNull(_key: string, value: unknown): unknown {
  return value === undefined ? null : value;
}

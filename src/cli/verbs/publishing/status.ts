import type { Command } from 'commander';
import { openSession, type GlobalFlags } from '../../session.js';
import { formatTable } from '../../terminal/summary-table.js';
import { count } from '../../../model/text.js';

/** `lector status`: where every item stands on its way out. */
export function registerStatus(program: Command): void {
  program
    .command('status')
    .description(
      'where every item stands: draft, review, approved, scheduled, published; what it waits for, since when',
    )
    .addHelpText('after', '\nExamples:\n  $ lector status\n  $ lector status --json')
    .action(async (_flags: unknown, command: Command) => {
      const session = openSession(command.optsWithGlobals<GlobalFlags>());
      const { terminal } = session;
      const show = session.open(await session.config());
      const items = await show.status();
      const rows = items.map(({ title, state, correction, since, location }) => [
        title,
        correction === undefined ? state : `${state}, correction: ${correction}`,
        since?.slice(0, 10) ?? '–',
        location,
      ]);
      terminal.print(formatTable([['Episode', 'State', 'Since', 'Source'], ...rows], { rightAligned: [], cut: 0 }));
      for (const { title, waitsFor } of items) if (waitsFor !== undefined) terminal.print(`${title}: ${waitsFor}.`);
      const waiting = items.filter(({ waitsFor }) => waitsFor !== undefined).length;
      terminal.print(`${count(items.length, 'item')}, ${waiting} waiting`);
      terminal.printJson({ type: 'report', items });
    });
}

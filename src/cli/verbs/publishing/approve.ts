import type { Command } from 'commander';
import { LectorError } from '../../../errors.js';
import { present } from '../../../model/present.js';
import { count } from '../../../model/text.js';
import { parseText, valueOption } from '../../options.js';
import { openSession, type GlobalFlags } from '../../session.js';
import { formatTable } from '../../terminal/summary-table.js';

type ApproveFlags = GlobalFlags & {
  readonly by?: string;
  readonly note?: string;
  readonly withdraw?: boolean;
  readonly list?: boolean;
};

/** `lector approve`: what may go out, where `review: required` asks for it. */
export function registerApprove(program: Command): void {
  program
    .command('approve')
    .description('say that an episode may go out as it sounds now, or take that back')
    .argument('[episode]', 'slug, file name or path of the article')
    .addOption(valueOption('--by <name>', 'who says so (default: the user of this machine)', parseText))
    .addOption(valueOption('--note <text>', 'a remark that stays with it', parseText))
    .option('--withdraw', 'take the approval back: what is not published yet waits again')
    .option('--list', 'every approval, and whether it holds')
    .addHelpText(
      'after',
      '\nExamples:\n  $ lector approve night-ferry-returns --note "checked against the court papers"\n  $ lector approve --withdraw night-ferry-returns\n  $ lector approve --list',
    )
    .action(async (wanted: string | undefined, _flags: unknown, command: Command) => {
      const flags = command.optsWithGlobals<ApproveFlags>();
      if (wanted === undefined && flags.list !== true)
        throw new LectorError('E_FLAG', 'no episode is named.', { hint: 'name one, or write --list.' });
      const session = openSession(flags);
      const { terminal, cwd } = session;
      const config = await session.config();
      const show = session.open(config);
      if (wanted === undefined) {
        const all = await show.approvals();
        const rows = all.map(({ slug, state, why, approval }) => [
          slug,
          state,
          approval.by ?? '–',
          approval.approvedAt.slice(0, 10),
          why,
        ]);
        terminal.print(
          formatTable([['Episode', 'Approval', 'By', 'On', 'Why'], ...rows], { rightAligned: [], cut: 4 }),
        );
        terminal.print(count(all.length, 'approval'));
        terminal.printJson({ type: 'report', approvals: all });
        return;
      }
      const done = await show.approve({
        wanted,
        cwd,
        ...present({ by: flags.by, note: flags.note, isWithdrawing: flags.withdraw }),
      });
      const { title, slug, file, isPublished } = done;
      if (flags.withdraw === true) {
        terminal.print(`The approval of "${title}" is withdrawn: ${file}`);
        if (isPublished) terminal.print(`It stays published as it is. To take it back: lector unpublish ${slug}`);
      } else {
        terminal.print(`"${title}" is approved as it sounds now: ${file}`);
        if (config.review !== 'required')
          terminal.print('Nothing waits for it: lector.yaml does not say review: required.');
        else terminal.print(isPublished ? 'It is published like this.' : 'Next: lector build');
      }
      terminal.printJson({ type: 'report', ...done });
    });
}

import type { Command } from 'commander';
import { LectorError } from '../../../errors.js';
import { present } from '../../../model/present.js';
import type { Moved } from '../../../show/moving/move-show.js';
import { openSession, type GlobalFlags } from '../../session.js';

type MoveFlags = GlobalFlags & { readonly away?: boolean; readonly undo?: boolean; readonly dryRun?: boolean };

/** `lector move`: the show gets another address, and nobody sees an episode twice. */
export function registerMove(program: Command): void {
  program
    .command('move')
    .description('give the show another address: apps are told, GUIDs and dates stay')
    .argument('[address]', 'the new baseUrl, or with --away the feed at the new host')
    .option('--away', 'another host serves it from now on; this one keeps standing and points there')
    .option('--undo', 'go back to the address before')
    .option('--dry-run', 'say what would change in lector.yaml, and change nothing')
    .addHelpText(
      'after',
      '\nExamples:\n  $ lector move https://podcast.example.org/show/\n  $ lector move https://host.example/feeds/42.rss --away\n  $ lector move --undo',
    )
    .action(async (to: string | undefined, _flags: unknown, command: Command) => {
      const flags = command.optsWithGlobals<MoveFlags>();
      const [isAway, isUndone, isDryRun] = [flags.away === true, flags.undo === true, flags.dryRun === true];
      if (isUndone === (to !== undefined) || (isUndone && isAway))
        throw new LectorError('E_FLAG', 'move takes an address, or --undo.', {
          hint: 'write lector move https://podcast.example.org/show/.',
        });
      const session = openSession(flags);
      const { terminal } = session;
      const moved = await session.open(await session.config()).move({ isAway, isUndone, isDryRun, ...present({ to }) });
      terminal.print(`From ${moved.from}\n  to ${moved.to}`);
      terminal.print(isDryRun ? 'Would change in lector.yaml:' : 'Changed in lector.yaml:');
      for (const { name, value } of moved.changes)
        terminal.print(`  ${value === undefined ? `${name} is taken out` : `${name}: ${String(value)}`}`);
      for (const line of nextSteps(moved, { isAway, isUndone })) terminal.print(line);
      terminal.printJson({ type: 'report', ...moved });
    });
}

function nextSteps(
  { redirects, isMoveBack, from }: Moved,
  { isAway, isUndone }: { readonly isAway: boolean; readonly isUndone: boolean },
): readonly string[] {
  if (isUndone && !isMoveBack) return ['Nobody had heard of the other address. Next: lector build'];
  const recipes = redirects.flatMap(({ host, file, text }) => [
    `     ${host} (${file}):`,
    ...text.split('\n').map((line) => `       ${line}`),
  ]);
  const places = isAway
    ? ['  1. lector build && lector publish: the feed here names the new one.']
    : [
        '  1. Under publish: name both places, and lector build.',
        '  2. lector publish the new place, with all its audio; then the old one, whose feed names the new one too.',
      ];
  return [
    'Next:',
    ...places,
    `  ${places.length + 1}. At ${new URL(from).host}, once the new place answers, a permanent redirect:`,
    ...recipes,
    '     A host that cannot redirect, such as GitHub Pages, keeps the feed that names the new one.',
    `  ${places.length + 2}. lector check --online: both ends have to agree.`,
    'Keep the old place for four weeks or longer; queues of apps hold its addresses. Back again: lector move --undo',
  ];
}

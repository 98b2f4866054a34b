import type { Command } from 'commander';
import { count } from '../../../model/text.js';
import { openSession, type GlobalFlags } from '../../session.js';

/** `lector private`: who has a feed of their own. */
export function registerPrivate(program: Command): void {
  const verb = program
    .command('private')
    .description('feeds for subscribers alone, each under an address nobody can guess')
    .addHelpText(
      'after',
      '\nExamples:\n  $ lector private add ida@example.org\n  $ lector private list\n  $ lector private revoke ida@example.org && lector build',
    );
  verb
    .command('add')
    .description('give somebody a feed of their own')
    .argument('<name>', 'what you know them by; it is published nowhere')
    .action(async (name: string, _flags: unknown, command: Command) => {
      const { terminal, show } = await open(command);
      const added = await show.addSubscriber(name);
      for (const url of added.feedUrls) terminal.print(url);
      terminal.print(`Next: lector build, then give ${added.name} the address: who has it can listen.`);
      terminal.printJson({ type: 'report', ...added });
    });
  verb
    .command('list')
    .description('everybody who has one')
    .action(async (_flags: unknown, command: Command) => {
      const { terminal, show } = await open(command);
      const all = await show.subscribers();
      for (const { name, addedAt, feedUrls } of all)
        terminal.print(`${name}  since ${addedAt.slice(0, 10)}  ${feedUrls.join(' ')}`);
      terminal.print(count(all.length, 'subscriber'));
      terminal.printJson({ type: 'report', subscribers: all });
    });
  verb
    .command('revoke')
    .description('take it away; it is gone with the next publication')
    .argument('<name>', 'the name it was given under')
    .action(async (name: string, _flags: unknown, command: Command) => {
      const { terminal, show } = await open(command);
      const gone = await show.revokeSubscriber(name);
      terminal.print(`${gone.name} has no feed any more once the show is published again.`);
      terminal.print('Next: lector build');
      terminal.printJson({ type: 'report', ...gone });
    });
}

async function open(command: Command) {
  const session = openSession(command.optsWithGlobals<GlobalFlags>());
  return { terminal: session.terminal, show: session.open(await session.config()) };
}

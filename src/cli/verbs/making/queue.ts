import path from 'node:path';
import { Argument, type Command } from 'commander';
import { readEnvironment } from '../../../config.js';
import { count } from '../../../model/text.js';
import { parseText, valueOption } from '../../options.js';
import { openSession, type GlobalFlags } from '../../session.js';

type QueueFlags = GlobalFlags & { readonly queue: string; readonly store?: string };

const ACTIONS = ['status', 'retry', 'clear'] as const;

/** `lector queue`: how a queue stands, and what becomes of jobs that were set aside. */
export function registerQueue(program: Command): void {
  program
    .command('queue')
    .description('look at a queue, try again what was set aside, or empty it')
    .addArgument(new Argument('<action>', 'what to do').choices(ACTIONS))
    .argument('[job]', 'beginning of the job to try again (default: all that were set aside)')
    .addOption(
      valueOption('--queue <url>', 'Redis or Valkey, or ${NAME} of a variable', parseText).makeOptionMandatory(),
    )
    .addOption(valueOption('--store <address>', 'as for "lector worker"; names the episodes', parseText))
    .addHelpText(
      'after',
      '\nExamples:\n  $ lector queue status --queue redis://127.0.0.1:6379\n  $ lector queue retry --queue redis://127.0.0.1:6379',
    )
    .action(async (action: (typeof ACTIONS)[number], job: string | undefined, _flags: unknown, command: Command) => {
      const flags = command.optsWithGlobals<QueueFlags>();
      const session = openSession(flags);
      const { terminal } = session;
      const environment = readEnvironment();
      const { clearQueue, queueStatus, retrySetAside } = await import('../../../queue/set-aside.js');
      const options = { url: flags.queue, environment };
      if (action === 'retry') {
        const tried = await retrySetAside(options, job);
        terminal.printJson({ type: 'retried', count: tried });
        return terminal.print(`${count(tried, 'job')} waiting again. Next: lector build --queue`);
      }
      if (action === 'clear') {
        const removed = await clearQueue(options);
        terminal.printJson({ type: 'cleared', count: removed });
        return terminal.print(`${count(removed, 'job')} taken out; what was made stays in the store.`);
      }
      const config = await session.configIfAny();
      const { openStore } = await import('../../../store/open-store.js');
      const root = config?.root ?? session.cwd;
      const address = flags.store ?? config?.store ?? config?.soundDir ?? path.join(root, '.lector');
      const status = await queueStatus(options, await openStore(address, { root, environment }));
      terminal.printJson({ type: 'queue', ...status });
      const { waiting, active, delayed, workers, setAside } = status;
      terminal.print(
        `${count(workers, 'worker')} · ${active} at work · ${waiting} waiting · ${delayed} later · ${setAside.length} set aside`,
      );
      for (const one of setAside) {
        terminal.print(`  ${one.job.slice(0, 12)}  ${one.slug ?? 'not in this store'}: ${one.reason}`);
      }
      return undefined;
    });
}

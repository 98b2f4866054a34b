import path from 'node:path';
import { Option, type Command } from 'commander';
import { readEnvironment } from '../../../config.js';
import { EXIT } from '../../../errors.js';
import { present } from '../../../model/present.js';
import type { WorkerEvent } from '../../../worker/run-worker.js';
import { metricsOption, parseText, parseWholeNumber, valueOption } from '../../options.js';
import { openSession, type GlobalFlags } from '../../session.js';
import { openJsonLog } from '../../terminal/json-log.js';
import type { Terminal } from '../../terminal/terminal.js';

type WorkerFlags = GlobalFlags & {
  readonly queue: string;
  readonly store?: string;
  readonly jobs?: number;
  readonly lease?: number;
  readonly metrics?: string;
  readonly log?: 'text' | 'json';
};

const MS_PER_SECOND = 1000;
/** Longer than a worker goes on with what is under way. */
const MAX_DRAINING_MS = 35_000;

/** `lector worker`: makes sound for builds of any show that share its queue and store. */
export function registerWorker(program: Command): void {
  program
    .command('worker')
    .description('make sound for builds that run with --queue, until it is stopped')
    .addOption(
      valueOption('--queue <url>', 'Redis or Valkey, or ${NAME} of a variable', parseText).makeOptionMandatory(),
    )
    .addOption(
      valueOption('--store <address>', 'folder or s3://bucket/prefix (default: store in lector.yaml)', parseText),
    )
    .addOption(valueOption('--jobs <n>', 'episodes at once (default: 1)', parseWholeNumber({ min: 1, max: 64 })))
    .addOption(
      valueOption(
        '--lease <seconds>',
        'how long it may be silent before its work is given to others (default: 30)',
        parseWholeNumber({ min: 2, max: 3600 }),
      ),
    )
    .addOption(metricsOption())
    .addOption(new Option('--log <form>', 'how it tells what it does').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      "\nExamples:\n  $ lector worker --queue redis://127.0.0.1:6379\n  $ lector worker --queue '${REDIS_URL}' --store s3://newsroom/sound --jobs 2",
    )
    .action(async (_flags: unknown, command: Command) => {
      const flags = command.optsWithGlobals<WorkerFlags>();
      const session = openSession(flags, { stoppingMs: MAX_DRAINING_MS });
      const config = await session.configIfAny();
      const folder = config?.soundDir ?? path.join(session.cwd, '.lector');
      const { runWorker } = await import('../../../worker/run-worker.js');
      const { queue, jobs, lease, metrics: address } = flags;
      const environment = readEnvironment();
      const now = (): Date => new Date();
      const log =
        flags.log === 'json'
          ? openJsonLog({ write: (line) => process.stderr.write(line), now, environment })
          : undefined;
      const operations =
        address === undefined
          ? undefined
          : await (
              await import('../../../operations/open-operations.js')
            ).openOperations({ address, folder: config?.root ?? session.cwd, now, ...present({ config }) });
      if (operations) session.terminal.say(`Metrics: ${operations.url}metrics`);
      await runWorker({
        queue,
        store: storeOf(flags.store ?? config?.store, { root: config?.root ?? session.cwd, folder }),
        folder,
        environment,
        signal: session.signal,
        warn: (finding) => (log ?? session.terminal).finding(finding),
        report: (event) => {
          operations?.worker(event);
          if (log) log.event(event.type, { ...event });
          else tell(event, session.terminal);
        },
        ...present({
          ffmpegPath: config?.ffmpeg.path === undefined ? undefined : path.resolve(config.root, config.ffmpeg.path),
          concurrency: jobs,
          leaseMs: lease === undefined ? undefined : lease * MS_PER_SECOND,
        }),
      }).finally(() => operations?.close());
      // It was told to end, and ended in order.
      process.exitCode = EXIT.done;
    });
}

/** A folder is one of the project; without a store, machine and project are shared as they are. */
function storeOf(
  address: string | undefined,
  { root, folder }: { readonly root: string; readonly folder: string },
): string {
  if (address === undefined) return folder;
  return address.includes('://') ? address : path.resolve(root, address);
}

function tell(event: WorkerEvent, terminal: Terminal): void {
  terminal.printJson(event);
  switch (event.type) {
    case 'ready':
      return terminal.print(`Waiting for jobs of ${event.queue}, sound goes to ${event.store}`);
    case 'failed':
      return terminal.print(`failed ${event.job.slice(0, 12)}: ${event.code} ${event.message}`);
    default:
      return terminal.print(`${event.type} ${event.slug ?? event.job.slice(0, 12)}`);
  }
}

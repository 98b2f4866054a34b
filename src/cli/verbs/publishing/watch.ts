import { Option, type Command } from 'commander';
import { readEnvironment, type Environment } from '../../../config.js';
import { EXIT, warning } from '../../../errors.js';
import { count } from '../../../model/text.js';
import { LECTOR_VERSION } from '../../../model/version.js';
import type { Operations } from '../../../operations/open-operations.js';
import type { Tracing } from '../../../operations/trace-watch.js';
import type { WatchEvent } from '../../../watch/run-watch.js';
import { metricsOption } from '../../options.js';
import { openSession, type GlobalFlags, type Session } from '../../session.js';
import { exitCodeOf } from '../../terminal/exit-code.js';
import { openJsonLog, type JsonLog } from '../../terminal/json-log.js';
import type { Terminal } from '../../terminal/terminal.js';

type WatchFlags = GlobalFlags & {
  readonly once?: boolean;
  /** Commander's, of `--no-publish`. */
  readonly publish: boolean;
  readonly log?: 'text' | 'json';
  readonly metrics?: string;
};

/** What is told, by the watch and before it begins. */
type Told = WatchEvent | { readonly type: 'serving'; readonly url: string };

/** Longer than a watch goes on with what is under way. */
const MAX_DRAINING_MS = 35_000;

/** `lector watch`: builds and publishes what is new, until it is stopped. */
export function registerWatch(program: Command): void {
  program
    .command('watch')
    .description(
      'look for what is new at the times under watch: in lector.yaml, build and publish it, until it is stopped',
    )
    .option('--once', 'look once, and end')
    .option('--no-publish', 'build, and bring it nowhere')
    .addOption(new Option('--log <form>', 'how it tells what it does').choices(['text', 'json']).default('text'))
    .addOption(metricsOption())
    .addHelpText('after', '\nExamples:\n  $ lector watch\n  $ lector watch --once\n  $ lector watch --log json')
    .action(async (_flags: unknown, command: Command) => {
      const flags = command.optsWithGlobals<WatchFlags>();
      const session = openSession(flags, { stoppingMs: MAX_DRAINING_MS });
      const environment = readEnvironment();
      const { runWatch } = await import('../../../watch/run-watch.js');
      const log = openJsonLog({ write: (line) => process.stderr.write(line), now: () => new Date(), environment });
      const tell = flags.log === 'json' ? (event: Told) => logEvent(event, log) : sayTo(session.terminal);
      const operations = await operationsOf(flags, session);
      if (operations) tell({ type: 'serving', url: operations.url });
      const tracing = await tracingOf(environment, tell);
      const last = await runWatch({
        readConfig: () => session.config(),
        show: { environment, now: session.now },
        signal: session.signal,
        isOnce: flags.once === true,
        isBuildingOnly: !flags.publish,
        report: (event) => {
          operations?.watch(event);
          tracing?.watch(event);
          tell(event);
        },
      }).finally(() => Promise.allSettled([operations?.close(), tracing?.close()]));
      // Told to end, it ended in order.
      process.exitCode = session.signal.aborted || flags.once !== true ? EXIT.done : exitCodeOf(last?.findings ?? []);
    });
}

/** Nothing of it is loaded where nobody asks for it. */
async function operationsOf({ metrics: address }: WatchFlags, session: Session): Promise<Operations | undefined> {
  if (address === undefined) return undefined;
  const { openOperations } = await import('../../../operations/open-operations.js');
  const config = await session.config();
  return openOperations({ address, config, folder: config.root, now: () => new Date() });
}

/** Traces are asked for by the standard `OTEL_*` variables alone; a show goes on without them. */
async function tracingOf(environment: Environment, tell: (event: Told) => void): Promise<Tracing | undefined> {
  const asked = ['OTEL_TRACES_EXPORTER', 'OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'];
  if (asked.every((name) => (environment[name] ?? '') === '')) return undefined;
  const { isTraced, openTracing } = await import('../../../operations/trace-watch.js');
  if (!isTraced(environment)) return undefined;
  return openTracing(LECTOR_VERSION).catch(() => {
    const message = 'the environment asks for traces, and the packages that send them are not installed.';
    const hint =
      'run: npm install @opentelemetry/sdk-trace-base@2.9 @opentelemetry/resources@2.9 @opentelemetry/exporter-trace-otlp-proto@0.220.';
    tell({ type: 'finding', finding: warning('W_TRACING', message, { hint }) });
    return undefined;
  });
}

function sayTo(terminal: Terminal): (event: Told) => void {
  return (event) => {
    if (event.type === 'finding') terminal.finding(event.finding);
    else terminal.printJson(event);
    switch (event.type) {
      case 'round': {
        const built = event.built?.rows.filter(({ outcome }) => outcome === 'built').length ?? 0;
        const put = event.published?.puts.length ?? 0;
        const all = count(event.built?.rows.length ?? 0, 'episode');
        terminal.print(`${all}, ${built} made · ${count(put, 'file')} published · ${seconds(event.elapsedMs)} s`);
        return;
      }
      case 'serving':
        return terminal.say(`Metrics: ${event.url}metrics`);
      case 'source-failed':
        return terminal.say(`${event.source} is asked again at ${event.retryAt}`);
      case 'ended':
        return terminal.print('Ended in order.');
      default:
    }
  };
}

function logEvent(event: Told, log: JsonLog): void {
  switch (event.type) {
    case 'finding':
      return log.finding(event.finding);
    case 'progress':
      if (event.event.type === 'episode') log.event('episode', { ...event.event.row });
      return;
    case 'round': {
      const { built, published, findings, elapsedMs } = event;
      const outcomes: Record<string, number> = {};
      for (const { outcome } of built?.rows ?? []) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      const files = published?.puts.length ?? 0;
      return log.event('round', {
        outcomes,
        published: files,
        findings: findings.length,
        elapsedMs: Math.round(elapsedMs),
      });
    }
    case 'source-failed':
      return log.event(event.type, { source: event.source, code: event.finding.code, retryAt: event.retryAt });
    default: {
      const { type, ...fields } = event;
      return log.event(type, fields);
    }
  }
}

function seconds(durationMs: number): string {
  return (durationMs / 1000).toFixed(1);
}

import type { Command } from 'commander';
import type { BuildEvent } from '../../../context.js';
import { LectorError } from '../../../errors.js';
import type { Finding } from '../../../model/finding.js';
import { present } from '../../../model/present.js';
import { formatClock } from '../../../model/time.js';
import type { BuildReport } from '../../../show/verbs/build-show.js';
import { exitCodeOf } from '../../terminal/exit-code.js';
import { configFor } from '../../overrides.js';
import { parseAmount, parseDay, parseOutDir, parseText, parseWholeNumber, valueOption } from '../../options.js';
import { openProgress } from '../../terminal/progress.js';
import { openSession, type GlobalFlags } from '../../session.js';
import { formatSummary } from '../../terminal/summary-table.js';
import { count } from '../../../model/text.js';

type BuildFlags = GlobalFlags & {
  readonly out?: string;
  readonly engine?: string;
  readonly voice?: string;
  readonly concurrency?: number;
  readonly budget?: number | boolean;
  readonly since?: string;
  readonly dryRun?: boolean;
  readonly strict?: boolean;
  readonly prune?: boolean;
  readonly allowRemove?: number;
  readonly allowGuidChange?: boolean;
  readonly breakLock?: boolean;
  readonly adopt?: boolean;
  readonly queue?: string;
};

/** `lector build`: the whole way from articles to a published show. */
export function registerBuild(program: Command): void {
  program
    .command('build')
    .description('narrate what is new, and publish the show')
    .argument('[source]', 'folder of articles (default: source in lector.yaml), or one article of it to build alone')
    .addOption(valueOption('--out <folder>', 'folder to publish into', parseOutDir))
    .addOption(valueOption('--engine <name>', 'speech engine for this run', parseText))
    .addOption(valueOption('--voice <id>', 'narrator for this run', parseText))
    .addOption(valueOption('--concurrency <n>', 'utterances narrated at once', parseWholeNumber({ min: 1, max: 64 })))
    .addOption(valueOption('--budget <usd>', 'most this run may spend', parseAmount))
    .option('--no-budget', 'spend without limit')
    .addOption(valueOption('--since <day>', 'leave out unpublished articles older than this day', parseDay))
    .addOption(valueOption('--queue <url>', 'have "lector worker" processes make the sound', parseText))
    .option('--dry-run', 'say what would be narrated and what it would cost, and do nothing')
    .option('--strict', 'publish nothing when anything is refused')
    .option('--prune', 'take out episodes whose source is gone')
    .addOption(
      valueOption(
        '--allow-remove <n>',
        'how many episodes --prune may take out',
        parseWholeNumber({ min: 0, max: 100_000 }),
      ),
    )
    .option('--break-lock', 'take over a lock that a run on another machine left behind')
    .option('--adopt', 'publish into a folder that holds another site, and replace what is in the way')
    .option('--allow-guid-change', 'let a source change the GUID of a published episode')
    .addHelpText(
      'after',
      '\nExamples:\n  $ lector build\n  $ lector build drafts/ --out /tmp/preview --engine silence\n  $ lector build --dry-run',
    )
    .action(async (source: string | undefined, _flags: unknown, command: Command) => {
      const flags = command.optsWithGlobals<BuildFlags>();
      if (flags.dryRun !== true) return runBuild(source, flags);
      const { runPlan } = await import('../../run-plan.js');
      await runPlan(source, flags);
    });
}

async function runBuild(source: string | undefined, flags: BuildFlags): Promise<void> {
  const session = openSession(flags);
  const { terminal } = session;
  const { config, only } = await configFor(source, { session, flags });
  const progress = openProgress(terminal);
  const show = session.open(config, {
    report: (event: BuildEvent) => {
      terminal.printJson({ ...event, overall: progress.show(event) });
    },
  });
  const report = await show.build({
    isStrict: flags.strict === true,
    isPruning: flags.prune === true,
    allowGuidChange: flags.allowGuidChange === true,
    isBreakingLock: flags.breakLock === true,
    isAdopting: flags.adopt === true,
    ...present({ maxRemovals: flags.allowRemove, since: flags.since, only, queue: flags.queue }),
  });
  for (const finding of lateStop(report, session.signal)) terminal.finding(finding);
  terminal.print(formatSummary(report.rows));
  const totalMs = report.rows.reduce((sum, row) => sum + (row.durationMs ?? 0), 0);
  const files = report.receipt
    ? `${count(report.receipt.written.length, 'file')} written, ${report.receipt.unchangedCount} unchanged`
    : 'nothing published';
  const costUsd = report.rows.reduce((sum, row) => sum + (row.costUsd ?? 0), 0);
  const cost = costUsd > 0 ? ` · $${costUsd.toFixed(4)} spent` : '';
  terminal.print(`${formatClock(totalMs)} of audio · ${files}${cost} · ${(report.elapsedMs / 1000).toFixed(1)} s`);
  const next = Object.keys(config.publish).length > 0 ? 'lector preview, then lector publish' : 'lector preview';
  terminal.print(report.receipt ? `Next: ${next}` : 'Next: mend what is named above and build again.');
  terminal.printJson({ type: 'report', ...report });
  process.exitCode ??= exitCodeOf(report.findings);
}

/** A signal that came when all was made changes nothing but the exit code, and that is said. */
function lateStop({ findings, receipt }: BuildReport, signal: AbortSignal): readonly Finding[] {
  if (!signal.aborted || findings.some(({ code }) => code === 'E_INTERRUPTED')) return [];
  const what = receipt ? 'everything was built by then, and the show is published.' : 'nothing is published.';
  return [
    new LectorError('E_INTERRUPTED', `stopped: ${what}`, {
      hint: 'run the same command again to be sure: it does only what is left to do.',
    }).toFinding(),
  ];
}

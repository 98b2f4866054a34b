import { Option, type Command } from 'commander';
import type { Forecast } from '../../../feed/forecast/forecast.js';
import { count } from '../../../model/text.js';
import { present } from '../../../model/present.js';
import type { PublishReport } from '../../../show/verbs/publish-folder.js';
import { parseWholeNumber } from '../../options.js';
import { openSession, type GlobalFlags, type Session } from '../../session.js';

type PublishFlags = GlobalFlags & {
  readonly dryRun?: boolean;
  readonly prune?: boolean;
  readonly adopt?: boolean;
  readonly breakLock?: boolean;
  readonly acceptImpact?: boolean;
  readonly releases?: boolean;
  readonly fetch?: boolean;
  /** True without a number. */
  readonly rollback?: number | true;
};

/** `lector publish`: what lies in the output folder, to where it is served. */
export function registerPublish(program: Command): void {
  const parseRelease = parseWholeNumber({ min: 1, max: 999_999 });
  program
    .command('publish')
    .description('bring the built show to where it is served: media first, the feed last')
    .argument('[place]', 'one of those under publish: in lector.yaml (default: the only one)')
    .option('--dry-run', 'say what would be put and removed, and do nothing')
    .option('--prune', 'remove what the show has not listed for 30 days')
    .option('--releases', 'list the feeds that can be gone back to')
    .addOption(
      new Option('--rollback [release]', 'put the feed before this one back, or that of a release').argParser((text) =>
        parseRelease(text, '--rollback'),
      ),
    )
    .option('--fetch', 'bring what is published there into the output folder, on a machine that has none of it')
    .option('--adopt', 'publish to a place that holds another site, and replace what is in the way')
    .option('--accept-impact', 'publish what hurts subscribers all the same: other GUIDs, many episodes gone')
    .option('--break-lock', 'take over a lock that a run on another machine left behind')
    .addHelpText(
      'after',
      '\nExamples:\n  $ lector publish --dry-run\n  $ lector publish production\n  $ lector publish --rollback',
    )
    .action(async (place: string | undefined, _flags: unknown, command: Command) => {
      const flags = command.optsWithGlobals<PublishFlags>();
      const session = openSession(flags);
      if (flags.fetch === true) await fetchShow(place, session);
      else if (flags.releases === true) await listReleases(place, session);
      else if (flags.rollback !== undefined) await rollBack(place, { session, flags });
      else await publish(place, { session, flags });
    });
}

type Invocation = { readonly session: Session; readonly flags: PublishFlags };

async function publish(place: string | undefined, { session, flags }: Invocation): Promise<void> {
  const { terminal } = session;
  const show = session.open(await session.config());
  const isDryRun = flags.dryRun === true;
  let all = { count: 0, bytes: 0 };
  let done = { count: 0, bytes: 0 };
  const report = await show.publish({
    isDryRun,
    isPruning: flags.prune === true,
    isAdopting: flags.adopt === true,
    isBreakingLock: flags.breakLock === true,
    isAcceptingImpact: flags.acceptImpact === true,
    ...present({ to: place }),
    report: (event) => {
      terminal.printJson(event);
      if (event.type === 'publish-plan') all = { count: event.putCount, bytes: event.putBytes };
      else done = { count: done.count + 1, bytes: done.bytes + event.sizeBytes };
      terminal.status(`${done.count} of ${count(all.count, 'file')} · ${size(done.bytes)} of ${size(all.bytes)}`);
    },
  });
  if (isDryRun) printPlan(report, { session, command: commandFor(place) });
  else printDone(report, { session, command: commandFor(place) });
  terminal.printJson({ type: 'report', ...report });
}

/** The command as it is to be typed for the place at hand. */
function commandFor(place: string | undefined): string {
  return place === undefined ? 'lector publish' : `lector publish ${place}`;
}

type Printing = { readonly session: Session; readonly command: string };

function printPlan(report: PublishReport, { session, command }: Printing): void {
  const { place, puts, putBytes, removals, unchangedCount, waitingCount } = report;
  const { terminal } = session;
  for (const { path, sizeBytes, isNew } of puts)
    terminal.print(`  ${isNew ? 'new    ' : 'changed'}  ${size(sizeBytes).padStart(8)}  ${path}`);
  for (const { path, reason } of removals) terminal.print(`  remove   ${reason}  ${path}`);
  terminal.print(
    `${place}: ${count(puts.length, 'file')} to put, ${size(putBytes)} · ${unchangedCount} unchanged · ${removals.length} to remove${waiting(waitingCount)}`,
  );
  if (report.forecast) printForecast(report.forecast, session);
  const isRefused = (report.forecast?.dangers.length ?? 0) > 0;
  if (puts.length + removals.length === 0) terminal.print('Nothing to do.');
  else terminal.print(isRefused ? `Next: mend it, or: ${command} --accept-impact` : `Next: ${command}`);
}

/** App by app, what is more than nothing. */
function printForecast({ apps, isReordered, dangers }: Forecast, { terminal }: Session): void {
  for (const { name, effects } of apps) {
    const told = Object.entries(effects).flatMap(([effect, times]) =>
      effect === 'nothing' ? [] : [`${times} ${effect}`],
    );
    terminal.print(`  ${name}: ${told.length > 0 ? told.join(', ') : 'nothing changes'}`);
  }
  if (isReordered) terminal.print('  episodes that are known change their order');
  for (const { message, fix } of dangers)
    terminal.print(`  refused without --accept-impact: ${message} ${capital(fix)}`);
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function printDone(
  { place, done, unchangedCount, waitingCount }: PublishReport,
  { session: { terminal }, command }: Printing,
): void {
  const written = done?.written ?? [];
  const removed = done?.removed ?? [];
  const gone = removed.length > 0 ? ` · ${removed.length} removed` : '';
  terminal.print(
    `${place}: ${count(written.length, 'file')} put, ${size(done?.writtenBytes ?? 0)} · ${unchangedCount} unchanged${gone}${waiting(waitingCount)}`,
  );
  if (done?.release === undefined) return;
  const back = done.hasOlder ? `; to go back: ${command} --rollback` : '';
  terminal.print(`Release ${done.release}${back}`);
}

function waiting(waitingCount: number): string {
  return waitingCount > 0 ? ` · ${waitingCount} no longer listed, kept for apps that know them` : '';
}

async function rollBack(place: string | undefined, { session, flags }: Invocation): Promise<void> {
  const { terminal } = session;
  const show = session.open(await session.config());
  const number = flags.rollback === true ? undefined : flags.rollback;
  const release = await show.rollBack(present({ to: place, number }));
  terminal.print(`Release ${release.number} of ${release.at} is out there again.`);
  terminal.print(`Next: mend what was wrong, lector build, ${commandFor(place)}`);
  terminal.printJson({ type: 'report', ...release });
}

async function fetchShow(place: string | undefined, session: Session): Promise<void> {
  const { terminal } = session;
  const done = await session.open(await session.config()).fetch(present({ to: place }));
  terminal.print(`${done.place}: ${count(done.fetched.length, 'file')} fetched · ${done.unchangedCount} unchanged`);
  terminal.print('Next: lector build');
  terminal.printJson({ type: 'report', ...done });
}

async function listReleases(place: string | undefined, session: Session): Promise<void> {
  const { terminal } = session;
  const releases = await session.open(await session.config()).releases(place);
  for (const { number, at, isLive } of releases)
    terminal.print(`${String(number).padStart(6)}  ${at}${isLive ? '  live' : ''}`);
  if (releases.length === 0) terminal.print('Nothing was published there yet.');
  terminal.printJson({ type: 'report', releases });
}

const BYTES_PER_MB = 1_000_000;
const BYTES_PER_KB = 1000;

function size(sizeBytes: number): string {
  return sizeBytes < BYTES_PER_MB / 10
    ? `${Math.ceil(sizeBytes / BYTES_PER_KB)} kB`
    : `${(sizeBytes / BYTES_PER_MB).toFixed(1)} MB`;
}

import type { Command } from 'commander';
import { count, quoteValue } from '../../../model/text.js';
import { present } from '../../../model/present.js';
import type { AppStory } from '../../../show/rehearsal/apps.js';
import { openSession, type GlobalFlags } from '../../session.js';

const NAMED_COUNT = 3;
const BYTES_PER_MB = 1_000_000;

/** `lector rehearse`: a publish that nobody sees, and what apps make of it. */
export function registerRehearse(program: Command): void {
  program
    .command('rehearse')
    .description(
      'publish on this machine alone, over the feed that is out there, and say what each kind of app would do',
    )
    .argument('[place]', 'one of those under publish: in lector.yaml (default: the only one)')
    .option('--adopt', 'over a place that holds another site')
    .addHelpText('after', '\nExamples:\n  $ lector rehearse\n  $ lector rehearse production --json')
    .action(async (place: string | undefined, _flags: unknown, command: Command) => {
      const flags = command.optsWithGlobals<GlobalFlags & { readonly adopt?: boolean }>();
      const session = openSession(flags);
      const { terminal } = session;
      const rehearsal = await session
        .open(await session.config())
        .rehearse(present({ to: place, isAdopting: flags.adopt }));
      const over = rehearsal.hasFeed ? `over the feed at ${rehearsal.place ?? ''}` : 'as a first publish';
      terminal.print(`Rehearsed ${over}: ${count(rehearsal.putCount, 'file')}, ${megabytes(rehearsal.putBytes)}.`);
      for (const story of rehearsal.apps) for (const line of linesOf(story)) terminal.print(line);
      const dangers = rehearsal.forecast?.dangers ?? [];
      for (const { message, fix } of dangers) terminal.print(`✗ ${message}\n  Fix: ${fix}`);
      terminal.printJson({ type: 'report', ...rehearsal });
      if (dangers.length > 0 || rehearsal.apps.some(({ errors }) => errors.length > 0)) process.exitCode ??= 4;
    });
}

function linesOf({ name, episodes, fetchedCount, fetchedBytes, requestCount, errors }: AppStory): readonly string[] {
  const titles = new Map<string, string[]>();
  for (const { title, effect } of episodes) titles.set(effect, [...(titles.get(effect) ?? []), title]);
  const effects = [...titles].map(([effect, all]) => {
    const more = all.length > NAMED_COUNT ? ` and ${all.length - NAMED_COUNT} more` : '';
    return `  ${effect}: ${all.length} (${all
      .slice(0, NAMED_COUNT)
      .map((title) => quoteValue(title))
      .join(', ')}${more})`;
  });
  const fetched = fetchedCount > 0 ? `, ${count(fetchedCount, 'file')} fetched, ${megabytes(fetchedBytes)}` : '';
  return [
    `${errors.length > 0 ? '✗' : '✓'} ${name}: ${count(requestCount, 'request')}${fetched}`,
    ...effects,
    ...errors.map((error) => `  error: ${error}`),
  ];
}

function megabytes(sizeBytes: number): string {
  return `${(sizeBytes / BYTES_PER_MB).toFixed(1)} MB`;
}

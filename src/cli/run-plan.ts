import { present } from '../model/present.js';
import type { PlanRow } from '../show/verbs/plan-show.js';
import { formatClock } from '../model/time.js';
import { exitCodeOf } from './terminal/exit-code.js';
import { configFor, type OverrideFlags } from './overrides.js';
import { openSession, type GlobalFlags } from './session.js';
import { formatTable } from './terminal/summary-table.js';
import { count } from '../model/text.js';

export type PlanFlags = GlobalFlags & OverrideFlags & { readonly since?: string };

/** The body of `lector plan` and `lector build --dry-run`. */
export async function runPlan(source: string | undefined, flags: PlanFlags): Promise<void> {
  const session = openSession(flags);
  const { terminal } = session;
  const { config, only } = await configFor(source, { session, flags });
  const plan = await session.open(config).plan({ ...present({ since: flags.since, only }) });
  const rows = plan.rows.map((row) => [
    row.title,
    row.work,
    String(row.utteranceCount),
    String(row.cachedCount),
    String(row.characters),
    row.estimatedAudioMs === undefined ? '–' : formatClock(row.estimatedAudioMs),
    row.costUsd.toFixed(4),
  ]);
  const header = ['Episode', 'Work', 'Sentences', 'Cached', 'Characters', 'Audio', 'USD'];
  terminal.print(formatTable([header, ...rows], { rightAligned: [2, 3, 4, 5, 6], cut: 0 }));
  for (const { title, waitsFor } of plan.rows)
    if (waitsFor !== undefined) terminal.print(`${title}: waits for approval: ${waitsFor}.`);
  for (const { title, changes } of plan.rows) if (changes) terminal.print(`${title}: ${describeChanges(changes)}`);
  terminal.print(
    `${count(plan.characters, 'character')} to ${plan.engine} · $${plan.costUsd.toFixed(4)} of $${config.budget.maxUsd} allowed`,
  );
  terminal.print('Next: lector build');
  terminal.printJson({ type: 'report', ...plan });
  process.exitCode ??= exitCodeOf(plan.findings);
}

const BYTES_PER_KILOBYTE = 1000;

function describeChanges({ spans, newBytes }: NonNullable<PlanRow['changes']>): string {
  const places = spans.map(({ startMs, endMs }) => `${formatClock(startMs)}–${formatClock(endMs)}`).join(', ');
  return `${places === '' ? 'nothing heard' : places} of the published audio changes, about ${Math.ceil(newBytes / BYTES_PER_KILOBYTE)} kB of what is published.`;
}

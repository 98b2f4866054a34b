import { Option, type Command } from 'commander';
import { count } from '../../../model/text.js';
import { NOTES_APPS, type NotesApp } from '../../../model/publication/notes-apps.js';
import type { OpenShow } from '../../../show/open-show.js';
import type { NotesDiff } from '../../../show/templates/diff-notes.js';
import { openSession, type GlobalFlags } from '../../session.js';
import { exitCodeOf } from '../../terminal/exit-code.js';
import { formatTable } from '../../terminal/summary-table.js';
import type { Terminal } from '../../terminal/terminal.js';
import { EXIT } from '../../../model/codes.js';

type NotesFlags = GlobalFlags & {
  readonly adopt?: boolean;
  readonly diff?: boolean;
  readonly exitCode?: boolean;
  readonly target?: NotesApp;
  readonly printContext?: string;
};

const EXAMPLES = `
Examples:
  $ lector notes --diff
  $ lector notes
  $ lector notes --target apple
  $ lector notes --print-context night-ferry
  $ lector notes --print-context show`;

/** `lector notes`: notes, pages and feed texts again, from what is published; never audio. */
export function registerNotes(program: Command): void {
  program
    .command('notes')
    .description('render notes, pages and feed again after a change of templates; audio, GUIDs and dates stay')
    .option('--adopt', 'replace files of others that are in the way')
    .option('--diff', 'show what would change, by episode and by place, and write nothing')
    .option('--exit-code', `with --diff: end with ${EXIT.inputs} where something would change`)
    .addOption(new Option('--target <app>', 'list what an app does not show of the notes').choices(NOTES_APPS))
    .option('--print-context <slug>', 'print what templates are given for an episode, or for "show", as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (_flags: unknown, command: Command) => {
      const flags = command.optsWithGlobals<NotesFlags>();
      const session = openSession(flags);
      const { terminal } = session;
      const show = session.open(await session.config());
      if (flags.printContext !== undefined) await printContext(show, flags.printContext, terminal);
      else if (flags.target !== undefined) await printDropped(show, flags.target, terminal);
      else if (flags.diff === true) {
        const { changes } = await printDiff(show, terminal);
        if (flags.exitCode === true && changes.length > 0) process.exitCode = EXIT.inputs;
      } else await renderAgain(show, { isAdopting: flags.adopt === true, terminal });
    });
}

async function renderAgain(
  show: OpenShow,
  { isAdopting, terminal }: { readonly isAdopting: boolean; readonly terminal: Terminal },
): Promise<void> {
  const startedMs = performance.now();
  const { findings, ...receipt } = await show.notes({ isAdopting });
  const { written, removed, unchangedCount, episodeCount } = receipt;
  for (const file of written) terminal.say(`  ${file}`);
  const removals = removed.length > 0 ? `, ${removed.length} removed` : '';
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  terminal.print(
    `${count(written.length, 'file')} changed, ${unchangedCount} unchanged${removals} · ${count(episodeCount, 'episode')} · ${seconds} s`,
  );
  terminal.printJson({ type: 'report', ...receipt });
  process.exitCode ??= exitCodeOf(findings);
}

async function printContext(show: OpenShow, wanted: string, terminal: Terminal): Promise<void> {
  const text = JSON.stringify(await show.context(wanted), orNull, 2);
  terminal.print(text);
  terminal.printJson(JSON.parse(text));
}

/** A field that is empty is there all the same. */
function orNull(_key: string, value: unknown): unknown {
  return value === undefined ? null : value;
}

async function printDropped(show: OpenShow, app: NotesApp, terminal: Terminal): Promise<void> {
  const episodes = await show.notesInApp(app);
  const rows = episodes.flatMap(({ slug, parts }) =>
    parts.map(({ where, line, what, effect, text }) => [slug, `${where}:${line}`, what, effect, text]),
  );
  if (rows.length > 0)
    terminal.print(
      formatTable([['Episode', 'Place', 'What', 'Becomes', 'Text'], ...rows], { rightAligned: [], cut: 4 }),
    );
  terminal.print(
    `${count(episodes.length, 'episode')} with ${count(rows.length, 'part')} that ${app} does not show as written.`,
  );
  terminal.printJson({ type: 'report', target: app, episodes });
}

async function printDiff(show: OpenShow, terminal: Terminal): Promise<NotesDiff> {
  const found = await show.diffNotes();
  const { changes, counts, episodeCount } = found;
  for (const { diff, kind, path } of changes) terminal.print(kind === 'changed' ? diff : `${kind}: ${path}\n${diff}`);
  const changed = new Set(changes.flatMap(({ slug }) => slug ?? [])).size;
  const parts = Object.entries(counts).map(([target, number]) => `${target} ${number}`);
  terminal.print(
    `${changed} of ${count(episodeCount, 'episode')} would change: ${parts.join(', ')}. Nothing was written.`,
  );
  if (changes.length > 0) terminal.print('Accept: lector notes');
  terminal.printJson({ type: 'report', ...found });
  return found;
}

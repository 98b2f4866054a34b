import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { readEnvironment } from '../../../config.js';
import { LectorError } from '../../../errors.js';
import type { Finding } from '../../../model/finding.js';
import type { Ffmpeg } from '../../../run-tool.js';
import { exitCodeOf } from '../../terminal/exit-code.js';
import { fetchOptionsOf } from '../../../show/fetch-options-of.js';
import { foldFindings } from '../../terminal/fold-findings.js';
import { openSession, type GlobalFlags, type Session } from '../../session.js';
import { isProfile, PROFILE_NAMES, type CheckProfile } from '../../../model/codes/check-profiles.js';
import { present } from '../../../model/present.js';
import { count, quoteValue } from '../../../model/text.js';
import { readBytes } from '../../../open-file.js';
import { valueOption } from '../../options.js';
import type { Terminal } from '../../terminal/terminal.js';

/** `lector check`: every check there is, on the published folder or on any feed file. */
export function registerCheck(program: Command): void {
  program
    .command('check')
    .description('check the published show, or any feed file, against the standards and the rules of directories')
    .argument('[target]', 'a feed file, a published folder, or the address of a feed (default: the output folder)')
    .option('--online', 'also check what is served at baseUrl, as apps ask for it')
    .option('--decode', 'also decode every audio file and count its samples (slow)')
    .addOption(
      valueOption('--profile <names>', `whose rules count, with commas: ${PROFILE_NAMES.join(', ')}`, parseProfiles),
    )
    .option('--sarif', 'print the findings as SARIF 2.1.0, for code scanning')
    .addHelpText(
      'after',
      '\nExamples:\n  $ lector check\n  $ lector check --online\n  $ lector check https://example.org/podcast.rss\n  $ lector check other-show.rss --json\n  $ lector check other-show.rss --profile rss,apple --sarif > checks.sarif',
    )
    .action(async (target: string | undefined, _flags: unknown, command: Command) => {
      const flags = command.optsWithGlobals<CheckFlags>();
      const session = openSession(flags);
      const { terminal } = session;
      const findings = isAddress(target)
        ? await checkAddress(target, { session, ...present({ profiles: flags.profile }) })
        : await checkPlace(target, { session, flags });
      for (const finding of terminal.isJson ? findings : foldFindings(findings)) terminal.finding(finding);
      await printResult(findings, { isSarif: flags.sarif === true, terminal });
      process.exitCode ??= exitCodeOf(findings);
    });
}

type CheckFlags = GlobalFlags & {
  readonly online?: boolean;
  readonly decode?: boolean;
  readonly profile?: readonly CheckProfile[];
  readonly sarif?: boolean;
};

function isAddress(target: string | undefined): target is string {
  return target !== undefined && /^https?:\/\//iu.test(target);
}

/** A feed where it is served; a configuration that is there says which addresses may be asked. */
async function checkAddress(
  url: string,
  { session, profiles }: { readonly session: Session; readonly profiles?: readonly CheckProfile[] },
): Promise<readonly Finding[]> {
  const { checkOnline } = await import('../../../check/online/check-online.js');
  const { now, signal, terminal } = session;
  const config = await session.configIfAny();
  const fetch = fetchOptionsOf(config, { now, signal, warn: terminal.finding.bind(terminal) });
  return checkOnline(url, { fetch, now, ffmpeg: await anyFfmpeg(), ...present({ profiles }) });
}

/** The show's own output folder, or a published folder or a feed file of whoever made it. */
async function checkPlace(
  target: string | undefined,
  { session, flags }: { readonly session: Session; readonly flags: CheckFlags },
): Promise<readonly Finding[]> {
  const config = target === undefined ? await session.config() : undefined;
  const file = config?.outDir ?? path.resolve(session.cwd, target ?? '');
  const kind = await stat(file).catch(() => undefined);
  if (!kind)
    throw new LectorError('E_INPUT', `${target ?? file}: no such file or folder.`, {
      hint: 'run "lector build" first, or name a feed file.',
    });
  const asked = { isDecoding: flags.decode === true, ...present({ profiles: flags.profile }) };
  if (config) return session.open(config).check({ ...asked, isOnline: flags.online === true });
  if (flags.online === true)
    throw new LectorError('E_FLAG', '--online checks what is served at baseUrl of the configuration.', {
      hint: 'name the address of the feed instead of a file.',
    });
  return checkOther(file, { isFolder: kind.isDirectory(), session, ...asked });
}

function parseProfiles(text: string, flag: string): readonly CheckProfile[] {
  const names = text.split(',').map((name) => name.trim());
  const profiles = names.filter(isProfile);
  const unknown = names.find((name) => !isProfile(name));
  if (unknown === undefined) return profiles;
  throw new LectorError('E_FLAG', `${flag} ${quoteValue(unknown)} is no profile.`, {
    hint: `choose from ${PROFILE_NAMES.join(', ')}.`,
  });
}

async function printResult(
  findings: readonly Finding[],
  { isSarif, terminal }: { readonly isSarif: boolean; readonly terminal: Terminal },
): Promise<void> {
  if (isSarif) {
    const { toSarif } = await import('../../../check/to-sarif.js');
    process.stdout.write(`${JSON.stringify(toSarif(findings), undefined, 2)}\n`);
    return;
  }
  const countOf = (wanted: Finding['severity']) => findings.filter(({ severity }) => severity === wanted).length;
  const [errorCount, warningCount, noteCount] = [countOf('error'), countOf('warning'), countOf('note')];
  const notes = noteCount === 0 ? '' : `, ${count(noteCount, 'note')}`;
  terminal.print(`${count(errorCount, 'error')}, ${count(warningCount, 'warning')}${notes}`);
  terminal.printJson({ type: 'report', errorCount, warningCount, noteCount });
}

/** A published folder or a feed file, whoever made it. */
async function checkOther(
  file: string,
  options: {
    readonly isFolder: boolean;
    readonly isDecoding: boolean;
    readonly session: Session;
    readonly profiles?: readonly CheckProfile[];
  },
): Promise<readonly Finding[]> {
  const { isFolder, isDecoding, session } = options;
  const asked = { now: session.now(), ...present({ profiles: options.profiles }) };
  if (!isFolder) {
    const { checkFeed } = await import('../../../feed/check-feed.js');
    return checkFeed(await readBytes(file), { fileName: path.relative(session.cwd, file), ...asked });
  }
  const { checkOutput } = await import('../../../check/check-output.js');
  return checkOutput({ outDir: file, ...asked, ...(isDecoding && { ffmpeg: await anyFfmpeg() }) });
}

async function anyFfmpeg(): Promise<Ffmpeg> {
  const { findFfmpeg } = await import('../../../run-tool.js');
  const searchPath = readEnvironment()['PATH'];
  return findFfmpeg(searchPath === undefined ? {} : { searchPath });
}

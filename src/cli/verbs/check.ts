import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { readEnvironment } from '../../config.js';
import { LectorError } from '../../errors.js';
import type { Finding } from '../../model/finding.js';
import type { Ffmpeg } from '../../run-tool.js';
import { exitCodeOf } from '../terminal/exit-code.js';
import { foldFindings } from '../terminal/fold-findings.js';
import { openSession, type GlobalFlags, type Session } from '../session.js';
import { readText } from '../../open-file.js';
import { count } from '../../model/text.js';

/** `lector check`: every check there is, on the published folder or on any feed file. */
export function registerCheck(program: Command): void {
  program
    .command('check')
    .description('check the published show, or any feed file, against PSP-1, Apple and Podcasting 2.0')
    .argument('[target]', 'a feed file or a published folder (default: the output folder)')
    .option('--decode', 'also decode every audio file and count its samples (slow)')
    .addHelpText('after', '\nExamples:\n  $ lector check\n  $ lector check other-show.rss --json')
    .action(async (target: string | undefined, _flags: unknown, command: Command) => {
      const flags = command.optsWithGlobals<GlobalFlags & { decode?: boolean }>();
      const session = openSession(flags);
      const { terminal, cwd } = session;
      const config = target === undefined ? await session.config() : undefined;
      const file = config?.outDir ?? path.resolve(cwd, target ?? '');
      const kind = await stat(file).catch(() => undefined);
      if (!kind)
        throw new LectorError('E_INPUT', `${target ?? file}: no such file or folder.`, {
          hint: 'run "lector build" first, or name a feed file.',
        });
      const isDecoding = flags.decode === true;
      const findings = config
        ? await session.open(config).check({ isDecoding })
        : await checkOther(file, { isFolder: kind.isDirectory(), isDecoding, session });
      for (const finding of terminal.isJson ? findings : foldFindings(findings)) terminal.finding(finding);
      const errorCount = findings.filter(({ severity }) => severity === 'error').length;
      terminal.print(`${count(errorCount, 'error')}, ${count(findings.length - errorCount, 'warning')}`);
      terminal.printJson({ type: 'report', errorCount, warningCount: findings.length - errorCount });
      process.exitCode ??= exitCodeOf(findings);
    });
}

/** A published folder or a feed file, whoever made it. */
async function checkOther(
  file: string,
  { isFolder, isDecoding, session }: { isFolder: boolean; isDecoding: boolean; session: Session },
): Promise<readonly Finding[]> {
  const now = session.now();
  if (!isFolder) {
    const { checkFeed } = await import('../../feed/check-feed.js');
    return checkFeed(await readText(file), { fileName: path.relative(session.cwd, file), now });
  }
  const { checkOutput } = await import('../../check/check-output.js');
  return checkOutput({ outDir: file, now, ...(isDecoding && { ffmpeg: await anyFfmpeg() }) });
}

async function anyFfmpeg(): Promise<Ffmpeg> {
  const { findFfmpeg } = await import('../../run-tool.js');
  const searchPath = readEnvironment()['PATH'];
  return findFfmpeg(searchPath === undefined ? {} : { searchPath });
}

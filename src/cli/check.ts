import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { readEnvironment } from '../config.js';
import { LectorError } from '../errors.js';
import type { Ffmpeg } from '../run-tool.js';
import { count } from './count.js';
import { exitCodeOf } from './exit-code.js';
import { foldFindings } from './fold-findings.js';
import { openSession, type GlobalFlags } from './session.js';

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
      const file = target === undefined ? (await session.config()).outDir : path.resolve(cwd, target);
      const kind = await stat(file).catch(() => undefined);
      if (!kind)
        throw new LectorError('E_INPUT', `${target ?? file}: no such file or folder.`, {
          hint: 'run "lector build" first, or name a feed file.',
        });
      const { checkTarget } = await import('../check/check-output.js');
      const { checkFeed } = await import('../feed/check-feed.js');
      const { openTarget } = await import('../publish/targets/index.js');
      const findings = kind.isDirectory()
        ? await checkTarget({
            target: openTarget({ outDir: file }),
            now: session.now(),
            ...(flags.decode === true && { ffmpeg: await anyFfmpeg() }),
          })
        : checkFeed(await readFile(file, 'utf8'), { fileName: path.relative(cwd, file), now: session.now() });
      for (const finding of terminal.isJson ? findings : foldFindings(findings)) terminal.finding(finding);
      const errorCount = findings.filter(({ severity }) => severity === 'error').length;
      terminal.print(`${count(errorCount, 'error')}, ${count(findings.length - errorCount, 'warning')}`);
      terminal.printJson({ type: 'report', errorCount, warningCount: findings.length - errorCount });
      process.exitCode ??= exitCodeOf(findings);
    });
}

async function anyFfmpeg(): Promise<Ffmpeg> {
  const { findFfmpeg } = await import('../run-tool.js');
  const searchPath = readEnvironment()['PATH'];
  return findFfmpeg(searchPath === undefined ? {} : { searchPath });
}

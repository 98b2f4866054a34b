import { once } from 'node:events';
import type { Command } from 'commander';
import { LectorError } from '../../../errors.js';
import { present } from '../../../model/present.js';
import { parseText, parseWholeNumber, valueOption } from '../../options.js';
import { openSession, type GlobalFlags } from '../../session.js';
import { openInBrowser } from '../../terminal/open-in-browser.js';
import { foldFindings } from '../../terminal/fold-findings.js';

const DEFAULT_PORT = 4860;

type DevFlags = GlobalFlags & {
  readonly port?: number;
  readonly host?: string;
  readonly allowOthers?: boolean;
  readonly speak?: boolean;
  readonly open?: boolean;
};

/** `lector dev`: the show as it would be, built, served and watched. */
export function registerDev(program: Command): void {
  program
    .command('dev')
    .description('work on the show: what you save is heard and seen at once; nothing is published')
    .addOption(valueOption('--port <n>', `port (default: ${DEFAULT_PORT})`, parseWholeNumber({ min: 0, max: 65_535 })))
    .addOption(valueOption('--host <name>', 'address to serve on (default: this machine alone)', parseText))
    .option('--allow-others', 'serve to other machines, which then see what is not published')
    .option('--speak', 'narrate with an engine that costs money too, within the budget')
    .option('--open', 'open the browser')
    .addHelpText('after', '\nExamples:\n  $ lector dev\n  $ lector dev --open\n  $ lector dev --port 8080 --speak')
    .action(async (_flags: unknown, command: Command) => {
      const flags = command.optsWithGlobals<DevFlags>();
      const session = openSession(flags);
      const { terminal, now, signal, cwd } = session;
      requireLoopback(flags);
      const { startDev } = await import('../../../show/dev/start-dev.js');
      const dev = await startDev(
        {
          cwd,
          port: flags.port ?? DEFAULT_PORT,
          isSpeaking: flags.speak === true,
          ...present({ file: flags.config, host: flags.host }),
          onBuilt: ({ findings, report, elapsedMs }) => {
            for (const finding of terminal.isJson ? findings : foldFindings(findings)) terminal.finding(finding);
            const written = report?.receipt?.written.length ?? 0;
            terminal.say(
              `${findings.length > 0 ? `${findings.length} to look at · ` : ''}${written} files · ${(elapsedMs / 1000).toFixed(1)} s`,
            );
            terminal.printJson({ type: 'built', elapsedMs, ...present({ report }) });
          },
        },
        { now, signal },
      );
      terminal.print([`Work here:  ${dev.url}`, `Drafts:     ${dev.url}drafts/`, 'Ctrl-C to stop.'].join('\n'));
      terminal.printJson({ type: 'dev', url: dev.url, draftsUrl: `${dev.url}drafts/` });
      if (flags.open === true) await openInBrowser(dev.url, terminal);
      if (!signal.aborted) await once(signal, 'abort');
      await dev.close();
      process.exitCode = 0;
    });
}

/** Names of this machine for itself. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/u;

function requireLoopback({ host, allowOthers }: DevFlags): void {
  if (host === undefined || LOOPBACK.test(host) || allowOthers === true) return;
  throw new LectorError('E_FLAG', `--host ${host} shows drafts to other machines.`, {
    hint: 'add --allow-others if that is meant, or leave --host out.',
  });
}

import { once } from 'node:events';
import type { Command } from 'commander';
import { LectorError } from '../../../errors.js';
import { publishedUrl } from '../../../model/publication/paths/addresses.js';
import { PUBLISHED } from '../../../model/publication/paths/show-paths.js';
import { parseWholeNumber, valueOption } from '../../options.js';
import { openSession, type GlobalFlags } from '../../session.js';
import { openInBrowser } from '../../terminal/open-in-browser.js';

const DEFAULT_PORT = 4860;

/** `lector preview`: the published folder on this machine, as a host would serve it. */
export function registerPreview(program: Command): void {
  program
    .command('preview')
    .description('serve the published show on this machine, for browsers and podcast apps, and what is held back')
    .addOption(valueOption('--port <n>', `port (default: ${DEFAULT_PORT})`, parseWholeNumber({ min: 0, max: 65_535 })))
    .option('--open', 'open the browser')
    .addHelpText('after', '\nExamples:\n  $ lector preview --open\n  $ lector preview --port 8080')
    .action(async (_flags: unknown, command: Command) => {
      const flags = command.optsWithGlobals<GlobalFlags & { port?: number; open?: boolean }>();
      const session = openSession(flags);
      const config = await session.config();
      const { outDir, baseUrl } = config;
      const show = session.open(config);
      const { openTarget } = await import('../../../publish/open-target.js');
      const [feed] = await openTarget({ outDir }).stat([PUBLISHED.feed]);
      const isEmpty = feed === undefined && (await show.drafts()).length === 0;
      if (isEmpty) throw new LectorError('E_INPUT', 'nothing is published yet.', { hint: 'run "lector build" first.' });
      const { startPreview } = await import('../../../preview.js');
      const server = await startPreview({
        outDir,
        baseUrl,
        port: flags.port ?? DEFAULT_PORT,
        drafts: () => show.drafts(),
      });
      const feedUrl = publishedUrl({ baseUrl: server.url }, PUBLISHED.feed);
      const draftsUrl = publishedUrl({ baseUrl: server.url }, 'drafts/');
      const places = [`Listen:     ${server.url}`, `Subscribe:  ${feedUrl}`, `Drafts:     ${draftsUrl}`];
      session.terminal.print([...places, 'Ctrl-C to stop.'].join('\n'));
      session.terminal.printJson({ type: 'preview', url: server.url, feedUrl, draftsUrl });
      if (flags.open === true) await openInBrowser(server.url, session.terminal);
      if (!session.signal.aborted) await once(session.signal, 'abort');
      await server.close();
      process.exitCode = 0;
    });
}

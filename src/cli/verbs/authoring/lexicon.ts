import path from 'node:path';
import type { Command } from 'commander';
import { isLectorError, LectorError } from '../../../errors.js';
import { formatClock } from '../../../model/time.js';
import { openSession, type GlobalFlags } from '../../session.js';
import { readText } from '../../../open-file.js';
import { count } from '../../../model/text.js';

/** `lector lexicon`: what a pronunciation would touch, and exchange with other programs (W3C PLS 1.0). */
export function registerLexicon(program: Command): void {
  const lexicon = program
    .command('lexicon')
    .description('look at what a pronunciation would touch; exchange pronunciations as W3C PLS')
    .addHelpText(
      'after',
      '\nExamples:\n  $ lector lexicon impact "Ndiaye=En-jye"\n  $ lector lexicon export > lexicon.pls\n  $ lector lexicon import other.pls >> lexicon.yaml',
    );
  lexicon
    .command('impact')
    .description('list every episode, second and cost a pronunciation would touch; changes nothing')
    .argument('<term=alias>', 'the term and what would be said')
    .action(async (pair: string, _flags: unknown, command: Command) =>
      showImpact(pair, command.optsWithGlobals<GlobalFlags>()),
    );
  lexicon
    .command('export')
    .description('print the lexicon as PLS')
    .action(async (_flags: unknown, command: Command) => {
      const session = openSession(command.optsWithGlobals<GlobalFlags>());
      const config = await session.config();
      const { writePls } = await import('../../../script/lexicon/lexicon-pls.js');
      const known = await session.open(config).lexicon();
      session.terminal.print(writePls(known, config.language).trimEnd());
      session.terminal.printJson(known);
    });
  lexicon
    .command('import')
    .description('print a PLS file as lines for lexicon.yaml')
    .argument('<file>', 'a W3C PLS 1.0 file')
    .action(async (file: string, _flags: unknown, command: Command) => {
      const { terminal, cwd } = openSession(command.optsWithGlobals<GlobalFlags>());
      const xml = await readText(path.resolve(cwd, file)).catch((cause: unknown) => {
        if (isLectorError(cause)) throw cause;
        throw new LectorError('E_INPUT', `${file} cannot be read.`, { hint: 'name a file that is there.', cause });
      });
      const { readPls } = await import('../../../script/lexicon/lexicon-pls.js');
      const read = readPls(xml, file);
      const lines = Object.fromEntries(
        read.entries.map(({ term, kind, spoken, ipa }) => [
          term,
          kind === 'ipa' ? { ipa } : kind === 'spell' ? { spell: true } : spoken,
        ]),
      );
      const { stringify } = await import('yaml');
      terminal.print(stringify(lines).trimEnd());
      terminal.printJson(read);
    });
  for (const command of lexicon.commands) command.exitOverride().configureOutput({ outputError: () => undefined });
}

async function showImpact(pair: string, flags: GlobalFlags): Promise<void> {
  const [term = '', alias = ''] = pair.split(/=(.*)/su, 2).map((part) => part.trim());
  if (term === '' || alias === '')
    throw new LectorError('E_FLAG', `"${pair}" is not TERM=ALIAS.`, {
      hint: 'write lector lexicon impact "Ndiaye=En-jye".',
    });
  const session = openSession(flags);
  const { terminal } = session;
  const config = await session.config();
  const impact = await session.open(config).lexiconImpact({ term, alias });
  for (const { slug, startMs, before, after } of impact.touches) {
    terminal.print(
      `${slug} ${startMs === undefined ? '(not published)' : formatClock(startMs)}\n  - ${before}\n  + ${after}`,
    );
  }
  const episodes = new Set(impact.touches.map(({ slug }) => slug)).size;
  terminal.print(
    `${count(impact.touches.length, 'sentence')} in ${count(episodes, 'episode')}, ${count(impact.characters, 'character')}, $${impact.costUsd.toFixed(4)}`,
  );
  terminal.printJson({ type: 'report', ...impact });
}

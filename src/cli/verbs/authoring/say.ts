import path from 'node:path';
import type { Command } from 'commander';
import { present } from '../../../model/present.js';
import { formatClock } from '../../../model/time.js';
import { parseText, valueOption } from '../../options.js';
import { openSession, type GlobalFlags } from '../../session.js';

/** `lector say`: hear a name or a sentence before it is published. */
export function registerSay(program: Command): void {
  program
    .command('say')
    .description('narrate a few words with the lexicon and voice of the show, to hear how they sound')
    .argument('<text>', 'what to say')
    .addOption(valueOption('--engine <name>', 'speech engine', parseText))
    .addOption(valueOption('--voice <id>', 'voice', parseText))
    .addOption(valueOption('--out <file>', 'WAV file to write (default: below .lector/say)', parseText))
    .addHelpText(
      'after',
      '\nExamples:\n  $ lector say "Nguyen"\n  $ lector say "The SCO met on 15 Jul, 2025" --voice rms --out test.wav',
    )
    .action(async (text: string, _flags: unknown, command: Command) => {
      const flags = command.optsWithGlobals<GlobalFlags & { engine?: string; voice?: string; out?: string }>();
      const session = openSession(flags);
      const config = await session.config({
        ...present({ engine: flags.engine, voice: flags.voice }),
      });
      const file = flags.out === undefined ? undefined : path.resolve(session.cwd, flags.out);
      const said = await session.open(config).say(text, { ...present({ file }) });
      for (const finding of said.warnings) session.terminal.finding(finding);
      session.terminal.print(
        `${said.spoken}\n${path.relative(session.cwd, said.file)} · ${formatClock(said.durationMs)} · ${said.engine} ${said.voice}`,
      );
      session.terminal.printJson({ type: 'report', ...said });
    });
}

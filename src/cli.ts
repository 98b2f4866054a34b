import { Command, CommanderError } from 'commander';
import { registerApprove } from './cli/verbs/publishing/approve.js';
import { registerBuild } from './cli/verbs/making/build.js';
import { registerCheck } from './cli/verbs/publishing/check.js';
import { registerCompletion } from './cli/verbs/setup/completion.js';
import { registerCorrections } from './cli/verbs/publishing/corrections.js';
import { registerCoverage } from './cli/verbs/authoring/coverage.js';
import { registerDev } from './cli/verbs/making/dev.js';
import { registerDoctor } from './cli/verbs/setup/doctor.js';
import { registerEmbed } from './cli/verbs/publishing/embed.js';
import { registerExplain } from './cli/verbs/setup/explain.js';
import { registerExtract } from './cli/verbs/authoring/extract.js';
import { registerHear } from './cli/verbs/publishing/hear.js';
import { registerImport } from './cli/verbs/authoring/import.js';
import { registerInit } from './cli/verbs/authoring/init.js';
import { registerLexicon } from './cli/verbs/authoring/lexicon.js';
import { registerLint } from './cli/verbs/authoring/lint.js';
import { registerNotes } from './cli/verbs/making/notes.js';
import { parseText, valueOption } from './cli/options.js';
import { registerPlan } from './cli/verbs/making/plan.js';
import { registerMove } from './cli/verbs/publishing/move.js';
import { registerPreview } from './cli/verbs/publishing/preview.js';
import { registerPublish } from './cli/verbs/publishing/publish.js';
import { registerRehearse } from './cli/verbs/publishing/rehearse.js';
import { registerPrivate } from './cli/verbs/publishing/private.js';
import { registerRedo } from './cli/verbs/making/redo.js';
import { registerSay } from './cli/verbs/authoring/say.js';
import { registerScript } from './cli/verbs/authoring/script.js';
import { formatFinding, hasColor } from './cli/terminal/terminal.js';
import { registerStatus } from './cli/verbs/publishing/status.js';
import { registerUnpublish } from './cli/verbs/publishing/unpublish.js';
import { registerQueue } from './cli/verbs/making/queue.js';
import { registerWatch } from './cli/verbs/publishing/watch.js';
import { registerWorker } from './cli/verbs/making/worker.js';
import { registerVoices } from './cli/verbs/setup/voices.js';
import { readEnvironment } from './config.js';
import { EXIT, LectorError, toLectorError } from './errors.js';
import { suggestWord } from './model/text/suggest.js';
import { LECTOR_VERSION } from './model/version.js';

const program = new Command('lector')
  .description('Turns written articles into a podcast people choose to listen to.')
  .version(LECTOR_VERSION)
  .addOption(valueOption('--config <file>', 'configuration file (default: lector.yaml)', parseText))
  .option('--json', 'print results as JSON, one object a line')
  .option('-q, --quiet', 'print results only')
  .option('--debug', 'show where an error came from')
  .addHelpText(
    'after',
    `
Examples:
  $ lector init my-show && cd my-show     a new show with everything it needs
  $ lector build                          articles → podcast in output/
  $ lector preview                        listen to it, or subscribe on this machine
  $ lector plan                           what a build would narrate and cost
  $ lector publish                        bring the show to where it is served

Exit codes: 0 done · 2 usage · 3 configuration · 4 some inputs refused, the rest published ·
5 engine or network · 6 budget · 7 environment · 8 locked · 9 newer state · 130 interrupted`,
  )
  .showHelpAfterError(false)
  .configureOutput({ outputError: () => undefined })
  .exitOverride();

for (const register of [
  registerInit,
  registerBuild,
  registerDev,
  registerWorker,
  registerQueue,
  registerPlan,
  registerNotes,
  registerPreview,
  registerCheck,
  registerHear,
  registerExtract,
  registerImport,
  registerScript,
  registerCoverage,
  registerLint,
  registerLexicon,
  registerSay,
  registerRedo,
  registerStatus,
  registerApprove,
  registerCorrections,
  registerPublish,
  registerEmbed,
  registerRehearse,
  registerWatch,
  registerUnpublish,
  registerMove,
  registerPrivate,
  registerVoices,
  registerDoctor,
  registerExplain,
  registerCompletion,
]) {
  register(program);
}
for (const command of program.commands) {
  command
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .showHelpAfterError(false);
}

// A reader that stops reading (`lector build | head`) must not stop the build.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

try {
  await program.parseAsync(withoutKeys(process.argv));
} catch (error) {
  report(error);
}

function report(error: unknown): void {
  if (error instanceof CommanderError && error.exitCode === 0) return;
  const failure = error instanceof CommanderError ? fromCommander(error) : toLectorError(error);
  const flags = program.opts<{ json?: boolean; debug?: boolean }>();
  for (const finding of [failure.toFinding(), ...failure.more]) {
    if (flags.json === true) process.stdout.write(`${JSON.stringify({ type: 'finding', ...finding })}\n`);
    else process.stderr.write(`${formatFinding(finding, hasColor(readEnvironment()))}\n`);
  }
  if (flags.debug === true) process.stderr.write(`${failure.stack ?? ''}\n${describeCause(failure.cause)}\n`);
  process.exitCode ??= failure.exitCode;
}

function describeCause(cause: unknown): string {
  return cause instanceof Error ? `Caused by: ${cause.stack ?? cause.message}` : '';
}

function fromCommander(error: CommanderError): LectorError {
  const flag = /'(-[^'\s,]+|--[^'\s]+)/u.exec(error.message)?.[1] ?? '';
  switch (error.code) {
    case 'commander.unknownCommand': {
      const name = /'([^']+)'/u.exec(error.message)?.[1] ?? '';
      const near = suggestWord(
        name,
        program.commands.map((command) => command.name()),
      );
      return new LectorError('E_COMMAND', `there is no command "${name}".`, {
        hint: near ? `did you mean ${near}?` : 'see lector --help.',
      });
    }
    case 'commander.unknownOption': {
      const known = [program, ...program.commands].flatMap((command) =>
        command.options.map((option) => option.long ?? ''),
      );
      const near = suggestWord(flag, known);
      return new LectorError('E_FLAG', `there is no option ${flag}.`, {
        hint: near ? `did you mean ${near}?` : 'see lector --help.',
      });
    }
    case 'commander.optionMissingArgument': {
      const long = /--[a-z-]+/u.exec(error.message)?.[0] ?? flag;
      return new LectorError('E_FLAG', `${long} needs a value.`, { hint: `write ${long} VALUE.` });
    }
    case 'commander.help':
      return new LectorError('E_COMMAND', 'no command given.', { hint: 'see lector --help.' });
    default: {
      const message = error.message.replace(/^error: /u, '').replace(/[^.]$/u, '$&.');
      return new LectorError('E_FLAG', message, { hint: `see ${calledCommand()} --help.` });
    }
  }
}

/** The command the arguments name, for the help to look at: `lector script`. */
function calledCommand(): string {
  const called = program.commands.find((command) => process.argv.slice(2).includes(command.name()));
  return called ? `lector ${called.name()}` : 'lector';
}

/** A key on the command line stands in the shell's history and in the list of processes: it is refused and not repeated. */
function withoutKeys(argv: readonly string[]): string[] {
  if (argv.some((word) => /^--(?:api-?)?(?:key|token|secret)(?:=|$)/iu.test(word))) {
    report(
      new LectorError('E_FLAG', 'keys are not taken on the command line.', {
        hint: 'put the key into the environment and name the variable in lector.yaml: tts: {apiKey: ${NAME}}.',
      }),
    );
    process.exit(EXIT.usage);
  }
  return [...argv];
}

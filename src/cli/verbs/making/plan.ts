import type { Command } from 'commander';
import { parseOutDir, parseText, valueOption } from '../../options.js';
import type { PlanFlags } from '../../run-plan.js';

/** `lector plan`: what a build would narrate and cost; sends nothing, writes nothing, needs no key. */
export function registerPlan(program: Command): void {
  program
    .command('plan')
    .description('say what a build would narrate, in characters, minutes and money, and do nothing')
    .argument('[source]', 'folder of articles (default: source in lector.yaml), or one article of it to plan alone')
    .addOption(valueOption('--out <folder>', 'folder the build would publish into', parseOutDir))
    .addOption(valueOption('--engine <name>', 'speech engine', parseText))
    .addOption(valueOption('--voice <id>', 'narrator', parseText))
    .addHelpText(
      'after',
      '\nExamples:\n  $ lector plan\n  $ lector plan articles/news.md\n  $ lector plan --engine openai --json',
    )
    .action(async (source: string | undefined, _flags: unknown, command: Command) => {
      const { runPlan } = await import('../../run-plan.js');
      await runPlan(source, command.optsWithGlobals<PlanFlags>());
    });
}

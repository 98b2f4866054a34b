import type { Command } from 'commander';
import { openSession, type GlobalFlags } from '../../session.js';

/** `lector redo` and `lector rollback`: another take of one sentence, and back. */
export function registerRedo(program: Command): void {
  register(program, { name: 'redo', step: 1, description: 'ask for another take of one sentence' });
  register(program, { name: 'rollback', step: -1, description: 'go back to the take before, at no cost' });
}

function register(program: Command, verb: { name: string; step: 1 | -1; description: string }): void {
  program
    .command(verb.name)
    .description(verb.description)
    .argument('<episode>', 'slug or file')
    .argument('<utterance>', 'id as "lector script" shows it, or words that stand in that sentence alone')
    .addHelpText(
      'after',
      `\nExamples:\n  $ lector ${verb.name} night-ferry-returns u-1a2b3c4d5e\n  $ lector ${verb.name} night-ferry-returns "brass band"`,
    )
    .action(async (episode: string, wanted: string, _flags: unknown, command: Command) => {
      const session = openSession(command.optsWithGlobals<GlobalFlags>());
      const { terminal, cwd } = session;
      const config = await session.config();
      const request = { wanted: episode, cwd, utterance: wanted, step: verb.step };
      const { utterance, take, slug } = await session.open(config).redo(request);
      terminal.print(`${slug} ${utterance.id}: take ${take + 1} of "${utterance.spoken}"`);
      terminal.print('Next: lector build');
      terminal.printJson({ type: 'report', slug, utteranceId: utterance.id, take });
    });
}

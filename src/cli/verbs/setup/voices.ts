import type { Command } from 'commander';
import { isLectorError, LectorError } from '../../../errors.js';
import { readEnvironment } from '../../../config.js';
import { openSession, type GlobalFlags, type Session } from '../../session.js';
import { registerVoicesInstall } from './voices-install.js';
import { registerVoicesRecommend } from './voices-recommend.js';

/** `lector voices`: engines and the voices each has on this machine. */
export function registerVoices(program: Command): void {
  const voices = program
    .command('voices')
    .description('list speech engines and their voices')
    .argument('[engine]', 'only this engine')
    .addHelpText('after', '\nExamples:\n  $ lector voices\n  $ lector voices embedded')
    .action(async (wanted: string | undefined, _flags: unknown, command: Command) => {
      const { terminal } = openSession(command.optsWithGlobals<GlobalFlags>());
      const { SPEECH_ENGINES } = await import('../../../narration/engines/index.js');
      const names = Object.keys(SPEECH_ENGINES);
      if (wanted !== undefined && !names.includes(wanted)) {
        throw new LectorError('E_ENGINE_UNKNOWN', `there is no engine "${wanted}".`, {
          hint: `use one of: ${names.join(', ')}.`,
        });
      }
      for (const name of wanted === undefined ? names : [wanted]) {
        await listVoices(name, terminal);
        if (SPEECH_ENGINES[name]?.hasInstallableVoices) await listInstallable(terminal);
      }
      terminal.say('Choose one in lector.yaml:\n  tts:\n    engine: ENGINE\n    voice: VOICE');
    });
  registerVoicesInstall(voices);
  registerVoicesRecommend(voices);
  for (const command of voices.commands) command.exitOverride().configureOutput({ outputError: () => undefined });
}

async function listVoices(name: string, terminal: Session['terminal']): Promise<void> {
  const { SPEECH_ENGINES, openSpeechEngine } = await import('../../../narration/engines/index.js');
  terminal.print(`${name}: ${SPEECH_ENGINES[name]?.summary ?? ''}`);
  try {
    const engine = await openSpeechEngine(name, { environment: readEnvironment(), settings: {} });
    const voices = await engine.voices();
    await engine.close();
    for (const { id, languages, description } of voices) {
      terminal.print(`  ${id.padEnd(24)} ${languages.join(' ').padEnd(12)} ${description ?? ''}`.trimEnd());
    }
    terminal.printJson({ type: 'engine', name, voices });
  } catch (error) {
    if (!isLectorError(error)) throw error;
    terminal.print(`  not available here: ${error.message}${error.hint === undefined ? '' : ` Fix: ${error.hint}`}`);
    terminal.printJson({ type: 'engine', name, unavailable: error.toFinding() });
  }
}

/** What can be had besides the voices that are there, by language. */
async function listInstallable(terminal: Session['terminal']): Promise<void> {
  const { VOICE_CATALOGUE } = await import('../../../narration/voices/voice-catalogue.js');
  const { listInstalledVoices, voicesFolder } = await import('../../../narration/voices/installed-voices.js');
  const installed = new Set((await listInstalledVoices(voicesFolder(readEnvironment()))).map(({ id }) => id));
  const missing = VOICE_CATALOGUE.filter(({ id }) => !installed.has(id)).toSorted(
    (a, b) => compareLanguages(a.languages, b.languages) || (a.id < b.id ? -1 : 1),
  );
  terminal.print('  to be had by "lector voices install ID":');
  for (const { id, languages, description, licence, sizeMb } of missing) {
    const terms = licence === undefined ? '' : `, ${licence}`;
    const spoken = languages.length > 3 ? 'many' : languages.join(' ');
    terminal.print(`  ${spoken.padEnd(7)} ${id.padEnd(34)} ${description}; ${sizeMb} MB${terms}`);
  }
  terminal.printJson({ type: 'installable', voices: missing });
}

function compareLanguages(a: readonly string[], b: readonly string[]): number {
  const [first, second] = [a.join(' '), b.join(' ')];
  return first < second ? -1 : first > second ? 1 : 0;
}

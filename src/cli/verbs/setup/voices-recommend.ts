import os from 'node:os';
import type { Command } from 'commander';
import { LectorError } from '../../../errors.js';
import { quoteValue } from '../../../model/text.js';
import { parseText, valueOption } from '../../options.js';
import { openSession, type GlobalFlags } from '../../session.js';

/** Half of what a machine has: the other half is for everything else on it. */
const MEMORY_SHARE = 0.5;
const BYTES_PER_MB = 1_000_000;

/** `lector voices recommend`: neural voices for a language that this machine can run. */
export function registerVoicesRecommend(voices: Command): void {
  voices
    .command('recommend')
    .description('name the best neural voices for a language that this machine has the memory for')
    .argument('[language]', 'a language tag such as de or pt-BR', 'en')
    .addOption(
      valueOption('--memory <megabytes>', 'what a voice may take (default: half of this machine)', parseMegabytes),
    )
    .addHelpText('after', '\nExamples:\n  $ lector voices recommend de\n  $ lector voices recommend en --memory 500')
    .action(async (language: string, _flags: unknown, command: Command) => {
      const flags = command.optsWithGlobals<GlobalFlags & { memory?: number }>();
      const { terminal } = openSession(flags);
      const { memoryOf, recommendVoices } = await import('../../../narration/voices/recommend-voices.js');
      const memoryMb = flags.memory ?? memoryOfMachine();
      const found = recommendVoices(language, memoryMb);
      terminal.printJson({ type: 'report', language, memoryMb, voices: found });
      if (found.length === 0) {
        terminal.print(`No neural voice for ${quoteValue(language)} is known that runs in ${memoryMb} MB.`);
        terminal.print(
          'espeak-ng speaks a hundred languages plainly: npm install @echogarden/espeak-ng-emscripten, tts.engine: espeak-ng',
        );
        return;
      }
      for (const voice of found) {
        terminal.print(`${voice.id}\n  ${voice.description}`);
        const licence = voice.licence ?? 'licence in the archive';
        terminal.print(`  ${voice.sizeMb} MB to download, about ${memoryOf(voice)} MB of memory; ${licence}`);
      }
      terminal.print(`Next: npm install sherpa-onnx-node, lector voices install ${found[0]?.id ?? ''}`);
    });
}

/** Megabytes a voice may take here. */
export function memoryOfMachine(): number {
  return Math.round((os.totalmem() * MEMORY_SHARE) / BYTES_PER_MB);
}

function parseMegabytes(text: string, flag: string): number {
  const megabytes = Number(parseText(text, flag));
  if (Number.isInteger(megabytes) && megabytes > 0) return megabytes;
  throw new LectorError('E_FLAG', `${flag} is no number of megabytes: ${quoteValue(text)}.`, { hint: 'write 800.' });
}

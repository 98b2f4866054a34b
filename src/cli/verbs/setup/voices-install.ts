import type { Command } from 'commander';
import { readEnvironment } from '../../../config.js';
import { LectorError } from '../../../errors.js';
import { present } from '../../../model/present.js';
import { parseText, valueOption } from '../../options.js';
import { openSession, type GlobalFlags } from '../../session.js';

/** `lector voices install`: fetches a neural voice once per user. */
export function registerVoicesInstall(voices: Command): void {
  voices
    .command('install')
    .description('download a neural voice for the sherpa-onnx engine; resumable, stored once per user')
    .argument('<id>', 'a voice "lector voices" lists, or any archive its publisher offers')
    .addOption(valueOption('--sha256 <hex>', 'demand this hash of the archive', parseHash))
    .addOption(valueOption('--from <url>', 'another address of the archive', parseText))
    .addHelpText('after', '\nExamples:\n  $ lector voices install kokoro-en-v0_19')
    .action(async (id: string, _flags: unknown, command: Command) => {
      const flags = command.optsWithGlobals<GlobalFlags & { sha256?: string; from?: string }>();
      const { terminal, signal } = openSession(flags);
      const { installVoice } = await import('../../../narration/voices/install-voice.js');
      const { voicesFolder } = await import('../../../narration/voices/installed-voices.js');
      const { licence, isFirst, ...installed } = await installVoice({
        id,
        folder: voicesFolder(readEnvironment()),
        signal,
        ...present({ sha256: flags.sha256, url: flags.from }),
        onProgress: ({ receivedBytes, totalBytes }) => terminal.status(formatProgress(id, receivedBytes, totalBytes)),
      });
      terminal.print(`${id} is installed.`);
      if (licence !== undefined) terminal.print(`Licence:\n${licence}`);
      if (isFirst) terminal.say('Its hash was seen for the first time; it is demanded from now on.');
      terminal.print(`Use it in lector.yaml:\n  tts:\n    engine: sherpa-onnx\n    voice: ${id}`);
      terminal.printJson({ type: 'report', licence, isFirst, ...installed, id });
    });
}

function parseHash(text: string, flag: string): string {
  if (/^[0-9a-f]{64}$/iu.test(text)) return text.toLowerCase();
  throw new LectorError('E_FLAG', `${flag} is not a SHA-256 in hex.`, { hint: `write ${flag} and 64 hex digits.` });
}

function formatProgress(id: string, receivedBytes: number, totalBytes: number | undefined): string {
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
  return `${id}: ${megabytes(receivedBytes)}${totalBytes === undefined ? '' : ` of ${megabytes(totalBytes)}`}`;
}

import { createRequire } from 'node:module';

/** Systems whose voices the package `say` can write to a file. */
export type SpeakerPlatform = 'darwin' | 'win32';

/** As much of a child process as is needed to watch it and to end it. */
type Child = {
  kill(signal: 'SIGKILL'): boolean;
  on(event: 'error', listener: (error: Error) => void): unknown;
  readonly stdin?: { on(event: 'error', listener: () => void): unknown };
};

/** One use of the package: it keeps its child process on itself, so every clip has a speaker of its own. */
export type Speaker = {
  readonly child?: Child;
  convertSpeed(speed: number): number;
  export(text: string, voice: string, speed: number, file: string, done: (error: unknown) => void): void;
  getInstalledVoices(done: (error: unknown, voices: unknown) => void): void;
};

type Command = {
  readonly command: string;
  readonly args: readonly string[];
  readonly pipedData?: string;
  readonly options?: { readonly env: Readonly<Record<string, string | undefined>> };
};

type Order = { readonly text: string; readonly voice: string; readonly speed: number; readonly filename: string };

/** The package's own command puts text into arguments (macOS) or names into PowerShell source (Windows). */
type Replaceable = Speaker & {
  buildExportCommand(order: Order): Command;
  getVoices(): Command;
};

type SayPackage = { readonly Say: new (platform: SpeakerPlatform) => Replaceable };

/** The voice the system itself would use. */
export const SYSTEM_VOICE = 'default';

const WINDOWS_START =
  '[Console]::InputEncoding = [Text.Encoding]::UTF8; [Console]::OutputEncoding = [Text.Encoding]::UTF8; ' +
  'Add-Type -AssemblyName System.Speech; $speaker = New-Object System.Speech.Synthesis.SpeechSynthesizer; ';
const WINDOWS_FLAGS = ['-NoProfile', '-NonInteractive', '-Command'];

/**
 * A speaker of the package `say` whose commands are replaced: text goes by standard input, no shell is started, and on
 * Windows names travel as environment variables that PowerShell never reads as code.
 */
export function openSpeaker(
  platform: SpeakerPlatform,
  environment: Readonly<Record<string, string | undefined>>,
): Speaker {
  const { Say } = createRequire(import.meta.url)('say') as SayPackage;
  const speaker = new Say(platform);
  if (platform === 'darwin') {
    speaker.buildExportCommand = ({ text, voice, speed, filename }) => ({
      command: 'say',
      args: [
        ...(voice === SYSTEM_VOICE ? [] : ['-v', voice]),
        ...['-r', String(speaker.convertSpeed(speed)), '-f', '-', '-o', filename],
        ...['--file-format=WAVE', '--data-format=LEI16@22050'],
      ],
      pipedData: text,
      options: { env: environment },
    });
    speaker.getVoices = () => ({ command: 'say', args: ['-v', '?'] });
  } else {
    speaker.buildExportCommand = ({ text, voice, speed, filename }) => ({
      command: 'powershell',
      args: [
        ...WINDOWS_FLAGS,
        `${WINDOWS_START}if ($env:LECTOR_VOICE) { $speaker.SelectVoice($env:LECTOR_VOICE) }; ` +
          `$speaker.Rate = ${speaker.convertSpeed(speed)}; $speaker.SetOutputToWaveFile($env:LECTOR_FILE); ` +
          '$speaker.Speak([Console]::In.ReadToEnd()); $speaker.Dispose()',
      ],
      pipedData: text,
      options: {
        env: { ...environment, LECTOR_VOICE: voice === SYSTEM_VOICE ? '' : voice, LECTOR_FILE: filename },
      },
    });
    speaker.getVoices = () => ({
      command: 'powershell',
      args: [
        ...WINDOWS_FLAGS,
        `${WINDOWS_START}$speaker.GetInstalledVoices() | Where-Object Enabled | ` +
          "ForEach-Object { $_.VoiceInfo.Name + '|' + $_.VoiceInfo.Culture.Name + '|' + $_.VoiceInfo.Gender }",
      ],
    });
  }
  return speaker;
}

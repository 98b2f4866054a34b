import { LectorError } from '../../errors.js';
import { suggestWord } from '../../model/suggest.js';
import { quoteValue } from '../../model/text.js';
import type { EngineOptions, SpeechEngine } from '../speech-engine.js';

export type EngineFactory = (options: EngineOptions) => SpeechEngine | Promise<SpeechEngine>;

type EngineEntry = {
  readonly summary: string;
  /** Whether its voices are fetched by `lector voices install`. */
  readonly hasInstallableVoices?: true;
  load(): Promise<EngineFactory>;
};

/** The speech engines by name. An engine's code is loaded when it is opened and not before. */
export const SPEECH_ENGINES: Readonly<Record<string, EngineEntry>> = {
  embedded: {
    summary: 'comes with Lector: five English voices, offline, intelligible rather than beautiful',
    load: async () => (await import('./embedded.js')).embedded,
  },
  say: {
    summary: 'the voices of macOS and Windows, offline',
    load: async () => (await import('./say.js')).say,
  },
  'espeak-ng': {
    summary: 'the program espeak-ng, where it is installed: a hundred languages, robotic',
    load: async () => (await import('./espeak-ng.js')).espeakNg,
  },
  'sherpa-onnx': {
    summary: 'neural voices on this computer: Piper, Kokoro, Kitten; see "lector voices install"',
    hasInstallableVoices: true,
    load: async () => (await import('./sherpa-onnx.js')).sherpaOnnx,
  },
  openai: {
    summary: 'OpenAI, or any server that speaks its /v1/audio/speech; needs a key',
    load: async () => (await import('./openai.js')).openai,
  },
  elevenlabs: {
    summary: 'ElevenLabs, with the time of every word; needs a key',
    load: async () => (await import('./elevenlabs.js')).elevenlabs,
  },
  google: {
    summary: 'Google Cloud Text-to-Speech; needs a key',
    load: async () => (await import('./google.js')).google,
  },
  azure: {
    summary: 'Azure AI Speech; needs a key and a region',
    load: async () => (await import('./azure.js')).azure,
  },
  polly: {
    summary: 'Amazon Polly; needs an AWS key',
    load: async () => (await import('./polly.js')).polly,
  },
  silence: {
    summary: 'silence of the right length, for rehearsals',
    load: async () => (await import('./silence.js')).silence,
  },
};

/**
 * Opens an engine by name.
 *
 * @throws {@link LectorError} `E_ENGINE_UNKNOWN` naming the choices.
 */
export async function openSpeechEngine(name: string, options: EngineOptions): Promise<SpeechEngine> {
  const entry = Object.hasOwn(SPEECH_ENGINES, name) ? SPEECH_ENGINES[name] : undefined;
  if (!entry) {
    const names = Object.keys(SPEECH_ENGINES);
    const near = suggestWord(name, names);
    throw new LectorError('E_ENGINE_UNKNOWN', `there is no speech engine ${quoteValue(name)}.`, {
      hint: `${near === undefined ? '' : `did you mean ${near}? `}Set tts.engine to one of: ${names.join(', ')}.`,
    });
  }
  const open = await entry.load();
  return open(options);
}

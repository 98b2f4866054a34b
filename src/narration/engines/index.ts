import { LectorError } from '../../errors.js';
import type { Place } from '../../model/finding.js';
import { present } from '../../model/present.js';
import { suggestWord } from '../../model/text/suggest.js';
import { quoteValue } from '../../model/text.js';
import type { EngineOptions, SpeechEngine } from '../speech-engine.js';

const SPECIFICATION_VERSION = 1;

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
    summary: 'the program espeak-ng, or its npm package: a hundred languages, robotic',
    load: async () => (await import('./espeak-ng.js')).espeakNg,
  },
  'sherpa-onnx': {
    summary: 'neural voices on this computer: Piper, Kokoro, Supertonic and others; see "lector voices install"',
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

/** A caller's own engines by name, each as an object or as what makes one. They go before those of Lector. */
export type SpeechEngines = Readonly<Record<string, SpeechEngine | EngineFactory>>;

/**
 * Opens an engine by name: one of the caller's own, else one of Lector's.
 *
 * @param place Where the name stands.
 * @throws {@link LectorError} `E_ENGINE_UNKNOWN` naming the choices, `E_CONFIG` when the engine keeps another contract
 *   than this version of Lector knows; what the engine throws when it is made.
 */
export async function openSpeechEngine(
  name: string,
  options: EngineOptions,
  { own = {}, place }: { readonly own?: SpeechEngines; readonly place?: Place } = {},
): Promise<SpeechEngine> {
  const given = Object.hasOwn(own, name) ? own[name] : undefined;
  if (given) return requireContract(name, typeof given === 'function' ? await given(options) : given);
  const entry = Object.hasOwn(SPEECH_ENGINES, name) ? SPEECH_ENGINES[name] : undefined;
  if (!entry)
    throw unknownEngine(name, {
      names: [...Object.keys(own), ...Object.keys(SPEECH_ENGINES)],
      place,
    });
  const open = await entry.load();
  return open(options);
}

const ENGINE_PARTS = ['name', 'version', 'capabilities', 'voices', 'defaultVoice', 'speak', 'close'] as const;

function requireContract(name: string, engine: SpeechEngine): SpeechEngine {
  const given: Partial<SpeechEngine> | undefined = engine;
  const version: unknown = given?.specificationVersion;
  const missing = ENGINE_PARTS.filter((part) => given?.[part] === undefined);
  if (version === SPECIFICATION_VERSION && missing.length === 0) return engine;
  if (version === SPECIFICATION_VERSION) {
    throw new LectorError('E_CONFIG', `the speech engine ${quoteValue(name)} has no ${missing.join(', ')}.`, {
      hint: 'give it what its contract asks for: docs/engines.md.',
    });
  }
  throw new LectorError(
    'E_CONFIG',
    `the speech engine ${quoteValue(name)} keeps contract ${String(version)}; this is contract ${SPECIFICATION_VERSION}.`,
    { hint: 'use a version of the engine that was made for this version of Lector (specificationVersion).' },
  );
}

function unknownEngine(
  name: string,
  { names, place }: { readonly names: readonly string[]; readonly place: Place | undefined },
): LectorError {
  const near = suggestWord(name, names);
  return new LectorError('E_ENGINE_UNKNOWN', `there is no speech engine ${quoteValue(name)}.`, {
    hint: `${near === undefined ? '' : `did you mean ${near}? `}Set tts.engine to one of: ${names.join(', ')}.`,
    ...present({ place }),
  });
}

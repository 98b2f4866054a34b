import { LectorError } from '../../errors.js';
import { present } from '../../model/present.js';
import { quoteValue } from '../../model/text.js';
import { primaryLanguage } from '../../model/text/primary-language.js';
import type { EngineOptions, SpeechEngine, Voice } from '../speech-engine.js';
import { genderOf, limitRate } from './fit-voice.js';
import type { HttpLimits } from './http/limits.js';
import { readSettings, requireBaseUrl } from './http/read-settings.js';
import { wrapPcm } from './http/require-audio.js';
import { openSpeechApi } from './http/speech-api.js';
import { timeCharacters } from './http/time-characters.js';

/** Raw samples in the best rate every subscription may ask for (API reference, `output_format`). */
const SAMPLE_RATE_HZ = 24_000;
const SPEEDS = { engine: 'elevenlabs', slowest: 0.7, fastest: 1.2 };
/** The voice of the service's own examples; a library voice every account has. */
const DEFAULT_VOICE = 'JBFqnCBsd6RMkjVDRZzb';
/** US dollars a million characters beyond the monthly allowance; the flash and turbo models count half. */
const PRICE = 300;
/** The newest models cut answers off before their stated limit: 2,000 characters are safe with all. */
const MAX_BYTES = 2_000;

type Speech = {
  readonly audio_base64?: unknown;
  readonly alignment?: {
    readonly characters?: readonly string[];
    readonly character_start_times_seconds?: readonly number[];
    readonly character_end_times_seconds?: readonly number[];
  };
};

/** ElevenLabs, with the time of every character and the neighbouring sentences for the melody. */
export function elevenlabs(options: EngineOptions, limits: Partial<HttpLimits> = {}): SpeechEngine {
  const settings = readSettings('elevenlabs', options.settings, {
    baseUrl: 'https://api.elevenlabs.io',
    model: 'eleven_multilingual_v2',
    stability: 0.5,
    similarity: 0.75,
    style: 0,
    pricePerMillionCharactersUsd: -1,
  });
  const { model, stability, similarity, style } = settings;
  const baseUrl = requireBaseUrl(settings.baseUrl, { hasKey: true });
  const isHalf = /flash|turbo/u.test(model);
  const service = openSpeechApi({
    name: 'elevenlabs',
    engineOptions: options,
    keyNames: ['ELEVENLABS_API_KEY', 'ELEVEN_API_KEY', 'XI_API_KEY'],
    authorise: (key) => ({ 'xi-api-key': key }),
    limits,
  });
  return {
    specificationVersion: 1,
    name: 'elevenlabs',
    version: ['1', model, stability, similarity, style].join('|'),
    capabilities: {
      languages: 'any',
      maxBytes: MAX_BYTES,
      timings: 'word',
      concurrency: options.concurrency ?? 2,
      pricePerMillionCharactersUsd:
        settings.pricePerMillionCharactersUsd >= 0 ? settings.pricePerMillionCharactersUsd : isHalf ? PRICE / 2 : PRICE,
      isDeterministic: false,
      listsVoicesOnline: true,
    },
    async voices() {
      const signal = AbortSignal.timeout(30_000);
      const list = await service.sendForJson({ method: 'GET', url: `${baseUrl}/v1/voices`, headers: {}, signal });
      return readVoices(list);
    },
    defaultVoice: () => DEFAULT_VOICE,
    async speak(request) {
      request.signal.throwIfAborted();
      const { rate: speed, warnings } = limitRate(request.rate, SPEEDS);
      const speech = (await service.sendForJson({
        method: 'POST',
        url: `${baseUrl}/v1/text-to-speech/${requireVoiceId(request.voice)}/with-timestamps?output_format=pcm_${SAMPLE_RATE_HZ}`,
        headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        body: JSON.stringify({
          text: request.text,
          model_id: model,
          voice_settings: { stability, similarity_boost: similarity, style, speed },
          ...(/v2_5|v3/u.test(model) && { language_code: primaryLanguage(request.lang) }),
          ...present({ previous_text: request.previousText, next_text: request.nextText }),
        }),
        signal: request.signal,
      })) as Speech;
      const wav = wrapPcm(readAudio(speech), { name: 'elevenlabs', sampleRateHz: SAMPLE_RATE_HZ });
      return { words: readWords(speech), warnings, wav };
    },
    close: () => service.close(),
  };
}

function readAudio(speech: Speech): Buffer {
  const { audio_base64: audio } = speech;
  const bytes = typeof audio === 'string' ? Buffer.from(audio, 'base64') : Buffer.alloc(0);
  if (bytes.length === 0) throw new LectorError('E_TTS_EMPTY', 'elevenlabs: the answer holds no audio.');
  return bytes;
}

function readWords({ alignment }: Speech) {
  const { characters, character_start_times_seconds: starts, character_end_times_seconds: ends } = alignment ?? {};
  if (!characters || !starts || !ends || starts.length !== characters.length || ends.length !== characters.length)
    return [];
  return timeCharacters({ characters, startSeconds: starts, endSeconds: ends });
}

type ListedVoice = {
  readonly voice_id?: unknown;
  readonly name?: unknown;
  readonly labels?: { readonly language?: unknown; readonly accent?: unknown; readonly gender?: unknown };
};

function readVoices(list: unknown): readonly Voice[] {
  const { voices } = list as { readonly voices?: unknown };
  if (!Array.isArray(voices)) throw new LectorError('E_ENGINE', 'elevenlabs: the list of voices has an unknown form.');
  return (voices as ListedVoice[]).flatMap(({ voice_id: id, name, labels }) => {
    if (typeof id !== 'string') return [];
    const gender = typeof labels?.gender === 'string' ? labels.gender : undefined;
    const parts = [name, gender, labels?.accent].filter((part) => typeof part === 'string');
    // Every model speaks every language with every voice: a voice's own language is a description and no limit.
    return [{ id, languages: [], ...genderOf(gender), description: parts.join(', ') }];
  });
}

/** The id becomes part of an address. */
function requireVoiceId(voice: string): string {
  if (/^[A-Za-z0-9]{8,64}$/u.test(voice)) return voice;
  throw new LectorError('E_VOICE_UNKNOWN', `${quoteValue(voice)} is no voice id of elevenlabs.`, {
    hint: 'set tts.voice to an id, not a name: "lector voices" lists them.',
  });
}

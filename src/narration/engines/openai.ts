import { LectorError } from '../../errors.js';
import { present } from '../../model/present.js';
import { quoteValue } from '../../model/text.js';
import type { EngineOptions, SpeechEngine, Voice } from '../speech-engine.js';
import type { HttpLimits } from './http/limits.js';
import { findKey, isLoopback, readSettings, requireBaseUrl } from './http/read-settings.js';
import { wrapPcm } from './http/require-audio.js';
import { openSpeechApi } from './http/speech-api.js';

const OFFICIAL_URL = 'https://api.openai.com/v1';
const KEY_NAMES = ['OPENAI_API_KEY'];
const VOICES = [
  'alloy',
  'ash',
  'ballad',
  'coral',
  'echo',
  'fable',
  'onyx',
  'nova',
  'sage',
  'shimmer',
  'verse',
  'marin',
  'cedar',
];
/** List prices in US dollars; that of `gpt-4o-mini-tts` is by the minute and here by what a minute of speech has. */
const PRICES: Readonly<Record<string, number>> = { 'tts-1': 15, 'tts-1-hd': 30, 'gpt-4o-mini-tts': 18 };
const DEFAULT_PRICE = 30;
/** The API takes 4,096 characters; of any script, none of which takes more than 3 bytes a character in practice. */
const MAX_BYTES = 4_096;
/** Raw `pcm` is 24 kHz, 16 bit, mono (API reference, Create speech). */
const PCM_RATE_HZ = 24_000;

/** OpenAI's `/v1/audio/speech`, and every server of one's own that speaks it (`tts.settings.baseUrl`). */
export function openai(options: EngineOptions, limits: Partial<HttpLimits> = {}): SpeechEngine {
  const key = findKey(options.environment, KEY_NAMES);
  const settings = readSettings('openai', options.settings, {
    baseUrl: OFFICIAL_URL,
    model: 'gpt-4o-mini-tts',
    instructions: undefined,
    format: 'wav',
    voice: undefined,
    pricePerMillionCharactersUsd: -1,
  });
  const baseUrl = requireBaseUrl(settings.baseUrl, { hasKey: key !== undefined });
  const isOfficial = baseUrl === OFFICIAL_URL;
  if (settings.format !== 'wav' && settings.format !== 'pcm') {
    throw new LectorError('E_CONFIG', `tts.settings.format must be wav or pcm, not ${quoteValue(settings.format)}.`);
  }
  const service = openSpeechApi({
    name: 'openai',
    engineOptions: options,
    keyNames: KEY_NAMES,
    authorise: (value) => ({ Authorization: `Bearer ${value}` }),
    isKeyOptional: !isOfficial,
    limits,
  });
  const warnings =
    settings.instructions !== undefined && /^tts-1/u.test(settings.model)
      ? [`${settings.model} takes no tts.settings.instructions; gpt-4o-mini-tts does`]
      : [];
  const voices: readonly Voice[] = isOfficial ? VOICES.map((id) => ({ id, languages: [] })) : [];
  return {
    specificationVersion: 1,
    name: 'openai',
    version: ['1', isOfficial ? '' : baseUrl, settings.model, settings.instructions ?? '', settings.format].join('|'),
    capabilities: {
      languages: 'any',
      maxBytes: MAX_BYTES,
      timings: 'none',
      concurrency: options.concurrency ?? 2,
      pricePerMillionCharactersUsd: priceOf({ settings, baseUrl }),
      isDeterministic: false,
    },
    voices: () => Promise.resolve(voices),
    defaultVoice: () => settings.voice ?? (isOfficial ? 'marin' : 'alloy'),
    async speak(request) {
      request.signal.throwIfAborted();
      if (voices.length > 0 && !voices.some(({ id }) => id === request.voice)) throw unknownVoice(request.voice);
      const { bytes } = await service.send({
        method: 'POST',
        url: `${baseUrl}/audio/speech`,
        headers: {
          'Content-Type': 'application/json',
          Accept: 'audio/wav, application/octet-stream',
          ...present({ 'Idempotency-Key': request.idempotencyKey }),
        },
        body: JSON.stringify({
          model: settings.model,
          input: request.text,
          voice: request.voice,
          response_format: settings.format,
          speed: request.rate,
          ...present({ instructions: settings.instructions }),
        }),
        signal: request.signal,
      });
      const wav = settings.format === 'pcm' ? wrapPcm(bytes, { name: 'openai', sampleRateHz: PCM_RATE_HZ }) : bytes;
      return { words: [], warnings, wav };
    },
    close: () => service.close(),
  };
}

/** A server on this computer is free; any other one costs what the dearest model costs, until the configuration says. */
function priceOf(input: {
  settings: { readonly model: string; readonly pricePerMillionCharactersUsd: number };
  baseUrl: string;
}): number {
  const { settings, baseUrl } = input;
  if (settings.pricePerMillionCharactersUsd >= 0) return settings.pricePerMillionCharactersUsd;
  return isLoopback(new URL(baseUrl).hostname) ? 0 : (PRICES[settings.model] ?? DEFAULT_PRICE);
}

function unknownVoice(voice: string): LectorError {
  return new LectorError('E_VOICE_UNKNOWN', `openai has no voice ${quoteValue(voice)}.`, {
    hint: `set tts.voice to one of: ${VOICES.join(', ')}.`,
  });
}

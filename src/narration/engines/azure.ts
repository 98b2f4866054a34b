import { LectorError } from '../../errors.js';
import { escapeXml, quoteValue } from '../../model/text.js';
import { primaryLanguage } from '../../model/text/primary-language.js';
import type { EngineOptions, SpeechEngine, SpeechRequest, Voice } from '../speech-engine.js';
import { genderOf, limitRate, regionalLanguage } from './fit-voice.js';
import type { HttpLimits } from './http/limits.js';
import { readSettings, requireBaseUrl } from './http/read-settings.js';
import { openSpeechApi } from './http/speech-api.js';

/** Half to twice the pace (SSML document, prosody). */
const RATES = { engine: 'azure', slowest: 0.5, fastest: 2 };
const OUTPUT_FORMAT = 'riff-24khz-16bit-mono-pcm';
/** Ten minutes of audio are the most one answer holds; this much text is never longer. */
const MAX_BYTES = 5_000;
/** Neural voices, in US dollars a million characters (Speech service pricing). */
const PRICE = 15;
/** A voice of each language, where nothing is configured. */
const VOICES: Readonly<Record<string, string>> = {
  'de-DE': 'de-DE-KatjaNeural',
  'en-AU': 'en-AU-NatashaNeural',
  'en-GB': 'en-GB-SoniaNeural',
  'en-IN': 'en-IN-NeerjaNeural',
  'en-US': 'en-US-JennyNeural',
  'es-ES': 'es-ES-ElviraNeural',
  'fr-FR': 'fr-FR-DeniseNeural',
  'it-IT': 'it-IT-ElsaNeural',
  'ja-JP': 'ja-JP-NanamiNeural',
  'nl-NL': 'nl-NL-ColetteNeural',
  'pl-PL': 'pl-PL-AgnieszkaNeural',
  'pt-BR': 'pt-BR-FranciscaNeural',
  'sv-SE': 'sv-SE-SofieNeural',
};

/** Azure AI Speech by its REST interface, which gives no word times. */
export function azure(options: EngineOptions, limits: Partial<HttpLimits> = {}): SpeechEngine {
  const settings = readSettings('azure', options.settings, {
    region: options.environment['AZURE_SPEECH_REGION'] ?? '',
    baseUrl: undefined,
    pricePerMillionCharactersUsd: PRICE,
  });
  const address = (): string => baseUrlOf(settings);
  const service = openSpeechApi({
    name: 'azure',
    engineOptions: options,
    keyNames: ['AZURE_SPEECH_KEY'],
    authorise: (key) => ({ 'Ocp-Apim-Subscription-Key': key }),
    limits,
  });
  return {
    specificationVersion: 1,
    name: 'azure',
    version: '1',
    capabilities: {
      languages: 'any',
      maxBytes: MAX_BYTES,
      timings: 'none',
      concurrency: options.concurrency ?? 2,
      pricePerMillionCharactersUsd: settings.pricePerMillionCharactersUsd,
      isDeterministic: false,
      listsVoicesOnline: true,
    },
    async voices() {
      const url = `${address()}/cognitiveservices/voices/list`;
      const signal = AbortSignal.timeout(30_000);
      return readVoices(await service.sendForJson({ method: 'GET', url, headers: {}, signal }));
    },
    defaultVoice: (language) => {
      const wanted = regionalLanguage(language);
      const near = Object.keys(VOICES).find((tag) => tag.startsWith(`${primaryLanguage(wanted)}-`));
      return VOICES[wanted] ?? (near === undefined ? undefined : VOICES[near]);
    },
    billedCharacters,
    async speak(request) {
      request.signal.throwIfAborted();
      const { rate, warnings } = limitRate(request.rate, RATES);
      const { bytes } = await service.send({
        method: 'POST',
        url: `${address()}/cognitiveservices/v1`,
        headers: {
          'Content-Type': 'application/ssml+xml',
          'X-Microsoft-OutputFormat': OUTPUT_FORMAT,
          'User-Agent': 'lector',
        },
        body: buildSsml({ ...request, rate }),
        signal: request.signal,
      });
      return { words: [], warnings, wav: bytes };
    },
    close: () => service.close(),
  };
}

function baseUrlOf(settings: { readonly region: string; readonly baseUrl: string | undefined }): string {
  if (settings.baseUrl !== undefined) return requireBaseUrl(settings.baseUrl, { hasKey: true });
  if (/^[a-z0-9]{2,40}$/u.test(settings.region)) return `https://${settings.region}.tts.speech.microsoft.com`;
  const found = settings.region === '' ? 'and AZURE_SPEECH_REGION is not set' : `not ${quoteValue(settings.region)}`;
  throw new LectorError('E_CONFIG', `the azure engine needs a region, ${found}.`, {
    hint: 'set tts.settings.region or AZURE_SPEECH_REGION to that of the resource, such as westeurope.',
  });
}

function buildSsml({ text, voice, rate }: SpeechRequest): string {
  const language = /^[a-z]{2,3}-[A-Z]{2,3}/u.exec(voice)?.[0];
  if (language === undefined || !/^[A-Za-z0-9:-]+$/u.test(voice)) {
    throw new LectorError('E_VOICE_UNKNOWN', `${quoteValue(voice)} is no voice of azure.`, {
      hint: 'use a name such as en-US-JennyNeural ("lector voices" lists them).',
    });
  }
  const head = `<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="${language}">`;
  return `${head}<voice name="${voice}">${markUp(text, rate)}</voice></speak>`;
}

function markUp(text: string, rate: number): string {
  const percent = Math.round((rate - 1) * 100);
  const words = escapeXml(text);
  return percent === 0 ? words : `<prosody rate="${percent > 0 ? '+' : ''}${percent}%">${words}</prosody>`;
}

/**
 * A Chinese character, in Japanese and Korean too, counts as two; markup inside `voice` counts as well (Speech service,
 * billable characters).
 */
function billedCharacters(text: string, rate: number): number {
  const markup = markUp('', limitRate(rate, RATES).rate);
  return Array.from(`${text}${markup}`).reduce(
    (sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 2 : 1),
    0,
  );
}

function readVoices(list: unknown): readonly Voice[] {
  if (!Array.isArray(list)) throw new LectorError('E_ENGINE', 'azure: the list of voices has an unknown form.');
  type Listed = {
    readonly ShortName?: unknown;
    readonly Locale?: string;
    readonly Gender?: string;
    readonly LocalName?: string;
  };
  return (list as Listed[]).flatMap(({ ShortName: id, Locale = '', Gender = '', LocalName = '' }) =>
    typeof id === 'string'
      ? [{ id, languages: [Locale], ...genderOf(Gender), description: `${LocalName}, ${Gender.toLowerCase()}` }]
      : [],
  );
}

import { LectorError } from '../../errors.js';
import type { WordTiming } from '../../model/narration.js';
import { present } from '../../model/present.js';
import { quoteValue } from '../../model/text.js';
import { parseWav } from '../../sound.js';
import type { EngineOptions, SpeechEngine, Voice } from '../speech-engine.js';
import { genderOf, limitRate, regionalLanguage } from './fit-voice.js';
import type { HttpLimits } from './http/limits.js';
import { readSettings, requireBaseUrl } from './http/read-settings.js';
import { openSpeechApi } from './http/speech-api.js';

const SAMPLE_RATE_HZ = 24_000;
/** `speakingRate` (AudioConfig). */
const RATES = { engine: 'google', slowest: 0.25, fastest: 2 };
/** Per request, SSML included (Quotas and limits). */
const MAX_BYTES = 5_000;
/** The dearest of the usual voices, in US dollars a million characters; Studio voices cost 160. */
const PRICE = 30;
const SSML_OPEN = '<speak>';
const SSML_CLOSE = '</speak>';

type Synthesis = {
  readonly audioContent?: unknown;
  readonly timepoints?: readonly { readonly markName?: string; readonly timeSeconds?: number }[];
};

/**
 * Google Cloud Text-to-Speech with an API key. `tts.settings.timings` asks for the time of every word, which takes SSML: its
 * tags, marks apart, are billed, and the newest voices (Chirp) do not take it.
 */
export function google(options: EngineOptions, limits: Partial<HttpLimits> = {}): SpeechEngine {
  const settings = readSettings('google', options.settings, {
    baseUrl: 'https://texttospeech.googleapis.com',
    timings: false,
    pricePerMillionCharactersUsd: PRICE,
  });
  const baseUrl = requireBaseUrl(settings.baseUrl, { hasKey: true });
  const service = openSpeechApi({
    name: 'google',
    engineOptions: options,
    keyNames: ['GOOGLE_API_KEY', 'GOOGLE_TTS_API_KEY'],
    authorise: (key) => ({ 'X-Goog-Api-Key': key }),
    limits,
  });
  return {
    specificationVersion: 1,
    name: 'google',
    version: settings.timings ? '1|timings' : '1',
    capabilities: {
      languages: 'any',
      // Marks and escapes take room of their own.
      maxBytes: settings.timings ? MAX_BYTES / 5 : MAX_BYTES,
      timings: settings.timings ? 'word' : 'none',
      concurrency: options.concurrency ?? 2,
      pricePerMillionCharactersUsd: settings.pricePerMillionCharactersUsd,
      isDeterministic: false,
      listsVoicesOnline: true,
    },
    async voices() {
      const signal = AbortSignal.timeout(30_000);
      return readVoices(await service.sendForJson({ method: 'GET', url: `${baseUrl}/v1/voices`, headers: {}, signal }));
    },
    defaultVoice: regionalLanguage,
    ...(settings.timings && {
      billedCharacters: (text: string) => Array.from(buildSsml(text, { hasMarks: false })).length,
    }),
    async speak(request) {
      request.signal.throwIfAborted();
      const { languageCode, name } = readVoiceName(request.voice);
      const { rate, warnings } = limitRate(request.rate, RATES);
      const synthesis = (await service.sendForJson({
        method: 'POST',
        url: `${baseUrl}/${settings.timings ? 'v1beta1' : 'v1'}/text:synthesize`,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          input: settings.timings ? { ssml: buildSsml(request.text, { hasMarks: true }) } : { text: request.text },
          voice: { languageCode, ...present({ name }) },
          audioConfig: { audioEncoding: 'LINEAR16', sampleRateHertz: SAMPLE_RATE_HZ, speakingRate: rate },
          ...(settings.timings && { enableTimePointing: ['SSML_MARK'] }),
        }),
        signal: request.signal,
      })) as Synthesis;
      const audio =
        typeof synthesis.audioContent === 'string' ? Buffer.from(synthesis.audioContent, 'base64') : Buffer.alloc(0);
      if (audio.length === 0) throw new LectorError('E_TTS_EMPTY', 'google: the answer holds no audio.');
      return { words: settings.timings ? readWords(request.text, synthesis, audio) : [], warnings, wav: audio };
    },
    close: () => service.close(),
  };
}

/** A voice is a name that begins with its language, or a language alone for the service's own choice. */
function readVoiceName(voice: string): { languageCode: string; name?: string } {
  const match = /^([a-z]{2,3}-[A-Z]{2,3})(-.+)?$/u.exec(voice);
  if (match?.[1] === undefined) {
    throw new LectorError('E_VOICE_UNKNOWN', `${quoteValue(voice)} is no voice of google.`, {
      hint: 'use a name such as en-US-Neural2-F, or a language such as en-US ("lector voices" lists them).',
    });
  }
  return { languageCode: match[1], ...(match[2] !== undefined && { name: voice }) };
}

/** A mark before every word; only the marks are free. */
function buildSsml(text: string, { hasMarks }: { readonly hasMarks: boolean }): string {
  const words = tokensOf(text).map(
    (token, index) => `${hasMarks ? `<mark name="w${index}"/>` : ''}${escapeText(token)}`,
  );
  return `${SSML_OPEN}${words.join(' ')}${SSML_CLOSE}`;
}

/** Each word ends where the next begins, the last with the audio. */
function readWords(text: string, { timepoints = [] }: Synthesis, audio: Buffer): readonly WordTiming[] {
  const times = new Map(timepoints.map(({ markName, timeSeconds = 0 }) => [markName, Math.round(timeSeconds * 1000)]));
  const tokens = tokensOf(text);
  if (tokens.some((_, index) => !times.has(`w${index}`))) return [];
  const { samples, sampleRateHz } = parseWav(audio);
  const endMs = Math.floor((samples.length * 1000) / sampleRateHz);
  return tokens.map((token, index) => ({
    text: token,
    startMs: times.get(`w${index}`) ?? 0,
    endMs: times.get(`w${index + 1}`) ?? endMs,
  }));
}

function readVoices(list: unknown): readonly Voice[] {
  const { voices } = list as { readonly voices?: unknown };
  if (!Array.isArray(voices)) throw new LectorError('E_ENGINE', 'google: the list of voices has an unknown form.');
  type Listed = { readonly name?: unknown; readonly languageCodes?: readonly string[]; readonly ssmlGender?: string };
  return (voices as Listed[]).flatMap(({ name, languageCodes = [], ssmlGender = '' }) =>
    typeof name === 'string'
      ? [{ id: name, languages: languageCodes, ...genderOf(ssmlGender), description: ssmlGender.toLowerCase() }]
      : [],
  );
}

function tokensOf(text: string): readonly string[] {
  return text.split(/\s+/u).filter((token) => token !== '');
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

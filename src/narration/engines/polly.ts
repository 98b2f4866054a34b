import { LectorError } from '../../errors.js';
import type { WordTiming } from '../../model/narration.js';
import { present } from '../../model/present.js';
import { escapeXml, quoteValue } from '../../model/text.js';
import { primaryLanguage } from '../../model/text/primary-language.js';
import {
  attemptOf,
  failAttempt,
  type EngineOptions,
  type SpeechEngine,
  type SpeechRequest,
  type Voice,
} from '../speech-engine.js';
import { openHttpClient, type HttpClient } from './http/http-client.js';
import { genderOf, limitRate, regionalLanguage } from './fit-voice.js';
import type { HttpLimits } from './http/limits.js';
import { readSettings, requireBaseUrl } from './http/read-settings.js';
import { findAudioFault, wrapPcm } from './http/require-audio.js';
import type { Answer } from './http/send-once.js';
import { signAws, type AwsCredentials } from './http/sign-aws.js';

/** `prosody rate` from 20 % to 200 % (Supported SSML tags). */
const RATES = { engine: 'polly', slowest: 0.2, fastest: 2 };
/** The best rate raw samples come in (SynthesizeSpeech, SampleRate). */
const SAMPLE_RATE_HZ = 16_000;
/** 3,000 billed characters a request; two bytes each are allowed for. */
const MAX_BYTES = 3_000;
/** US dollars a million characters, by kind of voice. */
const PRICES: Readonly<Record<string, number>> = { standard: 4, neural: 16, generative: 30, 'long-form': 100 };
const KEY_HINT =
  'check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and the permission polly:SynthesizeSpeech; no more requests are sent in this run.';
/** A neural voice of each language, where nothing is configured. */
const VOICES: Readonly<Record<string, string>> = {
  'de-DE': 'Vicki',
  'en-AU': 'Olivia',
  'en-GB': 'Amy',
  'en-US': 'Joanna',
  'es-ES': 'Lucia',
  'es-US': 'Lupe',
  'fr-CA': 'Gabrielle',
  'fr-FR': 'Lea',
  'it-IT': 'Bianca',
  'ja-JP': 'Takumi',
  'ko-KR': 'Seoyeon',
  'nl-NL': 'Laura',
  'pl-PL': 'Ola',
  'pt-BR': 'Camila',
  'sv-SE': 'Elin',
};

/** Amazon Polly. `tts.settings.timings` asks for the time of every word in a second request, which is billed as well. */
export function polly(options: EngineOptions, limits: Partial<HttpLimits> = {}): SpeechEngine {
  const { environment } = options;
  const settings = readSettings('polly', options.settings, {
    region: environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'] ?? 'us-east-1',
    engine: 'neural',
    timings: false,
    baseUrl: undefined,
    pricePerMillionCharactersUsd: -1,
  });
  const { region, engine, timings } = settings;
  const price =
    settings.pricePerMillionCharactersUsd >= 0 ? settings.pricePerMillionCharactersUsd : (PRICES[engine] ?? 100);
  let client: HttpClient | undefined;
  /** Audio that was had and paid when its word times were not, by its request: the next attempt asks for the times alone. */
  const withoutTimes = new Map<string, Buffer>();

  async function send(input: {
    method: 'GET' | 'POST';
    path: string;
    body: string;
    signal: AbortSignal;
  }): Promise<Answer> {
    const { method, path, body, signal } = input;
    const credentials = requireCredentials(environment);
    const secrets = [
      credentials.secretAccessKey,
      credentials.accessKeyId,
      ...(credentials.sessionToken === undefined ? [] : [credentials.sessionToken]),
    ];
    const expected = { name: 'polly', secrets, keyHint: KEY_HINT };
    const url = `${baseUrlOf(settings)}${path}`;
    const headers = { 'Content-Type': 'application/json' };
    const { timeoutMs } = options;
    client ??= openHttpClient({
      ...expected,
      isThrottled,
      limits: { ...present({ wholeMs: timeoutMs }), ...limits },
    });
    return client.send({
      method,
      url,
      // Signed anew before each request; an attempt minutes later is still inside the fifteen the service allows.
      headers: {
        ...headers,
        ...signAws({ method, url, headers, body, service: 'polly', region, credentials, now: new Date() }),
      },
      ...(method === 'POST' && { body }),
      signal,
      ...(method === 'POST' &&
        !body.includes('"OutputFormat":"json"') && { inspect: (answer: Answer) => findAudioFault(answer, expected) }),
    });
  }

  return {
    specificationVersion: 1,
    name: 'polly',
    version: ['1', engine, timings ? 'timings' : ''].join('|'),
    capabilities: {
      languages: 'any',
      maxBytes: MAX_BYTES,
      timings: timings ? 'word' : 'none',
      concurrency: options.concurrency ?? 2,
      // Two requests for each text, each at the full price.
      pricePerMillionCharactersUsd: timings ? price * 2 : price,
      isDeterministic: false,
      listsVoicesOnline: true,
    },
    async voices() {
      const signal = AbortSignal.timeout(30_000);
      const { bytes } = await send({ method: 'GET', path: '/v1/voices', body: '', signal });
      return readVoices(bytes, engine);
    },
    defaultVoice(language) {
      const wanted = regionalLanguage(language);
      const near = Object.keys(VOICES).find((tag) => tag.startsWith(`${primaryLanguage(wanted)}-`));
      return VOICES[wanted] ?? (near === undefined ? undefined : VOICES[near]);
    },
    async speak(request) {
      request.signal.throwIfAborted();
      const { signal } = request;
      const { rate, warnings } = limitRate(request.rate, RATES);
      const spoken = buildRequest({ ...request, rate }, engine);
      const post = (body: string): Promise<Answer> => send({ method: 'POST', path: '/v1/speech', body, signal });
      const audioRequest = JSON.stringify({ ...spoken, OutputFormat: 'pcm', SampleRate: String(SAMPLE_RATE_HZ) });
      const bytes = withoutTimes.get(audioRequest) ?? (await post(audioRequest)).bytes;
      const wav = wrapPcm(bytes, { name: 'polly', sampleRateHz: SAMPLE_RATE_HZ });
      if (!timings) return { words: [], warnings, wav };
      withoutTimes.set(audioRequest, bytes);
      const marks = await post(JSON.stringify({ ...spoken, OutputFormat: 'json', SpeechMarkTypes: ['word'] })).catch(
        (error: unknown) => {
          throw paidInPart(error);
        },
      );
      withoutTimes.delete(audioRequest);
      return { words: readMarks(marks.bytes, (bytes.length / 2 / SAMPLE_RATE_HZ) * 1000), warnings, wav };
    },
    close() {
      client?.close();
      withoutTimes.clear();
      return Promise.resolve();
    },
  };
}

/** Word times that were refused are not billed, but the audio before them was. */
function paidInPart(error: unknown): unknown {
  return error instanceof Error ? failAttempt(error, { ...attemptOf(error), isUnbilled: false }) : error;
}

function buildRequest({ text, voice, rate }: SpeechRequest, engine: string) {
  if (!/^[A-Za-z]{2,40}$/u.test(voice)) {
    throw new LectorError('E_VOICE_UNKNOWN', `${quoteValue(voice)} is no voice of polly.`, {
      hint: 'use a name such as Joanna ("lector voices" lists them).',
    });
  }
  if (rate === 1) return { Engine: engine, VoiceId: voice, TextType: 'text', Text: text };
  const ssml = `<speak><prosody rate="${Math.round(rate * 100)}%">${escapeXml(text)}</prosody></speak>`;
  return { Engine: engine, VoiceId: voice, TextType: 'ssml', Text: ssml };
}

/** One JSON object a line, each with the millisecond a word begins at; it ends where the next begins. */
function readMarks(bytes: Buffer, durationMs: number): readonly WordTiming[] {
  type Mark = { readonly type?: string; readonly time?: number; readonly value?: string };
  const marks = bytes
    .toString('utf8')
    .split('\n')
    .flatMap((line): Mark[] => (line.trim() === '' ? [] : [JSON.parse(line) as Mark]))
    .filter(({ type }) => type === 'word');
  return marks.map(({ time = 0, value = '' }, index) => ({
    text: value,
    startMs: time,
    endMs: marks[index + 1]?.time ?? Math.floor(durationMs),
  }));
}

function readVoices(bytes: Buffer, engine: string): readonly Voice[] {
  type Listed = {
    readonly Id?: unknown;
    readonly LanguageCode?: string;
    readonly Gender?: string;
    readonly SupportedEngines?: readonly string[];
  };
  const { Voices: voices } = JSON.parse(bytes.toString('utf8')) as { readonly Voices?: unknown };
  if (!Array.isArray(voices)) throw new LectorError('E_ENGINE', 'polly: the list of voices has an unknown form.');
  return (voices as Listed[]).flatMap(({ Id: id, LanguageCode = '', Gender = '', SupportedEngines = [] }) =>
    typeof id === 'string' && SupportedEngines.includes(engine)
      ? [{ id, languages: [LanguageCode], ...genderOf(Gender), description: `${Gender.toLowerCase()}, ${engine}` }]
      : [],
  );
}

/** Throttling comes as 400 with the reason in a header (Common errors). */
function isThrottled({ status, headers }: Answer): boolean {
  return status === 400 && /throttl|too ?many/iu.test(headers['x-amzn-errortype'] ?? '');
}

function requireCredentials(environment: EngineOptions['environment']): AwsCredentials {
  const accessKeyId = environment['AWS_ACCESS_KEY_ID'];
  const secretAccessKey = environment['AWS_SECRET_ACCESS_KEY'];
  const sessionToken = environment['AWS_SESSION_TOKEN'];
  if (!accessKeyId || !secretAccessKey) {
    throw new LectorError('E_API_KEY', 'the polly engine needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.', {
      hint: 'set both in the environment; keys never belong in the configuration.',
    });
  }
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
}

function baseUrlOf(settings: { readonly region: string; readonly baseUrl: string | undefined }): string {
  if (settings.baseUrl !== undefined) return requireBaseUrl(settings.baseUrl, { hasKey: true });
  if (/^[a-z]{2}(?:-[a-z]+)+-\d$/u.test(settings.region)) return `https://polly.${settings.region}.amazonaws.com`;
  throw new LectorError('E_CONFIG', `${quoteValue(settings.region)} is no AWS region.`, {
    hint: 'set tts.settings.region or AWS_REGION, such as eu-central-1.',
  });
}

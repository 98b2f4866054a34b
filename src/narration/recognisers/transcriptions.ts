import { randomBytes } from 'node:crypto';
import { LectorError } from '../../errors.js';
import { primaryLanguage } from '../../model/text/primary-language.js';
import { buildWav } from '../../sound.js';
import { isLoopback, findKey, readSettings, requireBaseUrl } from '../engines/http/read-settings.js';
import { openSpeechApi } from '../engines/http/speech-api.js';
import type { EngineOptions } from '../speech-engine.js';
import type { Recogniser } from './recogniser.js';

const OFFICIAL_URL = 'https://api.openai.com/v1';
const KEY_NAMES = ['OPENAI_API_KEY'];
/** List price of `whisper-1` in US dollars, the dearest of its models. */
const PRICE_PER_MINUTE_USD = 0.006;

/** Any server that answers `/v1/audio/transcriptions` as OpenAI's does, on this computer or elsewhere (`baseUrl`). */
export function transcriptions(options: EngineOptions): Recogniser {
  const key = findKey(options.environment, KEY_NAMES);
  const settings = readSettings('openai', options.settings, {
    baseUrl: OFFICIAL_URL,
    model: 'whisper-1',
    pricePerMinuteUsd: -1,
  });
  const baseUrl = requireBaseUrl(settings.baseUrl, { hasKey: key !== undefined });
  const service = openSpeechApi({
    name: 'openai',
    engineOptions: options,
    keyNames: KEY_NAMES,
    authorise: (value) => ({ Authorization: `Bearer ${value}` }),
    isKeyOptional: baseUrl !== OFFICIAL_URL,
  });
  const listed = isLoopback(new URL(baseUrl).hostname) ? 0 : PRICE_PER_MINUTE_USD;
  return {
    specificationVersion: 1,
    name: 'openai',
    version: ['1', baseUrl, settings.model].join('|'),
    languages: 'any',
    concurrency: options.concurrency ?? 2,
    pricePerMinuteUsd: settings.pricePerMinuteUsd >= 0 ? settings.pricePerMinuteUsd : listed,
    async hear({ samples, sampleRateHz, lang, signal }) {
      signal.throwIfAborted();
      const fields = {
        model: settings.model,
        language: primaryLanguage(lang),
        response_format: 'json',
        temperature: '0',
      };
      const { body, type } = multipart(fields, Buffer.from(buildWav({ samples, sampleRateHz })));
      const headers = { 'Content-Type': type, Accept: 'application/json' };
      const url = `${baseUrl}/audio/transcriptions`;
      const answer = await service.sendForJson({ method: 'POST', url, headers, body, signal });
      if (typeof answer === 'object' && answer !== null && 'text' in answer && typeof answer.text === 'string') {
        return { text: answer.text };
      }
      throw new LectorError('E_ENGINE', `openai: ${new URL(baseUrl).host} answered without a text.`, {
        hint: 'set recogniser.settings.baseUrl to a server that answers /v1/audio/transcriptions.',
      });
    },
    close: () => service.close(),
  };
}

/** A form with a file (RFC 7578). */
function multipart(
  fields: Readonly<Record<string, string>>,
  wav: Buffer,
): { readonly body: Buffer; readonly type: string } {
  const boundary = `lector-${randomBytes(12).toString('hex')}`;
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const file = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="speech.wav"\r\nContent-Type: audio/wav\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(parts.join('') + file), wav, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return { body, type: `multipart/form-data; boundary=${boundary}` };
}

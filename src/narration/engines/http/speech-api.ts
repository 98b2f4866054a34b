import { LectorError } from '../../../errors.js';
import { present } from '../../../model/present.js';
import type { EngineOptions } from '../../speech-engine.js';
import { openHttpClient, type HttpClient, type HttpRequest } from './http-client.js';
import type { HttpLimits } from './limits.js';
import { findKey, requireKey } from './read-settings.js';
import { findAudioFault } from './require-audio.js';
import type { Answer } from './send-once.js';

/** A service that is spoken to with a key. */
export type SpeechApi = {
  /** Sends with the key's headers, for audio or for JSON; what is neither is an error. */
  send(request: ServiceRequest): Promise<Answer>;
  /** The same for an answer that is JSON. */
  sendForJson(request: ServiceRequest): Promise<unknown>;
  close(): Promise<void>;
};

export type ServiceRequest = Omit<HttpRequest, 'inspect'>;

export type SpeechApiOptions = {
  readonly name: string;
  readonly engineOptions: EngineOptions;
  /** Environment variables that may hold the key, after `LECTOR_TTS_API_KEY`. */
  readonly keyNames: readonly string[];
  /** Headers that carry the key. */
  readonly authorise: (key: string) => Readonly<Record<string, string>>;
  readonly isKeyOptional?: boolean;
  readonly isThrottled?: (answer: Answer) => boolean;
  readonly limits?: Partial<HttpLimits>;
};

/** Opens a service; the key is looked for when the first request goes out. */
export function openSpeechApi(options: SpeechApiOptions): SpeechApi {
  const { name, engineOptions, keyNames, limits, isThrottled } = options;
  const { environment, timeoutMs } = engineOptions;
  const keyHint = `check ${keyNames[0] ?? 'the key'} and the credit of the account; no more requests are sent in this run.`;
  let client: HttpClient | undefined;

  function prepare(): { client: HttpClient; headers: Readonly<Record<string, string>>; secrets: readonly string[] } {
    const key =
      options.isKeyOptional === true
        ? findKey(environment, keyNames)
        : requireKey({ engine: name, environment, names: keyNames });
    const secrets = key === undefined ? [] : [key];
    client ??= openHttpClient({
      name,
      secrets,
      keyHint,
      limits: { ...present({ wholeMs: timeoutMs }), ...limits },
      ...present({ isThrottled }),
    });
    return { client, headers: key === undefined ? {} : options.authorise(key), secrets };
  }

  return {
    async send(request) {
      const { client: http, headers, secrets } = prepare();
      return http.send({
        ...request,
        headers: { ...request.headers, ...headers },
        inspect: (answer) => findAudioFault(answer, { name, secrets, keyHint }),
      });
    },
    async sendForJson(request) {
      const { client: http, headers } = prepare();
      const answer = await http.send({ ...request, headers: { ...request.headers, ...headers } });
      try {
        return JSON.parse(answer.bytes.toString('utf8')) as unknown;
      } catch (error) {
        throw new LectorError('E_CLIP', `${name}: the answer (status ${answer.status}) is not JSON.`, { cause: error });
      }
    },
    close() {
      client?.close();
      return Promise.resolve();
    },
  };
}

import path from 'node:path';
import type { Config, Environment } from '../config.js';
import { LectorError } from '../errors.js';

/**
 * Where the engine of a show finds its key: `apiKey: ${NAME}` makes it find that one under the name it looks for first,
 * whatever the variable is called.
 *
 * @throws {@link LectorError} `E_API_KEY` when the variable is not set: another key that lies in the environment is never
 *   used in its place.
 */
export function engineEnvironment(
  { tts: { apiKey }, file }: { readonly tts: Pick<Config['tts'], 'apiKey'>; readonly file: string },
  environment: Environment,
): Environment {
  const name = apiKey === undefined ? undefined : /^\$\{(\w+)\}$/u.exec(apiKey)?.[1];
  if (name === undefined) return environment;
  const key = environment[name];
  if (key === undefined || key.trim() === '') {
    throw new LectorError('E_API_KEY', `the environment has no ${name}, which tts.apiKey names.`, {
      hint: `set ${name}, or take apiKey out of the configuration to use the engine's usual variable.`,
      place: { file: path.basename(file) },
    });
  }
  return { ...environment, LECTOR_TTS_API_KEY: key };
}

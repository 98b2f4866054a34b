import type { Config } from '../config.js';
import { present } from '../model/present.js';
import type { FetchOptions } from '../sources/fetch/fetch-page.js';

/** Which addresses may be asked, as the configuration says; without one the public internet alone. */
export function fetchOptionsOf(
  config: Pick<Config, 'http'> | undefined,
  ports: Pick<FetchOptions, 'now' | 'signal' | 'warn'>,
): FetchOptions {
  const { allowPrivateAddresses = false, allowedPorts } = config?.http ?? {};
  return { ...ports, allowPrivateAddresses, ...present({ allowedPorts }) };
}

import path from 'node:path';
import { EXIT, LectorError } from '../errors.js';
import { quoteValue } from '../model/text.js';
import { canParseUrl } from '../model/text/can-parse-url.js';
import { openFolderStore } from './folder.js';
import type { Store } from './store.js';

/** What a store is opened with besides its address. */
export type StoreOptions = {
  /** Relative folders are below it. */
  readonly root: string;
  /** `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN` of a bucket. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
};

/**
 * Opens a store by its address: a folder, or `s3://bucket/prefix`, with `?endpoint=https://…` where it is not Amazon's and
 * `&region=…` where it is not `us-east-1`. Touches nothing.
 *
 * @throws {@link LectorError} `E_STORE_ADDRESS`.
 */
export async function openStore(address: string, { root, environment, signal }: StoreOptions): Promise<Store> {
  if (!/^[a-z][a-z0-9+.-]*:\/\//iu.test(address)) return openFolderStore(path.resolve(root, address));
  const url = canParseUrl(address) ? new URL(address) : undefined;
  if (url?.protocol !== 's3:' || url.hostname === '') throw misspelt(address, 'is neither a folder nor a bucket');
  if (url.username !== '' || url.password !== '') throw misspelt(`s3://${url.hostname}/`, 'holds a key');
  const known = ['endpoint', 'region'];
  const unknown = [...url.searchParams.keys()].find((name) => !known.includes(name));
  if (unknown !== undefined) throw misspelt(address, `says ${quoteValue(unknown)}, which nothing reads`);
  const endpoint = url.searchParams.get('endpoint') ?? undefined;
  const isWeb = endpoint === undefined || (canParseUrl(endpoint) && /^https?:$/u.test(new URL(endpoint).protocol));
  if (!isWeb) throw misspelt(address, 'names an endpoint that is no https address');
  const region =
    url.searchParams.get('region') ?? (endpoint?.includes('.r2.cloudflarestorage.com') === true ? 'auto' : 'us-east-1');
  const variable = (name: string): string => {
    const value = environment[name]?.trim() ?? '';
    if (value !== '') return value;
    throw new LectorError('E_STORE_ADDRESS', `the environment has no ${name}, which the store ${url.hostname} needs.`, {
      hint: `set ${name}.`,
    });
  };
  const sessionToken = environment['AWS_SESSION_TOKEN']?.trim() ?? '';
  const { openS3Store } = await import('./s3.js');
  return openS3Store(
    {
      endpoint: new URL(endpoint ?? `https://s3.${region}.amazonaws.com`),
      bucket: url.hostname,
      region,
      prefix: decodeURIComponent(url.pathname)
        .replace(/^\/+|\/+$/gu, '')
        .replace(/.$/u, '$&/'),
      isPathStyle: endpoint !== undefined,
      accessKeyId: variable('AWS_ACCESS_KEY_ID'),
      secretAccessKey: variable('AWS_SECRET_ACCESS_KEY'),
      ...(sessionToken !== '' && { sessionToken }),
    },
    signal && { signal },
  );
}

function misspelt(address: string, why: string): LectorError {
  return new LectorError('E_STORE_ADDRESS', `the store ${quoteValue(address)} ${why}.`, {
    hint: 'write a folder, or s3://bucket/prefix?endpoint=https://s3.example.org&region=eu-1; keys belong in the environment.',
    exitCode: EXIT.config,
  });
}

import { isLectorError, LectorError } from '../errors.js';
import { getObject, headObject, listObjects } from '../bucket/objects.js';
import { contentOf, putObject } from '../bucket/put-object.js';
import { openS3Sender, type S3Place, type S3Ports } from '../bucket/send.js';
import type { Store } from './store.js';

/** What never changes may be kept by whoever stands between. */
const FILE = { contentType: 'application/octet-stream', cacheControl: 'max-age=31536000, immutable' };

/** A bucket, or the part of one below a prefix; it has to know conditional puts (`If-None-Match: *`). */
export function openS3Store(place: S3Place, ports: Partial<S3Ports> = {}): Store {
  const send = openS3Sender(place, ports);
  const keyOf = (name: string): string => place.prefix + name;
  return {
    name: 's3',
    locate: (name) => `s3://${place.bucket}/${keyOf(name)}`,
    fileOf: () => undefined,
    get: (name) => told(getObject(send, keyOf(name))),
    has: async (name) => (await told(headObject(send, keyOf(name)))) !== undefined,
    async putIfAbsent(name, content) {
      const request = { key: keyOf(name), file: FILE, content: await contentOf(content), only: { version: 'none' } };
      const stored = await told(putObject(send, request));
      if (stored !== 'unknown') return stored;
      throw new LectorError(
        'E_STORE',
        `${place.endpoint.host} knows no conditional puts: several machines cannot share it.`,
        {
          hint: 'use a store that takes "If-None-Match: *", such as Amazon S3, Cloudflare R2 or MinIO, or a shared folder.',
        },
      );
    },
    async list(prefix) {
      const found = await told(listObjects(send, { ...place, prefix: keyOf(prefix) }));
      return found.map(({ path }) => prefix + path).sort();
    },
    remove: async (name) => {
      const request = { method: 'DELETE', key: keyOf(name), accept: [404] } as const;
      await told(send({ ...request, read: () => Promise.resolve(true) }));
    },
  };
}

/** The client speaks of publishing; what fails here is another place. */
async function told<Result>(asked: Promise<Result>): Promise<Result> {
  try {
    return await asked;
  } catch (error) {
    if (!isLectorError(error) || !error.code.startsWith('E_PUBLISH')) throw error;
    throw new LectorError('E_STORE', error.message, {
      hint: 'check store: in lector.yaml, the credentials in the environment and the network, and run the same command again: what is made is kept.',
      cause: error,
    });
  }
}

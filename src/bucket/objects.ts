import { buffer, text } from 'node:stream/consumers';
import { LectorError } from '../errors.js';
import { readXml, type XmlElement } from '../markup/xml-tree.js';
import type { S3Place, S3Retry, S3Send } from './send.js';

/** An object below a prefix. */
export type ListedObject = {
  /** Below the prefix. */
  readonly path: string;
  readonly sizeBytes: number;
  /** As in {@link ObjectHead.version}. */
  readonly version: string;
};

/** What a store says of one object without sending it. */
export type ObjectHead = {
  readonly sizeBytes: number;
  /** The ETag without its quotes: the MD5 of what was put in one piece, and another text whenever the bytes are others. */
  readonly version: string;
  readonly contentType: string;
  /** Hex; of objects that were put by Lector. */
  readonly sha256?: string;
};

/** Where {@link ObjectHead.sha256} is kept: user metadata of the object. */
export const DIGEST_HEADER = 'x-amz-meta-sha256';

/** Nothing when there is no such object. */
export function headObject(send: S3Send, key: string): Promise<ObjectHead | undefined> {
  return send<ObjectHead | undefined>({
    method: 'HEAD',
    key,
    accept: [404],
    read: ({ status, headers }) => {
      if (status === 404) return Promise.resolve(undefined);
      const sha256 = headers[DIGEST_HEADER];
      return Promise.resolve({
        sizeBytes: Number(headers['content-length'] ?? Number.NaN),
        version: versionOf(headers['etag']),
        contentType: headers['content-type'] ?? '',
        ...(sha256 !== undefined && { sha256 }),
      });
    },
  });
}

/** All bytes of an object; nothing when there is none. */
export function getObject(send: S3Send, key: string): Promise<Buffer | undefined> {
  return send<Buffer | undefined>({
    method: 'GET',
    key,
    accept: [404],
    async read({ status, headers, body }) {
      const bytes = await buffer(body);
      if (status !== 404) return isWhole(bytes.length, headers) ? bytes : cut(key);
      requireBucket(bytes.toString('utf8'), key);
      return undefined;
    },
  });
}

/** Every object below the prefix, by its path below it; names that cannot be put, such as those of folders, are left out. */
export async function listObjects(send: S3Send, place: S3Place): Promise<readonly ListedObject[]> {
  const files: ListedObject[] = [];
  for (let token = ''; ;) {
    const page = await send({
      method: 'GET',
      query: {
        'list-type': '2',
        prefix: place.prefix,
        'encoding-type': 'url',
        ...(token !== '' && { 'continuation-token': token }),
      },
      read: async ({ body }) => parseOr(await text(body), 'ListBucketResult'),
    });
    const isEncoded = textOf(page, 'EncodingType') === 'url';
    for (const entry of page.children.filter(({ local }) => local === 'Contents')) {
      const key = isEncoded ? decodeKey(textOf(entry, 'Key')) : textOf(entry, 'Key');
      const path = key.slice(place.prefix.length);
      if (path === '' || path.endsWith('/')) continue;
      files.push({ path, sizeBytes: Number(textOf(entry, 'Size')), version: versionOf(textOf(entry, 'ETag')) });
    }
    token = textOf(page, 'IsTruncated') === 'true' ? textOf(page, 'NextContinuationToken') : '';
    if (token === '') return files;
  }
}

/** An answer that is cut is asked for again. */
export function parseOr(xml: string, root: string): XmlElement | S3Retry {
  try {
    const element = readXml(xml, { file: 'the answer of the store' });
    if (element.local === root) return element;
    const what = `${textOf(element, 'Code')} ${textOf(element, 'Message')}`.trim();
    return { retry: answered(`<${element.local}> ${what}`) };
  } catch {
    return { retry: answered('XML that is not whole') };
  }
}

export function textOf(element: XmlElement, name: string): string {
  return element.children.find(({ local }) => local === name)?.text ?? '';
}

/** Without quotes and the mark of a weak one. */
export function versionOf(etag: string | undefined): string {
  return (etag ?? '').replace(/^W\//u, '').replaceAll('"', '');
}

/** Where there is no bucket there is nothing to be empty. */
function requireBucket(xml: string, key: string): void {
  if (!xml.includes('<Code>NoSuchBucket</Code>')) return;
  throw new LectorError('E_PUBLISH_REFUSED', `there is no such bucket: ${key} was asked for.`, {
    hint: 'make the bucket first, or correct publish.bucket and publish.endpoint.',
  });
}

export function isWhole(sizeBytes: number, headers: Readonly<Record<string, string>>): boolean {
  return headers['content-length'] === undefined || Number(headers['content-length']) === sizeBytes;
}

export function cut(key: string): S3Retry {
  return { retry: new LectorError('E_PUBLISH', `${key}: the store sent less than it said.`, { hint: 'run again.' }) };
}

function answered(what: string): LectorError {
  return new LectorError('E_PUBLISH', `the store answers with ${what}.`, {
    hint: 'run the same command again: it goes on where it stopped.',
  });
}

/** Form encoding, in which a plus stands for a space. */
function decodeKey(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

import { createHash, createHmac } from 'node:crypto';
import { present } from '../../../model/present.js';

export type AwsCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
};

/**
 * Headers that sign a request (AWS Signature Version 4, without the SDK's 20 MB).
 *
 * @param input The path must hold no query and only characters that need no encoding.
 */
export function signAws(input: {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly service: string;
  readonly region: string;
  readonly credentials: AwsCredentials;
  readonly now: Date;
}): Readonly<Record<string, string>> {
  const { method, body, service, region, credentials } = input;
  const url = new URL(input.url);
  const time = input.now.toISOString().replaceAll(/[:-]|\.\d{3}/gu, '');
  const scope = `${time.slice(0, 8)}/${region}/${service}/aws4_request`;
  const added = {
    'X-Amz-Date': time,
    ...present({ 'X-Amz-Security-Token': credentials.sessionToken }),
  };
  const signed = Object.entries({ ...input.headers, ...added, Host: url.host })
    .map(([name, value]) => [name.toLowerCase(), value.trim().replace(/\s+/gu, ' ')] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const names = signed.map(([name]) => name).join(';');
  const canonical = [
    method,
    url.pathname,
    url.searchParams.toString(),
    ...signed.map(([name, value]) => `${name}:${value}`),
    '',
    names,
    sha256(body),
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
  const key = [time.slice(0, 8), region, service, 'aws4_request'].reduce<string | Buffer>(
    (previous, part) => hmac(previous, part),
    `AWS4${credentials.secretAccessKey}`,
  );
  const signature = hmac(key, toSign).toString('hex');
  const credential = `${credentials.accessKeyId}/${scope}`;
  return {
    ...added,
    Authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`,
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}

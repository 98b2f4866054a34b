import { createHash, createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { S3Place } from '../../../src/bucket/send.js';

const ACCESS_KEY = 'AKTESTTESTTESTTEST00';
const SECRET_KEY = 'test/secret+of/the/tests';
const REGION = 'eu-test-1';
const BUCKET = 'show-bucket';
const MAX_SKEW_MS = 15 * 60_000;

export type StoredObject = {
  readonly bytes: Buffer;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** A request as faults see it. */
export type S3Seen = {
  readonly method: string;
  /** Without the bucket. */
  readonly key: string;
  readonly query: URLSearchParams;
  /** Which request of this server it is, from 1. */
  readonly count: number;
  /** Whether it changes something. */
  readonly isWrite: boolean;
};

/**
 * What goes wrong with a request: an error instead of work, a connection that breaks before or after the work is done, an
 * answer that is cut, an ETag that lies, an error in an answer of status 200, or no answer.
 */
export type S3Fault =
  | { readonly status: number; readonly code: string; readonly headers?: Readonly<Record<string, string>> }
  | 'reset-before'
  | 'reset-after'
  | 'cut-answer'
  | 'wrong-etag'
  | 'error-in-200'
  | 'silence';

export type S3Server = {
  readonly place: S3Place;
  readonly objects: Map<string, StoredObject>;
  /** Every request, as `PUT key`. */
  readonly log: string[];
  /** Asked for each request. */
  fault: (seen: S3Seen) => S3Fault | undefined;
  /** How far the clock of the store is ahead. */
  clockOffsetMs: number;
  hasConditions: boolean;
  close(): Promise<void>;
};

type Upload = { readonly key: string; readonly headers: Record<string, string>; readonly parts: Map<number, Buffer> };

/**
 * A store as Amazon documents its protocol: Signature Version 4 and digests checked, conditional writes, uploads in
 * parts, lists in pages. The signature is computed here from the request as it came, by the text of the standard.
 */
export async function startS3Server({ pageSize = 1000 } = {}): Promise<S3Server> {
  const objects = new Map<string, StoredObject>();
  const uploads = new Map<string, Upload>();
  const http = createServer((request, response) => {
    answer(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const server: S3Server = {
    place: {
      endpoint: new URL(`http://127.0.0.1:${port}`),
      bucket: BUCKET,
      region: REGION,
      prefix: 'pod/',
      isPathStyle: true,
      accessKeyId: ACCESS_KEY,
      secretAccessKey: SECRET_KEY,
    },
    objects,
    log: [],
    fault: () => undefined,
    clockOffsetMs: 0,
    hasConditions: true,
    close: () =>
      new Promise((resolve) => {
        http.closeAllConnections();
        http.close(() => resolve());
      }),
  };
  return server;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const url = new URL(request.url ?? '', 'http://host');
    const [bucket = '', ...rest] = url.pathname.slice(1).split('/').map(decodeURIComponent);
    const method = request.method ?? '';
    const key = rest.join('/');
    server.log.push(`${method} ${key}${url.search}`);
    const isWrite = method === 'PUT' || method === 'POST' || method === 'DELETE';
    const seen = { method, key, query: url.searchParams, count: server.log.length, isWrite };
    const fault = server.fault(seen);
    response.setHeader('date', new Date(Date.now() + server.clockOffsetMs).toUTCString());
    if (fault === 'silence') return;
    if (fault === 'reset-before') return void request.socket.destroy();
    const send = (status: number, text: string | Buffer = '', headers: Readonly<Record<string, string>> = {}): void => {
      if (fault === 'reset-after') return void request.socket.destroy();
      const bytes = Buffer.from(text);
      response.writeHead(status, { 'content-length': String(bytes.length), ...headers });
      if (method === 'HEAD') response.end();
      else if (fault === 'cut-answer' && bytes.length > 1) {
        response.write(bytes.subarray(0, bytes.length >> 1), () => request.socket.destroy());
      } else response.end(bytes);
    };
    const refuse = (status: number, code: string, headers: Readonly<Record<string, string>> = {}): void => {
      const xml = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code} it is</Message></Error>`;
      send(status, xml, { 'content-type': 'application/xml', ...headers });
    };
    if (typeof fault === 'object') return refuse(fault.status, fault.code, fault.headers);
    const why = signatureFault(request, { url, body, clockOffsetMs: server.clockOffsetMs });
    if (why !== undefined) return refuse(403, why);
    if (bucket !== BUCKET) return refuse(404, 'NoSuchBucket');
    const { searchParams: query } = url;

    if (method === 'GET' && query.get('list-type') === '2') return send(200, listXml(query));
    if (method === 'GET' && query.has('uploads')) return send(200, uploadsXml());
    if (method === 'GET' || method === 'HEAD') {
      const found = objects.get(key);
      if (!found) return refuse(404, 'NoSuchKey');
      const length = { 'content-length': String(found.bytes.length) };
      return send(200, found.bytes, { ...found.headers, etag: `"${found.etag}"`, ...length });
    }
    if (method === 'DELETE') {
      if (query.has('uploadId')) uploads.delete(query.get('uploadId') ?? '');
      else objects.delete(key);
      return send(204);
    }
    if (method === 'POST' && query.has('uploads')) {
      const id = randomUUID();
      uploads.set(id, { key, headers: storedHeaders(request), parts: new Map() });
      return send(200, `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
    }
    if (query.has('uploadId')) {
      const upload = uploads.get(query.get('uploadId') ?? '');
      if (upload?.key !== key) return refuse(404, 'NoSuchUpload');
      if (method === 'PUT') {
        upload.parts.set(Number(query.get('partNumber')), body);
        return send(200, '', { etag: `"${fault === 'wrong-etag' ? md5('x') : md5(body)}"` });
      }
      if (fault === 'error-in-200')
        return send(200, '<Error><Code>InternalError</Code><Message>We broke</Message></Error>');
      return complete(upload, { body, send, refuse, id: query.get('uploadId') ?? '' });
    }
    const there = objects.get(key);
    const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch, 'content-md5': sentMd5 } = request.headers;
    if (sentMd5 !== undefined && sentMd5 !== createHash('md5').update(body).digest('base64'))
      return refuse(400, 'BadDigest');
    if (!server.hasConditions && (ifMatch !== undefined || ifNoneMatch !== undefined))
      return refuse(501, 'NotImplemented');
    if (ifMatch !== undefined && !there) return refuse(404, 'NoSuchKey');
    if (ifMatch !== undefined && ifMatch !== `"${there?.etag ?? ''}"`) return refuse(412, 'PreconditionFailed');
    if (ifNoneMatch === '*' && there) return refuse(412, 'PreconditionFailed');
    objects.set(key, { bytes: body, etag: md5(body), headers: storedHeaders(request) });
    return send(200, '', { etag: `"${fault === 'wrong-etag' ? md5('x') : md5(body)}"` });
  }

  function complete(
    upload: Upload,
    {
      body,
      send,
      refuse,
      id,
    }: {
      readonly body: Buffer;
      readonly id: string;
      readonly send: (status: number, text: string) => void;
      readonly refuse: (status: number, code: string) => void;
    },
  ): void {
    const wanted = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>"([^"]*)"<\/ETag>/gu)];
    const parts = wanted.map(([, number, etag]) => ({ bytes: upload.parts.get(Number(number)), etag }));
    if (parts.some(({ bytes, etag }) => !bytes || md5(bytes) !== etag)) return refuse(400, 'InvalidPart');
    const isSmall = parts.slice(0, -1).some(({ bytes }) => (bytes?.length ?? 0) < 5 * 1024 * 1024);
    if (isSmall) return refuse(400, 'EntityTooSmall');
    const bytes = Buffer.concat(parts.map((part) => part.bytes ?? Buffer.alloc(0)));
    const etag = `${md5(Buffer.concat(parts.map((part) => Buffer.from(part.etag ?? '', 'hex'))))}-${parts.length}`;
    objects.set(upload.key, { bytes, etag, headers: upload.headers });
    uploads.delete(id);
    send(200, `<CompleteMultipartUploadResult><ETag>"${etag}"</ETag></CompleteMultipartUploadResult>`);
  }

  function listXml(query: URLSearchParams): string {
    const start = query.get('continuation-token') ?? '';
    const keys = [...objects.keys()].filter((key) => key.startsWith(query.get('prefix') ?? '') && key > start).sort();
    const page = keys.slice(0, pageSize);
    const entries = page.map((key) => {
      const { bytes, etag } = objects.get(key) ?? { bytes: Buffer.alloc(0), etag: '' };
      const name = encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+');
      return `<Contents><Key>${name}</Key><Size>${bytes.length}</Size><ETag>&quot;${etag}&quot;</ETag></Contents>`;
    });
    const more =
      keys.length > page.length
        ? `<IsTruncated>true</IsTruncated><NextContinuationToken>${xmlText(page.at(-1) ?? '')}</NextContinuationToken>`
        : '<IsTruncated>false</IsTruncated>';
    return `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><EncodingType>url</EncodingType>${more}${entries.join('')}</ListBucketResult>`;
  }

  function uploadsXml(): string {
    const entries = [...uploads].map(
      ([id, { key }]) =>
        `<Upload><Key>${xmlText(key)}</Key><UploadId>${id}</UploadId><Initiated>${new Date(0).toISOString()}</Initiated></Upload>`,
    );
    return `<ListMultipartUploadsResult>${entries.join('')}</ListMultipartUploadsResult>`;
  }
}

function storedHeaders({ headers }: IncomingMessage): Record<string, string> {
  const kept = ['content-type', 'cache-control', 'x-amz-meta-sha256'];
  return Object.fromEntries(
    kept.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]])),
  );
}

/** The code of the refusal, by AWS Signature Version 4 ("Create a signed AWS API request", steps 1 to 4). */
function signatureFault(
  request: IncomingMessage,
  { url, body, clockOffsetMs }: { readonly url: URL; readonly body: Buffer; readonly clockOffsetMs: number },
): string | undefined {
  const sent = /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/u.exec(
    request.headers.authorization ?? '',
  );
  if (!sent) return 'AccessDenied';
  const [, credential = '', names = '', signature] = sent;
  const [id, ...scope] = credential.split('/');
  if (id !== ACCESS_KEY) return 'InvalidAccessKeyId';
  const time = String(request.headers['x-amz-date']);
  const [, year, month, day, hour, minute, second] = /^(....)(..)(..)T(..)(..)(..)Z$/u.exec(time) ?? [];
  const sentMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (!(Math.abs(sentMs - Date.now() - clockOffsetMs) < MAX_SKEW_MS)) return 'RequestTimeTooSkewed';
  const digest = String(request.headers['x-amz-content-sha256']);
  if (digest !== createHash('sha256').update(body).digest('hex')) return 'XAmzContentSHA256Mismatch';
  const query = [...url.searchParams].map(([name, value]) => `${percent(name)}=${percent(value)}`).sort();
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  if (!names.split(';').includes('host')) return 'AccessDenied';
  const path = url.pathname.split('/').map(decodeURIComponent).map(percent).join('/');
  const canonical = [request.method, path, query.join('&'), headers.join(''), names, digest].join('\n');
  const text = ['AWS4-HMAC-SHA256', time, scope.join('/'), createHash('sha256').update(canonical).digest('hex')];
  if (scope.join('/') !== `${time.slice(0, 8)}/${REGION}/s3/aws4_request`) return 'AuthorizationHeaderMalformed';
  const key = scope.reduce<string | Buffer>((from, part) => hmac(from, part), `AWS4${SECRET_KEY}`);
  return hmac(key, text.join('\n')).toString('hex') === signature ? undefined : 'SignatureDoesNotMatch';
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function percent(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/gu, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}

function md5(bytes: Buffer | string): string {
  return createHash('md5').update(bytes).digest('hex');
}

function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

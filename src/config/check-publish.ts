import type { ErrorCode } from '../errors.js';
import { quoteValue } from '../model/text.js';
import { UNNAMED, type PublishPlace } from './publish-places.js';
import { canParseUrl } from '../model/text/can-parse-url.js';

type Fail = (code: ErrorCode, fieldPath: readonly string[], message: string, hint: string) => void;

/**
 * Three to 63 lower-case letters, digits, dots and hyphens, from a letter or digit to another, and no address of a
 * machine (Amazon S3 User Guide, General purpose bucket naming rules).
 */
const BUCKET = /^(?!\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/u;
const VARIABLE = /^\$\{[A-Z][A-Z0-9_]*\}$/u;
/** Fields that hold the name of a variable. */
const SECRETS = ['accessKeyId', 'secretAccessKey', 'sessionToken', 'token'] as const;

/** What the schema of `publish:` cannot say: names of buckets, addresses, secrets. */
export function checkPublish(
  {
    publish: places,
    hooks,
  }: {
    readonly publish: Readonly<Record<string, PublishPlace>>;
    readonly hooks: { readonly podping?: { readonly token: string } | undefined };
  },
  fail: Fail,
): void {
  if (hooks.podping && !VARIABLE.test(hooks.podping.token)) {
    const hint = 'put it in the environment and write token: ${PODPING_TOKEN}.';
    fail('E_SECRET_IN_CONFIG', ['hooks', 'podping', 'token'], 'holds a secret in plain text.', hint);
  }
  for (const [name, place] of Object.entries(places)) {
    const at = (field: string): string[] => ['publish', ...(name === UNNAMED ? [] : [name]), field];
    for (const field of SECRETS) {
      const value = field in place ? (place as Readonly<Record<string, unknown>>)[field] : undefined;
      if (typeof value !== 'string' || VARIABLE.test(value)) continue;
      const hint = `put it in the environment and write ${field}: \${NAME_OF_THE_VARIABLE}.`;
      fail('E_SECRET_IN_CONFIG', at(field), 'holds a secret in plain text.', hint);
    }
    if (place.target === 's3') checkBucket(place, { at, fail });
    if (place.target === 'rsync' || place.target === 'sftp') checkServer(place, { at, fail });
    if (place.target === 'git') checkRemote(place.remote, at('remote'), fail);
  }
}

/** They stand on a command line: the start of an option, or what would end a word, is none. */
function checkServer(
  place: Extract<PublishPlace, { target: 'rsync' | 'sftp' }>,
  { at, fail }: { readonly at: (field: string) => string[]; readonly fail: Fail },
): void {
  const { identityFile = '' } = place;
  if (place.target === 'rsync' && /^-|^rsync:\/\/|^[^/]*::|[\u0000-\u001f]/u.test(place.to)) {
    const hint = 'write to: me@example.org:/srv/www/podcast.';
    fail('E_URL', at('to'), `${quoteValue(place.to)} is not a folder rsync reaches over SSH.`, hint);
  }
  if (place.target === 'sftp' && !/^(?!-)[\w.@:[\]%-]+$/u.test(place.host))
    fail('E_URL', at('host'), `${quoteValue(place.host)} is not the name of a host.`, 'write host: me@example.org.');
  if (place.target === 'sftp' && !/^\/[^\u0000-\u001f]*$/u.test(place.path))
    fail(
      'E_FIELD_TYPE',
      at('path'),
      `${quoteValue(place.path)} is not an absolute path.`,
      'write path: /srv/www/podcast.',
    );
  if (/[\s"'\\]/u.test(identityFile)) {
    const hint = 'name the key in ~/.ssh/config.';
    fail('E_FIELD_TYPE', at('identityFile'), `${quoteValue(identityFile)} holds spaces or quotes.`, hint);
  }
}

/** Programs are started with it, and messages show it. */
function checkRemote(remote: string, at: readonly string[], fail: Fail): void {
  if (/^\w+:\/\/[^/@:]*:[^/@]*@/u.test(remote) || /^https?:\/\/[^/@]+@/u.test(remote)) {
    const hint = 'take it out and write token: ${GITHUB_TOKEN}, or let git ask its own store.';
    fail('E_SECRET_IN_CONFIG', at, 'holds a password or a token.', hint);
  } else if (/^-|^ext::|[\u0000-\u001f]/u.test(remote)) {
    fail(
      'E_URL',
      at,
      `${quoteValue(remote)} is not the address of a repository.`,
      'write one such as git@github.com:me/show.git.',
    );
  }
}

function checkBucket(
  place: Extract<PublishPlace, { target: 's3' }>,
  { at, fail }: { readonly at: (field: string) => string[]; readonly fail: Fail },
): void {
  if (!BUCKET.test(place.bucket)) {
    const hint = 'use 3 to 63 lower-case letters, digits, hyphens and single dots.';
    fail('E_S3_BUCKET', at('bucket'), `${quoteValue(place.bucket)} is not the name of a bucket.`, hint);
  }
  if (place.prefix.split('/').some((part) => part === '..' || part === '.'))
    fail('E_FIELD_TYPE', at('prefix'), `${quoteValue(place.prefix)} leads out of itself.`, 'write podcast/.');
  const { endpoint } = place;
  if (endpoint === undefined) return;
  const url = canParseUrl(endpoint) ? new URL(endpoint) : undefined;
  if (url && /^https?:$/u.test(url.protocol) && url.username === '' && url.password === '' && url.search === '') return;
  fail(
    'E_URL',
    at('endpoint'),
    `${quoteValue(endpoint.replace(/\/\/[^@/]*@/u, '//***@'))} is not the address of a store.`,
    'write one such as endpoint: https://s3.eu-central-1.example.com, without a bucket, a key or a password.',
  );
}

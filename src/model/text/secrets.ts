import { createHash } from 'node:crypto';
import { canParseUrl } from './can-parse-url.js';

/** What stands in a message where a secret stood. */
const MASK = '[key]';
/** What stands there for a user name. */
const MASKED_USER = '***';

/** Shapes by which makers of keys mark them, so that programs find them: a prefix of their own and a long random part. */
const KEY_SHAPES = [
  /\b(?:sk|pk|xi|rk|whsec)[-_][A-Za-z0-9_-]{8,}/gu,
  /\bAIza[A-Za-z0-9_-]{20,}/gu,
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,}/gu,
  /\b(?:gh[pousr]_|github_pat_|glpat-|npm_|hf_|dop_v1_|shpat_|xox[abprs]-)[A-Za-z0-9_-]{10,}/gu,
  /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/gu,
  // RFC 7519: three parts in base64url, the first of which is a JSON object.
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/gu,
  /\bBearer\s+[A-Za-z0-9._~+/-]{8,}=*/giu,
  // RFC 7468: a key in its textual form.
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*PRIVATE KEY-----)?/gu,
];

/** An address anywhere in a text. */
const ADDRESS = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>`\\^{|}]+/giu;

/** Words of a parameter's name that say its value is one. */
const SECRET_WORDS: ReadonlySet<string> = new Set(
  (
    'token tokens secret sig signature hmac auth authorization authtoken authkey accesstoken apikey appkey key code password passwd passphrase pwd pw pass ' +
    'jwt session sessionid sessid phpsessid jsessionid sid credential credentials otp ticket sas'
  ).split(' '),
);
/** Words of a name that say its value only tells one thing from another. */
const NAMING_WORDS: ReadonlySet<string> = new Set(
  'id ids v list p q s story article doc docid guid uuid slug page ref'.split(' '),
);
/** Random letters and figures as short as this may be a name; longer ones nobody types. */
const MIN_RANDOM_CHARACTERS = 20;

/** Text without keys: those that were sent, whole or in part, plain or encoded, and whatever has the shape of one. */
export function maskSecrets(text: string, secrets: readonly string[] = []): string {
  let masked = text;
  for (const secret of secrets) {
    if (secret.length < 6) continue;
    const forms = [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
      ...(secret.length >= 12 ? [secret.slice(0, 8), secret.slice(-8)] : []),
    ];
    for (const form of forms) masked = masked.replaceAll(form, MASK);
  }
  return KEY_SHAPES.reduce((result, shape) => result.replace(shape, MASK), publicText(masked));
}

/** Text in which every address is one that may be shown. */
export function publicText(text: string): string {
  return text.includes('://') ? text.replace(ADDRESS, publicAddress) : text;
}

/**
 * An address as it may be published and logged: without user name and password, and without the parameters of its query
 * and fragment that are keys by their name or by their value. What holds none comes back as it was written, and so does
 * what is no address. Changing a key never changes what comes back.
 */
export function publicAddress(address: string): string {
  if (!/[?#@;]/u.test(address) || !canParseUrl(address)) return address;
  const url = new URL(address);
  if (url.host === '' || !isChanged(url)) return address;
  return url.href;
}

/**
 * The address of a source as it may be published and logged: as {@link publicAddress}, and what in its path or query is
 * random, as in feeds of members (`/feeds/9f8e7d6c…/rss`), is replaced by 8 hex digits of its hash, which tell two such
 * sources of one host apart and are far too few to find the key by.
 */
export function sourceAddress(address: string): string {
  const clean = publicAddress(address);
  if (!/^https?:/iu.test(clean)) return clean;
  const [place = '', ...fragment] = clean.split('#');
  // From the host on, so that the name of a host is never taken for a key.
  const from = place.indexOf('/', place.indexOf('//') + 2);
  if (from === -1) return clean;
  const [path = '', ...query] = place.slice(from).split('?');
  const hide = (part: string): string => `~${shortHash(part)}`;
  const hidden = [
    path.replace(/[^/]+/gu, (part) => (isRandom(part) ? hide(part) : part)),
    // Nobody follows this address: a value that is neither a number nor words may as well be a key.
    ...query.map((part) => part.replace(/(?<==)[^&=]+/gu, (value) => (isCode(value) ? hide(value) : value))),
  ].join('?');
  return [place.slice(0, from) + hidden, ...fragment].join('#');
}

/**
 * Where an item of a source lies, cleaned: the address of the source, and after `#` the encoded id of the item, which may
 * be an address as well.
 */
export function sourceLocation(location: string): string {
  if (!location.includes('://')) return location;
  const [place = '', ...fragment] = location.split('#');
  if (fragment.length === 0) return sourceAddress(place);
  try {
    const id = decodeURIComponent(fragment.join('#'));
    return `${sourceAddress(place)}#${encodeURIComponent(publicAddress(id))}`;
  } catch {
    return `${sourceAddress(place)}#${fragment.join('#')}`;
  }
}

function shortHash(part: string): string {
  return createHash('sha256').update(part).digest('hex').slice(0, 8);
}

/** What in a text looks like a key, a password or an address with one, shortened so that it can be shown. */
export function findSecrets(text: string): readonly string[] {
  const shapes = KEY_SHAPES.flatMap((shape) => text.match(shape) ?? []);
  const addresses = (text.match(ADDRESS) ?? []).filter((address) => publicAddress(address) !== address);
  const stated = [...text.matchAll(STATED)].flatMap(([whole, value = '']) =>
    value.length >= 8 && isMixed(value) && !shapes.some((shape) => shape.includes(value)) ? [whole] : [],
  );
  return [...new Set([...shapes, ...addresses.map(shortAddress), ...stated])].map(
    (secret) => `${secret.slice(0, secret.includes('://') ? 60 : 6)}…`,
  );
}

/** `password: hunter2!x`, `api_key = "…"`. */
const STATED =
  /\b(?:password|passwd|passphrase|api[ _-]?key|secret[ _-]?key|access[ _-]?key|client[ _-]?secret|token)\s*[:=]\s*["'`]?([^\s"'`,;]+)/giu;

function shortAddress(address: string): string {
  return publicAddress(address).split(/[?#]/u)[0] ?? '';
}

function isChanged(url: URL): boolean {
  const before = url.href;
  // What a message has masked already stays to be seen.
  if (url.username !== MASKED_USER) url.username = '';
  url.password = '';
  for (const name of secretNames(url.searchParams)) url.searchParams.delete(name);
  // An address within the address, as services that count clicks write it.
  for (const [name, value] of [...url.searchParams]) {
    if (value.includes('://') && publicAddress(value) !== value) url.searchParams.set(name, publicAddress(value));
  }
  // Parameters parted by semicolons, an older way to write them.
  if (url.search.includes(';')) {
    url.search = url.search.replace(/;([^;=&]+)=[^;&]*/gu, (whole, name: string) => (isSecretName(name) ? '' : whole));
  }
  const fragment = new URLSearchParams(url.hash.slice(1));
  if (url.hash.includes('=')) {
    const names = secretNames(fragment);
    for (const name of names) fragment.delete(name);
    if (names.length > 0) url.hash = fragment.toString();
  }
  // RFC 3986 §3.3: parameters of a part of the path, as Java servers write their sessions.
  if (url.pathname.includes(';')) {
    url.pathname = url.pathname.replace(/;([^/;=]+)=[^/;]*/gu, (whole, name: string) =>
      isSecretName(name) ? '' : whole,
    );
  }
  return url.href !== before;
}

function secretNames(parameters: URLSearchParams): readonly string[] {
  return [...parameters].flatMap(([name, value]) => (isSecretParameter(name, value) ? [name] : []));
}

function isSecretParameter(name: string, value: string): boolean {
  const words = wordsOfName(name);
  if (words.some((word) => SECRET_WORDS.has(word))) return value !== '';
  if (KEY_SHAPES.some((shape) => value.search(shape) !== -1)) return true;
  return !words.some((word) => NAMING_WORDS.has(word)) && isRandom(value);
}

function isSecretName(name: string): boolean {
  return wordsOfName(name).some((word) => SECRET_WORDS.has(word));
}

/** `X-Amz-Signature`, `accessToken`, `api_key` → their words in lower case. */
function wordsOfName(name: string): readonly string[] {
  return name
    .replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
}

/** Letters and figures no one wrote: long, mixed, and not words and numbers joined by hyphens. */
function isRandom(value: string): boolean {
  const bare = value.replace(/\.[a-z]{2,5}$/u, '');
  if (bare.length < MIN_RANDOM_CHARACTERS || !/^[\w.~+/=-]+$/u.test(bare)) return false;
  const runs = bare.split(/[-._~+/=]+/u);
  // A UUID is a name far more often than a key; a date or a title has short runs or no figures among its letters.
  return runs.some((run) => run.length >= MIN_RANDOM_CHARACTERS - 4 && changes(run) >= 5);
}

/** Letters and figures, or small and capital letters, in one word. */
function isCode(value: string): boolean {
  return (
    isRandom(value) || value.split(/[-_.,+%]+/u).some((word) => /^[A-Za-z\d]{3,}$/u.test(word) && changes(word) > 1)
  );
}

/** How often letters and figures, or small and capital letters, take turns. */
function changes(run: string): number {
  const kinds = Array.from(run, (character) => (/\d/u.test(character) ? 'd' : /[A-Z]/u.test(character) ? 'A' : 'a'));
  return kinds.filter((kind, index) => index > 0 && kind !== kinds[index - 1]).length;
}

/** Letters and figures or signs in one word: how passwords are made, and words are not. */
function isMixed(value: string): boolean {
  return /\p{L}/u.test(value) && /[\p{N}!$%&*+=@^_]/u.test(value);
}

import { isIP } from 'node:net';
import { LectorError, warning, type ErrorCode } from '../../errors.js';
import type { Warn } from '../../model/finding.js';
import { quoteValue } from '../../model/text.js';
import { isPublicAddress } from './public-address.js';
import { canParseUrl } from '../../model/text/can-parse-url.js';

export type UrlRules = {
  readonly allowPrivateAddresses: boolean;
  readonly allowedPorts: readonly number[];
};

/** As long as servers and browsers agree to take. */
const MAX_URL_LENGTH = 2_048;

/**
 * Checks an address before any socket is opened. All checks look at what the URL parser made of it, since it turns
 * `①②⑦.⓪.⓪.①` and `0x7f000001` into 127.0.0.1.
 *
 * @throws LectorError `E_URL`, `E_URL_LONG`, `E_URL_SCHEME`, `E_URL_CREDENTIALS`, `E_URL_PRIVATE`, `E_URL_PORT`.
 */
export function checkFetchUrl(text: string, rules: UrlRules, warn?: Warn): URL {
  const address = text.trim();
  if (address.length > MAX_URL_LENGTH) {
    fail('E_URL_LONG', `The address ${quoteValue(address)} is too long: ${address.length} > ${MAX_URL_LENGTH}`);
  }
  if (!canParseUrl(address)) fail('E_URL', `${quoteValue(address)} is not an absolute address`);
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    fail('E_URL_SCHEME', `${quoteValue(address)} is neither http nor https`);
  }
  if (url.username !== '' || url.password !== '') {
    fail('E_URL_CREDENTIALS', `The address of ${quoteValue(url.host)} holds a user name or password`);
  }
  if (!rules.allowPrivateAddresses && isPrivateHost(url.hostname)) {
    fail('E_URL_PRIVATE', `${showUrl(url)} leads to a private place (${url.hostname})`);
  }
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  if (!rules.allowPrivateAddresses && !rules.allowedPorts.includes(port)) {
    fail('E_URL_PORT', `${showUrl(url)} has port ${port}; allowed ${rules.allowedPorts.join(', ')}`);
  }
  const written = /^[a-z]+:[/\\]*([^/\\?#:]*)/iu.exec(address)?.[1] ?? '';
  if (warn && !url.hostname.startsWith('[') && written.toLowerCase() !== url.hostname) {
    warn(warning('W_IDN', `The host ${quoteValue(written)} was normalised to ${url.hostname}.`));
  }
  return url;
}

/** An address as a message may show it: what follows `?` may be a secret. */
export function showUrl(url: URL): string {
  return quoteValue(`${url.origin}${url.pathname}${url.search === '' ? '' : '?…'}`);
}

/** Whether a host, as a URL has it, never leads to the public internet. */
export function isPrivateHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/gu, '');
  if (isIP(bare) !== 0) return !isPublicAddress(bare);
  const name = bare.toLowerCase().replace(/\.$/u, '');
  // RFC 6761, RFC 6762, RFC 8375 and what ICANN set aside: names that never lead to the public internet.
  return (
    name === '' || /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|home\.arpa|onion)$/u.test(name)
  );
}

function fail(code: ErrorCode, message: string): never {
  throw new LectorError(code, `${message}.`, { hint: 'use the public http or https address of a page or feed.' });
}

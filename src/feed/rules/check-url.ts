import { isIP } from 'node:net';
import { quoteValue } from '../../model/text.js';
import type { XmlElement } from '../../markup/xml-tree.js';
import type { FeedReport } from './feed-report.js';

type CheckUrlInput = {
  readonly url: string;
  /** As messages name it: `item 1 enclosure url`. */
  readonly field: string;
  readonly at: XmlElement;
  readonly report: FeedReport;
};

/** Checks an address of a feed: absolute, http or https, no credentials, reachable by others, ASCII. */
export function checkUrl({ url, field, at, report }: CheckUrlInput): void {
  // Whatever is wrong, a password is never shown.
  const shown = quoteValue(url.replace(/\/\/[^/?#]*@/u, '//'));
  if (!URL.canParse(url)) {
    report.error('E_URL', `${field} ${shown} is not an absolute address.`, {
      at,
      hint: 'write the whole address, https:// included.',
    });
    return;
  }
  const { protocol, username, password, hostname } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') {
    report.error('E_URL_SCHEME', `${field} ${shown} is not an http or https address.`, {
      at,
      hint: 'use an https:// address.',
    });
    return;
  }
  if (username !== '' || password !== '') {
    report.error('E_URL_CREDENTIALS', `${field} ${shown} held a user name or password.`, {
      at,
      hint: 'take the credentials out of the address, and change the password.',
    });
  }
  if (isPrivateHost(hostname)) {
    report.warning('W_URL_PRIVATE', `${field} ${shown} can be reached from this network alone.`, {
      at,
      hint: 'set baseUrl to the public address the folder is published at.',
    });
  } else if (protocol === 'http:') {
    report.warning('W_URL_HTTP', `${field} ${shown} is not encrypted; apps refuse or warn.`, {
      at,
      hint: 'publish it over https.',
    });
  }

  if (/[^\u0000-\u007F]/u.test(url) || /\s/u.test(url)) {
    report.warning('W_URL_ASCII', `${field} ${shown} holds characters that are not ASCII, or spaces (Apple).`, {
      at,
      hint: 'use a-z, A-Z, 0-9 in file names, or percent-encode them.',
    });
  }
}

/** Loopback, private and link-local addresses, and names that only exist locally. */
function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/gu, '').toLowerCase();
  if (isIP(host) === 4) return /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./u.test(host);
  if (isIP(host) === 6) return /^(?:::1?$|f[cd]|fe[89ab]|::ffff:)/u.test(host);
  return host === 'localhost' || /\.(?:localhost|local|internal|lan|home\.arpa)$/u.test(host);
}

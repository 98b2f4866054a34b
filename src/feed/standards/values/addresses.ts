import { isIP } from 'node:net';
import { quoteValue } from '../../../model/text.js';
import type { ValueFault, ValueType } from '../grammar.js';
import { canParseUrl } from '../../../model/text/can-parse-url.js';

/** IANA's registry, as far as documents of any kind link them. */
const SCHEMES = new Set(
  'about acct aim callto cid data dav dns doi ed2k feed file ftp ftps geo git go gopher gtalk hdl http https icap im imap info ipfs ipns irc ircs iris itms jabber ldap ldaps magnet mailto market matrix mid mms mumble news nfs nntp opaquelocktoken pop pres rsync rtmp rtp rtsp service sftp shttp sip sips skype sms snmp soap.beep spotify ssh svn tag tel telnet tftp tip udp urn view-source wais ws wss xmpp ymsgr z39.50r z39.50s'.split(
    ' ',
  ),
);
/** RFC 3986 §2: characters that stand nowhere in an address, brackets of hosts and queries aside. */
const FORBIDDEN = /["<>\\^`{|}]|%(?![\da-f]{2})/iu;

/** RFC 4151 and RFC 8141. */
const FORMS: Readonly<Record<string, RegExp>> = {
  tag: /^tag:[\w.@-]+,\d{4}(?:-\d{2}(?:-\d{2})?)?:[^\s<>"]*$/u,
  urn: /^urn:(?:uuid:[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}|(?!uuid:)[a-z\d][a-z\d-]{0,31}:\S+)$/iu,
};

type AddressRules = {
  /** Schemes it may have; any registered one unless given. */
  readonly schemes?: readonly string[];
  /** RFC 4287: no white space at the ends, and in its normal form. */
  readonly isIdentifier?: boolean;
  /** Whether it may be told from an `xml:base`. */
  readonly mayBeRelative?: boolean;
  /** Nobody follows it, so its scheme need not be known. */
  readonly isName?: boolean;
  /** RFC 3987: letters of all languages may stand in it. */
  readonly isIri?: boolean;
};

/** RSS 2.0 "Comments": an address begins with a scheme that IANA registers. */
export const ADDRESS = addressType('an address', {});
/** Of a page or a file for a browser. */
export const WEB_ADDRESS = addressType('a web address', { schemes: ['http', 'https'] });
/** A picture for browsers: RSS 2.0 names GIF, JPEG and PNG. */
export const PICTURE: ValueType = {
  name: 'an address of a GIF, JPEG or PNG',
  check: (text, context) => {
    if (!/\.(?:webp|svgz?|bmp|tiff?|ico|avif|heic)(?:[?#]|$)/iu.test(text.trim())) return ADDRESS.check(text, context);
    return [{ code: 'W_FEED_IMAGE_TYPE', says: 'is no GIF, JPEG or PNG', fix: 'give a GIF, JPEG or PNG.' }];
  },
};
/** RFC 4287: an IRI reference; without a base it stands on its own. */
export const REFERENCE = addressType('an address', { mayBeRelative: true, isIri: true });
/** RFC 4287 §4.2.6: an absolute IRI, letter by letter. */
export const IDENTIFIER = addressType('an absolute IRI', { isIdentifier: true, isName: true, isIri: true });
/** A namespace, a taxonomy, a kind of credit: any IRI. */
export const NAME = addressType('an IRI', { isName: true, isIri: true });

function addressType(name: string, rules: AddressRules): ValueType {
  return {
    name,
    check: (value, { hasBase, isAttribute }) => {
      const text = value.trim();
      if (text === '')
        return [{ code: 'E_FIELD_EMPTY', says: 'is empty', fix: 'write the whole address, https:// included.' }];
      if ((rules.isIdentifier === true || isAttribute) && text !== value)
        return [{ code: 'E_URL', says: 'has white space at its ends', fix: 'write the address without it.' }];
      const isRelative = rules.mayBeRelative === true && hasBase;
      const faults = [...formFaults(text, rules, isRelative), ...letterFaults(text, rules)];
      return faults.length > 0 || rules.isIdentifier !== true ? faults : normalFormFaults(text);
    },
  };
}

function formFaults(
  text: string,
  { schemes, isIdentifier, isName = false }: AddressRules,
  isRelative: boolean,
): readonly ValueFault[] {
  const [, scheme, rest = ''] = /^([a-z][a-z\d+.-]*):(.*)$/isu.exec(text) ?? [];
  if (scheme === undefined) {
    if (isRelative && !FORBIDDEN.test(text)) return [];
    return [{ code: 'E_URL', says: 'is not an absolute address', fix: 'write the whole address, https:// included.' }];
  }
  const known = scheme.toLowerCase();
  if (schemes && !schemes.includes(known)) {
    // What looks like a host and a port has no scheme at all.
    const code = SCHEMES.has(known) || known === 'javascript' ? 'E_URL_SCHEME' : 'E_URL';
    return [{ code, says: `is not an address of ${schemes.join(' or ')}`, fix: 'use an https:// address.' }];
  }
  if (known === 'javascript' || known === 'vbscript')
    return [{ code: 'E_URL_SCHEME', says: 'runs code', fix: 'use an https:// address.' }];
  if (!isName && !SCHEMES.has(known))
    return [
      {
        code: 'E_URL',
        says: `begins with ${quoteValue(`${scheme}:`)}, which is no registered scheme`,
        fix: 'use an https:// address.',
      },
    ];
  if (known === 'file' && !isName) return [unreachable()];
  if (/^(?:https?|ftp)$/u.test(known)) return webFaults(text, rest, isName);
  const form = isIdentifier === true && Object.hasOwn(FORMS, known) ? FORMS[known] : undefined;
  if (known === 'mailto' && !/^(?:[^@\s?]+@[^@\s?]+)?(?:\?.*)?$/u.test(rest)) return [malformed()];
  return FORBIDDEN.test(text) || rest === '' || form?.test(text) === false ? [malformed()] : [];
}

/** RFC 4287 §4.2.6.1 and RFC 3986 §6: an id is compared letter by letter, so it should have the one form there is. */
function normalFormFaults(text: string): readonly ValueFault[] {
  const isNormal =
    !/^[^:]*[A-Z]/u.test(text) &&
    !/%[\dA-F]?[a-f]/u.test(text) &&
    (!/^https?:/u.test(text) || new URL(text).href.startsWith(text.replace(/[?#].*$/u, '')) === true) &&
    !/^https?:\/\/[^/?#]*(?:$|[?#])/u.test(text);
  if (isNormal) return [];
  return [
    {
      code: 'W_URL_FORM',
      says: 'is not in the normal form of RFC 3986',
      fix: 'write scheme and host in small letters, escapes in capitals, a path, and no port or dots that go without saying.',
    },
  ];
}

function webFaults(text: string, rest: string, isName: boolean): readonly ValueFault[] {
  const authority = /^\/\/([^/?#]+)/u.exec(rest)?.[1];
  if (authority === undefined || /\s/u.test(authority) || FORBIDDEN.test(text) || !canParseUrl(text))
    return [malformed()];
  const { username, password, hostname } = new URL(text);
  // RFC 3986 §3.2.3 asks to leave out a port that is empty; RFC 1123 §2.1: a label has at most 63 letters and figures, hyphens not at its ends.
  if (/:$/u.test(authority) || /(?:^|\.)(?:-|\.)|-(?:\.|$)|[^.]{64}/u.test(hostname)) return [malformed()];
  if (username === '' && password === '') return !isName && isPrivateAddress(text) ? [unreachable()] : [];
  return [
    {
      code: 'E_URL_CREDENTIALS',
      says: 'holds a user name or password',
      fix: 'take the credentials out, and change the password.',
    },
  ];
}

function unreachable(): ValueFault {
  const fix = 'write the address it is published at.';
  return { code: 'W_URL_PRIVATE', says: 'can be reached from this network alone', fix };
}

function malformed(): ValueFault {
  return {
    code: 'E_URL',
    says: 'is not an absolute address that can be followed',
    fix: 'percent-encode what may not stand in an address (RFC 3986).',
  };
}

function letterFaults(text: string, { isIri = false }: AddressRules): readonly ValueFault[] {
  if (!(isIri ? /[\s\p{Cc}]/u : /[^\u0021-\u007E]/u).test(text)) return [];
  return [{ code: 'W_URL_ASCII', says: 'holds characters that are not ASCII, or spaces', fix: 'percent-encode them.' }];
}

/** Whether an address is of this machine or a private network. */
export function isPrivateAddress(url: string): boolean {
  if (!canParseUrl(url)) return false;
  const host = new URL(url).hostname.replace(/^\[|\]$/gu, '').toLowerCase();
  if (isIP(host) === 4) return /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./u.test(host);
  if (isIP(host) === 6) return /^(?:::1?$|f[cd]|fe[89ab]|::ffff:)/u.test(host);
  return host === 'localhost' || /\.(?:localhost|local|internal|lan|home\.arpa)$/u.test(host);
}

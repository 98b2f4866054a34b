import type { CheckProfile } from '../../model/codes/check-profiles.js';
import type { ErrorCode, WarningCode } from '../../model/codes.js';
import { cacheFault, cacheNote, validatorFault } from './rules/caching.js';
import { certificateFault, certificateSoonFault, plainFault, redirectFault, statusFault } from './rules/connection.js';
import { corsFault, encodingFault, extensionFault, headFault, lengthFault, typeFault } from './rules/headers.js';
import { firstRangeFault, ifRangeFault, openRangeFault, pastEndFault, suffixFault } from './rules/ranges.js';
import type { FileKind, HostFacts } from './host-facts.js';

/** What one rule asks of the answers of a host. */
export type HostRule = {
  /** As `lector doctor --host` lists it. */
  readonly name: string;
  /** Of what is asked. */
  readonly kinds: readonly FileKind[];
  readonly code: ErrorCode | WarningCode;
  readonly profile: CheckProfile;
  /** Document and section. */
  readonly clause: string;
  /** What happens to who breaks it. */
  readonly why: string;
  readonly fix: string;
  /** Advice: no alarm. */
  readonly isNote?: boolean;
  /** What is wrong, said of the file: `answers with status 404`; nothing where all is well. */
  find(facts: HostFacts, context: { readonly now: Date }): string | undefined;
};

const ALL: readonly FileKind[] = ['feed', 'audio', 'picture', 'text'];

/** Broken first: who does not answer is asked nothing else. */
export const REACH_RULES: readonly HostRule[] = [
  {
    name: 'certificate',
    kinds: ALL,
    code: 'E_HOST_TLS',
    profile: 'apple',
    clause: 'RFC 9110, 4.3.4',
    why: 'Apps refuse the connection.',
    fix: 'renew the certificate for this very name; Caddy and Let’s Encrypt do it by themselves.',
    find: certificateFault,
  },
  {
    name: 'answer',
    kinds: ALL,
    code: 'E_HOST_STATUS',
    profile: 'rss',
    clause: 'RFC 9110, 15',
    why: 'What is not there cannot be shown or heard, and what asks for a password is skipped.',
    fix: 'publish the file, or correct the address in the feed.',
    find: statusFault,
  },
];

/** All that is owed by a host that answers. */
export const HOST_RULES: readonly HostRule[] = [
  {
    name: 'certificate days',
    kinds: ALL,
    code: 'W_HOST_TLS',
    profile: 'apple',
    clause: 'RFC 5280, 4.1.2.5',
    why: 'On the day it ends every app refuses the show.',
    fix: 'renew the certificate, and let it be renewed by itself.',
    find: certificateSoonFault,
  },
  {
    name: 'https',
    kinds: ALL,
    code: 'W_URL_HTTP',
    profile: 'apple',
    clause: 'Apple, podcast requirements',
    why: 'Some apps ask for nothing that is not encrypted, and pages with TLS cannot load it.',
    fix: 'serve it by https, and write that address into the feed.',
    find: plainFault,
  },
  {
    name: 'redirects',
    kinds: ALL,
    code: 'W_HOST_REDIRECT',
    profile: 'apple',
    clause: 'RFC 9110, 15.4',
    why: 'Each one is a wait before the first sound; apps give up after a few, and iOS refuses to leave https.',
    fix: 'write the last address into the feed, or take hops away.',
    find: redirectFault,
  },
  {
    name: 'extension',
    kinds: ['audio', 'picture'],
    code: 'W_HOST_EXTENSION',
    profile: 'apple',
    clause: 'Apple, podcast requirements',
    why: 'Apple and some players know a file by the end of its name, after redirects too.',
    fix: 'redirect to an address that ends like the one in the feed.',
    find: extensionFault,
  },
  {
    name: 'HEAD',
    kinds: ALL,
    code: 'E_HOST_HEAD',
    profile: 'apple',
    clause: 'RFC 9110, 9.3.2',
    why: 'Directories ask for the headers alone before they take a show or an episode.',
    fix: 'answer HEAD with the status and headers of GET.',
    find: headFault,
  },
  {
    name: 'ranges',
    kinds: ['audio'],
    code: 'E_HOST_RANGE',
    profile: 'apple',
    clause: 'RFC 9110, 14',
    why: 'Apple takes no episode from a host without byte ranges; nobody can seek, and downloads begin anew.',
    fix: 'switch byte ranges on, and compression off for audio; every recipe of docs/hosting.md does.',
    find: firstRangeFault,
  },
  {
    name: 'open range',
    kinds: ['audio'],
    code: 'E_HOST_RANGE',
    profile: 'apple',
    clause: 'RFC 9110, 14.1.2',
    why: 'Players ask so when somebody seeks or a download goes on.',
    fix: 'answer "bytes=500-" with 206 and all from there to the end.',
    find: openRangeFault,
  },
  {
    name: 'suffix range',
    kinds: ['audio'],
    code: 'W_HOST_RANGE',
    profile: 'rss',
    clause: 'RFC 9110, 14.1.2',
    why: 'Players read the end of a file first, to know how long it is.',
    fix: 'answer "bytes=-500" with 206 and the last 500 bytes.',
    find: suffixFault,
  },
  {
    name: 'past the end',
    kinds: ['audio'],
    code: 'W_HOST_RANGE',
    profile: 'rss',
    clause: 'RFC 9110, 15.5.17',
    why: 'An app that had all of a file loads it once more.',
    fix: 'answer a range past the end with 416 and "Content-Range: bytes */" with the size.',
    find: pastEndFault,
  },
  {
    name: 'If-Range',
    kinds: ['audio'],
    code: 'W_HOST_RANGE',
    profile: 'rss',
    clause: 'RFC 9110, 13.1.5',
    why: 'A download that goes on after the file changed joins two recordings.',
    fix: 'honour If-Range, with a strong ETag.',
    find: ifRangeFault,
  },
  {
    name: 'type',
    kinds: ['feed', 'audio'],
    code: 'E_HOST_TYPE',
    profile: 'apple',
    clause: 'RFC 9110, 8.3',
    why: 'Apps and directories decide by the type what a file is.',
    fix: 'send the Content-Type that docs/hosting.md lists, on 200 and on 206.',
    find: typeFault,
  },
  {
    name: 'type of texts',
    kinds: ['picture', 'text'],
    code: 'W_HOST_TYPE',
    profile: 'podcast20',
    clause: 'RFC 9110, 8.3',
    why: 'Apps decide by the type how to read it.',
    fix: 'send the Content-Type that docs/hosting.md lists.',
    find: typeFault,
  },
  {
    name: 'length',
    kinds: ['audio'],
    code: 'E_HOST_LENGTH',
    profile: 'rss',
    clause: 'RSS 2.0, enclosure',
    why: 'Apps show a wrong size, stop before the end, or load the file once more.',
    fix: 'publish the file the feed was written for; nothing on the way may change it.',
    find: lengthFault,
  },
  {
    name: 'compression',
    kinds: ['audio'],
    code: 'E_HOST_ENCODED',
    profile: 'apple',
    clause: 'RFC 9110, 8.4',
    why: 'Lengths and ranges no longer fit, and players cannot seek.',
    fix: 'leave audio out of gzip and brotli.',
    find: encodingFault,
  },
  {
    name: 'CORS',
    kinds: ['feed', 'text'],
    code: 'W_HOST_CORS',
    profile: 'podcast20',
    clause: 'PSP-1, hosting',
    why: 'Players that run in a browser cannot read it.',
    fix: 'send "Access-Control-Allow-Origin: *" for feed, transcripts and chapters.',
    find: corsFault,
  },
  {
    name: 'validators',
    kinds: ['feed', 'audio'],
    code: 'W_HOST_VALIDATOR',
    profile: 'psp1',
    clause: 'RFC 9110, 13.1',
    why: 'Every app loads all of it each time it looks.',
    fix: 'send ETag or Last-Modified, and answer 304 to who has it.',
    find: validatorFault,
  },
  {
    name: 'caching',
    kinds: ['feed', 'audio'],
    code: 'W_HOST_CACHE',
    profile: 'rss',
    clause: 'RFC 9111, 5.2',
    why: 'A feed that is kept for long hides new episodes; audio that may not be kept is loaded again at each seek.',
    fix: 'send "Cache-Control: public, max-age=300" for the feed, and a long max-age for audio.',
    find: cacheFault,
  },
  {
    name: 'Cache-Control',
    kinds: ['feed'],
    code: 'W_HOST_CACHE',
    profile: 'rss',
    clause: 'RFC 9111, 5.2',
    why: 'Each app and each proxy keeps it as long as it likes.',
    fix: 'send "Cache-Control: public, max-age=300" for the feed.',
    isNote: true,
    find: cacheNote,
  },
];

import { mediaTypeOf } from '../../../model/publication/paths/addresses.js';
import { quoteValue } from '../../../model/text.js';
import { parseContentType } from '../../../sources/fetch/fetch-page.js';
import { lengthOf, ORIGIN, type FileKind, type HostFacts, type Told } from '../host-facts.js';

/** Headers that tell of the file: HEAD has to give them like GET. */
const OF_THE_FILE = ['content-type', 'content-length', 'etag', 'last-modified', 'content-encoding', 'accept-ranges'];
/** Types that mean the same, by the first of them: names changed, and apps know all of them. */
const SAME_TYPES: readonly (readonly string[])[] = [
  ['audio/mpeg', 'audio/mp3', 'audio/x-mp3', 'audio/mpeg3'],
  ['audio/x-m4a', 'audio/mp4', 'audio/m4a', 'audio/aac', 'audio/x-aac'],
  ['audio/ogg', 'audio/opus', 'application/ogg'],
  ['audio/wav', 'audio/x-wav', 'audio/wave', 'audio/vnd.wave'],
  ['application/rss+xml', 'application/xml', 'text/xml', 'application/atom+xml', 'application/rdf+xml'],
  ['application/json+chapters', 'application/json'],
  ['application/x-subrip', 'application/srt', 'text/srt'],
];

export function headFault({ get, head }: HostFacts): string | undefined {
  if (head.status !== get.status) return `answers HEAD with ${statusOf(head)} and GET with ${get.status}`;
  const differing = OF_THE_FILE.find((name) => {
    const [wanted, found] = [get.headers[name], head.headers[name]];
    // RFC 9110 §9.3.2: what only making the body would tell may be left out.
    return found !== wanted && (found !== undefined || name === 'content-type');
  });
  if (differing !== undefined) {
    const shown = (told: Told): string => quoteValue(told.headers[differing] ?? 'nothing');
    return `says ${differing} ${shown(head)} to HEAD and ${shown(get)} to GET`;
  }
  const isUnknown = get.headers['content-length'] !== undefined && head.headers['content-length'] === undefined;
  return isUnknown ? 'does not say its length to HEAD' : undefined;
}

function statusOf({ status }: Told): string {
  return status === 0 ? 'nothing' : String(status);
}

export function typeFault({ file, get, ranges }: HostFacts): string | undefined {
  const wanted = typeOf(file.type) ?? BY_KIND[file.kind] ?? mediaTypeOf(new URL(file.url).pathname);
  const found = typeOf(get.headers['content-type']);
  if (found === undefined) return 'is sent without a Content-Type';
  if (!isOneType(found, wanted, file.kind)) return `is sent as ${quoteValue(found)}, not as ${wanted}`;
  const partly = ranges?.first.status === 206 ? (typeOf(ranges.first.headers['content-type']) ?? 'nothing') : found;
  return partly === found ? undefined : `is sent as ${quoteValue(found)}, and a range of it as ${quoteValue(partly)}`;
}

const BY_KIND: Readonly<Partial<Record<FileKind, string>>> = { feed: 'application/rss+xml' };

function typeOf(header: string | undefined): string | undefined {
  return parseContentType(header).mediaType;
}

function isOneType(found: string, wanted: string, kind: FileKind): boolean {
  if (found === wanted) return true;
  if (kind === 'picture') return found.startsWith('image/');
  return SAME_TYPES.some((types) => types.includes(found) && types.includes(wanted));
}

export function lengthFault({ file, get, ranges }: HostFacts): string | undefined {
  const served = ranges?.totalBytes ?? lengthOf(get);
  if (served === undefined || served === 0) return 'does not say its length';
  const length = lengthOf(get);
  if (length !== undefined && length !== served && get.headers['content-encoding'] === undefined)
    return `says it has ${length} bytes, and in its ranges ${served}`;
  return file.lengthBytes === undefined || file.lengthBytes === served
    ? undefined
    : `has ${served} bytes, and the feed says ${file.lengthBytes}`;
}

export function encodingFault({ get, ranges }: HostFacts): string | undefined {
  const encoding = get.headers['content-encoding'] ?? ranges?.first.headers['content-encoding'];
  return encoding === undefined || encoding === 'identity' ? undefined : `is sent compressed (${quoteValue(encoding)})`;
}

export function extensionFault({ get }: HostFacts): string | undefined {
  if (get.hops.length === 0) return undefined;
  const { pathname } = new URL(get.url);
  return /\.(?:mp3|m4a|mp4|aac|ogg|opus|oga|wav|jpe?g|png)$/iu.test(pathname)
    ? undefined
    : `is redirected to an address without the ending of its kind (${quoteValue(pathname.split('/').at(-1) ?? '')})`;
}

export function corsFault({ get }: HostFacts): string | undefined {
  const allowed = get.headers['access-control-allow-origin'];
  if (allowed === '*' || allowed === ORIGIN) return undefined;
  return allowed === undefined ? 'is closed to other origins' : `is open to ${quoteValue(allowed)} alone`;
}

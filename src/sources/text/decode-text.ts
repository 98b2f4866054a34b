import { LectorError, warning } from '../../errors.js';
import type { Place } from '../../model/finding.js';
import { count, quoteValue } from '../../model/text.js';
import {
  byteOrderMark,
  decodeLegacy,
  decodeUndeclared,
  decodeUtf8,
  guessUtf16,
  isUtf8,
  type DecodedText,
} from '../../model/text/decode-bytes.js';
import { detectBinary } from './detect-binary.js';
import type { ReadContext, SourceDocument } from '../source.js';

type DecodeContext = Pick<ReadContext, 'limits' | 'warn'> & {
  /** Encoding the document itself declares (`<meta charset>`, an XML declaration). */
  readonly declared?: string;
  /** Instead of the limit of a body. */
  readonly maxBytes?: number;
};

/**
 * The text of a document. A byte order mark is stronger than the server's word, that stronger than the document's own
 * (WHATWG Encoding §6), and the bytes are stronger than both where they prove another. What is flawed is mended and
 * told; what could garble words is refused.
 *
 * @throws LectorError `E_CONTENT_ENCODED`, `E_CONTENT_TYPE`, `E_TEXT_BINARY`, `E_ENCODING`, `E_TOO_LONG`.
 */
export function decodeText(document: SourceDocument, context: DecodeContext): string {
  const { bytes, location } = document;
  const maxBytes = context.maxBytes ?? context.limits.maxBodyBytes;
  if (bytes.length > maxBytes) {
    throw new LectorError('E_TOO_LONG', `${location} has ${bytes.length} bytes; the limit is ${maxBytes}.`, {
      place: { file: location },
      hint: 'split it, or raise limits.documentBytes in lector.yaml, at most to 50000000.',
    });
  }
  const mark = byteOrderMark(bytes);
  if (mark === undefined) refuseBinary(document);
  const text =
    mark === undefined
      ? decodeUnmarked(document, context)
      : mark === 'utf-8'
        ? decodeFlawed(document, { context })
        : decodeNamed(document, { encoding: mark, context });
  return withoutNul(text, { document, context });
}

function decodeUnmarked(document: SourceDocument, context: DecodeContext): string {
  const { bytes, location } = document;
  const warn = (message: string): void =>
    context.warn(warning('W_ENCODING', `${location} ${message}`, { place: { file: location } }));
  const claims = [document.charset, context.declared].flatMap((name) => (name === undefined ? [] : [toClaim(name)]));
  const wide = claims.some(({ encoding }) => encoding?.startsWith('utf-16')) ? undefined : guessUtf16(bytes);
  if (wide !== undefined) {
    warn(`has no byte order mark and is ${wide}; read as that.`);
    return decodeNamed(document, { encoding: wide, context });
  }
  const [first] = claims;
  const named = claims.find(({ encoding }) => encoding !== undefined);
  if (isUtf8(bytes)) {
    const isProven = named === undefined || named.encoding === 'utf-8' || isProvenUtf8(bytes, named.encoding);
    if (!isProven) return decodeNamed(document, { encoding: named.encoding ?? '', context });
    const isContradicted = first !== undefined && first.encoding !== 'utf-8' && hasHighBytes(bytes);
    if (isContradicted || (first !== undefined && first.encoding === undefined)) {
      warn(`says it is ${quoteValue(first.name)} and is UTF-8; read as UTF-8.`);
    }
    return decodeUtf8(bytes).text;
  }
  if (first !== undefined && named === undefined) {
    throw new LectorError('E_ENCODING', `${location} declares the unknown encoding ${quoteValue(first.name)}.`, {
      place: { file: location },
      hint: 'save it as UTF-8.',
    });
  }
  const other = claims.find(({ encoding }) => encoding !== undefined && encoding !== 'utf-8');
  if (other?.encoding === undefined || isMostlyUtf8(bytes)) {
    return decodeFlawed(document, { context, ...(named !== undefined && { claim: named.name }) });
  }
  if (other !== first) warn(`says it is ${quoteValue(first?.name ?? '')} and is not; read as ${other.encoding}.`);
  return decodeNamed(document, { encoding: other.encoding, context });
}

/** An encoding by its name; without `encoding` one that nobody knows. */
type Claim = { readonly name: string; readonly encoding?: string };

function toClaim(name: string): Claim {
  try {
    return { name, encoding: new TextDecoder(name.trim()).encoding };
  } catch {
    return { name };
  }
}

/**
 * Bytes that are right UTF-8 beyond ASCII are never by chance a text in an encoding of one byte a letter; in one of
 * two bytes they may be, as long as all of them are letters there.
 */
function isProvenUtf8(bytes: Uint8Array, encoding: string | undefined): boolean {
  if (encoding === undefined || !hasHighBytes(bytes)) return false;
  return !TWO_BYTE_ENCODINGS.test(encoding) || decodeLegacy(bytes, encoding).flawCount > 0;
}

function hasHighBytes(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte >= 0x80);
}

function isMostlyUtf8(bytes: Uint8Array): boolean {
  const { sequenceCount, flawCount } = decodeUtf8(bytes);
  return sequenceCount > flawCount * 10;
}

/** UTF-8 with bytes that are none, or a text of the West whose encoding nobody declared. */
function decodeFlawed(
  document: SourceDocument,
  { context, claim }: { readonly context: DecodeContext; readonly claim?: string },
): string {
  const { bytes, location } = document;
  const { text, flawCount, firstFlaw = 0, encoding, isGarbled } = decodeUndeclared(bytes);
  if (flawCount === 0) return text;
  const place: Place = { file: location, line: lineOf(bytes, firstFlaw) };
  const is = claim === undefined ? 'is not valid utf-8' : `is declared ${claim.toLowerCase()} but is not`;
  if (isGarbled) {
    throw new LectorError('E_ENCODING', `${location} ${is}: byte offset ${firstFlaw}.`, {
      place,
      hint: 'save it as UTF-8.',
    });
  }
  const what =
    encoding === 'windows-1252'
      ? is
      : `has ${count(flawCount, 'byte')} that ${flawCount === 1 ? 'is' : 'are'} no UTF-8`;
  context.warn(
    warning('W_ENCODING', `${location} ${what}; read as windows-1252, what cannot be read left out.`, {
      place,
      hint: 'save it as UTF-8.',
    }),
  );
  return text;
}

function decodeNamed(
  document: SourceDocument,
  { encoding, context }: { readonly encoding: string; readonly context: DecodeContext },
): string {
  const { bytes, location } = document;
  const { text, flawCount }: DecodedText = decodeLegacy(bytes, encoding);
  if (flawCount === 0) return text;
  if (flawCount > Math.max(MIN_LOST, text.length * MAX_LOST_SHARE)) {
    throw new LectorError('E_ENCODING', `${location} is declared ${encoding} but is not.`, {
      place: { file: location },
      hint: 'save it as UTF-8.',
    });
  }
  const message = `${location} has ${count(flawCount, 'byte')} that ${encoding} does not know; left out.`;
  context.warn(warning('W_ENCODING', message, { place: { file: location }, hint: 'save it as UTF-8.' }));
  return text;
}

function refuseBinary({ bytes, location }: SourceDocument): void {
  const place = { file: location };
  const found = detectBinary(bytes);
  if (found?.isCompression === true) {
    throw new LectorError('E_CONTENT_ENCODED', `${location} is compressed: detected ${found.name}.`, {
      place,
      hint: 'decompress it first.',
    });
  }
  if (found) {
    throw new LectorError('E_CONTENT_TYPE', `${location} is no text: detected ${found.name}.`, {
      place,
      hint: 'save the article as text, Markdown or HTML.',
    });
  }
}

/** A zero byte or two slip into text; where there are many it is none. */
function withoutNul(
  text: string,
  { document, context }: { readonly document: SourceDocument; readonly context: DecodeContext },
): string {
  const first = text.indexOf('\0');
  if (first < 0) return text;
  const { location } = document;
  const parts = text.split('\0');
  const nulCount = parts.length - 1;
  if (nulCount > Math.max(MIN_LOST, text.length * MAX_LOST_SHARE)) {
    throw new LectorError('E_TEXT_BINARY', `${location} is no text: NUL byte at offset ${document.bytes.indexOf(0)}.`, {
      place: { file: location },
      hint: 'save it as UTF-8.',
    });
  }
  const line = text.slice(0, first).split('\n').length;
  context.warn(
    warning('W_CONTROL_CHARS', `${location} had ${count(nulCount, 'NUL byte')}; removed.`, {
      place: { file: location, line },
    }),
  );
  return parts.join('');
}

function lineOf(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (const byte of bytes.subarray(0, offset)) if (byte === 0x0a) line += 1;
  return line;
}

/** The beginning of a document for a look at its shape: never refuses, never exact. */
export function decodeLoosely(bytes: Uint8Array, maxBytes = 200_000): string {
  const encoding = byteOrderMark(bytes) ?? guessUtf16(bytes) ?? 'utf-8';
  return new TextDecoder(encoding).decode(bytes.subarray(0, maxBytes)).replace(/\r\n?/gu, '\n');
}

/** Of WHATWG Encoding, those in which a letter takes two bytes. */
const TWO_BYTE_ENCODINGS = /^(?:gbk|gb18030|big5|euc-jp|shift_jis|euc-kr)$/u;
/** What may be lost of a text that is read in spite of it. */
const MIN_LOST = 4;
const MAX_LOST_SHARE = 0.001;

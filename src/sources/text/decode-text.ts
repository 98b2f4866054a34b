import { LectorError, warning } from '../../errors.js';
import { quoteValue } from '../../model/text.js';
import { detectBinary } from './detect-binary.js';
import type { ReadContext, SourceDocument } from '../source.js';

/**
 * The text of a document: byte order marks and declared encodings honoured, never a guess that could garble words.
 *
 * @throws LectorError `E_CONTENT_ENCODED`, `E_CONTENT_TYPE`, `E_TEXT_BINARY`, `E_ENCODING`, `E_BODY_LONG`.
 */
export function decodeText(
  document: SourceDocument,
  context: Pick<ReadContext, 'limits' | 'warn'> & {
    /** Encoding the document itself declares (`<meta charset>`, an XML declaration). */
    readonly declared?: string;
    /** Encoding of bytes that are not UTF-8 where nothing is declared; without it they are refused. */
    readonly fallback?: string;
    /** Instead of the limit of a body. */
    readonly maxBytes?: number;
  },
): string {
  const { bytes, location } = document;
  const place = { file: location };
  const maxBytes = context.maxBytes ?? context.limits.maxBodyBytes;
  if (bytes.length > maxBytes) {
    throw new LectorError('E_TOO_LONG', `${location} has ${bytes.length} bytes; the limit is ${maxBytes}.`, {
      place,
      hint: 'split it, or raise limits.documentBytes in lector.yaml, at most to 50000000.',
    });
  }
  const mark = byteOrderMark(bytes);
  if (mark) return decode(document, mark);
  refuseBinary(document);
  const named = chooseEncoding(document, context);
  const encoding = named === undefined ? 'utf-8' : decodable(named, document);
  if (encoding !== 'utf-8') return decode(document, encoding);
  if (context.fallback === undefined || isUtf8(bytes)) return decode(document, 'utf-8', named);
  if (named !== undefined) return decode(document, 'utf-8', named);
  context.warn(
    warning('W_ENCODING', `${location} declares no encoding and is not UTF-8; read as ${context.fallback}.`, { place }),
  );
  return decode(document, context.fallback);
}

/** The server's word is stronger than the page's (WHATWG Encoding), unless the bytes prove the page right. */
function chooseEncoding(
  document: SourceDocument,
  { declared, warn }: Pick<ReadContext, 'warn'> & { readonly declared?: string },
): string | undefined {
  const { charset, bytes, location } = document;
  if (charset === undefined || declared === undefined) return charset ?? declared;
  const isContradicted = /^utf-?8$/iu.test(declared) && !/^utf-?8$/iu.test(charset) && isUtf8(bytes);
  if (!isContradicted) return charset;
  const message = `${location} was sent as ${quoteValue(charset)} but says it is UTF-8 and is; read as UTF-8.`;
  warn(warning('W_ENCODING', message, { place: { file: location } }));
  return declared;
}

/** Encoding of a byte order mark (Unicode, WHATWG Encoding §6). */
function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

function refuseBinary(document: SourceDocument): void {
  const { bytes, location } = document;
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
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    throw new LectorError('E_TEXT_BINARY', `${location} is no text: NUL byte at offset ${nul}.`, {
      place,
      hint: 'save it as UTF-8.',
    });
  }
}

function decodable(name: string, document: SourceDocument): string {
  try {
    return new TextDecoder(name.trim()).encoding;
  } catch (cause) {
    throw new LectorError('E_ENCODING', `${document.location} declares the unknown encoding ${quoteValue(name)}.`, {
      place: { file: document.location },
      hint: 'save it as UTF-8.',
      cause,
    });
  }
}

function decode(document: SourceDocument, encoding: string, declared?: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(document.bytes);
  } catch (cause) {
    const offset = encoding === 'utf-8' ? firstInvalidByte(document.bytes) : undefined;
    const claim =
      declared === undefined ? `is not valid ${encoding}` : `is declared ${declared.toLowerCase()} but is not`;
    const where = offset === undefined ? '' : `: byte offset ${offset}`;
    throw new LectorError('E_ENCODING', `${document.location} ${claim}${where}.`, {
      place: { file: document.location },
      hint: 'save it as UTF-8.',
      cause,
    });
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  return firstInvalidByte(bytes) === undefined;
}

/** Offset of the first byte that cannot be part of UTF-8 (RFC 3629 §4). */
function firstInvalidByte(bytes: Uint8Array): number | undefined {
  let position = 0;
  while (position < bytes.length) {
    const length = sequenceLength(bytes, position);
    if (length === 0) return position;
    position += length;
  }
  return undefined;
}

function sequenceLength(bytes: Uint8Array, position: number): number {
  const lead = bytes[position] ?? 0;
  if (lead < 0x80) return 1;
  const second = bytes[position + 1] ?? 0;
  if (lead >= 0xc2 && lead <= 0xdf) return isTail(second) ? 2 : 0;
  const third = bytes[position + 2] ?? 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const lowest = lead === 0xe0 ? 0xa0 : 0x80;
    const highest = lead === 0xed ? 0x9f : 0xbf;
    return second >= lowest && second <= highest && isTail(third) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const lowest = lead === 0xf0 ? 0x90 : 0x80;
    const highest = lead === 0xf4 ? 0x8f : 0xbf;
    return second >= lowest && second <= highest && isTail(third) && isTail(bytes[position + 3] ?? 0) ? 4 : 0;
  }
  return 0;
}

function isTail(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}

/** The beginning of a document for a look at its shape: never refuses, never exact. */
export function decodeLoosely(bytes: Uint8Array, maxBytes = 200_000): string {
  const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe;
  const isBig = bytes[0] === 0xfe && bytes[1] === 0xff;
  const encoding = isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes.subarray(0, maxBytes)).replace(/\r\n?/gu, '\n');
}

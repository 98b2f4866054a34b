/** Text, and what had to be mended in its bytes. */
export type DecodedText = {
  readonly text: string;
  /** Bytes that no text of the encoding holds; read as the likeliest, or lost. */
  readonly flawCount: number;
  /** Of the first of them. */
  readonly firstFlaw?: number;
};

/** What UTF-8 made of bytes. */
export type Utf8Reading = DecodedText & {
  /** Sequences of two bytes and more that are right: what only UTF-8 has. */
  readonly sequenceCount: number;
  /** Flaws that stand right behind another: few in writing of the West, most in other writing. */
  readonly neighbourCount: number;
  /** Characters in more bytes than they need (RFC 3629 §10): made to deceive, never by accident. */
  readonly isOverlong: boolean;
};

/** Encoding of a byte order mark (Unicode, WHATWG Encoding §6). */
export function byteOrderMark(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** UTF-16 without a mark, by where its zeros stand: every other byte of most writing. */
export function guessUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const head = bytes.subarray(0, 4_096);
  const zeros = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const enough = (head.length / 2) * MIN_ZERO_SHARE;
  if (bytes.length % 2 !== 0 || Math.max(even, odd) < Math.max(2, enough)) return undefined;
  if (odd > even * 10) return 'utf-16le';
  return even > odd * 10 ? 'utf-16be' : undefined;
}

/**
 * Reads UTF-8. Bytes that are none are what they are in windows-1252, where pasted text comes from; of a sequence that
 * was cut, nothing is left.
 */
export function decodeUtf8(bytes: Uint8Array): Utf8Reading {
  const parts: string[] = [];
  let [flawCount, neighbourCount, sequenceCount, start, position] = [0, 0, 0, 0, 0];
  let firstFlaw: number | undefined;
  let isOverlong = false;
  const flush = (): void => {
    if (position > start)
      parts.push(new TextDecoder('utf-8', { ignoreBOM: start > 0 }).decode(bytes.subarray(start, position)));
  };
  while (position < bytes.length) {
    const length = sequenceLength(bytes, position);
    if (length > 0) {
      if (length > 1) sequenceCount += 1;
      position += length;
      continue;
    }
    flush();
    if (flawCount > 0 && start === position) neighbourCount += 1;
    firstFlaw ??= position;
    flawCount += 1;
    isOverlong ||= isOverlongLead(bytes, position);
    const cutLength = cutSequenceLength(bytes, position);
    if (cutLength === 1) parts.push(WINDOWS_1252[bytes[position] ?? 0] ?? '');
    position += cutLength;
    start = position;
  }
  flush();
  const counts = { flawCount, neighbourCount, sequenceCount };
  return { text: parts.join(''), ...counts, isOverlong, ...(firstFlaw !== undefined && { firstFlaw }) };
}

/** A text whose encoding nobody declared, as its bytes show it. */
export type UndeclaredText = DecodedText & {
  /** What it was read as; UTF-8 with single bytes that are none is still that. */
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  /** Its bytes were made to deceive, or stand for letters of an encoding nobody can tell. */
  readonly isGarbled: boolean;
};

/** Reads what a mark or the bytes show: UTF-16, UTF-8, or a text of the West from before that. */
export function decodeUndeclared(bytes: Uint8Array): UndeclaredText {
  const wide = byteOrderMark(bytes) ?? guessUtf16(bytes);
  if (wide === 'utf-16le' || wide === 'utf-16be')
    return { ...decodeLegacy(bytes, wide), encoding: wide, isGarbled: false };
  const { text, flawCount, firstFlaw, sequenceCount, neighbourCount, isOverlong } = decodeUtf8(bytes);
  const isOtherWriting = neighbourCount >= MIN_NEIGHBOURS && neighbourCount > flawCount * MAX_NEIGHBOUR_SHARE;
  const isWestern = flawCount > sequenceCount * 10;
  return {
    text: isWestern ? decodeLegacy(bytes, 'windows-1252').text : text,
    flawCount,
    ...(firstFlaw !== undefined && { firstFlaw }),
    encoding: isWestern ? 'windows-1252' : 'utf-8',
    isGarbled: isOverlong || isOtherWriting,
  };
}

/** Whether bytes are UTF-8 (RFC 3629 §4) from end to end. */
export function isUtf8(bytes: Uint8Array): boolean {
  for (let position = 0; position < bytes.length;) {
    const length = sequenceLength(bytes, position);
    if (length === 0) return false;
    position += length;
  }
  return true;
}

/**
 * Reads bytes in one of the encodings of the web; what they cannot be there is lost and counted.
 *
 * @throws RangeError for a name that is none of them.
 */
export function decodeLegacy(bytes: Uint8Array, encoding: string): DecodedText {
  const decoder = new TextDecoder(encoding);
  // Node reads windows-1252 as ISO 8859-1 and loses quotes, dashes and the euro sign (nodejs/node#56542).
  if (decoder.encoding === 'windows-1252') return decodeWindows1252(bytes);
  const decoded = decoder.decode(bytes);
  const flawCount = decoded.split('\uFFFD').length - 1;
  return { text: decoded.replaceAll('\uFFFD', ''), flawCount };
}

function decodeWindows1252(bytes: Uint8Array): DecodedText {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return { text: text.replace(/[\u0080-\u009F]/gu, (byte) => WINDOWS_1252[byte.charCodeAt(0)] ?? ''), flawCount: 0 };
}

/** 0x80 to 0x9F of windows-1252 (WHATWG Encoding, index windows-1252); a space where it has a control. */
const HIGH_CONTROLS = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';
const WINDOWS_1252: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte < 0x80 || byte > 0x9f ? String.fromCharCode(byte) : (HIGH_CONTROLS[byte - 0x80] ?? '').trim(),
);

function sequenceLength(bytes: Uint8Array, position: number): number {
  const lead = bytes[position] ?? 0;
  if (lead < 0x80) return 1;
  const second = bytes[position + 1] ?? 0;
  if (lead >= 0xc2 && lead <= 0xdf) return isTail(second) ? 2 : 0;
  const third = bytes[position + 2] ?? 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    return isSecond(lead, second) && isTail(third) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    return isSecond(lead, second) && isTail(third) && isTail(bytes[position + 3] ?? 0) ? 4 : 0;
  }
  return 0;
}

function isSecond(lead: number, second: number): boolean {
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  return second >= lowest && second <= highest;
}

/** How many bytes of a sequence are there; 1 where a byte stands alone, as `é` before a closing quotation mark does. */
function cutSequenceLength(bytes: Uint8Array, position: number): number {
  const [lead = 0, second = 0, third = 0] = bytes.subarray(position, position + 3);
  if (lead < 0xe0 || lead > 0xf4 || !isSecond(lead, second)) return 1;
  const isLetterBefore = /[a-z]/iu.test(String.fromCharCode(bytes[position - 1] ?? 0));
  if (isLetterBefore && /[’“”–—…]/u.test(WINDOWS_1252[second] ?? '')) return 1;
  return lead >= 0xf0 && isTail(third) ? 3 : 2;
}

function isOverlongLead(bytes: Uint8Array, position: number): boolean {
  const [lead = 0, second = 0] = bytes.subarray(position, position + 2);
  if (lead === 0xc0 || lead === 0xc1) return isTail(second);
  return (lead === 0xe0 && second >= 0x80 && second < 0xa0) || (lead === 0xf0 && second >= 0x80 && second < 0x90);
}

function isTail(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}

/** Letters beyond ASCII stand alone in words of the West. */
const MIN_NEIGHBOURS = 8;
const MAX_NEIGHBOUR_SHARE = 0.5;
/** Of the upper or lower bytes of UTF-16 in letters of the West; a text in other writing has a mark or is not guessed. */
const MIN_ZERO_SHARE = 0.4;

/** The beginning of a document for a look at its shape: never refuses, never exact. */
export function decodeLoosely(bytes: Uint8Array, maxBytes = 200_000): string {
  const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe;
  const isBig = bytes[0] === 0xfe && bytes[1] === 0xff;
  const encoding = isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes.subarray(0, maxBytes)).replace(/\r\n?/gu, '\n');
}

import { LectorError } from '../../errors.js';

/** A page of an Ogg stream (RFC 3533 §6). */
export type OggPage = {
  /** 1: it goes on with a packet, 2: the first, 4: the last. */
  readonly flags: number;
  /** Samples at 48 kHz until the last packet that ends here; −1 where none does. */
  readonly granule: bigint;
  /** How many bytes of each packet: 255 means that it goes on. */
  readonly lacing: Uint8Array;
  readonly body: Uint8Array;
};

/** What of a page depends on the file it stands in. */
export type PagePlace = { readonly serial: number; readonly sequence: number };

export const FIRST_PAGE = 2;
export const LAST_PAGE = 4;
const CONTINUED = 1;
const NO_PACKET_ENDS = -1n;
const HEADER_BYTES = 27;
const CHECKSUM_AT = 22;
const MAX_LACING = 255;

/** x³² + x²⁶ + x²³ + x²² + x¹⁶ + x¹² + x¹¹ + x¹⁰ + x⁸ + x⁷ + x⁵ + x⁴ + x² + x + 1, highest bit first. */
const POLYNOMIAL = 0x04c1_1db7;
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) crc = crc < 0 ? (crc << 1) ^ POLYNOMIAL : crc << 1;
  return crc;
});

/**
 * Reads pages one after the other.
 *
 * @throws {@link LectorError} `E_AUDIO` at the first byte that is of no whole page, and for one whose checksum is wrong.
 */
export async function* readPages(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<OggPage> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = Buffer.concat([rest, chunk]);
    for (let found = takePage(rest); found; found = takePage(rest)) {
      yield found.page;
      rest = rest.subarray(found.byteCount);
    }
  }
  if (rest.length > 0) throw new LectorError('E_AUDIO', 'the last page of an Ogg file is cut.');
}

function takePage(bytes: Buffer): { readonly page: OggPage; readonly byteCount: number } | undefined {
  if (bytes.length < HEADER_BYTES) return undefined;
  if (bytes.toString('latin1', 0, 4) !== 'OggS') throw new LectorError('E_AUDIO', 'an Ogg file holds what is no page.');
  const bodyAt = HEADER_BYTES + bytes.readUInt8(HEADER_BYTES - 1);
  if (bytes.length < bodyAt) return undefined;
  const lacing = bytes.subarray(HEADER_BYTES, bodyAt);
  const byteCount = bodyAt + lacing.reduce((sum, length) => sum + length, 0);
  if (bytes.length < byteCount) return undefined;
  const page = {
    flags: bytes.readUInt8(5),
    granule: bytes.readBigInt64LE(6),
    lacing,
    body: bytes.subarray(bodyAt, byteCount),
  };
  const place = { serial: bytes.readUInt32LE(14), sequence: bytes.readUInt32LE(18) };
  if (writePage(page, place).readUInt32LE(CHECKSUM_AT) !== bytes.readUInt32LE(CHECKSUM_AT))
    throw new LectorError('E_AUDIO', 'a page of an Ogg file has another checksum than its bytes.');
  return { page, byteCount };
}

/** The bytes of a page at a place, with its checksum. */
export function writePage({ flags, granule, lacing, body }: OggPage, { serial, sequence }: PagePlace): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES + lacing.length + body.length);
  bytes.write('OggS', 0, 'latin1');
  bytes.writeUInt8(flags, 5);
  bytes.writeBigInt64LE(granule, 6);
  bytes.writeUInt32LE(serial, 14);
  bytes.writeUInt32LE(sequence, 18);
  bytes.writeUInt8(lacing.length, HEADER_BYTES - 1);
  bytes.set(lacing, HEADER_BYTES);
  bytes.set(body, HEADER_BYTES + lacing.length);
  let crc = 0;
  for (const byte of bytes) crc = (crc << 8) ^ (TABLE[((crc >>> 24) ^ byte) & 0xff] as number);
  bytes.writeUInt32LE(crc >>> 0, CHECKSUM_AT);
  return bytes;
}

/** A packet of a header on pages of its own: nothing is heard until their end. */
export function headerPages(packet: Uint8Array, flags = 0): readonly OggPage[] {
  const lengths = Array.from({ length: Math.floor(packet.length / MAX_LACING) }, () => MAX_LACING);
  const lacing = [...lengths, packet.length % MAX_LACING];
  const pages: OggPage[] = [];
  for (let from = 0; from < lacing.length; from += MAX_LACING) {
    const own = Uint8Array.from(lacing.slice(from, from + MAX_LACING));
    const isLast = from + MAX_LACING >= lacing.length;
    pages.push({
      flags: flags | (from === 0 ? 0 : CONTINUED),
      granule: isLast ? 0n : NO_PACKET_ENDS,
      lacing: own,
      body: packet.subarray(from * MAX_LACING, (from + own.length) * MAX_LACING),
    });
  }
  return pages;
}

/** Whether a packet ends at the end of a page, so that the next page begins another. */
export function endsPacket({ lacing }: OggPage): boolean {
  return lacing.at(-1) !== MAX_LACING;
}

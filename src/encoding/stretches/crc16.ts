/** x¹⁶ + x¹⁵ + x² + 1, lowest bit first, as the header of LAME has it. */
const POLYNOMIAL = 0xa001;

const TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
  return crc;
});

/** CRC-16 (ARC) of bytes, after others whose CRC is given. */
export function crc16(bytes: Uint8Array, before = 0): number {
  let crc = before;
  for (let at = 0; at < bytes.length; at += 1)
    crc = (crc >>> 8) ^ (TABLE[(crc ^ (bytes[at] as number)) & 0xff] as number);
  return crc;
}

/** The CRC of two runs of bytes, one after the other, from that of each. */
export function joinCrc16(first: number, second: { readonly crc: number; readonly byteCount: number }): number {
  // A zero byte is a linear step on 16 bits: its matrix is squared for every bit of the count (as zlib joins CRC-32).
  let step: readonly number[] = Array.from({ length: 16 }, (_, bit) => crc16(Uint8Array.of(0), 1 << bit));
  let crc = first;
  for (let count = second.byteCount; count > 0; count = Math.floor(count / 2)) {
    if (count % 2 === 1) crc = apply(step, crc);
    step = step.map((column) => apply(step, column));
  }
  return crc ^ second.crc;
}

function apply(matrix: readonly number[], vector: number): number {
  return matrix.reduce((sum, column, bit) => ((vector >>> bit) & 1 ? sum ^ column : sum), 0);
}

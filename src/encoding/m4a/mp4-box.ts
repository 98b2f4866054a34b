const HEADER_BYTES = 8;

/** A box of an MP4 file in memory (ISO/IEC 14496-12 §4.2). */
export type Mp4Box = {
  readonly type: string;
  /** Where its header begins. */
  readonly start: number;
  /** One past its last byte. */
  readonly end: number;
};

/** A box of a type with this inside. */
export function mp4Box(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(HEADER_BYTES + body.length, 0);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, body]);
}

/** The boxes inside another, or of a whole file, in their order; what is damaged ends the list. */
export function boxesIn(bytes: Buffer, within?: Mp4Box): readonly Mp4Box[] {
  const boxes: Mp4Box[] = [];
  const limit = within?.end ?? bytes.length;
  let start = within ? within.start + HEADER_BYTES : 0;
  while (start + HEADER_BYTES <= limit) {
    const end = start + bytes.readUInt32BE(start);
    if (end < start + HEADER_BYTES || end > limit) break;
    boxes.push({ type: bytes.toString('latin1', start + 4, start + HEADER_BYTES), start, end });
    start = end;
  }
  return boxes;
}

import { LectorError } from '../../errors.js';

/** Bits of a stream, most significant first. What will be read must have been asked for by `fill` before. */
export type BitReader = {
  /** Waits until this many bytes are there, or all there are. */
  fill(byteCount: number): Promise<void>;
  /** The next bits as a number, 32 at most. */
  bits(count: number): number;
  alignToByte(): void;
  bytesLeft(): number;
};

export function readBits(chunks: AsyncIterable<Buffer>): BitReader {
  const source = chunks[Symbol.asyncIterator]();
  let buffer = Buffer.alloc(0);
  let at = 0;
  let current = 0;
  let bitsLeft = 0;
  let isOver = false;

  return {
    async fill(byteCount) {
      if (buffer.length - at >= byteCount || isOver) return;
      const parts = [buffer.subarray(at)];
      let length = buffer.length - at;
      while (length < byteCount) {
        const { value, done } = await source.next();
        isOver = done === true;
        if (isOver) break;
        parts.push(value);
        length += value.length;
      }
      buffer = Buffer.concat(parts);
      at = 0;
    },
    bits(count) {
      let value = 0;
      for (let wanted = count; wanted > 0;) {
        if (bitsLeft === 0) {
          const next = buffer[at];
          if (next === undefined)
            throw new LectorError('E_FETCH', 'the archive ends too soon.', { hint: 'install the voice again.' });
          current = next;
          at += 1;
          bitsLeft = 8;
        }
        const take = Math.min(wanted, bitsLeft);
        bitsLeft -= take;
        value = (value << take) | ((current >> bitsLeft) & ((1 << take) - 1));
        wanted -= take;
      }
      return value;
    },
    alignToByte() {
      bitsLeft = 0;
    },
    bytesLeft: () => buffer.length - at,
  };
}

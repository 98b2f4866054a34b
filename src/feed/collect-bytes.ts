/** Letters that are encoded at once. */
const CHUNK_LENGTH = 262_144;

/** Text as bytes of UTF-8, encoded while it comes: of a long document the text is never whole. */
export function collectBytes(): { put(text: string): void; bytes(): Buffer } {
  const chunks: Buffer[] = [];
  let waiting: string[] = [];
  let length = 0;
  const flush = (): void => {
    chunks.push(Buffer.from(waiting.join(''), 'utf8'));
    waiting = [];
    length = 0;
  };
  return {
    put(text) {
      waiting.push(text);
      length += text.length;
      if (length >= CHUNK_LENGTH) flush();
    },
    bytes() {
      flush();
      return Buffer.concat(chunks);
    },
  };
}

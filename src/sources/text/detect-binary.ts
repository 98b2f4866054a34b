/** What bytes that are no text are, by their first bytes. */
export function detectBinary(
  bytes: Uint8Array,
): { readonly name: string; readonly isCompression: boolean } | undefined {
  for (const { name, signature, offset = 0, isCompression = false } of SIGNATURES) {
    if (signature.every((byte, index) => bytes[offset + index] === byte)) return { name, isCompression };
  }
  return undefined;
}

type Signature = {
  readonly name: string;
  readonly signature: readonly number[];
  readonly offset?: number;
  readonly isCompression?: boolean;
};

const SIGNATURES: readonly Signature[] = [
  { name: 'gzip', signature: [0x1f, 0x8b], isCompression: true },
  { name: 'zstd', signature: [0x28, 0xb5, 0x2f, 0xfd], isCompression: true },
  { name: 'xz', signature: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], isCompression: true },
  { name: 'bzip2', signature: [0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59], isCompression: true },
  { name: 'application/pdf', signature: [...Buffer.from('%PDF-')] },
  { name: 'application/zip (Word, EPUB and the like are zip files)', signature: [0x50, 0x4b, 0x03, 0x04] },
  { name: 'application/rtf', signature: [...Buffer.from('{\\rtf')] },
  { name: 'application/msword', signature: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  { name: 'image/png', signature: [0x89, 0x50, 0x4e, 0x47] },
  { name: 'image/jpeg', signature: [0xff, 0xd8, 0xff] },
  { name: 'image/gif', signature: [...Buffer.from('GIF8')] },
  { name: 'image/webp or audio/wav', signature: [...Buffer.from('RIFF')] },
  { name: 'audio/ogg', signature: [...Buffer.from('OggS')] },
  { name: 'audio/flac', signature: [...Buffer.from('fLaC')] },
  { name: 'audio/mpeg', signature: [...Buffer.from('ID3')] },
  { name: 'video/mp4', signature: [...Buffer.from('ftyp')], offset: 4 },
  { name: 'application/x-sqlite3', signature: [...Buffer.from('SQLite format 3')] },
  { name: 'application/x-executable', signature: [0x7f, 0x45, 0x4c, 0x46] },
];

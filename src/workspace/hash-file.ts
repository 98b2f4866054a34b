import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { streamFile } from '../open-file.js';

/** Hex SHA-256 of a file, read in pieces. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(await streamFile(path), hash);
  return hash.digest('hex');
}

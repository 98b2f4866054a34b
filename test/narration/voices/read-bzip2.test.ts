import { describe, expect, it } from 'vitest';
import { readBzip2 } from '../../../src/narration/voices/read-bzip2.js';

/* Archives made by the program bzip2 itself (1.0.8), so that its own packing is what is read. */
const ARCHIVES = {
  hello: 'QlpoOTFBWSZTWb95H4oAAANVAAAQYAQAQAJEoAAhkaGQgyYi0IUx3BmA+LuSKcKEhfvI/FA=',
  nothing: 'QlpoORdyRThQkAAAAAA=',
  noise:
    'QlpoOTFBWSZTWWuyKWgAAD7//72J+W3f/7ZtHZ/+r6N/Nf2W/v7/LArF5fA33//3v/vuMADyakGjQaADQaGhoAMgDQAAGjQD1AaA0AAaYjRppppoaZB6jIeoepoMjTRsU/U2qIGhoDIyGQGmmjJoDJpkNNANGgwT0gaHpMQ0GnpAZA0Mho9ID1GT0jQNMgaDQPUQZNNGQ0aaZBoxMQ0NADEBmkZMhoMmhoAAAGRkGQ00wTIyMQyBkyZMTQyYiWPRJ/rAzmowDaIm3JfVADUZ/8zLhs5qc5G4WXWLgdxXRtNBCMIe12nPkOaVXvfIMBGpG4opEpwKTj0hYxYFAv1Ht4MfcUEN63gygWzOlLw8UkInKVJBfURtOKsPlTuNHhmvjFR5n8zOPa+tWKkTULC/bDivC4nwGEOFFBJYk5aXHc9/NHITrFWDrve5cREwTSq0iP1+TQ60ZEpSQfafasjuyL6MOwcf2W+IBmbd36qPo8j8b4WAgffNc705h2XzPv/+oAOsAAmRaCaMcGRDuvegGwyjwrb7a+ve8nk92Scf+A2Ux7dyEjoniw4PBoZIjiwPgQ79SSVRAXq0osuIoAyTW1onWRkk0dlzJYZAu5IpwoSDXZFLQA==',
  blocks:
    'QlpoMTFBWSZTWTJ5KegAAEfAAf8AAIAACDAAuGIMmIE1UR6jApVU/9VTyP1TilxGCliliP8KWKWI8CliliPQpYpYj4FLRLUPpEtEtQ6oV5xHEcRxHlDqHpS9RMomUTKJik+UnRdyRThQkDJ5Keg=',
  runs: 'QlpoOTFBWSZTWYLQoFIAAAJRAOAAACA/AAAIIAAxADAj1E9DSLcebFkozWM6JOKujyr4u5IpwoSEFoUCkA==',
  'two streams':
    'QlpoOTFBWSZTWaRjnbsAAACRgEAAASAcACAAIYAMAycu4u5IpwoSFIxzt2BCWmg5MUFZJlNZJooCNAAAAoGADgGIACAAIhhoMAcCmF3JFOFCQJooCNA=',
};

/** The bytes of `noise`. */
function makeNoise(): Buffer {
  let state = 7n;
  return Buffer.from(
    Array.from({ length: 300 }, () => {
      state = (state * 1103515245n + 12345n) % 2n ** 31n;
      return Number((state >> 16n) & 255n);
    }),
  );
}

const CONTENTS: Record<keyof typeof ARCHIVES, Buffer> = {
  hello: Buffer.from('Hello, hello, hello!\n'),
  nothing: Buffer.alloc(0),
  noise: makeNoise(),
  blocks: Buffer.from(Array.from({ length: 250_000 }, (_, index) => Math.floor(index / 1000) % 7)),
  runs: Buffer.from(`aaabbbbccccc${'d'.repeat(255)}${'e'.repeat(259)}${'f'.repeat(300)}`),
  'two streams': Buffer.from('first second'),
};

async function unpack(archive: Buffer, pieceBytes: number): Promise<Buffer> {
  async function* pieces(): AsyncGenerator<Buffer> {
    for (let at = 0; at < archive.length; at += pieceBytes)
      yield await Promise.resolve(archive.subarray(at, at + pieceBytes));
  }
  const parts: Buffer[] = [];
  for await (const part of readBzip2(pieces())) parts.push(part);
  return Buffer.concat(parts);
}

describe('readBzip2', () => {
  it.each(Object.keys(ARCHIVES) as (keyof typeof ARCHIVES)[])(
    'unpacks %s, in whatever pieces it comes',
    async (name) => {
      const archive = Buffer.from(ARCHIVES[name], 'base64');
      for (const pieceBytes of [1, 7, 100_000])
        expect((await unpack(archive, pieceBytes)).equals(CONTENTS[name])).toBe(true);
    },
  );

  it('refuses archives that were cut or changed anywhere', async () => {
    const archive = Buffer.from(ARCHIVES.noise, 'base64');
    for (const length of [0, 3, 10, 40, archive.length - 12]) {
      await expect(unpack(archive.subarray(0, length), 100)).rejects.toMatchObject({ code: 'E_FETCH' });
    }
    for (let at = 0; at < archive.length - 4; at += 11) {
      const changed = Buffer.from(archive);
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      await expect(unpack(changed, 100)).rejects.toMatchObject({ code: 'E_FETCH' });
    }
  });
});

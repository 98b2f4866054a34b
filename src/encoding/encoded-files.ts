import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { AudioFile } from '../model/audio-file.js';
import { mediaTypeOf } from '../model/published-paths.js';
import { hashFile, placeDurably, writeDurably } from '../workspace.js';

/** A file that may have been encoded before. */
export type EncodedPlace = {
  readonly folder: string;
  readonly key: string;
  readonly slug: string;
};

/** What is measured when a file is made. */
export type EncodedFacts = Omit<AudioFile, 'path' | 'name' | 'sizeBytes' | 'sha256' | 'format' | 'mimeType'>;

type Kept = EncodedFacts & Pick<AudioFile, 'sizeBytes' | 'sha256'>;

/** The file kept under this key, when its bytes are still those that were measured. */
export async function findEncoded(place: EncodedPlace): Promise<AudioFile | undefined> {
  const file = fileOf(place);
  const kept = await readKept(recordOf(place));
  if (!kept) return undefined;
  const size = await stat(file).then(
    (found) => found.size,
    () => undefined,
  );
  if (size !== kept.sizeBytes || (await hashFile(file)) !== kept.sha256) return undefined;
  return toAudioFile(place, kept);
}

/** Lets `make` write the file, then keeps it with what was measured. */
export async function keepEncoded(
  place: EncodedPlace,
  make: (target: string) => Promise<EncodedFacts>,
): Promise<AudioFile> {
  const file = fileOf(place);
  const made: { facts?: EncodedFacts } = {};
  await placeDurably({
    path: file,
    async write(temporaryPath) {
      made.facts = await make(temporaryPath);
    },
  });
  const { size } = await stat(file);
  const kept: Kept = { ...(made.facts as EncodedFacts), sizeBytes: size, sha256: await hashFile(file) };
  await writeDurably(recordOf(place), `${JSON.stringify(kept, undefined, 2)}\n`);
  return toAudioFile(place, kept);
}

function toAudioFile(place: EncodedPlace, kept: Kept): AudioFile {
  const name = `${place.slug}-${kept.sha256.slice(0, 8)}.mp3`;
  return { path: fileOf(place), name, format: 'mp3', mimeType: mediaTypeOf(name), ...kept };
}

function fileOf({ folder, key }: EncodedPlace): string {
  return path.join(folder, `${key}.mp3`);
}

function recordOf({ folder, key }: EncodedPlace): string {
  return path.join(folder, `${key}.json`);
}

/** A damaged record is as good as none. */
async function readKept(file: string): Promise<Kept | undefined> {
  try {
    const value = JSON.parse(await readFile(file, 'utf8')) as Partial<Kept>;
    const numbers = [value.sizeBytes, value.durationMs, value.bitrateKbps, value.sampleRateHz, value.channelCount];
    const isWhole = numbers.every((number) => typeof number === 'number') && typeof value.sha256 === 'string';
    return isWhole ? (value as Kept) : undefined;
  } catch {
    return undefined;
  }
}

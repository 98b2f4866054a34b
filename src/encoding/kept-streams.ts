import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { AudioFile } from '../model/audio-file.js';
import { present } from '../model/present.js';
import { hashFile, placeDurably, writeDurably } from '../workspace.js';
import { readText } from '../open-file.js';

/** Sound that may have been encoded before. */
export type StreamPlace = { readonly folder: string; readonly key: string };

/** What is measured when sound is encoded. */
export type SoundFacts = Omit<AudioFile, 'path' | 'name' | 'sizeBytes' | 'sha256' | 'format' | 'mimeType'>;

/** Encoded sound without a tag: where it begins in which file, and what was measured of it. */
export type Stream = {
  readonly path: string;
  readonly firstByte: number;
  readonly facts: SoundFacts;
};

type Kept = SoundFacts & { readonly sizeBytes: number; readonly sha256: string };

/** The sound kept under this key, when its bytes are still those that were measured. */
export async function findStream(place: StreamPlace): Promise<Stream | undefined> {
  const file = fileOf(place);
  const kept = await readKept(recordOf(place));
  if (!kept) return undefined;
  const found = await stat(file).catch(() => undefined);
  if (found?.size !== kept.sizeBytes || (await hashFile(file)) !== kept.sha256) return undefined;
  return toStream(file, kept);
}

/** Lets `make` write the file, then keeps it with what was measured. */
export async function keepStream(place: StreamPlace, make: (target: string) => Promise<SoundFacts>): Promise<Stream> {
  const file = fileOf(place);
  const made: { facts?: SoundFacts } = {};
  await placeDurably({
    path: file,
    async write(temporaryPath) {
      made.facts = await make(temporaryPath);
    },
  });
  const { size } = await stat(file);
  const kept: Kept = { ...(made.facts as SoundFacts), sizeBytes: size, sha256: await hashFile(file) };
  await writeDurably(recordOf(place), `${JSON.stringify(kept, undefined, 2)}\n`);
  return toStream(file, kept);
}

function toStream(file: string, kept: Kept): Stream {
  return { path: file, firstByte: 0, facts: soundFacts(kept) };
}

/** What of a file concerns its sound. */
export function soundFacts(file: SoundFacts): SoundFacts {
  const { durationMs, bitrateKbps, sampleRateHz, channelCount, loudnessLufs, truePeakDbtp } = file;
  return { durationMs, bitrateKbps, sampleRateHz, channelCount, ...present({ loudnessLufs, truePeakDbtp }) };
}

function fileOf({ folder, key }: StreamPlace): string {
  return path.join(folder, `${key}.mp3`);
}

function recordOf({ folder, key }: StreamPlace): string {
  return path.join(folder, `${key}.json`);
}

/** A damaged record is as good as none. */
async function readKept(file: string): Promise<Kept | undefined> {
  try {
    const value = JSON.parse(await readText(file)) as Partial<Kept>;
    const numbers = [value.sizeBytes, value.durationMs, value.bitrateKbps, value.sampleRateHz, value.channelCount];
    const isWhole = numbers.every((number) => typeof number === 'number') && typeof value.sha256 === 'string';
    return isWhole ? (value as Kept) : undefined;
  } catch {
    return undefined;
  }
}

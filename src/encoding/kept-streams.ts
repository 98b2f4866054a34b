import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { AudioFile, AudioFormat } from '../model/audio-file.js';
import { present } from '../model/present.js';
import { hashFile, placeDurably, writeDurably } from '../workspace.js';
import { readText, streamFile } from '../open-file.js';
import type { MeasuredLevel } from '../sound.js';

/** Sound that may have been encoded before. */
export type StreamPlace = { readonly folder: string; readonly key: string; readonly format: AudioFormat };

/** What is measured when sound is encoded. */
export type SoundFacts = Omit<AudioFile, 'path' | 'name' | 'sizeBytes' | 'sha256' | 'format' | 'mimeType'>;

/** Some bytes of a file, to its end unless told otherwise. */
export type FilePart = { readonly path: string; readonly firstByte: number; readonly byteCount?: number };

/** Encoded sound without a tag, its bytes in order, and what was measured of it; of an M4A the whole file as it was made. */
export type Stream = {
  /** What stands before the parts, where those do not hold it. */
  readonly head?: Uint8Array;
  readonly parts: readonly FilePart[];
  readonly facts: SoundFacts;
};

/** The bytes of encoded sound. */
export async function* readStream({ head, parts }: Pick<Stream, 'head' | 'parts'>): AsyncGenerator<Uint8Array> {
  if (head) yield head;
  for (const { path: file, firstByte, byteCount } of parts) {
    const end = byteCount === undefined ? {} : { end: firstByte + byteCount - 1 };
    for await (const chunk of await streamFile(file, { start: firstByte, ...end })) yield chunk as Buffer;
  }
}

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
  return { parts: [{ path: file, firstByte: 0 }], facts: soundFacts(kept) };
}

/** What of a file concerns its sound. */
export function soundFacts(file: SoundFacts): SoundFacts {
  const { durationMs, bitrateKbps, sampleRateHz, channelCount, loudnessLufs, truePeakDbtp, gainDb } = file;
  return { durationMs, bitrateKbps, sampleRateHz, channelCount, ...present({ loudnessLufs, truePeakDbtp, gainDb }) };
}

/** Facts with a level as it was measured, in hundredths. */
export function factsOf(
  shape: Pick<SoundFacts, 'durationMs' | 'bitrateKbps' | 'sampleRateHz' | 'channelCount'>,
  { loudnessLufs, truePeakDbtp }: MeasuredLevel,
): SoundFacts {
  return {
    ...shape,
    ...(loudnessLufs !== undefined && { loudnessLufs: toHundredths(loudnessLufs) }),
    ...(truePeakDbtp !== undefined && { truePeakDbtp: toHundredths(truePeakDbtp) }),
  };
}

function toHundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

function fileOf({ folder, key, format }: StreamPlace): string {
  return path.join(folder, `${key}.${format}`);
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

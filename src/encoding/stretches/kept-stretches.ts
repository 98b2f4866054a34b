import { createHash } from 'node:crypto';
import { stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { readIfThere } from '../../open-file.js';
import type { MeteredPart } from '../../sound.js';
import { writeDurably, type Shelf } from '../../workspace.js';
import type { FilePart } from '../kept-streams.js';
import { crc16 } from './crc16.js';
import { frameSizes } from './mp3-frames.js';

/** A stretch as it was encoded: where its frames lie, and what was measured of them when they were decoded. */
export type KeptStretch = {
  readonly part: Required<FilePart>;
  /** Of its first frame. */
  readonly frameHeader: Uint8Array;
  /** CRC-16 of its frames. */
  readonly crc: number;
  readonly metered: MeteredPart;
  /** Bytes of each frame, where they are asked for: those of one bitrate are all alike. */
  readonly sizes?: Uint16Array;
};

/** Where a stretch is kept, and whether its frames are of several lengths. */
export type StretchPlace = {
  readonly folder: string;
  readonly key: string;
  readonly isVariable: boolean;
  /** Has those of other machines too. */
  readonly shelf?: Shelf;
};

/** The first line of a file, before the frames. */
type Head = {
  /** Hex SHA-256 of all frames. */
  readonly sha256: string;
  readonly crc: number;
  readonly peak: number;
  /** 32-bit floats, base64. */
  readonly stepPowers: string;
};

const LINE_END = 0x0a;
const MS_PER_DAY = 86_400_000;

/** The stretch kept under this key, when its bytes are still those that were measured. */
export async function findStretch(place: StretchPlace): Promise<KeptStretch | undefined> {
  const file = fileOf(place);
  const read = (): Promise<Buffer | undefined> => readIfThere(file).catch(() => undefined);
  const bytes = (await read()) ?? ((await place.shelf?.bring(nameOf(place))) === true ? await read() : undefined);
  const firstByte = (bytes?.indexOf(LINE_END) ?? -1) + 1;
  const head = bytes && readHead(bytes.subarray(0, firstByte));
  if (!head) return undefined;
  const frames = bytes.subarray(firstByte);
  if (createHash('sha256').update(frames).digest('hex') !== head.sha256) return undefined;
  await keepLonger(file);
  return describe(file, { ...place, head, frames, firstByte });
}

/** Keeps frames with what was measured of them. */
export async function keepStretch(
  place: StretchPlace,
  { frames, metered }: { readonly frames: Uint8Array; readonly metered: MeteredPart },
): Promise<KeptStretch> {
  const { buffer, byteOffset, byteLength } = metered.stepPowers;
  const head: Head = {
    sha256: createHash('sha256').update(frames).digest('hex'),
    crc: crc16(frames),
    peak: metered.peak,
    stepPowers: Buffer.from(buffer, byteOffset, byteLength).toString('base64'),
  };
  const line = Buffer.from(`${JSON.stringify(head)}\n`);
  const file = fileOf(place);
  const bytes = Buffer.concat([line, frames]);
  if (!place.shelf) await writeDurably(file, bytes);
  else if (!(await place.shelf.keep(nameOf(place), bytes))) {
    const first = await findStretch(place);
    if (first) return first;
    await place.shelf.discard(nameOf(place));
    await place.shelf.keep(nameOf(place), bytes);
  }
  return describe(file, { ...place, head, frames, firstByte: line.length });
}

function describe(
  file: string,
  {
    isVariable,
    head,
    frames,
    firstByte,
  }: StretchPlace & { readonly head: Head; readonly frames: Uint8Array; readonly firstByte: number },
): KeptStretch {
  // A copy begins where floats may begin.
  const floats = new Uint8Array(Buffer.from(head.stepPowers, 'base64'));
  const stepPowers = new Float32Array(floats.buffer, 0, floats.byteLength / Float32Array.BYTES_PER_ELEMENT);
  return {
    part: { path: file, firstByte, byteCount: frames.length },
    frameHeader: Uint8Array.from(frames.subarray(0, 4)),
    crc: head.crc,
    metered: { stepPowers, peak: head.peak },
    ...(isVariable && { sizes: frameSizes(frames) }),
  };
}

/** What is used stays; what has not been for long is removed by its time. */
async function keepLonger(file: string): Promise<void> {
  const now = Date.now();
  const found = await stat(file).catch(() => undefined);
  if (found && now - found.mtimeMs > MS_PER_DAY) await utimes(file, now / 1000, now / 1000).catch(() => undefined);
}

function fileOf(place: StretchPlace): string {
  return path.join(place.folder, nameOf(place));
}

function nameOf({ key }: StretchPlace): string {
  return `${key}.frames`;
}

/** A damaged head is as good as none. */
function readHead(line: Buffer): Head | undefined {
  try {
    const { sha256, crc, peak, stepPowers } = JSON.parse(line.toString('utf8')) as Partial<Head>;
    const isWhole =
      typeof sha256 === 'string' &&
      typeof crc === 'number' &&
      typeof peak === 'number' &&
      typeof stepPowers === 'string' &&
      Buffer.from(stepPowers, 'base64').length % Float32Array.BYTES_PER_ELEMENT === 0;
    return isWhole ? { sha256, crc, peak, stepPowers } : undefined;
  } catch {
    return undefined;
  }
}

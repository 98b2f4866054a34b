import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { LectorError } from '../errors.js';

/** Where the samples of a WAV file lie and what they are. */
export type WavLayout = {
  /** WAVE format tag: 1 is integer PCM, 3 is float; the extensible tag is resolved. */
  readonly formatTag: number;
  readonly sampleRateHz: number;
  readonly channelCount: number;
  readonly bitsPerSample: number;
  readonly dataOffset: number;
  /** As the header says; a streamed file says 0 or 0xFFFFFFFF. */
  readonly declaredBytes: number;
  /** Bytes really there after `dataOffset`. */
  readonly availableBytes: number;
};

const EXTENSIBLE = 0xfffe;
const MAX_CHUNKS = 64;

/**
 * Reads the header of a RIFF or RF64 file, whatever chunks stand before the samples.
 *
 * @throws {@link LectorError} `E_AUDIO_DECODE` when the chunks make no sense.
 */
export async function readWavLayout(file: string): Promise<WavLayout> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw broken(file, 'cannot be opened', error);
  });
  try {
    return await walkChunks(handle, file);
  } finally {
    await handle.close();
  }
}

async function walkChunks(handle: FileHandle, file: string): Promise<WavLayout> {
  const { size } = await handle.stat();
  let format: Buffer | undefined;
  let longDataBytes: number | undefined;
  let offset = 12;
  for (let count = 0; count < MAX_CHUNKS && offset + 8 <= size; count += 1) {
    const head = await readAt(handle, offset, 8);
    const id = head.toString('latin1', 0, 4);
    const declared = head.readUInt32LE(4);
    const body = offset + 8;
    if (id === 'data') {
      if (!format) throw broken(file, 'has samples before it says what they are');
      const declaredBytes = declared === 0xffffffff && longDataBytes !== undefined ? longDataBytes : declared;
      return layoutOf(format, { dataOffset: body, declaredBytes, availableBytes: size - body });
    }
    if (body + declared > size)
      throw broken(file, `has a "${id.replace(/[^ -~]/gu, '?')}" chunk that is longer than the file`);
    if (id === 'fmt ') format = await readAt(handle, body, Math.min(declared, 40));
    if (id === 'ds64' && declared >= 16) longDataBytes = Number((await readAt(handle, body, 16)).readBigUInt64LE(8));
    if (id === 'fmt ' && declared < 16) throw broken(file, 'has a header that is too short');
    offset = body + declared + (declared % 2);
  }
  throw broken(file, 'has no samples');
}

function layoutOf(format: Buffer, data: Pick<WavLayout, 'dataOffset' | 'declaredBytes' | 'availableBytes'>): WavLayout {
  const tag = format.readUInt16LE(0);
  return {
    formatTag: tag === EXTENSIBLE && format.length >= 26 ? format.readUInt16LE(24) : tag,
    channelCount: format.readUInt16LE(2),
    sampleRateHz: format.readUInt32LE(4),
    bitsPerSample: format.readUInt16LE(14),
    ...data,
  };
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

function broken(file: string, what: string, cause?: unknown): LectorError {
  return new LectorError('E_AUDIO_DECODE', `${path.basename(file)} ${what}.`, { cause });
}

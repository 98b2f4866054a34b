import path from 'node:path';
import { isLectorError, LectorError } from '../errors.js';
import { openFile } from '../open-file.js';

/** Where the samples of a WAV file lie and what they are. */
export type WavLayout = {
  /** WAVE format tag: {@link PCM_TAG} or {@link FLOAT_TAG}; the extensible tag is resolved. */
  readonly formatTag: number;
  readonly sampleRateHz: number;
  readonly channelCount: number;
  readonly bitsPerSample: number;
  /** Which loudspeaker each channel is for, a bit each (WAVEFORMATEXTENSIBLE); absent where the header does not say. */
  readonly channelMask?: number;
  readonly dataOffset: number;
  /** As the header says; a streamed file says 0 or a number near the largest. */
  readonly declaredBytes: number;
  /** Bytes really there after `dataOffset`. */
  readonly availableBytes: number;
  /** The header was written before the length was known: what is there are the samples. */
  readonly isStreamed: boolean;
  /** The header promises more than there is. */
  readonly isCut: boolean;
};

/** A WAV file whose chunks make no sense: why, as the end of a sentence. */
export type WavFault = { readonly fault: string };

export const PCM_TAG = 1;
export const FLOAT_TAG = 3;
const EXTENSIBLE_TAG = 0xfffe;
/** Programs that write to a pipe cannot know the length: they say 0, or a number no file here has. */
const STREAMED_FROM_BYTES = 0x7ff0_0000;
const MAX_CHUNKS = 64;
/** The longest format chunk that says anything, WAVE_FORMAT_EXTENSIBLE. */
const MAX_FORMAT_BYTES = 40;

/**
 * Reads the header of a RIFF or RF64 file, whatever chunks stand before the samples.
 *
 * @throws {@link LectorError} `E_AUDIO_DECODE` when the chunks make no sense.
 */
export async function readWavLayout(file: string): Promise<WavLayout> {
  const name = path.basename(file);
  const handle = await openFile(file).catch((error: unknown) => {
    if (isLectorError(error)) throw error;
    throw new LectorError('E_AUDIO_DECODE', `${name} cannot be opened.`, { cause: error });
  });
  try {
    const walk = walkChunks((await handle.stat()).size);
    let step = walk.next(Buffer.alloc(0));
    while (step.done !== true) {
      const { position, byteCount } = step.value;
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(byteCount), 0, byteCount, position);
      step = walk.next(buffer.subarray(0, bytesRead));
    }
    if ('fault' in step.value)
      throw new LectorError('E_AUDIO_DECODE', `${name} cannot be decoded: ${step.value.fault}.`);
    return step.value;
  } finally {
    await handle.close();
  }
}

/** The same of a file that is in memory. */
export function findWavLayout(bytes: Buffer): WavLayout | WavFault {
  const walk = walkChunks(bytes.length);
  let step = walk.next(bytes);
  while (step.done !== true) {
    const { position, byteCount } = step.value;
    step = walk.next(bytes.subarray(position, position + byteCount));
  }
  return step.value;
}

type Wanted = { readonly position: number; readonly byteCount: number };

/** Asks for the bytes it needs, so that files are read a header at a time and bytes in memory at once. */
function* walkChunks(sizeBytes: number): Generator<Wanted, WavLayout | WavFault, Buffer> {
  let format: Buffer | undefined;
  let longDataBytes: number | undefined;
  let position = 12;
  for (let count = 0; count < MAX_CHUNKS && position + 8 <= sizeBytes; count += 1) {
    const head = yield { position, byteCount: 8 };
    const id = head.toString('latin1', 0, 4);
    const declared = head.readUInt32LE(4);
    const start = position + 8;
    const available = sizeBytes - start;
    if (id === 'data') {
      if (!format) return { fault: 'it has samples but no format before them' };
      const declaredBytes = declared === 0xffff_ffff && longDataBytes !== undefined ? longDataBytes : declared;
      return layoutOf(format, { dataOffset: start, declaredBytes, availableBytes: available });
    }
    if (declared > available) {
      return {
        fault: `its ${id.replace(/[^ -~]/gu, '?').trim()} part claims ${declared} bytes, ${available} are there`,
      };
    }
    if (id === 'fmt ') {
      if (declared < 16) return { fault: 'its format part is cut' };
      format = yield { position: start, byteCount: Math.min(declared, MAX_FORMAT_BYTES) };
    }
    if (id === 'ds64' && declared >= 16) {
      longDataBytes = Number((yield { position: start, byteCount: 16 }).readBigUInt64LE(8));
    }
    position = start + declared;
    if (declared % 2 === 1 && !isUnpadded(yield { position, byteCount: 5 })) position += 1;
  }
  return { fault: 'it holds no samples' };
}

/** RIFF pads chunks to even length; some writers do not, and the name of the next chunk stands at once. */
function isUnpadded(next: Buffer): boolean {
  const isName = (at: number): boolean => /^[A-Za-z0-9]{3}[A-Za-z0-9 ]$/u.test(next.toString('latin1', at, at + 4));
  return isName(0) && !isName(1);
}

function layoutOf(format: Buffer, data: Pick<WavLayout, 'dataOffset' | 'declaredBytes' | 'availableBytes'>): WavLayout {
  const { declaredBytes, availableBytes } = data;
  const tag = format.readUInt16LE(0);
  const isMore = declaredBytes > availableBytes;
  const isStreamed = (declaredBytes === 0 && availableBytes > 0) || (isMore && declaredBytes >= STREAMED_FROM_BYTES);
  const channelMask = tag === EXTENSIBLE_TAG && format.length >= 24 ? format.readUInt32LE(20) : 0;
  return {
    ...(channelMask > 0 && { channelMask }),
    formatTag: tag === EXTENSIBLE_TAG && format.length >= 26 ? format.readUInt16LE(24) : tag,
    channelCount: format.readUInt16LE(2),
    sampleRateHz: format.readUInt32LE(4),
    bitsPerSample: format.readUInt16LE(14),
    ...data,
    isStreamed,
    isCut: isMore && !isStreamed,
  };
}

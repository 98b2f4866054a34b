import { EXIT, LectorError, type ErrorCode } from '../errors.js';
import { describeBytes } from '../run-tool/sniff-audio.js';
import { FLOAT_TAG, findWavLayout, PCM_TAG, type WavLayout } from './wav-layout.js';
import { readBytes } from '../open-file.js';

/** Sound as every clip holds it: one channel of 16-bit samples. */
export type WavAudio = {
  readonly samples: Int16Array;
  readonly sampleRateHz: number;
  /** What was put right while reading: a header that lies about its length. */
  readonly repairs: readonly string[];
};

const HEADER_BYTES = 44;
const MIN_RATE_HZ = 4_000;
const MAX_RATE_HZ = 192_000;

/**
 * A mono 16-bit WAV file: the 44-byte header and the samples.
 *
 * @param trailingBytes Room for further chunks behind the samples, counted by the header and left to the caller to fill.
 */
export function buildWav(
  audio: { readonly samples: Int16Array; readonly sampleRateHz: number },
  trailingBytes = 0,
): Buffer {
  const dataBytes = audio.samples.length * 2;
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + dataBytes + trailingBytes);
  bytes.fill(0, HEADER_BYTES + dataBytes);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(PCM_TAG, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(audio.sampleRateHz, 24);
  bytes.writeUInt32LE(audio.sampleRateHz * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(dataBytes, 40);
  Buffer.from(audio.samples.buffer, audio.samples.byteOffset, dataBytes).copy(bytes, HEADER_BYTES);
  return bytes;
}

/**
 * Reads a WAV file as mono 16-bit.
 *
 * @throws {@link LectorError} as {@link parseWav}.
 */
export async function readWav(file: string): Promise<WavAudio & { readonly sampleCount: number }> {
  const audio = parseWav(await readBytes(file));
  return { ...audio, sampleCount: audio.samples.length };
}

/**
 * Reads any uncompressed WAV file as mono 16-bit; stereo is mixed down. A length field that no file of this size can
 * have is repaired, one that promises more than there is means the file was cut.
 *
 * @throws {@link LectorError} `E_TTS_EMPTY`, `E_TTS_FORMAT`, `E_TTS_NOT_AUDIO`, `E_AUDIO_FORMAT`, `E_AUDIO_DECODE` or
 *   `E_AUDIO_TRUNCATED`, naming what is wrong or what the bytes are instead; exit code 5.
 */
export function parseWav(bytes: Buffer): WavAudio {
  if (bytes.length === 0) throw unusable('E_TTS_EMPTY', 'the audio is empty: 0 bytes.');
  const form = bytes.toString('latin1', 0, 4);
  if ((form !== 'RIFF' && form !== 'RF64') || bytes.toString('latin1', 8, 12) !== 'WAVE') throw notWav(bytes);
  const layout = findWavLayout(bytes);
  if ('fault' in layout) throw broken(layout.fault);
  requireUsable(layout);
  const { dataOffset, declaredBytes, availableBytes, isStreamed, sampleRateHz } = layout;
  const data = bytes.subarray(dataOffset, dataOffset + (isStreamed ? availableBytes : declaredBytes));
  const repairs = isStreamed ? [`the WAV header says ${declaredBytes} bytes of samples; they are counted instead`] : [];
  return { samples: toMono(data, layout), sampleRateHz, repairs };
}

function notWav(bytes: Buffer): LectorError {
  const { name, isSound, refused } = describeBytes(bytes);
  if (refused !== undefined) {
    return unusable('E_AUDIO_FORMAT', `asked for WAV, got ${name}; ${refused} is not allowed.`);
  }
  const code = isSound ? 'E_TTS_FORMAT' : name === 'something else' ? 'E_AUDIO_DECODE' : 'E_TTS_NOT_AUDIO';
  return unusable(code, `asked for WAV, got ${name}.`);
}

function requireUsable({ channelCount, sampleRateHz, isCut, declaredBytes, availableBytes }: WavLayout): void {
  if (channelCount === 0) throw broken('it has 0 channels');
  if (channelCount > 2) throw broken(`it has ${channelCount} channels > 2`, 'E_AUDIO_FORMAT');
  if (sampleRateHz < MIN_RATE_HZ || sampleRateHz > MAX_RATE_HZ) throw broken(`its sample rate is ${sampleRateHz} Hz`);
  if (isCut) {
    throw broken(`it is cut: its header says ${declaredBytes} bytes, ${availableBytes} are there`, 'E_AUDIO_TRUNCATED');
  }
}

function toMono(data: Buffer, format: WavLayout): Int16Array {
  const bytesPerSample = format.bitsPerSample / 8;
  const read = sampleReader(data, format);
  const count = Math.floor(data.length / (bytesPerSample * format.channelCount));
  const isPlain = format.formatTag === PCM_TAG && format.bitsPerSample === 16 && format.channelCount === 1;
  // Samples that lie as they are needed are looked at where they lie.
  if (isPlain && data.byteOffset % 2 === 0) return new Int16Array(data.buffer, data.byteOffset, count);
  const samples = new Int16Array(count);
  if (isPlain) {
    data.copy(Buffer.from(samples.buffer), 0, 0, count * 2);
    return samples;
  }
  for (let index = 0; index < count; index += 1) {
    const at = index * bytesPerSample * format.channelCount;
    const value = format.channelCount === 1 ? read(at) : (read(at) + read(at + bytesPerSample)) / 2;
    samples[index] = Math.max(-32_768, Math.min(32_767, Math.round(value * 32_768)));
  }
  return samples;
}

/** Samples as −1..1 whatever they are stored as. */
function sampleReader(data: Buffer, { formatTag: tag, bitsPerSample }: WavLayout): (at: number) => number {
  if (tag === PCM_TAG && bitsPerSample === 8) return (at) => ((data[at] ?? 128) - 128) / 128;
  if (tag === PCM_TAG && bitsPerSample === 16) return (at) => data.readInt16LE(at) / 32_768;
  if (tag === PCM_TAG && bitsPerSample === 24) return (at) => data.readIntLE(at, 3) / 8_388_608;
  if (tag === PCM_TAG && bitsPerSample === 32) return (at) => data.readInt32LE(at) / 2_147_483_648;
  if (tag === FLOAT_TAG && bitsPerSample === 32) return (at) => finite(data.readFloatLE(at));
  if (tag === FLOAT_TAG && bitsPerSample === 64) return (at) => finite(data.readDoubleLE(at));
  throw broken(`its samples have ${bitsPerSample} bits in format ${tag}`);
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}

function broken(why: string, code: ErrorCode = 'E_AUDIO_DECODE'): LectorError {
  return unusable(code, `the WAV file is damaged or unusable: ${why}.`);
}

/** These are answers of an engine: whatever is wrong with them, asking again later may help. */
function unusable(code: ErrorCode, message: string): LectorError {
  return new LectorError(code, message, { exitCode: EXIT.engine });
}

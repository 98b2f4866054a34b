import { EXIT, LectorError, type ErrorCode } from '../errors.js';

/** Sound as every clip holds it: one channel of 16-bit samples. */
export type WavAudio = {
  readonly samples: Int16Array;
  readonly sampleRateHz: number;
  /** What was put right while reading: a header that lies about its length. */
  readonly repairs: readonly string[];
};

const HEADER_BYTES = 44;
const PCM = 1;
const IEEE_FLOAT = 3;
const EXTENSIBLE = 0xfffe;
/** Programs that write to a pipe cannot know the length: they say 0, or a number near the largest. */
const STREAMED_FROM = 0x7fff_f000;
const MIN_RATE_HZ = 4_000;
const MAX_RATE_HZ = 192_000;
const ASF_HEAD = Buffer.from([0x30, 0x26, 0xb2, 0x75]);

type Format = {
  readonly tag: number;
  readonly channelCount: number;
  readonly sampleRateHz: number;
  readonly bitsPerSample: number;
};

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
  bytes.writeUInt16LE(PCM, 20);
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
 * Reads any uncompressed WAV file as mono 16-bit; stereo is mixed down. A length field that no file of this size can
 * have is repaired, one that promises more than there is means the file was cut.
 *
 * @throws {@link LectorError} `E_TTS_EMPTY`, `E_TTS_FORMAT`, `E_TTS_NOT_AUDIO`, `E_AUDIO_FORMAT`, `E_AUDIO_DECODE` or
 *   `E_AUDIO_TRUNCATED`, naming what is wrong or what the bytes are instead; exit code 5.
 */
export function parseWav(bytes: Buffer): WavAudio {
  if (bytes.length === 0) throw unusable('E_TTS_EMPTY', 'the audio is empty: 0 bytes.');
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE') throw notWav(bytes);
  let format: Format | undefined;
  for (let at = 12; at + 8 <= bytes.length;) {
    const id = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    const start = at + 8;
    const available = bytes.length - start;
    if (id === 'data') return readData({ bytes, start, size, available, format: requireFormat(format) });
    if (size > available) throw broken(`its ${id.trim()} part claims ${size} bytes, ${available} are there`);
    if (id === 'fmt ') format = readFormat(bytes.subarray(start, start + size));
    at = start + size + (size % 2);
  }
  throw broken('it holds no samples');
}

/** Formats that name other files or that nobody publishes: what ffmpeg calls them, and what stands for them in messages. */
const REFUSED: Readonly<Record<string, string>> = { hls: 'an HLS playlist', concat: 'an ffconcat list', asf: 'ASF' };

function notWav(bytes: Buffer): LectorError {
  const kind = describeBytes(bytes);
  const refused = Object.entries(REFUSED).find(([, described]) => described === kind)?.[0];
  if (refused !== undefined)
    return unusable('E_AUDIO_FORMAT', `asked for WAV, got ${kind}; ${refused} is not allowed.`);
  const code = SOUND.has(kind) ? 'E_TTS_FORMAT' : kind === UNKNOWN ? 'E_AUDIO_DECODE' : 'E_TTS_NOT_AUDIO';
  return unusable(code, `asked for WAV, got ${kind}.`);
}

const SOUND: ReadonlySet<string> = new Set(['MP3', 'Ogg', 'FLAC', 'MP4']);
const UNKNOWN = 'something else';

/** What some bytes are, in a word, for messages. */
export function describeBytes(bytes: Buffer): string {
  const head = bytes.toString('latin1', 0, 12);
  if (head.startsWith('ID3') || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0)) return 'MP3';
  if (head.startsWith('OggS')) return 'Ogg';
  if (head.startsWith('fLaC')) return 'FLAC';
  if (head.slice(4, 8) === 'ftyp') return 'MP4';
  if (head.startsWith('#EXTM3U')) return 'an HLS playlist';
  if (head.startsWith('ffconcat')) return 'an ffconcat list';
  if (bytes.subarray(0, 4).equals(ASF_HEAD)) return 'ASF';
  const text = bytes.toString('utf8', 0, 200).trim();
  if (/^<(?:!doctype|html)/iu.test(text)) return 'an HTML page';
  if (/^[{[]/u.test(text)) return 'JSON';
  if (/^[\t\n\r -~]+$/u.test(text)) return 'text';
  return UNKNOWN;
}

function readFormat(bytes: Buffer): Format {
  if (bytes.length < 16) throw broken('its format part is cut');
  const tag = bytes.readUInt16LE(0);
  return {
    tag: tag === EXTENSIBLE && bytes.length >= 26 ? bytes.readUInt16LE(24) : tag,
    channelCount: bytes.readUInt16LE(2),
    sampleRateHz: bytes.readUInt32LE(4),
    bitsPerSample: bytes.readUInt16LE(14),
  };
}

function requireFormat(format: Format | undefined): Format {
  if (!format) throw broken('it has samples but no format');
  const { channelCount, sampleRateHz } = format;
  if (channelCount === 0) throw broken('it has 0 channels');
  if (channelCount > 2) throw broken(`it has ${channelCount} channels > 2`, 'E_AUDIO_FORMAT');
  if (sampleRateHz < MIN_RATE_HZ || sampleRateHz > MAX_RATE_HZ) throw broken(`its sample rate is ${sampleRateHz} Hz`);
  return format;
}

function readData(input: { bytes: Buffer; start: number; size: number; available: number; format: Format }): WavAudio {
  const { bytes, start, size, available, format } = input;
  const isStreamed = (size === 0 && available > 0) || size >= STREAMED_FROM;
  if (!isStreamed && size > available) {
    throw broken(`it is cut: its header says ${size} bytes, ${available} are there`, 'E_AUDIO_TRUNCATED');
  }
  const data = bytes.subarray(start, start + (isStreamed ? available : size));
  const repairs = isStreamed ? [`the WAV header says ${size} bytes of samples; they are counted instead`] : [];
  return { samples: toMono(data, format), sampleRateHz: format.sampleRateHz, repairs };
}

function toMono(data: Buffer, format: Format): Int16Array {
  const bytesPerSample = format.bitsPerSample / 8;
  const read = sampleReader(data, format);
  const count = Math.floor(data.length / (bytesPerSample * format.channelCount));
  const isPlain = format.tag === PCM && format.bitsPerSample === 16 && format.channelCount === 1;
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
function sampleReader(data: Buffer, { tag, bitsPerSample }: Format): (at: number) => number {
  if (tag === PCM && bitsPerSample === 8) return (at) => ((data[at] ?? 128) - 128) / 128;
  if (tag === PCM && bitsPerSample === 16) return (at) => data.readInt16LE(at) / 32_768;
  if (tag === PCM && bitsPerSample === 24) return (at) => data.readIntLE(at, 3) / 8_388_608;
  if (tag === PCM && bitsPerSample === 32) return (at) => data.readInt32LE(at) / 2_147_483_648;
  if (tag === IEEE_FLOAT && bitsPerSample === 32) return (at) => finite(data.readFloatLE(at));
  if (tag === IEEE_FLOAT && bitsPerSample === 64) return (at) => finite(data.readDoubleLE(at));
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

/** One MPEG audio layer III frame header (ISO/IEC 11172-3 §2.4.1.3, 13818-3). */
export type Mp3Header = {
  readonly sampleRateHz: number;
  readonly channelCount: 1 | 2;
  readonly bitrateKbps: number;
  readonly samplesPerFrame: number;
  /** Length of the whole frame, header included. */
  readonly frameBytes: number;
};

const BITRATES_MPEG1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const BITRATES_MPEG2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const RATES_MPEG1 = [44_100, 48_000, 32_000];
const LAYER_III = 1;
const MONO = 3;

/** Reads the frame header at an offset, or nothing when there is none of layer III with a known length. */
export function parseMp3Header(bytes: Uint8Array, offset: number): Mp3Header | undefined {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes.subarray(offset, offset + 4);
  if (offset + 4 > bytes.length || first !== 0xff || (second & 0xe0) !== 0xe0) return undefined;
  const version = (second >> 3) & 3;
  if (version === 1 || ((second >> 1) & 3) !== LAYER_III) return undefined;
  const isMpeg1 = version === 3;
  const bitrateKbps = (isMpeg1 ? BITRATES_MPEG1 : BITRATES_MPEG2)[third >> 4];
  const rate = RATES_MPEG1[(third >> 2) & 3];
  if (!bitrateKbps || rate === undefined) return undefined;
  const sampleRateHz = isMpeg1 ? rate : version === 2 ? rate / 2 : rate / 4;
  const samplesPerFrame = isMpeg1 ? 1152 : 576;
  const padding = (third >> 1) & 1;
  return {
    sampleRateHz,
    channelCount: fourth >> 6 === MONO ? 1 : 2,
    bitrateKbps,
    samplesPerFrame,
    frameBytes: Math.floor((samplesPerFrame * bitrateKbps * 125) / sampleRateHz) + padding,
  };
}

const TAG_HEADER_BYTES = 10;

/** Bytes of the ID3v2 tag before the sound, its header included, from its first ten bytes; 0 when there is no tag. */
export function id3TagBytes(header: Buffer): number {
  if (header.length < TAG_HEADER_BYTES || header.toString('latin1', 0, 3) !== 'ID3') return 0;
  // Four bytes of seven bits each (ID3v2.3 §3.1).
  return header.subarray(6, TAG_HEADER_BYTES).reduce((size, byte) => (size << 7) | (byte & 0x7f), 0) + TAG_HEADER_BYTES;
}

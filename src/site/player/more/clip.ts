/** Sample rates of ISO/IEC 11172-3 §2.4.2.3 and 13818-3, by the bits of the version and the rate. */
const RATES_HZ: Readonly<Record<number, readonly number[]>> = {
  3: [44_100, 48_000, 32_000],
  2: [22_050, 24_000, 16_000],
  0: [11_025, 12_000, 8000],
};
/** Layer III, by version 1 and the others. */
const BITRATES_KBPS = {
  v1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  v2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const ID3_HEADER_BYTES = 10;
const FIRST_BYTES = 4096;
/** What a decoder is late by, in samples (LAME tag, "decoder delay"). */
const DECODER_DELAY = 529;

type Frame = {
  readonly bytes: number;
  readonly samples: number;
  readonly rateHz: number;
  readonly bitrateKbps: number;
  readonly isV1: boolean;
  readonly isMono: boolean;
};

/**
 * Seconds of an MP3 of constant bitrate, cut at the borders of its frames; nothing else of the file is fetched where the
 * host gives parts of files.
 *
 * @throws When it is no such file or cannot be had.
 */
export async function cutClip(url: string, from: number, seconds: number): Promise<Blob> {
  const id3 = await fetchRange(url, 0, ID3_HEADER_BYTES);
  const audioStart = String.fromCharCode(...id3.subarray(0, 3)) === 'ID3' ? ID3_HEADER_BYTES + synchsafe(id3, 6) : 0;
  const head = await fetchRange(url, audioStart, FIRST_BYTES);
  const opening = readFrame(head, 0);
  if (!opening) throw new Error('no MP3');
  const { isInfo, delay } = readInfo(head, opening);
  // The frame that tells of the file may have a bitrate of its own.
  const first = isInfo ? readFrame(head, opening.bytes) : opening;
  if (!first) throw new Error('no MP3');
  const { samples, rateHz } = first;
  const frameSeconds = samples / rateHz;
  /** On average: a frame is longer by a byte now and then. */
  const frameBytes = (first.bitrateKbps * 125 * samples) / rateHz;
  const begin = audioStart + (isInfo ? opening.bytes : 0);
  const count = Math.round(seconds / frameSeconds);
  const wanted = Math.max(0, Math.floor((from * rateHz + delay + DECODER_DELAY) / samples));
  const start = begin + Math.max(0, Math.floor((wanted - 1) * frameBytes));
  const part = await fetchRange(url, start, Math.ceil((count + 4) * frameBytes));
  let at = syncAt(part, first);
  let number = Math.round((start + at - begin) / frameBytes);
  let cutFrom = at;
  for (let taken = 0; taken < count; number += 1) {
    const frame = readFrame(part, at);
    if (!frame || at + frame.bytes > part.length) break;
    if (!isAlike(frame, first)) throw new Error('VBR');
    if (number < wanted) cutFrom = at + frame.bytes;
    else taken += 1;
    at += frame.bytes;
  }
  if (at <= cutFrom) throw new Error('nothing there');
  return new Blob([part.slice(cutFrom, at)], { type: 'audio/mpeg' });
}

async function fetchRange(url: string, start: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await fetch(url, { headers: { range: `bytes=${start}-${start + length - 1}` } });
  if (!answer.ok) throw new Error(String(answer.status));
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return answer.status === 206 ? bytes : bytes.slice(start, start + length);
}

/** Where a frame begins that the next one follows, of the kind of the first. */
function syncAt(bytes: Uint8Array, like: Frame): number {
  for (let at = 0; at < bytes.length - 4; at += 1) {
    const frame = readFrame(bytes, at);
    const next = frame && isAlike(frame, like) ? readFrame(bytes, at + frame.bytes) : undefined;
    if (next && isAlike(next, like)) return at;
  }
  throw new Error('no frame');
}

function isAlike(one: Frame, other: Frame): boolean {
  return one.rateHz === other.rateHz && one.bitrateKbps === other.bitrateKbps && one.isMono === other.isMono;
}

function readFrame(bytes: Uint8Array, at: number): Frame | undefined {
  const [sync = 0, second = 0, third = 0, fourth = 0] = bytes.subarray(at, at + 4);
  const version = (second >> 3) & 3;
  const isLayer3 = ((second >> 1) & 3) === 1;
  const rateHz = RATES_HZ[version]?.[(third >> 2) & 3];
  if (sync !== 0xff || second < 0xe0 || !isLayer3 || rateHz === undefined) return undefined;
  const isV1 = version === 3;
  const bitrateKbps = BITRATES_KBPS[isV1 ? 'v1' : 'v2'][third >> 4];
  if (!bitrateKbps) return undefined;
  const samples = isV1 ? 1152 : 576;
  const bytesLong = Math.floor((samples * bitrateKbps * 125) / rateHz) + ((third >> 1) & 1);
  return { bytes: bytesLong, samples, rateHz, bitrateKbps, isV1, isMono: fourth >> 6 === 3 };
}

/** The frame that tells of the file and holds no sound; how many samples the encoder put before. @throws For VBR. */
function readInfo(bytes: Uint8Array, { isV1, isMono }: Frame): { readonly isInfo: boolean; readonly delay: number } {
  const at = 4 + (isV1 ? (isMono ? 17 : 32) : isMono ? 9 : 17);
  const name = String.fromCharCode(...bytes.subarray(at, at + 4));
  if (name === 'Xing') throw new Error('VBR');
  if (name !== 'Info') return { isInfo: false, delay: 0 };
  const [high = 0, low = 0] = bytes.subarray(at + 141, at + 143);
  return { isInfo: true, delay: (high << 4) | (low >> 4) };
}

function synchsafe(bytes: Uint8Array, at: number): number {
  return bytes.subarray(at, at + 4).reduce((value, byte) => (value << 7) | (byte & 0x7f), 0);
}

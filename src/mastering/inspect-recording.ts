import { stat } from 'node:fs/promises';
import path from 'node:path';
import { parseFile } from 'music-metadata';
import { warning } from '../errors.js';
import type { Finding } from '../model/finding.js';
import { present } from '../model/present.js';
import { sniffAudio, type AudioContainer } from '../run-tool.js';
import { readWavLayout } from '../sound.js';
import { refuseAudio } from './refuse-audio.js';
import { walkMp3, type FrameRun } from './walk-mp3.js';
import { openFile } from '../open-file.js';

/** What a recording says of itself, checked as far as that is possible without decoding it. */
export type Recording = {
  readonly container: AudioContainer['name'];
  readonly sampleRateHz?: number;
  readonly channelCount?: 1 | 2;
  /** It has more channels, which are mixed down to two (ITU-R BS.775-4 Annex 4). */
  readonly isSurround?: true;
  /** How long it claims to be; only decoded samples are believed. */
  readonly declaredMs?: number;
  /** Of an MP3 whose frames could be published as they are. */
  readonly run?: FrameRun;
  readonly findings: readonly Finding[];
};

const MAX_BYTES = 500 * 1024 * 1024;
/** Up to 7.1, with a place for each. */
const MAX_CHANNELS = 8;
const MIN_RATE_HZ = 4000;
const MAX_RATE_HZ = 384_000;
const EXTENSIONS: Readonly<Record<string, readonly AudioContainer['name'][]>> = {
  '.mp3': ['mp3'],
  '.wav': ['wav'],
  '.wave': ['wav'],
  '.m4a': ['m4a'],
  '.mp4': ['m4a'],
  '.m4b': ['m4a'],
  '.ogg': ['ogg'],
  '.oga': ['ogg'],
  '.opus': ['ogg'],
  '.flac': ['flac', 'ogg'],
  '.aac': ['aac'],
  '.aif': ['aiff'],
  '.aiff': ['aiff'],
};

/**
 * Looks at a recording before ffmpeg does: what it is, whether it is whole, and what cannot be true of it.
 *
 * @throws {@link LectorError} `E_AUDIO` when it is too large, `E_AUDIO_FORMAT`, `E_AUDIO_DECODE` or `E_AUDIO_TRUNCATED`.
 */
export async function inspectRecording(file: string): Promise<Recording> {
  const found = await stat(file).catch((error: unknown) => {
    throw refuseAudio(file, 'cannot be opened', { cause: error });
  });
  if (found.size > MAX_BYTES) throw refuseAudio(file, `has ${found.size} bytes; at most ${MAX_BYTES} are read`);
  const { name } = await sniffAudio(file);
  const extension = path.extname(file).toLowerCase();
  if (!(EXTENSIONS[extension] ?? [name]).includes(name)) {
    const hint = `rename it to ${path.basename(file, path.extname(file))}.${name}.`;
    throw refuseAudio(file, `is named ${extension.slice(1)} but holds ${name}`, { code: 'E_AUDIO_FORMAT', hint });
  }
  const facts = await factsOf(name, file);
  const { sampleRateHz, channelCount } = facts;
  const isSurround = channelCount !== undefined && channelCount > 2;
  if (channelCount === 0)
    throw refuseAudio(file, 'cannot be decoded: it claims 0 channels', { code: 'E_AUDIO_DECODE' });
  if (isSurround && (channelCount > MAX_CHANNELS || facts.isPlaced !== true)) {
    const why =
      facts.isPlaced === true ? `and more than ${MAX_CHANNELS}` : 'and no word of which loudspeaker each is for';
    throw refuseAudio(file, `is refused: ${channelCount} channels > 2, ${why}`, {
      code: 'E_AUDIO_FORMAT',
      hint: 'mix it down to stereo or mono.',
    });
  }
  if (sampleRateHz !== undefined && (sampleRateHz < MIN_RATE_HZ || sampleRateHz > MAX_RATE_HZ)) {
    throw refuseAudio(file, `cannot be decoded: its sample rate is ${sampleRateHz} Hz`, { code: 'E_AUDIO_DECODE' });
  }
  return {
    container: name,
    findings: [...(facts.findings ?? []), ...(isSurround ? [mixedDown(file, channelCount)] : [])],
    ...(isSurround && { isSurround }),
    ...present({ sampleRateHz }),
    ...(channelCount !== undefined && { channelCount: channelCount === 1 ? 1 : 2 }),
    ...present({ declaredMs: facts.declaredMs, run: facts.run }),
  };
}

function mixedDown(file: string, channelCount: number): Finding {
  const message = `${path.basename(file)} has ${channelCount} channels; they are mixed down to two.`;
  return warning('W_AUDIO_SURROUND', message, { hint: 'give a stereo mix of your own if it should sound otherwise.' });
}

type Facts = {
  readonly sampleRateHz?: number;
  readonly channelCount?: number;
  /** Each channel has a loudspeaker: that of the standard of its format, or of its header. */
  readonly isPlaced?: boolean;
  readonly declaredMs?: number;
  readonly run?: FrameRun;
  readonly findings?: readonly Finding[];
};

async function factsOf(name: AudioContainer['name'], file: string): Promise<Facts> {
  if (name === 'mp3') return inspectMp3(file);
  if (name === 'wav') return inspectWav(file);
  if (name === 'm4a') await requireMovieBox(file);
  // AIFF has a chunk for it that hardly any program writes; the others assign channels (RFC 9639 §9.1.3, Vorbis I §4.3.9).
  return { ...(await inspectTags(file)), isPlaced: name !== 'aiff' };
}

async function inspectMp3(file: string): Promise<Facts> {
  const { sampleRateHz, channelCount, isCut, run } = await walkMp3(file);
  if (isCut) throw refuseAudio(file, 'is truncated: its last frame is incomplete', { code: 'E_AUDIO_TRUNCATED' });
  return { sampleRateHz, channelCount, ...present({ run }) };
}

async function inspectWav(file: string): Promise<Facts> {
  const layout = await readWavLayout(file);
  const {
    sampleRateHz,
    channelCount,
    channelMask = 0,
    bitsPerSample,
    declaredBytes,
    availableBytes,
    isStreamed,
    isCut,
  } = layout;
  if (bitsPerSample === 0)
    throw refuseAudio(file, 'cannot be decoded: it claims 0 bits a sample', { code: 'E_AUDIO_DECODE' });
  if (isCut) {
    const counts = `header says ${declaredBytes} bytes, file has ${availableBytes}`;
    throw refuseAudio(file, `is truncated: ${counts}`, { code: 'E_AUDIO_TRUNCATED' });
  }
  const isPlaced = countBits(channelMask) === channelCount;
  if (!isStreamed) return { sampleRateHz, channelCount, isPlaced };
  const finding = warning(
    'W_WAV_STREAMED',
    `${path.basename(file)}: its header says ${declaredBytes} bytes of sound.`,
    {
      hint: 'the length is taken from the samples; save the file again to set the header right.',
    },
  );
  return { sampleRateHz, channelCount, isPlaced, findings: [finding] };
}

function countBits(mask: number): number {
  return mask.toString(2).replaceAll('0', '').length;
}

/** Without its `moov` box an MP4 is the leftover of an interrupted recording (ISO/IEC 14496-12 §8.2.1). */
async function requireMovieBox(file: string): Promise<void> {
  const handle = await openFile(file);
  try {
    const { size } = await handle.stat();
    const head = Buffer.alloc(16);
    for (let offset = 0; offset + 8 <= size;) {
      await handle.read(head, 0, head.length, offset);
      if (head.toString('latin1', 4, 8) === 'moov') return;
      const short = head.readUInt32BE(0);
      const length = short === 1 ? Number(head.readBigUInt64BE(8)) : short;
      if (length < 8) break;
      offset += length;
    }
  } finally {
    await handle.close();
  }
  throw refuseAudio(file, 'cannot be decoded: it has no moov box (an interrupted recording)', {
    code: 'E_AUDIO_DECODE',
  });
}

/** What the tag reader cannot read may still be sound: then nothing is known beforehand. */
async function inspectTags(file: string): Promise<Facts> {
  const parsed = await parseFile(file, { skipCovers: true, duration: false }).catch(() => undefined);
  const { sampleRate, numberOfChannels, duration } = parsed?.format ?? {};
  return {
    ...present({ sampleRateHz: sampleRate, channelCount: numberOfChannels }),
    ...(duration !== undefined && { declaredMs: Math.round(duration * 1000) }),
  };
}

import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { parseFile } from 'music-metadata';
import { LectorError } from '../errors.js';
import type { Enclosure } from '../model/article.js';
import {
  AUDIO_FORMAT_NAMES,
  AUDIO_FORMATS,
  averageKbps,
  formatOfMimeType,
  type AudioFile,
} from '../model/audio-file.js';
import type { FinishedAudio } from '../model/episode.js';
import { present } from '../model/present.js';
import { mediaTypeOf } from '../model/publication/paths/addresses.js';
import { samplesToMs } from '../model/time.js';
import type { RecordedMaster } from '../model/timeline.js';
import { sniffAudio } from '../run-tool.js';
import { hashFile } from '../workspace.js';

/**
 * Takes a recording as the finished file it is: not a byte of it changes, tags and level included.
 *
 * @param input.master What was measured when it was decoded.
 * @throws {@link LectorError} `E_AUDIO_FORMAT` for what podcast apps do not play.
 */
export async function keepAsIs(input: {
  readonly path: string;
  readonly master: RecordedMaster;
  readonly slug: string;
}): Promise<AudioFile> {
  const { path: file, master, slug } = input;
  const { name: container } = await sniffAudio(file);
  const format = AUDIO_FORMAT_NAMES.find(
    (name) => AUDIO_FORMATS[name].container === container && AUDIO_FORMATS[name].isListed,
  );
  if (format === undefined) {
    throw new LectorError('E_AUDIO_FORMAT', `${path.basename(file)} holds ${container}, which many apps do not play.`, {
      hint: 'remove "asIs": it is made an MP3 then.',
    });
  }
  const [{ size: sizeBytes }, sha256, { format: found }] = await Promise.all([
    stat(file),
    hashFile(file),
    parseFile(file, { duration: false, skipCovers: true }),
  ]);
  const durationMs = samplesToMs(master.sampleCount, master.sampleRateHz);
  const name = `${slug}-${sha256.slice(0, 8)}.${format}`;
  return {
    path: file,
    name,
    format,
    mimeType: mediaTypeOf(name),
    sizeBytes,
    sha256,
    durationMs,
    bitrateKbps: found.bitrate === undefined ? averageKbps(sizeBytes, durationMs) : Math.round(found.bitrate / 1000),
    sampleRateHz: found.sampleRate ?? master.sampleRateHz,
    channelCount: found.numberOfChannels ?? master.channelCount,
    isAsIs: true,
    ...present({ loudnessLufs: master.loudnessLufs, truePeakDbtp: master.truePeakDbtp }),
  };
}

/** Audio that stays at another host. It has a name all the same: what belongs to it is published beside that. */
export function leftAudio(enclosure: Enclosure, slug: string): FinishedAudio {
  const { url, sizeBytes, mimeType, durationMs } = enclosure;
  const format = formatOfMimeType(mimeType) ?? 'mp3';
  const hash8 = createHash('sha256').update(`${url} ${sizeBytes}`).digest('hex').slice(0, 8);
  const bitrateKbps = averageKbps(sizeBytes, durationMs);
  return { url, name: `${slug}-${hash8}.${format}`, format, mimeType, sizeBytes, sha256: '', durationMs, bitrateKbps };
}

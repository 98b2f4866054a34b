import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { LectorError } from '../../errors.js';
import type { Chapter } from '../../model/chapter.js';
import { streamFile } from '../../open-file.js';
import type { AudioTags } from '../audio-tags.js';
import { endsPacket, FIRST_PAGE, headerPages, LAST_PAGE, readPages, writePage, type OggPage } from './ogg-page.js';
import { opusTags } from './opus-tags.js';

type OpusJob = {
  readonly tags: AudioTags;
  readonly chapters: readonly Chapter[];
  /** JPEG or PNG. */
  readonly cover?: Uint8Array;
  /** An Opus file of ours; its sound is taken. */
  readonly source: string;
  /** Of the sound that is heard. */
  readonly durationMs: number;
  /** The file to write; its folder is there. */
  readonly target: string;
};

/** One stream alone is in the file: the number only tells streams apart. */
const SERIAL = 0x4c65_6374;
/** Of an Opus stream, whatever was encoded (RFC 7845 §4). */
const SAMPLES_PER_MS = 48;
const PRE_SKIP_AT = 10;
const HEAD_BYTES = 19;

/**
 * Writes the sound of an Opus file with tags, cover and chapters, page by page, nothing encoded: what is heard begins
 * after the samples the decoder needs to find in, and ends with the last of them (RFC 7845 §4.2 and §4.4).
 *
 * @throws {@link LectorError} `E_AUDIO` when the source is no file of ours, `E_DISK`.
 */
export async function writeOpus(job: OpusJob): Promise<{ readonly sha256: string; readonly sizeBytes: number }> {
  const hash = createHash('sha256');
  const output = await open(job.target, 'w');
  let sizeBytes = 0;
  let sequence = 0;
  try {
    for await (const page of pagesOf(job)) {
      const bytes = writePage(page, { serial: SERIAL, sequence });
      sequence += 1;
      hash.update(bytes);
      sizeBytes += bytes.length;
      await output.writeFile(bytes);
    }
  } finally {
    await output.close();
  }
  return { sha256: hash.digest('hex'), sizeBytes };
}

/** Head, tags, and the pages with sound as they are, but for where the last of them ends. */
async function* pagesOf(job: OpusJob): AsyncGenerator<OggPage> {
  const source = readPages(await streamFile(job.source));
  const head = await source.next();
  const packet = Buffer.from(head.done === true ? [] : head.value.body);
  if (packet.length < HEAD_BYTES || packet.toString('latin1', 0, 8) !== 'OpusHead')
    throw new LectorError('E_AUDIO', 'ffmpeg wrote an Opus file without its head.');
  yield* headerPages(packet, FIRST_PAGE);
  yield* headerPages(opusTags(job));
  const endGranule = BigInt(packet.readUInt16LE(PRE_SKIP_AT) + job.durationMs * SAMPLES_PER_MS);
  // The tags of the source may take many pages.
  let isSound = false;
  let held: OggPage | undefined;
  let before = 0n;
  for await (const page of source) {
    if (isSound) {
      if (held) yield { ...held, flags: held.flags & ~LAST_PAGE };
      before = held?.granule ?? 0n;
      held = page;
    } else isSound = endsPacket(page);
  }
  if (!held || before >= endGranule || held.granule < endGranule - BigInt(SAMPLES_PER_MS))
    throw new LectorError('E_AUDIO', `ffmpeg wrote an Opus file that does not last ${job.durationMs} ms.`);
  yield { ...held, flags: held.flags | LAST_PAGE, granule: endGranule };
}

import { AUDIO_FORMAT_NAMES, AUDIO_FORMATS, formatOfMimeType } from '../model/audio-file.js';
import { present } from '../model/present.js';
import { quoteValue } from '../model/text.js';
import { sniffAudio, type Ffmpeg } from '../run-tool.js';
import { hashFile } from '../workspace.js';
import { checkAudio } from './check-audio.js';
import { checkAlternateChapters } from './check-chapters.js';
import type { CheckedPlace } from './checked-place.js';
import type { AudioOnRecord } from './check-manifest.js';
import type { PublishedAlternate, PublishedItem } from './published-item.js';

type Known = {
  /** Text of the chapter file. */
  readonly json?: string;
  /** What the episode's own file says. */
  readonly declaredMs?: number;
  /** Of the audio of the episode, with that in other formats. */
  readonly onRecord?: AudioOnRecord;
  readonly ffmpeg?: Ffmpeg;
  readonly place: CheckedPlace;
};

/** The audio of an item in another format is of the type and the bytes the feed says, as long, with the same chapters. */
export async function checkAlternate(
  { item, alternate, file }: { item: PublishedItem; alternate: PublishedAlternate; file: string | undefined },
  { json, declaredMs, onRecord, ffmpeg, place }: Known,
): Promise<void> {
  // A file that is not there is reported with the feed.
  if (file === undefined) return;
  const at = { file: alternate.path };
  const about = quoteValue(item.label);
  const container = await sniffAudio(file).catch(() => undefined);
  const format = AUDIO_FORMAT_NAMES.find((name) => AUDIO_FORMATS[name].container === container?.name);
  if (format === undefined || formatOfMimeType(alternate.type) !== format)
    place.error(
      'E_ENCLOSURE_TYPE',
      `${about}: the feed calls this ${alternate.type}, and it is ${format ? AUDIO_FORMATS[format].mimeType : 'no audio of a feed'}.`,
      at,
    );
  const sha256 = await hashFile(file);
  if (alternate.integrity !== `sha256-${Buffer.from(sha256, 'hex').toString('base64')}`)
    place.error('E_AUDIO', `${about}: this file is not the one whose hash stands in the feed.`, at);
  const record = onRecord?.alternates?.find(({ path }) => path === alternate.path);
  if (onRecord && record?.sha256 !== sha256)
    place.error('E_AUDIO', `${about}: this file is not the one on record.`, at);
  // What the feed says of seconds is compared with the episode's own audio.
  const other = present({ ...item, durationSeconds: undefined, audioPath: alternate.path });
  const report = place;
  const facts = await checkAudio({ item: other, audio: file, report, ...present({ declaredMs, ffmpeg }) });
  const durationMs = declaredMs ?? facts.durationMs;
  checkAlternateChapters({ item: other, report, ...facts, ...present({ json, durationMs }) });
}

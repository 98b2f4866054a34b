import { imageSize } from 'image-size';
import type { Chapter } from '../../model/chapter.js';
import { DISCLOSURE_FRAMES } from '../../model/publication/disclosure.js';
import { toOneLine } from '../../model/text.js';
import { formatTimecode } from '../../model/time.js';
import type { AudioTags } from '../audio-tags.js';

type OpusContent = {
  readonly tags: AudioTags;
  readonly chapters: readonly Chapter[];
  /** JPEG or PNG. */
  readonly cover?: Uint8Array;
};

const VENDOR = 'Lector';
const FRONT_COVER = 3;
const COLOR_BITS = 24;
const NUMBER_DIGITS = 3;

/**
 * The packet with everything a file says of itself (RFC 7845 §5.2): Vorbis comments, the cover as FLAC has pictures (in
 * base64), chapters as the Chapter Extension of Xiph has them.
 */
export function opusTags({ tags, chapters, cover }: OpusContent): Buffer {
  const comments = [
    ...textComments(tags),
    ...disclosureComments(tags.disclosure),
    ...chapters.flatMap(chapterComments),
  ];
  if (cover) comments.push(['METADATA_BLOCK_PICTURE', pictureBlock(cover).toString('base64')]);
  const lines = comments.map(([name, value]) => sized(`${name}=${value}`));
  return Buffer.concat([Buffer.from('OpusTags', 'latin1'), sized(VENDOR), littleEndian(lines.length), ...lines]);
}

type Comment = readonly [name: string, value: string];

/** By the names of Xiph ("Ogg Vorbis I format specification: comment field"), and those readers know besides. */
function textComments(tags: AudioTags): Comment[] {
  const year = /^\d{4}/u.exec(tags.publishedAt)?.[0] ?? '';
  const texts: readonly (readonly [string, string | undefined])[] = [
    ['TITLE', tags.title],
    ['ARTIST', tags.artist],
    ['ALBUM', tags.album],
    ['DATE', tags.publishedAt],
    ['TRACKNUMBER', tags.track === undefined ? undefined : String(tags.track)],
    ['GENRE', tags.genre],
    ['DESCRIPTION', tags.comment],
    ['COMMENT', tags.comment],
    ['LANGUAGE', tags.language],
    ['COPYRIGHT', tags.copyright === undefined ? undefined : `${year} ${tags.copyright}`],
    ['ORGANIZATION', tags.publisher],
    ['CONTACT', tags.url],
  ];
  return texts.flatMap(([name, text]): Comment[] => (text === undefined ? [] : [[name, toOneLine(text)]]));
}

/** No comment is meant for it: free ones, by the words of IPTC and of Podcasting 2.0, as in ID3. */
function disclosureComments(disclosure: AudioTags['disclosure']): Comment[] {
  if (disclosure === undefined) return [];
  const { digitalSourceType, isAiContent, sentence } = disclosure;
  return [
    [DISCLOSURE_FRAMES.digitalSourceType, digitalSourceType],
    [DISCLOSURE_FRAMES.aiContent, String(isAiContent)],
    ...(sentence === undefined ? [] : [[DISCLOSURE_FRAMES.sentence, toOneLine(sentence)] as const]),
  ];
}

/** The time comes before the name: ffmpeg reads them in their order. */
function chapterComments({ startMs, title, href }: Chapter, index: number): readonly Comment[] {
  const name = `CHAPTER${String(index).padStart(NUMBER_DIGITS, '0')}`;
  return [
    [name, formatTimecode(startMs)],
    [`${name}NAME`, toOneLine(title)],
    ...(href === undefined ? [] : [[`${name}URL`, toOneLine(href)] as const]),
  ];
}

/** FLAC, METADATA_BLOCK_PICTURE: kind, media type, description, size, bits of a colour, colours of a palette, and the picture. */
function pictureBlock(picture: Uint8Array): Buffer {
  const { width, height, type } = imageSize(picture);
  const numbers = [FRONT_COVER, width, height, COLOR_BITS, 0, picture.length].map(bigEndian);
  const [kind, ...rest] = numbers;
  const mimeType = Buffer.from(type === 'png' ? 'image/png' : 'image/jpeg', 'latin1');
  return Buffer.concat([kind as Buffer, bigEndian(mimeType.length), mimeType, bigEndian(0), ...rest, picture]);
}

function sized(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([littleEndian(bytes.length), bytes]);
}

function littleEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function bigEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

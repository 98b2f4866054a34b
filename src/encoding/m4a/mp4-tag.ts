import { DISCLOSURE_FRAMES } from '../../model/publication/disclosure.js';
import { MAX_MP4_TITLE_BYTES, type Chapter } from '../../model/chapter.js';
import { toOneLine, truncateToBytes } from '../../model/text.js';
import type { AudioTags } from '../audio-tags.js';
import { mp4Box } from './mp4-box.js';

/** Types of a `data` box, of the list of iTunes. */
const DATA_TYPE = { bytes: 0, text: 1, jpeg: 13, png: 14, integer: 21 } as const;
const UNITS_PER_MS = 10_000;
/** Names of our own boxes lie below the name that readers know. */
const FREE_FORM = 'com.apple.iTunes';

type Mp4Content = {
  readonly tags: AudioTags;
  readonly chapters: readonly Chapter[];
  /** JPEG or PNG. */
  readonly cover?: Uint8Array;
};

/** The `udta` box with everything a file says of itself: tags and cover as iTunes has them, chapters as Nero has them. */
export function mp4Tag(content: Mp4Content): Buffer {
  const items = [...textItems(content.tags), ...disclosureItems(content.tags.disclosure)];
  if (content.cover) items.push(mp4Box('covr', dataBox(isPng(content.cover) ? 'png' : 'jpeg', content.cover)));
  const handler = Buffer.alloc(25);
  handler.write('mdirappl', 8, 'latin1');
  const meta = mp4Box('meta', Buffer.alloc(4), mp4Box('hdlr', handler), mp4Box('ilst', ...items));
  return mp4Box('udta', meta, ...(content.chapters.length === 0 ? [] : [chapterList(content.chapters)]));
}

/** A title as it fits into both lists of chapters, cut between characters. */
export function fitTitle(title: string): string {
  return truncateToBytes(toOneLine(title), MAX_MP4_TITLE_BYTES);
}

function textItems(tags: AudioTags): Buffer[] {
  const year = /^\d{4}/u.exec(tags.publishedAt)?.[0] ?? '';
  const texts: readonly (readonly [string, string | undefined])[] = [
    ['©nam', tags.title],
    ['©ART', tags.artist],
    ['aART', tags.publisher],
    ['©alb', tags.album],
    ['©gen', tags.genre],
    ['©day', tags.publishedAt],
    ['©cmt', tags.comment],
    ['desc', tags.comment],
    ['cprt', tags.copyright === undefined ? undefined : `${year} ${tags.copyright}`],
  ];
  const items = texts.flatMap(([type, text]) => (text === undefined ? [] : [mp4Box(type, textBox(toOneLine(text)))]));
  if (tags.track !== undefined) {
    const track = Buffer.alloc(8);
    track.writeUInt16BE(Math.min(tags.track, 0xff_ff), 2);
    items.push(mp4Box('trkn', dataBox('bytes', track)));
  }
  items.push(mp4Box('pcst', dataBox('integer', Uint8Array.of(1))));
  if (tags.url !== undefined) items.push(freeForm('URL', tags.url));
  return [...items, freeForm('LANGUAGE', tags.language)];
}

/** No tag of iTunes is meant for it: free ones, by the words of IPTC and of Podcasting 2.0, as in ID3. */
function disclosureItems(disclosure: AudioTags['disclosure']): Buffer[] {
  if (disclosure === undefined) return [];
  const { digitalSourceType, isAiContent, sentence } = disclosure;
  return [
    freeForm(DISCLOSURE_FRAMES.digitalSourceType, digitalSourceType),
    freeForm(DISCLOSURE_FRAMES.aiContent, String(isAiContent)),
    ...(sentence === undefined ? [] : [freeForm(DISCLOSURE_FRAMES.sentence, sentence)]),
  ];
}

function freeForm(name: string, text: string): Buffer {
  const [mean, own] = [FREE_FORM, name].map((part) => Buffer.concat([Buffer.alloc(4), Buffer.from(part)]));
  return mp4Box('----', mp4Box('mean', mean as Buffer), mp4Box('name', own as Buffer), textBox(toOneLine(text)));
}

function textBox(text: string): Buffer {
  return dataBox('text', Buffer.from(text));
}

function dataBox(type: keyof typeof DATA_TYPE, value: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(DATA_TYPE[type], 0);
  return mp4Box('data', head, value);
}

function isPng(picture: Uint8Array): boolean {
  return picture[0] === 0x89;
}

/** Version 1: flags, a reserved word, a count, and of each its time in units of 100 ns and its title. */
function chapterList(chapters: readonly Chapter[]): Buffer {
  const entries = chapters.map(({ startMs, title }) => {
    const text = Buffer.from(fitTitle(title));
    const entry = Buffer.alloc(9);
    entry.writeBigUInt64BE(BigInt(startMs * UNITS_PER_MS), 0);
    entry.writeUInt8(text.length, 8);
    return Buffer.concat([entry, text]);
  });
  return mp4Box('chpl', Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, chapters.length]), ...entries);
}

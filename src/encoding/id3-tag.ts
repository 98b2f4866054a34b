import { ID3Writer } from 'browser-id3-writer';
import type { Chapter } from '../model/chapter.js';
import { toOneLine } from '../model/text.js';
import { DISCLOSURE_FRAMES } from '../model/publication/disclosure.js';
import type { AudioTags } from './audio-tags.js';
import { toIso639 } from '../languages/iso-639.js';
import { canParseUrl } from '../model/text/can-parse-url.js';

export type Id3Content = {
  readonly tags: AudioTags;
  /** At most 255. */
  readonly chapters: readonly Chapter[];
  /** JPEG or PNG. */
  readonly cover?: Uint8Array;
  /** JPEGs by the place of their chapter. */
  readonly pictures?: ReadonlyMap<number, Uint8Array>;
};

/** Types of pictures (ID3v2.3 §4.15). */
const FRONT_COVER = 3;
const OTHER_PICTURE = 0;

/** An ID3v2.3 tag with everything in it, chapters and cover included, to stand before the first frame of an MP3. */
export function id3Tag(content: Id3Content): Uint8Array {
  // `padding` is documented, but missing from the types.
  const writer = Object.assign(new ID3Writer(new ArrayBuffer(0)), { padding: 0 });
  addTexts(writer, content.tags);
  addUrl(writer, content.tags.url);
  addDisclosure(writer, content.tags.disclosure);
  addChapters(writer, content);
  if (content.cover) writer.setFrame('APIC', pictureFrame(content.cover, FRONT_COVER));
  return new Uint8Array(writer.addTag());
}

function addTexts(writer: ID3Writer, tags: AudioTags): void {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)/u.exec(tags.publishedAt) ?? [];
  writer.setFrame('TIT2', toOneLine(tags.title)).setFrame('TALB', toOneLine(tags.album)).setFrame('TCON', [tags.genre]);
  if (tags.artist !== undefined) writer.setFrame('TPE1', [toOneLine(tags.artist)]);
  if (tags.publisher !== undefined) writer.setFrame('TPUB', toOneLine(tags.publisher));
  if (year !== '') writer.setFrame('TYER', Number(year));
  if (day !== '') writer.setFrame('TDAT', `${day}${month}`);
  if (tags.track !== undefined) writer.setFrame('TRCK', String(tags.track));
  const language = toIso639(tags.language);
  writer.setFrame('TLAN', language);
  if (tags.comment !== undefined) {
    writer.setFrame('COMM', { description: '', text: toOneLine(tags.comment), language });
  }
  // "Must begin with a year and a space" (ID3v2.3 §4.2.1, TCOP).
  if (tags.copyright !== undefined) writer.setFrame('TCOP', `${year} ${toOneLine(tags.copyright)}`.trim());
}

function addUrl(writer: ID3Writer, url: string | undefined): void {
  const value = toTagUrl(url);
  if (value === undefined) return;
  writer.setFrame('WOAF', value).setFrame('WXXX', { description: '', value });
}

/** No frame of ID3 is meant for it: user-defined ones, by the words of IPTC and of Podcasting 2.0. */
function addDisclosure(writer: ID3Writer, disclosure: AudioTags['disclosure']): void {
  if (disclosure === undefined) return;
  const { digitalSourceType, isAiContent, sentence } = disclosure;
  const add = (description: string, value: string) => writer.setFrame('TXXX', { description, value });
  add(DISCLOSURE_FRAMES.digitalSourceType, digitalSourceType);
  add(DISCLOSURE_FRAMES.aiContent, String(isAiContent));
  if (sentence !== undefined) add(DISCLOSURE_FRAMES.sentence, sentence);
}

/** URLs in a tag are ISO-8859-1 (ID3v2.3 §4.3): written as the ASCII form that is sent over the wire. */
function toTagUrl(url: string | undefined): string | undefined {
  if (url === undefined || !canParseUrl(url)) return undefined;
  const parsed = new URL(url);
  return parsed.protocol === 'http:' || parsed.protocol === 'https:' ? parsed.href : undefined;
}

function pictureFrame(picture: Uint8Array, type: number) {
  return { type, data: picture.slice().buffer as ArrayBuffer, description: '' };
}

function addChapters(writer: ID3Writer, { chapters, pictures }: Id3Content): void {
  if (chapters.length === 0) return;
  chapters.forEach(({ startMs, endMs, title, href }, index) => {
    const value = toTagUrl(href);
    const picture = pictures?.get(index);
    writer.setFrame('CHAP', {
      id: `chp${index}`,
      startTime: startMs,
      endTime: endMs,
      subFrames: {
        TIT2: toOneLine(title),
        ...(value !== undefined && { WXXX: { description: 'chapter url', value } }),
        ...(picture && { APIC: pictureFrame(picture, OTHER_PICTURE) }),
      },
    });
  });
  writer.setFrame('CTOC', {
    id: 'toc',
    topLevel: true,
    ordered: true,
    childElementIds: chapters.map((_, index) => `chp${index}`),
    // Some players hide a table of contents without a title.
    subFrames: { TIT2: 'Chapters' },
  });
}

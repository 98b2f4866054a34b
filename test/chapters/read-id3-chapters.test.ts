import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readId3Chapters } from '../../src/chapters/read-id3-chapters.js';
import { tagWithChapters } from '../check/sample-output.js';

describe('readId3Chapters', () => {
  it('reads what an independent writer wrote', () => {
    const chapters = [
      { startMs: 0, endMs: 1500, title: 'Größe 漢字' },
      { startMs: 1500, endMs: 4_000_000, title: 'Two' },
    ];
    expect(readId3Chapters(Buffer.from(tagWithChapters(new Uint8Array(16), chapters)))).toEqual({
      chapters: [
        { id: 'chp0', ...chapters[0] },
        { id: 'chp1', ...chapters[1] },
      ],
      contents: [{ isTopLevel: true, isOrdered: true, childIds: ['chp0', 'chp1'] }],
    });
  });

  it('reads a tag of version 2.4, with an extended header and UTF-8 text', () => {
    const body = Buffer.concat([synchsafe(6), Buffer.from([1, 0]), chap(V24)]);
    expect(readId3Chapters(tagOf(body, V24, 0x40))).toEqual(EXPECTED);
  });

  it('reads a tag of version 2.3, with an extended header that does not count its own size', () => {
    const body = Buffer.concat([plain(6), Buffer.alloc(6), chap(V23)]);
    expect(readId3Chapters(tagOf(body, V23, 0x40))).toEqual(EXPECTED);
  });

  // Offsets of 0xFFFFFFFF and a text with a byte order mark are what an unsynchronised tag alters.
  it.each<[string, () => Buffer]>([
    ['a tag of version 2.3', () => tagOf(unsynchronise(chap(V23)), V23, 0x80)],
    [
      'a tag of version 2.3 with an extended header and padding',
      () => tagOf(unsynchronise(Buffer.concat([plain(6), Buffer.alloc(6), chap(V23), Buffer.alloc(40)])), V23, 0xc0),
    ],
    ['every frame of version 2.4', () => tagOf(chap(V24, { flags: 0x02, encode: unsynchronise }), V24, 0x80)],
    ['one frame of version 2.4', () => tagOf(chap(V24, { flags: 0x02, encode: unsynchronise }), V24, 0)],
    ['a tag of version 2.4, said for the whole alone', () => tagOf(chap(V24, { encode: unsynchronise }), V24, 0x80)],
    [
      'a frame of version 2.4 with its length',
      () => tagOf(chap(V24, { flags: 0x03, encode: (data) => withLength(unsynchronise(data), data) }), V24, 0x80),
    ],
    ['a title inside a frame', () => tagOf(chap(V24, { titleFlags: 0x02, encodeTitle: unsynchronise }), V24, 0)],
    ['nothing, though the tag says so', () => tagOf(chap(V23), V23, 0x80)],
  ])('reads chapters where unsynchronisation altered %s', (_name, tag) => {
    expect(readId3Chapters(tag())).toEqual(EXPECTED);
  });

  it.each<[string, () => Buffer]>([
    ['a length', () => tagOf(chap(V24, { flags: 0x01, encode: (data) => withLength(data, data) }), V24, 0)],
    ['a group', () => tagOf(chap(V24, { flags: 0x40, encode: behind([7]) }), V24, 0)],
    [
      'compression',
      () => tagOf(chap(V24, { flags: 0x09, encode: (data) => withLength(deflateSync(data), data) }), V24, 0),
    ],
    ['a group, in version 2.3', () => tagOf(chap(V23, { flags: 0x20, encode: behind([7]) }), V23, 0)],
    [
      'compression, in version 2.3',
      () =>
        tagOf(
          chap(V23, { flags: 0x80, encode: (data) => Buffer.concat([plain(data.length), deflateSync(data)]) }),
          V23,
          0,
        ),
    ],
    ['sizes of version 2.3 in a tag of version 2.4', () => tagOf(Buffer.concat([picture(V23), chap(V23)]), V24, 0)],
    ['sizes of version 2.4 in a tag of version 2.3', () => tagOf(Buffer.concat([picture(V24), chap(V24)]), V23, 0)],
    ['a picture before them', () => tagOf(Buffer.concat([picture(V24), chap(V24)]), V24, 0)],
  ])('reads chapters with %s', (_name, tag) => {
    expect(readId3Chapters(tag())).toEqual(EXPECTED);
  });

  it.each<[string, () => Buffer]>([
    ['is encrypted', () => tagOf(chap(V24, { flags: 0x04 }), V24, 0)],
    ['says it is compressed and is not', () => tagOf(chap(V24, { flags: 0x08 }), V24, 0)],
  ])('leaves out a chapter that %s', (_name, tag) => {
    expect(readId3Chapters(tag())).toEqual({ chapters: [], contents: [] });
  });

  it.each([
    ['no tag', Buffer.from('\u00ff\u00fbaudio', 'latin1')],
    ['an empty file', Buffer.alloc(0)],
    ['a tag of version 2.2', Buffer.from('ID3\u0002\0\0\0\0\0\0', 'latin1')],
  ])('is nothing for %s', (_name, bytes) => {
    expect(readId3Chapters(bytes)).toBeUndefined();
  });

  it('takes cut frames for none', () => {
    const whole = Buffer.from(tagWithChapters(new Uint8Array(0), [{ startMs: 0, endMs: 1, title: 'x' }]));
    for (let length = 0; length < whole.length; length += 1) {
      const found = readId3Chapters(whole.subarray(0, length));
      expect(found?.chapters.length ?? 0).toBeLessThanOrEqual(1);
    }
  });
});

const EXPECTED = { chapters: [{ id: 'a', startMs: 7000, endMs: 9000, title: 'Tide ÿ' }], contents: [] };

type Version = { readonly number: 3 | 4; readonly size: (bytes: number) => Buffer };
const V23: Version = { number: 3, size: plain };
const V24: Version = { number: 4, size: synchsafe };

type Wrapping = {
  readonly flags?: number;
  readonly encode?: (data: Buffer) => Buffer;
  readonly titleFlags?: number;
  readonly encodeTitle?: (data: Buffer) => Buffer;
};

/** A chapter from 7 to 9 s, without byte offsets, its title in UTF-16. */
function chap(version: Version, { flags = 0, encode, titleFlags = 0, encodeTitle }: Wrapping = {}): Buffer {
  const text = Buffer.concat([Buffer.from([1, 0xff, 0xfe]), Buffer.from('Tide ÿ', 'utf16le')]);
  const title = frame(version, { id: 'TIT2', flags: titleFlags, data: encodeTitle?.(text) ?? text });
  const times = Buffer.alloc(16, 0xff);
  times.writeUInt32BE(7000, 0);
  times.writeUInt32BE(9000, 4);
  const data = Buffer.concat([Buffer.from('a\0'), times, title]);
  return frame(version, { id: 'CHAP', flags, data: encode?.(data) ?? data });
}

function picture(version: Version): Buffer {
  return frame(version, { id: 'APIC', flags: 0, data: Buffer.alloc(300, 1) });
}

function frame(version: Version, { id, flags, data }: { id: string; flags: number; data: Buffer }): Buffer {
  return Buffer.concat([Buffer.from(id), version.size(data.length), Buffer.from([0, flags]), data]);
}

function tagOf(body: Buffer, version: Version, flags: number): Buffer {
  return Buffer.concat([Buffer.from('ID3'), Buffer.from([version.number, 0, flags]), synchsafe(body.length), body]);
}

/** ID3v2.4 §6.1: 0xFF before 0x00 or a sync gets a zero behind it. */
function unsynchronise(data: Buffer): Buffer {
  const isAltered = (byte: number, next = 0): boolean => byte === 0xff && (next === 0 || next >= 0xe0);
  return Buffer.from([...data].flatMap((byte, index) => (isAltered(byte, data[index + 1]) ? [byte, 0] : [byte])));
}

function withLength(encoded: Buffer, data: Buffer): Buffer {
  return Buffer.concat([synchsafe(data.length), encoded]);
}

function behind(bytes: readonly number[]): (data: Buffer) => Buffer {
  return (data) => Buffer.from([...bytes, ...data]);
}

function plain(size: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(size);
  return bytes;
}

function synchsafe(size: number): Buffer {
  return Buffer.from([(size >> 21) & 0x7f, (size >> 14) & 0x7f, (size >> 7) & 0x7f, size & 0x7f]);
}

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
    const frame = (id: string, body: Buffer) =>
      Buffer.concat([Buffer.from(id), synchsafe(body.length), Buffer.alloc(2), body]);
    const title = frame('TIT2', Buffer.from('\u0003Tide', 'utf8'));
    const times = Buffer.alloc(16, 0xff);
    times.writeUInt32BE(7000, 0);
    times.writeUInt32BE(9000, 4);
    const body = Buffer.concat([
      synchsafe(6),
      Buffer.from([1, 0]),
      frame('CHAP', Buffer.concat([Buffer.from('a\0'), times, title])),
    ]);
    const tag = Buffer.concat([Buffer.from('ID3'), Buffer.from([4, 0, 0x40]), synchsafe(body.length), body]);
    expect(readId3Chapters(tag)).toEqual({
      chapters: [{ id: 'a', startMs: 7000, endMs: 9000, title: 'Tide' }],
      contents: [],
    });
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

function synchsafe(size: number): Buffer {
  return Buffer.from([(size >> 21) & 0x7f, (size >> 14) & 0x7f, (size >> 7) & 0x7f, size & 0x7f]);
}

import { describe, expect, it } from 'vitest';
import { readYamlFields } from '../../../src/fields/read-yaml.js';
import { readEnclosure } from '../../../src/sources/kinds/programme/read-enclosure.js';

const read = (text: string) => {
  const fields = readYamlFields({ text, file: 'a.yaml', maxBytes: 9999, maxDepth: 9, expected: 'fields' });
  return readEnclosure({ file: 'a.yaml', fields, warn: () => undefined });
};
const whole = (changes: Record<string, string | undefined> = {}): string => {
  const fields = { url: 'https://a.example/1.mp3', length: '12', type: 'audio/mpeg', duration: '"25:48"', ...changes };
  const lines = Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [`  ${name}: ${value}`]));
  return `enclosure:\n${lines.join('\n')}\n`;
};

describe('the enclosure of audio that stays where it is', () => {
  it.each([
    ['"25:48"', 1_548_000],
    ['1548', 1_548_000],
    ['"47:00"', 2_820_000],
    ['"01:02:03"', 3_723_000],
  ])('lasts %s', (duration, durationMs) => {
    expect(read(whole({ duration }))).toEqual({
      url: 'https://a.example/1.mp3',
      sizeBytes: 12,
      mimeType: 'audio/mpeg',
      durationMs,
    });
  });

  it.each([
    [{ url: undefined }, /field url of enclosure is missing/u],
    [{ url: 'ftp://a.example/1.mp3' }, /neither http nor https/u],
    [{ url: 'https://me:secret@a.example/1.mp3' }, /holds a user name/u],
    [{ length: '0' }, /length: whole number expected/u],
    [{ length: '1.5' }, /length: whole number expected/u],
    [{ type: 'video/mp4' }, /type: "video\/mp4" is none of audio\/mpeg/u],
    [{ duration: '0' }, /duration: "0" is no length of time/u],
    [{ duration: '"25:70"' }, /is no length of time/u],
    [{ duration: '"99:00:00"' }, /is no length of time/u],
  ])('is refused with %o', (changes, message) => {
    expect(() => read(whole(changes))).toThrow(message);
  });

  it('is a map of fields, or nothing', () => {
    expect(() => read('enclosure: https://a.example/1.mp3\n')).toThrow(/expected url, length, type and duration/u);
    expect(read('title: A\n')).toBeUndefined();
  });
});

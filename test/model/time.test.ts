import { describe, expect, it } from 'vitest';
import {
  formatClock,
  formatIsoDuration,
  formatTimecode,
  parseClock,
  parseTimecode,
  toWholeSeconds,
} from '../../src/model/time.js';

describe('formatClock', () => {
  it.each([
    [0, '0:00'],
    [7_000, '0:07'],
    [1_548_000, '25:48'],
    [1_548_499, '25:48'],
    [1_547_500, '25:48'],
    [2_820_000, '47:00'],
    [2_819_976, '47:00'],
    [3_599_600, '1:00:00'],
    [3_723_000, '1:02:03'],
    [36_000_000, '10:00:00'],
  ])('writes %i ms as %s', (durationMs, clock) => {
    expect(formatClock(durationMs)).toBe(clock);
  });
});

describe('parseClock', () => {
  it.each([
    ['25:48', 1_548_000],
    ['47:00', 2_820_000],
    ['0:5', 5_000],
    ['47:0', 2_820_000],
    ['1:2:3', 3_723_000],
    ['0:5.5', 5_500],
    ['0:00', 0],
    ['1:02:03', 3_723_000],
    ['00:00:01.5', 1_500],
    ['90:00', 5_400_000],
  ])('reads %s', (text, timeMs) => {
    expect(parseClock(text)).toBe(timeMs);
  });

  it.each(['', '25', '25:60', '1:60:00', 'a:bc', '-1:00', '12:345'])('does not take %j for a clock', (text) => {
    expect(parseClock(text)).toBeUndefined();
  });

  it('reads back every clock it writes', () => {
    for (let seconds = 0; seconds < 40_000; seconds += 37)
      expect(parseClock(formatClock(seconds * 1000))).toBe(seconds * 1000);
  });
});

describe('parseTimecode', () => {
  it.each([
    ['00:01:02.345', [62_345, 62_345, 62_345]],
    ['01:02.345', [62_345, undefined, 62_345]],
    ['00:01:02,345', [undefined, 62_345, undefined]],
    ['1:02:03.000', [undefined, 3_723_000, 3_723_000]],
    ['1:2', [undefined, undefined, 62_000]],
    ['62', [undefined, undefined, 62_000]],
    ['3600.5', [undefined, undefined, 3_600_500]],
    ['62.5000', [undefined, undefined, 62_500]],
    [' 62 ', [undefined, undefined, 62_000]],
    ['1:60', [undefined, undefined, undefined]],
    ['60:00.000', [undefined, undefined, undefined]],
    ['00:60:00.000', [undefined, undefined, undefined]],
    ['00:00:60.000', [undefined, undefined, undefined]],
    ['', [undefined, undefined, undefined]],
    ['-1', [undefined, undefined, undefined]],
  ])('reads %j as WebVTT, SubRip and Normal Play Time have it', (text, times) => {
    expect((['vtt', 'srt', 'npt'] as const).map((format) => parseTimecode(text, format))).toEqual(times);
  });

  it('reads back every timecode that is written', () => {
    for (let timeMs = 0; timeMs < 40_000_000; timeMs += 37_037) {
      const timecode = formatTimecode(timeMs);
      const times = [
        parseTimecode(timecode, 'vtt'),
        parseTimecode(formatTimecode(timeMs, ','), 'srt'),
        parseTimecode(timecode, 'npt'),
        parseClock(timecode),
      ];
      expect(times).toEqual([timeMs, timeMs, timeMs, timeMs]);
    }
  });
});

describe('the other forms of time', () => {
  it('agree with each other', () => {
    expect([
      toWholeSeconds(1_548_020),
      formatTimecode(1_548_020),
      formatTimecode(1_548_020, ','),
      formatIsoDuration(1_548_020),
    ]).toEqual([1548, '00:25:48.020', '00:25:48,020', 'PT25M48S']);
    expect([formatIsoDuration(0), formatIsoDuration(3_600_000)]).toEqual(['PT0S', 'PT1H']);
  });
});

import { describe, expect, it } from 'vitest';
import { FORMATTERS } from '../../src/templates/formatters/index.js';

function format(
  name: string,
  values: readonly unknown[],
  named: Record<string, unknown> = {},
  language = 'en',
): unknown {
  const result = FORMATTERS[name]?.format({ values, named, language });
  return typeof result === 'object' ? result.toString() : result;
}

const CHAPTERS = [
  { startMs: 0, title: 'Opening' },
  { startMs: 62_400, title: 'A title 🚢 that is far too long for a list of timestamps' },
  { startMs: 3_723_000, title: 'Close' },
];

describe('formatters', () => {
  it.each<[string, readonly unknown[], unknown]>([
    ['clock', [1_548_000], '25:48'],
    ['clock', [3_723_000], '1:02:03'],
    ['timecode', [62_345], '00:01:02.345'],
    ['isoDuration', [1_548_000], 'PT25M48S'],
    ['seconds', [62_345], '62.345'],
    ['seconds', [-5], '0'],
    ['megabytes', [18_576_000], '18.6 MB'],
    ['longDate', ['2014-09-05T23:30:00-07:00'], '5 September 2014'],
    ['truncateBytes', ['one two three four', 12], 'one two…'],
    ['truncateBytes', ['ä'.repeat(10), 9], 'äää…'],
    ['plural', [1, 'chapter', 'chapters'], '1 chapter'],
    ['plural', [1200, 'chapter'], '1,200 chapters'],
    ['slug', ['The Öresund, at 7!'], 'the-oresund-at-7'],
    [
      'urlize',
      ['see https://a.example/x?a=1&b=2, <b>'],
      'see <a href="https://a.example/x?a=1&amp;b=2">https://a.example/x?a=1&amp;b=2</a>, &lt;b&gt;',
    ],
    [
      'markdown',
      ['**a** <script>x</script> [b](javascript:x) ![i](http://p.example/i.png)'],
      '<p><strong>a</strong> x <a>b</a> </p>',
    ],
    ['list', [['A', 'B', 'C']], 'A, B and C'],
    ['list', ['A'], 'A'],
    ['eq', ['a', 'a'], true],
    ['eq', ['a', 'b'], false],
    ['chapterList', [CHAPTERS], '00:00 Opening\n01:02 A title that is far too long for a…\n1:02:03 Close'],
    ['jsonScript', [{ a: '</script>' }], '{"a":"\\u003c/script\\u003e"}'],
  ])('%s %j → %s', (name, values, expected) => {
    expect(format(name, values)).toBe(expected);
  });

  it.each([
    ['The Harbour Line briefing, 5 March 2026', 'The Harbour Line briefing'],
    ['A piano, nineteen steps and a goat: how the island got its music', 'A piano, nineteen steps and a goat'],
    ['Night ferry back – the first sailing since the storm', 'Night ferry back'],
    ['Night ferry returns to Port Ellery after three winters', 'Night ferry returns to Port Ellery…'],
    ['Paris, London and the great flood of nineteen fifty', 'Paris, London and the great flood of…'],
    ['🚢', '🚢'],
  ])('name a chapter that is too long for a list by a part that can stand for it: %s', (title, short) => {
    expect(format('chapterList', [[{ startMs: 0, title }]])).toBe(`00:00 ${short}`);
  });

  it('follow the language of the show', () => {
    expect(format('longDate', ['2014-09-05'], {}, 'de')).toBe('5. September 2014');
    expect(format('longDate', ['2014-09-05'], { language: 'fr' })).toBe('5 septembre 2014');
    expect(format('longDate', ['2014-09-05'], {}, 'en-US')).toBe('September 5, 2014');
    expect(format('list', [['A', 'B', 'C']], {}, 'de')).toBe('A, B und C');
    expect(format('plural', [0, 'épisode', 'épisodes'], {}, 'fr')).toBe('0 épisode');
    const forms = { few: 'выпуска', many: 'выпусков', other: 'выпуска' };
    expect([1, 2, 5, 21].map((count) => format('plural', [count, 'выпуск', forms], {}, 'ru'))).toEqual([
      '1 выпуск',
      '2 выпуска',
      '5 выпусков',
      '21 выпуск',
    ]);
  });

  it('print nothing for a value that is absent', () => {
    const printing = Object.keys(FORMATTERS).filter(
      (name) => !['eq', 'chapterList', 'json', 'jsonScript'].includes(name),
    );
    expect(printing.map((name) => format(name, [undefined]))).toEqual(printing.map(() => ''));
  });

  it('refuse a value of the wrong kind', () => {
    expect(() => format('clock', ['25:48'])).toThrow(/expects a number/u);
    expect(() => format('longDate', ['yesterday'])).toThrow(/not an ISO date/u);
    expect(() => format('list', [3])).toThrow(/expects a list/u);
    expect(() => format('html', ['<b>'])).toThrow(/sanitised/u);
  });

  it('write chapter lines that Spotify takes for timestamps', () => {
    const spotify = /^\(?(\d{1,2}:)?[0-5]?\d:[0-5]\d\)?\s?[-–:.]?\s*\S.{0,38}$/u;
    const lines = String(format('chapterList', [CHAPTERS])).split('\n');
    expect(lines.filter((line) => !spotify.test(line))).toEqual([]);
  });
});

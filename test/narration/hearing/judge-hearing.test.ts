import { describe, expect, it } from 'vitest';
import {
  alignWords,
  comparableWords,
  errorRate,
  longestDivergence,
} from '../../../src/narration/hearing/compare-words.js';
import { judgeHearing, type HeardSentence } from '../../../src/narration/hearing/judge-hearing.js';

const sentence = (
  spoken: string,
  heard: string,
  names: readonly string[] = [],
): Omit<HeardSentence, 'utteranceId'> => ({
  spoken,
  heard,
  names,
});
const codesOf = (...sentences: readonly Omit<HeardSentence, 'utteranceId'>[]): readonly string[] =>
  judgeHearing(sentences.map((one, index) => ({ ...one, utteranceId: `u-${index}` }))).faults.map(
    ({ code, utteranceId }) => `${utteranceId} ${code.replace('W_HEARD_', '')}`,
  );
const FERRY = 'The first ferry left the harbour at dawn on Tuesday.';
const MAYOR = 'Mayor Ada Brandt thanked the crews who had worked all night.';
const RAIN = 'Heavy rain closed both lanes of the coastal road this morning.';

describe('judgeHearing', () => {
  it.each<[string, string, readonly string[], readonly string[]]>([
    // What a recogniser makes of a good reading.
    [FERRY, 'the first ferry left the harbor at dawn on tuesday', [], []],
    [MAYOR, 'mayor ada brant thank the crews who had worked all night', ['Ada', 'Brandt'], []],
    [RAIN, 'heavy rain closed both lanes of the coast road this morning', [], []],
    ['The U S A and NATO met in Kyiv.', 'the USA and nato met in keev', ['NATO', 'Kyiv'], []],
    ['Nightfall came early in the mid winter.', 'night fall came early in the midwinter', [], []],
    ['He said so.', 'he said so', [], []],
    // Names and runs of words that nobody says.
    [MAYOR, 'mayor thanked the crews who had worked all night', ['Ada', 'Brandt'], ['u-0 MISSING']],
    ['Ships from Ellis and Norwick met.', 'ships from ellis and met', ['Ellis', 'Norwick'], ['u-0 MISSING']],
    [RAIN, 'heavy rain closed both lanes this morning', [], ['u-0 MISSING']],
    [FERRY, 'the first ferry left', [], ['u-0 MISSING']],
    [FERRY, '', [], ['u-0 MISSING']],
    // The same thing twice.
    [FERRY, `${FERRY} ${FERRY}`, [], ['u-0 TWICE']],
    [RAIN, 'heavy rain closed both lanes closed both lanes of the coastal road this morning', [], ['u-0 TWICE']],
    [MAYOR, 'mayor ada brandt mayor ada brandt thanked the crews who had worked all night', ['Ada'], ['u-0 TWICE']],
    ['Never, never, never again.', 'never never never again', [], []],
    ['The more we know, the more we know we do not.', 'the more we know the more we know we do not', [], []],
    // Something else.
    [RAIN, 'she sells fresh bread and small round cakes by the sea', [], ['u-0 OTHERWISE']],
    // Another sentence that shares a word with it in the middle.
    [
      'Engineers hope that the trains run again on Monday.',
      'last night the council voted for a bridge',
      [],
      ['u-0 OTHERWISE'],
    ],
    ['Nobody was hurt.', 'an old barn', [], ['u-0 OTHERWISE']],
    [FERRY, 'the first ferry blah who ten sigh ought mend lid so', [], ['u-0 OTHERWISE']],
  ])('of "%s" heard as "%s"', (spoken, heard, names, codes) => {
    expect(codesOf(sentence(spoken, heard, names))).toEqual(codes);
  });

  it('finds sentences that are heard in each other’s places', () => {
    expect(codesOf(sentence(FERRY, RAIN), sentence(RAIN, FERRY), sentence(MAYOR, MAYOR))).toEqual([
      'u-0 SWAPPED',
      'u-1 SWAPPED',
    ]);
    expect(codesOf(sentence(FERRY, MAYOR), sentence(RAIN, RAIN), sentence(MAYOR, MAYOR))).toEqual(['u-0 SWAPPED']);
  });

  it('finds where a voice begins to drift, and only where it does not come back', () => {
    const good = Array.from({ length: 12 }, () => sentence(FERRY, FERRY));
    const mumbled = Array.from({ length: 8 }, () =>
      sentence(FERRY, 'the fur very lift a harbour of on on tuesday ham'),
    );
    const drift = (sentences: readonly Omit<HeardSentence, 'utteranceId'>[]): readonly string[] =>
      codesOf(...sentences).filter((code) => code.endsWith('DRIFT'));
    expect(drift([...good, ...mumbled])).toHaveLength(1);
    expect(Number(/\d+/u.exec(drift([...good, ...mumbled])[0] ?? '')?.[0])).toBeGreaterThanOrEqual(8);
    expect(drift([...mumbled, ...good])).toEqual([]);
    expect(drift(good)).toEqual([]);
    expect(drift(mumbled)).toEqual([]);
  });

  it('counts words that were heard otherwise', () => {
    const { wordErrorRate } = judgeHearing([
      { ...sentence('one two three four', 'one too tree five'), utteranceId: 'u' },
    ]);
    expect(wordErrorRate).toBe(0.5);
  });
});

describe('words are compared', () => {
  it.each<[string, readonly string[]]>([
    ['The U. S. A. isn’t “Kraków”!', ['the', 'usa', 'isnt', 'krakow']],
    ['A B C of a law', ['abc', 'of', 'a', 'law']],
    ['Straße 5', ['straße', '5']],
  ])('%s', (text, words) => {
    expect(comparableWords(text)).toEqual(words);
  });

  it('in runs', () => {
    const steps = alignWords(comparableWords('a1 bb1 cc1 dd1 ee1'), comparableWords('a1 xx2 yy2 ee1 zz2'));
    expect([errorRate(steps), longestDivergence(steps)]).toEqual([0.8, 3]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Episode } from '../../../src/model/episode.js';
import { compareTexts } from '../../../src/show/corrections/compare-texts.js';

/** An episode of these sentences, under a headline that is said. */
function episode(sentences: string, { title = 'Tide', kind = 'article' } = {}): Episode {
  const cues = sentences.split('|').map((text, index) => ({ text, startMs: index * 1000, blockKind: 'paragraph' }));
  const headline = { text: title, startMs: 0, blockKind: 'title' };
  return { title, kind, transcript: { language: 'en', cues: [headline, ...cues] } } as unknown as Episode;
}

describe('what a text says otherwise than before', () => {
  it.each<[string, string, string, (readonly (string | undefined)[])[]]>([
    ['one word', 'A b c d.|E f.', 'A b x d.|E f.', [['A b c d.', 'A b x d.']]],
    [
      'two places',
      'A b.|C d.|E f.',
      'A x.|C d.|E y.',
      [
        ['A b.', 'A x.'],
        ['E f.', 'E y.'],
      ],
    ],
    ['added and taken out', 'A b.|C d.|E f.', 'A b.|E f.|G h.', [['C d.'], [undefined, 'G h.']]],
    [
      'one of three in a row',
      'K.|A b c.|L.',
      'K.|N o p.|A b x.|Q r s.|L.',
      [
        [undefined, 'N o p.'],
        ['A b c.', 'A b x.'],
        [undefined, 'Q r s.'],
      ],
    ],
    ['said twice, then once', 'A b.|C d.|A b.', 'A b.|C d.', [['A b.']]],
    [
      'a sign that changes a number',
      'It is -5.|It cost $3.|It rose 2.5 %.',
      'It is 5.|It cost €3.|It rose 25 %.',
      [
        ['It is -5.', 'It is 5.'],
        ['It cost $3.', 'It cost €3.'],
        ['It rose 2.5 %.', 'It rose 25 %.'],
      ],
    ],
    ['a question', 'He lied.|Yes.', 'He lied?|Yes.', [['He lied.', 'He lied?']]],
    [
      'quotation marks, dashes, spaces and forms',
      '"Yes", he said - it’s so…|The ﬁne print.',
      "“Yes”, he said – it's so...|The fine  print.",
      [],
    ],
    ['another order', 'A b.|C d.|E f.', 'E f.|A b.|C d.', []],
    [
      'sentences parted otherwise',
      'A b; c d.|E.',
      'A b.|C d.|E.',
      [
        ['A b; c d.', 'A b.'],
        [undefined, 'C d.'],
      ],
    ],
    ['the same words in two sentences', 'They came; they saw.|E.', 'They came.|they saw.|E.', []],
  ])('%s', (_, before, now, expected) => {
    const found = compareTexts(episode(before), episode(now)).map((change) => [change.before, change.after]);
    expect(found).toEqual(expected.map(([left, right]) => [left, right]));
  });

  it('tells of a title, of no recording, and of a briefing only what both editions have', () => {
    const renamed = compareTexts(episode('A.'), episode('A.', { title: 'Ebb' }));
    expect(renamed).toEqual([{ part: 'title', before: 'Tide', after: 'Ebb' }]);
    const recording = { kind: 'programme' };
    expect(compareTexts(episode('A.', recording), episode('B.', recording))).toEqual([]);
    const briefing = { kind: 'briefing' };
    const changed = compareTexts(episode('A b c.|D.', briefing), episode('A b x.|D.|E.|F.', briefing));
    expect(changed.map(({ after }) => after)).toEqual(['A b x.']);
  });
});

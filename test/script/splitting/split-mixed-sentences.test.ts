import { describe, expect, it } from 'vitest';
import { splitMixedSentences } from '../../../src/script/splitting/split-mixed-sentences.js';

describe('splitMixedSentences', () => {
  it('lets the rules of a stretch decide inside it', () => {
    const text = 'He said am 3. Mai 2020. Ja. twice. Then he left.';
    const stretch = 'am 3. Mai 2020. Ja.';
    const start = text.indexOf(stretch);
    const sentences = splitMixedSentences(text, 'en', [{ start, end: start + stretch.length, lang: 'de' }]);
    expect(sentences.map((sentence) => text.slice(sentence.start, sentence.end))).toEqual([
      'He said am 3. Mai 2020. ',
      'Ja. twice. ',
      'Then he left.',
    ]);
  });
});

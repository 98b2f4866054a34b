import { describe, expect, it } from 'vitest';
import { splitPassages } from '../../../src/sources/text/split-passages.js';

const joined = (text: string): string | undefined => splitPassages(text).at(-1)?.text;

describe('lines that end in a hyphen', () => {
  it.each([
    ['a word in two pieces', 'a rule we think nega-\ntive', 'a rule we think negative'],
    ['a word the text spells with a hyphen', 'the well-known one\n\na well-\nknown case', 'a well-known case'],
    ['a word the text spells in one', 'cooperation helps\n\nco-\noperation', 'cooperation'],
    ['what is a compound already', 'it was one-to-\none', 'it was one-to-one'],
    ['a number', 'the years 2019-\n2020, a 30-\nyear record', 'the years 2019-2020, a 30-year record'],
    ['a capital', 'the Anglo-\nSaxon king', 'the Anglo-Saxon king'],
    ['a half that waits for the other', 'pre-\nand post-war; Vor-\nund Nachteile', 'pre- and post-war; Vor- und Nachteile'],
    ['a dash', 'he went -\nas always - home', 'he went - as always - home'],
    ['two words the text knows', 'market forces; driven men\n\nmarket-\ndriven', 'market-driven'],
  ])('are joined as the word is spelt: %s', (_what, text, result) => {
    expect(joined(text)).toBe(result);
  }); // prettier-ignore
});

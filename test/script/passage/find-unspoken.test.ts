import { describe, expect, it } from 'vitest';

import { findUnspoken } from '../../../src/script/passage/find-unspoken.js';

const silent = (text: string) => findUnspoken(text, []).map(({ start, end, rule }) => [text.slice(start, end), rule]);

describe('findUnspoken', () => {
  it.each([
    ['Gibberish /ˈdʒɪbərɪʃ/ is noise', '/ˈdʒɪbərɪʃ/'],
    ['Nguyen [ŋwiən] spoke', '[ŋwiən]'],
    ['quay (/kiː/) by the sea', '/kiː/'],
    ['said /ˈɡɪb.ər.ɪʃ/ by some', '/ˈɡɪb.ər.ɪʃ/'],
    ['the ending [ˈdʒɪb-] alone', '[ˈdʒɪb-]'],
  ])('leaves out a phonetic transcription: %j', (text, found) => {
    expect(silent(text)).toEqual([[found, 'phonetic']]);
  });

  it.each(['his/her coat/hat', 'see /etc/hosts/ there', '[sic] and [our] own', 'km/h or m/s', 'the (ba lah LIGH kah)'])(
    'keeps slashes, brackets and spelled pronunciations: %j',
    (text) => {
      expect(silent(text)).toEqual([]);
    },
  );
});

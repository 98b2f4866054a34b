/**
 * Words an English voice reads about as the IPA says, for engines that take text alone: `ŋwiən` → `nwee-uhn`.
 *
 * @returns Nothing when a symbol has no English counterpart.
 */
export function respellIpa(ipa: string): string | undefined {
  const sounds = ipa
    .normalize('NFC')
    .replace(
      /[/[\]ˈˌ.ː‿()\s\u0361\u035C\u0329\u032F\u02B0\u02B2\u02E0\u0325\u032A]/gu,
      (mark) => LENGTH_MARKS[mark] ?? '',
    );
  let place = 0;
  const syllables: string[] = [];
  let isAfterVowel = false;
  while (place < sounds.length) {
    const sound = [3, 2, 1].map((length) => sounds.slice(place, place + length)).find((piece) => piece in SOUNDS);
    if (sound === undefined) return undefined;
    const isVowel = VOWELS.has(sound[0] ?? '');
    const letters = SOUNDS[sound] ?? '';
    // Two vowels in a row would be read as one.
    syllables.push(isVowel && isAfterVowel ? `-${letters}` : letters);
    isAfterVowel = isVowel;
    place += sound.length;
  }
  return syllables.length === 0 ? undefined : syllables.join('');
}

const LENGTH_MARKS: Readonly<Record<string, string>> = { ː: 'ː' };
const VOWELS = new Set('aeiouyæɑɒɔəɚɜɝɛɪʊʌɐɨʉøœɤɯ');

const SOUNDS: Readonly<Record<string, string>> = {
  aɪ: 'eye',
  aʊ: 'ow',
  eɪ: 'ay',
  ɔɪ: 'oy',
  oʊ: 'oh',
  əʊ: 'oh',
  ɪə: 'eer',
  eə: 'air',
  ʊə: 'oor',
  iː: 'ee',
  uː: 'oo',
  ɑː: 'ah',
  ɔː: 'aw',
  ɜː: 'ur',
  aː: 'ah',
  eː: 'ay',
  oː: 'oh',
  yː: 'oo',
  øː: 'ur',
  œː: 'ur',
  ɛː: 'air',
  i: 'ee',
  u: 'oo',
  y: 'oo',
  ɪ: 'ih',
  ʊ: 'oo',
  e: 'eh',
  ɛ: 'eh',
  ə: 'uh',
  ɐ: 'uh',
  ʌ: 'uh',
  ɚ: 'er',
  ɜ: 'ur',
  ɝ: 'ur',
  æ: 'a',
  a: 'ah',
  ɑ: 'ah',
  ɒ: 'o',
  ɔ: 'aw',
  o: 'oh',
  ø: 'ur',
  œ: 'ur',
  ɨ: 'ih',
  ʉ: 'oo',
  ɯ: 'oo',
  ɤ: 'uh',
  tʃ: 'ch',
  dʒ: 'j',
  tɕ: 'ch',
  dʑ: 'j',
  ʈʂ: 'ch',
  ts: 'ts',
  dz: 'dz',
  p: 'p',
  b: 'b',
  t: 't',
  d: 'd',
  k: 'k',
  ɡ: 'g',
  g: 'g',
  f: 'f',
  v: 'v',
  θ: 'th',
  ð: 'th',
  s: 's',
  z: 'z',
  ʃ: 'sh',
  ʒ: 'zh',
  ɕ: 'sh',
  ʑ: 'zh',
  ʂ: 'sh',
  ʐ: 'zh',
  h: 'h',
  ɦ: 'h',
  x: 'kh',
  ç: 'h',
  ɣ: 'g',
  χ: 'kh',
  ʁ: 'r',
  ʀ: 'r',
  m: 'm',
  n: 'n',
  ŋ: 'ng',
  ɲ: 'ny',
  l: 'l',
  ɫ: 'l',
  ʎ: 'ly',
  r: 'r',
  ɹ: 'r',
  ɾ: 'r',
  j: 'y',
  w: 'w',
  ʍ: 'wh',
  ɥ: 'w',
  β: 'v',
  ʔ: '',
};

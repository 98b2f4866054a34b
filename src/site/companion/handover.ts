import { sentenceAt, type CompanionData } from './companion-data.js';

/** Words of a sentence that name it in an address, at each end. */
const WORDS_AT_END = 5;
const PREFIX_WORDS = 3;

/**
 * The address at which a sentence is read and heard on, on any device: the second and the edition for the companion or the
 * player there, and the words for browsers that find text (Text Fragments, WICG).
 *
 * @param address Of the article or of the episode's page.
 */
export function addressAt(address: string, seconds: number, data: CompanionData): string {
  const url = new URL(address);
  const sentence = sentenceAt(data, seconds * 1000);
  const time = `t=${Number(seconds.toFixed(3))}${data.edition && `&a=${data.edition}`}`;
  const words = sentence < 0 ? '' : `:~:text=${textDirective(data, sentence)}`;
  url.hash = '';
  return `${url.href}#${time}${words}`;
}

/** `prefix-,first words,last words`; what comes before tells sentences apart that are said more than once. */
function textDirective({ sentences }: CompanionData, sentence: number): string {
  const text = sentences[sentence]?.[2] ?? '';
  const words = text.trim().split(/\s+/u);
  const isSaidAgain = sentences.some(([, , other], index) => index !== sentence && other.includes(text));
  const before = sentences[sentence - 1]?.[2].trim().split(/\s+/u).slice(-PREFIX_WORDS).join(' ');
  const prefix = isSaidAgain && before ? `${encode(before)}-,` : '';
  if (words.length <= WORDS_AT_END * 2) return prefix + encode(text.trim());
  return `${prefix}${encode(words.slice(0, WORDS_AT_END).join(' '))},${encode(words.slice(-WORDS_AT_END).join(' '))}`;
}

/** A dash is part of the grammar of these addresses. */
function encode(words: string): string {
  return encodeURIComponent(words).replaceAll('-', '%2D');
}

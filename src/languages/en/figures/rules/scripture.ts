import { patternRule, type SpeakableRule } from '../../../figures/speakable-rule.js';
import { cardinalWords, ordinalWords } from '../number-words.js';

/** Books of scripture by every name they are cited with; those with a number before them are told by the pattern. */
const BOOKS: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'Genesis Gen',
    'Exodus Exod Ex',
    'Leviticus Lev',
    'Numbers Num',
    'Deuteronomy Deut',
    'Joshua Josh',
    'Judges Judg',
    'Ruth',
    'Samuel Sam',
    'Kings Kgs',
    'Chronicles Chron Chr',
    'Ezra',
    'Nehemiah Neh',
    'Esther Esth',
    'Job',
    'Psalm Ps',
    'Psalms Pss',
    'Proverbs Prov',
    'Ecclesiastes Eccl',
    'Isaiah Isa',
    'Jeremiah Jer',
    'Lamentations Lam',
    'Ezekiel Ezek',
    'Daniel Dan',
    'Hosea Hos',
    'Joel',
    'Amos',
    'Jonah',
    'Micah Mic',
    'Nahum',
    'Habakkuk Hab',
    'Zephaniah Zeph',
    'Haggai Hag',
    'Zechariah Zech',
    'Malachi Mal',
    'Matthew Matt Mt',
    'Mark Mk',
    'Luke Lk',
    'John Jn',
    'Acts',
    'Romans Rom',
    'Corinthians Cor',
    'Galatians Gal',
    'Ephesians Eph',
    'Philippians Phil',
    'Colossians Col',
    'Thessalonians Thess',
    'Timothy Tim',
    'Titus Tit',
    'Philemon Phlm',
    'Hebrews Heb',
    'James Jas',
    'Peter Pet',
    'Jude',
    'Revelation Rev',
    'Sirach Sir',
    'Wisdom Wis',
    'Maccabees Macc',
    'Surah Sura',
    'Quran Qur’an',
    'Koran',
  ].flatMap((line) => {
    const [name = '', ...short] = line.split(' ');
    return [name, ...short].map((spelling) => [spelling, name] as const);
  }),
);

const VERSES = String.raw`\d{1,3}(?:\s?[-–—]\s?(?:\d{1,3}:)?\d{1,3})?`;

/** Chapter and verse: `John 3:16`, `1 Cor. 13:4–7`, `Genesis 1:1–2:3`, `Matt. 5:3, 7`. */
export const SCRIPTURE: SpeakableRule = patternRule({
  name: 'scripture',
  starts: ['digit', 'letter'],
  forms: [
    {
      pattern: new RegExp(
        String.raw`(?:([1-4]|I{1,3})\s)?(${Object.keys(BOOKS).join('|')})\.?\s(\d{1,3}):(${VERSES}(?:,\s?${VERSES}(?!\d|\s?[\p{Lu}]))*)(?![\d\p{L}]|:\d|\s?[ap]\.?m\b)`,
        'uy',
      ),
      say([, number, book = '', chapter = '', verses = '']) {
        const words = verses.split(/,\s?/u).map(versesWords);
        const isOne = words.length === 1 && /^\d{1,2}$/u.test(verses);
        return `${number === undefined ? '' : `${ordinalWords(String(/\d/u.test(number) ? number : number.length))} `}${BOOKS[book] ?? book} ${cardinalWords(chapter)}${isOne ? ' ' : ', '}${words.join(', ')}`;
      },
    },
  ],
});

function versesWords(written: string): string {
  return written
    .split(/\s?[-–—]\s?/u)
    .map((end) => end.split(':').map(cardinalWords).join(', '))
    .join(' to ');
}

import {
  textAfter,
  textBefore,
  type Reading,
  type SpeakableContext,
  type SpeakableRule,
} from '../../../figures/speakable-rule.js';
import { FIRST_NAMES } from '../first-names.js';
import { cardinalWords, ordinalWords, yearWords } from '../number-words.js';

/** Roman numerals where a number belongs: `Henry VIII`, `World War II`, `Chapter IV`, `XIX century`, `(iii)`; never `Xi` or "I". */
export const ROMAN: SpeakableRule = {
  name: 'roman',
  starts: ['letter'],
  read(context, start) {
    ROMAN_TOKEN.lastIndex = start;
    const written = ROMAN_TOKEN.exec(context.text)?.[0];
    const value = written === undefined ? undefined : romanValue(written.toUpperCase());
    if (written === undefined || value === undefined) return undefined;
    const end = start + written.length;
    const range = romanRange(written, context, start);
    if (range !== undefined) return range;
    const spoken = saidAs(
      { written, value, before: textBefore(context, start, 60), after: textAfter(context, end, 30) },
      context,
    );
    return spoken === undefined ? undefined : { end, spoken };
  },
};

const ROMAN_TOKEN = /(?:[IVXLCDM]{1,9}|[ivxl]{1,6})(?![\p{L}\d]|[.]\p{L}|['’]\p{L}{2}|-\d)/uy;
const VALID = /^M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/u;
const VALUES: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };

function romanValue(letters: string): number | undefined {
  if (!VALID.test(letters)) return undefined;
  const values = [...letters].map((letter) => VALUES[letter] ?? 0);
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0);
}

/** `pp. iv–xii`, `Parts II-IV`: a dash between two of them is "to". */
function romanRange(written: string, context: SpeakableContext, start: number): Reading | undefined {
  const [tail = '', last = ''] =
    /^\s?[-–—]\s?([IVXLCDM]{1,9}|[ivxl]{1,6})(?![\p{L}\d]|-)/u.exec(textAfter(context, start + written.length, 16)) ??
    [];
  const [first, second] = [romanValue(written.toUpperCase()), romanValue(last.toUpperCase())];
  const isNumbered =
    /\b(?:pages?|pp?\.|chapters?|parts?|sections?|acts?|scenes?|books?|volumes?|vols?\.|types?|phases?|grades?|stages?|titles?|articles?|episodes?|levels?|class(?:es)?)\s$/iu.test(
      textBefore(context, start),
    );
  if (last === '' || !isNumbered || first === undefined || second === undefined || second <= first) return undefined;
  return {
    end: start + written.length + tail.length,
    spoken: `${cardinalWords(String(first))} to ${cardinalWords(String(second))}`,
  };
}

type Place = { readonly written: string; readonly value: number; readonly before: string; readonly after: string };

function saidAs({ written, value, before, after }: Place, context: SpeakableContext): string | undefined {
  const number = String(value);
  if (value >= 1000 && value < 2100 && written.length > 3) return yearWords(number);
  if (/^[ivxl]/u.test(written)) {
    const isListed = /(?:^|[\s,;])\($/u.test(before) && after.startsWith(')');
    return isListed ||
      (written.length > 1 &&
        /\b(?:pages?|pp\.|p\.|chapter|ch\.|part|pt\.|section|sec\.|scene|sc\.|act|clause|paragraph|para\.|vol\.|art\.|fig\.)\s$/iu.test(
          before,
        ))
      ? cardinalWords(number)
      : undefined;
  }
  if (/^[\s-](?:century|centuries|dynasty|arrondissement|legion|olympiad)\b/iu.test(after)) return ordinalWords(number);
  if (/^XX$/u.test(written) && /\bthe\s$/iu.test(before) && /^\s(?:Olympic|Winter|Summer|Commonwealth)\b/u.test(after))
    return ordinalWords(number);
  // "Group D", "Class C", "Generation X" have letters.
  if (/^[LCDM]$/u.test(written) || (written === 'X' && /\b(?:Generation|Model|Malcolm)\s$/u.test(before)))
    return undefined;
  if (NUMBERED.test(before))
    return written === 'I' && /^\s(?:am|was|have|had|will|would|think|do|can)\b/u.test(after)
      ? undefined
      : cardinalWords(number);
  if (
    written.length > 1 &&
    !AMBIGUOUS.has(written) &&
    /^\s*$/u.test(before) &&
    /^(?:[.):]?\s*$|[.):]\s)/u.test(after)
  ) {
    return cardinalWords(number);
  }
  const name = /(\p{Lu}[\p{L}'’]+)\s$/u.exec(before)?.[1];
  if (name === undefined || context.isShouted || (name === 'Malcolm' && written === 'X')) return undefined;
  if (
    RULERS.has(name) ||
    (written.length > 1 && FIRST_NAMES.has(name)) ||
    /\b(?:King|Queen|Pope|Emperor|Empress|Tsar|Czar|Sultan|Prince|Princess|Duke|Saint|St\.)\s(?:\p{Lu}\p{L}+\s){0,2}$/u.test(
      before,
    )
  ) {
    if (
      written === 'I' &&
      !FIRST_OF_NAME.test(after) &&
      !/\b(?:King|Queen|Pope|Emperor|Empress|Tsar|Czar|Sultan|Prince|Elizabeth|Napoleon|Francis|Wilhelm)\s/u.test(
        before,
      )
    )
      return undefined;
    if (written === 'I' && PRONOUN_VERB.test(after) && !FIRST_OF_NAME.test(after)) return undefined;
    return value <= 39 ? `the ${ordinalWords(number)}` : undefined;
  }
  if (written.length === 1 || AMBIGUOUS.has(written)) return undefined;
  return value <= 4 && isPerson(before) ? `the ${ordinalWords(number)}` : cardinalWords(number);
}

/** "Edward I of England", "James I’s court", "under Mary I, who": nothing a pronoun would stand before. */
const FIRST_OF_NAME =
  /^(?:[.,;:)]?\s*$|\s(?:in|at|by|from|on|to|until|who|whose)(?!\p{L})|\s(?:was|is)\s(?:\p{Ll}+ed|born|slain|king|queen|emperor)\b|\sof\s\p{Lu}|['’]s\b|,\s(?:who|the|king|queen)\b|\s\()/u;

const PRONOUN_VERB =
  /^\s(?:am|was|have|had|will|would|think|thought|know|knew|do|did|can|could|should|must|may|might|want|saw|see|met|said|say|like|love|never|always|also|just|and\s)\b/u;

const NUMBERED = new RegExp(
  String.raw`\b(?:World\sWar|War|WW|Chapter|Chap\.|Part|Section|Sect\.|Act|Scene|Volume|Vol\.|Book|Article|Art\.|Title|Phase|Type|Class|Group|Level|Stage|Grade|Tier|Episode|Season|Round|Appendix|Figure|Table|Apollo|Rocky|Super\sBowl|Mark|Model|Schedule|Annex|Division|Liga|Saturn|Gemini|Unit|Category|Battle|Act|Canto|Psalm|Sonnet|Symphony\sNo\.|Area|Zone|Site|Plan|Protocol|Fantasy|Theft\sAuto|Kombat|Trek|Wars|Vatican|Camp\sDavid|Title|Track|Pillar|Wrestle[Mm]ania|Basel|Solvency|Vatican|SALT|START|Photosystem|World|Trident|Generation|Lesson|Item|Chorus|Book|Step|Module|Lord|Cohort|Corps|Schedule)\s$`,
  'iu',
);

/** Capitals that are Roman numerals only where a number is sure to stand. */
const AMBIGUOUS = new Set([
  'CD',
  'DC',
  'MC',
  'MD',
  'CC',
  'CV',
  'CL',
  'DI',
  'MI',
  'LI',
  'MM',
  'CM',
  'CI',
  'DL',
  'MIX',
  'DIM',
  'MV',
  'DVI',
  'CIVIL',
  'XL',
  'XXL',
  'XXX',
  'XX',
  'LL',
  'DM',
  'ML',
  'DV',
  'XC',
  'LC',
  'LV',
  'MX',
]);

/** A middle initial or a common first name before the surname: "Davis Love III" is a person, "Diablo II" is not. */
function isPerson(before: string): boolean {
  return (
    /\b\p{Lu}\.?\s\p{Lu}[\p{L}'’]+\s$/u.test(before) ||
    /(?:^|[^\p{L}])(\p{Lu}[\p{L}]+)\s(?:\p{Lu}[\p{L}'’.]+\s){1,2}$/u
      .exec(before)
      ?.slice(1)
      .some((name) => FIRST_NAMES.has(name)) === true
  );
}

const RULERS = new Set(
  'Henry Elizabeth Charles Louis George Edward James William Pius Benedict Leo Gregory Innocent Clement Urban Boniface Celestine Sixtus Julius Adrian Eugene Philip Ferdinand Alexander Nicholas Catherine Peter Ivan Frederick Wilhelm Napoleon Ramesses Rameses Ramses Ptolemy Richard Mary Christian Haakon Harald Carl Gustav Gustaf Olav Felipe Carlos Alfonso Alphonse Albert Leopold Baudouin Rama Abdullah Mohammed Muhammad Mohamed Hassan Hussein Robert David Malcolm Kenneth Constantine Theodosius Justinian Otto Conrad Sigismund Maximilian Rudolf Francis Joseph Franz Umberto Vittorio Emmanuel Emanuel Sancho Pedro João Afonso Manuel Boris Simeon Darius Xerxes Artaxerxes Cyrus Thutmose Amenhotep Seti Cleopatra Margrethe Seleucus Antiochus Mithridates Paul Stephen Victor Vladislav Wenceslas Casimir Ladislaus Selim Suleiman Mehmed Murad Bayezid Mahmud Osman Tokugawa Juan Valdemar Eric Erik Magnus Canute Knut Menelik Tewodros Rainier Honoré Jean Hans-Adam Xavier Shenouda Tawadros Bartholomew Kirill Aga'.split(
    ' ',
  ),
);

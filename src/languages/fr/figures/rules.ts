import { halfRule } from '../../figures/rules/half.js';
import { patternRule, textBefore, type SpeakableRule } from '../../figures/speakable-rule.js';
import { frenchCardinal, frenchOrdinal } from './numerals.js';

/** Nouns whose ending shows that they are feminine, or that are met most often after a number. */
export const FRENCH_FEMININE =
  /^\s(?:femmes?|filles?|heures?|pages?|fois|minutes?|secondes?|personnes?|tonnes?|voitures?|villes?|maisons?|équipes?|places?|victoires?|défaites?|nuits?|semaines?|communes?|écoles?|entreprises?|familles?|voix|études?|lettres?|lignes?|images?|chambres?|pièces?|tables?|routes?|finales?|bouteilles?|lieues?|livres?|candidates?|victimes?|photos?|chaînes?|lois?|fêtes?|têtes?|mains?|portes?|langues?|ligues?|filières?|médailles?|marches?|séances?|listes?|usines?|\p{Ll}+(?:tion|sion|té|ée|ette|ence|ance)s?)(?!\p{L})/u;

const DETERMINER = /(?<!\p{L})(?:l[ae]s?|une?|des?|cette|ces?|sa|son|ses|en|aux?|du)\s$/iu;

/** Words that go on after a number by itself. */
const WORDS_ON =
  /^(?:des|les|sur|par|pour|dans|avec|sans|chez|vers|entre|est|sont|était|qui|que|plus|moins|contre|mais|puis|aux|une?|après|avant|soit)$/u;

/** Forms that only French writes. */
export const FRENCH_RULES: readonly SpeakableRule[] = [
  halfRule({
    masculine: 'demi',
    feminine: 'demie',
    joint: '-',
    article: { masculine: 'un', feminine: 'une' },
    determiner: DETERMINER,
    and: 'et',
    genderOf: (word) => (WORDS_ON.test(word) ? undefined : FRENCH_FEMININE.test(` ${word}`) ? 'feminine' : 'masculine'),
    cardinal: frenchCardinal,
  }),
  patternRule({
    // Articles of the codes, by part and number: `L. 121-1`.
    name: 'reference',
    starts: ['letter'],
    forms: [
      {
        pattern: /(?<![\p{L}\d.])([LRDA])\.?\s?(\d{1,4}(?:-\d{1,3}){1,3})(?![\p{L}\d])/uy,
        say: ([, part = '', number = ''], context) =>
          `${part} ${number
            .split('-')
            .map((digits) => frenchCardinal(digits, context))
            .join(' tiret ')}`,
      },
    ],
  }),
  patternRule({
    name: 'fraction',
    starts: ['digit'],
    forms: [
      {
        // "le 1/8e de finale", "les 1/16es".
        pattern: /(\d{1,2})\/(\d{1,2})(e|ème|es|èmes)(?![\p{L}\d])/uy,
        say(match, context) {
          const [, top = '', bottom = '', ending = ''] = match;
          const name = frenchOrdinal(bottom, context) + (ending.endsWith('s') ? 's' : '');
          const isNamed = top === '1' && DETERMINER.test(textBefore(context, match.index));
          return isNamed ? name : `${frenchCardinal(top, context, 'masculine')} ${name}`;
        },
      },
      {
        pattern: /(\d{1,2})\s?([hj])\s?\/\s?(\d{1,2})(?![\p{L}\d])/uy,
        say: ([, count = '', unit, of = ''], context) =>
          `${frenchCardinal(count, context)} ${unit === 'h' ? 'heures' : 'jours'} sur ${frenchCardinal(of, context)}`,
      },
    ],
  }),
];

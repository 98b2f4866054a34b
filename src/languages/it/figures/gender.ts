import { singularGender } from '../../figures/plural-gender.js';
import type { Gender } from '../../figures/language-words.js';
import { halfRule } from '../../figures/rules/half.js';
import { patternRule, textAfter, type SpeakableRule } from '../../figures/speakable-rule.js';
import { ITALIAN_CALENDAR } from '../calendar.js';
import { italianCardinal } from './numerals.js';

const FEMININE =
  /(?:[^m]a|zione|sione|tà|tù|ice|notte|parte|gente|morte|mano|nave|chiave|serie|crisi|moglie|madre|auto|foto|moto|radio|mano|legge|fase|base|classe|frase|rete|torre|estate|arte|luce|pace|voce|croce)$/u;
/** Words that go on after a number by itself. */
const WORDS_ON =
  /^(?:di|a|ad|e|ed|o|od|in|che|per|con|da|su|si|del|al|è|era|più|meno|non|se|il|la|lo|gli|le|uno?|una|sul|nel|dal|contro|mila|milioni|miliardi|ogni|anche|ma|tra|fra|poi|oggi|ieri|alle?|agli|dei|delle|dopo|entro|ore)$/u;

/** The gender of the noun after "one", by its ending; nothing where no noun follows. */
export function italianGender(after: string): Gender | undefined {
  return singularGender(after, FEMININE, WORDS_ON);
}

/** "un'ora", "uno studente": how "one" ends depends on how the next word begins. */
export const ITALIAN_ONE: SpeakableRule = patternRule({
  name: 'cardinal',
  starts: ['digit'],
  forms: [
    {
      pattern: /(?<![\p{L}\d.,:;/–-]|\d\s)1\s(?!eur(?!\p{L}))(?=([aeiouàèéìòù]|s[^aeiouh]|z|gn|ps|pn|x|y)\p{Ll}{2})/uy,
      say(match, context) {
        const after = textAfter(context, match.index + 1);
        const word = /^\s(\p{L}+)/u.exec(after)?.[1]?.toLowerCase() ?? '';
        const gender = italianGender(after);
        if (gender === undefined || MONTHS.has(word)) return undefined;
        const isVowel = /^[aeiouàèéìòù]/u.test(match[1] ?? '');
        if (gender === 'feminine') return isVowel ? "un'" : 'una ';
        return isVowel ? 'un ' : 'uno ';
      },
    },
  ],
});

/** "mezzo litro", "due ore e mezza"; the plural of a feminine noun ends in e. */
export const ITALIAN_HALF: SpeakableRule = halfRule({
  masculine: 'mezzo',
  feminine: 'mezza',
  joint: ' ',
  and: 'e',
  genderOf: (word) => (/e$/u.test(word) ? 'feminine' : italianGender(` ${word}`)),
  cardinal: italianCardinal,
});

const MONTHS = new Set(ITALIAN_CALENDAR.months.flatMap(({ names }) => names));

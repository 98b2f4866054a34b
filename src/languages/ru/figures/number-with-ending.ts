import type { Around } from '../../figures/language-words.js';
import { ordinalForm } from './agreement.js';
import { russianCardinal } from './cardinal.js';
import { compoundNumber } from './compound.js';
import { isMonth } from './day.js';
import { russianOrdinal, type RussianForm } from './ordinal.js';

/** Figures with the letters of an ordinal, a cardinal or a compound after them: `5-й`, `2-х`, `25-летие`. */
export function numberWithEnding(digits: string, ending: string, around: Around): string | undefined {
  const { before, after } = around;
  if (ending.length > 3) {
    const first = /[-\p{L}]$/u.test(before) ? undefined : compoundNumber(digits);
    return first === undefined ? undefined : first + ending;
  }
  if (ending === '') return digits.length > 2 ? undefined : russianOrdinal(digits, ordinalForm(around) ?? 'й');
  if (/\d/u.test(before.slice(-1))) return undefined;
  const isCounted = !/^\s(?:год|гг\.|век)/u.test(after);
  if (ending === 'ти' || ending === 'мя' || (ending === 'х' && /^[234]$/u.test(digits) && isCounted))
    return russianCardinal(digits, undefined, ending === 'мя' ? 'instrumental' : 'genitive');
  return russianOrdinal(digits, formOf(ending, around, digits));
}

/** The form that the letters after the figures stand for, by the noun where they stand for several. */
function formOf(ending: string, around: Around, digits: string): RussianForm {
  const { before, after } = around;
  const form = FORMS[ending] ?? 'й';
  const asked = ordinalForm(around);
  if (form === 'й') return asked === 'ой' && !/^\sевро/u.test(after) ? 'ой' : 'й';
  // "2-е место" is neuter, "1950-е" are years.
  if (form === 'е') return asked === 'ое' || isMonth(/^\s(\p{L}+)/u.exec(after)?.[1]) ? 'ое' : 'е';
  if (form !== 'м') return form;
  if (asked === 'м' || asked === 'ым') return asked;
  return before.trim() === '' || digits.length === 4 || /(?<!\p{L})(?:во?|на|об?|при|по)\s$/iu.test(before)
    ? 'м'
    : 'ым';
}

const FORMS: Readonly<Record<string, RussianForm>> = {
  й: 'й',
  ый: 'й',
  ой: 'ой',
  я: 'я',
  ая: 'я',
  е: 'е',
  ые: 'е',
  ое: 'ое',
  го: 'го',
  ого: 'го',
  его: 'го',
  му: 'му',
  ому: 'му',
  ему: 'му',
  м: 'м',
  ом: 'м',
  ым: 'м',
  х: 'х',
  ых: 'х',
  ю: 'ю',
  ую: 'ю',
  ми: 'ми',
  ыми: 'ми',
};

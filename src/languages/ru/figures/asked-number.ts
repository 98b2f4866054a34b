import type { Around, Figure, Noun } from '../../figures/language-words.js';
import { agreement, formOfPlace, ordinalForm } from './agreement.js';
import { russianCardinal, russianDecimal, russianNoun } from './cardinal.js';
import { caseAfterPreposition, type RussianCase } from './cases.js';
import { formOfDayAhead } from './day.js';
import { PERCENT } from './nouns.js';
import { isRanked } from './numbered.js';
import { russianOrdinal } from './ordinal.js';

/** A number, and the unit it counts, where the words around ask for a case or show a gender. */
export function askedNumber(
  { sign, whole, fraction }: Figure,
  noun: Noun | undefined,
  around: Around,
): string | undefined {
  const day = noun === undefined && /^\d{1,2}$/u.test(whole) ? formOfDayAhead(around) : undefined;
  if (day !== undefined && fraction === undefined && sign === '') return russianOrdinal(whole, day);
  const place = noun === undefined && /^\d{1,2}$/u.test(whole) ? formOfPlace(around, whole) : undefined;
  if (place !== undefined) return russianOrdinal(whole, place);
  if (
    noun === undefined &&
    sign === '' &&
    fraction === undefined &&
    /^[1-9]\d{0,2}$/u.test(whole) &&
    isRanked(around, whole)
  )
    return russianOrdinal(whole, ordinalForm(around) ?? 'й');
  const found =
    noun === undefined ? agreement(around, whole) : { gender: noun.gender, asked: caseOfUnit(noun, around) };
  if (found.asked === undefined && (noun !== undefined || found.gender === undefined)) return undefined;
  const number =
    fraction === undefined
      ? russianCardinal(whole, found.gender, found.asked)
      : russianDecimal(whole, fraction, found.asked);
  const signed = `${{ '-': 'минус ', '+': 'плюс ', '': '' }[sign]}${number}`;
  return noun === undefined ? signed : `${signed} ${russianNoun(noun, whole, fraction !== undefined, found.asked)}`;
}

/** "в пяти километрах от города", "в двадцати процентах случаев", else the case the preposition asks for. */
function caseOfUnit(noun: Noun, { before, after }: Around): RussianCase | undefined {
  const isWithin = /(?<!\p{L})в\s$/iu.test(before);
  const isPlace =
    /метр$/u.test(noun.one) && /^\s(?:от|к|севернее|южнее|западнее|восточнее|выше|ниже)(?!\p{L})/u.test(after);
  const isShare = noun === PERCENT && /^\s(?!годовых)\p{Ll}{2,}[^аеёиоуыэюяьъ\s,.](?!\p{L})/u.test(after);
  return isWithin && (isPlace || isShare) ? 'prepositional' : caseAfterPreposition(before, after);
}

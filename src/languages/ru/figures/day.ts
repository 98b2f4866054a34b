import type { Around } from '../../figures/language-words.js';
import { monthNames } from '../../figures/month-spellings.js';
import { RUSSIAN_CALENDAR } from '../calendar.js';
import type { RussianForm } from './ordinal.js';

/** The months as they stand in a date. */
export const RUSSIAN_MONTHS = monthNames(RUSSIAN_CALENDAR);

/** Whether a word is a month as it stands in a date. */
export function isMonth(word: string | undefined): boolean {
  return word !== undefined && RUSSIAN_MONTHS.includes(word);
}

/** Days that stand before another one of the same month: "5 и ", "3, 5 и ". */
const DAYS_BEFORE = /(?:\d{1,2}(?:,\s|\s(?:и|или)\s)){1,4}$/u;

/** The form of a day before its month: "третьего марта" says when, "первое мая" is the day itself. */
export function dayForm({ before, after }: Around): RussianForm {
  const ahead = before.replace(DAYS_BEFORE, '');
  const isItself = /^\s*(?:(?:г\.|года?)\s*)?$/u.test(after) || /^\s?[—–-]\s/u.test(after);
  if ((ahead.trim() === '' && isItself) || /[(:"«]\s*$/u.test(ahead)) return 'ое';
  const preposition = /(?<!\p{L})(ко?|на|по|за|про|между|перед|об?)\s$/iu.exec(ahead)?.[1]?.toLowerCase() ?? '';
  return FORM_AFTER[preposition] ?? 'го';
}

/** The form of figures that are a day because a month stands behind the next day: `с 5 по 9 июня`, `3 и 9 марта`. */
export function formOfDayAhead(around: Around): RussianForm | undefined {
  const ahead = /^(?:(?:,|\s(?:и|или|по|до))\s\d{1,2}(?!\d)){0,4}\s(\p{L}+)/u.exec(around.after);
  return isMonth(ahead?.[1]) ? dayForm(around) : undefined;
}

const FORM_AFTER: Readonly<Record<string, RussianForm>> = {
  к: 'му',
  ко: 'му',
  на: 'ое',
  по: 'ое',
  за: 'ое',
  про: 'ое',
  между: 'ым',
  перед: 'ым',
  о: 'м',
  об: 'м',
};

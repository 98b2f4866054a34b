import type { Around } from '../../figures/language-words.js';
import { ordinalForm } from './agreement.js';
import { russianCardinal } from './cardinal.js';
import { russianOrdinal, type RussianForm } from './ordinal.js';

/** A Roman numeral, in the form of the ruler before it or the noun after it: "Петра первого", "третьей степени". */
export function russianRoman(value: number, around: Around): string | undefined {
  const { before, after } = around;
  const digits = String(value);
  if (/(?<!\p{L})(?:глав|част|раздел|том)\p{Ll}{0,2}\s$/iu.test(before)) return russianCardinal(digits);
  const ruler = RULER.exec(before);
  if (ruler !== null) return russianOrdinal(digits, formOfName(ruler[1] ?? '', ruler[2] ?? '', before));
  if (/^\s?вв?\.(?!\p{L})/u.test(after)) return russianOrdinal(digits, FORM_OF_CENTURY[centuryName(around)] ?? 'й');
  if (PART_OF_CENTURY.test(before) && !/^\s\p{L}{3,}/u.test(after)) return russianOrdinal(digits, 'го');
  const rest = /^(?:\s?[–—-]\s?|,\s|\s(?:и|или)\s)[IVX]{1,6}(\s\p{L}{3,}.{0,20})/u.exec(after)?.[1] ?? after;
  if (!/^\s\p{L}{3,}/u.test(rest) || (value === 1 && /^\s\p{Ll}+(?:ет|ит|ут|ют|ал|ла|ли)(?!\p{L})/u.test(rest)))
    return undefined;
  if (/^\s\p{Lu}/u.test(rest) && !/^\s(?:Миров|Государств|Всеросс|Междунар|Олимпи)/u.test(rest)) return undefined;
  const form = ordinalForm({ before, after: rest });
  return form === undefined ? undefined : russianOrdinal(digits, formBeforeSeveral(form, rest));
}

/** Words for a part of a century, which may share its name with a later one: "конец XV – начало XVI в." */
const PART_OF_CENTURY =
  /(?<!\p{L})(?:конец|конц[аеуо]м?|начал[аеуо]м?|середин\p{Ll}|рубеж\p{Ll}{0,2}|половин\p{Ll}{1,2}|четверт\p{Ll}{1,2})\s$/iu;

/** Of several that share a noun in the plural each is one: "двадцатого и двадцать первого веков". */
function formBeforeSeveral(form: RussianForm, after: string): RussianForm {
  const noun = /^\s(\p{Ll}+)/u.exec(after)?.[1] ?? '';
  if (/[ое]в$/u.test(noun)) return 'го';
  if (/[ая]х$/u.test(noun)) return 'м';
  return /[ая]м$/u.test(noun) ? 'му' : form;
}

/** "в." after a century, written out: "веке" after "в", else "века"; alone "век". */
export function centuryName({ before, after }: Around): 'веке' | 'века' | 'век' | 'веку' {
  const ahead = before.replace(/[IVX\s–—-]+$/u, ' ');
  if (/(?<!\p{L})во?\s$/iu.test(ahead)) return 'веке';
  if (/(?<!\p{L})ко?\s$/iu.test(ahead)) return 'веку';
  return ahead.trim() === '' && /^\s?(?:вв?\.)?\s*$/u.test(after) ? 'век' : 'века';
}

const FORM_OF_CENTURY: Readonly<Record<string, RussianForm>> = { веке: 'м', века: 'го', веку: 'му', век: 'й' };

/** The names of rulers and popes without their endings, women apart. */
const RULER =
  /(?<!\p{L})(?:(П[её]тр|Иван|Никола|Александр|Пав[её]?л|Людовик|Карл|Генрих|Фридрих|Вильгельм|Наполеон|Иоанн|Бенедикт|Пи|Льв|Лев|Григори|Филипп|Георг|Яков|Эдуард|Рамзес|Рамсес|Птолеме|Хуан|Альберт|Леопольд|Фердинанд|Франц|Франциск|Август|Сигизмунд|Стефан|Станислав|Константин|Баграт|Давид|Хусейн|Абдалл|Харальд|Густав|Кирилл|Алекси|Бонифаци|Климент|Урбан|Тутмос|Ричард)|(Екатерин|Елизавет|Анн|Мари|Изабелл|Виктори|Маргарет|Маргрет|Клеопатр|Кристин))(\p{Ll}{0,2})\s$/u;

/** A name shows its case by its ending, which means another one in the two genders. */
function formOfName(masculine: string, feminine: string, before: string): RussianForm {
  const ending = /\p{Ll}{1,2}(?=\s$)/u.exec(before)?.[0] ?? '';
  if (masculine !== '') {
    if (/[аья]$/u.test(ending) && !/ь$/u.test(ending)) return 'го';
    if (/[ую]$/u.test(ending)) return 'му';
    if (/[ое]м$/u.test(ending)) return 'ым';
    return /(?:е|ии)$/u.test(ending) ? 'м' : 'й';
  }
  if (/[ая]$/u.test(ending)) return 'я';
  return /[ую]$/u.test(ending) && feminine !== '' ? 'ю' : 'ой';
}

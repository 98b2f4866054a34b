import type { Around, Gender } from '../../figures/language-words.js';
import { isOne } from './cardinal.js';
import { caseAround, type RussianCase } from './cases.js';
import type { RussianForm } from './ordinal.js';

/** The gender and the case of a whole number by the words around it: "двадцати одной деревни", "двух новых школ". */
export function agreement(
  around: Around,
  digits: string,
): { readonly gender: Gender | undefined; readonly asked: RussianCase | undefined } {
  const asked = caseAround(around);
  const noun = nounAfterAdjectives(around.after);
  if (isOne(digits) && noun !== undefined) return agreementOfOne(noun, asked);
  const isFewPeople = /(?:^|[^1])[234]$/u.test(digits) && /(?:^человек|[оеё]в|ей)$/u.test(noun ?? '');
  return {
    gender: countedGender(around.after, digits),
    asked: isFewPeople && (asked === undefined || asked === 'accusative') ? 'genitive' : asked,
  };
}

/** The gender of the noun after a number, by the ending it has there: "одна книга", "две книги", "одно окно". */
export function countedGender(after: string, digits: string): Gender | undefined {
  const noun = nounAfterAdjectives(after);
  if (noun === undefined || /1[12]$/u.test(digits) || WORDS_ON.test(noun)) return undefined;
  if (digits.endsWith('1')) return agreementOfOne(noun, undefined).gender;
  if (!digits.endsWith('2') || /^(?:мужчины|дяди|судьи)$/u.test(noun)) return undefined;
  return /[ыи]$/u.test(noun) ? 'feminine' : undefined;
}

/** The form of an ordinal before a noun: "второй степени", "третьем квартале"; nothing where the ending does not tell. */
export function ordinalForm({ before, after }: Around): RussianForm | undefined {
  const word = /^\s(\p{L}{3,})/u.exec(after)?.[1]?.toLowerCase();
  if (word === undefined) return undefined;
  const known = ENDINGS.find(([ending]) => ending.test(word))?.[1];
  if (known !== undefined) return known;
  const isFeminine = FEMININE.test(word);
  if (/[ая]$/u.test(word)) return isFeminine ? 'я' : 'го';
  if (/[ую]$/u.test(word)) return isFeminine ? 'ю' : /(?<!\p{L})(?:ко?|по)\s$/iu.test(before) ? 'му' : 'м';
  if (/[еи]$/u.test(word))
    return NEUTER.test(word) ? (/[иь]е$/u.test(word) ? 'ое' : 'м') : /и$/u.test(word) || isFeminine ? 'ой' : 'м';
  return isFeminine ? 'я' : 'й';
}

/** The form of figures before a noun in the singular that they cannot count: "на 3 этаже", "в 8 классе". */
export function formOfPlace(around: Around, digits: string): RussianForm | undefined {
  const noun = /^\s(\p{Ll}{4,}е)(?!\p{L})/u.exec(around.after)?.[1];
  const isPlace = noun !== undefined && !/(?:[ыи]е|[ое]е)$/u.test(noun) && !WORDS_ON.test(noun);
  if (!isPlace || !/(?<!\p{L})(?:во?|на)\s$/iu.test(around.before)) return undefined;
  if (isOne(digits) && !/^(?:этаж|класс|курс|мест|канал|тур|раунд|матч)/u.test(noun)) return undefined;
  return FEMININE.test(noun) ? 'ой' : 'м';
}

/** Endings that tell the form whatever the gender of the word. */
const ENDINGS: readonly (readonly [RegExp, RussianForm])[] = [
  [/(?:ый|ий)$/u, 'й'],
  [/(?:ая|яя)$/u, 'я'],
  [/(?:ую|юю)$/u, 'ю'],
  [/(?:ое|ее|о)$/u, 'ое'],
  [/(?:ого|его)$/u, 'го'],
  [/(?:ому|ему)$/u, 'му'],
  [/(?:ы|[ое]й|ью)$/u, 'ой'],
  [/(?:[ое]м|ём|ым|им|ам|ям)$/u, 'ым'],
  [/(?:ые|[кгхн]ие)$/u, 'е'],
  [/(?:[ыиая]ми)$/u, 'ми'],
  [/(?:[ыиая]х|[ое]в)$/u, 'х'],
];

/** Stems of feminine nouns that are numbered, where the ending could be that of a masculine one. */
const FEMININE =
  /^(?:групп|глав|част|степен|олимпиад|импери|династи|программ|сесси|конференци|республик|категори|очеред|фаз|стади|войн|арми|дивизи|бригад|минут|секунд|строк|страниц|лини|позици|попытк|сери|игр|ракет|ступен|годовщин|половин|четверт|школ|квартир|палат|поправк|встреч|недел|лиг|книг|сур|заповед|стать|полос|скорост|преми|модел|верси|декад|зим|ноч|точк|ветк)/u;
/** Stems of neuter nouns that are numbered. */
const NEUTER = /^(?:мест|чтени|воскресень|заседани|управлени|отделени|поколени|столети|тысячелети|издани|дыхани)/u;

/** The noun after a number, adjectives before it passed over; not a word that goes on after a number by itself. */
function nounAfterAdjectives(after: string): string | undefined {
  for (const word of /^(?:\s\p{Ll}+){1,3}/u.exec(after)?.[0].trim().split(' ') ?? []) {
    if (WORDS_ON.test(word)) return undefined;
    if (!/(?:[ыи][хйе]|ая|яя|ую|юю|[ое]е|[ое]го)$/u.test(word) || word === 'трое')
      return word.length > 1 ? word : undefined;
  }
  return undefined;
}

/** After 1, 21, … the noun stands in the singular, in every case. */
function agreementOfOne(
  noun: string,
  asked: RussianCase | undefined,
): { readonly gender: Gender | undefined; readonly asked: RussianCase | undefined } {
  if (WORDS_ON.test(noun)) return { gender: undefined, asked };
  if (/^(?:евро|кофе|кило|пони)$/u.test(noun)) return { gender: 'masculine', asked };
  if (/^(?:мужчина|дядя|папа|судья|юноша|коллега)$/u.test(noun)) return { gender: 'masculine', asked };
  if (/[ое]м$|ём$/u.test(noun)) return { gender: 'masculine', asked: 'instrumental' };
  if (/(?:[ое]й|ью)$/u.test(noun)) return { gender: 'feminine', asked: 'instrumental' };
  if (/[ыи]$/u.test(noun)) return { gender: 'feminine', asked: asked === 'prepositional' ? asked : 'genitive' };
  if (/[ая]$/u.test(noun))
    return asked === 'genitive' || COUNTED_MEN.test(noun)
      ? { gender: 'masculine', asked: 'genitive' }
      : { gender: 'feminine', asked: undefined };
  if (/[ую]$/u.test(noun))
    return asked === 'dative' ? { gender: 'masculine', asked } : { gender: 'feminine', asked: 'accusative' };
  if (/(?:ость|асть|чь|бовь|кровь|дверь|площадь)$/u.test(noun)) return { gender: 'feminine', asked: undefined };
  if (/е$/u.test(noun) && (asked === 'accusative' || asked === 'prepositional'))
    return { gender: FEMININE.test(noun) ? 'feminine' : 'masculine', asked: 'prepositional' };
  if (/[ое]$/u.test(noun)) return { gender: 'neuter', asked: undefined };
  return { gender: undefined, asked: asked === 'accusative' ? undefined : asked };
}

/** Masculine nouns that are counted all the time, in the genitive. */
const COUNTED_MEN = /^(?:года|дня|часа|месяца|рубля|доллара|процента|человека|метра|километра|градуса|века)$/u;

/** Words after a number that it does not count. */
export const WORDS_ON =
  /^(?:на|за|для|до|от|из|по|под|над|без|или|при|про|через|после|перед|это|всё|все|уже|еще|ещё|раза|только|когда|также|когда|раньше|позже|назад|не|но|же|ли|бы|со|ко|во|об|из-за|против|около|более|менее|с|в|и|к|у|о|а)$/u;

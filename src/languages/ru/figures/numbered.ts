import type { Around } from '../../figures/language-words.js';
import { isOne } from './cardinal.js';

/**
 * Whether figures rank the noun behind them: it is one that is numbered, and stands in a form that they cannot count,
 * as in "5 класс", "с 7 места", "14 сессия", "по 105 статье", but not in "5 минут", "2 тома", "в 3 классах".
 */
export function isRanked({ before, after }: Around, digits: string): boolean {
  const word = /^\s(\p{Ll}{3,})(?!\p{L})/u.exec(after)?.[1];
  const noun = word === undefined ? undefined : NUMBERED.find((pattern) => pattern.test(word));
  const ending = noun === undefined ? undefined : noun.exec(word ?? '')?.[1];
  if (ending === undefined) return false;
  // "занял 1 место"; else one and the noun agree in every case.
  if (isOne(digits)) return digits === '1' && noun === NEUTER && TAKEN.test(before);
  // After two, three and four the noun stands in the genitive as after "с": "с 3 места" is the third, "3 места" are three.
  const isFew = /(?:^|[^1])[234]$/u.test(digits);
  const isGenitive = noun === FEMININE ? /[ыи]/u.test(ending) : /[ая]/u.test(ending);
  return !isFew || !isGenitive || GENITIVE_BEFORE.test(before);
}

/** Nouns that are numbered, in the singular; the group is the ending. Some are, in these forms, always counted. */
const MASCULINE =
  /^(?:класс|этаж|век|тур|раунд|курс|том|канал|сезон|выпуск|номер|район|округ|полк|корпус|отряд|квартал|съезд|созыв|разряд|уровень|этап|пункт|вариант|матч|период|сет|батальон|подъезд|ряд|параграф|абзац|розыгрыш|фестиваль|чемпионат|день|год)(|а|у|ом|ем|е)$/u;
const NEUTER = /^(?:мест|заседани|отделени|поколени|столети|тысячелети|издани|чтени)(о|е|а|я|у|ю|ом|ем)$/u;
const FEMININE =
  /^(?:групп|глав|част|степен|олимпиад|программ|сесси|конференци|категори|очеред|фаз|стади|арми|дивизи|бригад|минут|секунд|страниц|лини|позици|попытк|сери|ступен|годовщин|половин|четверт|палат|поправк|лиг|стать|полос|рот|строк|платформ|верси|декад|бит)(а|я|ы|и|у|ю|е|ь)$/u;
const NUMBERED = [MASCULINE, NEUTER, FEMININE];

const TAKEN = /(?<!\p{L})(?:заня|занима|завоева|получи|взя|удержа)\p{Ll}*\s$|(?<!\p{L})(?:за|на)\s$/iu;
const GENITIVE_BEFORE =
  /(?<!\p{L})(?:со?|до|от|из|для|без|у|после|около|кроме|против|учени(?:к|ца|ки|ков|цы)|жител[ьияей]{1,2}|студент(?:ы|ов|ка|а)?)\s$/iu;

/**
 * Whether a line is nothing but when (and by whom, and where) something was published: what is left of it once dates,
 * times and the words around them are taken away.
 */
export function isDateLine(line: string, names?: Names): boolean {
  if (!HAS_DATE.test(line)) return false;
  let rest = line.toLowerCase();
  for (const name of [...(names?.authors ?? []), names?.siteName ?? '']) rest = rest.replace(name.toLowerCase(), ' ');
  rest = rest
    .replace(DATE_WORDS, ' ')
    .replace(/[\d\p{P}\p{S}\s]+/gu, ' ')
    .trim();
  const words = rest === '' ? [] : rest.split(' ');
  if (words.length === 0 || names === undefined)
    return words.length === 0 && (names !== undefined || HAS_DAY.test(line));
  const isNamed = /\bby\b/i.test(line) && words.length <= MAX_NAME_WORDS;
  return isNamed || (words.length <= MAX_STRAY_WORDS && rest.length <= line.length * MAX_STRAY_SHARE);
}

/** Whether a line names a day and not only an hour, as the entries of a live report do. */
export function hasDay(line: string): boolean {
  return HAS_DAY.test(line);
}

/** Who and where a date line may name besides its date; without them it must be a date alone. */
export type Names = { readonly authors: readonly string[]; readonly siteName?: string | undefined };

const MAX_STRAY_SHARE = 0.3;
const MAX_STRAY_WORDS = 1;
const MAX_NAME_WORDS = 4;

const HAS_DAY = /\b(?:19|20)\d{2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\d{4}年/u;
/** A year, a clock time or a relative date. */
const HAS_DATE =
  /\b(?:19|20)\d{2}\b|\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{1,2} (?:minutes?|hours?|days?|weeks?|months?|years?) ago\b|(?:vor|hace|há|il y a) \d{1,2} \p{L}{3,}|\d{1,2} (?:ore|ora|giorni|minuti) fa(?!\p{L})|\d{1,2} (?:минут\p{L}*|час\p{L}*|дн\p{L}+) назад|\d{4}年|\d+ min(?:ute)?s? read/iu;

const DATE_WORDS =
  /(?<![\p{L}])(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|wed|thurs?|thu|fri|sat|sun|am|pm|a\.m|p\.m|noon|midnight|[ecmp][sd]?t|gmt|utc|bst|ist|cest|cet|ist|kst|jst|aest|aedt|msk|first|last|originally|published|updated|posted|modified|created|date|time|on|at|by|of|in|the|and|from|read|reading|min|mins|minute|minutes|hour|hours|hrs?|day|days|week|weeks|month|months|ago|st|nd|rd|th|publication|release|released|uhr|veröffentlicht|aktualisiert|stand|am|vom|um|januar|februar|märz|mai|juni|juli|august|oktober|dezember|publié|mis|à|jour|le|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|publicado|actualizado|de|el|a|las|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|pubblicato|aggiornato|alle|ore|il|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|às|em|январ[яь]|феврал[яь]|марта?|апрел[яь]|ма[яй]|июн[яь]|июл[яь]|августа?|сентябр[яь]|октябр[яь]|ноябр[яь]|декабр[яь]|опубликовано|обновлено|года?|г|в|назад|минут\p{L}*|час(?:а|ов)?|asked|answered|edited|submitted|viewed|há|atrás|horas?|hace|minutos?|heures?|il|y|a|vor|stunden?|minuten?|tagen?|fa|ora|giorni|minuti|atualizado|h|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|segunda|terça|quarta|quinta|sexta|feira|понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье|年|月|日|時|分)(?![\p{L}])/giu;

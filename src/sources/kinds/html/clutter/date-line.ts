import { CALENDAR_NAMES, clutterWords, DATELINE_WORDS } from '../../../../languages/every-language.js';

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
const HAS_DATE = new RegExp(
  String.raw`\b(?:19|20)\d{2}\b|\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\d{4}年|${clutterWords('ago')}`,
  'iu',
);

const DATE_WORDS = new RegExp(
  String.raw`(?<![\p{L}])(?:${[...CALENDAR_NAMES, ...DATELINE_WORDS].join('|')}|${clutterWords('dateline')}|年|月|日|時|分)(?![\p{L}])`,
  'giu',
);

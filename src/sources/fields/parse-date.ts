import { DATE_FILLERS, MONTHS } from '../../languages/every-language.js';

export type ParsedDate = {
  /** ISO 8601 with offset: `2025-07-15T07:28:00Z`. */
  readonly iso: string;
  readonly hasTime: boolean;
};

/**
 * Reads a date in the orders publications use: `15 Jul, 2025 07:28`, `July 15, 2025 at 7:28 p.m. EDT`, ISO 8601,
 * RFC 5322, `15.07.2025`, months in every language that has a calendar. Nothing but a date may stand in the text.
 *
 * Dates as programs print them are read too: those of JavaScript, C and Go, with the names of their zones.
 *
 * @param options.timeZone IANA zone of dates that state no offset; UTC by default.
 * @param options.isField Whether the text is a field that holds a date if anything, so that a number may be one:
 * seconds or milliseconds since 1970 (POSIX), or the day of the year (ISO 8601).
 * @param options.order Of all-number dates with slashes; without it, ambiguous ones are not read.
 */
export function parseDate(
  text: string,
  options: {
    readonly timeZone?: string;
    readonly order?: 'day-first' | 'month-first';
    readonly isField?: boolean;
  } = {},
): ParsedDate | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 100) return undefined;
  const counted = options.isField === true ? readCount(trimmed) : undefined;
  if (counted) return counted;
  const timed = takeTime(normalise(trimmed));
  const day = timed && readDay(timed.rest, options.order);
  if (!timed || !day || !isRealDay(day)) return undefined;
  const { time } = timed;
  const offset = timed.offset ?? offsetOf({ ...day, ...time }, timed.region ?? options.timeZone ?? 'UTC');
  if (offset === undefined) return undefined;
  const date = `${pad(day.year, 4)}-${pad(day.month, 2)}-${pad(day.day, 2)}`;
  const clock = `${pad(time.hours, 2)}:${pad(time.minutes, 2)}:${pad(time.seconds, 2)}`;
  return { iso: `${date}T${clock}${offset}`, hasTime: timed.hasTime };
}

type Day = { readonly year: number; readonly month: number; readonly day: number };
type Time = { readonly hours: number; readonly minutes: number; readonly seconds: number };
type Timed = {
  readonly time: Time;
  readonly hasTime: boolean;
  readonly offset?: string;
  /** IANA zone whose offset depends on the day. */
  readonly region?: string;
  readonly rest: string;
};

function normalise(text: string): string {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/(\d)t(?=\d{2}:?\d{2})/u, '$1 ')
      .replace(/\s+/gu, ' ')
      // ISO 8601 without marks: `20261127 100000`.
      .replace(/^(\d{8}) (\d{2})(\d{2})(\d{2})?(?!\d)/u, (_all, day, hours, minutes, seconds = '00') =>
        [day, [hours, minutes, seconds].join(':')].join(' '),
      )
      // C with a zone: `sat sep 3 09:19:24 2016 gmt`.
      .replace(/(\d{1,2}:\d{2}(?::\d{2})?) (\d{4}) ([a-z]{1,4}|[+−-]\d{4})$/u, '$2 $1 $3')
      // The zone's region (RFC 9557) and its name say again what its offset says.
      .replace(/\s*\[[a-z_/+-]{1,60}\]$/u, '')
      .replace(/((?:[+−-]\d{1,2}(?::?\d{2})?|\b(?:gmt|utc?))) ?(?:\([^()]{1,60}\)|[a-z]{2,5})$/u, '$1')
      // `GMT+1`, `UTC-03:30` and, after a time, `+01`.
      .replace(
        /(?:\b(?:gmt|utc?)|(:\d{2}(?:[.,]\d{1,9})?)) ?([+−-])(\d{1,2})(?::?(\d{2}))?$/u,
        (_all, time = '', sign, hours, minutes = '00') =>
          `${String(time)} ${String(sign)}${String(hours).padStart(2, '0')}${String(minutes)}`,
      )
  );
}

/** A number that counts: seconds or milliseconds of this century, `/Date(…)/` of .NET, `2026-331`. */
function readCount(text: string): ParsedDate | undefined {
  const digits = /^(?:@|\/date\()?(\d{10}|\d{13})(?:\)\/)?$/iu.exec(text)?.[1];
  if (digits !== undefined) {
    const timeMs = Number(digits) * (digits.length === 10 ? 1000 : 1);
    return { iso: new Date(timeMs).toISOString().replace(/\.\d{3}Z$/u, 'Z'), hasTime: true };
  }
  const ordinal = /^(\d{4})-(\d{3})$/u.exec(text);
  const date = ordinal && new Date(Date.UTC(Number(ordinal[1]), 0, Number(ordinal[2])));
  const isOfYear = date?.getUTCFullYear() === Number(ordinal?.[1]) && Number(ordinal?.[2]) > 0;
  return date && isOfYear ? { iso: `${date.toISOString().slice(0, 10)}T00:00:00Z`, hasTime: false } : undefined;
}

const MIDNIGHT: Time = { hours: 0, minutes: 0, seconds: 0 };
const CLOCK =
  /(?<![\d.:/-])(\d{1,2})(?:[:.h](\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?)?\s*(?:uhr\b|h\b|ч\b)?\s*(a\.?m\.?(?![a-z])|p\.?m\.?(?![a-z]))?\s*(z\b|[+−-]\d{2}:?\d{2}(?!\d)|\(?[a-z]{2,4}\)?(?![a-zа-я]))?/u;

/** Finds the time of day and its zone and leaves the rest. */
function takeTime(text: string): Timed | undefined {
  const pattern = new RegExp(CLOCK, 'gu');
  for (const match of text.matchAll(pattern)) {
    const [whole, hoursText, minutesText, secondsText, half, zoneText] = match;
    if (minutesText === undefined && half === undefined) continue;
    // `15.07.2025` has the shape of a time and is none.
    if (whole.includes('.') && half === undefined && /^\s*\.?\d/u.test(text.slice(match.index + whole.length)))
      continue;
    if (/^\d{1,2}\.\d{2}$/u.test(whole.trim()) && !/\d{4}/u.test(text.replace(whole, ''))) continue;
    const time = toTime({ hoursText: hoursText ?? '', minutesText, secondsText, half });
    if (!time) return undefined;
    const zone = zoneText === undefined ? {} : toZone(zoneText);
    const end = match.index + whole.length - (zone === undefined ? (zoneText ?? '').length : 0);
    const rest = `${text.slice(0, match.index)} ${text.slice(end)}`;
    return { time, hasTime: true, rest, ...zone };
  }
  return { time: MIDNIGHT, hasTime: false, rest: text.replace(/\bz$/u, '') };
}

function toTime(parts: {
  readonly hoursText: string;
  readonly minutesText: string | undefined;
  readonly secondsText: string | undefined;
  readonly half: string | undefined;
}): Time | undefined {
  let hours = Number(parts.hoursText);
  const minutes = Number(parts.minutesText ?? 0);
  const seconds = Math.min(59, Number(parts.secondsText ?? 0));
  if (parts.half !== undefined) {
    if (hours < 1 || hours > 12) return undefined;
    hours = (hours % 12) + (parts.half.startsWith('p') ? 12 : 0);
  }
  return hours < 24 && minutes < 60 ? { hours, minutes, seconds } : undefined;
}

/** Names RFC 5322 §4.3 defines, and the ones newsrooms print. */
const ZONES: Readonly<Record<string, string>> = {
  z: 'Z', ut: 'Z', utc: 'Z', gmt: 'Z', wet: 'Z', bst: '+01:00', west: '+01:00', cet: '+01:00', cest: '+02:00',
  eet: '+02:00', eest: '+03:00', msk: '+03:00', sast: '+02:00', jst: '+09:00', kst: '+09:00', hkt: '+08:00',
  sgt: '+08:00', aest: '+10:00', aedt: '+11:00', nzst: '+12:00', nzdt: '+13:00', est: '-05:00', edt: '-04:00',
  cst: '-06:00', cdt: '-05:00', mst: '-07:00', mdt: '-06:00', pst: '-08:00', pdt: '-07:00', brt: '-03:00',
}; // prettier-ignore

/** American clocks are printed without saying whether it is summer. */
const REGIONS: Readonly<Record<string, string>> = {
  et: 'America/New_York',
  ct: 'America/Chicago',
  mt: 'America/Denver',
  pt: 'America/Los_Angeles',
};

function toZone(text: string): Pick<Timed, 'offset' | 'region'> | undefined {
  const name = text.replace(/[()]/gu, '');
  const region = REGIONS[name];
  if (region !== undefined) return { region };
  const offset = ZONES[name] ?? toOffset(name);
  return offset === undefined ? undefined : { offset };
}

function toOffset(name: string): string | undefined {
  const match = /^([+−-])(\d{2}):?(\d{2})$/u.exec(name);
  if (!match || Number(match[2]) > 14 || Number(match[3]) > 59) return undefined;
  const sign = match[1] === '+' ? '+' : '-';
  return match[2] === '00' && match[3] === '00' ? 'Z' : `${sign}${match[2]}:${match[3]}`;
}

/** Reads year, month and day out of what is left; everything else must be noise (weekday, `at`, `de`). */
function readDay(text: string, order: 'day-first' | 'month-first' | undefined): Day | undefined {
  const numeric = readNumericDay(text.trim().replace(/[\s,(]+$/u, ''), order);
  if (numeric) return numeric;
  const words = text.split(/[\s,()·•|]+|(?<=\d)-(?=\p{L})|(?<=\p{L})-(?=\d)|—|–/u).filter((word) => word !== '');
  const numbers: number[] = [];
  let month: number | undefined;
  let yearAt: number | undefined;
  for (const word of words) {
    const number = /^(?:(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.|-?го|-?е)?|(\d{4})(?:г\.?|年)?)$/u.exec(word);
    if (number) {
      if (number[2] !== undefined) yearAt = numbers.length;
      numbers.push(Number(number[1] ?? number[2]));
      continue;
    }
    const named = MONTHS.get(word.replace(/\.$/u, ''));
    if (named !== undefined && month === undefined) month = named;
    else if (!DATE_FILLERS.has(word.replace(/[.:]$/u, ''))) return undefined;
  }
  const [first, second] = numbers;
  if (month === undefined || numbers.length !== 2 || first === undefined || second === undefined) return undefined;
  if (yearAt === 0) return { year: first, month, day: second };
  return { year: yearAt === 1 ? second : toFourDigitYear(second), month, day: first };
}

function readNumericDay(text: string, order: 'day-first' | 'month-first' | undefined): Day | undefined {
  const bare = text
    .split(' ')
    .filter((word) => !DATE_FILLERS.has(word.replace(/[.:,]+$/u, '')))
    .join(' ')
    .replace(/[,.]$/u, '');
  const isoLike = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/u.exec(bare) ?? /^(\d{4})()(\d{2})(\d{2})$/u.exec(bare);
  if (isoLike) return { year: Number(isoLike[1]), month: Number(isoLike[3]), day: Number(isoLike[4]) };
  const week = /^(\d{4})-?w(\d{2})-?([1-7])$/u.exec(bare);
  if (week) return dayOfWeek(Number(week[1]), Number(week[2]), Number(week[3]));
  const asian = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/u.exec(bare);
  if (asian) return { year: Number(asian[1]), month: Number(asian[2]), day: Number(asian[3]) };
  const match = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/u.exec(bare);
  if (!match) return undefined;
  const [first, second, year] = [Number(match[1]), Number(match[3]), Number(match[4])];
  // Dots are day first wherever they are used; a number above twelve settles the order.
  if (match[2] === '.' || first > 12 || order === 'day-first') return { year, month: second, day: first };
  if (second > 12 || order === 'month-first') return { year, month: first, day: second };
  return first === second ? { year, month: first, day: second } : undefined;
}

/** ISO 8601 week date: the first week is that of 4 January, and weeks begin on Monday. */
function dayOfWeek(year: number, week: number, weekday: number): Day | undefined {
  const fourth = new Date(Date.UTC(year, 0, 4));
  const monday = 4 - ((fourth.getUTCDay() + 6) % 7);
  const date = new Date(Date.UTC(year, 0, monday + (week - 1) * 7 + weekday - 1));
  const isReal = week >= 1 && week <= 53;
  return isReal ? { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() } : undefined;
}

/** RFC 5322 §4.3: two digits below 50 are this century. */
function toFourDigitYear(year: number): number {
  if (year >= 100) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

function isRealDay({ year, month, day }: Day): boolean {
  if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Offset of a zone at a local time; in the hour a clock is set back, the first of the two. */
function offsetOf(local: Day & Time, timeZone: string): string | undefined {
  if (timeZone === 'UTC') return 'Z';
  const asUtcMs = Date.UTC(local.year, local.month - 1, local.day, local.hours, local.minutes, local.seconds);
  const guess = offsetMinutes(asUtcMs, timeZone);
  if (guess === undefined) return undefined;
  const minutes = offsetMinutes(asUtcMs - guess * 60_000, timeZone) ?? guess;
  if (minutes === 0) return 'Z';
  const sign = minutes < 0 ? '-' : '+';
  return `${sign}${pad(Math.floor(Math.abs(minutes) / 60), 2)}:${pad(Math.abs(minutes) % 60, 2)}`;
}

function offsetMinutes(timeMs: number, timeZone: string): number | undefined {
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
    const name = format.formatToParts(timeMs).find((part) => part.type === 'timeZoneName')?.value ?? '';
    const match = /^GMT(?:([+-])(\d{2}):(\d{2}))?$/u.exec(name);
    if (!match) return undefined;
    const minutes = Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
    return match[1] === '-' ? -minutes : minutes;
  } catch {
    return undefined;
  }
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

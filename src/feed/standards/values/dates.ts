import { quoteValue } from '../../../model/text.js';
import type { ValueContext, ValueFault, ValueType } from '../grammar.js';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** RFC 822 §5.1; RFC 2822 §4.3 takes letters of the army but Z for an unknown zone. */
const ZONES: Readonly<Record<string, number>> = {
  UT: 0,
  GMT: 0,
  Z: 0,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
};
/** RFC 822 §5.1 and RFC 2822 §3.3: day and seconds may be left out, the year may have two figures. */
const RFC_822 =
  /^(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun),\s*)?(\d{1,2})\s+([a-z]{3})\s+(\d{4}|\d{2})\s+(\d{2}):(\d{2})(?::(\d{2}))?\s+([+-]\d{4}|[A-Z]{1,3})$/iu;
/** RFC 3339 §5.6, with the capital T and Z that RFC 4287 §3.3 asks for. */
const RFC_3339 = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:Z|([+-])(\d{2}):(\d{2}))$/u;
/** W3C Date and Time Formats: a year, a month, a day, or a moment with its zone. */
const W3C_DATE =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:Z|([+-])(\d{2}):(\d{2})))?)?)?$/u;
/** Clocks of computers begin there: what is dated to it, or before, was never dated. */
const EARLIEST_MS = Date.UTC(1970, 0, 2);
/** Nothing can have been published so much later than now. */
const MAX_DAYS_AHEAD = 366;
const MS_A_DAY = 86_400_000;
/** Where nobody says what time it is. */
const LATEST_MS = Date.UTC(2100, 0);

type Clock = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly offsetMinutes: number;
};

export const DATE_822 = dateType('a date of RFC 822', 'Tue, 31 Dec 2024 09:00:00 GMT', readRfc822);
export const DATE_3339 = dateType('a date of RFC 3339', '2024-12-31T09:00:00Z', (text) => readIso(RFC_3339.exec(text)));
export const DATE_W3C = dateType('a date of W3C', '2024-12-31T09:00:00Z', (text) => readIso(W3C_DATE.exec(text)));

function dateType(name: string, example: string, read: (text: string) => Clock | undefined): ValueType {
  return {
    name,
    check: (value, context) => {
      const text = value.trim();
      const clock = read(text);
      if (!clock || !isOnTheCalendar(clock))
        return [{ code: 'W_DATE', says: `is not ${name}`, fix: `write it as: ${example}.` }];
      return [...weekdayFaults(text, clock), ...oddities(momentOf(clock), context)];
    },
  };
}

function readRfc822(text: string): Clock | undefined {
  const [, , day, monthName = '', years = '', hour, minute, second = '0', zone = ''] = RFC_822.exec(text) ?? [];
  const month = MONTHS.indexOf(monthName.toLowerCase()) + 1;
  const offsetMinutes = offsetOf(zone);
  if (month === 0 || offsetMinutes === undefined) return undefined;
  // RFC 2822 §4.3: 00 to 49 are of this century.
  const year = years.length === 2 ? Number(years) + (Number(years) < 50 ? 2000 : 1900) : Number(years);
  return {
    year,
    month,
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    offsetMinutes,
  };
}

function offsetOf(zone: string): number | undefined {
  const named = Object.hasOwn(ZONES, zone.toUpperCase()) ? ZONES[zone.toUpperCase()] : undefined;
  if (named !== undefined) return named * 60;
  const [, sign, hours, minutes] = /^([+-])(\d{2})(\d{2})$/u.exec(zone) ?? [];
  return sign === undefined ? undefined : offsetMinutes(sign, hours, minutes);
}

/** Zones lie between 12 hours west and 14 hours east of Greenwich. */
function offsetMinutes(sign: string, hours = '0', minutes = '0'): number | undefined {
  const total = Number(hours) * 60 + Number(minutes);
  return Number(minutes) > 59 || total > 14 * 60 ? undefined : sign === '-' ? -total : total;
}

function readIso(match: RegExpExecArray | null): Clock | undefined {
  if (!match) return undefined;
  const [, year, month = '1', day = '1', hour = '0', minute = '0', second = '0', sign = '+', hours, minutes] = match;
  const offset = offsetMinutes(sign, hours, minutes);
  if (offset === undefined) return undefined;
  const [y, mo, d, h, mi, s] = [year, month, day, hour, minute, second].map(Number);
  return {
    year: y ?? 0,
    month: mo ?? 0,
    day: d ?? 0,
    hour: h ?? 0,
    minute: mi ?? 0,
    second: s ?? 0,
    offsetMinutes: offset,
  };
}

function isOnTheCalendar({ year, month, day, hour, minute, second }: Clock): boolean {
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 60) return false;
  return day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

function momentOf({ year, month, day, hour, minute, second, offsetMinutes: offset }: Clock): number {
  return new Date(0).setUTCFullYear(year, month - 1, day) + ((hour * 60 + minute - offset) * 60 + second) * 1000;
}

function weekdayFaults(text: string, { year, month, day }: Clock): readonly ValueFault[] {
  const [, written] = /^([a-z]{3}),/iu.exec(text) ?? [];
  if (written === undefined) return [];
  const right = DAYS[new Date(new Date(0).setUTCFullYear(year, month - 1, day)).getUTCDay()] ?? '';
  if (right.toLowerCase() === written.toLowerCase()) return [];
  return [
    {
      code: 'W_DATE_WEEKDAY',
      says: `says ${quoteValue(written)}, and that day is a ${right}`,
      fix: `write ${right}, or correct the date.`,
    },
  ];
}

function oddities(moment: number, { now }: ValueContext): readonly ValueFault[] {
  const faults: ValueFault[] = [];
  const latest = now ? now.getTime() + MAX_DAYS_AHEAD * MS_A_DAY : LATEST_MS;
  if (moment < EARLIEST_MS || moment > latest) {
    const says = 'is in a year nothing was published in';
    faults.push({ code: 'W_DATE_ODD', says, fix: 'write the day it was published.' });
  }
  if (now && moment > now.getTime()) {
    const says = 'lies in the future; apps hide it until then';
    faults.push({ code: 'W_DATE_FUTURE', says, fix: 'publish it when it is due.' });
  }
  return faults;
}
